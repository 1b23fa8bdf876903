"""The words of dates in each language that phrases may be written in."""
