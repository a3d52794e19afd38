"""An undone batch done again: as a new batch with the same content, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.identity import mask_id
from guanxian_desk.store import batch_rows, batches
from guanxian_desk.store import landing as land
from guanxian_desk.store.batches import FileFacts
from guanxian_desk.store.landing import Landing, Record, Standing
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Batch, BatchChange, BatchLink

_NOTHING = "没有改动任何数据"
_NUMBER = 15  # digits from which a key may be an ID number
_ANEW = "请重新导入原来的文件，在预览里比较以后再定"


def find_undone(session: Session, batch_id: int) -> Batch:
    """The undone batch with the number. UserError when there is none, or when it stands."""
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise UserError(f"没有编号为 {batch_id} 的导入批次", _NOTHING, "请在“数据交换”里查看批次编号")
    if batch.undone_by is None:
        raise UserError(f"第 {batch_id} 批没有撤销过，不用重做", _NOTHING)
    return batch


def redo(session: ChangeSession, landing: Landing, batch: Batch) -> Batch:
    """Write an undone batch's records again; returns the new batch.

    UserError, and nothing changed, when one of its keys stands again, when a record it had changed is another now,
    when a batch it builds on is undone, or when it was done again already.
    """
    gone = batch_rows.removed(session, landing, batch.id)
    if gone is None:
        raise UserError(f"第 {batch.id} 批撤销时没有留下内容，不能重做", _NOTHING, _ANEW)
    _refuse_a_second_time(session, batch)
    links = _links(session, batch)
    _refuse_standing(session, landing, batch, gone.rows)
    replaced = list(_replaced(session, landing, batch, set(gone.restored)))
    kept = batch_rows.kept(session, batch.id)
    fresh = batches.write(session, landing, _facts(batch, kept), gone.rows, replaced, (), kept.rest, again=batch.id)
    _link(session, fresh, links)
    return fresh


def _facts(batch: Batch, kept: batch_rows.Kept) -> FileFacts:
    return FileFacts(
        batch.kind,
        batch.file_name,
        batch.sender,
        batch.sha256,
        batch.rows,
        batch.new,
        batch.changed,
        batch.unchanged,
        batch.conflicts,
        batch.error_rows,
        (*batch.notes, f"重做了撤销过的第 {batch.id} 批"),
        kept.period,
        kept.edits,
    )


def _refuse_a_second_time(session: Session, batch: Batch) -> None:
    twin = batches.same_file(session, batch.kind, batch.sha256)
    if twin is not None:
        raise UserError(f"第 {batch.id} 批的文件已经在第 {twin.id} 批里", _NOTHING, "不用再重做")


def _links(session: Session, batch: Batch) -> list[BatchLink]:
    links = list(session.scalars(select(BatchLink).where(BatchLink.batch_id == batch.id)))
    ids = [link.on_batch_id for link in links]
    undone = session.scalars(select(Batch.id).where(Batch.id.in_(ids), Batch.undone_by.is_not(None))).all()
    if undone:
        names = "、".join(f"第 {number} 批" for number in undone[:5])
        raise UserError(f"第 {batch.id} 批不能重做：它依据的{names}已经撤销", _NOTHING, _ANEW)
    return links


def _refuse_standing(session: Session, landing: Landing, batch: Batch, rows: Iterable[Record]) -> None:
    key_of = _key(landing)
    standing = land.standing(session, landing, [key_of(row) for row in rows])
    if standing:
        raise UserError(
            f"第 {batch.id} 批不能重做：后来又有了同样的记录（{len(standing)} 条，如 {_words(next(iter(standing)))}）",
            _NOTHING,
            _ANEW,
        )


def _replaced(
    session: Session, landing: Landing, batch: Batch, restored: set[int]
) -> Iterable[tuple[Standing, Record]]:
    changes = session.scalars(select(BatchChange).where(BatchChange.batch_id == batch.id)).all()
    wanted = [change for change in changes if change.row_id in restored]
    key_of = _key(landing)
    before = {change.row_id: land.from_row(landing, change.before) for change in wanted}
    standing = land.standing(session, landing, [key_of(row) for row in before.values()])
    for change in wanted:
        row = before[change.row_id]
        now = standing.get(key_of(row))
        if now is None or now.row_id != change.row_id or now.values != row:
            raise UserError(
                f"第 {batch.id} 批不能重做：它改过的记录（{_words(key_of(row))}）后来又变了", _NOTHING, _ANEW
            )
        yield now, land.from_row(landing, change.after)


def _link(session: ChangeSession, fresh: Batch, links: list[BatchLink]) -> None:
    has = set(session.scalars(select(BatchLink.on_batch_id).where(BatchLink.batch_id == fresh.id)))
    rows = [
        {"batch_id": fresh.id, "on_batch_id": link.on_batch_id, "rows": link.rows}
        for link in links
        if link.on_batch_id not in has
    ]
    if rows:
        session.execute(insert(BatchLink), rows)


def _key(landing: Landing) -> Any:
    return itemgetter(*(landing.fields.index(name) for name in landing.key))


def _words(key: Any) -> str:
    """The key for people; whatever looks like somebody's number is masked."""
    parts = map(str, key if isinstance(key, tuple) else (key,))
    return "/".join(mask_id(part) if len(part) >= _NUMBER and part[:-1].isdigit() else part for part in parts)
