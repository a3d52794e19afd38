"""Indicators that the office sets for a plan it adopted: added, changed, removed. A shipped plan keeps its own."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.units import plain_name
from guanxian_desk.modules.tasks.indicator_drafts import IndicatorDraft, faults
from guanxian_desk.modules.tasks.models import PlannedTask, TaskIndicator, TaskPlan
from guanxian_desk.modules.tasks.plans import SHIPPED
from guanxian_desk.store.store import ChangeSession

FIXED = "随程序带来的计划，指标以通知原文为准，不能增改"
_UNCHANGED = "没有改动任何数据"


def add(session: ChangeSession, plan: str, task: str, draft: IndicatorDraft) -> None:
    """Give a task one more indicator. UserError for a shipped plan, no such task, or a draft with faults."""
    row = _task(session, plan, task)
    _check(row, draft, [one.name for one in row.indicators])
    place = max((one.place for one in row.indicators), default=-1) + 1
    row.indicators.append(_filled(TaskIndicator(place=place, quote=""), draft))
    _told(session)


def alter(session: ChangeSession, plan: str, task: str, name: str, draft: IndicatorDraft) -> None:
    """Change the indicator of that name; what it quotes from the notice stays. UserError as add."""
    row = _task(session, plan, task)
    old = _named(row, name)
    _check(row, draft, [one.name for one in row.indicators if one is not old])
    _filled(old, draft)
    _told(session)


def remove(session: ChangeSession, plan: str, task: str, name: str) -> None:
    """Take an indicator from a task; what units reported for it stays in their reports. UserError as add."""
    # Taken only out of the list it would go unseen by the audit.
    session.delete(_named(_task(session, plan, task), name))
    _told(session)


def _task(session: ChangeSession, plan: str, task: str) -> PlannedTask:
    if plan in SHIPPED:
        raise UserError(f"“{plan}”是{FIXED}", _UNCHANGED, "新的计划请用“通知读入”建立，再为它设指标")
    query = select(PlannedTask).join(TaskPlan, TaskPlan.id == PlannedTask.plan_id)
    query = query.where(TaskPlan.key == plan, PlannedTask.number == task).options(selectinload(PlannedTask.indicators))
    row = session.scalars(query).first()
    if row is None:
        raise UserError(f"计划“{plan}”里没有编号为“{task}”的任务", _UNCHANGED, "请对照任务分解表核对")
    return row


def _named(row: PlannedTask, name: str) -> TaskIndicator:
    for one in row.indicators:
        if plain_name(one.name) == plain_name(name):
            return one
    raise UserError(f"任务 {row.number} 没有名为“{name}”的指标", _UNCHANGED, "请刷新后再看")


def _check(row: PlannedTask, draft: IndicatorDraft, others: list[str]) -> None:
    found = faults(draft, others)
    if found:
        raise UserError(f"任务 {row.number} 的指标不能保存：{'；'.join(found)}", _UNCHANGED, "请改正后再保存")


def _filled(row: TaskIndicator, draft: IndicatorDraft) -> TaskIndicator:
    row.name, row.op, row.target = draft.name.strip(), draft.op, draft.target
    row.unit, row.measure, row.typed = draft.unit, draft.measure, not draft.computed
    return row


def _told(session: ChangeSession) -> None:
    # An indicator is part of its task: what shows tasks reads anew.
    session.flush()
    if session.touched[TaskIndicator.__tablename__]:
        session.note(PlannedTask.__tablename__, 1)
