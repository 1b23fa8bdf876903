"""What a notebook shows of a registry: safe, short, and no less true than the registry."""

from html.parser import HTMLParser
from typing import Any

import pytest

from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.registry.registry import Registry

TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "span", "bdi", "br"}
ATTRIBUTES = {"style", "class", "scope", "colspan"}
PAYLOADS = (
    "<script>alert(1)</script>",
    "</td></tr></table><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' style='background:url(//evil.example)",
    "<!-- <svg/onload=alert(1)> --> <![CDATA[x]]>",
    "&lt;b&gt; &amp; <b>bold</b>",
    "$x^2$ and $5 to $7",
)


class Shown(HTMLParser):
    """What a browser makes of it: elements, attributes and the text of each row."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.rows: list[str] = [""]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attributes} <= ATTRIBUTES
        assert not any("url" in (value or "") or "//" in (value or "") for _, value in attributes)
        if tag == "tr":
            self.rows.append("")
        if tag == "br" or (self.rows[-1] and tag in ("td", "th")):
            self.rows[-1] += " | "
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.rows[-1] += data

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"a declaration: {decl}")


def shown(registry: Registry) -> list[str]:
    """Caption and rows, as text."""
    parsed = Shown(registry._repr_html_())
    assert not parsed.open, "every element is closed"
    return parsed.rows


def event(id: str, date: str = "2022-02-04", **fields: Any) -> Event:
    return Event(**{"id": id, "title": id, "date": date, "kind": "visit", **fields})


@pytest.mark.parametrize("text", PAYLOADS)
def test_whatever_a_text_holds_is_text(text: str) -> None:
    registry = Registry(
        header=Header(title=text),
        events=[event("x", title=text, participants=[{"actor": "A", "role": "party"}])],
        actors=[Actor(id="A", name=text, kind="state")],
    )
    assert shown(registry) == [
        f"{text} | 1 event, 1 actor",
        "When | What",
        f"4 Feb 2022 | {text} | visit · {text}",
    ]


def test_texts_of_any_direction_stay_in_their_place() -> None:
    html = Registry(events=[event("x", title="\u202eevil\x07 مؤتمر")])._repr_html_()
    assert "<bdi>\u202eevil  مؤتمر</bdi>" in html


def test_dollars_are_no_mathematics() -> None:
    assert 'class="tex2jax_ignore mathjax_ignore"' in Registry()._repr_html_()


def test_a_row_says_when_what_of_which_kind_and_who() -> None:
    people = [{"actor": id, "role": "party"} for id in ("RUS", "CHN", "RUS")]
    registry = Registry(
        events=[
            event("rome", "-0043-03-15"),
            event("talks", "2014-02-20?/..", participants=people, status="did_not_happen"),
            event("games", "2022", participants=[{"actor": f"A{n}", "role": "guest"} for n in range(9)]),
        ],
        actors=[Actor(id="RUS", name="Russia", kind="state")],
    )
    assert shown(registry) == [
        "Without a title | 3 events, 1 actor",
        "When | What",
        "15 Mar 44 BCE | rome | visit",
        "from 20 Feb 2014, ongoing, start uncertain | talks | visit, did not happen · Russia, CHN",
        "some time in 2022 | games | visit · A0, A1, A2, A3, A4, A5 and 3 more",
    ]


@pytest.mark.parametrize("number", [1, 13, 14])
def test_a_few_events_are_shown_all(number: int) -> None:
    rows = shown(Registry(events=[event(f"e{n}", f"2022-01-{n + 1:02}") for n in range(number)]))
    assert len(rows) == 2 + number
    assert not any("not shown" in row for row in rows)


def test_of_many_events_the_first_and_last_are_shown_and_the_others_counted() -> None:
    rows = shown(Registry(events=[event(f"e{n}", f"{1000 + n}") for n in range(1500)]))
    assert rows[2].startswith("some time in 1000 | e0 ")
    assert rows[12] == "… 1,487 more events, not shown …"
    assert rows[13].startswith("some time in 2497 | e1497 ")
    assert len(rows) == 2 + 10 + 1 + 3


def test_a_long_text_is_cut_short_and_says_so() -> None:
    rows = shown(Registry(events=[event("x", title="<" * 100_000)]))
    assert rows[2] == f"4 Feb 2022 | {'<' * 199}… | visit"


def test_an_empty_registry_is_shown_as_such() -> None:
    assert shown(Registry()) == ["Without a title | empty", "When | What", "No events."]
