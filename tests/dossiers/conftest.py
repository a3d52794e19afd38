from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.services.office import Office, create_office, open_office


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new data file, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("blank") / "office.gxdesk"
    create_office(path, Actor("张三"), stopped_at(datetime(2022, 6, 1, 9, 0))).close()
    return path


@pytest.fixture
def office(blank: Path, tmp_path: Path) -> Iterator[Office]:
    """A new data file on 2022-06-01."""
    yield from _opened(blank, tmp_path / "office.gxdesk", "张三", datetime(2022, 6, 1, 9, 0))


@pytest.fixture
def other(blank: Path, tmp_path: Path) -> Iterator[Office]:
    """Another PC's data file, on the day after."""
    yield from _opened(blank, tmp_path / "other.gxdesk", "李四", datetime(2022, 6, 2, 9, 0))


def _opened(blank: Path, path: Path, operator: str, now: datetime) -> Iterator[Office]:
    shutil.copy(blank, path)
    office = open_office(path, Actor(operator), stopped_at(now))
    yield office
    office.close()
