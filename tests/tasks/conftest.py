from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.modules.tasks import models, planting, queries
from guanxian_desk.modules.tasks.landings import LANDINGS
from guanxian_desk.modules.tasks.sheets import SHEETS
from guanxian_desk.services.office import Office, create_office, open_office
from guanxian_desk.store import landing
from guanxian_desk.store.schema import Base

Put = Callable[[str, Sequence[dict[str, Any]]], None]
TABLES = [
    Base.metadata.tables[model.__tablename__]
    for model in vars(models).values()
    if isinstance(model, type) and issubclass(model, Base) and model is not Base
]


ACTOR, CLOCK = Actor("张三"), stopped_at(datetime(2022, 8, 1, 9, 30))


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with the register and both plans; tests work on copies of it."""
    path = tmp_path_factory.mktemp("tasks") / "fresh.gxdesk"
    opened = create_office(path, ACTOR, CLOCK)
    Base.metadata.create_all(opened.store._engine, tables=TABLES)
    with opened.store.change("建立计划", opened.actor) as session:
        if not queries.plan_keys(session):
            planting.seed(session)
    opened.close()
    return path


@pytest.fixture
def office(fresh_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A fresh data file with the register and both plans."""
    copy = tmp_path / "office.gxdesk"
    copy.write_bytes(fresh_file.read_bytes())
    opened = open_office(copy, ACTOR, CLOCK)
    yield opened
    opened.close()


@pytest.fixture
def put(office: Office) -> Put:
    """Lay records of a sheet kind, given by field, where an import lays them; the defaults of a report fill in."""
    columns = {sheet.key: [column.field for column in sheet.columns] for sheet in SHEETS}
    defaults = {
        "task-progress": {
            "plan_key": "rule-of-law-2022",
            "period": "2022Q2",
            "progress": "正在推进。",
            "reported_on": date(2022, 7, 5),
        },
        "units": {},
    }

    def lay(kind: str, rows: Sequence[dict[str, Any]]) -> None:
        assert not {name for row in rows for name in row} - set(columns[kind])
        with office.store.change("导入", office.actor, "导入") as session:
            filled = [{**defaults[kind], **row} for row in rows]
            landing.insert(session, LANDINGS[kind], [tuple(row.get(n) for n in columns[kind]) for row in filled], None)
            session.note(LANDINGS[kind].table.name, len(rows))

    return lay
