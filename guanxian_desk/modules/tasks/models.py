"""The task tracker's records: the register of units, plans, reports, and what the clerk settled."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from guanxian_desk.store.schema import Base
from guanxian_desk.store.types import moment_column


class UnitEntry(Base):
    """单位名录: one line of the register of units, groups and aliases as written (several by 、)."""

    __tablename__ = "unit_register"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    group_names: Mapped[str | None]
    alias_names: Mapped[str | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class TaskPlan(Base):
    """A notice's task list; day is the notice's date, year the one it plans for, reporting 逐单位 or 牵头汇总."""

    __tablename__ = "task_plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    number: Mapped[str]
    article: Mapped[str]
    issuer: Mapped[str]
    day: Mapped[date]
    year: Mapped[int]
    reporting: Mapped[str]
    sections: Mapped[list[TaskSection]] = relationship(order_by="TaskSection.place", cascade="all, delete-orphan")
    tasks: Mapped[list[PlannedTask]] = relationship(order_by="PlannedTask.place", cascade="all, delete-orphan")


class TaskSection(Base):
    """A heading above the tasks, by its path."""

    __tablename__ = "task_sections"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("task_plans.id"), index=True)
    place: Mapped[int]
    number: Mapped[str]
    title: Mapped[str]


class PlannedTask(Base):
    """A task as the notice says it; due only where the notice names a day."""

    __tablename__ = "planned_tasks"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("task_plans.id"))
    place: Mapped[int]
    number: Mapped[str]
    section: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    due: Mapped[date | None]
    units: Mapped[list[TaskUnit]] = relationship(order_by="TaskUnit.place", cascade="all, delete-orphan")
    indicators: Mapped[list[TaskIndicator]] = relationship(order_by="TaskIndicator.place", cascade="all, delete-orphan")
    statutory: Mapped[list[TaskStatutoryDate]] = relationship(
        order_by="TaskStatutoryDate.by_day", cascade="all, delete-orphan"
    )


class TaskUnit(Base):
    """A unit or group phrase of a task, as written; role is lead or responsible."""

    __tablename__ = "task_units"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("planned_tasks.id"), index=True)
    place: Mapped[int]
    role: Mapped[str]
    name: Mapped[str]


class TaskIndicator(Base):
    """A figure asked for of a task; measure: "" typed in, units-sum, or what another duty computes."""

    __tablename__ = "task_indicators"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("planned_tasks.id"), index=True)
    place: Mapped[int]
    name: Mapped[str]
    op: Mapped[str]
    target: Mapped[int]
    unit: Mapped[str]
    measure: Mapped[str]
    typed: Mapped[bool]
    quote: Mapped[str]


class TaskStatutoryDate(Base):
    """A day that a statute sets for a task, with its source."""

    __tablename__ = "task_statutory_dates"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("planned_tasks.id"), index=True)
    what: Mapped[str]
    to_whom: Mapped[str]
    by_day: Mapped[date]
    source: Mapped[str]


class TaskReport(Base):
    """任务进展: what a unit reported for a period; percent in millionths of one.

    source: 电话 or 微信 for a message the clerk typed in (待补盖章件), NULL for a workbook.
    """

    __tablename__ = "task_reports"
    __table_args__ = (UniqueConstraint("plan_key", "task_number", "unit_name", "period", "reported_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_key: Mapped[str]
    task_number: Mapped[str]
    unit_name: Mapped[str]
    period: Mapped[str]
    progress: Mapped[str]
    percent: Mapped[int | None]
    indicator_values: Mapped[str | None]
    problems: Mapped[str | None]
    next_steps: Mapped[str | None]
    evidence: Mapped[str | None]
    reporter: Mapped[str | None]
    phone: Mapped[str | None]
    reviewer: Mapped[str | None]
    signer: Mapped[str | None]
    signed_on: Mapped[date | None]
    sealed: Mapped[str | None]
    reported_on: Mapped[date]
    source: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class GroupMember(Base):
    """A unit that the clerk named for a group phrase (有关部门), with the basis; named ones replace the default."""

    __tablename__ = "task_group_members"
    __table_args__ = (UniqueConstraint("phrase", "unit_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    phrase: Mapped[str]
    unit_name: Mapped[str]
    basis: Mapped[str]


class LampRuling(Base):
    """核定灯: a lamp the office set with reason and approver, from a day until it is withdrawn."""

    __tablename__ = "task_lamp_rulings"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_key: Mapped[str] = mapped_column(index=True)
    task_number: Mapped[str]
    lamp: Mapped[str]
    reason: Mapped[str]
    approved_by: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]


class UnitContact(Base):
    """Whom to call at a unit: the leader in charge and the person who reports."""

    __tablename__ = "task_contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_name: Mapped[str] = mapped_column(unique=True)
    leader: Mapped[str]
    leader_phone: Mapped[str]
    contact: Mapped[str]
    phone: Mapped[str]


class Reminder(Base):
    """催报: one call or message to a unit about a period's reports; answer: what was said."""

    __tablename__ = "task_reminders"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_key: Mapped[str] = mapped_column(index=True)
    unit_name: Mapped[str]
    period: Mapped[str]
    at: Mapped[moment_column]
    way: Mapped[str]
    spoken_to: Mapped[str]
    text: Mapped[str]
    answer: Mapped[str]
    by: Mapped[str]


class Urging(Base):
    """督办通知单: number, what it presses for, and the reply slip that came back (replied_on None until then).

    task_numbers: several by 、; settled: whether the office took the reply as done (办结).
    """

    __tablename__ = "task_urgings"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    plan_key: Mapped[str] = mapped_column(index=True)
    unit_name: Mapped[str]
    task_numbers: Mapped[str]
    matter: Mapped[str]
    issued_on: Mapped[date]
    reply_by: Mapped[date]
    issued_by: Mapped[str]
    replied_on: Mapped[date | None]
    replied_by: Mapped[str]
    reply: Mapped[str]
    settled: Mapped[bool]


class RoundBook(Base):
    """One unit's workbook of a reporting round that was sent out; it is back once the unit's reports are there."""

    __tablename__ = "task_round_books"
    __table_args__ = (UniqueConstraint("plan_key", "period", "unit_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_key: Mapped[str]
    period: Mapped[str]
    unit_name: Mapped[str]
    file_name: Mapped[str]
    sent_on: Mapped[date]
    reply_by: Mapped[date]
