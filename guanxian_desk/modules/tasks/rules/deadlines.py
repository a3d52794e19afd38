"""Findings about time: T05 overdue tasks and T06 missing reports (reading 15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from guanxian_desk.modules.tasks.facts import Plan, Task, TaskFinding
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.rules.lamps import deciding_units, is_done
from guanxian_desk.modules.tasks.rules.standing import Standing

GRACE_DAYS = 10


def overdue(plan: Plan, task: Task, held: Mapping[str, Standing], as_of: date) -> list[TaskFinding]:
    """T05: past its due day and not 蓝."""
    if as_of <= task.due or is_done(task, plan.reporting, held):
        return []
    days = (as_of - task.due).days
    return [TaskFinding("T05", task.no, "", "", f"期限 {task.due} 已过 {days} 天，任务没有全部完成并附佐证")]


def missing_reports(plan: Plan, task: Task, held: Mapping[str, Standing], as_of: date) -> list[TaskFinding]:
    """T06: no report of a deciding unit for a due quarter, nor for any of its months."""
    quarters = list(due_quarters(plan, task, as_of))
    units = sorted(deciding_units(task, plan.reporting))
    return [
        TaskFinding("T06", task.no, unit, quarter.code, f"{unit}没有报送 {quarter.code} 的进展")
        for quarter in quarters
        for unit in units
        if owes(held[unit], quarter)
    ]


def due_quarters(plan: Plan, task: Task, as_of: date) -> Iterator[Quarter]:
    """The quarters whose reports are due: from the plan's day to the due day, 10 days after their end passed."""
    quarter, last = Quarter.of(plan.day), Quarter.of(task.due)
    while quarter <= last and as_of > quarter.end + timedelta(days=GRACE_DAYS):
        yield quarter
        quarter = quarter.following


def owes(one: Standing, quarter: Quarter) -> bool:
    """Whether a unit's report for a quarter is still to come: not after one at 100 with evidence before it."""
    if any(valid.done and valid.report.period.quarter < quarter for valid in one.valid):
        return False
    return not any(valid.report.period.quarter == quarter for valid in one.valid)
