"""The library's verbs: its state on a day, the task force on a day, and what a new data file begins with."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.exchange.rowchecks import Remark, RowCheck, Said
from guanxian_desk.modules.digital import queries
from guanxian_desk.modules.digital.checks import (
    check_action,
    check_member,
    check_need,
    check_of_project,
    check_problem,
    check_progress,
)
from guanxian_desk.modules.digital.facts import Move, Stage
from guanxian_desk.modules.digital.models import (
    DigitalProject,
    DispatchMeeting,
    ProjectProblem,
    StageMove,
    TaskforceMember,
)
from guanxian_desk.modules.digital.queries import said
from guanxian_desk.modules.digital.rules import move_fault, steps
from guanxian_desk.modules.digital.sheets_kept import ACTIONS, MOVES, NEEDS, SELECTIONS
from guanxian_desk.store.landing import Record
from guanxian_desk.store.store import ChangeSession

_UNCHANGED = "没有改动任何数据"


@dataclass(frozen=True, slots=True)
class Member:
    """Who holds a seat of the task force."""

    seat: int
    role: str
    post: str
    name: str
    since: date
    until: date | None = None


def members_on(session: Session, day: date) -> list[Member]:
    """The task force on a day: for each seat whoever took it last, unless he has left it since.

    Whoever takes the post takes the seat, also where the one before has no 离任日期.
    """
    members = []
    for _seat, held in sorted(seats(session).items()):
        taken = [member for member in held if member.since <= day]
        if taken and (taken[-1].until is None or day < taken[-1].until):
            members.append(taken[-1])
    return members


def seats(session: Session) -> dict[int, list[Member]]:
    """Everybody who ever held each seat, in the order in which they took it."""
    held: dict[int, list[Member]] = defaultdict(list)
    for row in session.scalars(select(TaskforceMember).order_by(TaskforceMember.since, TaskforceMember.id)):
        held[row.seat].append(Member(row.seat, row.role, row.post, row.name, row.since, row.until))
    return held


def row_checks(session: Session) -> dict[str, RowCheck]:
    """For each sheet of the library, what judges one incoming row (its values by field, as cleaned)."""
    known = frozenset(session.scalars(select(DigitalProject.number)))
    meetings = frozenset(session.scalars(select(DispatchMeeting.code)))
    problems = frozenset(session.scalars(select(ProjectProblem.code)))
    return {
        "project-progress": lambda row: check_progress(row, known),
        "project-problems": lambda row: check_problem(row, known),
        "taskforce-members": check_member,
        MOVES.key: lambda row: check_of_project(row, known),
        SELECTIONS.key: lambda row: check_of_project(row, known),
        NEEDS.key: lambda row: check_need(row, known),
        ACTIONS.key: lambda row: check_action(row, meetings, known, problems),
    }


def judge_written(session: Session, kind: str, rows: Sequence[Record], _today: date) -> list[Remark]:
    """Stage moves that would be written go one stage at a time, back only with a reason, seen in their order."""
    if kind != MOVES.key:
        return []
    fields = [column.field for column in MOVES.columns]
    incoming = [dict(zip(fields, row)) for row in rows]
    new = {(row["project_number"], row["moved_on"]): place for place, row in enumerate(incoming)}
    made = [Move(r["project_number"], r["moved_on"], Stage(r["stage"]), said(r["reason"])) for r in incoming]
    return [
        Remark(new[number, day], Said("reason" if "原因" in fault else "stage", f"{words}，请核对"))
        for (number, day), fault, words in _faults(session, made)
        if (number, day) in new
    ]


def move_stage(session: ChangeSession, move: Move, paper: str) -> None:
    """Record that a project moved to a stage. UserError, and nothing kept, for a move that the notice does not allow.

    Stages go forward one at a time (谋划 → 储备 → 开工 → 竣工); back only with a reason.
    """
    if move.number not in set(session.scalars(select(DigitalProject.number))):
        raise UserError(f"项目库里没有编号为“{move.number}”的项目", _UNCHANGED)
    for key, _fault, words in _faults(session, [move]):
        if key == (move.number, move.moved_on):
            raise UserError(words, _UNCHANGED, "阶段逐级推进，一次一级；退回时请写明原因")
    row = session.scalars(
        select(StageMove).where(StageMove.project_number == move.number, StageMove.moved_on == move.moved_on)
    ).first() or StageMove(project_number=move.number, moved_on=move.moved_on)
    row.stage, row.paper, row.reason = str(move.stage), paper or None, move.reason or None
    session.add(row)


def _faults(session: Session, made: Sequence[Move]) -> Iterator[tuple[tuple[str, date], str, str]]:
    """What is wrong with recorded moves, those about to be made among them: the move, its fault, a sentence."""
    keys = {(move.number, move.moved_on) for move in made}
    stand = [move for move in queries.moves(session) if (move.number, move.moved_on) not in keys]
    moved = {move.number for move in made}
    reports = queries.reports(session)
    for project in (one for one in queries.projects(session) if one.number in moved):
        own = [move for move in (*stand, *made) if move.number == project.number]
        stage = project.stage
        for step in steps([report for report in reports if report.number == project.number], own):
            fault = (
                "本来就在这个阶段" if step.move and step.stage is stage else move_fault(stage, step.stage, step.reason)
            )
            if step.move and fault:
                yield (project.number, step.move.moved_on), fault, f"“{project.name}”由{stage}到{step.stage}，{fault}"
            stage = step.stage


def seed(session: ChangeSession) -> None:
    """Fill a new data file: the 23 projects of the annexes at 谋划, and the task force of annex 1.

    A file that has projects keeps what it has.
    """
    if session.scalars(select(DigitalProject.id).limit(1)).first() is not None:
        return
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
