"""A reader can take a reference as it stands: it has the form of its style, and says no more than is known."""

from __future__ import annotations

from typing import Any

import pytest

from chronology.model.author import author_name
from chronology.model.reference import ReferenceStyle, Run, format_reference, reference_text
from chronology.model.source import Source


def source(**fields: Any) -> Source:
    return Source(**{"id": "a", "title": "Title", **fields})


FLAX = "https://www.nytimes.com/2023/12/13/well/eat/flax-seeds-benefits.html"
YALE = "https://www.yale.edu/about-yale/yale-facts"
CENSUS = "https://www.census.gov/popclock/"
DEATHS = "https://www.who.int/news-room/fact-sheets/detail/the-top-10-causes-of-death"
READING = "somanybooksblog.com/2013/04/25/the-reading-brain-differences-between-digital-and-print/"

AS_THE_GUIDES_PRINT_THEM: list[tuple[ReferenceStyle, dict[str, Any], str]] = [
    (
        "chicago",
        {"type": "book", "author": ["Yu, Charles"], "title": "Interior Chinatown", "publisher": "Pantheon Books"}
        | {"issued": "2020"},
        "Yu, Charles. *Interior Chinatown*. Pantheon Books, 2020.",
    ),
    (
        "chicago",
        {
            "type": "book",
            "author": ["Binder, Amy J.", "Kidder, Jeffrey L."],
            "title": "The Channels of Student Activism",
        }
        | {"publisher": "University of Chicago Press", "issued": "2022"},
        "Binder, Amy J., and Jeffrey L. Kidder. *The Channels of Student Activism*. University of Chicago Press, 2022.",
    ),
    (
        "chicago",
        {"type": "article-journal", "author": ["Kwon, Hyeyoung"], "issued": "2022", "volume": "127", "issue": "6"}
        | {"title": "Inclusion Work: Children of Immigrants Claiming Membership in Everyday Life"}
        | {"container_title": "American Journal of Sociology", "page": "1818–59", "doi": "10.1086/720277"},
        "Kwon, Hyeyoung. “Inclusion Work: Children of Immigrants Claiming Membership in Everyday Life.” "
        "*American Journal of Sociology* 127, no. 6 (2022): 1818–59. https://doi.org/10.1086/720277.",
    ),
    (
        "chicago",
        {"type": "article-newspaper", "author": ["Blum, Dani"], "title": "Are Flax Seeds All That?", "url": FLAX}
        | {"container_title": "The New York Times", "issued": "2023-12-13"},
        f"Blum, Dani. “Are Flax Seeds All That?” *New York Times*, December 13, 2023. {FLAX}.",
    ),
    (
        "chicago",
        {"type": "article-magazine", "author": ["Mead, Rebecca"], "title": "Terms of Aggrievement"}
        | {"container_title": "The New Yorker", "issued": "2023-12-18"},
        "Mead, Rebecca. “Terms of Aggrievement.” *New Yorker*, December 18, 2023.",
    ),
    (
        "chicago",
        {"type": "webpage", "author": ["Yale University"], "title": "About Yale: Yale Facts", "url": YALE}
        | {"accessed": "2022-03-08"},
        f"Yale University. “About Yale: Yale Facts.” Accessed March 8, 2022. {YALE}.",
    ),
    (
        "apa",
        {"type": "article-journal", "issued": "2019", "volume": "8", "issue": "3", "page": "207–217"}
        | {"author": ["Grady, J. S.", "Her, M.", "Moreno, G.", "Perez, C.", "Yelinek, J."]}
        | {"title": "Emotions in storybooks", "container_title": "Psychology of Popular Media Culture"}
        | {"doi": "10.1037/ppm0000185"},
        "Grady, J. S., Her, M., Moreno, G., Perez, C., & Yelinek, J. (2019). Emotions in storybooks. "
        "*Psychology of Popular Media Culture*, *8*(3), 207–217. https://doi.org/10.1037/ppm0000185",
    ),
    (
        "apa",
        {"type": "article-magazine", "author": ["Schulman, Michael"], "title": "Superfans: A love story"}
        | {"container_title": "The New Yorker", "issued": "2019-09-09", "url": "https://www.newyorker.com/superfans"},
        "Schulman, M. (2019, September 9). Superfans: A love story. *The New Yorker*. https://www.newyorker.com/superfans",
    ),
    (
        "apa",
        {"type": "article-newspaper", "author": ["Carey, Benedict"], "title": "Can we get better at forgetting?"}
        | {"container_title": "The New York Times", "issued": "2019-03-22"},
        "Carey, B. (2019, March 22). Can we get better at forgetting? *The New York Times*.",
    ),
    (
        "apa",
        {"type": "webpage", "author": ["World Health Organization"], "title": "The top 10 causes of death"}
        | {"container_title": "World Health Organization", "issued": "2018-05-24", "url": DEATHS},
        f"World Health Organization. (2018, May 24). *The top 10 causes of death*. {DEATHS}",
    ),
    (
        "apa",
        {"type": "webpage", "author": ["U.S. Census Bureau"], "title": "U.S. and world population clock"}
        | {"publisher": "U.S. Department of Commerce", "accessed": "2020-01-09", "url": CENSUS},
        "U.S. Census Bureau. (n.d.). *U.S. and world population clock*. U.S. Department of Commerce. "
        f"Retrieved January 9, 2020, from {CENSUS}",
    ),
    (
        "apa",
        {"type": "report", "author": ["National Cancer Institute"], "publisher": "National Institutes of Health"}
        | {"title": "Taking time: Support for people with cancer", "issued": "2019"},
        "National Cancer Institute. (2019). *Taking time: Support for people with cancer*. "
        "National Institutes of Health.",
    ),
    (
        "apa",
        {"type": "speech", "author": ["King, Martin Luther, Jr."], "title": "I have a dream", "issued": "1963-08-28"}
        | {"publisher": "American Rhetoric"},
        "King, M. L., Jr. (1963, August 28). *I have a dream* [Speech]. American Rhetoric.",
    ),
    (
        "apa",
        {"type": "treaty", "title": "United Nations Convention on the Rights of the Child", "issued": "1989-11-20"}
        | {"url": "https://www.ohchr.org/en/professionalinterest/pages/crc.aspx"},
        "United Nations Convention on the Rights of the Child, November 20, 1989, "
        "https://www.ohchr.org/en/professionalinterest/pages/crc.aspx",
    ),
    (
        "mla",
        {"type": "book", "author": ["Mantel, Hilary"], "title": "Wolf Hall", "publisher": "Picador", "issued": "2010"},
        "Mantel, Hilary. *Wolf Hall*. Picador, 2010.",
    ),
    (
        "mla",
        {"type": "book", "author": ["Dorris, Michael", "Erdrich, Louise"], "title": "The Crown of Columbus"}
        | {"publisher": "HarperCollins Publishers", "issued": "1999"},
        "Dorris, Michael, and Louise Erdrich. *The Crown of Columbus*. HarperCollins Publishers, 1999.",
    ),
    (
        "mla",
        {"type": "article-journal", "author": ["Goldman, Anne"], "container_title": "The Georgia Review"}
        | {"title": "Questions of Transport: Reading Primo Levi Reading Dante", "volume": "64", "issue": "1"}
        | {"issued": "2010-21", "page": "69-88"},
        "Goldman, Anne. “Questions of Transport: Reading Primo Levi Reading Dante.” *The Georgia Review*, vol. 64, "
        "no. 1, spring 2010, pp. 69-88.",
    ),
    (
        "mla",
        {"type": "post-weblog", "author": ["Hollmichael, Stefanie"], "container_title": "So Many Books"}
        | {"title": "The Reading Brain: Differences between Digital and Print", "issued": "2013-04-25", "url": READING},
        "Hollmichael, Stefanie. “The Reading Brain: Differences between Digital and Print.” *So Many Books*, "
        f"25 Apr. 2013, {READING}.",
    ),
]


