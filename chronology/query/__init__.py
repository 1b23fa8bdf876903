"""QUESTIONS: event table in, table out; on any dataframe."""
