"""Tidying changes white space, and never what a file says."""

from pathlib import Path

import pytest

from chronology.errors import RegistryError
from chronology.store.files import bundled_path
from chronology.store.load import load
from chronology.store.tidying import tidied_text, tidy

UNTIDY = """\n\nevents:   \r
  x:\t
    title: A  # why
    date: 2014\n\n\n\n\n\n
    kind: war\n\n\n"""


def test_white_space_is_tidied_and_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(UNTIDY.encode())
    before = load(path)
    assert tidy(path) is True
    assert path.read_text() == "events:\n  x:\n    title: A  # why\n    date: 2014\n\n\n    kind: war\n"
    assert load(path) == before
    assert tidy(path) is False


def test_white_space_that_means_something_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("events:\n  x:\n    title: A\n    date: 2014\n    kind: war\n    summary: |\n      a  \n      b\n")
    before = path.read_bytes()
    with pytest.raises(RegistryError, match="left as it was"):
        tidy(path)
    assert path.read_bytes() == before


def test_what_is_no_registry_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("events:   \n  x: {title: A}   \n")
    before = path.read_bytes()
    with pytest.raises(RegistryError, match="is missing"):
        tidy(path)
    assert path.read_bytes() == before


def test_the_bundled_registry_is_tidy() -> None:
    text = bundled_path().read_text(encoding="utf-8")
    assert tidied_text(text) == text
