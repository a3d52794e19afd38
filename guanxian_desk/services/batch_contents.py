"""What is in a batch, row by row: the records it brought, and what became of the file's other rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guanxian_desk.base.identity import mask_id
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.render import masked, written
from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import ERROR
from guanxian_desk.store import batch_rows, landing
from guanxian_desk.store.batch_rows import RestRow
from guanxian_desk.store.landing import Landing, Record
from guanxian_desk.store.tables import Batch

NEW, REMOVED = "new", "removed"


@dataclass(frozen=True)
class Mended:
    """A cell that was mended before committing."""

    sheet: str
    row: int
    column: str
    old: str
    new: str


class BatchContents:
    """The rows of a batch as a table reads them, with "outcome", "sheet", "row", "key" and "said"; those that brought
    no new record first, errors first of all. outcome: only such rows; full: numbers are not masked."""

    def __init__(self, office: Office, batch_id: int, outcome: str = "", full: bool = False) -> None:
        self._office = office
        self._batch_id = batch_id
        self._outcome = outcome
        self._full = full

    def count(self) -> int:
        """How many rows."""
        return len(self._told) + (self._brought if self._outcome in ("", NEW, REMOVED) else 0)

    def fetch(self, offset: int, limit: int, _sort: object = None) -> Sequence[Mapping[str, Any]]:
        """A slice of the rows."""
        told = [self._rest_row(row) for row in self._told[offset : offset + limit]]
        left = limit - len(told)
        if not left or self._outcome not in ("", NEW, REMOVED):
            return told
        start = max(0, offset - len(self._told))
        return [*told, *(self._record(row) for row in self._records(start, left))]

    @cached_property
    def _batch(self) -> tuple[bool, Sheet, Landing]:
        with self._office.store.read() as session:
            batch = session.get_one(Batch, self._batch_id)
            module, sheet = of_kind(batch.kind)
            return batch.undone_by is not None, sheet, module.landings[batch.kind]

    @cached_property
    def _told(self) -> list[RestRow]:
        with self._office.store.read() as session:
            rest = batch_rows.kept(session, self._batch_id).rest
        chosen = [row for row in rest if self._outcome in ("", row.outcome)]
        return sorted(chosen, key=lambda row: row.outcome != ERROR)

    @cached_property
    def _gone(self) -> Sequence[Record]:
        with self._office.store.read() as session:
            found = batch_rows.removed(session, self._batch[2], self._batch_id)
        return found.rows if found else ()

    @cached_property
    def _brought(self) -> int:
        undone, _, where = self._batch
        if undone:
            return len(self._gone)
        with self._office.store.read() as session:
            return _standing(session, where, self._batch_id)

    def _records(self, start: int, limit: int) -> Sequence[Record]:
        undone, _, where = self._batch
        if undone:
            return self._gone[start : start + limit]
        with self._office.store.read() as session:
            return landing.of_batch(session, where, self._batch_id, start, limit)

    def _record(self, row: Record) -> Mapping[str, Any]:
        undone, sheet, _ = self._batch
        shown = [value if self._full else masked(column, value) for column, value in zip(sheet.columns, row)]
        texts = [written(column, value) for column, value in zip(sheet.columns, shown)]
        key = " / ".join(texts[place] for place in sheet.key_indices)
        rest = (
            f"{column.heading} {text}"
            for place, (column, text) in enumerate(zip(sheet.columns, texts))
            if text and place not in sheet.key_indices
        )
        said = "，".join(rest)
        return {"outcome": REMOVED if undone else NEW, "sheet": "", "row": None, "key": key, "said": said}

    def _rest_row(self, row: RestRow) -> Mapping[str, Any]:
        said = "；".join(self._cell(row.outcome, *cell) for cell in row.cells)
        key = row.key if self._full or not self._key_is_personal else mask_id(row.key)
        return {"outcome": row.outcome, "sheet": row.sheet, "row": row.row, "key": key, "said": said}

    def _cell(self, outcome: str, heading: str, first: str, second: str) -> str:
        personal = not self._full and heading in self._personal
        first = mask_id(first) if personal else first
        if outcome == ERROR:
            # The message quotes what was written, which may be somebody's number.
            return f"{heading}：“{first}”不能收" if personal else f"{heading}：{second}"
        return f"{heading} {first or '空白'} → {(mask_id(second) if personal else second) or '空白'}"

    @cached_property
    def _personal(self) -> frozenset[str]:
        return frozenset(column.heading for column in self._batch[1].columns if column.personal)

    @cached_property
    def _key_is_personal(self) -> bool:
        sheet = self._batch[1]
        return any(sheet.columns[place].personal for place in sheet.key_indices)


def mended(office: Office, batch_id: int) -> tuple[Mended, ...]:
    """The cells that were mended before the batch was committed."""
    with office.store.read() as session:
        edits = batch_rows.kept(session, batch_id).edits
    return tuple(Mended(**edit) for edit in edits)


def _standing(session: Session, where: Landing, batch_id: int) -> int:
    table = where.table
    count = select(func.count()).select_from(table).where(table.c.batch_id == batch_id)
    return int(session.execute(count).scalar_one())
