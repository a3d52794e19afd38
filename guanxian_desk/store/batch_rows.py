"""What lay behind a batch's counts: the rows of its file that brought no new record, and what undoing it took out."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from guanxian_desk.store import landing as land
from guanxian_desk.store.exchange_tables import BatchDetail
from guanxian_desk.store.landing import Landing, Record
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Batch

_QUICK = 1  # of zlib's levels: the rows of a large file are packed while somebody waits


@dataclass(frozen=True, slots=True)
class RestRow:
    """A row of the file that brought no new record.

    key: the record's key in words; cells: for a changed or conflicting row (heading, old, new) of each cell, for an
    error row (heading, value, message).
    """

    sheet: str
    row: int
    outcome: str
    key: str
    cells: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Kept:
    """A batch's detail as it was kept."""

    period: str
    edits: tuple[dict[str, Any], ...]
    rest: tuple[RestRow, ...]
    again: int | None


@dataclass(frozen=True)
class Removed:
    """What undoing a batch took out: the records it had brought, and the ids of those it had changed."""

    rows: tuple[Record, ...]
    restored: tuple[int, ...]


def keep(
    session: ChangeSession,
    batch: Batch,
    period: str,
    edits: Sequence[dict[str, Any]] = (),
    rest: Sequence[RestRow] = (),
    again: int | None = None,
) -> None:
    """Keep a new batch's detail."""
    rows = [[row.sheet, row.row, row.outcome, row.key, row.cells] for row in rest]
    values = {"batch_id": batch.id, "period": period, "edits": list(edits), "rest": _pack(rows), "again": again}
    session.execute(insert(BatchDetail), values)


def kept(session: Session, batch_id: int) -> Kept:
    """The detail of a batch; of one from before there were details, nothing but blanks."""
    found = session.get(BatchDetail, batch_id)
    if found is None:
        return Kept("", (), (), None)
    return Kept(found.period, tuple(found.edits), tuple(_rest(found.rest)), found.again)


def keep_removed(
    session: ChangeSession, landing: Landing, batch: Batch, rows: Iterable[Record], restored: Sequence[int]
) -> None:
    """Keep what undoing takes out, so that it can be done again; the rows are packed as they come."""
    packer = zlib.compressobj(_QUICK)
    packed = [packer.compress(_line({"fields": landing.fields, "restored": restored}))]
    for row in rows:
        packed.append(packer.compress(_line(list(land.as_row(landing, row).values()))))
    packed.append(packer.flush())
    if session.get(BatchDetail, batch.id) is None:
        keep(session, batch, "")
    values = {"removed": b"".join(packed)}
    session.execute(update(BatchDetail).where(BatchDetail.batch_id == batch.id).values(values))


def removed(session: Session, landing: Landing, batch_id: int) -> Removed | None:
    """What undoing the batch took out; None when nothing was kept of it."""
    found = session.scalar(select(BatchDetail.removed).where(BatchDetail.batch_id == batch_id))
    if found is None:
        return None
    lines = zlib.decompress(found).splitlines()
    head = json.loads(lines[0])
    blank = dict.fromkeys(landing.fields)
    rows = (blank | dict(zip(head["fields"], json.loads(line))) for line in lines[1:])
    return Removed(tuple(land.from_row(landing, row) for row in rows), tuple(head["restored"]))


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _rest(packed: bytes) -> Iterator[RestRow]:
    for sheet, row, outcome, key, cells in _unpack(packed):
        yield RestRow(sheet, row, outcome, key, tuple(tuple(cell) for cell in cells))


def _pack(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), _QUICK)


def _unpack(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed))
