"""专班成员名单: who sits in the task force on a day; whoever takes the post takes the seat."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.digital.papers.asked import Asked, head, number_column
from guanxian_desk.modules.digital.papers.captions import titled
from guanxian_desk.modules.papers import Content


def content(asked: Asked) -> Content:
    """The list of a day. UserError on a day before there was a task force."""
    if not asked.members:
        raise UserError(f"{asked.as_of} 还没有专班成员", "没有生成名单", "专班自 2022-04-12 起成立，请改截至日期")
    columns = (
        number_column(),
        Column("角色", weight=0.9, align="center"),
        Column("姓名", weight=1.2, align="center"),
        Column("职务", weight=4),
        Column("任职日期", CellKind.DAY, 1.3),
    )
    rows = tuple((place, one.role, one.name, one.post, one.since) for place, one in enumerate(asked.members, 1))
    table = Table(columns, rows)
    return Content((head(asked) | {"table": table, "count": len(rows)},), (titled(table, "专班成员"),))
