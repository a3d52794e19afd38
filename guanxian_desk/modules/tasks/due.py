"""What the tasks want of a clerk: due days of tasks, days that statutes set, missing reports, slips not answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from guanxian_desk.base.due import Due
from guanxian_desk.base.picture import Picture
from guanxian_desk.modules.tasks import queries, urging
from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN
from guanxian_desk.modules.tasks.pictures import progress_picture
from guanxian_desk.modules.tasks.planting import offered_townships, townships_confirmed
from guanxian_desk.modules.tasks.rules.deadlines import GRACE_DAYS
from guanxian_desk.modules.tasks.rules.judge import PlanStatus
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.modules.tasks.rules.unitwise import by_unit, due_since, round_quarter
from guanxian_desk.modules.tasks.service import tasks_status
from guanxian_desk.store.once import once

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

AHEAD = 60
"""Calendar days before which a last day is announced."""
_CHASED = 45
"""Calendar days after a quarter's reports were due during which they are still chased here."""
_GLANCE_WIDTH = 420.0


def due(session: Session, today: date) -> list[Due]:
    """Last days within 60 calendar days and overdue ones, of every plan that has begun to be reported on."""
    found = _register(session)
    for key in queries.plan_keys(session):
        status = _status(session, key, today)
        if status.plan.day > today:
            continue
        place = f"tasks/plan/{key}"
        found += _statutory(status, place, today)
        if any(task.reported for task in status.tasks):
            found += [*_overdue(status, place), *_coming(status, place, today), *_missing(status, place, today)]
        found += _slips(session, key, place, today)
    return found


def glance(session: Session, today: date) -> Picture:
    """The rule-of-law plan's progress, small."""
    status = _status(session, DEFAULT_PLAN, today)
    return progress_picture(status, {task.task.no: task.lamp for task in status.tasks}, _GLANCE_WIDTH)


def _status(session: Session, plan: str, today: date) -> PlanStatus:
    return once(session, (tasks_status, plan, today), lambda: tasks_status(session, plan, today))


def _statutory(status: PlanStatus, place: str, today: date) -> list[Due]:
    return [
        Due(f"{one.what}报{one.to}", one.source, f"{place}/task/{task.task.no}", one.by, "在“打印”里起草年度报告")
        for task in status.tasks
        for one in task.task.statutory
        if today <= one.by <= today + timedelta(days=AHEAD)
    ]


def _overdue(status: PlanStatus, place: str) -> list[Due]:
    late = [task for task in status.tasks if task.lamp is Lamp.OVERDUE]
    if not late:
        return []
    words = f"《{status.plan.title}》{len(late)} 项任务逾期没有完成"
    return [Due(words, status.plan.number, f"{place}/tasks", max(task.task.due for task in late), "督办牵头单位")]


def _coming(status: PlanStatus, place: str, today: date) -> list[Due]:
    """One line a day on which tasks are due."""
    days: dict[date, int] = {}
    for task in status.tasks:
        if task.lamp is not Lamp.DONE and today <= task.task.due <= today + timedelta(days=AHEAD):
            days[task.task.due] = days.get(task.task.due, 0) + 1
    return [
        Due(f"《{status.plan.title}》{count} 项任务到期", status.plan.number, f"{place}/tasks", day)
        for day, count in sorted(days.items())
    ]


def _missing(status: PlanStatus, place: str, today: date) -> list[Due]:
    quarter = round_quarter(status.plan, today)
    late = [unit for unit in by_unit(status) if unit.owing(quarter)]
    if not late or due_since(quarter, today) > _CHASED:
        return []
    words = f"《{status.plan.title}》{quarter.words}进展，{len(late)} 个单位没有报齐"
    return [Due(words, status.plan.number, f"{place}/units", quarter.end + timedelta(days=GRACE_DAYS), "催报")]


def _slips(session: Session, key: str, place: str, today: date) -> list[Due]:
    waiting = (urging.UrgingState.WAITING, urging.UrgingState.LATE)
    return [
        Due(f"{row.unit_name}回复{row.number}", row.number, f"{place}/urgings", row.reply_by, "登记回执，或再督办")
        for row in urging.issued(session, key, today)
        if urging.state_of(row, today) in waiting
    ]


def _register(session: Session) -> list[Due]:
    if townships_confirmed(session):
        return []
    count = len(offered_townships(session))
    words = f"乡镇名录未核定（待核定 {count} 个），排名和通报印作草稿"
    return [Due(words, "冠政办发〔2022〕4号", "tasks/register", todo="打开单位名录，核定乡镇名录")]
