"""What dispatch meetings settled becomes tasks of the tracker, and how these tasks stand: the port between duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.digital.models import DispatchAction, DispatchMeeting
from guanxian_desk.modules.digital.ports import ActionState, KeyTask
from guanxian_desk.modules.tasks import queries as task_queries
from guanxian_desk.modules.tasks import service as task_service
from guanxian_desk.modules.tasks.models import TaskPlan
from guanxian_desk.modules.tasks.plans import PlanTask, PlanText
from guanxian_desk.modules.tasks.planting import plan_row
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.services.office import Office
from guanxian_desk.store.store import ChangeSession

ISSUER = "冠县数字经济工作专班"
DIGITAL_PLAN = "digital-economy-2022"
_DONE, _LATE, _RUNS = "已完成", "超期", "办理中"


def plan_key(meeting: str) -> str:
    """The tracker's plan of a meeting's items, by the meeting's number."""
    return "dispatch-" + "".join(char if char.isascii() and char.isalnum() else "-" for char in meeting).lower()


def put_into_tracker(office: Office, meeting_code: str) -> int:
    """A meeting's items that are still open become tasks of a plan of their own; returns how many.

    Each item is one task of the unit that answers for it, due on its day. UserError when there is nothing to put.
    """
    with office.store.change(f"调度会 {meeting_code} 的议定事项转入任务台账", office.actor) as session:
        meeting = session.scalars(select(DispatchMeeting).where(DispatchMeeting.code == meeting_code)).first()
        open_items = (DispatchAction.task_number.is_(None), DispatchAction.done_on.is_(None))
        query = select(DispatchAction).where(DispatchAction.meeting_code == meeting_code, *open_items)
        items = list(session.scalars(query.order_by(DispatchAction.id)))
        if meeting is None or not items:
            raise UserError("这次会议没有还要转入任务台账的事项", "没有改动任何数据")
        _plant(session, meeting, items)
        return len(items)


def _plant(session: ChangeSession, meeting: DispatchMeeting, items: Sequence[DispatchAction]) -> None:
    key = plan_key(meeting.code)
    stands = session.scalars(select(TaskPlan).where(TaskPlan.key == key)).first()
    first = len(stands.tasks) + 1 if stands else 1
    tasks = tuple(
        PlanTask(str(number), "", _title(item.action), item.action, (item.responsible,), (), item.due)
        for number, item in enumerate(items, first)
    )
    day = meeting.held_on
    text = PlanText(key, f"{meeting.title}议定事项", meeting.paper or "", "", ISSUER, day, day.year, (), tasks)
    made = plan_row(text)
    if stands is None:
        session.add(made)
    else:
        for task in list(made.tasks):
            task.place += first - 1
            stands.tasks.append(task)
    for number, item in enumerate(items, first):
        item.plan_key, item.task_number = key, str(number)


def _title(action: str) -> str:
    return action.split("。")[0]


def action_states(session: Session, actions: Iterable[DispatchAction], as_of: date) -> dict[str, ActionState]:
    """How each item stands on a day, by its number: done here, or 蓝 in the tracker."""
    listed = list(actions)
    tracked = _tracked(session, {action.plan_key for action in listed if action.plan_key}, as_of)
    return {action.code: _state(action, tracked, as_of) for action in listed}


def _tracked(session: Session, plans: set[str], as_of: date) -> Mapping[tuple[str, str], tuple[Lamp, int]]:
    known = plans.intersection(task_queries.plan_keys(session))
    return {
        (plan, one.task.no): (one.lamp, one.percent)
        for plan in sorted(known)
        for one in task_service.tasks_status(session, plan, as_of).tasks
    }


def _state(action: DispatchAction, tracked: Mapping[tuple[str, str], tuple[Lamp, int]], as_of: date) -> ActionState:
    lamp, percent = tracked.get((action.plan_key or "", action.task_number or ""), (None, None))
    done = (action.done_on is not None and action.done_on <= as_of) or lamp is Lamp.DONE
    words = _DONE if done else _LATE if as_of > action.due else _RUNS
    if lamp is None:
        return ActionState(words)
    return ActionState(words, f"{action.plan_key} 第 {action.task_number} 项", str(lamp), percent)


def key_tasks(session: Session, as_of: date) -> list[KeyTask]:
    """The key tasks of the notice on a day, each with the latest word of every unit; [] without the plan."""
    if DIGITAL_PLAN not in task_queries.plan_keys(session):
        return []
    return [
        KeyTask(
            one.task.no,
            one.task.section,
            one.task.title,
            one.task.text,
            one.task.responsible or one.task.lead,
            str(one.lamp),
            one.percent,
            tuple((unit, held.latest.report.progress) for unit, held in one.held.items() if held.latest is not None),
        )
        for one in task_service.tasks_status(session, DIGITAL_PLAN, as_of).tasks
    ]
