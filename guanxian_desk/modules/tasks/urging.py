"""督办通知单: issued with a number, tracked to the reply slip and to its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks.models import Urging
from guanxian_desk.store.numbers import draw
from guanxian_desk.store.store import ChangeSession

SERIES = "supervision"
_NOTHING = "没有登记"


class UrgingState(StrEnum):
    """Where a 督办通知单 is: waiting, overdue, answered, or closed."""

    WAITING = "待回复"
    LATE = "逾期未回复"
    REPLIED = "已回复"
    SETTLED = "已办结"


@dataclass(frozen=True, slots=True)
class UrgingDraft:
    """What is pressed for: tasks by number, the matter in words, and the day by which the unit replies."""

    unit: str
    tasks: tuple[str, ...]
    matter: str
    reply_by: date


def state_of(row: Urging, as_of: date) -> UrgingState:
    """The state on a day; a reply counts from its day on."""
    if row.replied_on is not None and row.replied_on <= as_of:
        return UrgingState.SETTLED if row.settled else UrgingState.REPLIED
    return UrgingState.LATE if as_of > row.reply_by else UrgingState.WAITING


def issue(session: ChangeSession, plan: str, draft: UrgingDraft, day: date, by: str) -> str:
    """Draw the next number and enter the slip in the register; returns the number.

    UserError without tasks or matter, or when the reply would be due before the slip is issued.
    """
    if not draft.tasks or not draft.matter.strip():
        raise UserError("督办通知单要写明任务和督办事项", _NOTHING)
    if draft.reply_by < day:
        raise UserError("要求回复的日期早于发出日期", _NOTHING, "请核对日期")
    number = draw(session, SERIES, day.year, subject=f"{draft.unit} 任务 {'、'.join(draft.tasks)}", day=day)
    session.add(
        Urging(
            number=number,
            plan_key=plan,
            unit_name=draft.unit,
            task_numbers="、".join(draft.tasks),
            matter=draft.matter.strip(),
            issued_on=day,
            reply_by=draft.reply_by,
            issued_by=by,
            replied_by="",
            reply="",
            settled=False,
        )
    )
    return number


def register_reply(session: ChangeSession, number: str, day: date, replied_by: str, reply: str) -> None:
    """The reply slip came back. UserError without its words, for a day before the slip, or when it was settled."""
    row = find(session, number)
    if not reply.strip() or not replied_by.strip():
        raise UserError("没有写回复内容或回复人", _NOTHING, "请照回执填写")
    if day < row.issued_on:
        raise UserError(f"回复日期早于发出日期 {row.issued_on.isoformat()}", _NOTHING, "请核对日期")
    if row.settled:
        raise UserError(f"“{number}”已经办结", _NOTHING, "请先撤销办结")
    row.replied_on, row.replied_by, row.reply = day, replied_by.strip(), reply.strip()


def settle(session: ChangeSession, number: str) -> None:
    """The office takes the reply as done. UserError while there is none."""
    row = find(session, number)
    if row.replied_on is None:
        raise UserError(f"“{number}”还没有回复", "没有办结", "请先登记回执")
    row.settled = True


def find(session: Session, number: str) -> Urging:
    """The slip with a number. UserError when there is none."""
    row = session.scalars(select(Urging).where(Urging.number == number)).first()
    if row is None:
        raise UserError(f"没有编号为“{number}”的督办通知单", "没有改动任何数据")
    return row


def issued(session: Session, plan: str, as_of: date) -> Sequence[Urging]:
    """The slips of a plan up to a day, newest first."""
    query = select(Urging).where(Urging.plan_key == plan, Urging.issued_on <= as_of)
    return session.scalars(query.order_by(Urging.issued_on.desc(), Urging.id.desc())).all()
