"""Rules that a curated registry keeps, and what to say where it does not."""
