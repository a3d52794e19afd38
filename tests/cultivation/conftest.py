from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.modules.cultivation.landings import LANDINGS
from guanxian_desk.modules.cultivation.sheets import SHEETS
from guanxian_desk.services.office import Office
from guanxian_desk.store import landing
from guanxian_desk.store.schema import Base
from tests.cultivation.county import build, opened
from tests.offices import create_office

Import = Callable[[str, Sequence[dict[str, Any]]], None]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create_office(tmp_path / "office.gxdesk", Actor("张三"), stopped_at(datetime(2023, 6, 30, 9, 30)))
    tables = [where.table for where in LANDINGS.values()]
    Base.metadata.create_all(made.store._engine, tables=tables)
    yield made
    made.close()


@pytest.fixture
def put(office: Office) -> Import:
    """Lay records of a sheet kind, given by field, where an import lays them."""
    columns = {sheet.key: [column.field for column in sheet.columns] for sheet in SHEETS}

    def lay(kind: str, rows: Sequence[dict[str, Any]]) -> None:
        unknown = {name for row in rows for name in row} - set(columns[kind])
        assert not unknown
        with office.store.change("导入", office.actor, "导入") as session:
            values = [tuple(row.get(name) for name in columns[kind]) for row in rows]
            landing.insert(session, LANDINGS[kind], values, None)
            session.note(LANDINGS[kind].table.name, len(rows))

    return lay


@pytest.fixture(scope="session")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample county, closed."""
    path = tmp_path_factory.mktemp("county") / "county.gxdesk"
    build(path)
    return path


@pytest.fixture
def county(county_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of the sample county that the test may change."""
    path = tmp_path / "own.gxdesk"
    shutil.copy(county_file, path)
    found = opened(path)
    yield found
    found.close()


@pytest.fixture(scope="session")
def read_county(county_file: Path) -> Iterator[Office]:
    """The sample county, only to be read."""
    found = opened(county_file)
    yield found
    found.close()
