"""What the rules of the project library are given: projects, their monthly reports, their problems. Money is fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

FIRST_MONTH = "2022-05"
KINDS = ("农业数字化", "工业数字化", "服务业数字化", "数字园区", "数字政府", "数字社会")


class Stage(StrEnum):
    """四个一批, in their order."""

    PLANNED = "谋划"
    RESERVED = "储备"
    STARTED = "开工"
    FINISHED = "竣工"

    @property
    def place(self) -> int:
        """0 for 谋划 … 3 for 竣工."""
        return list(Stage).index(self)


class Month(NamedTuple):
    """A calendar month; months compare by time."""

    year: int
    month: int

    @property
    def code(self) -> str:
        """2022-05."""
        return f"{self.year}-{self.month:02d}"

    @property
    def following(self) -> Month:
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        return cls(day.year, day.month)


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the register, as it stands (the register is undated). total_fen is 总投资, None when blank."""

    number: str
    name: str
    kind: str
    owner: str
    place: str
    stage: Stage
    total_fen: int | None = None
    planned_start: date | None = None
    planned_end: date | None = None
    started_on: date | None = None
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A project's report for a month; stage None where it says nothing; problems "" where it says 无 or the like."""

    number: str
    month: Month
    invested_fen: int
    stage: Stage | None
    problems: str
    reported_on: date


@dataclass(frozen=True, slots=True)
class Move:
    """A move to a stage that the office recorded with its day; reason "" where none is given."""

    number: str
    moved_on: date
    stage: Stage
    reason: str

    @property
    def month(self) -> Month:
        """Where it stands among the monthly reports: before that month's."""
        return Month.of(self.moved_on)


@dataclass(frozen=True, slots=True)
class Problem:
    """一事一议: a problem a project raised, and by when it is to be answered."""

    code: str
    number: str
    raised_on: date
    answer_by: date
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProjectFinding:
    """One finding about a project."""

    code: str
    subject: str
    detail: str
