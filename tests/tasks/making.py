"""Plans and reports by a few words, for tests of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from guanxian_desk.modules.tasks.facts import Indicator, Plan, Report, Reporting, Task
from guanxian_desk.modules.tasks.periods import parse_period
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, judge

PLAN_DAY, DUE = date(2022, 4, 13), date(2022, 12, 31)


def task(
    no: str = "1",
    units: Sequence[str] = ("甲",),
    lead: Sequence[str] = (),
    due: date = DUE,
    indicators: Sequence[Indicator] = (),
    unknown: Sequence[str] = (),
) -> Task:
    """A task held by units, some of which lead."""
    return Task(
        no,
        "一",
        "任务",
        "任务。",
        tuple(lead),
        tuple(unit for unit in units if unit not in lead),
        frozenset(units),
        frozenset(lead),
        tuple(unknown),
        due,
        tuple(indicators),
    )


def plan(*tasks: Task, reporting: Reporting = Reporting.EACH, day: date = PLAN_DAY) -> Plan:
    """A plan of 2022."""
    return Plan("rule-of-law-2022", "计划", "冠政办发〔2022〕4号", day, 2022, tasks or (task(),), reporting)


def report(
    percent: float | str | None = None,
    period: str = "2022Q2",
    on: str = "2022-07-05",
    unit: str | None = "甲",
    no: str = "1",
    **more: Any,
) -> Report:
    """A report of unit 甲 for task 1."""
    read = parse_period(period)
    assert read
    values = {name: Decimal(value) for name, value in more.pop("values", {}).items()}
    exact = None if percent is None else Fraction(str(percent))
    more = {"progress": "正在推进。", "written": unit or more.get("written", "某单位"), **more}
    return Report(no, unit, period=read, reported_on=date.fromisoformat(on), percent=exact, values=values, **more)


def on(day: str, reports: Sequence[Report] = (), of: Plan | None = None, **more: Any) -> PlanStatus:
    """The plan's status on a day."""
    return judge(of or plan(), reports, date.fromisoformat(day), **more)


def lamp(day: str, reports: Sequence[Report] = (), of: Plan | None = None) -> str:
    """The lamp of the first task."""
    return str(on(day, reports, of).tasks[0].lamp)


def found(status: PlanStatus, *codes: str) -> list[tuple[str, str, str, str]]:
    """The findings of some codes, without their words."""
    return [(f.code, f.task, f.unit, f.period) for f in status.findings if f.code in codes]
