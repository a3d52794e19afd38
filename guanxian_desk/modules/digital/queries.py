"""The library's records as the facts of its rules."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.units import plain_name
from guanxian_desk.modules.digital.checks import parse_month
from guanxian_desk.modules.digital.facts import Month, Move, Problem, Progress, Project, Stage
from guanxian_desk.modules.digital.models import DigitalProject, ProjectProblem, ProjectProgress, StageMove
from guanxian_desk.modules.digital.rules import LibraryStatus, library_status

# What people write for nothing in 存在问题.
_NOTHING = frozenset(["", "无", "暂无", "没有", "-", "—", "/"])


def status(session: Session, as_of: date) -> LibraryStatus:
    """The library on a day. The register is undated; a report counts from its 填报日期."""
    return library_status(
        projects(session),
        reports(session),
        [_problem(row) for row in session.scalars(select(ProjectProblem).order_by(ProjectProblem.id))],
        as_of,
        moves(session),
    )


def projects(session: Session) -> list[Project]:
    """The register in its own order."""
    return [_project(row) for row in session.scalars(select(DigitalProject).order_by(DigitalProject.id))]


def reports(session: Session) -> list[Progress]:
    """Every monthly report."""
    return [progress_fact(row) for row in session.scalars(select(ProjectProgress).order_by(ProjectProgress.id))]


def moves(session: Session) -> list[Move]:
    """Every move to a stage that the office recorded."""
    return [move_fact(row) for row in session.scalars(select(StageMove).order_by(StageMove.id))]


def move_fact(row: StageMove) -> Move:
    """A recorded move as the rules see it."""
    return Move(row.project_number, row.moved_on, Stage(row.stage), said(row.reason))


def month_of(row: ProjectProgress) -> Month:
    """The month a report is of."""
    month = parse_month(row.month)
    if month is None:
        raise ValueError(f"project_progress {row.id}: month {row.month!r}")
    return month


def counts_from(row: ProjectProgress) -> date:
    """The day a report counts from: its 填报日期, or the month's last day where that is blank."""
    month = month_of(row)
    return row.reported_on or date(month.year, month.month, monthrange(*month)[1])


def said(text: str | None) -> str:
    """The text, "" where it only says 无 or the like."""
    return "" if not text or plain_name(text) in _NOTHING else text


def _project(row: DigitalProject) -> Project:
    return Project(
        row.number,
        row.name,
        row.kind,
        row.owner or "",
        row.place or "",
        Stage(row.stage),
        row.total_fen,
        row.planned_start,
        row.planned_end,
        row.started_on,
        row.finished_on,
    )


def progress_fact(row: ProjectProgress) -> Progress:
    """A month's report as the rules see it."""
    return Progress(
        row.project_number,
        month_of(row),
        row.invested_fen,
        Stage(row.stage) if row.stage else None,
        said(row.problems),
        counts_from(row),
    )


def _problem(row: ProjectProblem) -> Problem:
    return Problem(row.code, row.project_number, row.raised_on, row.answer_by, row.settled_on)
