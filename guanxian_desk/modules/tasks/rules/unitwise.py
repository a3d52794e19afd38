"""The plan seen from the units: what each holds, where it stands, what it has not reported, and its rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from guanxian_desk.modules.tasks.facts import Plan
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.rules.deadlines import GRACE_DAYS, owes
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, TaskStatus
from guanxian_desk.modules.tasks.rules.lamps import Lamp, deciding_units, unit_lamp
from guanxian_desk.modules.tasks.rules.standing import Standing, Valid, half_up

WORST_FIRST = (Lamp.OVERDUE, Lamp.WATCH, Lamp.NOT_BEGUN, Lamp.ON_TIME, Lamp.DONE)


@dataclass(frozen=True, slots=True)
class UnitTask:
    """One unit with one task; leads: whether it is a lead unit; owing: quarters whose report is still to come."""

    task: TaskStatus
    standing: Standing
    lamp: Lamp
    leads: bool
    owing: tuple[Quarter, ...]

    @property
    def latest(self) -> Valid | None:
        """Its newest valid report."""
        return self.standing.latest


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """A unit on a day. rank: 1 is the best, equal figures share one; percent: the mean of its tasks, half up."""

    unit: str
    tasks: tuple[UnitTask, ...]
    percent: int
    rank: int = 0

    @property
    def reported(self) -> int:
        """Tasks with any valid report."""
        return sum(bool(one.standing.valid) for one in self.tasks)

    @property
    def done(self) -> int:
        """Tasks at 100 with evidence."""
        return sum(one.standing.done for one in self.tasks)

    @property
    def owed(self) -> int:
        """Reports still to come."""
        return sum(len(one.owing) for one in self.tasks)

    def owing(self, quarter: Quarter) -> tuple[UnitTask, ...]:
        """The tasks whose report for a quarter is still to come."""
        return tuple(one for one in self.tasks if quarter in one.owing)

    @property
    def unsealed(self) -> int:
        """Valid reports of its tasks that came without a sealed copy."""
        return sum(not valid.report.sealed for one in self.tasks for valid in one.standing.valid)


def ended_quarters(plan: Plan, due: date, as_of: date) -> tuple[Quarter, ...]:
    """The quarters of a task that are over, whether their reports are due already or not."""
    quarter, last, found = Quarter.of(plan.day), Quarter.of(due), []
    while quarter <= last and as_of > quarter.end:
        found.append(quarter)
        quarter = quarter.following
    return tuple(found)


def round_quarter(plan: Plan, as_of: date) -> Quarter:
    """The quarter whose reports are asked for on a day: the last one that ended, else the plan's first."""
    last = max((task.due for task in plan.tasks), default=plan.day)
    ended = ended_quarters(plan, last, as_of)
    return ended[-1] if ended else Quarter.of(plan.day)


def due_since(quarter: Quarter, as_of: date) -> int:
    """Calendar days since a quarter's reports are due (T06 begins above 0)."""
    return (as_of - quarter.end).days - GRACE_DAYS


def by_unit(status: PlanStatus) -> tuple[UnitStatus, ...]:
    """Every holding unit, the best first: by percent, then by reports still to come."""
    found: dict[str, list[UnitTask]] = {}
    for task in status.tasks:
        for unit, one in task.held.items():
            found.setdefault(unit, []).append(_unit_task(status, task, unit, one))
    units = [UnitStatus(unit, tuple(tasks), _percent(tasks)) for unit, tasks in found.items()]
    return _ranked(sorted(units, key=lambda one: (-one.percent, one.owed, one.unit)))


def section_lamps(status: PlanStatus, unit: UnitStatus) -> dict[str, Lamp]:
    """The worst lamp of the unit's tasks in each section."""
    found: dict[str, Lamp] = {}
    for one in unit.tasks:
        section = one.task.task.section
        known = found.get(section, Lamp.DONE)
        found[section] = min(known, one.lamp, key=WORST_FIRST.index)
    return {task.task.section: found[task.task.section] for task in status.tasks if task.task.section in found}


def _unit_task(status: PlanStatus, task: TaskStatus, unit: str, one: Standing) -> UnitTask:
    plan, bound = status.plan, task.task
    asked = unit in deciding_units(bound, plan.reporting)
    owing = tuple(q for q in ended_quarters(plan, bound.due, status.as_of) if asked and owes(one, q))
    return UnitTask(task, one, unit_lamp(plan, bound, one, status.as_of), unit in bound.lead_units, owing)


def _percent(tasks: Sequence[UnitTask]) -> int:
    return half_up(sum((one.standing.percent for one in tasks), Fraction(0)) / len(tasks))


def _ranked(units: list[UnitStatus]) -> tuple[UnitStatus, ...]:
    ranked: list[UnitStatus] = []
    for place, one in enumerate(units, 1):
        before = ranked[-1] if ranked else None
        level = before is not None and (before.percent, before.owed) == (one.percent, one.owed)
        rank = before.rank if before is not None and level else place
        ranked.append(UnitStatus(one.unit, one.tasks, one.percent, rank))
    return tuple(ranked)
