"""Sources go to a bibliography and come back as they were; what comes from one is taken whole or refused."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import FormatError, MissingExtra
from chronology.interchange import bibtex, latex
from chronology.interchange.losses import LossWarning
from chronology.model.source import Source
from chronology.store.load import load


@given(data=st.data())
def test_what_is_written_is_read_again_or_not_written(anything: st.SearchStrategy[Source], data: st.DataObject) -> None:
    source = data.draw(anything)
    try:
        text = bibtex.write_sources([source])
    except FormatError as error:
        assert all("BibTeX" in line or "allow_loss" in line for line in str(error).splitlines())
        with pytest.warns(LossWarning):
            text = bibtex.write_sources([source], allow_loss=True)
        assert bibtex.read_sources(text, allow_loss=True)[0].id == source.id
    else:
        assert bibtex.read_sources(text) == (source,)


@given(st.text(max_size=40) | st.text("\\{}$&#_%~^`'\"-?! ab", max_size=40))
def test_a_text_means_itself_in_latex(text: str) -> None:
    line = " ".join(latex._SPACES.split(text)).strip(" ")
    assert latex.decoded(latex.encoded(line)) == (line, ())


def test_the_sources_of_the_bundled_registry_come_back() -> None:
    sources = tuple(load().sources.values())
    assert bibtex.read_sources(bibtex.write_sources(sources)) == sources


def test_an_entry_has_the_fields_of_biblatex() -> None:
    fields: dict[str, Any] = {"author": ["Wright, Robin", "King, Martin Luther, Jr.", "Research and Policy, Inc"]}
    fields |= {"container_title": "The New Yorker", "volume": "98", "issue": "2", "page": "12-14", "issued": "2022-02~"}
    fields |= {"url": "https://a.example/b_c?d=50%25", "doi": "10.1/x_y", "accessed": "2023-05-03", "note": "A_b"}
    source = Source(id="a", title="Pact & 100% “Trust”", type="article-magazine", **fields)
    assert bibtex.write_sources([source]) == (
        "@article{a,\n"
        "  entrysubtype = {magazine},\n"
        "  author = {Wright, Robin and King, Jr., Martin Luther and {Research and Policy}, Inc},\n"
        "  title = {{Pact \\& 100\\% “Trust”}},\n"
        "  journaltitle = {The New Yorker},\n"
        "  volume = {98},\n"
        "  number = {2},\n"
        "  pages = {12-14},\n"
        "  date = {2022-02~},\n"
        "  doi = {10.1/x_y},\n"
        "  url = {https://a.example/b_c?d=50%25},\n"
        "  urldate = {2023-05-03},\n"
        "  annotation = {A\\_b},\n"
        "}\n"
    )


def test_a_date_that_biblatex_cannot_hold_is_in_words_and_exactly() -> None:
    text = bibtex.write_sources([Source(id="a", title="T", issued="[1989..1991]")])
    assert "  year = {some time between 1989 and 1991},\n  edtf = {[1989..1991]},\n" in text
    assert bibtex.read_sources(text)[0].issued.edtf == "[1989..1991]"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "text"),
    [("note", "One.\n\nTwo."), ("title", "A  B"), ("url", "https://a.example/{b}"), ("author", "A\tB")],
)
def test_what_bibtex_cannot_hold_is_refused_or_left_out_aloud(field: str, text: str) -> None:
    source = Source(**{"id": "a", "title": "T", field: [text] if field == "author" else text})
    with pytest.raises(FormatError, match=rf"^a\.{field}: BibTeX"):
        bibtex.write_sources([source])
    with pytest.warns(LossWarning, match=rf"^a\.{field}: BibTeX"):
        written = bibtex.write_sources([source], allow_loss=True)
    assert len(bibtex.read_sources(written)) == 1


def read(body: str, *, type: str = "article", allow_loss: bool = False) -> Source:
    return bibtex.read_sources(f"@{type}{{a, title = {{T}}, {body}}}", allow_loss=allow_loss)[0]


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Michael Dorris", ("Dorris, Michael",)),
        ("Michael Dorris and Louise Erdrich", ("Dorris, Michael", "Erdrich, Louise")),
        ("Ludwig van Beethoven", ("van Beethoven, Ludwig",)),
        ("van Beethoven, Ludwig", ("van Beethoven, Ludwig",)),
        ("King, Jr., Martin Luther", ("King, Martin Luther, Jr.",)),
        ("{World Bank} and {Research and Policy}", ("World Bank", "Research and Policy")),
        (r"G{\"o}del, Kurt and {\'E}mile~Zola", ("Gödel, Kurt", "Zola, Émile")),
        ("Donald~E. Knuth\n    and\n    Plato", ("Knuth, Donald E.", "Plato")),
        ("{A} {B}", ("B, A",)),
    ],
)
def test_names_are_told_apart_as_bibtex_does(written: str, authors: tuple[str, ...]) -> None:
    assert read(f"author = {{{written}}}").author == authors


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("date = {2022-02-04}", "2022-02-04"),
        ("date = {2014-02/2014-03}", "2014-02/2014-03"),
        ("year = 2022", "2022"),
        ('year = "2022", month = feb, day = 4', "2022-02-04"),
        ("year = {2022}, month = {February}", "2022-02"),
        ("year = {2022}, month = 2", "2022-02"),
    ],
)
def test_dates_of_other_programs(written: str, edtf: str) -> None:
    assert str(read(written).issued) == edtf


@pytest.mark.parametrize(
    ("type", "subtype", "read_as"),
    [
        ("article", "", "article-journal"),
        ("Article", "newspaper", "article-newspaper"),
        ("INPROCEEDINGS", "", "paper-conference"),
        ("techreport", "", "report"),
        ("phdthesis", "", "thesis"),
        ("misc", "", "document"),
        ("misc", "speech", "speech"),
        ("online", "", "webpage"),
    ],
)
def test_entry_types_of_other_programs(type: str, subtype: str, read_as: str) -> None:
    assert read(f"entrysubtype = {{{subtype}}}" if subtype else "", type=type).type == read_as


def test_latex_is_read_as_what_it_means() -> None:
    text = r"""
    @string{nyt = "The {New} York Times"}
    % a comment
    @Article{Blum:2023+x,
      TITLE    = {Caf{\'e} --- 50\% of ``{NATO}''
                  \& more},
      subtitle = "A \emph{Story}",
      journal  = nyt,
      url      = {https://a.example/b\_c%20d},
      note     = {$x_1$ stays},
    }
    """
    source = bibtex.read_sources(text)[0]
    assert source.id == "Blum-2023-x"
    assert source.title == "Café — 50% of “NATO” & more: A Story"
    assert (source.container_title, source.url) == ("The New York Times", "https://a.example/b_c%20d")
    assert source.note == "$x_1$ stays"


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("editor = {A, B}", "a.editor: a source has no such field"),
        ("journal = {J}, booktitle = {B}", "a.booktitle: a source has one such field"),
        ("author = {A, B and others}", "a.author: 'and others' names nobody"),
        (r"note = {\mystery{x}}", r"a.note: \mystery is no command"),
        ("year = {in press}", "a.year: 'in press' is not a date"),
        ("entrysubtype = {zine}", "a.entry type: @article is read as 'article-journal'"),
        ("author = {{Ministry, Foreign}}", "a.author: 'Ministry, Foreign' is one name"),
    ],
)
def test_what_a_source_cannot_hold_is_refused_or_left_out_aloud_too(body: str, lost: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(body)
    assert str(caught.value).startswith(f"line 1: {lost}")
    with pytest.warns(LossWarning):
        assert read(body, allow_loss=True).id == "a"


def test_an_entry_type_that_nobody_knows_is_not_passed_over() -> None:
    with pytest.raises(FormatError, match="@patent is read as 'document'"):
        read("", type="patent")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n@book{a, title = {T}\n@book{b, title = {U}}", "b.bib: line 2: is no BibTeX"),
        ("@book{a, title = {T}, title = {U}}", "b.bib: line 1: is no BibTeX"),
        ("@book{a, title = {T}}\n@book{a, title = {U}}", "b.bib: line 2: is no BibTeX"),
        ("@book{a, title = {T}}\n@book{a:, title = {U}}", "b.bib: line 2: a:: two entries have the id 'a'"),
        ("@book{a, publisher = {P}}", "b.bib: line 1: a: title: is missing"),
        ("@book{a, title = T # U}", "b.bib: line 1: a.title: 'T # U' is an abbreviation"),
        ("@book{a, title = tt}", "b.bib: line 1: a.title: 'tt' is an abbreviation"),
        ("@book{é, title = {T}}", "b.bib: line 1: é: the key"),
        (f"@book{{a, title = {{{'{' * 5000}x{'}' * 5000}}}}}", "b.bib: line 1: a.title: its braces are nested"),
    ],
)
def test_a_text_that_is_no_bibtex_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        bibtex.read_sources(text, name="b.bib", allow_loss=True)
    assert str(caught.value).startswith(said)
    assert all(len(line) <= 300 for line in str(caught.value).splitlines())


def test_a_text_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronology.interchange.bibliography.LARGEST", 10)
    with pytest.raises(FormatError, match="more than 10"):
        bibtex.read_sources("@book{a, title = {T}}")


@pytest.mark.parametrize("missing", ["bibtexparser", "pylatexenc"])
def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    for cached in (bibtex._library, latex._library):
        cached.cache_clear()
    try:
        with pytest.raises(MissingExtra, match=r"pip install 'chronology-ir\[bibtex\]'"):
            bibtex.read_sources("@book{a, title = {Caf{\\'e}}}")
        assert bibtex.write_sources([Source(id="a", title="é")])
    finally:
        for cached in (bibtex._library, latex._library):
            cached.cache_clear()


pieces = st.lists(
    st.sampled_from(
        [*'@{}"=,#%\\\n ()', "@book{", "a", "title", "author", " and ", "@string{", "@comment{", "é", "\\'"]
    ),
    max_size=40,
).map("".join)


@given(pieces | pieces.map("@book{{a, title = {{T}}, {}}}".format))
@pytest.mark.filterwarnings("ignore::chronology.interchange.losses.LossWarning")
def test_whatever_the_text_it_is_read_or_refused(text: str) -> None:
    try:
        sources = bibtex.read_sources(text, allow_loss=True)
    except FormatError:
        return
    assert all(isinstance(source, Source) for source in sources)
