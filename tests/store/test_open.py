"""Opening: what is no data file is refused in words and left as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import guanxian_desk.services.modules
import guanxian_desk.store.numbers  # noqa: F401 - every table of the program belongs to the comparison
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.store import upgrade
from guanxian_desk.store.schema import Base
from guanxian_desk.store.store import Store


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
