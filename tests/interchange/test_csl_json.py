"""Sources go to a citation manager and come back as they were; what comes from one is taken whole or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import FormatError
from chronology.interchange import csl_json
from chronology.interchange.losses import LossWarning
from chronology.model.source import Source
from chronology.store.load import load


@given(data=st.data())
def test_what_is_written_is_read_again(anything: st.SearchStrategy[Source], data: st.DataObject) -> None:
    sources = data.draw(st.lists(anything, max_size=3, unique_by=lambda source: source.id))
    assert csl_json.read_sources(csl_json.write_sources(sources)) == tuple(sources)


def test_the_sources_of_the_bundled_registry_come_back() -> None:
    sources = tuple(load().sources.values())
    assert csl_json.read_sources(csl_json.write_sources(sources)) == sources


def written(**fields: Any) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(csl_json.write_sources([Source(**{"id": "a", "title": "T", **fields})]))[0]
    return item


@pytest.mark.parametrize(
    ("edtf", "csl"),
    [
        ("2022-02-04", {"date-parts": [[2022, 2, 4]]}),
        ("2022", {"date-parts": [[2022]]}),
        ("0000", {"date-parts": [[-1]]}),
        ("-0043-03", {"date-parts": [[-44, 3]]}),
        ("1998~", {"date-parts": [[1998]], "circa": True}),
        ("1998/2001", {"date-parts": [[1998], [2001]]}),
        ("2010-21", {"date-parts": [[2010]], "season": 1}),
        ("1998?", "1998?"),
        ("198X", "198X"),
        ("2013/..", "2013/.."),
        ("1985~/1990", "1985~/1990"),
        ("[1989..1991]", {"edtf": "[1989..1991]", "literal": "some time between 1989 and 1991"}),
    ],
)
def test_dates_are_parts_where_parts_say_all(edtf: str, csl: Any) -> None:
    assert written(issued=edtf)["issued"] == csl


def test_an_item_has_the_variables_of_csl() -> None:
    item = written(
        author=["Wright, Robin", "King, Martin Luther, Jr.", "Xinhua"], url="u", doi="d", container_title="c"
    )
    assert item["author"] == [
        {"family": "Wright", "given": "Robin"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "Xinhua"},
    ]
    assert (item["URL"], item["DOI"], item["container-title"]) == ("u", "d", "c")
    assert written(archived_url="u")["custom"] == {"archived_url": "u"}


def read(allow_loss: bool = False, **item: Any) -> Source:
    text = json.dumps([{"id": "a", "title": "T", "type": "book", **item}])
    return csl_json.read_sources(text, allow_loss=allow_loss)[0]


@pytest.mark.parametrize(
    ("csl", "edtf"),
    [
        ({"date-parts": [["2022", "2", "4"]]}, "2022-02-04"),
        ({"date-parts": [[2022, 14]]}, "2022-22"),
        ({"date-parts": [[2022]], "season": "Fall"}, "2022-23"),
        ({"date-parts": [[2022]], "circa": 1}, "2022~"),
        ({"date-parts": [[2022, 1], [2022, 3]]}, "2022-01/2022-03"),
        ({"raw": "2022-02"}, "2022-02"),
        ("2022-02~", "2022-02~"),
    ],
)
def test_dates_of_other_programs(csl: Any, edtf: str) -> None:
    assert str(read(issued=csl).issued) == edtf


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}, "van den Berg, Jan"),
        ({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, "Humboldt, Alexander von"),
        ({"literal": "NATO"}, "NATO"),
        ({"family": "Plato"}, "Plato"),
        ({"given": "Xi"}, "Xi"),
    ],
)
def test_names_of_other_programs(name: dict[str, str], author: str) -> None:
    assert read(author=[name]).author == (author,)


def test_numbers_are_texts_and_foreign_ids_become_ids() -> None:
    assert read(volume=12, issue=3).volume == "12"
    assert read(id="http://zotero.org/users/1/items/AB").id == "http-zotero.org-users-1-items-AB"
    assert read(id=17).id == "17"
    assert read(DOI="https://doi.org/10.1/x").doi == "10.1/x"


@pytest.mark.parametrize(
    ("item", "lost"),
    [
        ({"editor": [{"family": "A"}]}, "a.editor: a source has no such field"),
        ({"type": "song"}, "a.type: 'song' is no type of source (it is read as 'document')"),
        ({"custom": {"short_id": "x"}}, "a.custom.short_id: a source has no such field"),
        ({"issued": {"literal": "Easter"}}, "a.issued: 'Easter' is not a date"),
        ({"author": [{"literal": "Ministry, Foreign"}]}, "a.author: 'Ministry, Foreign' is one name"),
    ],
)
def test_what_a_source_cannot_hold_is_refused_or_left_out_aloud(item: dict[str, Any], lost: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(**item)
    assert str(caught.value).startswith(lost)
    assert "allow_loss=True" in str(caught.value)
    with pytest.warns(LossWarning, match=lost[:20]):
        assert read(allow_loss=True, **item).id == "a"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "b.json: is no JSON at line 1, column 2"),
        ('[{"title": "T"}]', "b.json: item 1: has no id"),
        ('[{"id": "a"}]', "b.json: a: title: is missing"),
        ('[{"id": "a", "title": ["T"]}]', "b.json: a.title: is not a text"),
        ('[{"id": "a", "title": "T", "title": "U"}]', "b.json: an item has 'title' twice"),
        ('[{"id": "a", "title": "T"}, {"id": "a", "title": "T"}]', "b.json: a: two entries have the id 'a'"),
        ('[{"id": "a", "title": "T", "issued": {"date-parts": [[0]]}}]', "b.json: a.issued: "),
        ('[{"id": "a", "title": "T", "issued": {"date-parts": [[2022, 2, 30]]}}]', "b.json: a.issued: "),
        ('[{"id": "a", "title": "T", "issued": {"date-parts": 5}}]', "b.json: a.issued: "),
        ('[{"id": "a", "title": "T", "issued": 5}]', "b.json: a.issued: is not a date"),
        ('[{"id": "a", "title": "T", "author": ["X"]}]', "b.json: a.author: is not a list of names"),
        ('[{"id": "a", "title": "T", "author": [{}]}]', "b.json: a.author: a name has neither"),
        ('[{"id": "\\u0007", "title": "T"}]', "b.json: \\x07: the key"),
        ('[{"id": "a", "volume": NaN}]', "b.json: NaN is no number"),
        ("[" * 100_000, "b.json: is nested too deeply"),
        ("1" * 5000, "b.json: "),
        ("[7]", "b.json: item 1: is not an item"),
    ],
)
def test_a_text_that_is_no_csl_json_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        csl_json.read_sources(text, name="b.json", allow_loss=True)
    assert str(caught.value).startswith(said)
    assert all(len(line) <= 300 for line in str(caught.value).splitlines())


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(FormatError) as caught:
        csl_json.read_sources(json.dumps([{"id": f"a{number}"} for number in range(30)]))
    assert str(caught.value).splitlines()[-1] == "and 10 more"


def test_a_text_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronology.interchange.bibliography.LARGEST", 10)
    with pytest.raises(FormatError, match="more than 10"):
        csl_json.read_sources("[          ]")


def json_values() -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
    keys = st.sampled_from(
        ["id", "title", "type", "author", "issued", "date-parts", "season", "custom", "literal", "family"]
    )
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5))


@given(json_values())
@pytest.mark.filterwarnings("ignore::chronology.interchange.losses.LossWarning")
def test_whatever_the_json_it_is_read_or_refused(value: Any) -> None:
    try:
        sources = csl_json.read_sources(json.dumps(value), allow_loss=True)
    except FormatError:
        return
    assert all(isinstance(source, Source) for source in sources)
