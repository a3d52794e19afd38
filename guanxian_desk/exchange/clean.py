"""One reading for each kind of column: every fixed rule of how cells are read stands behind this table."""

from __future__ import annotations

from guanxian_desk.exchange.amounts import fast_money, money_reader, percent_reader, read_count
from guanxian_desk.exchange.cleaning import Reading
from guanxian_desk.exchange.days import day_reader, fast_day, fast_moment, moment_reader
from guanxian_desk.exchange.declare import Check, Column, Kind
from guanxian_desk.exchange.labels import MONEY_UNITS
from guanxian_desk.exchange.texts import (
    check_remark,
    choice_reader,
    choice_remark,
    code_reader,
    fast_code,
    fast_key_text,
    fast_phone,
    fast_text,
    phone_remark,
    read_flag,
    read_key_text,
    read_phone,
    read_text,
    slow,
)


def reading_for(column: Column, *, key: bool = False, unit: str = "", date1904: bool = False) -> Reading:
    """How a column is read.

    key: the column belongs to the natural key; unit: what the file's heading declares ("" for the column's own);
    date1904: the workbook counts days from 1904.
    """
    declared = unit or column.unit
    match column.kind:
        case Kind.MONEY:
            money = declared or "元"
            return Reading(True, money_reader(column, money), fast_money(MONEY_UNITS[money], column.signed))
        case Kind.PERCENT:
            return Reading(key, percent_reader(column, declared), slow)
        case Kind.COUNT:
            return Reading(key, read_count(column), slow)
        case Kind.DAY:
            return Reading(key, day_reader(date1904), fast_day)
        case Kind.MOMENT:
            return Reading(key, moment_reader(date1904), fast_moment)
        case Kind.CODE | Kind.IDENTITY:
            checked = column.check is not Check.NONE
            return Reading(key, code_reader(column), slow if checked else fast_code, check_remark(column))
        case Kind.PHONE:
            return Reading(key, read_phone, fast_phone, phone_remark)
        case Kind.CHOICE:
            return Reading(key, choice_reader(column), slow, choice_remark(column))
        case Kind.FLAG:
            return Reading(key, read_flag, slow)
        case Kind.TEXT:
            return Reading(key, read_key_text if key else read_text, fast_key_text if key else fast_text)
