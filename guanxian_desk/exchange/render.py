"""Stored values as a person writes them in a sheet."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from guanxian_desk.base.identity import mask_id, mask_phone
from guanxian_desk.base.money import FEN_PER_YUAN
from guanxian_desk.exchange.amounts import MILLION
from guanxian_desk.exchange.cleaning import Value
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.labels import MONEY_UNITS


def written(column: Column, value: Value) -> str:
    """A stored value as text: 1234.50 (yuan; 15 under 万元), 60%, 2022-04-13 10:05:30, 是/否; blank as ""."""
    if value is None:
        return ""
    if column.kind is Kind.MONEY and isinstance(value, int):
        amount = in_unit(value, column.unit)
        return f"{amount:.2f}" if MONEY_UNITS.get(column.unit, 1) == 1 else f"{amount.normalize():f}"
    if column.kind is Kind.PERCENT and isinstance(value, int):
        return f"{(Decimal(value) * 100 / MILLION).normalize():f}%"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def in_unit(fen: int, unit: str = "") -> Decimal:
    """An amount in the unit its heading declares (yuan when it declares none), exact."""
    return Decimal(fen) / (FEN_PER_YUAN * MONEY_UNITS.get(unit, 1))


def masked(column: Column, value: Value) -> Value:
    """A personal value as paper and ordinary exports show it; any other value as it is."""
    if value is None or not column.personal:
        return value
    return mask_phone(str(value)) if column.kind is Kind.PHONE else mask_id(str(value))


def written_key(sheet: Sheet, row: tuple[Value, ...]) -> str:
    """A record's natural key as text; several columns with a stroke between."""
    return " / ".join(written(sheet.columns[place], row[place]) for place in sheet.key_indices)
