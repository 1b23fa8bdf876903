"""Registries that are hard to draw. Each is made anew by a function, so that no test can spoil another's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.place import Place
from chronology.model.source import Source
from chronology.model.vocabulary import STANCES
from chronology.registry.registry import Registry
from chronology.store.load import load

KINDS: Final = ("statement", "visit", "war", "exercise", "sanction", "publication")
"""One of each family."""

LONG: Final = (
    "Joint statement of the heads of state and government on the deepening of the comprehensive partnership and "
    "strategic interaction in the new era, with annexes, a protocol and two notes of the ministers"
)
"""200 characters, as the titles of treaties are."""

HEBREW: Final = ("הסכם השלום בין שתי המדינות", "ירושלים", "שיחות בז'נבה 1973")
ARABIC: Final = ("معاهدة الصداقة وحسن الجوار", "المملكة العربية السعودية", "مؤتمر القمة 2022")
CHINESE: Final = (
    "中华人民共和国和俄罗斯联邦关于新时代国际关系的联合声明",
    "中华人民共和国",
    "国务院新闻办公室发表白皮书",
)
JAPANESE: Final = ("日米安全保障条約の署名", "日本国", "サンフランシスコ講和会議")
KOREAN: Final = ("남북 공동 선언", "대한민국", "판문점 회담")


def made(
    title: str,
    dates: Sequence[str],
    *,
    titles: Sequence[str] = (),
    names: Sequence[str] = ("Northland", "Southland", "Eastmark"),
    parties: Callable[[int], Sequence[int]] = lambda at: (at % 3, (at + 1) % 3),
) -> Registry:
    """A registry with an event on each date, in turn of each kind, and with everything that a chart may show.

    Parameters
    ----------
    titles : of the events in turn; "Event 1" and so on where there are none.
    names : of the actors, of which `parties` tells who takes part in an event by its number.
    """
    ids = [f"actor-{at}" for at in range(len(names))]
    events = [_event(at, date, titles, ids, parties(at)) for at, date in enumerate(dates)]
    return Registry(
        header=Header(title=title),
        events=events,
        actors=[Actor(id=id, name=name, kind="state") for id, name in zip(ids, names, strict=True)],
        places=[Place(id="bridge", name=f"Bridge of {names[0]}", lat=50.1, lon=8.7)],
        sources=[Source(id="ledger", title=f"Ledger of {names[0]}", issued="1999")],
        propositions=[Proposition(id="peace", text=f"{titles[0] if titles else 'The truce'} is a peace.")],
        claims=list(_claims(events, ids)),
    )


def _event(at: int, date: str, titles: Sequence[str], ids: Sequence[str], parties: Sequence[int]) -> Event:
    fields: dict[str, Any] = {
        "id": f"event-{at:03}",
        "title": titles[at % len(titles)] if titles else f"Event {at + 1}",
        "date": date,
        "kind": KINDS[at % len(KINDS)],
        "participants": [{"actor": ids[party], "role": "party"} for party in dict.fromkeys(parties)],
        "places": ["bridge"] if at % 2 else [],
        "tags": ["truce"] if at % 3 else ["truce", "river"],
        "sources": [{"source": "ledger", "locator": f"p. {at + 1}"}],
        "relations": [{"type": "responds_to", "target": f"event-{at - 1:03}"}] if at % 5 == 1 else [],
        "alternatives": [{"date": f"{date}~"}] if at % 4 == 2 and date.isdigit() else [],
    }
    return Event(**fields)


def _claims(events: Iterable[Event], ids: Sequence[str]) -> Iterable[Claim]:
    """A claim for each of the first twelve events, made on its date; every third is reported, and not shared."""
    for at, event in enumerate(tuple(events)[:12]):
        yield Claim(
            id=f"claim-{at:02}",
            text=f"Of {event.title}",
            kind="position",
            by=(ids[at % len(ids)],),
            via=(ids[(at + 1) % len(ids)],) if at % 3 == 2 else (),
            made=event.date,
            about=(event.id,),
            positions={"peace": STANCES[at % len(STANCES)]},
            sources=[{"source": "ledger", "locator": f"p. {at + 1}"}],
        )


def empty() -> Registry:
    return Registry(header=Header(title="Nothing yet"))


def one_event() -> Registry:
    return made("One event", ["2022-02-04"], titles=["Joint statement"])


def one_day() -> Registry:
    """Forty events of one day, each between two of eight actors."""
    names = [f"Bank {at}" for at in range(1, 9)]
    return made("One day", ["1989-11-09"] * 40, names=names, parties=lambda at: (at % 8, (at // 8 + at + 1) % 8))


def three_thousand_years() -> Registry:
    years = [f"{'-' if year < 0 else ''}{abs(year):04}" for year in range(-976, 2025, 120)]
    return made("Three thousand years", [*years, "1066-10-14", "1618-05-23/1648-10-24"])


def before_christ() -> Registry:
    """Around the turn of the eras, between which there is no year 0, with a war that goes on across it."""
    dates = ["-0489-09-12", "-0479", "-0043-03-15", "-0003/0006-05", "0000-12-31", "0001-01-01", "0014-08-19", "-0100~"]
    return made("Before and after", dates)


def long_texts() -> Registry:
    names = [LONG, f"Commission for the {LONG[:180]}", "Southland"]
    return made(LONG, ["2021-02", "2022-02-04", "2023"], titles=[LONG, f"Second {LONG[:193]}", "Short"], names=names)


def many_scripts() -> Registry:
    """Right to left, and characters as wide as they are high."""
    scripts = (HEBREW, ARABIC, CHINESE, JAPANESE, KOREAN)
    dates = [f"{1970 + 4 * at}-0{1 + at % 9}-15" for at in range(10)]
    titles = [text for script in scripts for text in (script[0], script[2])]
    return made(CHINESE[0], dates, titles=titles, names=[script[1] for script in scripts], parties=_two_of_five)


def busy_actor() -> Registry:
    """Three hundred events of one actor, in twenty years, each with one of six others."""
    names = ["Hegemon", *(f"Neighbour {at}" for at in range(1, 7))]
    dates = [f"{2000 + at // 15}-{1 + at % 12:02}-{1 + at * 7 % 28:02}" for at in range(300)]
    return made("Three hundred events", dates, names=names, parties=lambda at: (0, 1 + at % 6))


def open_ended() -> Registry:
    """Nothing but open and unknown ends, on both sides."""
    return made("Open ends", ["2012-03-01/..", "2014-06-01/", "../2003-04", "/2007-08-09", "2019~/..", "/2016?"])


def bundled() -> Registry:
    return load()


def _two_of_five(at: int) -> tuple[int, int]:
    return at % 5, (at + 1 + at // 5) % 5


CASES: Final[Mapping[str, Callable[[], Registry]]] = MappingProxyType(
    {
        case.__name__: case
        for case in (
            bundled,
            empty,
            one_event,
            one_day,
            three_thousand_years,
            before_christ,
            long_texts,
            many_scripts,
            busy_actor,
            open_ended,
        )
    }
)
"""Every hard case by name."""
