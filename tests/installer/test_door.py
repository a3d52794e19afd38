"""The first file must be readable by any Python 3 and refuse the unsuitable ones in plain words."""

from __future__ import annotations

import ast
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from installer import bootstrap, commands, machine, steps
from tests.architecture.house import ROOT

Version = namedtuple("Version", "major minor micro")


def test_the_door_is_written_in_old_syntax() -> None:
    text = (ROOT / "installer" / "bootstrap.py").read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 4))
    modules = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert modules == ["pathlib"]
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))


@pytest.mark.parametrize(
    ("version", "found"),
    [((3, 8, 18), "3.8"), ((3, 10, 1), "3.10"), ((3, 11, 2), ""), ((3, 13, 0), ""), ((3, 14, 0), "3.14")],
)
def test_which_python_is_suitable(monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], found: str) -> None:
    monkeypatch.setattr(sys, "version_info", Version(*version))
    assert bootstrap.unsuitable() == found


def test_a_32_bit_python_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    assert bootstrap.main() == 2
    assert "需要 64 位 CPython 3.11、3.12 或 3.13，当前是 32-bit" in capsys.readouterr().err


def test_the_project_and_the_door_agree_on_the_versions() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    first, last = bootstrap.SUITABLE[0], bootstrap.SUITABLE[-1]
    assert f'requires-python = ">={first[0]}.{first[1]},<{last[0]}.{last[1] + 1}"' in text


@pytest.mark.parametrize(
    ("words", "command", "rest", "has_wheels"),
    [
        (["demo", "--out", "x"], "demo", ["--out", "x"], False),
        (["--wheels", ".", "run", "--data", "f", "info"], "run", ["--data", "f", "info"], True),
        (["test", "--wheels=.", "-k", "money"], "test", ["-k", "money"], True),
    ],
)
def test_the_words_of_the_program_pass_through(
    words: list[str], command: str, rest: list[str], has_wheels: bool
) -> None:
    found, request = commands.parse(words)
    assert (found, request.words) == (command, rest)
    assert request.wheels == (Path.cwd() if has_wheels else None)


def test_certificates_put_there_by_hand_outlive_the_package(tmp_path: Path) -> None:
    bundle, program = tmp_path / "bundle.crt", tmp_path / "update-ca-certificates"
    bundle.write_text("the office's own", "utf-8")
    with machine._certificates_kept(bundle, program):
        program.touch()
        bundle.write_text("the package's", "utf-8")
    assert bundle.read_text("utf-8") == "the office's own"


def test_certificates_of_the_package_are_its_own_affair(tmp_path: Path) -> None:
    bundle, program = tmp_path / "bundle.crt", tmp_path / "update-ca-certificates"
    bundle.write_text("old", "utf-8")
    program.touch()
    with machine._certificates_kept(bundle, program):
        bundle.write_text("new", "utf-8")
    assert bundle.read_text("utf-8") == "new"


def test_a_step_that_cannot_start_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(steps.StepFailed, match=r"“试一试”没有成功.*请检查") as failure:
        steps.run_step("试一试", "try", ["/no/such/program"], hint=("请检查。", "Check."))
    assert failure.value.english.startswith("step failed: try")
    assert capsys.readouterr().err == "· 试一试……\n"
