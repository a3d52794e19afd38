"""What a new data file begins with: the register of units and both plans of 2022; and how 乡镇名录 is confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.modules.tasks.models import (
    PlannedTask,
    TaskIndicator,
    TaskPlan,
    TaskSection,
    TaskStatutoryDate,
    TaskUnit,
    UnitEntry,
)
from guanxian_desk.modules.tasks.plans import SHIPPED, PlanTask, PlanText, load_shipped
from guanxian_desk.modules.tasks.units import shipped_units
from guanxian_desk.store import settings
from guanxian_desk.store.store import ChangeSession

CONFIRMED = "townships.confirmed"


@dataclass(frozen=True, slots=True)
class OfferedUnit:
    """A township that the gazette does not name, offered for adoption; instead_of: the name it would replace."""

    name: str
    kind: str
    instead_of: str = ""
    note: str = ""


def seed(session: ChangeSession) -> None:
    """Fill a new data file: 80 units and both plans of 2022. A file that has plans keeps what it has."""
    if session.scalars(select(TaskPlan.id).limit(1)).first() is not None:
        return
    for unit in shipped_units():
        session.add(UnitEntry(name=unit.name, kind=unit.kind, alias_names="、".join(unit.aliases) or None))
    for key in SHIPPED:
        session.add(plan_row(load_shipped(key)))


def plan_row(plan: PlanText) -> TaskPlan:
    """A plan as records, not yet added."""
    return TaskPlan(
        key=plan.key,
        title=plan.title,
        number=plan.number,
        article=plan.article,
        issuer=plan.issuer,
        day=plan.day,
        year=plan.year,
        reporting=plan.reporting,
        sections=[
            TaskSection(place=place, number=section.no, title=section.title)
            for place, section in enumerate(plan.sections)
        ],
        tasks=[_task_row(place, task) for place, task in enumerate(plan.tasks)],
    )


def _task_row(place: int, task: PlanTask) -> PlannedTask:
    named = [("lead", name) for name in task.lead] + [("responsible", name) for name in task.responsible]
    return PlannedTask(
        place=place,
        number=task.no,
        section=task.section,
        title=task.title,
        text=task.text,
        due=task.due,
        units=[TaskUnit(place=at, role=role, name=name) for at, (role, name) in enumerate(named)],
        indicators=[
            TaskIndicator(
                place=at,
                name=one.name,
                op=one.op,
                target=one.target,
                unit=one.unit,
                measure=one.measure,
                typed=one.typed,
                quote=one.quote,
            )
            for at, one in enumerate(task.indicators)
        ],
        statutory=[
            TaskStatutoryDate(what=one.what, to_whom=one.to, by_day=one.by, source=one.source) for one in task.statutory
        ],
    )


def offered_townships(session: Session) -> list[OfferedUnit]:
    """The townships of the supplement that the register does not hold yet."""
    raw = json.loads(shipped("resources", "plans", "townships-supplement.json").read_text("utf-8"))
    held = set(session.scalars(select(UnitEntry.name)))
    return [OfferedUnit(**entry) for entry in raw["townships"] if entry["name"] not in held]


def townships_confirmed(session: Session) -> bool:
    """Whether the clerk confirmed 乡镇名录; until then rankings and bulletins are drafts (名录未核定)."""
    return bool(settings.get(session, CONFIRMED, False))


def confirm_townships(session: ChangeSession, adopted: Iterable[str]) -> None:
    """Take the chosen townships into the register and mark 乡镇名录 as confirmed.

    A name that replaces another keeps the old one as its alias. UserError for a name that was not offered.
    """
    offered = {unit.name: unit for unit in offered_townships(session)}
    for name in adopted:
        if name not in offered:
            raise UserError(f"“{name}”不在待核定的乡镇里", "没有改动任何数据")
        unit = offered[name]
        old = session.scalars(select(UnitEntry).where(UnitEntry.name == unit.instead_of)).first()
        if old is not None:
            old.alias_names = "、".join(filter(None, [old.alias_names, old.name]))
            old.name = unit.name
        else:
            session.add(UnitEntry(name=unit.name, kind=unit.kind))
    settings.put(session, CONFIRMED, True)
