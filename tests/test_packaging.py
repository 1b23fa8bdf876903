"""The registry travels inside the wheel and the sdist, and is found there."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
build = pytest.importorskip("build", reason="the build tool belongs to the dev extra")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_holds_the_registry_and_the_page_and_finds_them(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.name.startswith("chronology_ir-")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path)
    assert {"chronology/data/events.yaml", "chronology/py.typed", "chronology/page/page.html"} <= names
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n" + (
        "import chronology as ch; registry = ch.load()\n"
        "print(ch.__file__, len(registry), registry.origin('joint-statement-2022').file, sep='\\n')\n"
        "ch.write_page(registry, 'page.html')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found, events, registry = done.stdout.splitlines()
    assert Path(found).is_relative_to(tmp_path)
    assert int(events) >= 52
    assert Path(registry).is_relative_to(tmp_path)
    assert (tmp_path / "page.html").stat().st_size > 10**6


def test_the_sdist_holds_what_a_rebuild_needs(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"data/events.yaml", "data/README.md", "LICENSE", "pyproject.toml", "chronology/__init__.py"} <= names
