"""Cleaners for days and moments: spreadsheet dates, day numbers, and the ways people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from guanxian_desk.exchange.cells import Cell
from guanxian_desk.exchange.cleaning import Fault, Value, shown
from guanxian_desk.exchange.texts import tidy
from guanxian_desk.exchange.xmlrows import serial_moment

_DAY = (
    r"(?P<year>\d{4})(?:(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})|年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?)"
)
_PACKED = r"(?P<py>\d{4})(?P<pm>\d{2})(?P<pd>\d{2})"
_TIME = (
    r"(?P<half>上午|下午|AM|PM)?\s*(?P<hour>\d{1,2})(?::|时|点)(?:(?P<minute>\d{1,2})(?:(?::|分)(?:(?P<second>\d{1,2})秒?)?)?分?)?"
    r"(?:\.\d+)?(?P<after>AM|PM)?"
)
_MOMENT = re.compile(rf"(?:{_DAY}|{_PACKED})(?:(?:[T\s]+|(?<=日)){_TIME}(?:\+08:?00)?)?", re.IGNORECASE)
_DIGITS_14 = re.compile(r"(\d{8})(\d{2})(\d{2})(\d{2})")
_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
_NO_DAY = re.compile(r"\d{4}[-./年]\d{1,2}月?")
_TWO_DIGIT_YEAR = re.compile(r"\d{1,2}[-./年]\d{1,2}[-./月]\d{1,2}(?!\d)日?.*")
# A bare number below this is more likely a year or a slip of the pen than a day of the 1920s.
_FIRST_SERIAL = 10_000
_LAST_SERIAL = 80_000
_HOW = "请写成如 2022-04-13"


def fast_day(cells: Sequence[Cell], kinds: set[type]) -> list[Value] | None:
    """A column of spreadsheet dates."""
    if kinds == {date}:
        return list(cells)  # type: ignore[arg-type]
    if kinds == {date, str} and cells.count("") == sum(type(cell) is str for cell in cells):
        return [cell or None for cell in cells]  # type: ignore[misc]
    return None


def fast_moment(cells: Sequence[Cell], kinds: set[type]) -> list[Value] | None:
    """A column of spreadsheet moments and dates, or of texts like 2022-04-13 10:05:30."""
    if kinds <= {datetime, date}:
        return [_second(cell) if type(cell) is datetime else _midnight(cell) for cell in cells]  # type: ignore[arg-type]
    if kinds != {str}:
        return None
    try:
        return [_plain_moment(cell) for cell in cells]  # type: ignore[arg-type]
    except ValueError:
        return None


def _plain_moment(text: str) -> datetime | None:
    if not text:
        return None
    if not _PLAIN.fullmatch(text):
        raise ValueError
    return datetime.fromisoformat(text)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _second(moment: datetime) -> datetime:
    """To the nearest second: a day number as a float misses it by some microseconds."""
    if not moment.microsecond:
        return moment
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def day_reader(date1904: bool) -> Callable[[Cell], Value]:
    """A reader of days; a time of day is left off."""

    def read(cell: Cell) -> Value:
        moment = _read(cell, date1904)
        return moment.date() if moment else None

    return read


def moment_reader(date1904: bool) -> Callable[[Cell], Value]:
    """A reader of moments to the second; a day alone is its 00:00."""
    return lambda cell: _read(cell, date1904)


def _read(cell: Cell, date1904: bool) -> datetime | None:
    if isinstance(cell, datetime):
        return _second(cell)
    if isinstance(cell, date):
        return _midnight(cell)
    if isinstance(cell, bool | time | timedelta):
        raise Fault(f"“{shown(cell)}”不是日期，{_HOW}")
    if isinstance(cell, float | int):
        return _from_number(cell, date1904)
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", tidy(cell))
        return _from_text(text) if text else None
    raise Fault(f"“{shown(cell)}”不是日期，{_HOW}")


def _from_number(number: float, date1904: bool) -> datetime:
    if number == int(number) and len(str(int(number))) in (8, 14):
        return _from_text(str(int(number)))
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        raise Fault(f"“{shown(number)}”不是日期，{_HOW}")
    found = serial_moment(number, date1904)
    return found if isinstance(found, datetime) else _midnight(found)  # type: ignore[arg-type]


def _from_text(text: str) -> datetime:
    if match := _DIGITS_14.fullmatch(text):
        text = f"{match[1]} {match[2]}:{match[3]}:{match[4]}"
    match = _MOMENT.fullmatch(text)
    if not match:
        raise Fault(_why_not(text))
    part = match.groupdict()
    year = int(part["year"] or part["py"])
    month = int(part["month"] or part["m"] or part["pm"])
    day = int(part["day"] or part["d"] or part["pd"])
    try:
        moment = datetime(year, month, day)
    except ValueError:
        raise Fault(f"“{text}”不是日历上有的日期，请核对") from None
    if not 1900 <= year <= 2100:
        raise Fault(f"“{text}”的年份不对，请核对")
    return moment + _time_of(part, text)


def _time_of(part: dict[str, str | None], text: str) -> timedelta:
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    half = (part["half"] or part["after"] or "").upper()
    if half in ("下午", "PM") and hour < 12:
        hour += 12
    if half in ("上午", "AM") and hour == 12:
        hour = 0
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second)):
        raise Fault(f"“{text}”的时间不对，请核对")
    # 24:00 is the end of the day, the next day's 00:00.
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _why_not(text: str) -> str:
    if _NO_DAY.fullmatch(text):
        return f"“{text}”没有写到日，{_HOW}"
    if _TWO_DIGIT_YEAR.fullmatch(text):
        return f"“{text}”的年份不是四位，{_HOW}"
    return f"“{text}”不是日期，{_HOW}"
