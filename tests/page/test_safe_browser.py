"""What people write is shown as they wrote it: no script runs, nothing is loaded, no markup is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from chronology.page.page import write_page
from tests.page.hostile_page import FIELDS, Seen, hostile_registry
from tests.render.hostile import hostile_table
from tests.render.payloads import PAYLOADS

pytestmark = pytest.mark.browser

TURNED: Final = {"author"}
"""``Family, given`` is turned around, whatever the two are."""
STEP: Final = 3

TRAPS: Final = """() => {
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.__pwn = name; };
}"""
TEXTS: Final = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (/q[a-z]+[0-9]{3}/.test(walker.currentNode.data) && !around.closest("script, noscript"))
      found.add(around.textContent);
  }
  for (const node of document.querySelectorAll("[aria-label], [title]"))
    for (const name of ["aria-label", "title"]) if (node.hasAttribute(name)) found.add(node.getAttribute(name));
  return [...found];
}"""
MADE_OF: Final = """() => {
  const strange = [];
  const known = new Set(document.querySelectorAll("script"));
  for (const node of document.querySelectorAll("*")) {
    for (const { name } of node.attributes) if (/^on/i.test(name)) strange.push(`${node.localName} ${name}`);
    if (/^(img|image|iframe|object|embed|video|audio|form|base|link|frame|math|marquee|foreignObject|animate|set)$/i
      .test(node.localName)) strange.push(node.localName);
  }
  for (const link of document.querySelectorAll("a")) {
    const address = link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "";
    const within = address.startsWith("#") || link.protocol === "blob:";
    if (!within && !/^https?:$/.test(link.protocol)) strange.push(`a href ${address}`);
    if (!within && !link.relList.contains("noopener")) strange.push(`a without noopener ${address}`);
  }
  return { strange, scripts: known.size, pwn: window.__pwn ?? null };
}"""
DETAILS: Final = """(step) => {
  const found = new Set();
  const list = document.getElementById("list-card");
  const ids = [...list.querySelectorAll("button[data-id]")].map((node) => node.dataset.id);
  const sample = ids.filter((id, index) => index % step === 0);
  list.style.display = "none";
  for (const id of sample) {
    list.querySelector(`button[data-id="${id}"]`).click();
    for (const part of document.querySelectorAll("#details-body details")) part.open = true;
    for (const node of document.querySelectorAll("#details-body *"))
      if ([...node.childNodes].some((child) => child.nodeType === 3 && /q[a-z]+[0-9]{3}/.test(child.data)))
        found.add(node.textContent);
  }
  list.style.display = "";
  return { found: [...found], clicked: sample.length };
}"""
"""Clicks on events of the list, which is not laid out meanwhile: that would take most of the time."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all payloads in all fields."""
    return write_page(hostile_registry(), tmp_path_factory.mktemp("safe") / "hostile.html")


@pytest.fixture(scope="module")
def watched(make_reader: Callable[..., Any]) -> Callable[[], Any]:
    """Readers who notice whatever an attacker's script would call."""

    def reader() -> Any:
        reader = make_reader()
        reader.page.set_default_timeout(60_000)
        reader.page.add_init_script(f"({TRAPS})()")
        reader.page.on("dialog", lambda dialog: reader.errors.append(f"dialog: {dialog.message}"))
        return reader

    return reader


@pytest.fixture(scope="module")
def reader(watched: Callable[[], Any], hostile: Path) -> Any:
    reader = watched()
    reader.open(hostile, "view=list")
    return reader


