"""The library's verbs: its state on a day, the task force on a day, and what a new data file begins with."""

from __future__ import annotations

import json
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.paths import shipped
from guanxian_desk.base.units import plain_name
from guanxian_desk.exchange.rowchecks import RowCheck
from guanxian_desk.modules.digital.checks import check_member, check_problem, check_progress, parse_month
from guanxian_desk.modules.digital.facts import Problem, Progress, Project, Stage
from guanxian_desk.modules.digital.models import DigitalProject, ProjectProblem, ProjectProgress, TaskforceMember
from guanxian_desk.modules.digital.rules import LibraryStatus, library_status
from guanxian_desk.store.store import ChangeSession

# What people write for nothing in 存在问题.
_NOTHING = frozenset(["无", "暂无", "没有", "-", "—", "/"])


@dataclass(frozen=True, slots=True)
class Member:
    """Who holds a seat of the task force."""

    seat: int
    role: str
    post: str
    name: str
    since: date


def projects_status(session: Session, as_of: date) -> LibraryStatus:
    """The library on a day. The register is undated; a report counts from its 填报日期."""
    return library_status(
        [_project(row) for row in session.scalars(select(DigitalProject).order_by(DigitalProject.id))],
        [_progress(row) for row in session.scalars(select(ProjectProgress).order_by(ProjectProgress.id))],
        [_problem(row) for row in session.scalars(select(ProjectProblem).order_by(ProjectProblem.id))],
        as_of,
    )


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


def _progress(row: ProjectProgress) -> Progress:
    month = parse_month(row.month)
    if month is None:
        raise ValueError(f"project_progress {row.id}: month {row.month!r}")
    problems = row.problems or ""
    return Progress(
        row.project_number,
        month,
        row.invested_fen,
        Stage(row.stage) if row.stage else None,
        "" if plain_name(problems) in _NOTHING else problems,
        row.reported_on or date(month.year, month.month, monthrange(*month)[1]),
    )


def _problem(row: ProjectProblem) -> Problem:
    return Problem(row.code, row.project_number, row.raised_on, row.answer_by, row.settled_on)


def members_on(session: Session, day: date) -> list[Member]:
    """The task force on a day: for each seat whoever took it last, unless he has left it since.

    Whoever takes the post takes the seat, also where the one before has no 离任日期.
    """
    holders: dict[int, TaskforceMember] = {}
    query = select(TaskforceMember).where(TaskforceMember.since <= day)
    for row in session.scalars(query.order_by(TaskforceMember.since, TaskforceMember.id)):
        holders[row.seat] = row
    return [
        Member(row.seat, row.role, row.post, row.name, row.since)
        for _, row in sorted(holders.items())
        if row.until is None or day < row.until
    ]


def row_checks(session: Session) -> dict[str, RowCheck]:
    """For each sheet of the library, what judges one incoming row (its values by field, as cleaned)."""
    known = frozenset(session.scalars(select(DigitalProject.number)))
    return {
        "project-progress": lambda row: check_progress(row, known),
        "project-problems": lambda row: check_problem(row, known),
        "taskforce-members": check_member,
    }


def seed(session: ChangeSession) -> None:
    """Fill a new data file: the 23 projects of the annexes at 谋划, and the task force of annex 1."""
    raw = json.loads(shipped("resources", "plans", "digital-projects-2022.json").read_text("utf-8"))
    for entry in raw["projects"]:
        session.add(
            DigitalProject(
                number=entry["number"],
                name=entry["name"],
                kind=entry["kind"],
                owner=entry["owner"] or None,
                place=entry["place"],
                stage=Stage.PLANNED,
            )
        )
    force = json.loads(shipped("resources", "plans", "digital-taskforce-2022.json").read_text("utf-8"))
    for member in force["members"]:
        session.add(
            TaskforceMember(
                seat=member["seat"],
                role=member["role"],
                post=member["post"],
                name=member["name"],
                since=date.fromisoformat(force["date"]),
            )
        )
