"""Batches: an imported file written as a whole, and taken back as a whole."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.store import batch_rows
from guanxian_desk.store import landing as land
from guanxian_desk.store.audit import Entry
from guanxian_desk.store.batch_rows import RestRow
from guanxian_desk.store.landing import Landing, Record, Standing
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Audit, Batch, BatchChange, BatchLink, Change


@dataclass(frozen=True)
class FileFacts:
    """Where a batch came from and what was in it.

    period: the reporting period it is for; edits: cells that the clerk mended before committing (sheet, row, column,
    old, new), which the audit seals with the batch.
    """

    kind: str
    file_name: str
    sender: str
    sha256: str
    rows: int
    new: int
    changed: int
    unchanged: int
    conflicts: int
    error_rows: int
    notes: tuple[str, ...] = ()
    period: str = ""
    edits: tuple[dict[str, Any], ...] = ()


_NOT_COUNTED = frozenset({"notes", "period", "edits"})


@dataclass(frozen=True)
class Undone:
    """What taking back a batch did: records removed, restored, and kept because somebody edited them since."""

    removed: int
    restored: int
    kept: tuple[str, ...] = field(default=())


def write(
    session: ChangeSession,
    landing: Landing,
    facts: FileFacts,
    new: Sequence[Record],
    replaced: Sequence[tuple[Standing, Record]],
    met: Sequence[Standing],
    rest: Sequence[RestRow] = (),
    again: int | None = None,
) -> Batch:
    """Store a file: new records, records written over standing ones, and links to the batches whose records it met.

    rest: the file's rows that brought no new record; again: the batch that this one does again.
    """
    batch = Batch(
        change_id=session.change_row.id,
        **_counted(facts),
        notes=list(facts.notes),
    )
    session.add(batch)
    session.flush()
    if new:
        land.insert(session, landing, new, batch.id)
    land.update(session, landing, [(old.row_id, values) for old, values in replaced])
    journal = _journal(session, landing, batch, replaced)
    _link(session, batch, [*met, *(old for old, _ in replaced)])
    batch_rows.keep(session, batch, facts.period, facts.edits, rest, again)
    session.note(landing.table.name, len(new) + len(replaced))
    session.log(Entry("batches", str(batch.id), "导入", "", _sealed(facts, journal)))
    return batch


def same_file(session: Session, kind: str, sha256: str) -> Batch | None:
    """The batch that already took this very file, unless it was undone."""
    query = select(Batch).where(Batch.kind == kind, Batch.sha256 == sha256, Batch.undone_by.is_(None))
    return session.scalars(query.order_by(Batch.id.desc())).first()


def find(session: Session, batch_id: int) -> Batch:
    """The batch with the number. UserError when there is none or it was taken back."""
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise UserError(f"没有编号为 {batch_id} 的导入批次", "没有改动任何数据", "请在“数据交换”里查看批次编号")
    if batch.undone_by is not None:
        raise UserError(f"第 {batch_id} 批已经撤销过", "没有改动任何数据")
    return batch


def undo(session: ChangeSession, landing: Landing, batch: Batch) -> Undone:
    """Reverse every record the batch brought or changed that nobody edited since.

    UserError, and nothing changed, when a later batch builds on it.
    """
    _refuse_when_built_on(session, batch)
    edited = _edited_since(session, landing, batch)
    restored = _restore(session, landing, batch, edited)
    kept = _kept(session, landing, batch, edited)
    gone = _brought(session, landing, batch, edited)
    batch_rows.keep_removed(session, landing, batch, gone, restored)
    removed = _remove(session, landing, batch, edited)
    batch.undone_by = session.change_row.id
    session.flush()
    session.note(landing.table.name, removed + len(restored))
    outcome = {"撤销批次": batch.id, "删除": removed, "恢复": len(restored), "保留": kept}
    session.log(Entry("batches", str(batch.id), "撤销", "", json.dumps(outcome, ensure_ascii=False)))
    return Undone(removed, len(restored), tuple(kept))


def _journal(
    session: ChangeSession, landing: Landing, batch: Batch, replaced: Sequence[tuple[Standing, Record]]
) -> list[dict[str, Any]]:
    rows = [
        {
            "batch_id": batch.id,
            "table_name": landing.table.name,
            "row_id": old.row_id,
            "before": land.as_row(landing, old.values),
            "after": land.as_row(landing, values),
        }
        for old, values in replaced
    ]
    if rows:
        session.execute(insert(BatchChange), rows)
    return rows


def _link(session: ChangeSession, batch: Batch, met: Sequence[Standing]) -> None:
    counts = Counter(old.batch_id for old in met if old.batch_id is not None)
    links = [{"batch_id": batch.id, "on_batch_id": on, "rows": rows} for on, rows in counts.items()]
    if links:
        session.execute(insert(BatchLink), links)


def _sealed(facts: FileFacts, journal: list[dict[str, Any]]) -> str:
    digest = hashlib.sha256(json.dumps(journal, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    mended = {"edits": list(facts.edits)} if facts.edits else {}
    return json.dumps(_counted(facts) | {"journal": digest} | mended, ensure_ascii=False, sort_keys=True)


def _counted(facts: FileFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__ if name not in _NOT_COUNTED}


def _refuse_when_built_on(session: Session, batch: Batch) -> None:
    query = (
        select(Batch.id, Batch.file_name)
        .join(BatchLink, BatchLink.batch_id == Batch.id)
        .where(BatchLink.on_batch_id == batch.id, Batch.undone_by.is_(None))
        .order_by(Batch.id)
    )
    later = session.execute(query).all()
    if later:
        names = "、".join(f"第 {row.id} 批（{row.file_name}）" for row in later[:5])
        raise UserError(
            f"第 {batch.id} 批不能撤销：后来的{names}含有同样的记录", "没有改动任何数据", "请先撤销后来的批次"
        )


def _edited_since(session: Session, landing: Landing, batch: Batch) -> set[int]:
    query = select(Audit.row_key).where(Audit.table_name == landing.table.name, Audit.change_id > batch.change_id)
    return {int(key) for key in session.scalars(query)}


def _brought(session: Session, landing: Landing, batch: Batch, edited: set[int]) -> Iterator[Record]:
    """The records the batch brought that nobody edited since."""
    edited_ids = ",".join(str(row_id) for row_id in sorted(edited))
    untouched = f"AND t.{landing.row_id} NOT IN ({edited_ids})" if edited else ""
    return land.read_all(session, landing, f"WHERE t.batch_id = {batch.id:d} {untouched}")


def _restore(session: ChangeSession, landing: Landing, batch: Batch, edited: set[int]) -> list[int]:
    changes = session.scalars(select(BatchChange).where(BatchChange.batch_id == batch.id)).all()
    back = [(change.row_id, land.from_row(landing, change.before)) for change in changes if change.row_id not in edited]
    land.update(session, landing, back)
    return [row_id for row_id, _ in back]


def _kept(session: Session, landing: Landing, batch: Batch, edited: set[int]) -> list[str]:
    if not edited:
        return []
    ids = ",".join(str(row_id) for row_id in sorted(edited))
    ours = f"t.batch_id = {batch.id:d}"
    changed = f"t.{landing.row_id} IN (SELECT row_id FROM batch_changes WHERE batch_id = {batch.id:d})"
    where = f"WHERE t.{landing.row_id} IN ({ids}) AND ({ours} OR {changed})"
    positions = [landing.fields.index(name) for name in landing.key]
    return ["/".join(str(values[p]) for p in positions) for values in land.read_all(session, landing, where)]


def _remove(session: ChangeSession, landing: Landing, batch: Batch, edited: set[int]) -> int:
    table = landing.table
    condition = table.c.batch_id == batch.id
    if edited:
        condition &= table.c[landing.row_id].not_in(edited)
    result = session.execute(delete(table).where(condition))
    return int(getattr(result, "rowcount", 0))


def listing(session: Session) -> list[tuple[Batch, Change]]:
    """All batches with the change that brought each, newest first."""
    rows = session.execute(select(Batch, Change).join(Change, Change.id == Batch.change_id).order_by(Batch.id.desc()))
    return [(batch, change) for batch, change in rows]


def last_of(session: Session, kind: str) -> Batch | None:
    """The newest standing batch of a kind."""
    return session.scalars(
        select(Batch).where(Batch.kind == kind, Batch.undone_by.is_(None)).order_by(Batch.id.desc()).limit(1)
    ).first()


def count_rows(session: Session, landing: Landing) -> int:
    """How many records of the kind stand."""
    return int(session.execute(text(f"SELECT count(*) FROM {landing.table.name}")).scalar_one())
