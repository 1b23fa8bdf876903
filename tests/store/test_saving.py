"""A save writes what differs, in one step or not at all, and never over what somebody else has written."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronology.errors import ConflictError, RegistryError
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.place import Place
from chronology.model.source import Source
from chronology.registry.registry import Registry
from chronology.store.files import bundled_path
from chronology.store.load import load
from chronology.store.saving import save

ROOT = Path(__file__).resolve().parents[2]
SMALL = """\
# Peaces.
events:
  tilsit:   # on a raft
    title: Peace of Tilsit
    date: 1807-07
    kind: treaty
"""
VIENNA = Event(id="vienna", title="Congress of Vienna", date="1814-09/1815-06", kind="talks")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


def test_an_untouched_registry_changes_no_byte(tmp_path: Path) -> None:
    path = Path(shutil.copy(bundled_path(), tmp_path / "events.yaml"))
    before, inode = path.read_bytes(), path.stat().st_ino
    registry = load(path)
    assert save(registry, path) == registry
    assert path.read_bytes() == before
    assert path.stat().st_ino == inode


def test_a_registry_with_one_more_event_adds_its_lines(small: Path) -> None:
    saved = save(load(small) | Registry(events=[VIENNA]), small)
    assert small.read_text() == SMALL + (
        "\n  vienna:\n    title: Congress of Vienna\n    date: 1814-09/1815-06\n    kind: talks\n"
    )
    assert saved == load(small)
    assert saved.origin("vienna", "date") == load(small).origin("vienna", "date")


def test_a_registry_with_an_event_less_takes_its_lines_out(small: Path) -> None:
    saved = save(load(small) | Registry(events=[VIENNA]), small)
    save(saved.take(["tilsit"]), small)
    assert small.read_text() == SMALL
    save(load(small).take([]), small)
    assert small.read_text() == "# Peaces.\nevents: {}\n"


def test_several_files_keep_their_records(tmp_path: Path) -> None:
    (tmp_path / "actors.yml").write_text("actors: {FRA: {name: France, kind: state}}  # one\n")
    (tmp_path / "events.yaml").write_text(SMALL)
    fra, prussia = Actor(id="FRA", name="French Empire", kind="state"), Actor(id="PRU", name="Prussia", kind="state")
    other = Registry(
        events=[VIENNA], actors=[fra, prussia], header=Header(title="Peaces"), origins=load(tmp_path)._origins
    )
    assert save(other, tmp_path) == other == load(tmp_path)
    assert (tmp_path / "actors.yml").read_text() == (
        "chronology:\n  title: Peaces\n\n"
        "actors: {FRA: {name: French Empire, kind: state}, PRU: {name: Prussia, kind: state}}  # one\n"
    )
    assert (tmp_path / "events.yaml").read_text().startswith("# Peaces.\nevents:\n  vienna:\n    title:")


def test_a_new_file_is_laid_out_for_people_and_reads_back_the_same(tmp_path: Path) -> None:
    registry = load()
    assert save(registry, tmp_path / "new.yaml") == registry
    text = (tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert max(len(line) for line in text.splitlines() if "http" not in line and "title:" not in line) <= 120
    sections = [line.rstrip(":") for line in text.splitlines() if line[:1].isalpha()]
    assert sections == ["chronology", "events", "claims", "propositions", "actors", "places", "sources"]
    save(Registry(), tmp_path / "empty.yaml")
    assert load(tmp_path / "empty.yaml") == Registry()
    hand = Registry(
        events=[VIENNA.model_copy(update={"summary": "Long. " * 30 + "End."})],
        places=[Place(id="vienna", name="Vienna", lat=48.2, lon=16)],
        sources=[Source(id="NO", title="1984", issued="1949", author=["Orwell, George"])],
    )
    save(hand, tmp_path / "hand.yaml")
    assert (tmp_path / "hand.yaml").read_text() == (
        "events:\n\n  vienna:\n    title: Congress of Vienna\n    date: 1814-09/1815-06\n    kind: talks\n"
        "    summary: >-\n      " + " ".join(["Long."] * 19) + "\n      " + " ".join(["Long."] * 11) + " End.\n\n"
        "places:\n  vienna:\n    name: Vienna\n    lat: 48.2\n    lon: 16\n\n"
        'sources:\n  "NO":\n    title: "1984"\n    author: ["Orwell, George"]\n    issued: 1949\n'
    )


line = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)
prose = st.lists(line, min_size=1, max_size=8).map(" ".join) | st.lists(line, min_size=2, max_size=4).map("\n".join)
schemes = st.dictionaries(line, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    title=prose, summary=prose, codes=schemes, ids=schemes, notes=st.lists(prose, max_size=3), best=st.floats(-1e9, 1e9)
)
def test_any_record_built_by_hand_reads_back_the_same(
    small: Path, title: str, summary: str, codes: dict[str, str], ids: dict[str, str], notes: list[str], best: float
) -> None:
    event = Event(
        id="x",
        title=title,
        date="1814~/..",
        kind="talks",
        summary=summary,
        codes=codes,
        ids=ids,
        alternatives=[{"date": "1815", "note": note} for note in notes],
        measures=[{"name": "dead", "best": best, "unit": title}],
    )
    new = small.with_name("new.yaml")
    save(Registry(events=[event]), new, overwrite=True)
    assert load(new)["x"] == event
    small.write_text(SMALL)
    save(load(small) | Registry(events=[event]), small)
    assert load(small)["x"] == event
    assert small.read_text(encoding="utf-8").startswith(SMALL)


def test_a_registry_that_is_none_is_refused_before_anything_is_written(small: Path) -> None:
    dangling = Registry(events=[VIENNA.model_copy(update={"part_of": "war"})])
    with pytest.raises(RegistryError, match=r"new\.yaml: vienna\.part_of: no event 'war'"):
        save(dangling, small.with_name("new.yaml"))
    with pytest.raises(RegistryError, match="no event 'war'"):
        save(dangling, small, overwrite=True)
    spaced = Registry(events=[VIENNA.model_copy(update={"title": " spaced "})])
    with pytest.raises(RegistryError, match="vienna: cannot be written so that it reads back the same"):
        save(spaced, small.with_name("new.yaml"))
    with pytest.raises(RegistryError, match="no such folder"):
        save(Registry(events=[VIENNA]), small.parent / "missing" / "new.yaml")
    assert small.read_text() == SMALL
    assert [path.name for path in small.parent.iterdir()] == [small.name]


def test_a_file_that_changed_since_loading_is_left_alone(small: Path) -> None:
    registry = load(small) | Registry(events=[VIENNA])
    small.write_text(SMALL + "# by somebody else\n")
    with pytest.raises(ConflictError, match="has changed since it was loaded"):
        save(registry, small)
    assert small.read_text() == SMALL + "# by somebody else\n"
    saved = save(registry, small, overwrite=True)
    assert "#" not in small.read_text()
    with pytest.raises(ConflictError):
        save(registry, small)
    assert save(saved, small) == saved


def test_a_file_that_the_registry_was_not_loaded_from_is_left_alone(small: Path) -> None:
    with pytest.raises(ConflictError, match=r"was not loaded from .*overwrite=True"):
        save(Registry(events=[VIENNA]), small)
    with pytest.raises(ConflictError, match="has changed"):
        save(load(), small)
    with pytest.raises(RegistryError, match="one of several files"):
        save(load(small), small.parent, overwrite=True)
    assert small.read_text() == SMALL


def test_mode_symbolic_link_and_byte_order_mark_are_kept(small: Path) -> None:
    small.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    small.chmod(0o640)
    link = small.with_name("link.yaml")
    link.symlink_to(small.name)
    save(load(link) | Registry(events=[VIENNA]), link)
    assert link.is_symlink()
    assert stat.S_IMODE(small.stat().st_mode) == 0o640
    content = small.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf# Peaces.\r\nevents:\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 11
    assert sorted(path.name for path in small.parent.iterdir()) == ["link.yaml", "small.yaml"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_file_saved_by_root_still_belongs_to_its_owner(small: Path) -> None:
    os.chown(small, 4321, 4322)
    save(load(small) | Registry(events=[VIENNA]), small)
    status = small.stat()
    assert (status.st_uid, status.st_gid) == (4321, 4322)


def test_a_file_without_a_last_line_break_keeps_it_so(small: Path) -> None:
    small.write_text(SMALL.rstrip("\n"))
    save(load(small) | Registry(events=[VIENNA]), small)
    assert small.read_text().endswith("kind: treaty\n\n  vienna:\n    title: Congress of Vienna\n"
                                      "    date: 1814-09/1815-06\n    kind: talks")  # fmt: skip


def test_a_new_file_has_the_mode_that_new_files_have(small: Path) -> None:
    old = os.umask(0o027)
    try:
        save(Registry(events=[VIENNA]), small.with_name("new.yaml"))
    finally:
        os.umask(old)
    assert stat.S_IMODE(small.with_name("new.yaml").stat().st_mode) == 0o640


def test_a_read_only_file_stays_as_it_is(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(PermissionError, match=r"small\.yaml"):
        save(load(small) | Registry(events=[VIENNA]), small)
    assert small.read_text() == SMALL


def test_what_a_killed_save_left_behind_is_removed(small: Path) -> None:
    left = [small.with_name(".small.yaml.chronology-tmp"), small.with_name(".small.yaml.chronology-lock")]
    for path in left:
        path.write_text("torn")
    elsewhere = small.with_name("other.txt")
    elsewhere.write_text("mine")
    left.append(small.with_name(".new.yaml.chronology-tmp"))
    left[-1].symlink_to(elsewhere)
    save(load(small), small)
    save(Registry(events=[VIENNA]), small.with_name("new.yaml"))
    assert not any(path.is_symlink() or path.exists() for path in left)
    assert elsewhere.read_text() == "mine"
    assert len(load(small.with_name("new.yaml"))) == 1


def failing_at(number: int, fault: int, call: Callable[..., Any]) -> Callable[..., Any]:
    """A call that fails at its n-th time; a write takes half of what it is given."""
    count = 0

    def failing(*arguments: Any, **named: Any) -> Any:
        nonlocal count
        count += 1
        if count == number:
            raise OSError(fault, os.strerror(fault))
        if call is WRITE:
            arguments = arguments[0], bytes(arguments[1][: len(arguments[1]) // 2 + 1])
        return call(*arguments, **named)

    return failing


WRITE = os.write


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace", "chmod"])
def test_a_fault_at_any_call_leaves_all_files_as_they_were(name: str, fault: int, tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{n}.yaml" for n in "abc")
    first.write_text(SMALL)
    second.write_text("actors: {FRA: {name: France, kind: state}}\n")
    third.write_text("sources: {s: {title: S}}\n")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    other = Registry(
        events=[VIENNA, *load(tmp_path)],
        actors=[Actor(id="FRA", name="French Empire", kind="state")],
        sources=[Source(id="s", title="Other")],
        origins=load(tmp_path)._origins,
    )
    faults = 0
    for number in range(1, 100):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, name, failing_at(number, fault, getattr(os, name)))
            try:
                save(other, tmp_path)
            except OSError as error:
                assert error.errno == fault
            else:
                break
        faults += 1
        now = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-lock")}
        assert now == before, f"{name} {number}"
    assert faults >= 3
    assert load(tmp_path) == other
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml", "c.yaml"]


def test_kills_faults_and_many_writers_lose_nothing() -> None:
    command = [sys.executable, "-m", "benchmarks.saving", "--kills", "50", "--processes", "8", "--edits", "4"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = {row[:28].strip(): [int(cell) for cell in row[28:].split()] for row in done.stdout.splitlines()[1:5]}
    assert rows["kills, written in place"][2] > 0, "the harness does not see torn files"
    assert rows["kills, saved"][1] > 0, "no kill came in the middle of a save"
    assert rows["kill points, saved"][0] > 30
    assert rows["faults, saved"][0] > 30
    assert [rows[name][2] for name in ("kills, saved", "kill points, saved", "faults, saved")] == [0, 0, 0]
    assert done.stdout.count("32 of 32 edits kept") == 2
