from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.modules.digital import service
from guanxian_desk.modules.digital.landings import LANDINGS
from guanxian_desk.modules.digital.models import DigitalProject
from guanxian_desk.modules.digital.sheets import SHEETS
from guanxian_desk.services.office import Office, create_office, open_office
from guanxian_desk.store import landing
from guanxian_desk.store.schema import Base
from tests.digital import sample_library

Put = Callable[[str, Sequence[dict[str, Any]]], None]
ACTOR, CLOCK = Actor("张三"), stopped_at(datetime(2022, 8, 1, 9, 30))


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with the 23 projects and the task force; tests work on copies of it."""
    path = tmp_path_factory.mktemp("digital") / "fresh.gxdesk"
    opened = create_office(path, ACTOR, CLOCK)
    Base.metadata.create_all(opened.store._engine, tables=[where.table for where in LANDINGS.values()])
    with opened.store.change("建立项目库", opened.actor) as session:
        if session.scalars(select(DigitalProject)).first() is None:
            service.seed(session)
    opened.close()
    return path


@pytest.fixture
def office(fresh_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A fresh data file with the library."""
    copy = tmp_path / "office.gxdesk"
    copy.write_bytes(fresh_file.read_bytes())
    opened = open_office(copy, ACTOR, CLOCK)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project library of the sample office, closed."""
    path = tmp_path_factory.mktemp("sample") / "sample.gxdesk"
    sample_library.build(path)
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of the sample library that the test may change."""
    copy = tmp_path / "sample.gxdesk"
    copy.write_bytes(sample_file.read_bytes())
    opened = open_office(copy, sample_library.ACTOR, sample_library.CLOCK)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def read_only(sample_file: Path) -> Iterator[Office]:
    """The sample library, only to be read."""
    opened = open_office(sample_file, sample_library.ACTOR, sample_library.CLOCK)
    yield opened
    opened.close()


@pytest.fixture
def put(office: Office) -> Put:
    """Lay records of a sheet kind, given by field, where an import lays them."""
    columns = {sheet.key: [column.field for column in sheet.columns] for sheet in SHEETS}

    def lay(kind: str, rows: Sequence[dict[str, Any]]) -> None:
        assert not {name for row in rows for name in row} - set(columns[kind])
        with office.store.change("导入", office.actor, "导入") as session:
            values = [tuple(row.get(name) for name in columns[kind]) for row in rows]
            landing.insert(session, LANDINGS[kind], values, None)
            session.note(LANDINGS[kind].table.name, len(rows))

    return lay
