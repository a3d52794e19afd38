"""What all cleaners share: the shape of their answer, the cells nobody can read, and the quick way through a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite

from guanxian_desk.exchange.cells import Cell, Covered, ErrorCell, Percent, Uncached

MAX_TEXT = 4_000
"""Characters in a cell beyond which it is no field of a record."""

_TEXTS = {str, type(None)}

Value = str | int | bool | date | datetime | None
"""A stored value: text, fen, millionths, days, moments; None is blank."""


class Fault(Exception):  # noqa: N818 - a cell's fault is collected, never raised out of the room
    """Why a cell cannot be taken, in a clerk's words, with how to mend it."""


@dataclass(slots=True)
class Cleaned:
    """One column's stored values; faults and remarks by position.

    A cell with a fault has the value None; a remark goes with a value that was taken all the same.
    """

    values: list[Value]
    faults: dict[int, str] = field(default_factory=dict)
    remarks: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column of a file is read.

    own: whether each row must have a value of its own (amounts and keys do not spread over merged cells);
    one: a cell that is neither blank nor broken → its value, or Fault; fast: a whole column of the common clean
    case (nothing to say about any value), or None when it is not that; remark: what to say about a value that was
    taken all the same ("" for nothing).
    """

    own: bool
    one: Callable[[Cell], Value]
    fast: Callable[[Sequence[Cell], set[type]], list[Value] | None]
    remark: Callable[[Value], str] | None = None

    def clean(self, cells: Sequence[Cell]) -> Cleaned:
        """The whole column's values."""
        kinds = set(map(type, cells))
        quick = self.fast(cells, kinds)
        if quick is not None:
            return Cleaned(quick)
        values = self._by_distinct(cells) if kinds <= _TEXTS else None
        cleaned = Cleaned(values) if values is not None else self._one_by_one(cells)
        if self.remark:
            self._add_remarks(cleaned, self.remark)
        return cleaned

    def _by_distinct(self, cells: Sequence[Cell]) -> list[Value] | None:
        """Texts that repeat are read once each; None as soon as one cannot be read."""
        known: dict[Cell, Value] = dict.fromkeys(cells)
        if len(known) * 2 > len(cells):
            return None
        try:
            for cell in known:
                known[cell] = self._value(cell)
        except Fault:
            return None
        return [known[cell] for cell in cells]

    def _one_by_one(self, cells: Sequence[Cell]) -> Cleaned:
        cleaned = Cleaned([None] * len(cells))
        for position, cell in enumerate(cells):
            try:
                cleaned.values[position] = self._value(cell)
            except Fault as fault:
                cleaned.faults[position] = str(fault)
        return cleaned

    def _value(self, cell: Cell) -> Value:
        if cell is None or cell == "":
            return None
        if isinstance(cell, str) and len(cell) > MAX_TEXT:
            raise Fault(f"这一格的文字超过 {MAX_TEXT} 个字，请核对是不是贴错了内容")
        if isinstance(cell, float) and not isfinite(cell):
            raise Fault(f"“{cell}”不是正常的数字，请核对")
        if isinstance(cell, ErrorCell):
            raise Fault(f"这一格是错误值 {cell.text}，请改正公式，或直接填写数值后重报")
        if isinstance(cell, Uncached):
            raise Fault("这一格的公式没有保存结果，请用 Excel 打开重新计算并保存后重报")
        if isinstance(cell, Covered):
            return self._covered(cell)
        return self.one(cell)

    def _covered(self, cell: Covered) -> Value:
        if self.own:
            raise Fault(f"这一格与第 {cell.row} 行合并成了一格，编号和金额须逐行填写，请取消合并后重报")
        return self._value(cell.value)  # type: ignore[arg-type]

    def _add_remarks(self, cleaned: Cleaned, remark: Callable[[Value], str]) -> None:
        known = {value: remark(value) for value in set(cleaned.values) if value is not None}
        if any(known.values()):
            cleaned.remarks = {
                i: text for i, value in enumerate(cleaned.values) if value is not None and (text := known[value])
            }


def shown(cell: object) -> str:
    """A cell as the clerk sees it in the sheet."""
    if cell is None:
        return ""
    if isinstance(cell, Covered):
        return shown(cell.value)
    if isinstance(cell, ErrorCell):
        return cell.text
    if isinstance(cell, Uncached):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Percent):
        return f"{cell * 100:.15g}%"
    if isinstance(cell, float):
        return shown_number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)


def shown_number(number: float) -> str:
    """A number with the 15 digits that a spreadsheet keeps, written out as far as that is readable."""
    text = f"{number:.15g}"
    if "e+" not in text or abs(number) >= 1e25:
        return text
    mantissa, exponent = text.split("e+")
    digits = mantissa.replace(".", "")
    return digits + "0" * (int(exponent) - (len(digits.lstrip("-")) - 1))