def starred(runs: tuple[Run, ...]) -> str:
    """Runs with stars around what is in italics."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)


@pytest.mark.parametrize(("style", "fields", "printed"), AS_THE_GUIDES_PRINT_THEM)
def test_a_reference_reads_as_the_guide_of_its_style_prints_it(
    style: ReferenceStyle, fields: dict[str, Any], printed: str
) -> None:
    assert starred(format_reference(source(**fields), style=style)) == printed


ALL: tuple[ReferenceStyle, ...] = ("chicago", "apa", "mla")

BLOG = {"type": "post-weblog", "author": ["Abb, Pascal"], "container_title": "PRIF Blog", "issued": "2023-04-20"}
CHAPTER = {"type": "chapter", "author": ["Doyle, Kathleen"], "title": "The Queen Mary Psalter", "issued": "2023"} | {
    "container_title": "The Book by Design",
    "publisher": "University of Chicago Press",
    "page": "12–34",
}
TREATY = {"type": "treaty", "title": "Treaty of Good-Neighbourliness", "issued": "2001-07-16"}


@pytest.mark.parametrize(
    ("fields", "chicago", "apa", "mla"),
    [
        (
            BLOG,
            "Abb, Pascal. “Title.” *PRIF Blog*, April 20, 2023.",
            "Abb, P. (2023, April 20). Title. *PRIF Blog*.",
            "Abb, Pascal. “Title.” *PRIF Blog*, 20 Apr. 2023.",
        ),
        (
            BLOG | {"container_title": "Lingua Franca"},
            "Abb, Pascal. “Title.” *Lingua Franca* (blog), April 20, 2023.",
            "Abb, P. (2023, April 20). Title. *Lingua Franca*.",
            "Abb, Pascal. “Title.” *Lingua Franca*, 20 Apr. 2023.",
        ),
        (
            CHAPTER,
            "Doyle, Kathleen. “The Queen Mary Psalter.” In *The Book by Design*, 12–34. "
            "University of Chicago Press, 2023.",
            "Doyle, K. (2023). The Queen Mary Psalter. In *The Book by Design* (pp. 12–34). "
            "University of Chicago Press.",
            "Doyle, Kathleen. “The Queen Mary Psalter.” *The Book by Design*, "
            "University of Chicago Press, 2023, pp. 12–34.",
        ),
        (
            TREATY,
            "Treaty of Good-Neighbourliness, July 16, 2001.",
            "Treaty of Good-Neighbourliness, July 16, 2001.",
            "*Treaty of Good-Neighbourliness*. 16 July 2001.",
        ),
        (
            {
                "type": "speech",
                "author": ["Obama, Barack"],
                "publisher": "Parliament of Australia",
                "issued": "2011-11",
            },
            "Obama, Barack. “Title.” Speech. Parliament of Australia, November 2011.",
            "Obama, B. (2011, November). *Title* [Speech]. Parliament of Australia.",
            "Obama, Barack. “Title.” Parliament of Australia, Nov. 2011. Speech.",
        ),
        (
            {"type": "article-newspaper", "container_title": "The Standard"},
            "Standard. “Title.” n.d.",
            "Title. (n.d.). *The Standard*.",
            "“Title.” *The Standard*.",
        ),
        ({"type": "webpage"}, "“Title.” n.d.", "*Title*. (n.d.).", "“Title.”"),
        ({}, "*Title*. n.d.", "*Title*. (n.d.).", "*Title*."),
    ],
)
def test_kinds_of_source_in_each_style(fields: dict[str, Any], chicago: str, apa: str, mla: str) -> None:
    assert [starred(format_reference(source(**fields), style=style)) for style in ALL] == [chicago, apa, mla]


def people(number: int) -> list[str]:
    return [f"Family{index}, Given" for index in range(number)]


@pytest.mark.parametrize(
    ("style", "number", "names"),
    [
        ("chicago", 3, "Family0, Given, Given Family1, and Given Family2."),
        (
            "chicago",
            6,
            "Family0, Given, Given Family1, Given Family2, Given Family3, Given Family4, and Given Family5.",
        ),
        ("chicago", 7, "Family0, Given, Given Family1, Given Family2, et al."),
        ("apa", 3, "Family0, G., Family1, G., & Family2, G."),
        ("mla", 3, "Family0, Given, et al."),
    ],
)
def test_many_authors_are_shortened_as_the_style_does(style: ReferenceStyle, number: int, names: str) -> None:
    assert reference_text(source(author=people(number), issued="2020"), style=style).startswith(f"{names} ")


def test_of_more_than_twenty_authors_the_last_is_still_named() -> None:
    text = reference_text(source(author=people(22), issued="2020"), style="apa")
    assert "Family18, G., . . . Family21, G. (2020)" in text
    assert "Family19" not in text


@pytest.mark.parametrize(
    ("author", "initials"),
    [
        ("Sartre, Jean-Paul", "Sartre, J.-P."),
        ("Lewis, C. S.", "Lewis, C. S."),
        ("Lewis, C.S.", "Lewis, C. S."),
        ("习, 近平", "习, 近平."),
        ("Xinhua", "Xinhua."),
        ("Ministry, of, X, Y", "Ministry, o., X, Y."),
    ],
)
def test_initials(author: str, initials: str) -> None:
    assert reference_text(source(author=[author], issued="2020"), style="apa").startswith(f"{initials} (2020)")


def test_two_institutions_need_no_comma() -> None:
    author = ["United Nations", "African Union"]
    assert reference_text(source(author=author, issued="2020")).startswith("United Nations and African Union.")
    assert reference_text(source(author=author, issued="2020"), style="apa").startswith(
        "United Nations & African Union."
    )


@pytest.mark.parametrize(
    ("issued", "chicago", "apa", "mla"),
    [
        ("2020-12~", "About December 2020.", "(about December 2020).", "About December 2020."),
        ("2020?", "2020, uncertain.", "(2020, uncertain).", "2020, uncertain."),
        ("202X", "The 2020s.", "(the 2020s).", "The 2020s."),
        (
            "[2023-03-23..2023-04-02]",
            "On one day between 23 March and 2 April 2023.",
            "(on one day between 23 March and 2 April 2023).",
            "On one day between 23 March and 2 April 2023.",
        ),
        ("-0043-03", "March 44 BCE.", "(March 44 BCE).", "March 44 BCE."),
    ],
)
def test_a_date_that_is_not_exact_is_said_in_words(issued: str, chicago: str, apa: str, mla: str) -> None:
    texts = [reference_text(source(type="book", author=["A, B"], issued=issued), style=style) for style in ALL]
    assert texts == [f"A, B. Title. {chicago}", f"A, B. {apa} Title.", f"A, B. Title. {mla}"]


LINKED = {"url": "https://a.example/b", "archived_url": "https://archive.example/1", "accessed": "2023-05-03"}


def test_an_archived_copy_stands_beside_the_address() -> None:
    texts = [reference_text(source(type="webpage", issued="2023", **LINKED), style=style) for style in ALL]
    assert texts == [
        "“Title.” 2023. https://a.example/b. Archived at https://archive.example/1.",
        "Title. (2023). https://a.example/b Archived at https://archive.example/1",
        "“Title.” 2023, https://a.example/b. Accessed 3 May 2023. Archived at https://archive.example/1.",
    ]


def test_an_undated_page_says_when_it_was_looked_up() -> None:
    texts = [reference_text(source(type="webpage", url=LINKED["url"], accessed="2023-05-03"), style=s) for s in ALL]
    assert texts == [
        "“Title.” Accessed May 3, 2023. https://a.example/b.",
        "Title. (n.d.). Retrieved May 3, 2023, from https://a.example/b",
        "“Title.” https://a.example/b. Accessed 3 May 2023.",
    ]


@pytest.mark.parametrize("style", ALL)
def test_a_page_that_shows_links_itself_gets_no_addresses(style: ReferenceStyle) -> None:
    text = reference_text(source(type="webpage", **LINKED, doi="10.1/x"), style=style, addresses=False)
    assert "example" not in text
    assert "10.1" not in text
    assert text.endswith((".", ".”"))


@pytest.mark.parametrize("style", ALL)
def test_a_locator_stands_before_the_address(style: ReferenceStyle) -> None:
    text = reference_text(
        source(type="article-magazine", issued="2020", author=["A, B"], container_title="X", **LINKED),
        style=style,
        locator="¶9",
    )
    assert 0 < text.index(", ¶9") < text.index("https://a.example")


def test_quotes_within_a_title_become_single_ones() -> None:
    text = reference_text(source(type="webpage", title='He said "no" and “yes”', issued="2020"))
    assert text == "“He said ‘no’ and ‘yes’.” 2020."


def test_a_publisher_that_is_the_author_is_named_once() -> None:
    text = reference_text(source(type="report", author=["NATO"], publisher="NATO", issued="2020"))
    assert text == "NATO. Title. 2020."


def test_every_source_of_the_bundled_registry_has_a_reference_with_its_title() -> None:
    from chronology.store.load import load

    sources = load().sources.values()
    for one in sources:
        for style in ALL:
            text = reference_text(one, style=style)
            assert one.title.replace('"', "")[:12] in text.replace("‘", "").replace("’", "'").replace('"', "")
            assert ".." not in text.replace("...", "")
            assert "  " not in text


@pytest.mark.parametrize(
    ("written", "said"),
    [("Wright, Robin", "Robin Wright"), ("Kremlin", "Kremlin"), ("Smith, John, Jr.", "John Smith Jr."), ("A,B", "A,B")],
)
def test_authors_are_named_as_people_say_them(written: str, said: str) -> None:
    assert author_name(written) == said
