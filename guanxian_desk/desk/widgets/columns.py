"""What a table on screen shows: its columns, how values are written, and where the rows come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.exchange.declare import Kind, Sheet

Row = Mapping[str, Any]

_FIGURES = frozenset({Kind.MONEY, Kind.PERCENT, Kind.COUNT})
_SUMMED = frozenset({Kind.MONEY, Kind.COUNT})
_MILLIONTHS = Decimal(10_000)  # millionths of one → percent


@dataclass(frozen=True)
class TableColumn:
    """One column. key: in the row; kind: how the value is written; width: logical pixels at normal type.

    stretch: takes the room that is left; lamps: value → the lamp shown instead of it;
    sortable False for what the provider cannot sort by; summed False keeps figures that make no sum out of the totals.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 120
    stretch: bool = False
    lamps: tuple[tuple[str, Lamp], ...] = ()
    sortable: bool = True
    summed: bool = True

    @property
    def is_figure(self) -> bool:
        """Whether the values stand at the right edge."""
        return self.kind in _FIGURES

    @property
    def is_summed(self) -> bool:
        """Whether the selection's total is shown."""
        return self.summed and self.kind in _SUMMED

    @property
    def heading(self) -> str:
        """The title with its unit."""
        return f"{self.title}（元）" if self.kind is Kind.MONEY else self.title

    def lamp(self, value: Any) -> Lamp | None:
        """The lamp that stands for a value."""
        return next((lamp for known, lamp in self.lamps if known == value), None)

    def text(self, value: Any) -> str:
        """The value as the table writes it."""
        lamp = self.lamp(value)
        return lamp.words if lamp else in_words(value, self.kind)


def in_words(value: Any, kind: Kind) -> str:
    """A stored value as the screen writes it: money 1,234.50 (yuan), days 2022-04-13, nothing for None."""
    if value is None:
        return ""
    match kind:
        case Kind.MONEY:
            return yuan(value)
        case Kind.PERCENT:
            return f"{(Decimal(value) / _MILLIONTHS).normalize():f}%"
        case Kind.COUNT:
            return f"{value:,}"
        case Kind.DAY:
            return value.isoformat() if isinstance(value, date) else str(value)
        case Kind.MOMENT:
            return value.isoformat(" ", "seconds") if isinstance(value, datetime) else str(value)
        case Kind.FLAG:
            return "是" if value else "否"
        case _:
            return str(value)


_WIDTHS = {Kind.MONEY: 120, Kind.COUNT: 80, Kind.PERCENT: 80, Kind.DAY: 104, Kind.MOMENT: 168, Kind.FLAG: 64}
_LETTER = 8  # logical pixels a declared character takes


def columns_of(sheet: Sheet) -> tuple[TableColumn, ...]:
    """The table of a declared sheet: the same headings in the same order."""
    return tuple(
        TableColumn(column.field, column.heading, column.kind, _WIDTHS.get(column.kind, column.width * _LETTER))
        for column in sheet.columns
    )


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column the rows come."""

    key: str
    descending: bool = False


class Provider(Protocol):
    """Where a table's rows come from; called on the database worker only."""

    def count(self) -> int:
        """How many rows there are."""

    def fetch(self, offset: int, limit: int, sort: Sort | None) -> Sequence[Row]:
        """Rows offset … offset + limit in the order of sort (None: the provider's own order)."""


class TupleProvider:
    """Rows that are already in memory."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._sorted: tuple[Sort | None, Sequence[Row]] = (None, rows)

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def fetch(self, offset: int, limit: int, sort: Sort | None) -> Sequence[Row]:
        """A slice of the rows; rows without a value come first."""
        if sort != self._sorted[0]:
            self._sorted = (sort, self._in_order(sort))
        return self._sorted[1][offset : offset + limit]

    def _in_order(self, sort: Sort | None) -> Sequence[Row]:
        if sort is None:
            return self._rows

        def place(row: Row) -> tuple[bool, Any]:
            value = row.get(sort.key)
            return value is not None, value

        return sorted(self._rows, key=place, reverse=sort.descending)
