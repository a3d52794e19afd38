"""The hash-chained audit: what every change did, so that a changed or removed entry is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, insert, inspect, select
from sqlalchemy.orm import Mapper, Session

from guanxian_desk.store.rowcodec import Row, encode, row_key
from guanxian_desk.store.tables import Audit, Batch, BatchChange, BatchLink, Change

GENESIS = "0" * 64
# The log does not log itself.
_LOG = frozenset(entity.__tablename__ for entity in (Change, Audit, Batch, BatchChange, BatchLink))


@dataclass(frozen=True, slots=True)
class Entry:
    """One record's change, not yet chained. before or after is "" where there was or is nothing."""

    table_name: str
    row_key: str
    action: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How far the chain holds: rows checked, the head's hash, and the first broken seq (None when whole)."""

    rows: int
    head: str
    broken_at: int | None


def append(session: Session, change_id: int, entries: list[Entry]) -> None:
    """Chain the entries behind the last row."""
    if not entries:
        return
    seq, prev = _head(session)
    rows: list[dict[str, Any]] = []
    for entry in entries:
        seq += 1
        digest = _digest(seq, change_id, entry, prev)
        rows.append(
            {
                "seq": seq,
                "change_id": change_id,
                "table_name": entry.table_name,
                "row_key": entry.row_key,
                "action": entry.action,
                "before": entry.before,
                "after": entry.after,
                "prev_hash": prev,
                "hash": digest,
            }
        )
        prev = digest
    session.execute(insert(Audit), rows)


def verify(session: Session) -> ChainReport:
    """Walk the whole chain."""
    prev, count = GENESIS, 0
    for row in session.execute(select(Audit).order_by(Audit.seq)).scalars().yield_per(1000):
        count += 1
        entry = Entry(row.table_name, row.row_key, row.action, row.before, row.after)
        if row.seq != count or row.prev_hash != prev or row.hash != _digest(row.seq, row.change_id, entry, prev):
            return ChainReport(count, prev, row.seq)
        prev = row.hash
    return ChainReport(count, prev, None)


def flushed(session: Session) -> list[Entry]:
    """What the flush that just ran did, read from the unit of work before it is cleared."""
    return [*_inserted(session), *_updated(session), *_deleted(session)]


def _head(session: Session) -> tuple[int, str]:
    last = session.execute(select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).limit(1)).first()
    return (last.seq, last.hash) if last else (0, GENESIS)


def head_hash(session: Session) -> str:
    """The hash of the newest audit row (64 zeros while there is none)."""
    return _head(session)[1]


def rows(session: Session) -> int:
    """How many audit rows there are."""
    return session.scalar(select(func.count()).select_from(Audit)) or 0


def _digest(seq: int, change_id: int, entry: Entry, prev: str) -> str:
    parts = (prev, str(seq), str(change_id), entry.table_name, entry.row_key, entry.action, entry.before, entry.after)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _values(instance: object, mapper: Mapper[Any]) -> Row:
    return {attribute.columns[0].name: getattr(instance, attribute.key) for attribute in mapper.column_attrs}


def _audited(instances: Any) -> Iterator[tuple[object, Mapper[Any], Table]]:
    for instance in instances:
        mapper = inspect(type(instance))
        table = mapper.local_table
        if isinstance(table, Table) and table.name not in _LOG:
            yield instance, mapper, table


def _inserted(session: Session) -> Iterator[Entry]:
    for instance, mapper, table in _audited(session.new):
        row = _values(instance, mapper)
        yield Entry(table.name, row_key(row, table), "新增", "", encode(row))


def _updated(session: Session) -> Iterator[Entry]:
    for instance, mapper, table in _audited(session.dirty):
        before, after = {}, {}
        for attribute in mapper.column_attrs:
            history = inspect(instance).attrs[attribute.key].history
            if history.has_changes() and history.deleted:
                name = attribute.columns[0].name
                before[name], after[name] = history.deleted[0], getattr(instance, attribute.key)
        if before:
            key = row_key(_values(instance, mapper), table)
            yield Entry(table.name, key, "修改", encode(before), encode(after))


def _deleted(session: Session) -> Iterator[Entry]:
    for instance, mapper, table in _audited(session.deleted):
        row = _values(instance, mapper)
        yield Entry(table.name, row_key(row, table), "删除", encode(row), "")
