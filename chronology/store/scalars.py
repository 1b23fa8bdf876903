"""A text as a scalar of YAML: plain, in quotes, or over several lines.

A registry's reader takes every scalar as text, but other YAML tools do not: they read ``NO`` as false and ``365`` as a
number. So what YAML 1.1 or 1.2 would take for something else stands in quotes. Dates and numbers do not: there, the
other tools are right.
"""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from yaml.emitter import Emitter, ScalarAnalysis
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

Quote: TypeAlias = Literal["'", '"']

_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_OTHER_IN_YAML: Final = re.compile(r"[yYnN]|0o[0-7]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BREAKS: Final = re.compile("[\t\r\x85\u2028\u2029\ufeff]")
_BETWEEN_WORDS: Final = re.compile(r"(?<=\S) (?=\S)")
_ESCAPED: Final = re.compile('["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_SHORT_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Bare(str):
    """The text of a date or a number: it stands without quotes wherever YAML allows that."""

    __slots__ = ()


def one_line(text: str, *, flow: bool, quote: Quote | None = None, otherwise: Quote = '"') -> str:
    """A text as a scalar on one line.

    Parameters
    ----------
    flow : whether it stands in brackets or braces.
    quote : the quotes that it must have; without, it has none unless it needs them.
    otherwise : the quotes that it has when it needs some.
    """
    analysis = _analysis(text)
    if quote is None and _may_be_plain(text, analysis, flow=flow):
        return text
    if (quote or otherwise) == "'" and analysis.allow_single_quoted and not analysis.multiline:
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def folded(text: str, *, width: int) -> list[str] | None:
    """The lines of a text under ``>-``, none longer than `width` where words allow; ``None`` if it cannot be there."""
    paragraphs = text.split("\n")
    if not _may_be_block(text) or any(paragraph != paragraph.strip() or not paragraph for paragraph in paragraphs):
        return None
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*([""] if lines else []), *_wrapped(paragraph, width)]
    return lines


def literal(text: str) -> list[str] | None:
    """The lines of a text under ``|-``; ``None`` if it cannot stand there."""
    lines = text.split("\n")
    blank_ends = not lines[0] or not lines[-1] or lines[0].startswith(" ")
    if blank_ends or not _may_be_block(text) or any(line and line != line.rstrip() for line in lines):
        return None
    return lines


def _may_be_plain(text: str, analysis: ScalarAnalysis, *, flow: bool) -> bool:
    allowed = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    if not allowed or analysis.multiline or not text:
        return False
    return isinstance(text, Bare) or _is_text_everywhere(text)


def _is_text_everywhere(text: str) -> bool:
    """Whether other YAML tools, too, read it as text when it has no quotes."""
    tag = _resolver().resolve(ScalarNode, text, (True, False))
    return bool(tag == _TEXT_TAG) and not _OTHER_IN_YAML.fullmatch(text)


def _may_be_block(text: str) -> bool:
    return _analysis(text).allow_block and not _BREAKS.search(text)


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in _BETWEEN_WORDS.split(paragraph):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT_ESCAPES.get(char) or (f"\\x{ord(char):02X}" if char <= "\xff" else f"\\u{ord(char):04X}")


def _analysis(text: str) -> ScalarAnalysis:
    return _emitter().analyze_scalar(text)


@cache
def _emitter() -> Emitter:
    return Emitter(io.StringIO(), allow_unicode=True)


@cache
def _resolver() -> Any:
    return Resolver()