def expect_harmless(reader: Any) -> None:
    """Nothing has run, nothing was asked of a network, and the page is made of its own parts only."""
    assert reader.page.evaluate(MADE_OF) == {"strange": [], "scripts": 3, "pwn": None}
    assert reader.errors == []
    assert [url for url in reader.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def sightings(reader: Any, *, lines: bool = False) -> Seen:
    """What the page shows now, letter for letter."""
    seen = Seen(lines=lines)
    seen.add(reader.page.evaluate(TEXTS))
    assert seen.changed == {}
    return seen


def test_payloads_in_the_list_are_text(reader: Any) -> None:
    seen = sightings(reader)
    for field in ("event", "actor", "container"):
        assert len(seen.numbers[field]) == len(PAYLOADS), field
    assert {"title", "description", "licence", "kind"} <= set(seen.numbers)
    expect_harmless(reader)


def test_payloads_in_the_details_are_text(reader: Any) -> None:
    answer = reader.page.evaluate(DETAILS, STEP)
    seen = Seen()
    seen.add(answer["found"])
    assert {key: text for key, text in seen.changed.items() if key[0] not in TURNED} == {}
    assert answer["clicked"] * STEP >= len(PAYLOADS)
    few = {field for field in FIELDS if len(seen.numbers[field]) < answer["clicked"]}
    assert few == {"title", "description", "licence", "kind", "alias", "proposition", "address", "sourcenote"}
    assert len(set().union(*seen.numbers.values())) == len(PAYLOADS)
    expect_harmless(reader)


@pytest.mark.parametrize("query", ["qsummary", "window.__pwn", "<img src", "'\"", "javascript:", "\u202e", "{{", "$x$"])
def test_payloads_that_are_found_are_text(reader: Any, query: str) -> None:
    reader.turn_to(urlencode({"view": "list", "q": query}))
    assert reader.page.locator("#list-body mark, #empty h2").count() > 0
    sightings(reader)
    expect_harmless(reader)


def test_payloads_in_picture_and_debate_are_text(reader: Any) -> None:
    fields: set[str] = set()
    for lanes, debate in (("kind", "said-0"), ("actor", "said-1")):
        reader.turn_to(f"view=timeline&range=1999-01-01,2015-01-01&lanes={lanes}&debate={debate}")
        fields |= set(sightings(reader, lines=True).numbers)
    assert {"event", "kind", "actor", "claim", "proposition"} <= fields
    expect_harmless(reader)


def test_nothing_runs_even_without_the_policy(watched: Callable[[], Any], hostile: Path) -> None:
    """The policy is a second lock: the first one holds without it."""
    text = hostile.read_text(encoding="utf-8")
    unlocked, policies = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    assert policies == 1
    path = hostile.with_name("unlocked.html")
    path.write_text(unlocked, encoding="utf-8", newline="\n")
    reader = watched()
    reader.open(path, "view=list")
    reader.page.evaluate(DETAILS, 15)
    reader.turn_to("view=timeline&range=1999-01-01,2015-01-01&debate=said-2")
    sightings(reader, lines=True)
    expect_harmless(reader)


def test_the_policy_stops_a_script_that_gets_in(watched: Callable[[], Any], small_page: Path) -> None:
    reader = watched()
    page = reader.open(small_page)
    stopped: list[str | None] = []
    page.on("requestfailed", lambda request: stopped.append(request.failure))
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.__pwn = 'script'";
          const picture = document.createElement("img");
          picture.setAttribute("onerror", "window.__pwn = 'handler'");
          picture.src = "https://evil.example/x.png";
          document.body.append(script, picture);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.__pwn ?? null") is None
    assert stopped == ["csp"]
    assert len([error for error in reader.errors if "Content Security Policy" in error]) >= 2


def test_payloads_in_a_table_are_text(watched: Callable[[], Any], tmp_path: Path) -> None:
    """In a table of somebody else's kinds, actors, places, tags, sources and states may be any text too."""
    table, _ = hostile_table(range(0, len(PAYLOADS), 4))
    reader = watched()
    page = reader.open(write_page(table, tmp_path / "table.html"), "view=list")
    page.evaluate(DETAILS, 5)
    for menu in page.locator("details[data-facet]").all():
        menu.evaluate("menu => { menu.open = true; }")
        page.evaluate("() => new Promise(requestAnimationFrame)")
        assert menu.locator("input").count() > 0
    reader.turn_to("view=timeline&range=1999-01-01,2015-01-01")
    expect_harmless(reader)
