"""WHAT: the records of a registry, as frozen pydantic models."""
