"""An edit changes what it has to, keeps all else byte for byte, and writes nothing that does not read back as meant."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chronology.errors import ConflictError, QueryError, RegistryError, UnknownId
from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.place import Place
from chronology.model.source import Source
from chronology.store.editing import Editor, edit
from chronology.store.files import bundled_path
from chronology.store.load import load

SMALL = """\
# A small registry.
chronology: {title: Small}   # its title

events:

  # The first one.
  tilsit:
    title: 'Peace of Tilsit'   # two treaties
    date: 1807-07
      # The 7th and the 9th.
    kind: treaty
    participants:
      - {actor: FRA, role: party}  # Napoleon
      # Alexander
      - {actor: "RUS", role: party}
    sources: [{source: vandal-1891, locator: ¶1}]

  invasion: {title: Invasion of Russia, date: 1812-06-24/1812-12-14, kind: war}

  borodino:
    title: Battle of Borodino
    date: 1812-09-07
    kind: war
    relations:
      - {type: violates, target: tilsit}
    part_of: invasion

claims:
  c1:
    by: [FRA]
    text: We won.
    kind: factual
    about: [borodino]
    positions: {won: affirms, lost: denies}
    sources:
    - source: vandal-1891

propositions:
  won: {text: France won.}
  lost: {text: France lost.}

actors:
  FRA: {name: France, kind: state}
  RUS: {name: Russia, kind: state}

sources:
  vandal-1891: {title: Napoléon et Alexandre Ier, issued: 1891}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    return Path(shutil.copy(bundled_path(), tmp_path / "events.yaml"))


def edited(path: Path, change: Callable[[Editor], None]) -> tuple[list[str], list[str]]:
    """Lines that an edit took out of a file, and lines that it put in."""
    before = path.read_text(encoding="utf-8").split("\n")
    with edit(path) as editor:
        change(editor)
    after = path.read_text(encoding="utf-8").split("\n")
    first = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before))
    same = 0
    while same < min(len(before), len(after)) - first and before[-1 - same] == after[-1 - same]:
        same += 1
    return before[first : len(before) - same], after[first : len(after) - same]


def test_an_edit_that_changes_nothing_changes_no_byte(bundled: Path) -> None:
    before, inode = bundled.read_bytes(), bundled.stat().st_ino
    with edit(bundled) as editor:
        event = editor.registry["joint-statement-2022"]
        editor.change(event.id, title=event.title)
        editor.replace(event)
        editor.rename(event.id, "other")
        editor.rename("other", event.id)
        editor.remove(event.id)
        editor.add(event)
    assert bundled.read_bytes() == before
    assert bundled.stat().st_ino == inode


def test_a_changed_field_keeps_its_quotes_and_its_comment(small: Path) -> None:
    out, put = edited(small, lambda editor: editor.change("tilsit", title="Peace at Tilsit"))
    assert out == ["    title: 'Peace of Tilsit'   # two treaties"]
    assert put == ["    title: 'Peace at Tilsit'   # two treaties"]


def test_a_changed_item_of_a_list_keeps_the_others_and_all_comments(small: Path) -> None:
    def change(editor: Editor) -> None:
        one, other = editor.registry["tilsit"].participants
        editor.change("tilsit", participants=[one, {"actor": other.actor, "role": "signatory"}])

    out, put = edited(small, change)
    assert out == ['      - {actor: "RUS", role: party}']
    assert put == ['      - {actor: "RUS", role: signatory}']


def test_a_field_that_grows_too_long_for_its_line_is_folded(small: Path) -> None:
    text = "It was a long war, and this is a long text about it. " * 4 + "So it ended."
    _, put = edited(small, lambda editor: editor.change("c1", text=text))
    assert put[0] == "    text: >-"
    assert max(map(len, put)) <= 120
    assert load(small).claims["c1"].text == text
    out, put = edited(small, lambda editor: editor.change("invasion", note=text))
    assert out == ["  invasion: {title: Invasion of Russia, date: 1812-06-24/1812-12-14, kind: war}"]
    assert put[:5] == ["  invasion:", "    title: Invasion of Russia", "    date: 1812-06-24/1812-12-14",
                       "    kind: war", "    note: >-"]  # fmt: skip


