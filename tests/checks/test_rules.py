"""Each rule finds what breaks it, with its place and remedy, and leaves alone what keeps it.

In `BROKEN` the mark ‸ stands where the finding must point. Without these a curated registry would pass with mistakes in
it, or an editor would be sent to the wrong line.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from chronology.checks.findings import Finding
from chronology.checks.rulebook import check
from chronology.checks.rules import HEADINGS
from chronology.registry.registry import Registry
from chronology.store.load import load

MARK = "‸"
TODAY = "2024-06-01"


class Case(NamedTuple):
    """A text that breaks a rule, what is said of it at each mark, and a text that keeps the rule."""

    broken: str
    says: tuple[str, ...]
    kept: str


def event(id: str, date: str, *fields: str, title: str = "") -> str:
    more = "".join(f", {field}" for field in fields)
    return f'  {id}: {{title: {title or id}, date: "{date}", kind: treaty{more}}}\n'


def claim(id: str, *fields: str, kind: str = "factual", by: str = "x") -> str:
    return f"  {id}: {{text: T, kind: {kind}, by: [{by}]{''.join(f', {field}' for field in fields)}}}\n"


SOURCE = "sources:\n  s: {title: S, issued: 2020-05-05}\n"
X = "actors:\n  x: {name: X, kind: person}\n"
SPEAKERS = (
    "actors:\n  RUS: {name: Russia, kind: state}\n"
    "  x: {name: X, kind: person, roles: [{title: Minister of Foreign Affairs, of: RUS, held: 2004-03/2012-05},"
    " {title: President, of: RUS, held: 2012-05-08/2016}, {title: Author}]}\n"
)

CASES: Mapping[str, Case] = {
    "unused-id": Case(
        "chronology: {kinds: [treaty-draft, ‸truce]}\nactors:\n  ‸RUS: {name: Russia, kind: state}\n"
        "places:\n  ‸moscow: {name: Moscow}\nsources:\n  ‸s: {title: S}\npropositions:\n  ‸p: {text: P}\n"
        "events:\n  e: {title: E, date: 2014, kind: treaty-draft}\n",
        (
            "chronology.kinds[1]: no event is of the kind 'truce' (name it where it belongs, or remove it) [unused-id]",
            "RUS: no record names this actor (name it where it belongs, or remove it) [unused-id]",
            "moscow: no record names this place (name it where it belongs, or remove it) [unused-id]",
            "s: no record names this source (name it where it belongs, or remove it) [unused-id]",
            "p: no record names this proposition (name it where it belongs, or remove it) [unused-id]",
        ),
        "chronology: {kinds: [truce]}\nactors:\n  RUS: {name: Russia, kind: state}\n  x: {name: X, kind: group}\n"
        "places:\n  moscow: {name: Moscow, country: RUS, sources: [{source: s}]}\n" + SOURCE + "propositions:\n"
        "  p: {text: P}\nevents:\n  e: {title: E, date: 2014, kind: truce, places: [moscow]}\n"
        "claims:\n" + claim("c", "positions: {p: affirms}"),
    ),
    "event-without-source": Case(
        "events:\n  ‸" + event("tilsit", "1807").lstrip(),
        ("tilsit: no source is cited for this event (add a citation under 'sources') [event-without-source]",),
        "events:\n" + event("tilsit", "1807", "sources: [{source: s}]") + SOURCE,
    ),
    "claim-without-source": Case(
        "claims:\n  ‸" + claim("c").lstrip() + X,
        ("c: no source is cited for this claim (add a citation under 'sources') [claim-without-source]",),
        "claims:\n" + claim("c", "sources: [{source: s}]") + X + SOURCE,
    ),
    "source-without-date": Case(
        "sources:\n  ‸s: {title: S}\n",
        (
            "s: neither 'issued' nor 'accessed' is given (give 'issued', which may be a bound such as "
            "'[..2022-02-07]', or 'accessed') [source-without-date]",
        ),
        "sources:\n  s: {title: S, issued: 2020}\n  t: {title: T, accessed: 2021-01-01}\n",
    ),
    "citation-without-locator": Case(
        "sources:\n  b: {title: B, type: book}\n  w: {title: W, type: webpage}\n"
        "events:\n  e:\n    title: E\n    date: 2014\n    kind: treaty\n    alternatives:\n"
        "      - {date: 2015, sources: [‸{source: b}]}\n    sources:\n      - ‸{source: w}\n"
        "      - {source: w, locator: ¶4}\n    relations:\n"
        "      - {type: precedes, target: e, sources: [‸{source: b}]}\n",
        (
            "e.alternatives[0].sources[0]: a source of type 'book' is cited without the place in it "
            "(add a 'locator' such as 'p. 4') [citation-without-locator]",
            "e.sources[0]: other citations of this source name the place in it, this one does not "
            "(add a 'locator' such as 'p. 4') [citation-without-locator]",
            "e.relations[0].sources[0]: a source of type 'book' is cited without the place in it "
            "(add a 'locator' such as 'p. 4') [citation-without-locator]",
        ),
        "sources:\n  b: {title: B, type: book}\n  w: {title: W, type: webpage}\nplaces:\n"
        "  p: {name: P, sources: [{source: b, locator: p. 4}, {source: w}]}\n",
    ),
    "date-without-source": Case(
        "events:\n  e: {title: E, date: ‸2014, kind: treaty, sources: [{source: s, supports: [title]}]}\n" + SOURCE,
        (
            "e.date: no citation says that the date rests on it "
            "(add 'date' to the 'supports' of the citation that gives it) [date-without-source]",
        ),
        "events:\n"
        + event("a", "2014", "sources: [{source: s, supports: [title]}, {source: s}]")
        + event("b", "2014", "sources: [{source: s, supports: [title, date]}]")
        + event(
            "c",
            "2014",
            "sources: [{source: s, supports: [title]}]",
            "alternatives: [{date: 2015, sources: [{source: s}]}]",
        )
        + event("d", "2014")
        + SOURCE,
    ),
    "date-too-precise": Case(
        "events:\n  e: {title: E, date: ‸2014-02-27, kind: treaty, alternatives: [{date: 2014-02, sources: "
        "[{source: s, locator: ¶1}]}, {date: 2014, sources: [{source: t}]}], "
        "sources: [{source: s, locator: ¶1, supports: [date]}, {source: t, supports: [date]}]}\n"
        + SOURCE
        + "  t: {title: T}\n",
        (
            "e.date: 2014-02-27 is more than its sources say, which is 2014-02 and 2014 (cite the source that gives "
            "the date with 'supports: [date]', or take the vaguer date) [date-too-precise]",
        ),
        "events:\n"
        + event(
            "a",
            "2014-02-27",
            "alternatives: [{date: 2014-02, sources: [{source: s}]}]",
            "sources: [{source: s}, {source: t, supports: [date]}]",
        )
        + event("b", "2014-02-27", "alternatives: [{date: 2014-03, sources: [{source: s}]}]", "sources: [{source: s}]")
        + event(
            "c",
            "2014-02-27",
            "alternatives: [{date: 2014-02, sources: [{source: s, locator: ¶2}]}]",
            "sources: [{source: s, locator: ¶1}]",
        )
        + event("d", "2014-02", "alternatives: [{date: 2014-02, sources: [{source: s}]}]", "sources: [{source: s}]")
        + event("f", "2014-02-27", "sources: [{source: s}]")
        + event(
            "g",
            "2014-02-27",
            "alternatives: [{date: 2014-02, sources: [{source: s}]}]",
            "sources: [{source: s, supports: [date]}, {source: t, supports: [date]}]",
        )
        + SOURCE
        + "  t: {title: T}\n",
    ),
    "claim-after-source": Case(
        "claims:\n" + claim("c", "made: 2020-05-06", "sources: [{source: ‸s}]") + X + SOURCE,
        (
            "c.sources[0].source: 's' was issued 2020-05-05, before the claim was made (2020-05-06) (correct 'made' or "
            "'issued', or say with 'supports: [outcome]' that it came later) [claim-after-source]",
        ),
        "claims:\n"
        + claim("a", "made: 2020-05-05", "sources: [{source: s}]")
        + claim("b", "made: 2020-05", "sources: [{source: s}]")
        + claim("d", 'made: "2020-06?"', "sources: [{source: s}]")
        + claim("e", "made: 2020-06", "sources: [{source: s, supports: [note]}]")
        + X
        + SOURCE,
    ),
    "claim-before-event": Case(
        "events:\n" + event("e", "2014-02-27") + "claims:\n" + claim("c", "made: 2014-02-26", "about: [‸e]") + X,
        (
            "c.about[0]: a factual claim made 2014-02-26 is about 'e', which begins later (2014-02-27) (correct 'made' "
            "or 'about', or make it a prediction) [claim-before-event]",
        ),
        "events:\n"
        + event("e", "2014-02-27")
        + event("f", "2014-02-27", "status: planned")
        + "claims:\n"
        + claim("c", "made: 2014-02-26", "about: [e]", kind="prediction")
        + claim("d", "made: 2014-02", "about: [e]")
        + claim("g", "made: 2014-01", "about: [f]")
        + X,
    ),
    "reply-before-claim": Case(
        "claims:\n" + claim("a", "made: 2014-02-26", "replies_to: [‸b]") + claim("b", "made: 2014-02-27") + X,
        (
            "a.replies_to[0]: replies to 'b', which was made later (2014-02-27, this one 2014-02-26) "
            "(correct 'made' or 'replies_to') [reply-before-claim]",
        ),
        "claims:\n"
        + claim("a", "made: 2014-02", "replies_to: [b]")
        + claim("b", "made: 2014-02-27")
        + claim("c", "replies_to: [b]")
        + X,
    ),
    "event-after-sources": Case(
        "events:\n  e: {title: E, date: 2020-05-06, kind: treaty, sources: ‸[{source: s}]}\n" + SOURCE,
        (
            "e.sources: every source was issued before the event (2020-05-06) "
            "(cite a later source, or set 'status: planned') [event-after-sources]",
        ),
        "events:\n"
        + event("a", "2020-05-06", "status: planned", "sources: [{source: s}]")
        + event("b", "2020-05-06", "sources: [{source: s}, {source: t}]")
        + event("c", "2020-05-05", "sources: [{source: s}]")
        + SOURCE
        + "  t: {title: T}\n",
    ),
    "accessed-before-issued": Case(
        "sources:\n  s: {title: S, issued: 2020-05-05, accessed: ‸2020-04}\n",
        (
            "s.accessed: accessed 2020-04, before it was issued (2020-05-05) "
            "(correct one of the two dates) [accessed-before-issued]",
        ),
        "sources:\n  s: {title: S, issued: 2020-05-05, accessed: 2020-05}\n",
    ),
    "cause-after-effect": Case(
        "events:\n"
        + event("a", "2014-03", "relations: [{type: causes, target: ‸b}]")
        + event("b", "2014-02/2014-06")
        + event("c", "2014-01-01", "relations: [{type: responds_to, target: ‸b}]"),
        (
            "a.relations[0].target: causes 'b', but starts after it (2014-03, the other 2014-02/2014-06) "
            "(turn the relation round, or correct a date) [cause-after-effect]",
            "c.relations[0].target: responds to 'b', but starts before it (2014-01-01, the other 2014-02/2014-06) "
            "(turn the relation round, or correct a date) [cause-after-effect]",
        ),
        "events:\n"
        + event("a", "2014-03", "relations: [{type: causes, target: b}, {type: causes, target: c}]")
        + event("b", "2014-03-01")
        + event("c", "2013?")
        + event("d", "[2013,2015]", "relations: [{type: responds_to, target: a}]"),
    ),
    "relation-out-of-order": Case(
        "events:\n"
        + event("a", "2014", "relations: [{type: precedes, target: ‸b}, {type: same_as, target: ‸b}]")
        + event("b", "2013", "relations: [{type: amends, target: ‸a}]"),
        (
            "a.relations[0].target: precedes 'b', but starts after it (2014, the other 2013) "
            "(correct the relation or a date) [relation-out-of-order]",
            "a.relations[1].target: is the same as 'b', but at another time (2014, the other 2013) "
            "(correct the relation or a date) [relation-out-of-order]",
            "b.relations[0].target: amends 'a', but starts before it (2013, the other 2014) "
            "(correct the relation or a date) [relation-out-of-order]",
        ),
        "events:\n"
        + event("a", "2014", "relations: [{type: supersedes, target: b}, {type: same_as, target: c}]")
        + event("b", "2013", "relations: [{type: precedes, target: a}]")
        + event("c", "2014-02?"),
    ),
    "part-outside-whole": Case(
        "events:\n" + event("a", "2014-06/2014-08", "part_of: ‸b") + event("b", "2014-02-01/2014-07-15"),
        (
            "a.part_of: is part of 'b', but not within its date (2014-06/2014-08, the whole 2014-02-01/2014-07-15) "
            "(widen the date of the whole, or correct a date) [part-outside-whole]",
        ),
        "events:\n"
        + event("a", "2014-06/2014-08", "part_of: b")
        + event("b", "2014-02-01/2014-08-15")
        + event("c", "2011", "part_of: d")
        + event("d", "2012~/.."),
    ),
    "part-of-cycle": Case(
        "events:\n"
        + event("a", "2014", "part_of: ‸b")
        + event("b", "2014", "part_of: a")
        + "actors:\n  x: {name: X, kind: group, part_of: ‸y}\n  y: {name: Y, kind: group, part_of: z}\n"
        "  z: {name: Z, kind: group, part_of: x}\n",
        (
            "a.part_of: part of itself: a -> b -> a (cut the circle at one 'part_of') [part-of-cycle]",
            "x.part_of: part of itself: x -> y -> z -> x (cut the circle at one 'part_of') [part-of-cycle]",
        ),
        "events:\n"
        + event("a", "2014", "part_of: b")
        + event("b", "2014", "part_of: c")
        + event("c", "2014")
        + event("d", "2014", "part_of: c"),
    ),
    "relation-cycle": Case(
        "events:\n"
        + event("a", "2014", "relations: [{type: causes, target: ‸b}]")
        + event("b", "2014", "relations: [{type: precedes, target: c}, {type: causes, target: a}]")
        + event("c", "2014", "relations: [{type: supersedes, target: ‸c}]"),
        (
            "a.relations[0].target: a circle of 'causes': a -> b -> a (cut the circle at one relation) "
            "[relation-cycle]",
            "c.relations[0].target: a circle of 'supersedes': c -> c (cut the circle at one relation) [relation-cycle]",
        ),
        "events:\n"
        + event("a", "2014", "relations: [{type: causes, target: b}, {type: causes, target: c}]")
        + event("b", "2014", "relations: [{type: causes, target: c}, {type: responds_to, target: a}]")
        + event("c", "2014", "relations: [{type: same_as, target: a}, {type: precedes, target: a}]"),
    ),
    "reply-cycle": Case(
        "claims:\n" + claim("a", "replies_to: [‸b]") + claim("b", "replies_to: [a]") + X,
        ("a.replies_to[0]: a reply to itself: a -> b -> a (cut the circle at one 'replies_to') [reply-cycle]",),
        "claims:\n" + claim("a", "replies_to: [b, c]") + claim("b", "replies_to: [c]") + claim("c") + X,
    ),
    "actor-outside-period": Case(
        "actors:\n  SUN: {name: Soviet Union, kind: state, active: 1922-12-30/1991-12-26}\n"
        "events:\n"
        + event("e", "1992", "participants: [{actor: ‸SUN, role: party}]")
        + "claims:\n"
        + claim("c", "made: 1922-12-29", by="‸SUN"),
        (
            "e.participants[0].actor: 'SUN' is active 1922-12-30/1991-12-26, which is not at 1992 "
            "(name the predecessor or successor, or correct a date) [actor-outside-period]",
            "c.by[0]: 'SUN' is active 1922-12-30/1991-12-26, which is not at 1922-12-29 "
            "(name the predecessor or successor, or correct a date) [actor-outside-period]",
        ),
        "actors:\n  SUN: {name: Soviet Union, kind: state, active: 1922-12-30/1991-12-26}\n"
        "events:\n"
        + event("e", "1991", "participants: [{actor: SUN, role: party}]")
        + event("f", "1992?", "participants: [{actor: SUN, role: party}]")
        + "claims:\n"
        + claim("c", by="SUN")
        + claim("d", "made: 1922-12", by="SUN"),
    ),
    "office-outside-term": Case(
        "claims:\n"
        + claim("a", "made: 2013", "capacity: ‸Russian foreign minister")
        + claim("b", "made: 2013", 'capacity: ‸"In Moscow, as former president"')
        + SPEAKERS,
        (
            "a.capacity: X was Minister of Foreign Affairs 2004-03/2012-05, which is not at 2013 "
            "(correct 'made' or 'capacity', or the 'held' of the office) [office-outside-term]",
            "b.capacity: X still was President (2012-05-08/2016) when this was said (2013) "
            "(correct 'made' or 'capacity', or the 'held' of the office) [office-outside-term]",
        ),
        "claims:\n"
        + claim("a", "made: 2012", "capacity: Foreign minister of Russia")
        + claim("b", "made: 2017", "capacity: Former President")
        + claim("c", "made: 2020", "capacity: Vice President")
        + claim("d", "made: 2020", "capacity: Author")
        + claim("e", "capacity: President")
        + claim("f", "made: 2020", "capacity: Visitor")
        + SPEAKERS,
    ),
    "person-out-of-office": Case(
        "events:\n"
        + event("e", "2018", "participants: [{actor: RUS, role: party}, {actor: ‸x, role: party}]")
        + SPEAKERS,
        (
            "e.participants[1].actor: takes part (2018) beside 'RUS', but held office there 2004-03/2012-05 and "
            "2012-05-08/2016 (add the office held then, or correct the participants) [person-out-of-office]",
        ),
        "events:\n"
        + event("e", "2014", "participants: [{actor: RUS, role: party}, {actor: x, role: party}]")
        + event("f", "2018", "participants: [{actor: RUS, role: party, side: a}, {actor: x, role: party, side: b}]")
        + event("g", "2018", "participants: [{actor: RUS, role: target}, {actor: x, role: author}]")
        + SPEAKERS,
    ),
    "near-duplicate": Case(
        "actors:\n  x: {name: X, kind: group}\nevents:\n"
        "  a: {title: Annexation of Crimea, date: 2014, kind: treaty, participants: [{actor: x, role: party}]}\n"
        "  b: {title: ‸The Russian annexation of the Crimea, date: 2014-03-18, kind: war, "
        "participants: [{actor: x, role: member}]}\n",
        (
            "b.title: much like 'Annexation of Crimea' (a), at the same time and with 'x' too "
            "(merge the two, or relate them by 'part_of' or a relation) [near-duplicate]",
        ),
        "actors:\n  x: {name: X, kind: group}\n  y: {name: Y, kind: group}\nevents:\n"
        + "".join(
            event(f"e{number}", date, f"participants: [{{actor: {actor}, role: party}}]", *more, title=title)
            for number, (title, date, actor, *more) in enumerate(
                (
                    ("Annexation of Crimea", "2014", "x"),
                    ("Annexation of Crimea", "2014", "y"),
                    ("Annexation of Crimea", "2015", "x"),
                    ("Annexation of Crimea", "2014-03", "x", "part_of: e0"),
                    ("Russian intervention in Ukraine", "2014/..", "x"),
                    ("Russian intervention in Syria", "2015/..", "x"),
                    ("First bomber patrol", "2014", "x"),
                    ("Second bomber patrol", "2014", "x"),
                    ("Exercise 11", "2014", "x"),
                    ("Exercise 12", "2014", "x"),
                )
            )
        ),
    ),
    "coordinates-doubtful": Case(
        "places:\n  a: {name: A, lat: ‸50}\n  b: {name: B, lon: ‸50}\n  c: {name: C, lat: ‸0, lon: 0}\n",
        (
            "a.lat: 'lat' is given without 'lon' (give both, or leave both out) [coordinates-doubtful]",
            "b.lon: 'lon' is given without 'lat' (give both, or leave both out) [coordinates-doubtful]",
            "c.lat: 0, 0 is a point in the Gulf of Guinea, and mostly a value that was not filled in "
            "(give both, or leave both out) [coordinates-doubtful]",
        ),
        "places:\n  a: {name: A, lat: 0, lon: 50}\n  b: {name: B}\n",
    ),
    "link-not-http": Case(
        "sources:\n  s: {title: S, url: ‸'javascript:alert(1)'}\n  t: {title: T, archived_url: ‸www.example.org}\n"
        "  u: {title: U, url: ‸'https://exam ple.org'}\n  v: {title: V, url: ‸'http:///path'}\n",
        (
            "s.url: 'javascript:alert(1)' is no http or https address "
            "(give the address of the page, or leave the field out) [link-not-http]",
            "t.archived_url: 'www.example.org' is no http or https address "
            "(give the address of the page, or leave the field out) [link-not-http]",
            "u.url: 'https://exam ple.org' is no http or https address "
            "(give the address of the page, or leave the field out) [link-not-http]",
            "v.url: 'http:///path' is no http or https address "
            "(give the address of the page, or leave the field out) [link-not-http]",
        ),
        "sources:\n  s: {title: S, url: 'https://example.org/a?b=c#d', archived_url: 'HTTP://example.org'}\n",
    ),
    "planned-in-past": Case(
        "events:\n  e: {title: E, date: ‸2024-05, kind: summit, status: planned}\n",
        (
            "e.date: planned for 2024-05, which is over by 2024-06-01 "
            "(set the status to what came of it) [planned-in-past]",
        ),
        "events:\n"
        + event("a", "2024-06", "status: planned")
        + event("b", "2024-05", "status: did_not_happen")
        + event("c", "2024-05/2025", "status: planned"),
    ),
    "happened-in-future": Case(
        "events:\n  e: {title: E, date: ‸2204-02-04, kind: summit, status: reported}\n",
        (
            "e.date: is reported, but begins after 2024-06-01 (2204-02-04) "
            "(correct the date, or set 'status: planned') [happened-in-future]",
        ),
        "events:\n" + event("a", "2204", "status: planned") + event("b", "2024") + event("c", "2024/.."),
    ),
    "ignore-without-effect": Case(
        "chronology:\n  ignore:\n    unused: ‸They are for later.\n    unused-id/RUS: ‸For later.\n"
        "    unused-id/CHN: For later.\n    near-duplicate: ‸For later.\n    source-without-date: ‸' '\n"
        "    ignore-without-effect: ‸For later.\n"
        "actors:\n  RUS: {name: Russia, kind: state}\n  CHN: {name: China, kind: state}\n"
        "events:\n"
        + event("e", "2014", "participants: [{actor: RUS, role: party}]", "sources: [{source: s}]")
        + "sources:\n  s: {title: S}\n",
        (
            "chronology.ignore.unused: there is no rule 'unused' (did you mean 'unused-id'?) "
            "(remove the entry, or correct it) [ignore-without-effect]",
            "chronology.ignore.unused-id/RUS: 'unused-id/RUS' keeps no finding back "
            "(remove the entry, or correct it) [ignore-without-effect]",
            "chronology.ignore.near-duplicate: 'near-duplicate' keeps no finding back "
            "(remove the entry, or correct it) [ignore-without-effect]",
            "chronology.ignore.source-without-date: no reason is given for ignoring 'source-without-date' "
            "(remove the entry, or correct it) [ignore-without-effect]",
            "chronology.ignore.ignore-without-effect: this rule cannot be ignored "
            "(remove the entry, or correct it) [ignore-without-effect]",
        ),
        "chronology:\n  ignore: {source-without-date: It bears none., unused-id: For later.}\n"
        "sources:\n  s: {title: S}\n",
    ),
}

REFUSED_WHEN_LOADED = {"dangling-id", "coordinates-out-of-range"}
"""Only a registry that is made by hand, or cut out of another, can break these; they have tests of their own."""


def registry_of(text: str, folder: Path) -> Registry:
    (folder / "r.yaml").write_text(text, encoding="utf-8")
    return load("r.yaml")


def of_rule(rule: str, findings: tuple[Finding, ...]) -> list[str]:
    return [str(finding) for finding in findings if finding.rule == rule]


def places(marked: str) -> list[str]:
    """Line and column of each mark, as if the marks were not there."""
    found = []
    for number, line in enumerate(marked.split("\n"), 1):
        parts = line.split(MARK)
        found += [f"{number}:{sum(map(len, parts[:count])) + 1}" for count in range(1, len(parts))]
    return found


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("rule", CASES)
def test_what_breaks_a_rule_is_found_with_its_place_and_remedy(rule: str, tmp_path: Path) -> None:
    case = CASES[rule]
    registry = registry_of(case.broken.replace(MARK, ""), tmp_path)
    expected = [f"r.yaml:{place}: {says}" for place, says in zip(places(case.broken), case.says, strict=True)]
    assert of_rule(rule, check(registry, as_of=TODAY)) == expected


@pytest.mark.parametrize("rule", CASES)
def test_what_keeps_a_rule_is_left_alone(rule: str, tmp_path: Path) -> None:
    assert of_rule(rule, check(registry_of(CASES[rule].kept, tmp_path), as_of=TODAY)) == []


def test_no_rule_is_without_a_case() -> None:
    assert {heading.id for heading in HEADINGS} == set(CASES) | REFUSED_WHEN_LOADED


def test_an_id_that_dangles_after_a_registry_was_cut_is_found_where_it_stands(tmp_path: Path) -> None:
    text = (
        "events:\n"
        + event("war-2014", "2014", "part_of: ‸war-2013")
        + event("war-2013", "2013")
        + event("x", "2012", "relations: [{type: causes, target: ‸talks}]")
        + event("talks", "2015")
    )
    registry = registry_of(text.replace(MARK, ""), tmp_path)
    assert of_rule("dangling-id", check(registry)) == []
    first, second = places(text)
    assert of_rule("dangling-id", check(registry.take(["war-2014", "x"]))) == [
        f"r.yaml:{first}: war-2014.part_of: no event 'war-2013' (did you mean 'war-2014'?) [dangling-id]",
        f"r.yaml:{second}: x.relations[0].target: no event 'talks' (add it under 'events') [dangling-id]",
    ]


def test_coordinates_that_were_changed_by_hand_are_held_to_their_range(tmp_path: Path) -> None:
    registry = registry_of("places:\n  a: {name: A, lat: 90, lon: -180}\n", tmp_path)
    assert of_rule("coordinates-out-of-range", check(registry)) == []
    changed = registry.places["a"].model_copy(update={"lat": 123.5, "lon": -180.1})
    remedy = "(correct it; latitude comes first) [coordinates-out-of-range]"
    assert of_rule("coordinates-out-of-range", check(Registry(places=[changed]))) == [
        f"a.lat: 123.5 is not between -90 and 90 degrees {remedy}",
        f"a.lon: -180.1 is not between -180 and 180 degrees {remedy}",
    ]
