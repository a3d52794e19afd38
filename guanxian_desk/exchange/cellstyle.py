"""How a value of each kind stands in a workbook cell: value, number format, place in the cell."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from guanxian_desk.exchange.amounts import MILLION
from guanxian_desk.exchange.cleaning import Value
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.exchange.labels import MONEY_UNITS
from guanxian_desk.exchange.render import in_unit

TEXT_FORMAT = "@"
FORMATS = {
    Kind.CODE: TEXT_FORMAT,
    Kind.IDENTITY: TEXT_FORMAT,
    Kind.PHONE: TEXT_FORMAT,
    Kind.MONEY: "#,##0.00",
    Kind.PERCENT: "0.00%",
    Kind.COUNT: "0",
    Kind.DAY: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm:ss",
}
NUMBERS = frozenset([Kind.MONEY, Kind.PERCENT, Kind.COUNT])
CENTERED = frozenset([Kind.DAY, Kind.MOMENT, Kind.FLAG, Kind.CHOICE, Kind.PHONE])
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins like this is a formula to a careless program; it is written as text and marked as such."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAX_TEXT = 32_767
# Spreadsheets cannot count days before this one.
_FIRST_DAY = date(1900, 3, 1)

CellValue = str | int | Decimal | date | datetime | None


def number_format(kind: Kind, unit: str = "") -> str:
    """The cell format of a kind; an amount in 万元 shows down to the fen where it has any."""
    if kind is Kind.MONEY and MONEY_UNITS.get(unit, 1) != 1:
        return "#,##0.00####"
    return FORMATS.get(kind, "General")


def cell_value(kind: Kind, value: Value, unit: str = "") -> CellValue:
    """A stored value as the cell keeps it: amounts (in the heading's unit), ratios and days as numbers, else text."""
    if value is None:
        return None
    if kind is Kind.MONEY and isinstance(value, int):
        return in_unit(value, unit)
    if kind is Kind.PERCENT and isinstance(value, int):
        return Decimal(value) / MILLION
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value if value.date() >= _FIRST_DAY else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value if value >= _FIRST_DAY else value.isoformat()
    return safe_text(value) if isinstance(value, str) else value


def safe_text(text: str) -> str:
    """Text that XML can carry and a cell can hold, and that no reader mistakes for an _x000A_ escape."""
    kept = _FORBIDDEN.sub("", text)[:_MAX_TEXT]
    return _ESCAPE_LOOKALIKE.sub("_x005F_", kept)


def sheet_name(title: str) -> str:
    """A title as the name of a sheet: at most 31 characters, none that Excel forbids there."""
    return re.sub(r"[\[\]:*?/\\']", "", safe_text(title)).strip()[:31] or "表"
