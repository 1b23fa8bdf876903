"""The command line: ``chronology page | check | list | show | date``.

Exit codes: 0 all is well, 1 problems found (a file that is no registry, an id that nobody has, a page that cannot be
written), 2 the command was not understood.
"""
