"""督办通知单: one slip of the register, with its reply slip."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.papers import Asked as AnyAsked
from guanxian_desk.modules.papers import Choice, Content
from guanxian_desk.modules.tasks import urging
from guanxian_desk.modules.tasks.models import Urging
from guanxian_desk.modules.tasks.papers.asked import Asked, Ground, due_words, titled
from guanxian_desk.modules.tasks.rules.standing import half_up


def content(asked: Asked) -> Content:
    """The slip with the number. subject: its number. UserError when there is none."""
    row = urging.find(asked.session, asked.subject)
    ground = Ground(replace(asked, subject=row.plan_key, as_of=row.issued_on))
    table = _table(ground, row)
    document = {
        **ground.head,
        "slip": row.number,
        "unit": row.unit_name,
        "table": table,
        "matter": row.matter,
        "issued_on": row.issued_on,
        "reply_by": row.reply_by,
        "issued_by": row.issued_by,
    }
    return Content((document,), (titled(table, "督办事项"),), (), f"{row.unit_name}_{row.number}")


def subjects(asked: AnyAsked) -> list[Choice]:
    """Every slip up to the day, the newest first."""
    query = select(Urging).where(Urging.issued_on <= asked.as_of).order_by(Urging.id.desc())
    return [
        (row.number, f"{row.number} {row.unit_name}（{urging.state_of(row, asked.as_of)}）")
        for row in asked.session.scalars(query)
    ]


def _table(ground: Ground, row: Urging) -> Table:
    columns = (
        Column("编号", CellKind.CODE, 0.6, align="center"),
        Column("工作任务", weight=4),
        Column("完成时限", weight=1.2, align="center"),
        Column("你单位进度", weight=1.2, align="center"),
        Column("最近一次报送", weight=1.4, align="center"),
    )
    numbers = row.task_numbers.split("、")
    rows = []
    for task in ground.status.tasks:
        if task.task.no in numbers:
            one = task.held.get(row.unit_name)
            latest = one.latest if one else None
            percent = f"{half_up(one.percent)}%" if one and latest else "未报"
            period = latest.report.period.code if latest else "—"
            rows.append((task.task.no, task.task.title, due_words(task.task.due), percent, period))
    return Table(columns, tuple(rows))
