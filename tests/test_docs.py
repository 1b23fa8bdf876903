"""What the documentation shows works as it is shown."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "data" / "README.md"]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name)
def test_golden_the_snippets_of_a_page_run_and_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    script = tmp_path / "snippets.py"
    script.write_text("".join(f"{code}\nprint({END!r})\n" for code in blocks(page, "python")), encoding="utf-8")
    done = subprocess.run([sys.executable, script.name], cwd=tmp_path, capture_output=True, text=True, env=utf8())
    assert done.returncode == 0, done.stderr
    printed = done.stdout.split(f"{END}\n")
    assert any(printed)
    fresh = with_outputs(text, printed)
    if os.environ.get("CHRONOLOGY_GOLDEN") == "write":
        page.write_text(fresh, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == fresh, f"{page.name} shows what its snippets do not print (make golden)"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.name}")
def test_every_output_shown_follows_the_snippet_that_prints_it(page: Path) -> None:
    shown = [snippet for snippet in SNIPPET.finditer(page.read_text(encoding="utf-8")) if snippet["output"]]
    assert len(shown) == len(blocks(page, "text"))


END = "-- end of a snippet --"
SNIPPET = re.compile(r"^(?P<code>```python\n.*?^```\n)(?P<output>\n```text\n.*?^```\n)?", re.DOTALL | re.MULTILINE)


def with_outputs(text: str, printed: list[str]) -> str:
    """A page whose snippets print what it shows, where it shows something."""
    outputs = iter(printed)

    def told(snippet: re.Match[str]) -> str:
        output = next(outputs)
        return f"{snippet['code']}\n```text\n{output}```\n" if snippet["output"] else snippet[0]

    return SNIPPET.sub(told, text)


def utf8() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs(example: Path, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, example], cwd=tmp_path, capture_output=True, text=True, env=utf8())
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 1


def test_there_are_at_least_three_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.name}")
def test_no_link_between_the_pages_is_broken(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_registry_shown_in_the_readme_loads(tmp_path: Path) -> None:
    import chronology as ch

    shown = blocks(ROOT / "README.md", "yaml")
    assert len(shown) == 1
    path = tmp_path / "my-events.yaml"
    path.write_text(shown[0], encoding="utf-8")
    registry = ch.load(path)
    assert registry["congress-of-vienna"].date.words() == "about September 1814 to 9 June 1815"


def test_the_mistakes_shown_in_the_readme_are_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import chronology as ch

    text = blocks(ROOT / "README.md", "yaml")[0]
    wrong = text.replace("1814-09~/1815-06-09", "1814-13").replace("kind: talks", "kind: talk")
    monkeypatch.chdir(tmp_path)
    Path("my-events.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(ch.RegistryError) as caught:
        ch.load("my-events.yaml")
    assert str(caught.value) in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_vocabulary_in_the_data_format_is_the_one_in_the_code() -> None:
    from chronology.model.event import Event
    from chronology.model.vocabulary import ACTOR_KINDS, KINDS, ROLES, STANCES, STATUSES
    from chronology.query.table import COLUMNS

    text = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    words = {*KINDS, *ROLES, *STATUSES, *STANCES, *ACTOR_KINDS, *COLUMNS, *Event.model_fields}
    assert sorted(word for word in words if not re.search(rf"\b{word}\b", text)) == []
