"""What the writer of a page may choose; a choice that does not exist is refused, with the nearest that does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, get_args

from chronology.errors import QueryError, did_you_mean, printable
from chronology.page.accent import themes_with
from chronology.page.words import Language, Words
from chronology.render.palette import Theme
from chronology.render.scale import Day, range_days

Lanes = Literal["kind", "actor", "place", "tag"]
Embed = Literal["fragment"]
PlotlyJS = Literal["inline", "directory", "cdn"]
Panel = Literal[
    "masthead", "search", "filters", "lanes", "list", "index", "overview", "story", "debate", "details", "downloads"
]

PANELS: Final[Sequence[Panel]] = get_args(Panel)
"""The parts of a page besides the picture, which is always there."""

FRAGMENT_HEIGHT: Final = 800
"""Pixels of a page within another page, if nobody says."""


@dataclass(frozen=True, kw_only=True)
class PageOptions:
    """The choices of :func:`chronology.page.page.page_html`, checked."""

    title: str | None = None
    lanes: Lanes | None = "kind"
    embed: Embed | None = None
    height: int | None = None
    plotlyjs: PlotlyJS = "inline"
    accent: str | None = None
    logo: str | None = None
    range_x: tuple[Day, Day] | None = None
    panels: Sequence[Panel] | None = None
    lang: Language = "en"

    def __post_init__(self) -> None:
        _text_or_none("title", self.title)
        _text_or_none("logo", self.logo)
        _one_of("lanes", self.lanes, *get_args(Lanes), None)
        _one_of("embed", self.embed, *get_args(Embed), None)
        _one_of("plotlyjs", self.plotlyjs, *get_args(PlotlyJS))
        _one_of("lang", self.lang, *get_args(Language))
        _check_panels(self.panels)
        _check_fragment(self)
        _ = self.days, self.themes

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """The first day that the picture shows and the day after the last; where nobody says, the page decides."""
        return None if self.range_x is None else range_days(self.range_x)

    @cached_property
    def themes(self) -> tuple[Theme, Theme]:
        """The colours, light and dark."""
        return themes_with(self.accent)

    @property
    def words(self) -> Words:
        """What the page says of itself."""
        return Words(self.lang)

    @property
    def left_out(self) -> list[Panel]:
        """The parts that are not there."""
        return [] if self.panels is None else [panel for panel in PANELS if panel not in self.panels]


def _text_or_none(name: str, value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise QueryError(f"{name} is a text, not {printable(repr(value))}")


def _one_of(name: str, word: object, *known: str | None) -> None:
    """Refuse a word that is none of those known."""
    if word in known and not isinstance(word, bool):
        return
    words = [repr(each) for each in known]
    listed = f"{', '.join(words[:-1])} or {words[-1]}"
    near = did_you_mean(str(word), [each for each in known if each])
    raise QueryError(f"{name} is {listed}, not {printable(repr(word))}{near}")


def _check_panels(panels: Sequence[str] | None) -> None:
    if panels is None:
        return
    if isinstance(panels, str) or not isinstance(panels, Iterable):
        said = f"the text {printable(panels)!r}" if isinstance(panels, str) else printable(repr(panels))
        raise QueryError(f"panels are several words, such as ('list', 'details'), not {said}")
    for panel in panels:
        if panel not in PANELS:
            near = did_you_mean(str(panel), PANELS) or f" (there are {', '.join(PANELS)})"
            raise QueryError(f"a page has no panel '{printable(str(panel))}'{near}")


def _check_fragment(options: PageOptions) -> None:
    if options.height is not None:
        check_height(options.height)
        if options.embed is None:
            raise QueryError("height is for embed='fragment'; a page of its own has the height of its window")
    if options.embed and options.plotlyjs == "directory":
        raise QueryError(
            "a fragment has no folder in which a file could stand beside it (take plotlyjs='inline' or 'cdn', or write "
            "a page and embed it with iframe_snippet)"
        )


def check_height(height: int) -> None:
    """Refuse what is no height in pixels."""
    if isinstance(height, bool) or not isinstance(height, int) or height < 1:
        raise QueryError(f"height is a number of pixels from 1 upwards, not {printable(repr(height))}")
