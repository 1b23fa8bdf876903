"""What the page says of itself, in the language of its reader. The English text is the key; the tables are in
``languages``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from chronology.page.plural import Forms, Table, plural_category

Language = Literal["en", "ru", "zh", "de", "fr"]

_VALUE: Final = re.compile(r"\{(\w+)\}")
_STATIC: Final = re.compile(r"\[\[(.+?)\]\]")
_THOUSANDS: Final[Mapping[str, str]] = {"en": ",", "ru": "\u00a0", "zh": ",", "de": ".", "fr": "\u202f"}


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: Language = "en"

    @property
    def table(self) -> Table:
        """Every text that the page may say, by its English; empty for English. No other page reads the tables."""
        if self.language == "en":
            return {}
        from chronology.page.languages import TABLES

        return TABLES[self.language]

    def say(self, text: str, /, *, one: str | None = None, **values: str | int) -> str:
        """A text with its ``{values}``; where it has several forms, ``n`` chooses: `one` is that of English for 1.

        >>> Words("de").say("Skip to the list of events")
        'Zur Liste der Ereignisse'
        """
        return self._filled(self.table.get(text) or (text if one is None else {"one": one, "other": text}), values)

    def term(self, term: str) -> str:
        """A word of the library's own vocabulary; any other stays as it is."""
        said = self.table.get(term, term)
        return said if isinstance(said, str) else term

    def joined(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other."""
        return ("" if self.language == "zh" else " ").join(sentences)

    def counted(self, number: int, noun: str) -> str:
        """A number of things: ``1 event``, ``2 events``; `noun` is the English singular."""
        forms = self.table.get(f"{{n}} {noun}") or {"one": f"{{n}} {noun}", "other": f"{{n}} {noun}s"}
        return self._filled(forms, {"n": number})

    def numeral(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return f"{number:,}".replace(",", _THOUSANDS[self.language])

    def decimal(self, number: float) -> str:
        """A number of up to ten digits."""
        whole, point, part = f"{number:,.10g}".partition(".")
        mark = "." if self.language in ("en", "zh") else ","
        return whole.replace(",", _THOUSANDS[self.language]) + point.replace(".", mark) + part

    def static(self, template: str) -> str:
        """HTML with every ``[[text]]`` said."""
        return _STATIC.sub(lambda match: html.escape(self.say(match[1])), template)

    def _filled(self, form: str | Forms, values: Mapping[str, str | int]) -> str:
        if not isinstance(form, str):
            category = plural_category(self.language, int(values["n"]))
            form = form.get(category) or form["other"]
        return _VALUE.sub(lambda match: self._value(values[match[1]]), form)

    def _value(self, value: str | int) -> str:
        return self.numeral(value) if isinstance(value, int) else value


ENGLISH: Final = Words()
