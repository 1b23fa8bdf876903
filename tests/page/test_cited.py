"""A reader must be able to follow every source, and never be led anywhere but to a web page."""

from __future__ import annotations

import pytest

from chronology.model.source import Citation, Source
from chronology.page.cited import citation_entries, link, source_entry


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " https://a.example", "data:text/html,x", "ftp://a.example", "//a.example", "", None],
)
def test_what_is_no_web_address_is_no_link(address: str | None) -> None:
    assert link(address) is None


@pytest.mark.parametrize("address", ["http://a.example", "https://a.example/b?c=d#e", "HTTPS://a.example"])
def test_web_addresses_are_links(address: str) -> None:
    assert link(address) == address


def test_a_source_is_shown_as_a_reference_with_its_addresses_apart() -> None:
    fields = {"container_title": "The New Yorker", "issued": "2022-02-07", "type": "article-magazine"}
    addresses = {"url": "https://a.example", "archived_url": "https://b.example", "accessed": "2023-05-03"}
    entry = source_entry(Source(id="a", title="Pact", author=("Wright, Robin",), **fields, **addresses))
    assert entry["reference"] == [
        ["Wright, Robin. “Pact.” ", False],
        ["New Yorker", True],
        [", February 7, 2022.", False],
    ]
    assert (entry["live"], entry["archived"], entry["accessed"]) == (
        "https://a.example",
        "https://b.example",
        "3 May 2023",
    )


def test_a_source_can_be_taken_along_as_bibtex_whatever_is_in_it() -> None:
    entry = source_entry(Source(id="a", title="A & B", note="One.\n\nTwo.", url="https://a.example/{x}"))
    assert "  title = {{A \\& B}},\n" in entry["bibtex"]
    assert "  url = {https://a.example/%7Bx%7D},\n" in entry["bibtex"]
    assert "  annotation = {One. Two.},\n" in entry["bibtex"]


def test_an_address_that_is_no_link_is_still_shown() -> None:
    entry = source_entry(Source(id="a", title="A", url="ftp://a.example"))
    assert (entry["live"], entry["address"]) == (None, "ftp://a.example")


def test_a_doi_is_a_way_to_the_source() -> None:
    assert source_entry(Source(id="a", title="A", doi="10.1/x"))["live"] == "https://doi.org/10.1/x"


def test_a_citation_keeps_its_place_what_rests_on_it_and_its_note() -> None:
    citation = Citation(source="a", locator="¶9", supports=("date", "part_of"), note="Only the year.")
    assert citation_entries([citation]) == [
        {"source": "a", "locator": "¶9", "supports": ["date", "part of"], "note": "Only the year."}
    ]
