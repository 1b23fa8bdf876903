"""What is not in the page's data cannot be read by anyone: nothing may be lost on the way."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pandas as pd
import pytest

from chronology.errors import DateError, QueryError
from chronology.page.page import page_html
from chronology.page.payload import payload_json, registry_payload, table_payload
from chronology.registry.registry import Registry
from chronology.render.palette import FURTHER_SYMBOLS, SYMBOLS


def test_an_event_keeps_all_that_the_registry_says_of_it(registry: Registry) -> None:
    payload = registry_payload(registry)
    truce = next(event for event in payload["events"] if event["id"] == "truce")
    assert truce["people"] == [["NOR", "signatory", ""], ["SUD", "signatory", ""]]
    assert truce["places"] == ["bridge"]
    assert truce["tags"] == ["truce"]
    assert truce["summary"] == "Both banks stop firing."
    assert truce["note"] == "The ledger is vaguer."
    assert [citation["source"] for citation in truce["sources"]] == ["gazette-1", "ledger"]
    assert truce["alternatives"][0]["edtf"] == "[2014-04-28..2014-05-04]"
    assert truce["alternatives"][0]["note"] == "A week."
    assert [payload["claims"][index]["id"] for index in truce["claims"]] == ["ada-peace", "sud-no-peace"]
    assert not truce["exact"], "an event with another date on record is not certain"


def test_events_stand_in_date_order(registry: Registry) -> None:
    assert [event["id"] for event in registry_payload(registry)["events"]] == [event.id for event in registry]


def test_a_claim_keeps_who_where_and_what_it_holds(registry: Registry) -> None:
    claim = registry_payload(registry)["claims"][0]
    assert claim["by"] == ["ada"]
    assert claim["via"] == ["gazette"]
    assert claim["capacity"] == "correspondent"
    assert claim["positions"] == [["peace", "leans_towards"]]
    assert claim["sources"][0]["locator"] == "¶2"
    assert claim["made"]["edtf"] == "2014-05-03"


def test_families_that_do_not_occur_are_not_in_the_legend(registry: Registry) -> None:
    families = [family["id"] for family in registry_payload(registry)["families"]]
    assert families == ["treaty", "summit", "war", "sanction", "publication"]


def test_kinds_of_its_own_get_a_family_and_a_shape() -> None:
    payload = table_payload([{"id": "a", "title": "A", "date": "2001", "kind": "flood"}])
    assert payload["families"] == [{"id": "flood", "name": "Flood", "symbol": FURTHER_SYMBOLS[0]}]


def test_a_bare_table_needs_three_columns_only() -> None:
    rows = [{"id": "b", "title": "B", "date": "2002"}, {"id": "a", "title": "A", "date": "2001-05-06"}]
    events = table_payload(rows)["events"]
    assert [(event["id"], event["title"], event["edtf"], event["status"]) for event in events] == [
        ("a", "A", "2001-05-06", "established"),
        ("b", "B", "2002", "established"),
    ]


def test_the_event_table_says_who_did_what(registry: Registry) -> None:
    rows = registry.to_frame().to_dict("records")
    events = {event["id"]: event for event in table_payload(rows)["events"]}
    assert events["war"]["people"] == [["NOR", "party", "a"], ["SUD", "party", "b"]]
    assert events["truce"]["places"] == ["bridge"]
    assert events["truce"]["summary"] == "Both banks stop firing."
    assert events["levy"]["summary"] == "", "what is not known is not shown"


def test_actors_without_roles_are_still_named() -> None:
    row = {"id": "a", "title": "A", "date": "2001", "actors": ["NOR", "SUD"], "roles": ["NOR:host"]}
    assert table_payload([row])["events"][0]["people"] == [["NOR", "host", ""], ["SUD", "", ""]]


def test_a_row_that_lacks_what_a_page_needs_is_refused() -> None:
    with pytest.raises(QueryError, match="no title"):
        table_payload([{"id": "a", "title": None, "date": "2001"}])
    with pytest.raises(DateError):
        table_payload([{"id": "a", "title": "A", "date": "May 2001"}])
    with pytest.raises(QueryError, match="two rows"):
        table_payload([{"id": "a", "title": "A", "date": "2001"}] * 2)


def test_the_json_cannot_end_the_element_it_stands_in() -> None:
    text = payload_json({"title": "</script><!-- \u2028 & >"})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {"title": "</script><!-- \u2028 & >"}


def test_the_page_can_draw_every_symbol_of_the_palette() -> None:
    drawn = files("chronology.page").joinpath("script/symbols.js").read_text(encoding="utf-8")
    for symbol in {*SYMBOLS.values(), *FURTHER_SYMBOLS} - {"circle"}:
        assert re.search(rf'^  "?{symbol}"?: ', drawn, re.M), symbol


@pytest.mark.parametrize("rows", [3, 2_001])
@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Kolkata"])
def test_days_kept_as_moments_are_days(rows: int, zone: str | None) -> None:
    days = pd.date_range("2000-01-01", periods=rows, tz=zone)
    text = page_html(pd.DataFrame({"id": [f"e{day:%Y%m%d}" for day in days], "title": "T", "date": days}))
    assert "<td>2 January 2000</td>" in text
    assert "00:00" not in text.partition("<tbody>")[2].partition("</tbody>")[0]


@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Kolkata"])
def test_moments_are_the_same_to_the_second_in_a_small_table_and_a_large_one(zone: str | None) -> None:
    moments = pd.date_range("2000-01-01 10:30:15.250", periods=2_001, tz=zone)
    frame = pd.DataFrame({"id": [f"e{at}" for at in range(len(moments))], "title": "T", "date": moments})
    small, large = (page_html(table).partition("<tbody>")[2].split("</tr>")[0] for table in (frame[:3], frame))
    assert "1 January 2000, 10:30:15" in small
    assert small == large


def test_what_is_wrong_with_a_row_is_said_with_its_number() -> None:
    def table(*dates: str | None) -> pd.DataFrame:
        return pd.DataFrame({"id": [f"e{at}" for at in range(len(dates))], "title": "T", "date": dates})

    with pytest.raises(QueryError, match=r"^row 1, counted from 0, of the table has no date"):
        page_html(table("2014", None))
    with pytest.raises(DateError, match=r"^'garbage' is not a date.*\(row 2, counted from 0\)$"):
        page_html(table("2014", "2015", "garbage"))
