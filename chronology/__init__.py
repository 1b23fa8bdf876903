"""Chronologies that say what happened, when, and who says so."""
