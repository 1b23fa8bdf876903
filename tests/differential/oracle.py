"""A second implementation of the query functions: slow, and plain enough to be believed.

Each function takes rows (dicts) where the library takes a table, has the same keywords, and gives an ``Answer``.
It shares nothing with the library but terms and dates; where the two differ, one of them is wrong.
"""

from tests.differential.oracle_counted import counts, first_last, gaps, ties
from tests.differential.oracle_near import pairs, sequences, window, window_counts

__all__ = ["counts", "first_last", "gaps", "pairs", "sequences", "ties", "window", "window_counts"]
