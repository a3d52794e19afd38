"""Indicators against their targets, and T07 (reading 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from guanxian_desk.base.units import plain_name
from guanxian_desk.modules.tasks.facts import Indicator, IndicatorSource, Plan, Report, Task, TaskFinding
from guanxian_desk.modules.tasks.rules.standing import Standing, half_up


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with what it is now: actual and met are None where there is nothing to count."""

    indicator: Indicator
    actual: Fraction | None
    met: bool | None

    @property
    def shown(self) -> int | float | None:
        """The actual as a JSON number, at most two places after the point (half up)."""
        if self.actual is None:
            return None
        rounded = Fraction(half_up(self.actual * 100), 100)
        return rounded.numerator if rounded.denominator == 1 else rounded.numerator / rounded.denominator


def measure(
    plan: Plan,
    task: Task,
    held: Mapping[str, Standing],
    as_of: date,
    source: IndicatorSource | None,
) -> tuple[Measured, ...]:
    """Every indicator of the task on a day."""
    return tuple(_measure(one, plan, task, held, as_of, source) for one in task.indicators)


def shortfalls(task: Task, measured: Iterable[Measured], as_of: date) -> list[TaskFinding]:
    """T07: short of its target on its due day or later."""
    if as_of < task.due:
        return []
    return [TaskFinding("T07", task.no, "", "", _words(one, task.due)) for one in measured if one.met is False]


def _measure(
    indicator: Indicator,
    plan: Plan,
    task: Task,
    held: Mapping[str, Standing],
    as_of: date,
    source: IndicatorSource | None,
) -> Measured:
    if indicator.summed:
        return _reported(indicator, _summed(indicator, held))
    if indicator.measure:
        count = source.count(indicator.measure, plan.year, as_of) if source else None
        if count is not None and count.whole:
            return _judged(indicator, Fraction(100 * count.part, count.whole))
        if not indicator.typed:
            return Measured(indicator, None, None)
    return _reported(indicator, _typed(indicator, task, held))


def _reported(indicator: Indicator, value: Decimal | None) -> Measured:
    """What units reported; short of the target while nobody gave a value."""
    return Measured(indicator, None, False) if value is None else _judged(indicator, Fraction(value))


def _judged(indicator: Indicator, actual: Fraction) -> Measured:
    met = actual >= indicator.target if indicator.op == ">=" else actual == indicator.target
    return Measured(indicator, actual, met)


def _typed(indicator: Indicator, task: Task, held: Mapping[str, Standing]) -> Decimal | None:
    """The newest value that a lead unit gave; without one, the newest that any holding unit gave."""
    name = plain_name(indicator.name)
    given = [
        (valid.report, valid.report.values[name])
        for one in held.values()
        for valid in one.valid
        if name in valid.report.values
    ]
    leading = [pair for pair in given if pair[0].unit in task.lead_units]
    newest = max(leading or given, key=lambda pair: _order(pair[0]), default=None)
    return newest[1] if newest else None


def _summed(indicator: Indicator, held: Mapping[str, Standing]) -> Decimal | None:
    """The sum over the holding units of each one's newest value; None while no unit gave one."""
    name = plain_name(indicator.name)
    own = ([valid.report.values[name] for valid in one.valid if name in valid.report.values] for one in held.values())
    newest = [values[-1] for values in own if values]
    return sum(newest, Decimal(0)) if newest else None


def _order(report: Report) -> tuple[date, date, int]:
    return (report.period.end, report.reported_on, report.place)


def _words(one: Measured, due: date) -> str:
    actual = "没有填报" if one.actual is None else f"实际 {one.shown}{one.indicator.unit}"
    return f"“{one.indicator.name}”应达到{one.indicator.wanted_words}，{actual}，期限 {due} 已到"
