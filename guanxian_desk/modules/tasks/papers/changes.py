"""变化情况: what changed in a plan between two days, for the weekly meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.tasks import service
from guanxian_desk.modules.tasks.changes import Difference
from guanxian_desk.modules.tasks.facts import TaskFinding
from guanxian_desk.modules.tasks.papers.asked import SMALL, Asked, Ground, titled
from guanxian_desk.store import settings

MEETING = "tasks.meeting_day"
"""The day of the last weekly meeting, ISO; a setting of the office."""
_WEEK = 7
MISSING = "T06"


def content(asked: Asked) -> Content:
    """From a day to the paper's day. subject: [plan/][the earlier day], else since the last meeting."""
    ground = Ground(asked)
    before = _before(ground)
    found = service.changes_between(asked.session, ground.key, before, asked.as_of, asked.source)
    changed, arrived = _changed(ground, found), _arrived(found)
    appeared, gone = _findings(found.appeared), _findings(found.gone)
    document = {
        **ground.head,
        "before": before,
        "changed": changed if changed.rows else None,
        "arrived": arrived if arrived.rows else None,
        "appeared": appeared if appeared.rows else None,
        "gone": gone if gone.rows else None,
        "counts": (len(found.changes), len(found.arrived), len(found.appeared), len(found.gone)),
    }
    sheets = (
        titled(changed, "任务变化"),
        titled(arrived, "新到报告"),
        titled(appeared, "新出现的差错"),
        titled(gone, "已消除的差错"),
    )
    return Content((document,), sheets, (ground.basis,), f"自{before.isoformat()}")


def last_meeting(ground: Ground) -> date:
    """The last meeting before the paper's day, or a week before it."""
    kept = settings.get(ground.session, MEETING)
    day = date.fromisoformat(kept) if isinstance(kept, str) else None
    return day if day and day < ground.as_of else ground.as_of - timedelta(days=_WEEK)


def _before(ground: Ground) -> date:
    if not ground.rest:
        return last_meeting(ground)
    try:
        day = date.fromisoformat(ground.rest)
    except ValueError:
        raise UserError(f"“{ground.rest}”不是日期", "没有生成文书", "请写成 2022-07-08") from None
    if day >= ground.as_of:
        raise UserError("比较的前一天要早于截至日期", "没有生成文书", "请核对两个日期")
    return day


def _changed(ground: Ground, found: Difference) -> Table:
    titles = {task.task.no: task.task.title for task in ground.status.tasks}
    columns = (
        Column("编号", CellKind.CODE, 0.6, align="center"),
        Column("工作任务", weight=4),
        Column("变化", weight=1.6, align="center"),
        Column("原来", weight=1, align="center"),
        Column("现在", weight=1, align="center"),
    )
    rows = tuple((one.task, titles.get(one.task, ""), one.what, one.before, one.now) for one in found.changes)
    return Table(columns, rows)


def _arrived(found: Difference) -> Table:
    """One line a unit and period, with the tasks."""
    by_unit: dict[tuple[str, str], list[str]] = {}
    for task, unit, period in found.arrived:
        by_unit.setdefault((unit, period), []).append(task)
    columns = (
        Column("单位", weight=2.4),
        Column("报告期", CellKind.CODE, 1, align="center"),
        Column("任务数", CellKind.COUNT, 0.8, align="center"),
        Column("任务编号", weight=4),
    )
    rows = tuple((unit, period, len(tasks), "、".join(tasks)) for (unit, period), tasks in sorted(by_unit.items()))
    return Table(columns, rows)


def _findings(findings: Sequence[TaskFinding]) -> Table:
    """One line a finding; the missing reports of a unit for a quarter share one."""
    columns = (
        Column("差错", CellKind.CODE, 0.7, align="center"),
        Column("任务", CellKind.CODE, 1.6),
        Column("单位", weight=2),
        Column("报告期", CellKind.CODE, 1, align="center"),
        Column("说明", weight=4.5),
    )
    owed: dict[tuple[str, str], list[str]] = {}
    for one in findings:
        if one.code == MISSING:
            owed.setdefault((one.unit, one.period), []).append(one.task)
    rows = [(one.code, one.task, one.unit, one.period, one.detail) for one in findings if one.code != MISSING]
    rows += [
        (MISSING, "、".join(tasks), unit, period, f"{period} 的进展没有报送，{len(tasks)} 项任务")
        for (unit, period), tasks in sorted(owed.items())
    ]
    return Table(columns, tuple(rows), size=SMALL)