def test_a_new_event_stands_among_the_others_by_its_date_and_looks_like_them(small: Path) -> None:
    smolensk = Event(
        id="smolensk", title="Battle of Smolensk", date="1812-08-17", kind="war", part_of="invasion",
        participants=[{"actor": "FRA", "role": "party", "side": "a"}],
    )  # fmt: skip
    _, put = edited(small, lambda editor: editor.add(smolensk))
    assert put == [
        "  smolensk:",
        "    title: Battle of Smolensk",
        "    date: 1812-08-17",
        "    kind: war",
        "    participants:",
        "      - {actor: FRA, role: party, side: a}",
        "    part_of: invasion",
        "",
    ]
    text = small.read_text(encoding="utf-8")
    assert text.index("  invasion:") < text.index("  smolensk:") < text.index("  borodino:")
    assert load(small)["smolensk"] == smolensk


def test_new_records_of_every_section_stand_where_a_reader_looks_for_them(small: Path) -> None:
    def add(editor: Editor) -> None:
        editor.add(
            Source(id="tarle-1937", title="Наполеон", issued="1937"),
            Actor(id="NO", name="Norway", kind="state"),
            Place(id="tilsit", name="Tilsit", lat=55.08, country="RUS"),
            Proposition(id="draw", text="Nobody won."),
            Claim(id="c2", by=["NO"], text="We watched.", kind="factual", positions={"draw": "affirms"}),
        )

    edited(small, add)
    text = small.read_text(encoding="utf-8")
    assert "  draw: {text: Nobody won.}\n\nactors:" in text
    assert '  RUS: {name: Russia, kind: state}\n  "NO": {name: Norway, kind: state}\n\nplaces:' in text
    assert "\n\nplaces:\n  tilsit:\n    name: Tilsit\n    lat: 55.08\n    country: RUS\n\nsources:" in text
    assert text.endswith("issued: 1891}\n  tarle-1937: {title: Наполеон, issued: 1937}\n")
    new = text[text.index("  c2:") : text.index("\n\npropositions")]
    assert new.splitlines()[:4] == ["  c2:", '    by: ["NO"]', "    text: We watched.", "    kind: factual"]


def test_a_removed_record_takes_its_lines_and_one_gap_with_it(small: Path) -> None:
    def remove(editor: Editor) -> None:
        editor.remove("tilsit")
        editor.change("borodino", relations=())

    edited(small, remove)
    text = small.read_text(encoding="utf-8")
    assert "  # The first one.\n\n  invasion: {title: Invasion of Russia, " in text
    assert "    kind: war\n    part_of: invasion\n" in text
    assert "\n\n\n" not in text


def test_the_last_record_of_a_section_can_go_and_another_come(small: Path) -> None:
    edited(small, lambda editor: editor.remove("c1"))
    assert "\nclaims: {}\n\npropositions:" in small.read_text(encoding="utf-8")
    edited(small, lambda editor: editor.add(Claim(id="c2", by=["FRA"], text="We won.", kind="factual")))
    text = small.read_text(encoding="utf-8")
    assert "\nclaims:\n  c2:\n    text: We won.\n" in text
    assert "\n\npropositions:" in text


def test_a_renamed_event_is_named_anew_wherever_records_name_it(small: Path) -> None:
    out, put = edited(small, lambda editor: editor.rename("tilsit", "peace"))
    changed = [(one, other) for one, other in zip(out, put, strict=True) if one != other]
    assert changed == [
        ("  tilsit:", "  peace:"),
        ("      - {type: violates, target: tilsit}", "      - {type: violates, target: peace}"),
    ]


def test_a_renamed_proposition_keeps_its_place_in_the_positions(small: Path) -> None:
    edited(small, lambda editor: editor.rename("won", "draw"))
    text = small.read_text(encoding="utf-8")
    assert "positions: {draw: affirms, lost: denies}" in text
    assert "  draw: {text: France won.}" in text


def test_a_renamed_actor_of_the_bundled_registry_changes_only_where_it_is_named(bundled: Path) -> None:
    before = load(bundled)
    lines = bundled.read_text(encoding="utf-8").split("\n")
    with edit(bundled) as editor:
        editor.rename("RUS", "russia", section="actors")
    after = bundled.read_text(encoding="utf-8").split("\n")
    assert [re.sub(r"\bRUS\b", "russia", line) for line, new in zip(lines, after, strict=True) if line != new] == [
        new for line, new in zip(lines, after, strict=True) if line != new
    ]
    registry = load(bundled)
    named = [before[id].participants for id in before.events]
    assert sum(one.actor == "RUS" for people in named for one in people) > 20
    assert not any(one.actor == "RUS" for event in registry for one in event.participants)
    assert registry.actors["russia"].name == "Russia"


