"""What the page says, in the languages besides English: one file each, all with the same keys.

``python -m tests.page.test_words de`` prints what a table lacks. The key is the English text; a text has the same
``{values}``, in the order that its language likes. Where ``n`` decides the form, the entry has one for each plural
category of the language; ``events``, ``claims``, ``actors`` and ``sources`` stand under their number in the masthead.

Dates are put together from patterns. ``{day} March`` is a day in its month (in the genitive where there is one) and
``March`` the month by itself; the short ones are for axes and labels. ``{day}`` may be ``3`` or, from ``{day} to
{last_day}``, ``3 to 5``. ``{year}`` is a year in running text (``2014年``, ``2014 г.``), axes have the bare digits;
``{date} {year}`` and ``{month} {year}`` put it to the rest; ``{first} to {last} {year}`` is a span within one year.
``{name}, {name_after}`` parts names in a row, ``{first}, {next}`` parts clauses. Words of the vocabulary begin with a
small letter unless their language writes them otherwise: the page adds a capital where they stand alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chronology.page.languages.de import GERMAN
from chronology.page.languages.fr import FRENCH
from chronology.page.languages.ru import RUSSIAN
from chronology.page.languages.zh import CHINESE
from chronology.page.plural import Table

TABLES: Final[Mapping[str, Table]] = {"ru": RUSSIAN, "zh": CHINESE, "de": GERMAN, "fr": FRENCH}
