"""A fresh machine for each test that asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.installer.fresh_machine import FreshMachine, write_pip_wheel


@pytest.fixture(scope="session")
def pip_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """pip in one file."""
    path = tmp_path_factory.mktemp("pip") / "pip-1-py3-none-any.whl"
    write_pip_wheel(path)
    return path


@pytest.fixture
def machine(tmp_path: Path, pip_wheel: Path) -> FreshMachine:
    """A machine that has all it needs but the environment."""
    made = FreshMachine(tmp_path)
    made.set_up()
    made.wheels.joinpath(pip_wheel.name).symlink_to(pip_wheel)
    made.offer()
    return made
