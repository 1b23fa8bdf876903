"""A registry -> what the rules find in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chronology.checks.findings import HEADER, Finding
from chronology.checks.ignored import IGNORE_WITHOUT_EFFECT, keys_of, rule_of, without_effect
from chronology.checks.rule import Breach, Heading, Rule
from chronology.checks.rules import DATED_RULES, HEADINGS, RULES
from chronology.dates.when import When
from chronology.errors import UnknownId
from chronology.registry.origin import Position
from chronology.registry.registry import Registry


def check(registry: Registry, *, ignore: Iterable[str] = (), as_of: When | str | None = None) -> tuple[Finding, ...]:
    """What does not keep the rules of ``docs/checks.md``, in the order of the file; nothing where all is well.

    Only what is certain is found: a date that may be meant so that the rule is kept, keeps it. What the registry
    itself ignores, with a reason, is left out; an entry of its ``ignore`` that has no effect is a finding.

    Parameters
    ----------
    ignore : rules to leave out this time, as ``rule-id`` or, for one record, ``rule-id/record-id``.
    as_of : the day against which planned events are held, a ``When`` or EDTF text. Without one, the rules that need it
        are not applied, since a check never reads the clock.

    Raises
    ------
    UnknownId
        `ignore` names a rule that there is not.
    DateError
        `as_of` is no EDTF text.

    >>> from chronology.model.event import Event
    >>> registry = Registry(events=[Event(id="tilsit", title="Peace of Tilsit", date="1807-07", kind="treaty")])
    >>> for finding in check(registry):
    ...     print(finding)
    tilsit: no source is cited for this event (add a citation under 'sources') [event-without-source]
    """
    left_out = _known(ignore)
    rules = _in_force(as_of)
    found = [finding for rule in rules for finding in _findings(rule, registry)]
    idle = without_effect(
        registry.header,
        found,
        in_force={rule.id for rule in rules},
        known={heading.id for heading in HEADINGS},
    )
    left_out |= registry.header.ignore.keys()
    kept = [finding for finding in found if left_out.isdisjoint(keys_of(finding))]
    kept += (_finding(IGNORE_WITHOUT_EFFECT, breach, registry) for breach in idle)
    return tuple(sorted(kept, key=_place))


def _known(ignore: Iterable[str]) -> set[str]:
    """The entries, each of which names a rule."""
    known = [heading.id for heading in HEADINGS]
    entries = {ignore} if isinstance(ignore, str) else set(ignore)
    for entry in sorted(entries):
        if rule_of(entry) not in known:
            raise UnknownId(rule_of(entry), "rule", known)
    return entries


def _in_force(as_of: When | str | None) -> tuple[Rule, ...]:
    if as_of is None:
        return RULES
    day = as_of if isinstance(as_of, When) else When.parse(as_of)
    return (*RULES, *(rule.on(day) for rule in DATED_RULES))


def _findings(rule: Rule, registry: Registry) -> Iterator[Finding]:
    for breach in rule.find(registry):
        yield _finding(rule, breach, registry)


def _finding(rule: Heading, breach: Breach, registry: Registry) -> Finding:
    section, id, field, what, remedy = breach
    return Finding(rule.id, rule.level, section, id, field, what, remedy or rule.remedy, _position(registry, breach))


def _position(registry: Registry, breach: Breach) -> Position | None:
    if breach.section == HEADER:
        return registry.header_origin(breach.field)
    return registry.origin(breach.id, breach.field, section=breach.section)


def _place(finding: Finding) -> tuple[str, int, int, str, str, str]:
    """By file, line and column; what was built by hand comes first."""
    file, line, column = finding.position or ("", 0, 0)
    return file, line, column, finding.rule, finding.id, finding.field
