"""Every rule, in the order in which ``docs/checks.md`` tells of them."""

from __future__ import annotations

from typing import Final

from chronology.checks.calendar import HAPPENED_IN_FUTURE, PLANNED_IN_PAST
from chronology.checks.coordinates import COORDINATES_DOUBTFUL, COORDINATES_OUT_OF_RANGE
from chronology.checks.cycles import PART_OF_CYCLE, RELATION_CYCLE, REPLY_CYCLE
from chronology.checks.duplicates import NEAR_DUPLICATE
from chronology.checks.evidence import (
    CITATION_WITHOUT_LOCATOR,
    CLAIM_WITHOUT_SOURCE,
    EVENT_WITHOUT_SOURCE,
    SOURCE_WITHOUT_DATE,
)
from chronology.checks.ids import DANGLING_ID, UNUSED_ID
from chronology.checks.ignored import IGNORE_WITHOUT_EFFECT
from chronology.checks.links import LINK_NOT_HTTP
from chronology.checks.order import CAUSE_AFTER_EFFECT, PART_OUTSIDE_WHOLE, RELATION_OUT_OF_ORDER
from chronology.checks.periods import ACTOR_OUTSIDE_PERIOD, OFFICE_OUTSIDE_TERM, PERSON_OUT_OF_OFFICE
from chronology.checks.precision import DATE_TOO_PRECISE, DATE_WITHOUT_SOURCE
from chronology.checks.rule import DatedRule, Heading, Rule
from chronology.checks.saying import (
    ACCESSED_BEFORE_ISSUED,
    CLAIM_AFTER_SOURCE,
    CLAIM_BEFORE_EVENT,
    EVENT_AFTER_SOURCES,
    REPLY_BEFORE_CLAIM,
)

RULES: Final[tuple[Rule, ...]] = (
    DANGLING_ID,
    UNUSED_ID,
    EVENT_WITHOUT_SOURCE,
    CLAIM_WITHOUT_SOURCE,
    SOURCE_WITHOUT_DATE,
    CITATION_WITHOUT_LOCATOR,
    DATE_WITHOUT_SOURCE,
    DATE_TOO_PRECISE,
    CLAIM_AFTER_SOURCE,
    CLAIM_BEFORE_EVENT,
    REPLY_BEFORE_CLAIM,
    EVENT_AFTER_SOURCES,
    ACCESSED_BEFORE_ISSUED,
    CAUSE_AFTER_EFFECT,
    RELATION_OUT_OF_ORDER,
    PART_OUTSIDE_WHOLE,
    PART_OF_CYCLE,
    RELATION_CYCLE,
    REPLY_CYCLE,
    ACTOR_OUTSIDE_PERIOD,
    OFFICE_OUTSIDE_TERM,
    PERSON_OUT_OF_OFFICE,
    NEAR_DUPLICATE,
    COORDINATES_OUT_OF_RANGE,
    COORDINATES_DOUBTFUL,
    LINK_NOT_HTTP,
)

DATED_RULES: Final[tuple[DatedRule, ...]] = (PLANNED_IN_PAST, HAPPENED_IN_FUTURE)
"""Applied only where a day is given."""

HEADINGS: Final[tuple[Heading, ...]] = (*RULES, *DATED_RULES, IGNORE_WITHOUT_EFFECT)
"""What each rule says of itself; the last one is about ``ignore`` itself."""
