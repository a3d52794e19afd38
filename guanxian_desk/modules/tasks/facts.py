"""What the rules of the task tracker are given: a plan as it binds units, the reports of a day, the clerk's options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, Protocol

from guanxian_desk.modules.tasks.periods import Period

DEFAULT_PLAN = "rule-of-law-2022"
UNITS_SUM = "units-sum"
"""The measure of an indicator that is summed from what the holding units report."""
_LONGEST_NUMBER = 3


class Reporting(StrEnum):
    """报送方式: every holding unit reports, or the lead units report for all."""

    EACH = "逐单位"
    LEAD = "牵头汇总"


class ReportState(StrEnum):
    """状态 of a report (reading 11)."""

    SPOKEN = "口头"
    FILED = "电子"
    SEALED = "盖章"


class Count(NamedTuple):
    """What another duty counted for an indicator: part of whole."""

    part: int
    whole: int


class IndicatorSource(Protocol):
    """The port through which another duty computes an indicator."""

    def count(self, measure: str, year: int, as_of: date) -> Count | None:
        """The measure's count in the year as of the day; None when the duty has nothing to count."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure the notice asks for.

    op is >= or =; target and its unit (次, %) as in the notice; measure names what another duty computes, UNITS_SUM
    where the units' values are added up, "" where a value is typed in; typed says whether a typed value counts while
    nothing is computed.
    """

    name: str
    op: str
    target: int
    unit: str
    measure: str = ""
    typed: bool = True
    quote: str = ""

    @property
    def summed(self) -> bool:
        """Whether it is the sum of the units' values."""
        return self.measure == UNITS_SUM

    @property
    def wanted(self) -> str:
        """The target in few signs: ≥2次, 100%, 合计≥500人次."""
        return f"{'合计' if self.summed else ''}{'≥' if self.op == '>=' else ''}{self.target}{self.unit}"

    @property
    def wanted_words(self) -> str:
        """The target in words: 不少于 2次, 100%, 各单位合计不少于 500人次."""
        least = "不少于 " if self.op == ">=" else " " if self.summed else ""
        return f"{'各单位合计' if self.summed else ''}{least}{self.target}{self.unit}"


@dataclass(frozen=True, slots=True)
class StatutoryDate:
    """A day that a statute sets for a task (reading 17)."""

    what: str
    to: str
    by: date
    source: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it binds units on the plan's day.

    lead, responsible: canonical names, groups not taken apart; units: everybody who holds it; lead_units: those who
    lead; unknown: names in the notice that nobody has; named_due: the notice's own due day.
    """

    no: str
    section: str
    title: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    units: frozenset[str]
    lead_units: frozenset[str]
    unknown: tuple[str, ...]
    due: date
    indicators: tuple[Indicator, ...] = ()
    statutory: tuple[StatutoryDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One notice's task list; day is the notice's date, year the year it plans for; sections: (path, title)."""

    key: str
    title: str
    number: str
    day: date
    year: int
    tasks: tuple[Task, ...]
    reporting: Reporting = Reporting.EACH
    sections: tuple[tuple[str, str], ...] = ()

    def section_words(self, section: str) -> str:
        """A section as people read it: 一、持续推进…; its own words where the notice has no number for it."""
        title = dict(self.sections).get(section, "")
        if not section:
            return "任务"
        return (
            f"{section}{'、' if len(section) <= _LONGEST_NUMBER else ' '}{title}"
            if title and title != section
            else section
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a unit reported for a period; unit is None when nobody is called as it is written.

    percent: of 100, exact, None when blank; problems and evidence are "" where only 无 or the like is written;
    place: the order of arrival, which settles what dates leave open; sealed: the sealed copy, "" while there is none;
    source: 电话 or 微信 of what the clerk typed in, "" of a workbook.
    """

    task: str
    unit: str | None
    written: str
    period: Period
    reported_on: date
    progress: str = ""
    percent: Fraction | None = None
    problems: str = ""
    evidence: str = ""
    values: Mapping[str, Decimal] = field(default_factory=dict)
    place: int = 0
    next_steps: str = ""
    sealed: str = ""
    source: str = ""

    @property
    def state(self) -> ReportState:
        """How it came: sealed, by workbook, or only by word of mouth."""
        if self.sealed:
            return ReportState.SEALED
        return ReportState.SPOKEN if self.source else ReportState.FILED


@dataclass(frozen=True, slots=True)
class TaskFinding:
    """One finding of the tracker; unit and period are "" where they do not apply."""

    code: str
    task: str
    unit: str
    period: str
    detail: str
