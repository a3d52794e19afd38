"""How a value is written on paper: amounts, dates, masks."""

from __future__ import annotations

from datetime import date, datetime

from guanxian_desk.base.identity import mask_id, mask_phone
from guanxian_desk.base.money import yuan
from guanxian_desk.filings.document import Align, CellKind, Value

_ALIGN: dict[CellKind, Align] = {
    CellKind.TEXT: "left",
    CellKind.MONEY: "right",
    CellKind.COUNT: "right",
    CellKind.PERCENT: "right",
}


def natural_align(kind: CellKind) -> Align:
    """Text left, numbers right, codes and dates in the middle."""
    return _ALIGN.get(kind, "center")


def cell_text(value: Value, kind: CellKind, unmasked: bool = False) -> str:
    """A table cell as written: fen → 1,234.50, date → 2022-04-13, ID numbers and phones masked unless unmasked."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _masked(value, kind) if not unmasked else value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}" if kind is CellKind.MOMENT else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return _number(value, kind)


def percent_text(millionths: int) -> str:
    """12.5% for 125000 millionths of one; two decimals at most, halves away from zero."""
    sign = "-" if millionths < 0 else ""
    hundredths = (abs(millionths) + 50) // 100
    text = f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
    return f"{sign if hundredths else ''}{text}%"


def chinese_day(day: date) -> str:
    """2022年4月13日, as official papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _number(value: int, kind: CellKind) -> str:
    if kind is CellKind.MONEY:
        return yuan(value)
    return percent_text(value) if kind is CellKind.PERCENT else f"{value:,}"


def _masked(text: str, kind: CellKind) -> str:
    if kind is CellKind.IDENTITY:
        return mask_id(text)
    return mask_phone(text) if kind is CellKind.PHONE else text
