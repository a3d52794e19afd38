"""Steps for a window: which tables a verb wrote, and taking back the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import func, select

from guanxian_desk.base.errors import UserError
from guanxian_desk.services.office import Office
from guanxian_desk.store.store import ChangeSummary
from guanxian_desk.store.tables import Change

if TYPE_CHECKING:
    from guanxian_desk.store.batches import Undone

T = TypeVar("T")


@dataclass(frozen=True)
class Noted(Generic[T]):
    """A verb's result, and the tables that its changes wrote: pages that show one of them read anew."""

    result: T
    tables: frozenset[str]


def noted(office: Office, verb: Callable[[], T]) -> Noted[T]:
    """Runs a verb and notes what it wrote."""
    tables: set[str] = set()

    def hear(summary: ChangeSummary) -> None:
        tables.update(summary.tables)

    stop = office.store.listen(hear)
    try:
        return Noted(verb(), frozenset(tables))
    finally:
        stop()


def undo_last(office: Office) -> str:
    """Takes back the last step, says in one sentence what became of it.

    UserError, and nothing changed, when there is none or when something later builds on it.
    """
    from guanxian_desk.store import undo

    with office.store.read() as session:
        last = undo.last_undoable(session)
        first = session.scalar(select(func.min(Change.id)))
        if last is None or last.id == first:
            raise UserError("没有可以撤销的操作", "没有改动任何数据")
        change, label = last.id, last.label
        batch = undo.batch_of(session, change)
        number = batch.id if batch else None
    if number is not None:
        from guanxian_desk.services.importing import undo_batch

        return f"已撤销“{label}”：{undone_in_words(undo_batch(office, number))}"
    with office.store.change(f"撤销：{label}", office.actor, "撤销", undoes=change) as writing:
        undo.write_back(writing, change)
    return f"已撤销“{label}”。"


def undone_in_words(undone: Undone) -> str:
    """What taking back a batch did, as a sentence."""
    words = f"删除 {undone.removed:,} 条，恢复 {undone.restored:,} 条"
    if undone.kept:
        some = "、".join(undone.kept[:5])
        words += f"；有 {len(undone.kept):,} 条后来改动过，保留不动（{some}{'…' if len(undone.kept) > 5 else ''}）"
    return words + "。"
