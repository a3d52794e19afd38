"""The data file and its one door for writing."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.store import audit, upgrade
from guanxian_desk.store.backup import back_up
from guanxian_desk.store.engine import WRITING, check_header, open_engine
from guanxian_desk.store.tables import Change


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """What one change did: how many records of which tables it wrote; pages that show those tables reload."""

    change_id: int
    label: str
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def tables(self) -> frozenset[str]:
        """The tables it wrote."""
        return frozenset(self.rows)


class ChangeSession(Session):
    """A session inside the door: every flushed record is audited; bulk writers say what they wrote."""

    change_row: Change
    touched: Counter[str]

    def note(self, table: str, rows: int) -> None:
        """A bulk writer wrote so many rows of the table (its audit entry is its own)."""
        if rows:
            self.touched[table] += rows

    def log(self, entry: audit.Entry) -> None:
        """Chain an entry that no flush shows: a batch, or a look at personal data."""
        audit.append(self, self.change_row.id, [entry])
        self.touched[entry.table_name] += 1


class Store:
    """One open data file. Sessions never cross threads; changes are taken one after another."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self._engine = open_engine(path)
        self._writer = threading.RLock()
        self._listeners: list[Callable[[ChangeSummary], None]] = []

    @classmethod
    def create(cls, path: Path, clock: Clock) -> Store:
        """Make a new data file with an empty schema. Never overwrites: UserError when something is there."""
        refuse_existing(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            store = cls(path, clock)
            upgrade.to_head(store._engine)
        except (OSError, DBAPIError) as error:
            raise UserError(
                f"不能在“{path.parent}”建立数据文件", "没有建立任何文件", f"请检查文件夹权限和磁盘空间（{error}）"
            ) from error
        return store

    @classmethod
    def open(cls, path: Path, clock: Clock) -> Store:
        """Open an existing data file, one of an older release after a backup beside it and its migration.

        UserError when it is missing, no data file, damaged or from a newer release.
        """
        if not path.is_file():
            raise UserError(
                f"没有找到数据文件“{path}”", "没有读写任何数据", "请先用“guanxian-desk init 文件”建立，或检查路径"
            )
        check_header(path)
        store = cls(path, clock)
        try:
            found = upgrade.check(store._engine, path)
            if found != upgrade.HEAD:
                back_up(store._engine, upgrade.backup_name(path, found))
                upgrade.to_head(store._engine)
        except UserError:
            store.close()
            raise
        except DBAPIError as error:
            store.close()
            raise UserError(f"数据文件“{path.name}”已经损坏", "文件没有改动", "请用最近的备份恢复") from error
        return store

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session over one snapshot; whatever it may have written is thrown away."""
        session = Session(self._engine, autoflush=False)
        try:
            yield session
        finally:
            session.close()

    @contextmanager
    def change(
        self, label: str, actor: Actor, kind: str = "操作", undoes: int | None = None
    ) -> Iterator[ChangeSession]:
        """The only door for writing: one transaction, one named undo step, audit rows, one summary out.

        Nothing is kept when the block raises, and no step is kept when it wrote nothing.
        """
        with self._writer:
            session = ChangeSession(self._engine.execution_options(**{WRITING: True}), expire_on_commit=False)
            session.touched = Counter()
            try:
                session.change_row = Change(
                    label=label, kind=kind, operator=actor.name, role=actor.role, at=self.clock.now(), undoes=undoes
                )
                session.add(session.change_row)
                session.flush()
                event.listen(session, "after_flush", _record)
                yield session
                session.flush()
                summary = ChangeSummary(session.change_row.id, label, dict(session.touched))
                if session.touched:
                    session.commit()
                else:
                    session.rollback()
            except DBAPIError as error:
                session.rollback()
                raise _told(error, self.path) from error
            except BaseException:
                session.rollback()
                raise
            finally:
                session.close()
        if summary.rows:
            for listener in list(self._listeners):
                listener(summary)

    def listen(self, listener: Callable[[ChangeSummary], None]) -> Callable[[], None]:
        """Hear every committed change, on the thread that made it; returns the way to stop hearing."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Close all connections; the journal is folded into the file by SQLite."""
        self._engine.dispose()


def refuse_existing(path: Path) -> None:
    """No data file is ever overwritten. Raises UserError when something is there."""
    if path.exists():
        raise UserError(f"“{path}”已经存在", "文件没有改动", "请换一个文件名，或直接打开它")


def _record(session: Any, _context: Any) -> None:
    entries = audit.flushed(session)
    audit.append(session, session.change_row.id, entries)
    session.touched.update(entry.table_name for entry in entries)


_STORAGE = {
    "disk is full": "磁盘空间不足",
    "readonly": "数据文件或所在文件夹是只读的",
    "disk I/O error": "磁盘读写出错",
    "database is locked": "数据文件正被另一个程序写入",
    "malformed": "数据文件已经损坏",
}


def _told(error: DBAPIError, path: Path) -> Exception:
    text = str(error.orig)
    for sign, words in _STORAGE.items():
        if sign in text:
            return UserError(
                f"没有保存：{words}", f"“{path.name}”保持操作之前的样子，没有丢失数据", "请排除原因后重做这一步"
            )
    return error
