"""培育库名册: who stands in the pool at the day, by class, and who came and went in the year."""

from __future__ import annotations

from guanxian_desk.filings.document import CellKind, Column, Figure, Table, Value
from guanxian_desk.modules.cultivation.day import CultivationDay
from guanxian_desk.modules.cultivation.papers.parts import SMALL, day_of, head, number_column, numbered, sums, titled
from guanxian_desk.modules.cultivation.rules.catalogue import POOL_CLASSES
from guanxian_desk.modules.cultivation.rules.pool import standing_on
from guanxian_desk.modules.cultivation.stories import pool_moves
from guanxian_desk.modules.papers import Asked, Content


def content(asked: Asked) -> Content:
    """The pool of the day. Phones are masked unless in full."""
    day = day_of(asked)
    entries, moved, townships = _entries(day, asked.full), _moves(day), _townships(day)
    inside = {firm for entry in standing_on(day.records.pool, day.as_of) if (firm := day.known.find(entry.code))}
    figures = (
        Figure("在库企业", str(len(inside)), "家"),
        Figure("目标", f"{day.review.target} 左右", "家"),
        *(Figure(name, str(sum(row[5] == name for row in entries.rows)), "家") for name in POOL_CLASSES),
    )
    document = {
        **head(asked, day),
        "figures": figures,
        "entries": entries,
        "moves": moved if moved.rows else None,
        "townships": townships,
    }
    sheets = (titled(entries, "培育库名册"), titled(moved, "年内变动"), titled(townships, "各乡镇"))
    return Content((document,), sheets, persons=len(entries.rows))


def _entries(day: CultivationDay, full: bool) -> Table:
    columns = (
        number_column(),
        Column("企业名称", weight=2.8),
        Column("统一社会信用代码", CellKind.CODE, 2.1),
        Column("乡镇", weight=1.1),
        Column("产业链", weight=1.6),
        Column("入库类别", weight=1.2),
        Column("入库日期", CellKind.DAY, 1.2),
        Column("拟申报称号", weight=1.2),
        Column("驻企特派员", weight=1.1),
        Column("联系电话", CellKind.PHONE, 1.4),
    )
    rows: list[tuple[Value, ...]] = []
    for entry in standing_on(day.records.pool, day.as_of):
        firm = day.known.find(entry.code)
        row = day.books.entry(firm) if firm else {}
        rows.append(
            (
                firm.name if firm else "（未登记）",
                firm.code if firm else entry.code,
                row.get("township"),
                row.get("chain"),
                entry.category,
                entry.entered_on,
                entry.aiming_at,
                row.get("commissioner"),
                row.get("phone"),
            )
        )
    rows.sort(key=lambda row: (POOL_CLASSES.index(str(row[4])), str(row[2] or ""), str(row[0])))
    return Table(columns, numbered(rows), landscape=True, size=SMALL, unmasked=full)


def _moves(day: CultivationDay) -> Table:
    columns = (
        number_column(),
        Column("日期", CellKind.DAY, 1.2),
        Column("企业名称", weight=2.8),
        Column("变动", weight=0.8),
        Column("类别", weight=1.4),
        Column("原因或拟申报称号", weight=3),
    )
    return Table(columns, numbered(tuple(one) for one in pool_moves(day.books, day.known, day.year)), size=SMALL)


def _townships(day: CultivationDay) -> Table:
    """How many enterprises of each township stand in the pool, by class."""
    counts: dict[str, dict[str, int]] = {}
    for entry in standing_on(day.records.pool, day.as_of):
        firm = day.known.find(entry.code)
        if firm:
            own = counts.setdefault(day.books.entry(firm)["township"], {})
            own[entry.category] = own.get(entry.category, 0) + 1
    columns = (Column("乡镇（街道）", weight=2), *(Column(name, CellKind.COUNT) for name in POOL_CLASSES))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (name, *(own.get(kind) for kind in POOL_CLASSES)) for name, own in sorted(counts.items())
    )
    totals: tuple[Value, ...] = ("合计", *sums(rows, range(1, 1 + len(POOL_CLASSES))))
    return Table(columns, rows, totals, size=SMALL)
