"""Opening: what is no data file is refused in words and left as it was."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select, text

import guanxian_desk.store
from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.digital.models import DigitalProject
from guanxian_desk.modules.tasks.queries import plan_keys
from guanxian_desk.services.home import board
from guanxian_desk.services.modules import MODULES
from guanxian_desk.services.office import open_office
from guanxian_desk.store import settings, upgrade
from guanxian_desk.store.engine import open_engine
from guanxian_desk.store.schema import Base
from guanxian_desk.store.store import Store

for _room in pkgutil.iter_modules(guanxian_desk.store.__path__, "guanxian_desk.store."):
    # Every table of the program belongs to the comparison with the migrations.
    importlib.import_module(_room.name)
assert MODULES


def test_creating_never_overwrites(store: Store) -> None:
    before = store.path.read_bytes()
    with pytest.raises(UserError, match="已经存在"):
        Store.create(store.path, Clock())
    assert store.path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"SQLite format 4\x00" + b"\x00" * 100])
def test_a_file_of_another_kind_is_refused_and_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.gxdesk"
    path.write_bytes(content)
    with pytest.raises(UserError, match="不是政务台的数据文件"):
        Store.open(path, Clock())
    assert path.read_bytes() == content


def test_a_damaged_file_is_refused(store: Store) -> None:
    store.close()
    data = bytearray(store.path.read_bytes())
    data[100:4096] = b"\xff" * (4096 - 100)
    store.path.write_bytes(data)
    with pytest.raises(UserError, match="损坏"):
        Store.open(store.path, Clock())


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="init"):
        Store.open(tmp_path / "none.gxdesk", Clock())
    assert list(tmp_path.iterdir()) == []


def test_a_newer_file_is_refused_politely(store: Store, actor: object) -> None:
    with store._engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    store.close()
    with pytest.raises(UserError, match="更新版本"):
        Store.open(store.path, Clock())


def test_another_sqlite_file_is_refused(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(UserError, match="不是政务台的数据文件"):
        Store.open(path, Clock())


def test_migrations_make_exactly_the_models_tables(store: Store) -> None:
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_head_is_the_newest_migration() -> None:
    folder = Path(upgrade.__file__).with_name("migrations")
    assert ScriptDirectory(str(folder)).get_current_head() == upgrade.HEAD


def test_an_older_file_is_backed_up_and_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.gxdesk"
    engine = open_engine(path)
    upgrade.to_head(engine, "0001")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO settings VALUES ('office', '\"冠县旧局\"')"))
    engine.dispose()
    opened = Store.open(path, Clock())
    with opened.read() as session:
        assert settings.get(session, settings.OFFICE) == "冠县旧局"
    with opened._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    opened.close()
    (backup,) = tmp_path.glob("old.升级前-0001*.gxdesk")
    assert upgrade.version(open_engine(backup)) == "0001"
    again = Store.open(path, Clock())
    again.close()
    assert len(list(tmp_path.glob("old.升级前-*.gxdesk"))) == 1


def test_a_migration_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.gxdesk"
    engine = open_engine(path)
    upgrade.to_head(engine, "0001")
    engine.dispose()
    monkeypatch.setattr("alembic.op.create_table", _breaking(3))
    with pytest.raises(RuntimeError, match="no power"):
        Store.open(path, Clock())
    monkeypatch.undo()
    assert upgrade.version(open_engine(path)) == "0001"
    Store.open(path, Clock()).close()
    assert upgrade.version(open_engine(path)) == upgrade.HEAD


def _breaking(after: int) -> Callable[..., object]:
    """op.create_table that fails at a later table, in the middle of the migration."""
    real, calls = op.create_table, count()

    def create(*args: object, **more: object) -> object:
        if next(calls) >= after:
            raise RuntimeError("no power")
        return real(*args, **more)  # type: ignore[arg-type]

    return create


def test_a_file_from_before_the_other_duties_gets_what_they_begin_with(tmp_path: Path) -> None:
    path = tmp_path / "old.gxdesk"
    engine = open_engine(path)
    upgrade.to_head(engine, "0001")
    engine.dispose()
    for _ in range(2):
        office = open_office(path, Actor("张三"), Clock())
        with office.store.read() as session:
            assert len(plan_keys(session)) == 2
            assert session.scalar(select(func.count()).select_from(DigitalProject)) == 23
        assert board(office, date(2022, 8, 1)).words
        office.close()
