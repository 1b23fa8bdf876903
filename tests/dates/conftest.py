"""Property tests of dates have no time limit for one example: how busy the machine is says nothing about dates."""

from hypothesis import settings

settings.register_profile("dates", settings.default, deadline=None)
settings.load_profile("dates")
