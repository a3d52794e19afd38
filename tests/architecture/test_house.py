"""The house rules hold in every file, and each checker sees a breach when there is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import house

PROGRAM = house.ROOT / "guanxian_desk"
CLOCK = PROGRAM / "base" / "clock.py"
# What may be longer than the house allows, and why.
MAY_BE_LONG = {
    "guanxian_desk/store/migrations/versions": "a released schema, written down once, statement by statement",
}

Checker = Callable[[str], list[str]]


def _complaints(checker: Checker, paths: list[Path]) -> list[str]:
    return [f"{path.relative_to(house.ROOT)}:{line}" for path in paths for line in checker(house.text_of(path))]


def _python(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((house.ROOT / folder).rglob("*.py"))]


def test_the_top_level_is_the_layout() -> None:
    names = {path.relative_to(house.ROOT).parts[0] for path in house.project_files()}
    assert {"pyproject.toml", "guanxian_desk", "installer", "tests"} <= names
    assert house.strangers(names) == set()


@pytest.mark.parametrize("checker", [house.addresses, house.machine_paths])
def test_no_file_names_a_registry_or_somebodys_machine(checker: Checker) -> None:
    assert _complaints(checker, list(house.project_files())) == []


def test_package_files_are_empty() -> None:
    assert [path for path in PROGRAM.rglob("__init__.py") if path.read_bytes().strip()] == []


@pytest.mark.parametrize("checker", [house.too_long, house.long_functions])
def test_files_and_functions_stay_small(checker: Checker) -> None:
    spared = {path for folder in MAY_BE_LONG for path in _python(folder)}
    paths = [path for path in _python("guanxian_desk", "installer") if path not in spared]
    assert _complaints(checker, paths) == []


def test_only_the_clock_reads_the_time() -> None:
    assert house.wall_clocks(house.text_of(CLOCK))
    assert _complaints(house.wall_clocks, [path for path in _python("guanxian_desk") if path != CLOCK]) == []


def test_no_money_becomes_a_float() -> None:
    rooms = ("modules", "services", "store", "law")
    assert _complaints(house.floats, _python(*(f"guanxian_desk/{room}" for room in rooms))) == []


SLASH = "/"


@pytest.mark.parametrize(
    ("checker", "text", "found"),
    [
        (house.addresses, "x = 'https:" + "//mirror.example/py" + SLASH + "simple/alembic'\n", 1),
        (house.addresses, "a\n--index" + "-url=x\n", 1),
        (house.addresses, "files.python" + "hosted.org", 1),
        (house.addresses, "https:" + "//www.w3.org/2000/svg and a simple/plain path", 0),
        (house.machine_paths, "open('/home" + "/li/office.xlsx')", 1),
        (house.machine_paths, "C:\\Users" + "\\li", 1),
        (house.machine_paths, "~/work/x and docs/work/x", 0),
        (house.too_long, "x\n" * 401, 1),
        (house.too_long, "x\n" * 400, 0),
        (house.long_functions, "def f():\n" + "    x = 1\n" * 60, 1),
        (house.long_functions, "class A:\n    async def f(self):\n" + "        x = 1\n" * 59, 0),
        (house.wall_clocks, "from datetime import datetime\nx = datetime.now()", 1),
        (house.wall_clocks, "import datetime as dt\nf = dt.date.today", 1),
        (house.wall_clocks, "import time\nx = time.time() + time.perf_counter()", 1),
        (house.wall_clocks, "from time import localtime, monotonic", 1),
        (house.wall_clocks, "c = Column(default=func.now())", 1),
        (house.wall_clocks, "s = 'DEFAULT CURRENT_TIMESTAMP'", 1),
        (house.wall_clocks, "x = clock.today(), clock.now(), datetime.fromisoformat(t)", 0),
        (house.floats, "x = float(cell) * 100", 1),
        (house.floats, "a = mapped_column(sa.Float())", 1),
        (house.floats, "def share(x: float) -> float: ...", 0),
    ],
)
def test_each_checker_sees_a_breach(checker: Checker, text: str, found: int) -> None:
    assert len(checker(text)) == found


def test_strangers_at_the_top_are_seen() -> None:
    assert house.strangers({"README.md", ".ci", "notes.txt", "forms"}) == {"notes.txt"}


def test_ignored_files_are_no_part_of_the_project(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("# what tools leave\nbuild/\n*.pyc\n", "utf-8")
    for name in ("a.py", "a.pyc", "build/b.py", ".git/HEAD", "deep/build/c.py", "deep/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    files = {path.relative_to(tmp_path).as_posix() for path in house.project_files(tmp_path)}
    assert files == {".gitignore", "a.py", "deep/d.txt"}
