"""The lamp of a task (reading 13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from guanxian_desk.modules.tasks.facts import Plan, Reporting, Task
from guanxian_desk.modules.tasks.rules.standing import Standing, half_up, task_percent

WARNING_DAYS = 30
BEHIND_POINTS = 10


class Lamp(StrEnum):
    """蓝 done with evidence, 红 overdue, 灰 not begun, 黄 due soon or behind, 绿 on time."""

    DONE = "蓝"
    OVERDUE = "红"
    NOT_BEGUN = "灰"
    WATCH = "黄"
    ON_TIME = "绿"


def deciding_units(task: Task, reporting: Reporting) -> frozenset[str]:
    """Who owes the reports and decides 蓝: every holding unit, or the lead units where they report for all.

    A task without a lead stays 逐单位 (reading 17).
    """
    return task.lead_units if reporting is Reporting.LEAD and task.lead_units else task.units


def is_done(task: Task, reporting: Reporting, held: Mapping[str, Standing]) -> bool:
    """Whether there are units and the latest report of each deciding one is 100 with evidence."""
    deciding = deciding_units(task, reporting)
    return bool(deciding) and all(held[unit].done for unit in deciding)


def expected(begin: date, due: date, as_of: date) -> int:
    """The percent that time alone asks for: share of the days between begin and due, half up, within 0–100."""
    if due <= begin:
        return 100 if as_of >= due else 0
    share = Fraction(100 * (as_of - begin).days, (due - begin).days)
    return half_up(min(max(share, Fraction(0)), Fraction(100)))


def lamp(plan: Plan, task: Task, held: Mapping[str, Standing], as_of: date) -> Lamp:
    """The computed lamp on a day."""
    if is_done(task, plan.reporting, held):
        return Lamp.DONE
    return _not_done(plan, task, list(held.values()), as_of)


def unit_lamp(plan: Plan, task: Task, one: Standing, as_of: date) -> Lamp:
    """How one unit stands with a task, by the same steps as the task itself."""
    return Lamp.DONE if one.done else _not_done(plan, task, [one], as_of)


def _not_done(plan: Plan, task: Task, standings: Sequence[Standing], as_of: date) -> Lamp:
    if as_of > task.due:
        return Lamp.OVERDUE
    if not any(one.percent > 0 for one in standings):
        return Lamp.NOT_BEGUN
    near = (task.due - as_of).days <= WARNING_DAYS
    behind = task_percent(standings) < expected(plan.day, task.due, as_of) - BEHIND_POINTS
    return Lamp.WATCH if near or behind else Lamp.ON_TIME
