"""The arrows of the house: import-linter's contracts hold, and each of them breaks when its arrow is turned round."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

COMMAND = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def _lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", COMMAND], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_contracts_hold() -> None:
    code, output = _lint(ROOT)
    assert code == 0, output
    assert " 0 broken" in output


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """The project's rooms with nothing in them."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for path in (ROOT / "guanxian_desk").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    return tmp_path


BREACHES = [
    ("the rooms lie in layers", "store/astray.py", "import guanxian_desk.law"),
    ("the rooms lie in layers", "base/astray.py", "import guanxian_desk.store"),
    ("the rooms lie in layers", "modules/vouchers/astray.py", "import guanxian_desk.services"),
    ("PySide6 only in desk", "services/astray.py", "import PySide6.QtCore"),
    ("desk sees no library of the rooms below", "desk/astray.py", "import sqlalchemy"),
    ("base and law reach no heavy library", "law/astray.py", "import openpyxl"),
    ("rules see facts, never the store", "modules/vouchers/rules.py", "import guanxian_desk.store"),
    ("migrations never import models", "store/migrations/astray.py", "import guanxian_desk.modules.vouchers"),
]


@pytest.mark.parametrize(("contract", "file", "line"), BREACHES)
def test_each_contract_breaks_when_its_arrow_is_turned(empty_house: Path, contract: str, file: str, line: str) -> None:
    path = empty_house / "guanxian_desk" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.joinpath("__init__.py").touch()
    path.write_text(line + "\n", "utf-8")
    code, output = _lint(empty_house)
    assert code == 1
    assert f"{contract} BROKEN" in " ".join(output.split())
