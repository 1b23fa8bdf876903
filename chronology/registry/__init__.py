"""The immutable collection of records and its indexes."""
