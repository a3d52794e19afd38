"""The imported files as a list: who, when, from whom, what became of the rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from guanxian_desk.services.modules import sheets
from guanxian_desk.services.office import Office
from guanxian_desk.store import batches
from guanxian_desk.store.exchange_tables import BatchDetail
from guanxian_desk.store.tables import Batch, Change

STANDS, TAKEN_BACK = "stands", "taken_back"


def batch_rows(office: Office) -> list[Mapping[str, Any]]:
    """All batches, newest first, as rows of a table; state is STANDS or TAKEN_BACK, notes a list of sentences,
    mended the cells that were mended before committing (sheet, row, column, old, new)."""
    titles = {sheet.key: sheet.title for sheet in sheets()}
    with office.store.read() as session:
        details = select(BatchDetail.batch_id, BatchDetail.period, BatchDetail.edits, BatchDetail.again)
        told = {number: (period, edits, again) for number, period, edits, again in session.execute(details)}
        return [
            _row(batch, change, titles, told.get(batch.id, ("", [], None)))
            for batch, change in batches.listing(session)
        ]


def last_import(office: Office) -> str:
    """The newest standing import in a few words: 核销明细 7,546 行（11-22 20:03）; "" when there is none."""
    for row in batch_rows(office):
        if row["state"] == STANDS:
            return f"{row['title']} {row['rows']:,} 行（{row['at']:%m-%d %H:%M}）"
    return ""


def _row(
    batch: Batch, change: Change, titles: Mapping[str, str], told: tuple[str, list[Any], int | None]
) -> Mapping[str, Any]:
    period, edits, again = told
    return {
        "id": batch.id,
        "title": titles.get(batch.kind, batch.kind),
        "file": batch.file_name,
        "sender": batch.sender,
        "at": change.at,
        "day": change.at.date(),
        "operator": change.operator,
        "rows": batch.rows,
        "new": batch.new,
        "changed": batch.changed,
        "unchanged": batch.unchanged,
        "conflicts": batch.conflicts,
        "errors": batch.error_rows,
        "notes": list(batch.notes),
        "sha256": batch.sha256,
        "period": period,
        "mended": edits,
        "again": again,
        "state": STANDS if batch.undone_by is None else TAKEN_BACK,
    }
