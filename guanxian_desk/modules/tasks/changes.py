"""What changed in a plan between two days (自上次会议以来的变化)."""

from __future__ import annotations

from dataclasses import dataclass

from guanxian_desk.modules.tasks.facts import TaskFinding
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, TaskStatus


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One thing about a task that is different: what (灯, 完成百分比, 已报单位数 or an indicator), before and now."""

    task: str
    what: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two days; arrived: task, unit, period of reports that came or replaced one;
    appeared, gone: findings."""

    changes: tuple[TaskChange, ...]
    arrived: tuple[tuple[str, str, str], ...]
    appeared: tuple[TaskFinding, ...]
    gone: tuple[TaskFinding, ...]


def difference(before: PlanStatus, now: PlanStatus) -> Difference:
    """From one day's status to another's, of the same plan."""
    old = {status.task.no: status for status in before.tasks}
    changes = [
        change for status in now.tasks if status.task.no in old for change in _changes(old[status.task.no], status)
    ]
    arrived = [mark for status in now.tasks for mark in _arrived(old.get(status.task.no), status)]
    return Difference(
        tuple(changes),
        tuple(arrived),
        _only_in(now.findings, before.findings),
        _only_in(before.findings, now.findings),
    )


def _only_in(these: tuple[TaskFinding, ...], those: tuple[TaskFinding, ...]) -> tuple[TaskFinding, ...]:
    # A detail may count days: the finding is the same from one day to the next.
    known = {_identity(found) for found in those}
    return tuple(found for found in these if _identity(found) not in known)


def _identity(found: TaskFinding) -> tuple[str, ...]:
    about = found.detail.partition("”")[0] if found.code == "T07" else ""
    return (found.code, found.task, found.unit, found.period, about)


def _changes(old: TaskStatus, new: TaskStatus) -> list[TaskChange]:
    pairs = [
        ("灯", str(old.lamp), str(new.lamp)),
        ("完成百分比", str(old.percent), str(new.percent)),
        ("已报单位数", str(old.reported), str(new.reported)),
        *((b.indicator.name, _figure(a.shown), _figure(b.shown)) for a, b in zip(old.indicators, new.indicators)),
    ]
    return [TaskChange(new.task.no, what, was, now) for what, was, now in pairs if was != now]


def _figure(value: float | None) -> str:
    return "" if value is None else str(value)


def _arrived(old: TaskStatus | None, new: TaskStatus) -> list[tuple[str, str, str]]:
    known = set(_marks(old)) if old else set()
    return [(new.task.no, unit, period) for unit, period, place in _marks(new) if (unit, period, place) not in known]


def _marks(status: TaskStatus) -> list[tuple[str, str, int]]:
    return [
        (unit, valid.report.period.code, valid.report.place) for unit, one in status.held.items() for valid in one.valid
    ]
