"""The whole library as of a day: the status by the rules, and every record behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.modules.digital import queries
from guanxian_desk.modules.digital.facts import ProjectFinding, Stage
from guanxian_desk.modules.digital.models import (
    DigitalProject,
    DispatchAction,
    DispatchMeeting,
    Need,
    ProjectProblem,
    ProjectProgress,
    Selection,
    StageMove,
)
from guanxian_desk.modules.digital.rules import LibraryStatus, ProjectStatus

BEHIND_POINTS = 10
_RED, _AMBER = frozenset({"D03", "D06"}), frozenset({"D02", "D04", "D05"})
MILLION = 1_000_000
Row = TypeVar("Row")


class Lamp(StrEnum):
    """蓝 竣工；红 计划日期已过或问题超期；黄 落后 10 个百分点以上或报送有差错；灰 没有计划日期；绿 正常."""

    BLUE = "蓝"
    RED = "红"
    AMBER = "黄"
    GREY = "灰"
    GREEN = "绿"


@dataclass(frozen=True)
class Rates:
    """四个一批 in figures. Money in fen; rates in millionths of one, None where there is nothing to divide by.

    invested and total: of the projects whose 总投资 is known; year_*: what the register says of this year.
    """

    projects: int
    begun: int
    finished: int
    invested: int
    total: int
    year_done: int
    year_planned: int

    @property
    def begun_rate(self) -> int | None:
        """开工率: 开工 and 竣工 among all."""
        return share(self.begun, self.projects)

    @property
    def finished_rate(self) -> int | None:
        """竣工率."""
        return share(self.finished, self.projects)

    @property
    def invested_rate(self) -> int | None:
        """投资完成率: 累计完成投资 ÷ 总投资."""
        return share(self.invested, self.total)

    @property
    def year_rate(self) -> int | None:
        """年度投资完成率: 本年完成投资 ÷ 年度计划投资."""
        return share(self.year_done, self.year_planned)


def share(part: int, whole: int) -> int | None:
    """part ÷ whole in millionths, half up; None without a whole."""
    return (2 * part * MILLION + whole) // (2 * whole) if whole else None


@dataclass(frozen=True)
class Library:
    """What the library holds on a day; records that are dated later are left out (the register is undated)."""

    as_of: date
    status: LibraryStatus
    entries: Mapping[str, DigitalProject]
    progress: Sequence[ProjectProgress]
    problems: Sequence[ProjectProblem]
    needs: Sequence[Need]
    selections: Sequence[Selection]
    moves: Sequence[StageMove]
    meetings: Sequence[DispatchMeeting]
    actions: Sequence[DispatchAction]

    @classmethod
    def of(cls, session: Session, as_of: date) -> Library:
        """Read the library as of a day."""
        meetings = list(session.scalars(select(DispatchMeeting).order_by(DispatchMeeting.held_on, DispatchMeeting.id)))
        held = {meeting.code for meeting in meetings if meeting.held_on <= as_of}
        actions = session.scalars(select(DispatchAction).order_by(DispatchAction.due, DispatchAction.id))
        progress = session.scalars(select(ProjectProgress).order_by(ProjectProgress.month))
        return cls(
            as_of,
            queries.status(session, as_of),
            {row.number: row for row in session.scalars(select(DigitalProject).order_by(DigitalProject.id))},
            [row for row in progress if queries.counts_from(row) <= as_of],
            _dated(session.scalars(select(ProjectProblem).order_by(ProjectProblem.id)), "raised_on", as_of),
            _dated(session.scalars(select(Need).order_by(Need.id)), "raised_on", as_of),
            _dated(session.scalars(select(Selection).order_by(Selection.judged_on)), "judged_on", as_of),
            _dated(session.scalars(select(StageMove).order_by(StageMove.moved_on)), "moved_on", as_of),
            meetings,
            [action for action in actions if action.meeting_code in held],
        )

    @cached_property
    def projects(self) -> dict[str, ProjectStatus]:
        """Every project's status by its number."""
        return {one.project.number: one for one in self.status.projects}

    @cached_property
    def findings(self) -> dict[str, list[ProjectFinding]]:
        """The findings of each project."""
        found: dict[str, list[ProjectFinding]] = defaultdict(list)
        for finding in self.status.findings:
            found[finding.subject].append(finding)
        return found

    @cached_property
    def reports(self) -> dict[str, list[ProjectProgress]]:
        """The reports of each project in the order of their months."""
        found: dict[str, list[ProjectProgress]] = defaultdict(list)
        for report in self.progress:
            found[report.project_number].append(report)
        return found

    @cached_property
    def rates(self) -> Rates:
        """四个一批 in figures."""
        stages = [one.stage for one in self.status.projects]
        known = [one for one in self.status.projects if one.project.total_fen]
        return Rates(
            len(stages),
            stages.count(Stage.STARTED) + stages.count(Stage.FINISHED),
            stages.count(Stage.FINISHED),
            sum(one.invested for one in known),
            sum(one.project.total_fen or 0 for one in known),
            sum(entry.year_done_fen or 0 for entry in self.entries.values()),
            sum(entry.year_planned_fen or 0 for entry in self.entries.values()),
        )

    def name(self, number: str) -> str:
        """A project's name; its number when the library does not hold it."""
        entry = self.entries.get(number)
        return entry.name if entry else number

    def lamp(self, number: str) -> Lamp:
        """The project's lamp."""
        one = self.projects[number]
        codes = {finding.code for finding in self.findings.get(number, ())}
        if one.stage is Stage.FINISHED:
            return Lamp.BLUE
        if codes & _RED:
            return Lamp.RED
        if codes & _AMBER or (one.behind or 0) > BEHIND_POINTS:
            return Lamp.AMBER
        planned = one.project.planned_start or one.project.planned_end
        return Lamp.GREEN if planned or one.stage is Stage.STARTED else Lamp.GREY

    def open_problems(self) -> list[ProjectProblem]:
        """Problems that are not settled on the day, the earliest answer day first."""
        still = (row for row in self.problems if not _over(row.settled_on, self.as_of))
        return sorted(still, key=lambda row: row.answer_by)

    def open_needs(self) -> list[Need]:
        """Needs that are not met on the day."""
        return [row for row in self.needs if not _over(row.met_on, self.as_of)]

    def done(self, action: DispatchAction) -> bool:
        """Whether what a meeting settled is done on the day."""
        return _over(action.done_on, self.as_of)

    def last_meeting(self, before: DispatchMeeting | None = None) -> DispatchMeeting | None:
        """The last meeting held by the day, or the last one before another."""
        held = [
            meeting
            for meeting in self.meetings
            if meeting.held_on <= self.as_of and (before is None or meeting.held_on < before.held_on)
        ]
        return held[-1] if held else None

    def settled_by(self, meeting: DispatchMeeting) -> list[DispatchAction]:
        """What a meeting settled."""
        return [action for action in self.actions if action.meeting_code == meeting.code]

    def meeting_of_problem(self, code: str) -> DispatchMeeting | None:
        """The last meeting that took a problem."""
        taken = {action.meeting_code for action in self.actions if action.problem_code == code}
        held = [meeting for meeting in self.meetings if meeting.code in taken]
        return held[-1] if held else None


def _dated(rows: Iterable[Row], field: str, as_of: date) -> list[Row]:
    return [row for row in rows if getattr(row, field) <= as_of]


def _over(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of
