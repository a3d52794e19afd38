"""迎检佐证清单: what stands behind a task, unit by unit, for an inspection; what is missing is marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.papers import Asked as AnyAsked
from guanxian_desk.modules.papers import Choice, Content
from guanxian_desk.modules.tasks.papers.asked import SMALL, Asked, Ground, due_words, titled
from guanxian_desk.modules.tasks.queries import plan_keys, plan_text
from guanxian_desk.modules.tasks.rules.indicators import Measured
from guanxian_desk.modules.tasks.rules.judge import TaskStatus
from guanxian_desk.modules.tasks.rules.standing import half_up


def content(asked: Asked) -> Content:
    """One task, or every task one after another. subject: [plan/][task]."""
    ground = Ground(asked)
    wanted = [task for task in ground.status.tasks if ground.rest in ("", task.task.no)]
    if not wanted:
        raise UserError(f"计划里没有编号为“{ground.rest}”的任务", "没有生成文书", "请对照任务分解表核对")
    documents = tuple(_document(ground, task) for task in wanted)
    sheets = tuple(titled(_table(task), f"任务{task.task.no}") for task in wanted)
    return Content(documents, sheets, (ground.basis,), f"任务{ground.rest}" if ground.rest else ground.text.title)


def subjects(asked: AnyAsked) -> list[Choice]:
    """Every task of every plan."""
    return [
        (f"{key}/{task.no}", f"任务 {task.no} {task.title}")
        for key in plan_keys(asked.session)
        for task in plan_text(asked.session, key).tasks
    ]


def _document(ground: Ground, task: TaskStatus) -> Mapping[str, Any]:
    bound, held = task.task, task.held.values()
    lacking = [one.unit for one in held if not one.valid or not one.latest or not one.latest.report.evidence]
    return {
        **ground.head,
        "facts": [
            ("任务编号", bound.no),
            ("所属部分", ground.status.plan.section_words(bound.section)),
            ("牵头单位", "、".join(bound.lead) or "（通知未写牵头单位）"),
            ("责任单位", "、".join(bound.responsible) or "无"),
            ("完成时限", due_words(bound.due)),
            ("目前状态", f"{ground.lamp_words(task)}，完成 {task.percent}%"),
        ],
        "no": bound.no,
        "title": bound.title,
        "text": bound.text,
        "table": _table(task),
        "indicators": _indicators(task.indicators) if task.indicators else None,
        "units": len(task.held),
        "reported": task.reported,
        "lacking": len(lacking),
        "lacking_names": "、".join(lacking),
    }


def _table(task: TaskStatus) -> Table:
    columns = (
        Column("件号", CellKind.COUNT, 0.5, align="center"),
        Column("单位", weight=1.8),
        Column("报告期", CellKind.CODE, 0.8, align="center"),
        Column("完成", weight=0.8, align="center"),
        Column("佐证材料", weight=2.6),
        Column("盖章件", weight=1.8),
        Column("状态", weight=0.6, align="center"),
        Column("填报日期", CellKind.DAY, 1, align="center"),
    )
    rows: list[tuple[Any, ...]] = []
    for unit, one in task.held.items():
        for valid in one.valid:
            report = valid.report
            percent = "" if valid.percent is None else f"{half_up(valid.percent)}%"
            evidence = report.evidence or "（缺）"
            sealed = report.sealed or "（缺）"
            number = len(rows) + 1
            rows.append(
                (number, unit, report.period.code, percent, evidence, sealed, str(report.state), report.reported_on)
            )
        if not one.valid:
            rows.append((len(rows) + 1, unit, "", "", "（没有报送）", "（缺）", "", None))
    return Table(columns, tuple(rows), size=SMALL)


def _indicators(measured: tuple[Measured, ...]) -> Table:
    columns = (
        Column("指标", weight=3),
        Column("目标", weight=1, align="center"),
        Column("实际", weight=1, align="center"),
        Column("是否达标", weight=1, align="center"),
        Column("通知原文", weight=3),
    )
    rows = tuple(
        (
            one.indicator.name,
            one.indicator.wanted,
            "未填" if one.shown is None else f"{one.shown}{one.indicator.unit}",
            {True: "达标", False: "未达标", None: "无可计"}[one.met],
            one.indicator.quote or "由本单位设定",
        )
        for one in measured
    )
    return Table(columns, rows)
