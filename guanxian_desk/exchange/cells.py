"""Cells as the readers hand them on, and blocks of them.

A cell is "" or None (blank), str, float, int, bool, date, datetime, time, timedelta,
or one of the four kinds below, which tell what only the workbook's inside knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol


class Percent(float):
    """A number shown as a percentage: 0.6 on screen is 60%."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error such as #N/A."""

    text: str


@dataclass(frozen=True, slots=True)
class Uncached:
    """A formula whose result was never saved."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A cell under a merged one: the merged value and the Excel row it stands in."""

    value: object
    row: int


Cell = str | float | int | bool | date | datetime | time | timedelta | ErrorCell | Uncached | Covered | None

UNCACHED = Uncached()

MAX_FILLED = 1_000
"""Filled cells of one row that are read; a heading row with more is refused."""


def is_blank(cell: Cell) -> bool:
    """Whether nothing is written in the cell itself (a merged value from above counts as nothing)."""
    return cell is None or cell == "" or isinstance(cell, Covered) or (isinstance(cell, str) and not cell.strip())


def column_letter(index: int) -> str:
    """'A' for 0, 'AA' for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """0 for 'A', 26 for 'AA'."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


class Block(Protocol):
    """Some rows in order; numbers are Excel's own row numbers, columns are counted from 0 at A."""

    @property
    def numbers(self) -> Sequence[int]:
        """The Excel row number of each row."""

    def column(self, index: int) -> Sequence[Cell]:
        """One column's cells, as many as there are rows."""

    def cells(self, position: int) -> list[tuple[int, Cell]]:
        """The filled cells of the row at a position (not a row number), by column."""

    def put(self, number: int, index: int, cell: Cell) -> None:
        """Replaces the cell in an Excel row; before any column is taken."""

    def get(self, number: int, index: int) -> Cell:
        """The cell in an Excel row."""


class DenseBlock:
    """Neighbouring rows of equal width, as calamine gives them."""

    def __init__(self, first: int, rows: list[list[Cell]], offset: int = 0) -> None:
        """first: Excel row number of rows[0]; offset: the column of each row's first cell."""
        self.numbers: Sequence[int] = range(first, first + len(rows))
        self._rows = rows
        self._first = first
        self._offset = offset
        self._width = len(rows[0]) if rows else 0
        self._columns: list[tuple[Cell, ...]] | None = None

    def column(self, index: int) -> Sequence[Cell]:
        if self._columns is None:
            self._columns = list(zip(*self._rows))
        place = index - self._offset
        return self._columns[place] if 0 <= place < self._width else (None,) * len(self._rows)

    def cells(self, position: int) -> list[tuple[int, Cell]]:
        row = self._rows[position]
        return [(place, cell) for place, cell in enumerate(row, self._offset) if cell is not None and cell != ""]

    def put(self, number: int, index: int, cell: Cell) -> None:
        if 0 <= index - self._offset < self._width:
            self._rows[number - self._first][index - self._offset] = cell

    def get(self, number: int, index: int) -> Cell:
        place = index - self._offset
        return self._rows[number - self._first][place] if 0 <= place < self._width else None


class SparseBlock:
    """Rows of only the filled cells, with any gaps between them."""

    def __init__(self, numbers: list[int], rows: list[dict[int, Cell]]) -> None:
        self.numbers: Sequence[int] = numbers
        self._rows = rows
        self._places = {number: position for position, number in enumerate(numbers)}

    def column(self, index: int) -> Sequence[Cell]:
        return [row.get(index) for row in self._rows]

    def cells(self, position: int) -> list[tuple[int, Cell]]:
        row = self._rows[position]
        return [(index, row[index]) for index in sorted(row) if row[index] is not None and row[index] != ""]

    def put(self, number: int, index: int, cell: Cell) -> None:
        if number in self._places:
            self._rows[self._places[number]][index] = cell

    def get(self, number: int, index: int) -> Cell:
        return self._rows[self._places[number]].get(index) if number in self._places else None
