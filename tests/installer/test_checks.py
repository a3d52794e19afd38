"""The one list of checks: what it holds; a failing check fails the whole, and so does running no test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer import checks
from tests.architecture.house import ROOT


def _run(folder: Path, call: str, test: str) -> tuple[int, list[str]]:
    """Runs a call of installer.checks in a folder with one test file, as a process of its own."""
    (folder / "test_one.py").write_text(test, "utf-8")
    code = f"import sys; from installer import checks; from installer.checks import *; sys.exit({call})"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environ.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout.strip().splitlines()


PASSES = "def test_it(): assert 1 + 1 == 2\n"
SKIPS = "import pytest\n@pytest.mark.skip\ndef test_it(): assert 1 + 1 == 2\n"


@pytest.mark.parametrize(
    ("test", "code", "closing"),
    [
        (PASSES, 0, "1 passed"),
        ("def test_it(): assert 1 + 1 == 3\n", 1, "1 failed"),
        ("", 5, "no tests ran"),
        (SKIPS, 5, "1 skipped"),
        ("import nothing_of_this_name\n", 2, "1 error"),
    ],
)
def test_the_tests_must_run_and_pass(tmp_path: Path, test: str, code: int, closing: str) -> None:
    found, lines = _run(tmp_path, "run_tests([])", test)
    assert found == code
    assert closing in lines[-1]


@pytest.mark.parametrize(("ending", "code", "said"), [(0, 0, "通过  样子"), (3, 1, "未通过  样子")])
def test_a_failing_check_fails_the_whole(tmp_path: Path, ending: int, code: int, said: str) -> None:
    program = f"print('what it said'); raise SystemExit({ending})"
    check = f"Check('样子', ({sys.executable!r}, '-c', {program!r}))"
    bare = f"setattr(checks, 'CHECKS', ({check},)) or setattr(checks, 'ON_BOTH_CORES', ())"
    found, lines = _run(tmp_path, f"main([]) if not ({bare}) else 9", PASSES)
    assert found == code
    assert lines[0].startswith(said)
    assert lines[0].endswith(" 秒")
    assert ("what it said" in lines) == bool(ending)
    assert "1 passed" in lines[-1]


def test_the_list_is_complete() -> None:
    programs = [check.command[0] for check in checks.CHECKS]
    assert programs == ["ruff", "ruff", "mypy", "lint-imports"]
    assert "--check" in checks.CHECKS[1].command


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_continuous_integration_runs_the_same_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1] == "exec python3 installer/bootstrap.py test"
