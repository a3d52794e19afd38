"""Cleaners for money (fen), percentages (millionths) and counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import repeat
from operator import mul, truediv

from guanxian_desk.base.money import FEN_PER_YUAN, MoneyError, fen_from_yuan
from guanxian_desk.exchange.cells import Cell, Percent
from guanxian_desk.exchange.cleaning import Fault, Value, shown
from guanxian_desk.exchange.declare import Column
from guanxian_desk.exchange.labels import MONEY_UNITS
from guanxian_desk.exchange.texts import tidy

MILLION = 1_000_000
_MAX_FEN = 10**16
_MAX_EXACT = 10**14
_SIGNS = str.maketrans({"−": "-", "－": "-", "﹣": "-", "＋": "+", "¥": "", "￥": ""})
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+")
_WITH_UNIT = re.compile(r"(.*?)(千元|百万元|万元|亿元|万|亿|元)")
_YEAR = re.compile(r"((?:19|20)\d{2}) ?年度?")
_PER_UNIT = MONEY_UNITS | {"万": MONEY_UNITS["万元"], "亿": MONEY_UNITS["亿元"]}


def fast_money(unit_yuan: int, signed: bool) -> Callable[[Sequence[Cell], set[type]], list[Value] | None]:
    """A column of plain numbers, or blank; unit_yuan: yuan in one of the heading's unit."""
    least = -_MAX_EXACT if signed else 0
    factor = float(unit_yuan * FEN_PER_YUAN)

    def fast(cells: Sequence[Cell], kinds: set[type]) -> list[Value] | None:
        if kinds == {float}:
            return _whole_fen(cells, factor, least)  # type: ignore[arg-type]
        if not kinds <= {float, str}:
            return None
        filled = [cell for cell in cells if cell != ""]
        if any(type(cell) is str for cell in filled):
            return None
        fen = _whole_fen(filled, factor, least) if filled else []  # type: ignore[arg-type]
        rest = iter(fen or ())
        return None if fen is None else [None if cell == "" else next(rest) for cell in cells]

    return fast


def _whole_fen(numbers: Sequence[float], factor: float, least: int) -> list[Value] | None:
    """The fen, if every number is written with whole fen; else None.

    A number with two decimals is the float nearest to fen / 100, so dividing back gives the very same float.
    """
    try:
        fen = list(map(round, map(mul, numbers, repeat(factor))))
    except (ValueError, OverflowError):
        return None
    same = list(map(truediv, fen, repeat(factor))) == list(numbers)
    return fen if same and least <= min(fen) and max(fen) <= _MAX_EXACT else None


def money_reader(column: Column, unit: str) -> Callable[[Cell], Value]:
    """A reader of amounts written in the unit that holds for the column."""
    unit_yuan = _PER_UNIT[unit]

    def read(cell: Cell) -> Value:
        number = _number_of(cell, unit, "金额")
        if number is None:
            return None
        try:
            fen = fen_from_yuan(number, unit_yuan)
        except MoneyError as fault:
            raise Fault(f"{fault}，请填写数字（单位：{unit}，精确到分）") from None
        return _checked(fen, column, cell)

    return read


def _checked(fen: int, column: Column, cell: Cell) -> int:
    if abs(fen) >= _MAX_FEN:
        raise Fault(f"金额“{shown(cell)}”大得不合常理，请核对")
    if fen < 0 and not column.signed:
        raise Fault(f"“{shown(cell)}”是负数，这一栏不能为负，请核对")
    return fen


def _number_of(cell: Cell, unit: str, what: str) -> float | int | str | None:
    """The number in a cell, as a number or as digits; None when blank. Percentages, days and words are faults."""
    if isinstance(cell, Percent):
        raise Fault(f"“{shown(cell)}”是百分数，这一栏应填{what}，请核对")
    if isinstance(cell, bool) or not isinstance(cell, float | int | str):
        found = "日期" if isinstance(cell, date) else "时间" if isinstance(cell, time | timedelta) else "逻辑值"
        raise Fault(f"“{shown(cell)}”在 Excel 中是{found}，这一栏应填{what}，请改正后重报")
    if not isinstance(cell, str):
        return cell
    text = unicodedata.normalize("NFKC", tidy(cell)).translate(_SIGNS).replace(" ", "")
    if not text:
        return None
    match = _WITH_UNIT.fullmatch(text)
    if match:
        text = match[1]
        if not unit or _PER_UNIT[match[2]] != _PER_UNIT[unit]:
            expected = f"这一栏的单位是{unit}" if unit else f"这一栏应填{what}"
            raise Fault(f"“{shown(cell)}”带有单位“{match[2]}”，而{expected}，请换算后只填数字")
    if not _NUMBER.fullmatch(text):
        raise Fault(f"“{shown(cell)}”不是{what}，请填写数字" + (f"（单位：{unit}）" if unit else ""))
    return text.replace(",", "")


def read_count(column: Column) -> Callable[[Cell], Value]:
    """A reader of whole numbers; a year may be written 2022年."""

    def read(cell: Cell) -> Value:
        if isinstance(cell, str) and (year := _YEAR.fullmatch(unicodedata.normalize("NFKC", tidy(cell)))):
            return int(year[1])
        number = _number_of(cell, "", "整数")
        if number is None:
            return None
        exact = Decimal(repr(number) if isinstance(number, float) else number)
        if not exact.is_finite() or exact != exact.to_integral_value() or abs(exact) >= _MAX_FEN:
            raise Fault(f"“{shown(cell)}”不是整数，请核对")
        return _checked(int(exact), column, cell)

    return read


def percent_reader(column: Column, unit: str) -> Callable[[Cell], Value]:
    """A reader of shares in millionths: 60% is 600000 however it is written.

    unit "%": the heading declares per cent, so a bare 60 is sixty per cent; otherwise a bare 0.6 is.
    """

    def read(cell: Cell) -> Value:
        share = _share(cell, Decimal(100 if unit == "%" else 1))
        if share is None:
            return None
        if not share.is_finite() or abs(share) >= _MAX_FEN:
            raise Fault(f"“{shown(cell)}”不是百分数，请填写如 60 或 60%")
        return _checked(int((share * MILLION).to_integral_value(ROUND_HALF_EVEN)), column, cell)

    return read


def _share(cell: Cell, per: Decimal) -> Decimal | None:
    if isinstance(cell, Percent):
        return Decimal(repr(float(cell)))
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", tidy(cell)).replace(" ", "")
        text = text.removeprefix("百分之") + ("%" if text.startswith("百分之") else "")
        if text.endswith("%") and _NUMBER.fullmatch(text[:-1]):
            return Decimal(text[:-1].replace(",", "")) / 100
    number = _number_of(cell, "", "百分数")
    if number is None:
        return None
    return Decimal(repr(number) if isinstance(number, float) else number) / per
