"""任务分解表: who leads, who is responsible, by when, for the whole plan or for one unit."""

from __future__ import annotations

from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.papers import Asked as AnyAsked
from guanxian_desk.modules.papers import Choice, Content
from guanxian_desk.modules.tasks.facts import Indicator
from guanxian_desk.modules.tasks.papers.asked import SMALL, Asked, Ground, due_words, plan_choices, titled
from guanxian_desk.modules.tasks.plans import bind
from guanxian_desk.modules.tasks.queries import plan_keys, plan_text, unit_book
from guanxian_desk.modules.tasks.rules.judge import TaskStatus
from guanxian_desk.modules.tasks.rules.standing import half_up

EVERY_UNIT = "各单位"
"""Asked for in place of a unit: one table for each."""


def content(asked: Asked) -> Content:
    """The whole plan, one unit's tasks with where it stands, or every unit's one after another.

    subject: [plan/][unit], or [plan/]各单位.
    """
    ground = Ground(asked)
    if ground.rest == EVERY_UNIT:
        units = sorted(unit.unit for unit in ground.units)
        tables = [_of_unit(_held(ground, unit), unit) for unit in units]
        documents = tuple(_document(ground, unit, table) for unit, table in zip(units, tables))
        sheets = tuple(titled(table, unit) for unit, table in zip(units, tables))
        return Content(documents, sheets, (ground.basis,), EVERY_UNIT)
    unit = asked_unit(ground) if ground.rest else ""
    tasks = _held(ground, unit)
    table = _of_unit(tasks, unit) if unit else _whole(tasks)
    document = _document(ground, unit, table)
    return Content((document,), (titled(table, "任务分解表"),), (ground.basis,), unit or ground.text.title)


def _held(ground: Ground, unit: str) -> list[TaskStatus]:
    return [task for task in ground.status.tasks if not unit or unit in task.held]


def _document(ground: Ground, unit: str, table: Table) -> dict[str, Any]:
    tasks = _held(ground, unit)
    return {
        **ground.head,
        "unit": unit,
        "table": table,
        "tasks": len(tasks),
        "leading": sum(unit in task.task.lead_units for task in tasks) if unit else 0,
        "issuer": ground.text.issuer,
    }


def subjects(asked: AnyAsked) -> list[Choice]:
    """The whole plans, all units of a plan at once, then every unit of each."""
    found = plan_choices(asked)
    found += [(f"{key}/{EVERY_UNIT}", f"{EVERY_UNIT}（{title}）") for key, title in found]
    book = unit_book(asked.session)
    for key in plan_keys(asked.session):
        plan = bind(plan_text(asked.session, key), book)
        units = sorted(frozenset[str]().union(*(task.units for task in plan.tasks)))
        found += [(f"{key}/{unit}", f"{unit}（{plan.title}）") for unit in units]
    return found


def asked_unit(ground: Ground) -> str:
    """The unit that the subject names. UserError when it holds no task."""
    known = {unit.unit for unit in ground.units}
    unit = unit_book(ground.session).resolve(ground.rest, ground.as_of)
    if unit is None or unit not in known:
        raise UserError(f"“{ground.rest}”在《{ground.text.title}》里没有任务", "没有生成文书", "请核对单位名称和计划")
    return unit


def _whole(tasks: list[TaskStatus]) -> Table:
    columns = (
        Column("编号", CellKind.CODE, 0.5, align="center"),
        Column("工作任务", weight=2),
        Column("具体内容", weight=4.6),
        Column("牵头单位", weight=1.7),
        Column("责任单位", weight=1.9),
        Column("完成时限", weight=1, align="center"),
        Column("指标", weight=1.5),
    )
    rows = tuple(
        (
            task.task.no,
            task.task.title,
            task.task.text,
            "、".join(task.task.lead),
            "、".join(task.task.responsible),
            due_words(task.task.due),
            "；".join(map(_target, task.task.indicators)),
        )
        for task in tasks
    )
    return Table(columns, rows, size=SMALL)


def _of_unit(tasks: list[TaskStatus], unit: str) -> Table:
    columns = (
        Column("编号", CellKind.CODE, 0.5, align="center"),
        Column("工作任务", weight=2),
        Column("具体内容", weight=5),
        Column("本单位责任", weight=0.9, align="center"),
        Column("完成时限", weight=1, align="center"),
        Column("指标", weight=1.5),
        Column("本单位进度", weight=0.9, align="center"),
    )
    rows = tuple(
        (
            task.task.no,
            task.task.title,
            task.task.text,
            "牵头" if unit in task.task.lead_units else "责任",
            due_words(task.task.due),
            "；".join(map(_target, task.task.indicators)),
            f"{half_up(task.held[unit].percent)}%" if task.held[unit].valid else "未报",
        )
        for task in tasks
    )
    return Table(columns, rows, size=SMALL)


def _target(one: Indicator) -> str:
    return f"{one.name}{one.wanted}"
