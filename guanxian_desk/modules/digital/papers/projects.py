"""重点项目表: the library by kind, as annexes 3 to 5 of the notice print it, each project with its stage."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.digital.library import Library
from guanxian_desk.modules.digital.models import DigitalProject
from guanxian_desk.modules.digital.papers.asked import (
    Asked,
    head,
    name_with_owner,
    number_column,
    stage_counts,
    wan_cell,
    wan_column,
)
from guanxian_desk.modules.papers import Asked as AnyAsked
from guanxian_desk.modules.papers import Choice, Content

GROUPS = (
    ("冠县农业数字化重点项目表", "农业数字化", ("农业数字化",)),
    ("冠县工业数字化重点项目表", "工业数字化", ("工业数字化",)),
    ("冠县服务业数字化重点项目表", "服务业数字化", ("服务业数字化",)),
    ("冠县数字产业园区表", "数字园区", ("数字园区",)),
    ("冠县数字政府、数字社会重点项目表", "数字政府、数字社会", ("数字政府", "数字社会")),
)


def kinds(_asked: AnyAsked) -> list[Choice]:
    """The tables that can be had alone."""
    return [(key, title) for title, key, _ in GROUPS]


def content(asked: Asked) -> Content:
    """All tables, or the one of asked.subject. UserError for a kind that is none."""
    wanted = [group for group in GROUPS if asked.subject in ("", group[1])]
    if not wanted:
        known = "、".join(key for _, key, _ in GROUPS)
        raise UserError(f"没有“{asked.subject}”这一类项目", "没有生成文书", f"可用的有：{known}")
    groups = []
    for title, key, members in wanted:
        entries = [entry for entry in asked.library.entries.values() if entry.kind in members]
        if entries:
            groups.append({"heading": title, "key": key, "table": _table(asked.library, entries)})
    listed = [entry for entry in asked.library.entries.values() if not asked.subject or entry.kind in wanted[0][2]]
    document = {**head(asked), "groups": groups, "count": len(listed), **stage_counts(asked.library)}
    return Content((document,), (_ledger(asked.library, listed),), (), asked.subject)


def _table(library: Library, entries: Sequence[DigitalProject]) -> Table:
    columns = (
        number_column(),
        Column("项目名称", weight=4.2),
        Column("项目所在地", weight=1.5, align="center"),
        Column("阶段", weight=0.7, align="center"),
        wan_column("总投资（万元）", 1.1),
        wan_column("累计完成（万元）", 1.1),
    )
    rows = tuple(
        (
            place,
            name_with_owner(entry.name, entry.owner),
            entry.place,
            str(library.projects[entry.number].stage),
            wan_cell(entry.total_fen),
            wan_cell(library.projects[entry.number].invested),
        )
        for place, entry in enumerate(entries, 1)
    )
    return Table(columns, rows, size=10.5)


def _ledger(library: Library, entries: Sequence[DigitalProject]) -> Table:
    columns = (
        Column("项目编号", CellKind.CODE),
        Column("项目名称", weight=3),
        Column("类别"),
        Column("实施主体", weight=2.4),
        Column("项目所在地", weight=1.4),
        Column("阶段", weight=0.8),
        Column("灯", weight=0.6),
        Column("总投资（元）", CellKind.MONEY),
        Column("累计完成投资（元）", CellKind.MONEY),
        Column("按时间应完成（元）", CellKind.MONEY),
        Column("落后百分点", CellKind.COUNT),
        Column("计划开工", CellKind.DAY),
        Column("计划竣工", CellKind.DAY),
        Column("实际开工", CellKind.DAY),
        Column("实际竣工", CellKind.DAY),
        Column("责任单位", weight=1.8),
        Column("包保县领导"),
    )
    return Table(columns, tuple(_line(library, entry) for entry in entries), caption="重点项目台账")


def _line(library: Library, entry: DigitalProject) -> tuple[Value, ...]:
    status = library.projects[entry.number]
    return (
        entry.number,
        entry.name,
        entry.kind,
        entry.owner,
        entry.place,
        str(status.stage),
        str(library.lamp(entry.number)),
        entry.total_fen,
        status.invested,
        status.planned,
        status.behind,
        entry.planned_start,
        entry.planned_end,
        entry.started_on,
        entry.finished_on,
        entry.responsible,
        entry.county_leader,
    )
