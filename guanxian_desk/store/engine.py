"""Opening the SQLite file: one driver that could also encrypt, durable pragmas, explicit transactions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlcipher3 import dbapi2

from guanxian_desk.base.errors import UserError

WRITING = "writing"
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    # Nothing of the office's data may lie in temporary files.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
    "PRAGMA busy_timeout = 5000",
)
_HEADER = b"SQLite format 3\x00"


def open_engine(path: Path) -> Engine:
    """An engine over the file. Every transaction is begun by name: readers see one snapshot, a writer locks at once."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: dbapi2.connect(str(path), check_same_thread=False, isolation_level=None),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=4,
        # A statement's values are citizens' names and numbers: they belong into no message and no log.
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def check_header(path: Path) -> None:
    """Refuse what is no data file before SQLite touches it. Raises UserError; the file stays as it is."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_HEADER))
    except OSError as error:
        raise UserError(
            f"打不开数据文件“{path}”", "数据没有改动", f"请检查文件位置和权限（{error.strerror}）"
        ) from None
    if head != _HEADER:
        raise UserError(
            f"“{path.name}”不是政务台的数据文件，或者已经损坏", "文件没有改动", "请改选数据文件，或用最近的备份恢复"
        )


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor: Any = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    # The driver's own implicit BEGIN would come too late for a stable snapshot and for a writer's lock.
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
