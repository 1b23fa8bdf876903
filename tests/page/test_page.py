"""The file itself: one, complete, safe, the same each time, and never half of one."""

from __future__ import annotations

import base64
import gzip
import html
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from plotly.offline import get_plotlyjs

from chronology.errors import FormatError, QueryError
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.source import Source
from chronology.page.page import page_html, palette_css, write_page
from chronology.page.policy import script_hash
from chronology.registry.registry import Registry
from chronology.render.palette import DARK, LIGHT

HOSTILE = "<img src=x onerror=pwn()></script><script>pwn()</script>&amp;\"'@@SCRIPT@@"


def _data(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_the_same_input_gives_the_same_bytes(make_registry: Callable[..., Registry], tmp_path: Path) -> None:
    first = write_page(make_registry(), tmp_path / "a.html").read_bytes()
    assert write_page(make_registry(), tmp_path / "b.html").read_bytes() == first


def test_the_page_is_small_enough_to_send(registry: Registry) -> None:
    text = page_html(registry)
    assert len(text.encode()) - len(json.dumps(_data(text), ensure_ascii=False)) < 2_200_000


def test_the_library_in_the_page_is_the_installed_one(registry: Registry) -> None:
    found = re.search(r'id="library" data-bytes="(\d+)">([^<]*)<', page_html(registry))
    assert found
    packed = base64.b85decode(found[2].translate(str.maketrans(".,:", "<>&")))[: int(found[1])]
    assert gzip.decompress(packed).decode() == get_plotlyjs()


def test_the_policy_comes_first_and_names_the_scripts_that_are_there(registry: Registry) -> None:
    text = page_html(registry)
    head = text[: text.index("<title>")]
    assert re.search(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"', head)
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', head)
    assert found
    policy = html.unescape(found[1])
    scripts = re.findall(r"<script>(.*?)</script>", text, re.S)
    assert len(scripts) == 1
    assert f"script-src '{script_hash(scripts[0])}' '{script_hash(get_plotlyjs())}';" in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy


def test_the_page_itself_loads_nothing(registry: Registry) -> None:
    text = re.sub(r"<script.*?</script>", "", page_html(registry), flags=re.S)
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?!#)[^"'>\s]+""", text)
    assert "url(" not in text
    assert "@import" not in text


def test_the_script_parses_no_text_as_html(registry: Registry) -> None:
    script = re.findall(r"<script>(.*?)</script>", page_html(registry), re.S)[0]
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script)


def test_hostile_text_stays_text(make_registry: Callable[..., Registry]) -> None:
    hostile = make_registry(
        header=Header(title=HOSTILE, description=HOSTILE, licence=HOSTILE),
        actors=[Actor(id="NOR", name=HOSTILE, kind="state")],
        sources=[Source(id="gazette-1", title=HOSTILE, url="javascript:pwn()")],
        events=[Event(id="truce", title=HOSTILE, date="2014", kind="treaty", summary=HOSTILE, note=HOSTILE)],
    )
    text = page_html(hostile)
    assert "<img src=x" not in text
    assert text.count("</script>") == 3
    assert _data(text)["title"] == HOSTILE
    assert f"<title>{html.escape(HOSTILE)}</title>" in text


def test_without_scripts_every_event_is_still_there(registry: Registry) -> None:
    found = re.search(r"<noscript>(.*?)</noscript>", page_html(registry), re.S)
    assert found
    for event in registry:
        assert html.escape(event.title) in found[1]
        assert html.escape(event.date.words()) in found[1]
    assert "Northland, Southland" in found[1]


def test_the_title_can_be_another(registry: Registry) -> None:
    text = page_html(registry, title="Another")
    assert "<title>Another</title>" in text
    assert "Two rivers" not in text


@pytest.mark.parametrize(("lanes", "word"), [("kind", "kind"), ("actor", "actor"), (None, "none")])
def test_the_first_lanes_can_be_chosen(registry: Registry, lanes: str | None, word: str) -> None:
    assert _data(page_html(registry, lanes=lanes))["lanes"] == word  # type: ignore[arg-type]


def test_lanes_that_do_not_exist_are_refused(registry: Registry) -> None:
    with pytest.raises(QueryError, match="lanes is 'kind', 'actor', 'place', 'tag' or None"):
        page_html(registry, lanes="colour")  # type: ignore[arg-type]


def test_colours_come_from_the_one_palette() -> None:
    css = palette_css()
    for theme in (LIGHT, DARK):
        assert f"--accent:{theme.accent};" in css
        assert f"--family-war:{theme.families['war']};" in css


def test_a_table_has_a_page_too(registry: Registry) -> None:
    table = registry.to_frame()
    assert [event["id"] for event in _data(page_html(table))["events"]] == list(table["id"])  # type: ignore[index, attr-defined]


def test_an_empty_chronology_has_a_page() -> None:
    assert _data(page_html(Registry()))["events"] == []


@pytest.mark.parametrize("table", [pd.DataFrame({"id": ["a"], "date": ["2001"]}), [1, 2], None])
def test_what_is_no_event_table_is_refused(table: object) -> None:
    with pytest.raises(QueryError):
        page_html(table)


def test_the_path_is_returned_and_may_be_text(registry: Registry, tmp_path: Path) -> None:
    assert write_page(registry, str(tmp_path / "a.html")) == tmp_path / "a.html"


def test_a_page_is_written_over_an_old_one(registry: Registry, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text("<!DOCTYPE html>old")
    write_page(registry, target)
    assert "old" not in target.read_text(encoding="utf-8")[:40]
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_not_a_page_is_never_written_over(registry: Registry, tmp_path: Path) -> None:
    mine = tmp_path / "registry.yaml"
    mine.write_text("events: {}")
    for target in (mine, tmp_path / "link.html"):
        if target != mine:
            target.symlink_to(mine)
        with pytest.raises(FormatError, match="not a page"):
            write_page(registry, target)
    assert mine.read_text() == "events: {}"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FormatError, match="no plain file"):
        write_page(registry, tmp_path / "pipe")


def test_a_link_to_a_page_stays_a_link(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("")
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    write_page(registry, tmp_path / "link.html")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").stat().st_size > 10**6


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_page_is_not_replaced(registry: Registry, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text("<!doctype html>")
    target.chmod(0o444)
    with pytest.raises(FormatError, match="read-only"):
        write_page(registry, target)


def test_a_folder_that_does_not_exist_is_said_in_one_sentence(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="there is no folder") as caught:
        write_page(registry, tmp_path / "missing" / "a.html")
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_folder_is_not_written_over(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="it is a folder"):
        write_page(registry, tmp_path)


@pytest.mark.parametrize("name", ["x" * 300 + ".html", "a\0b.html"])
def test_a_name_that_no_file_can_have_is_said_in_one_sentence(registry: Registry, tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match="cannot write the page to") as caught:
        write_page(registry, tmp_path / name)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_said_in_one_sentence(registry: Registry, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FormatError, match="permission denied"):
        write_page(registry, tmp_path / "a.html")


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_what_fails_half_way_leaves_the_old_page(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    target = tmp_path / "a.html"
    target.write_text("<!doctype html>old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FormatError, match="no space left on device"):
        write_page(registry, target)
    assert target.read_text() == "<!doctype html>old"
    assert list(tmp_path.iterdir()) == [target]
