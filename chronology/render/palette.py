"""Colours, symbols and type: one palette for light and for dark, shared by the charts and the page.

Each family of kinds has a colour *and* a shape. Smallest distance between two families (OKLab x 100, Machado 2009):
light 14.7 normal, 11.0 protan, 12.5 deutan, 9.6 tritan; dark 17.4, 13.1, 10.1, 11.2. Every mark has a contrast of 3
or more on every ground of its theme, every text 4.5 or more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

SERIF: Final = (
    '"Iowan Old Style","Palatino Linotype",Palatino,P052,"URW Palladio L","Book Antiqua",Georgia,'
    '"Liberation Serif",serif'
)
SANS: Final = (
    'Seravek,"Avenir Next","Segoe UI","Open Sans","Noto Sans","Source Sans 3",Ubuntu,"Liberation Sans",'
    "system-ui,sans-serif"
)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as ``#RRGGBB``."""

    paper: str
    sheet: str
    band: str
    ink: str
    ink2: str
    ink3: str
    control: str
    rule: str
    rule2: str
    accent: str
    accent_ink: str
    accent_tint: str
    hit: str
    families: Mapping[str, str]

    def family(self, family: str) -> str:
        """The colour of a family; a family that is not in the palette takes the second ink, never a new hue."""
        return self.families.get(family, self.ink2)


LIGHT: Final = Theme(
    paper="#F4F6F6",
    sheet="#FFFFFF",
    band="#F8FAFA",
    ink="#17202A",
    ink2="#46535F",
    ink3="#5F6B76",
    control="#7D8993",
    rule="#D3DADE",
    rule2="#E6EAEC",
    accent="#A11245",
    accent_ink="#FFFFFF",
    accent_tint="#FAEDF2",
    hit="#FFE9A8",
    families=MappingProxyType(
        {
            "treaty": "#3768B5",
            "summit": "#49987B",
            "war": "#DE681F",
            "exercise": "#765B00",
            "sanction": "#500082",
            "publication": "#3D4A54",
        }
    ),
)
DARK: Final = Theme(
    paper="#11171D",
    sheet="#182028",
    band="#1C252E",
    ink="#EDF1F4",
    ink2="#B4BFC9",
    ink3="#97A4B0",
    control="#75828E",
    rule="#33404B",
    rule2="#26313A",
    accent="#FF8FAE",
    accent_ink="#2B0714",
    accent_tint="#3A1D28",
    hit="#5B4A12",
    families=MappingProxyType(
        {
            "treaty": "#75B8F5",
            "summit": "#7CEED0",
            "war": "#E0572B",
            "exercise": "#C3A923",
            "sanction": "#B25CD2",
            "publication": "#79858D",
        }
    ),
)

SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "treaty": "square",
        "summit": "circle",
        "war": "triangle-up",
        "exercise": "diamond",
        "sanction": "x",
        "publication": "pentagon",
    }
)
"""Family to plotly's marker symbol."""

FURTHER_SYMBOLS: Final[Sequence[str]] = ("star", "bowtie", "cross", "hourglass", "star-triangle-down", "hexagon")
"""Symbols of families that are not in the palette, in turn."""


def symbols_of(families: Sequence[str]) -> dict[str, str]:
    """The marker symbol of each family; further families take further shapes."""
    further = [family for family in families if family not in SYMBOLS]
    own = {family: FURTHER_SYMBOLS[index % len(FURTHER_SYMBOLS)] for index, family in enumerate(further)}
    return {family: SYMBOLS.get(family) or own[family] for family in families}


SYMBOL_SIZES: Final[Mapping[str, float]] = MappingProxyType(
    {"square": 10.5, "circle": 11.5, "triangle-up": 12.5, "diamond": 13, "x": 10.5, "pentagon": 12.5}
)
"""Marker sizes at which the symbols look equally large; others take 11."""
