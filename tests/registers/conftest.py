"""An office of its own for each test; the file is made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.services.office import Office, create_office, open_office

_CLOCK = stopped_at(datetime(2022, 5, 9, 9, 30))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registers") / "office.gxdesk"
    create_office(path, Actor("张三"), _CLOCK, "冠县人民政府办公室").close()
    return path


@pytest.fixture
def office(empty_file: Path, tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "office.gxdesk"
    shutil.copy(empty_file, path)
    found = open_office(path, Actor("张三"), _CLOCK)
    yield found
    found.close()
