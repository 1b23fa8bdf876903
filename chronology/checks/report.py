"""Findings as text for people, as JSON for programs, and as annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from chronology.checks.findings import LEVELS, Finding

_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}


def is_failure(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Whether a check fails: with an error or, if strict, with any finding."""
    return any(strict or finding.level == "error" for finding in findings)


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each level, the worst first."""
    found = Counter(finding.level for finding in findings)
    return {level: found[level] for level in LEVELS}


def format_text(findings: Sequence[Finding]) -> str:
    """A line for each finding, its level first, and one that counts them; without any, one line that says so."""
    if not findings:
        return "No findings.\n"
    lines = [f"{finding.level}: {finding}" for finding in findings]
    counts = ", ".join(f"{n} {level}{'' if n == 1 else 's'}" for level, n in counted(findings).items() if n)
    return "\n".join((*lines, f"{counts}.", ""))


def format_json(findings: Sequence[Finding]) -> str:
    """An object with ``findings``, in order, and ``counts`` by level; what has no place has ``null`` for it."""
    return json.dumps(
        {"findings": [_as_data(finding) for finding in findings], "counts": counted(findings)},
        ensure_ascii=False,
        indent=2,
    )


def _as_data(finding: Finding) -> dict[str, str | int | None]:
    file, line, column = finding.position or (None, None, None)
    return {
        "rule": finding.rule,
        "level": finding.level,
        "file": file,
        "line": line,
        "column": column,
        "section": finding.section,
        "id": finding.id,
        "field": finding.field,
        "what": finding.what,
        "remedy": finding.remedy,
    }


def format_github(findings: Sequence[Finding]) -> str:
    """A workflow command for each finding, which GitHub shows beside the line; nothing without any."""
    return "".join(_command(finding) + "\n" for finding in findings)


def _command(finding: Finding) -> str:
    properties = {"title": finding.rule}
    if finding.position is not None:
        file, line, column = finding.position
        properties = {"file": file, "line": str(line), "col": str(column), **properties}
    written = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {written}::{_escaped(finding.message)}"


def _escaped(text: str, also: str = "") -> str:
    """Text that cannot end a workflow command or one of its properties."""
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{also}" else char for char in text)
