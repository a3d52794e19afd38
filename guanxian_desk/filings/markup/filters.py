"""What a form may do with a value: amounts, dates, masks; and how a value becomes text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from jinja2 import Undefined

from guanxian_desk.base import money
from guanxian_desk.base.identity import mask_id, mask_phone
from guanxian_desk.filings.cells import chinese_day, percent_text
from guanxian_desk.filings.markup.inline import escaped

BLANK = "〔　　〕"
"""To be filled in by hand, or a number not yet drawn."""
BLANK_MARK = "\x03"
"""Stands around the name of what a blank lacks, behind the blank, until the reader has listed it."""


class FormValueError(ValueError):
    """A value a form cannot print as it asks to; str() says why, in Chinese."""


def written(value: object) -> str:
    """A value that stands alone in {{ }} as text that is never markup. Numbers of money need a filter to be read right,
    but whole numbers are printed; None and floats are refused."""
    if isinstance(value, Undefined):
        return f"{value}"  # raises jinja2's UndefinedError, which names it
    if isinstance(value, _Blank):
        return value
    if isinstance(value, str):
        return escaped(value.replace(BLANK_MARK, ""))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    raise FormValueError(f"{'空值' if value is None else type(value).__name__}不能直接打印，请在表单里写明怎样打印")


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FormValueError(f"“{value}”不是以分为单位的整数金额或计数")
    return value


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise FormValueError(f"“{value}”不是日期")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise FormValueError(f"“{value}”不是文字")
    return value


class _Blank(str):
    """A blank with the name of what it lacks."""

    __slots__ = ()


def _blank(value: object, name: str = "") -> object:
    """The value, or a blank to fill in when there is none yet; name: what is lacking, else the words before it say."""
    return _Blank(f"{BLANK}{BLANK_MARK}{name}{BLANK_MARK}") if value is None or value == "" else value


_OF_A_VALUE: dict[str, Callable[[object], object]] = {
    "yuan": lambda value: money.yuan(_whole(value)),
    "short_yuan": lambda value: money.short_yuan(_whole(value)),
    "capitals": lambda value: money.capitals(_whole(value)),
    "count": lambda value: f"{_whole(value):,}",
    "percent": lambda value: percent_text(_whole(value)),
    "day": lambda value: chinese_day(_day(value)),
    "iso": lambda value: _day(value).strftime("%Y-%m-%d"),
    "mask_id": lambda value: mask_id(_text(value)),
    "mask_phone": lambda value: mask_phone(_text(value)),
}


def _or_nothing(filter_: Callable[[object], object]) -> Callable[[object], object]:
    """Nothing stays nothing, so that {{ day|day|blank }} prints a blank; without |blank it is refused."""
    return lambda value: None if value is None else filter_(value)


FILTERS: dict[str, Callable[..., object]] = {name: _or_nothing(one) for name, one in _OF_A_VALUE.items()} | {
    "blank": _blank
}
"""yuan: 123450 → 1,234.50 · short_yuan: without .00 · capitals: 大写 · count: 1,234 · percent: millionths → 12.5% ·
day: 2022年4月13日 · iso: 2022-04-13 · mask_id, mask_phone · blank or blank("收款单位"): 〔　　〕 when there is nothing
yet, and the desk says so before printing."""
