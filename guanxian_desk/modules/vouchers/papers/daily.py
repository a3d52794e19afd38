"""日报 and 简报: what the day and the week brought, and which estates lag behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guanxian_desk.base.money import short_yuan
from guanxian_desk.filings.document import CellKind, Column, Figure, Table, Value
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.papers.asked import SMALL, Asked, head, number_column, options, titled, total
from guanxian_desk.modules.vouchers.papers.progress import (
    Flow,
    Progress,
    estate_progress,
    flows,
    unit_progress,
    week_start,
)


def content(asked: Asked) -> Content:
    """The day's report: flows, then the estates and the 产权单位, the slowest first."""
    streams, estates = flows(asked.ledger), estate_progress(asked.ledger)
    units = unit_progress(estates)
    movement, by_estate, by_unit = flow_table(streams), progress_table(estates), progress_table(units)
    document = {
        **head(asked),
        "monday": week_start(asked.as_of),
        "figures": _figures(streams),
        "movement": movement,
        **household_sums(estates),
        "estates": by_estate,
        "units": by_unit,
    }
    sheets = (titled(movement, "今日本周累计"), titled(by_estate, "按小区"), titled(by_unit, "按产权单位"))
    return Content((document,), sheets, (options(asked.result),), amount_fen=streams[0].today.fen)


def household_sums(estates: Sequence[Progress]) -> dict[str, Any]:
    """Households due, done and the share, over the estates with 应办户数; and done elsewhere."""
    dues = [one for one in estates if one.due is not None]
    due, done = sum(one.due or 0 for one in dues), sum(one.ever for one in dues)
    return {
        "due": due,
        "done": done,
        "rate": done * 1_000_000 // due if due else 0,
        "elsewhere": sum(one.ever for one in estates) - done,
    }


def flow_table(streams: Sequence[Flow]) -> Table:
    """Count and sum of each flow for the day, the week and in all."""
    spans = ("今日", "本周", "累计")
    pairs = [
        column
        for span in spans
        for column in (
            Column("数量", CellKind.COUNT, 0.8, group=span),
            Column("金额（元）", CellKind.MONEY, 1.5, group=span),
        )
    ]
    rows = tuple((f"{one.name}（{one.unit}）", *one.today, *one.week, *one.ever) for one in streams)
    return Table((Column("项目", weight=1.6), *pairs), rows, size=SMALL)


def progress_table(listed: Sequence[Progress]) -> Table:
    """Households against 应办户数."""
    columns = (
        number_column(),
        Column("产权单位", weight=2.4),
        Column("小区", weight=1.8),
        Column("应办户数", CellKind.COUNT, 0.9),
        Column("今日", CellKind.COUNT, 0.7, group="已缴费户数"),
        Column("本周", CellKind.COUNT, 0.7, group="已缴费户数"),
        Column("累计", CellKind.COUNT, 0.7, group="已缴费户数"),
        Column("办理率", CellKind.PERCENT, 0.9),
        Column("累计缴费（元）", CellKind.MONEY, 1.6),
        Column("责任人", weight=1, align="center"),
    )
    rows = tuple(_progress_row(place, one) for place, one in enumerate(listed, 1))
    sums = household_sums(listed)
    totals: tuple[Value, ...] = (
        None,
        "合计",
        None,
        sums["due"],
        *(total(rows, column) for column in range(4, 7)),
        sums["rate"],
        total(rows, 8),
        None,
    )
    return Table(columns, rows, totals, size=SMALL)


def _progress_row(place: int, one: Progress) -> tuple[Value, ...]:
    unit, community = one.estate
    return (
        place, unit or "（未填产权单位）", community, one.due, one.today, one.week, one.ever, one.rate, one.fen,
        one.responsible,
    )  # fmt: skip


def _figures(streams: Sequence[Flow]) -> tuple[Figure, ...]:
    paid, issued, used = streams[:3]
    return (
        Figure("今日缴费", short_yuan(paid.today.fen), "元"),
        Figure("今日发券", short_yuan(issued.today.fen), "元"),
        Figure("今日核销", short_yuan(used.today.fen), "元"),
        Figure("累计缴费", short_yuan(paid.ever.fen), "元"),
        Figure("累计核销", short_yuan(used.ever.fen), "元"),
    )
