"""Undo: a change's before-values are written back as a new logged change; there is no second undo store."""

from __future__ import annotations

from sqlalchemy import Table, and_, delete, insert, select, update
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.store import numbers
from guanxian_desk.store.audit import Entry
from guanxian_desk.store.rowcodec import Row, decode
from guanxian_desk.store.schema import Base
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Audit, Batch, Change

# What a clerk did; kept results that follow an import are no step of hers.
_STEPS = ("操作", "导入")
_EDITS = ("新增", "修改", "删除")


def last_undoable(session: Session) -> Change | None:
    """The newest step that was neither taken back nor is itself a taking back; None when there is none."""
    taken_back = select(Change.undoes).where(Change.undoes.is_not(None))
    query = select(Change).where(Change.undoes.is_(None), Change.id.not_in(taken_back), Change.kind.in_(_STEPS))
    return session.scalars(query.order_by(Change.id.desc()).limit(1)).first()


def batch_of(session: Session, change_id: int) -> Batch | None:
    """The batch that the change brought, when it was an import."""
    return session.scalars(select(Batch).where(Batch.change_id == change_id)).first()


def write_back(session: ChangeSession, change_id: int) -> int:
    """Reverse the edits of a change, newest first; returns how many records.

    UserError, and nothing changed, when a later change built on one of them.
    """
    entries = session.scalars(select(Audit).where(Audit.change_id == change_id).order_by(Audit.seq.desc())).all()
    edits = [entry for entry in entries if entry.action in _EDITS]
    for entry in edits:
        # One by one, newest first: a record edited twice in the step passes through its middle state again.
        _refuse_when_edited_since(session, entry)
        _reverse(session, entry)
    # A number that went out of the register might stand on a paper: it stays, as void.
    drawn = [entry for entry in entries if entry.action == numbers.DRAWN]
    voided = sum(numbers.void_undone(session, entry.row_key, change_id) for entry in drawn)
    return len(edits) + voided


def _refuse_when_edited_since(session: Session, entry: Audit) -> None:
    # What counts is the record's state, not the history: a later edit that was itself taken back is no obstacle.
    table = Base.metadata.tables[entry.table_name]
    left = decode(entry.after, table) if entry.after else None
    now = session.execute(select(table).where(_is(table, entry.row_key))).mappings().first()
    untouched = now is None if left is None else now is not None and all(now[name] == left[name] for name in left)
    if not untouched:
        later = _last_label(session, entry)
        raise UserError(f"这一步不能撤销：同一记录后来又被“{later}”改动过", "没有改动任何数据", "请先撤销后来的操作")


def _last_label(session: Session, entry: Audit) -> str:
    query = (
        select(Change.label)
        .join(Audit, Audit.change_id == Change.id)
        .where(Audit.table_name == entry.table_name, Audit.row_key == entry.row_key)
    )
    return session.scalars(query.order_by(Audit.seq.desc()).limit(1)).one()


def _reverse(session: ChangeSession, entry: Audit) -> None:
    table = Base.metadata.tables[entry.table_name]
    if entry.action == "删除":
        session.execute(insert(table), decode(entry.before, table))
        session.log(Entry(table.name, entry.row_key, "新增", "", entry.before))
    elif entry.action == "新增":
        session.execute(delete(table).where(_is(table, entry.row_key)))
        session.log(Entry(table.name, entry.row_key, "删除", entry.after, ""))
    else:
        before: Row = decode(entry.before, table)
        session.execute(update(table).where(_is(table, entry.row_key)).values(before))
        session.log(Entry(table.name, entry.row_key, "修改", entry.after, entry.before))


def _is(table: Table, row_key: str):  # type: ignore[no-untyped-def]  # sqlalchemy's own type is a moving union
    keys = list(table.primary_key.columns)
    parts = [row_key] if len(keys) == 1 else row_key.split("/")
    typed = [column.type.python_type(part) for column, part in zip(keys, parts)]
    return and_(*(column == value for column, value in zip(keys, typed)))
