"""Where each unit stands with a task: its valid reports, and the percent each carries (readings 11, 12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from guanxian_desk.modules.tasks.facts import Report, Task

FULL = Fraction(100)


@dataclass(frozen=True, slots=True)
class Valid:
    """The report that stands for a period, with its percent (its own, or the unit's last one) and how many days
    the unit reported that period on."""

    report: Report
    percent: Fraction | None
    days: tuple[date, ...]

    @property
    def done(self) -> bool:
        """100 with evidence."""
        return self.percent == FULL and bool(self.report.evidence)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's valid reports for one task, in the order of their periods' ends, then 填报日期."""

    unit: str
    valid: tuple[Valid, ...]

    @property
    def latest(self) -> Valid | None:
        """The report that says where the unit is now."""
        return self.valid[-1] if self.valid else None

    @property
    def percent(self) -> Fraction:
        """The unit's percent; 0 while it gave none."""
        return (self.latest.percent or Fraction(0)) if self.latest else Fraction(0)

    @property
    def done(self) -> bool:
        """Whether its latest report is 100 with evidence."""
        return self.latest is not None and self.latest.done


def reports_of_day(reports: Iterable[Report], as_of: date) -> list[Report]:
    """The reports that exist on a day: from their 填报日期 on."""
    return [report for report in reports if report.reported_on <= as_of]


def standing(unit: str, reports: Iterable[Report]) -> Standing:
    """One unit's standing with one task, from all its reports for it."""
    last: Fraction | None = None
    found: dict[str, Valid] = {}
    days: dict[str, list[date]] = defaultdict(list)
    for report in sorted(reports, key=_order):
        last = report.percent if report.percent is not None else last
        code = report.period.code
        days[code].append(report.reported_on)
        found[code] = Valid(report, last, tuple(dict.fromkeys(days[code])))
    return Standing(unit, tuple(sorted(found.values(), key=lambda valid: _order(valid.report))))


def standings(task: Task, reports: Iterable[Report]) -> dict[str, Standing]:
    """Every holding unit's standing; reports of anybody else count nowhere."""
    by_unit: dict[str, list[Report]] = {unit: [] for unit in sorted(task.units)}
    for report in reports:
        if report.task == task.no and report.unit in by_unit:
            by_unit[report.unit].append(report)
    return {unit: standing(unit, own) for unit, own in by_unit.items()}


def half_up(value: Fraction) -> int:
    """The nearest integer, a half upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def task_percent(held: Iterable[Standing]) -> int:
    """The mean of the units' percents, an absent unit 0; 0 without units."""
    percents = [one.percent for one in held]
    return half_up(sum(percents, Fraction(0)) / len(percents)) if percents else 0


def _order(report: Report) -> tuple[date, date, int]:
    return (report.period.end, report.reported_on, report.place)
