"""Text <-> the LaTeX of a bibliography's fields."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from chronology.errors import FormatError, MissingExtra

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

DEEPEST: Final = 40
"""Braces may stand inside one another this deep."""

_COMMANDS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {char: f"\\{char}" for char in "$&#_%"}
_MEANINGS: Final = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"} | {
    "textasciitilde": "~",
    "textasciicircum": "^",
}
_ESCAPED: Final = str.maketrans(_COMMANDS)
_LIGATURE: Final = re.compile(r"(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')")
"""Between characters that TeX would make one of: ``--`` is a dash."""

_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_COMMAND_OR_BARE: Final = re.compile(r"\\.|[%&#]")
_SPECIAL: Final = re.compile(r"[\\{}$~%&#`']|--")


def encoded(text: str) -> str:
    """Text as LaTeX that means it, in Unicode but for the characters that LaTeX takes for commands."""
    return _LIGATURE.sub("{}", text.translate(_ESCAPED))


def decoded(latex: str) -> tuple[str, tuple[str, ...]]:
    """The text that LaTeX means, with single spaces, and the commands in it that mean nothing known.

    Mathematics stays as it is written.

    Raises
    ------
    FormatError
        Its braces do not match, or stand too deep.
    MissingExtra
        pylatexenc is not installed.
    """
    line = _one_line(latex)
    if not _SPECIAL.search(line):
        return line, ()
    _check_braces(line)
    unknown: list[str] = []
    text = _decoder(_Unknown(unknown)).latex_to_text(_COMMAND_OR_BARE.sub(_escaped, line))
    return _one_line(text), tuple(unknown)


def survives(text: str) -> bool:
    """Whether a text has only such spaces as LaTeX keeps: single ones within the line."""
    return " ".join(_SPACES.split(text)) == text and text == text.strip()


def brace_depths(text: str) -> list[int]:
    """How many braces are open at each character, counted as BibTeX does."""
    depths, depth = [], 0
    for char in text:
        depth -= char == "}"
        depths.append(depth)
        depth += char == "{"
    return [*depths, depth]


def _escaped(match: re.Match[str]) -> str:
    """BibTeX files have ``%`` and ``&`` bare, which LaTeX would take for commands."""
    return match[0] if match[0].startswith("\\") else f"\\{match[0]}"


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


def _check_braces(text: str) -> None:
    depths = brace_depths(re.sub(r"\\[{}]", "  ", text))
    if min(depths) < 0 or depths[-1]:
        raise FormatError("its braces do not match")
    if max(depths) > DEEPEST:
        raise FormatError(f"its braces are nested deeper than {DEEPEST} levels")


class _Unknown:
    """Takes note of a command that the decoder does not know; what is in its braces stays."""

    def __init__(self, noted: list[str]) -> None:
        self._noted = noted

    def __call__(self, node: Any, **_: Any) -> str:
        self._noted.append(f"\\{node.macroname}")
        return ""


@cache
def _library() -> Any:
    try:
        from pylatexenc import latex2text
    except ImportError:
        raise MissingExtra("pylatexenc", "bibtex") from None
    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
    return latex2text


def _decoder(unknown: _Unknown) -> LatexNodes2Text:
    latex2text = _library()
    context = latex2text.get_default_latex_context_db()
    known = [latex2text.MacroTextSpec(name, simplify_repl=text) for name, text in _MEANINGS.items()]
    url = latex2text.MacroTextSpec("url", simplify_repl="%s")
    context.add_context_category("chronology", prepend=True, macros=[*known, url])
    context.set_unknown_macro_spec(latex2text.MacroTextSpec("", simplify_repl=unknown))
    return latex2text.LatexNodes2Text(latex_context=context, math_mode="verbatim", strict_latex_spaces=False)
