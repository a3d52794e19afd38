"""What the cultivation papers share: the day behind them, heads, running numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.cultivation.day import CultivationDay, look
from guanxian_desk.modules.papers import Asked

SMALL = 9.0
"""小五, for lists with many columns."""
BUREAU, TREASURY = "县工业和信息化局", "县财政局"
PLAN = "冠县中小企业“育苗扶壮”梯度培育计划"
_FEN_PER_YUAN = 100


def day_of(asked: Asked) -> CultivationDay:
    """Everything of the paper's day and year."""
    return look(asked.session, asked.as_of, asked.full)


def head(asked: Asked, day: CultivationDay) -> dict[str, Any]:
    """What every cultivation paper is given."""
    return {
        "office": asked.office,
        "as_of": asked.as_of,
        "sample": asked.sample,
        "year": day.year,
        "options": day.options_words,
    }


def number_column() -> Column:
    """序号."""
    return Column("序号", CellKind.COUNT, 0.5, align="center")


def numbered(rows: Iterable[Sequence[Value]]) -> tuple[tuple[Value, ...], ...]:
    """The rows under running numbers."""
    return tuple((place, *row) for place, row in enumerate(rows, 1))


def titled(table: Table, caption: str) -> Table:
    """The table as a sheet of the workbook; on paper a heading of the form stands over it."""
    return replace(table, caption=caption)


def sums(rows: Sequence[Sequence[Any]], places: Iterable[int]) -> tuple[Value, ...]:
    """The sums of several columns."""
    return tuple(total(rows, place) for place in places)


def total(rows: Sequence[Sequence[Any]], column: int) -> int:
    """The sum of one column; blanks count for nothing."""
    return sum(row[column] or 0 for row in rows)