def test_ids_that_are_words_of_the_model_can_be_renamed(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(
        "events:\n  actor: {title: A, date: 1900, kind: war, participants: [{actor: actor, role: party}]}\n"
        "  b: {id: b, title: B, date: 1901, kind: war, part_of: actor}\n"
        "claims:\n  affirms: {text: T, kind: factual, by: [actor], about: [actor], positions: {affirms: affirms}}\n"
        "propositions: {affirms: {text: P}}\nactors:\n  actor: {name: N, kind: state}\n"
    )
    with edit(path) as editor:
        editor.rename("actor", "agent", section="actors")
        editor.rename("affirms", "thesis", section="propositions")
        editor.rename("b", "c")
    assert "participants: [{actor: agent, role: party}]" in path.read_text()
    assert "positions: {thesis: affirms}" in path.read_text()
    assert "  c: {id: c, title: B, date: 1901, kind: war, part_of: actor}" in path.read_text()


def test_several_files_are_edited_together_each_where_its_records_are(tmp_path: Path) -> None:
    (tmp_path / "a-1800s.yaml").write_text("events:\n\n  tilsit: {title: T, date: 1807, kind: treaty}  # old\n")
    (tmp_path / "b-1900s.yaml").write_text(
        "events:\n\n  war: {title: W, date: 1914, kind: war, sources: [{source: s}]}\n"
    )
    (tmp_path / "sources.yaml").write_text("# Sources.\nsources:\n  s: {title: S}\n")
    with edit(tmp_path) as editor:
        editor.add(Event(id="peace", title="P", date="1919", kind="treaty"))
        editor.add(Event(id="vienna", title="V", date="1815", kind="treaty"))
        editor.add(Source(id="t", title="T"))
        editor.add(Source(id="u", title="U"), file="a-1800s.yaml")
        editor.rename("s", "tuchman-1962")
        editor.change_header(title="Wars and peaces")
    texts = [path.read_text() for path in sorted(tmp_path.iterdir())]
    assert len(texts) == 3
    assert texts[0].startswith("chronology:\n  title: Wars and peaces\n\nevents:\n\n  tilsit:")
    assert "# old\n" in texts[0]
    assert "vienna" in texts[0]
    assert texts[0].endswith("sources:\n  u:\n    title: U\n")
    assert "sources: [{source: tuchman-1962}]" in texts[1]
    assert "peace" in texts[1]
    assert texts[2] == "# Sources.\nsources:\n  tuchman-1962: {title: S}\n  t: {title: T}\n"
    assert len(load(tmp_path)) == 4


def test_the_editor_shows_the_registry_as_it_is_so_far(small: Path) -> None:
    with edit(small) as editor:
        assert editor.registry == load(small)
        editor.change("tilsit", date="1807-07-09")
        assert str(editor.registry["tilsit"].date) == "1807-07-09"
    assert editor.registry == load(small)
    assert editor.registry.origin("tilsit", "date").line == 9


def refused(path: Path, change: Callable[[Editor], Any]) -> str:
    """What is said when an edit is refused; nothing must be written."""
    before = path.read_bytes()
    with pytest.raises((RegistryError, UnknownId, QueryError, ConflictError)) as caught, edit(path) as editor:
        change(editor)
    assert path.read_bytes() == before
    assert sorted(other.name for other in path.parent.iterdir()) == [path.name]
    return str(caught.value)


def test_an_edit_that_would_leave_an_id_dangling_is_refused_with_the_line_of_who_names_it(small: Path) -> None:
    def remove(editor: Editor) -> None:
        editor.change("invasion", note="A note that\nmoves all lines below it.")
        editor.remove("tilsit")

    said = refused(small, remove)
    assert said == f"{small}:25:34: borodino.relations[0].target: no event 'tilsit' (add it under 'events')"
    added = Event(id="x", title="X", date="1900", kind="treeaty", part_of="y")
    said = refused(small, lambda editor: editor.add(added))
    assert f"{small}: x.kind: 'treeaty' is not a kind (did you mean 'treaty'?)" in said
    assert f"{small}: x.part_of: no event 'y'" in said


def test_wrong_words_are_refused_with_their_remedies(small: Path) -> None:
    assert "did you mean 'tilsit'" in refused(small, lambda editor: editor.change("tilsitt", title="T"))
    assert "did you mean 'kind'" in refused(small, lambda editor: editor.change("tilsit", kinds="war"))
    assert "tilsit.date: '1807-13'" in refused(small, lambda editor: editor.change("tilsit", date="1807-13"))
    assert "use 'rename'" in refused(small, lambda editor: editor.change("tilsit", id="other"))
    assert "title: is missing" in refused(small, lambda editor: editor.change("tilsit", title=None))
    assert "is there already" in refused(small, lambda editor: editor.add(editor.registry["tilsit"]))
    assert "no event 'nobody'" in refused(
        small, lambda editor: editor.replace(Event(id="nobody", title="N", date="1900", kind="war"))
    )
    assert "already (choose another)" in refused(small, lambda editor: editor.rename("tilsit", "borodino"))
    assert "is not an id" in refused(small, lambda editor: editor.rename("tilsit", "no id"))
    assert "did you mean 'actors'" in refused(small, lambda editor: editor.remove("FRA", section="actor"))
    assert "chronology.titel: there is no field" in refused(small, lambda editor: editor.change_header(titel="T"))
    assert "none of the files" in refused(
        small, lambda editor: editor.add(Place(id="p", name="P"), file="elsewhere.yaml")
    )


def test_an_id_of_two_sections_must_say_which(small: Path) -> None:
    with edit(small) as editor:
        editor.add(Place(id="tilsit", name="Tilsit"))
        with pytest.raises(QueryError, match="event and place"):
            editor.remove("tilsit")
        editor.change("tilsit", section="places", lat=55.08)
    assert load(small).places["tilsit"].lat == 55.08


def test_a_copy_that_skipped_the_checks_is_checked(small: Path) -> None:
    sound = Event(id="tilsit", title="T", date="1807", kind="treaty")
    assert "tilsit.date" in refused(small, lambda editor: editor.replace(sound.model_copy(update={"date": "never"})))
    with edit(small) as editor:
        editor.replace(sound.model_copy(update={"date": "1808", "title": " T "}))
    assert load(small)["tilsit"] == Event(id="tilsit", title="T", date="1808", kind="treaty")


def test_a_text_that_no_file_can_hold_is_refused(small: Path) -> None:
    assert "control character" in refused(small, lambda editor: editor.change("tilsit", note="a\x07b"))
    assert refused(small, lambda editor: editor.change("tilsit", note="a\ud800b"))


def test_an_exception_in_the_block_writes_nothing(small: Path) -> None:
    before = small.read_bytes()
    with pytest.raises(ZeroDivisionError), edit(small) as editor:
        editor.change("tilsit", title="T")
        _ = 1 / 0
    assert small.read_bytes() == before
    assert [path.name for path in small.parent.iterdir()] == [small.name]
    with pytest.raises(ConflictError, match="has ended"):
        editor.change("tilsit", title="T")
    with pytest.raises(ConflictError, match="has ended"):
        editor.finish()


def test_a_file_that_is_no_registry_cannot_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("events: [")
    with pytest.raises(RegistryError, match="not YAML"), edit(path):
        pytest.fail("the block must not begin")
    with pytest.raises(RegistryError, match="no such file"), edit(tmp_path / "missing.yaml"):
        pytest.fail("the block must not begin")
    with pytest.raises(RegistryError, match="no such folder"), edit(tmp_path / "missing" / "events.yaml"):
        pytest.fail("the block must not begin")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.yaml"]


def test_a_file_that_another_program_changes_meanwhile_is_left_alone(small: Path) -> None:
    with pytest.raises(ConflictError, match="has changed since it was loaded"), edit(small) as editor:
        editor.change("tilsit", title="T")
        small.write_text(SMALL + "# by another program\n")
    assert small.read_text() == SMALL + "# by another program\n"
    with pytest.raises(ConflictError, match="has changed"), edit(small.parent) as editor:
        editor.change("tilsit", title="T")
        (small.parent / "new.yaml").write_text("events: {}\n")
    with pytest.raises(ConflictError, match="has changed"), edit(small) as editor:
        editor.change("tilsit", title="T")
        small.unlink()
    assert not small.exists()


@pytest.mark.parametrize("field", ["tags", "sources", "measures", "codes", "status", "note", "part_of"])
def test_none_and_nothing_take_a_field_out(tmp_path: Path, field: str) -> None:
    path = tmp_path / "a.yaml"
    whole = "events:\n  w: {title: W, date: 2014, kind: war}\n  x:\n    title: A\n    date: 2014\n    kind: war\n"
    values = {
        "tags": "[a]",
        "sources": "[{source: s}]",
        "measures": "[{name: m}]",
        "codes": "{cameo: a}",
        "status": "disputed",
        "note": "N",
        "part_of": "w",
    }
    path.write_text(f"{whole}    {field}: {values[field]}\nsources:\n  s: {{title: S}}\n")
    with edit(path) as editor:
        editor.change("x", **{field: None})
    assert path.read_text() == f"{whole}sources:\n  s: {{title: S}}\n"
