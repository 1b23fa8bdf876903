"""Pages that share plotly.js, or fetch it, run the installed one and no other."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
from pathlib import Path

import pytest
from plotly.io._utils import plotly_cdn_url
from plotly.offline import get_plotlyjs

from chronology.errors import FormatError
from chronology.page import plotlyjs as room
from chronology.page.page import page_html, write_page
from chronology.page.plotlyjs import cdn_address, file_name, integrity, library, write_library
from chronology.page.policy import script_hash
from chronology.registry.registry import Registry


def policy_of(text: str) -> dict[str, str]:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert found
    return dict(part.split(" ", 1) for part in html.unescape(found[1]).split("; "))


def own_hash(text: str) -> str:
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.S)
    return f"'{script_hash(script)}'"


def test_the_policy_allows_the_one_place_that_a_page_takes_it_from(registry: Registry) -> None:
    sources = {"inline": f"'{script_hash(get_plotlyjs())}'", "directory": "'self'", "cdn": cdn_address()}
    usual = policy_of(page_html(registry))
    for mode, source in sources.items():
        text = page_html(registry, plotlyjs=mode)  # type: ignore[arg-type]
        policy = policy_of(text)
        assert policy["script-src"] == f"{own_hash(text)} {source}", mode
        assert {name: value for name, value in policy.items() if name != "script-src"} == {
            name: value for name, value in usual.items() if name != "script-src"
        }
        assert policy["default-src"] == "'none'"


def test_the_address_is_the_one_that_plotly_names() -> None:
    assert cdn_address() == plotly_cdn_url()
    assert cdn_address().endswith(f"/{file_name()}")


def test_only_the_installed_bytes_run() -> None:
    digest = hashlib.sha384(get_plotlyjs().encode()).digest()
    assert integrity() == f"sha384-{base64.b64encode(digest).decode()}"
    for mode in ("directory", "cdn"):
        assert f'data-integrity="{integrity()}"' in library(mode).attributes  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["directory", "cdn"])
def test_a_page_that_fetches_it_is_small_and_says_so(registry: Registry, mode: str) -> None:
    text = page_html(registry, plotlyjs=mode)  # type: ignore[arg-type]
    assert len(text) < len(page_html(registry)) - 1_800_000
    assert "one file, nothing loaded from a network" not in text
    assert f"; plotly.js is {'the file' if mode == 'directory' else 'loaded from'} " in text
    assert "nothing else is loaded from a network" in text


def test_the_pages_of_a_folder_share_one_file(registry: Registry, tmp_path: Path) -> None:
    first = write_page(registry, tmp_path / "a.html", plotlyjs="directory")
    shared = tmp_path / file_name()
    assert shared.read_bytes() == get_plotlyjs().encode()
    written = shared.stat()
    write_page(registry, tmp_path / "b.html", plotlyjs="directory")
    assert (shared.stat().st_mtime_ns, shared.stat().st_ino) == (written.st_mtime_ns, written.st_ino)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html", file_name()]
    assert f'data-src="{file_name()}"' in first.read_text(encoding="utf-8")


@pytest.mark.parametrize("mode", ["inline", "cdn"])
def test_no_other_page_writes_it(registry: Registry, tmp_path: Path, mode: str) -> None:
    write_page(registry, tmp_path / "a.html", plotlyjs=mode)  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_a_page_reached_by_a_link_finds_the_file_beside_the_link(registry: Registry, tmp_path: Path) -> None:
    for folder in ("site", "store"):
        (tmp_path / folder).mkdir()
    (tmp_path / "store" / "real.html").write_text("")
    (tmp_path / "site" / "a.html").symlink_to(tmp_path / "store" / "real.html")
    write_page(registry, tmp_path / "site" / "a.html", plotlyjs="directory")
    assert (tmp_path / "site" / file_name()).exists()


def test_another_file_of_that_name_is_left_alone(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / file_name()).write_text("mine")
    with pytest.raises(FormatError, match=r"it is not the plotly\.js that is installed \(remove it first\)"):
        write_page(registry, tmp_path / "a.html", plotlyjs="directory")
    assert [path.name for path in tmp_path.iterdir()] == [file_name()]
    assert (tmp_path / file_name()).read_text() == "mine"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_the_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FormatError, match=f"cannot write {re.escape(file_name())} to .*no space left"):
        write_library(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_that_name_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / file_name()).mkdir()
    with pytest.raises(FormatError, match="is a directory"):
        write_library(tmp_path)


def test_the_text_of_a_page_needs_no_folder(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert room.file_name() in page_html(registry, plotlyjs="directory")
    assert list(tmp_path.iterdir()) == []
