"""WHEN: what a date in a source can mean."""
