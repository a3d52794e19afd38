"""The project library's records: the register, monthly progress, problems, and the task force."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guanxian_desk.store.schema import Base
from guanxian_desk.store.types import fen, fen_or_none


class DigitalProject(Base):
    """项目库: one project, as the register has it now."""

    __tablename__ = "digital_projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    owner: Mapped[str | None]
    credit_code: Mapped[str | None]
    place: Mapped[str | None]
    stage: Mapped[str]
    total_fen: Mapped[fen_or_none]
    planned_start: Mapped[date | None]
    planned_end: Mapped[date | None]
    started_on: Mapped[date | None]
    finished_on: Mapped[date | None]
    responsible: Mapped[str | None]
    county_leader: Mapped[str | None]
    year_planned_fen: Mapped[fen_or_none]
    year_done_fen: Mapped[fen_or_none]
    counted_on: Mapped[date | None]
    approval_on: Mapped[date | None]
    land_on: Mapped[date | None]
    planning_on: Mapped[date | None]
    environment_on: Mapped[date | None]
    energy_on: Mapped[date | None]
    building_on: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class ProjectProgress(Base):
    """项目进度: what a project reported for a month (2022-05)."""

    __tablename__ = "project_progress"
    __table_args__ = (UniqueConstraint("project_number", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_number: Mapped[str]
    month: Mapped[str]
    invested_fen: Mapped[fen]
    physical: Mapped[str]
    stage: Mapped[str | None]
    problems: Mapped[str | None]
    coordination: Mapped[str | None]
    reported_on: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class ProjectProblem(Base):
    """一事一议: a problem, who answers it by when, and what came of it."""

    __tablename__ = "project_problems"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    project_number: Mapped[str] = mapped_column(index=True)
    problem: Mapped[str]
    raised_on: Mapped[date]
    responsible: Mapped[str]
    answer_by: Mapped[date]
    settled_on: Mapped[date | None]
    outcome: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class TaskforceMember(Base):
    """专班成员: who holds a seat of the task force from … to (exclusive); the seat follows the post."""

    __tablename__ = "taskforce_members"
    __table_args__ = (UniqueConstraint("seat", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seat: Mapped[int]
    role: Mapped[str]
    post: Mapped[str]
    name: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class StageMove(Base):
    """阶段变动: a project's move to a stage on a day, on a paper; going back has a reason."""

    __tablename__ = "project_moves"
    __table_args__ = (UniqueConstraint("project_number", "moved_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_number: Mapped[str]
    moved_on: Mapped[date]
    stage: Mapped[str]
    paper: Mapped[str | None]
    reason: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class Selection(Base):
    """筛选论证: how a project was judged by the notice's four marks before it was taken into the library."""

    __tablename__ = "project_selections"
    __table_args__ = (UniqueConstraint("project_number", "judged_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_number: Mapped[str]
    judged_on: Mapped[date]
    leading: Mapped[bool | None]
    technical: Mapped[bool | None]
    promising: Mapped[bool | None]
    influential: Mapped[bool | None]
    judges: Mapped[str | None]
    opinion: Mapped[str]
    verdict: Mapped[str]
    paper: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class Need(Base):
    """要素需求: land, power or money that a project needs, who provides it, and what came of it."""

    __tablename__ = "project_needs"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    project_number: Mapped[str] = mapped_column(index=True)
    factor: Mapped[str]
    need: Mapped[str]
    raised_on: Mapped[date]
    responsible: Mapped[str]
    needed_by: Mapped[date | None]
    met_on: Mapped[date | None]
    outcome: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class DispatchMeeting(Base):
    """专班调度会: one meeting and its minutes."""

    __tablename__ = "dispatch_meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    held_on: Mapped[date]
    place: Mapped[str | None]
    chair: Mapped[str | None]
    attendees: Mapped[str | None]
    minutes: Mapped[str | None]
    paper: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class DispatchAction(Base):
    """议定事项: what a meeting settled, who does it by when; problem: the one it answers.

    plan_key, task_number: the task it became in the task tracker, NULL while it runs here only.
    """

    __tablename__ = "dispatch_actions"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    meeting_code: Mapped[str] = mapped_column(index=True)
    project_number: Mapped[str | None]
    problem_code: Mapped[str | None]
    action: Mapped[str]
    responsible: Mapped[str]
    due: Mapped[date]
    done_on: Mapped[date | None]
    outcome: Mapped[str | None]
    plan_key: Mapped[str | None]
    task_number: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)
