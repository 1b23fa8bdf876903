"""Rules that a registry switches off, each with a reason, under ``ignore`` in its head."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from chronology.checks.findings import HEADER, Finding
from chronology.checks.rule import Breach, Heading
from chronology.errors import did_you_mean, printable
from chronology.model.header import Header

IGNORE_WITHOUT_EFFECT: Final = Heading(
    id="ignore-without-effect",
    level="warning",
    sentence="Every entry under 'ignore' names a rule, gives a reason, and keeps some finding back.",
    remedy="remove the entry, or correct it",
)


def keys_of(finding: Finding) -> tuple[str, str]:
    """The two entries that keep a finding back: the rule, and the rule for this record alone."""
    return finding.rule, f"{finding.rule}/{finding.id}"


def rule_of(key: str) -> str:
    """The rule that an entry such as ``unused-id`` or ``unused-id/moscow`` names."""
    return key.partition("/")[0]


def without_effect(
    header: Header, found: Iterable[Finding], *, in_force: Collection[str], known: Collection[str]
) -> Iterator[Breach]:
    """The entries that name no rule, give no reason or keep nothing back.

    Parameters
    ----------
    found : by the rules, before anything is kept back.
    in_force : rules that were applied; of the others nobody can tell whether an entry has an effect.
    known : all rules.
    """
    effective = {key for finding in found for key in keys_of(finding)}
    for key, reason in header.ignore.items():
        rule = rule_of(key)
        if rule not in known:
            what = f"there is no rule '{printable(rule)}'{did_you_mean(rule, known)}"
        elif not reason.strip():
            what = f"no reason is given for ignoring '{printable(key)}'"
        elif rule == IGNORE_WITHOUT_EFFECT.id:
            what = "this rule cannot be ignored"
        elif rule in in_force and key not in effective:
            what = f"'{printable(key)}' keeps no finding back"
        else:
            continue
        yield Breach(HEADER, HEADER, f"ignore.{key}", what)
