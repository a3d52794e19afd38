"""A reporting round: each unit's own workbook with only its tasks, and who has sent it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from guanxian_desk.exchange.template import Prefilled, template_bytes
from guanxian_desk.modules.tasks.models import RoundBook
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.rules.deadlines import owes
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, TaskStatus
from guanxian_desk.modules.tasks.rules.lamps import deciding_units
from guanxian_desk.modules.tasks.rules.standing import half_up
from guanxian_desk.modules.tasks.sheets import PROGRESS
from guanxian_desk.store.store import ChangeSession

_TOLD = ("任务编号", "期限", "任务", "具体内容", "上次填报")


@dataclass(frozen=True, slots=True)
class UnitBookDraft:
    """One unit's workbook of a round, not written yet."""

    unit: str
    file_name: str
    tasks: tuple[TaskStatus, ...]
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook that went out."""

    unit: str
    file_name: str
    sent_on: date
    reply_by: date


def drafts(status: PlanStatus, quarter: Quarter) -> list[UnitBookDraft]:
    """A workbook for every unit that owes a report of the quarter, in the order of their names."""
    wanted: dict[str, list[TaskStatus]] = {}
    for task in status.tasks:
        if not Quarter.of(status.plan.day) <= quarter <= Quarter.of(task.task.due):
            continue
        for unit in deciding_units(task.task, status.plan.reporting):
            if owes(task.held[unit], quarter):
                wanted.setdefault(unit, []).append(task)
    return [
        UnitBookDraft(unit, f"{unit}_{quarter.code}_{PROGRESS.title}.xlsx", tuple(tasks), quarter)
        for unit, tasks in sorted(wanted.items())
    ]


def book_bytes(draft: UnitBookDraft, plan: str) -> bytes:
    """The workbook: the sheet's own template with the unit's tasks already in it."""
    known = {"plan_key": plan, "unit_name": draft.unit, "period": draft.quarter.code}
    rows = [
        tuple((known | {"task_number": task.task.no}).get(column.field) for column in PROGRESS.columns)
        for task in draft.tasks
    ]
    hints = [f"任务 {task.task.no}：{task.task.title}。期限 {task.task.due.isoformat()}" for task in draft.tasks]
    return template_bytes(
        PROGRESS, Prefilled(rows, "task_number", hints, [_TOLD, *(_told(draft, t) for t in draft.tasks)])
    )


def _told(draft: UnitBookDraft, task: TaskStatus) -> tuple[str, ...]:
    one, bound = task.held[draft.unit], task.task
    last = f"{one.latest.report.period.code}：{half_up(one.percent)}%" if one.latest else "没有填报过"
    return bound.no, bound.due.isoformat(), bound.title, bound.text, last


def keep_sent(session: ChangeSession, plan: str, books: Sequence[UnitBookDraft], day: date, reply_by: date) -> None:
    """Enter what went out; a workbook that goes out again writes over the first entry."""
    known = {(row.period, row.unit_name): row for row in session.scalars(_of(plan))}
    for book in books:
        row = known.get((book.quarter.code, book.unit))
        if row is None:
            row = RoundBook(plan_key=plan, period=book.quarter.code, unit_name=book.unit)
            session.add(row)
        row.file_name, row.sent_on, row.reply_by = book.file_name, day, reply_by


def sent(session: Session, plan: str, quarter: Quarter, as_of: date) -> dict[str, Sent]:
    """What went out of a quarter up to a day, by unit."""
    query = _of(plan).where(RoundBook.period == quarter.code, RoundBook.sent_on <= as_of)
    return {
        row.unit_name: Sent(row.unit_name, row.file_name, row.sent_on, row.reply_by) for row in session.scalars(query)
    }


def _of(plan: str) -> Select[RoundBook]:
    return select(RoundBook).where(RoundBook.plan_key == plan)
