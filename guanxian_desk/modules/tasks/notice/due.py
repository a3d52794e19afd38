"""The day that a cell of 完成时限 means (reading 5)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from guanxian_desk.modules.tasks.periods import month_end

_YEAR = r"(?:(20\d{2})(?:年|[-./]))?"
_DAY = re.compile(rf"{_YEAR}(\d{{1,2}})(?:月|[-./])(\d{{1,2}})日?(?!\d)")
_MONTH = re.compile(rf"{_YEAR}(\d{{1,2}})月(?!\d)(上旬|中旬|下旬)?")
_PLAIN_MONTH = re.compile(r"(20\d{2})[-./](\d{1,2})(?![-./\d])")
_QUARTER = re.compile(r"(?:(20\d{2})年)?第?([一二三四1-4])季度")
_HALF = re.compile(r"(?:(20\d{2})年)?(上|下)半年")
_YEAR_END = re.compile(r"(?:(20\d{2})|(?<!\d))年(?:底|末|内|终|度内)|当年")
_WHOLE_YEAR = re.compile(r"(20\d{2})年(?:度)?(?:内|前)?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_TENTHS = {"上旬": 10, "中旬": 20}


def due_day(text: str, year: int | None) -> date | None:
    """The last day the words allow, in the plan's year where they name none; None for 全年, 长期坚持, 立行立改 …"""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if "全年" in plain or re.search(r"每[年月季周]", plain):
        return None
    found = [day for reader in (_days, _months, _quarters, _halves) for day in reader(plain, year)]
    if found:
        return max(found)
    if match := _YEAR_END.search(plain) or _WHOLE_YEAR.fullmatch(plain):
        return _safe(match[1], year, 12, 31)
    return None


def _days(plain: str, year: int | None) -> list[date]:
    return [
        day for y, month, number in _DAY.findall(plain) if (day := _safe(y, year, int(month), int(number))) is not None
    ]


def _months(plain: str, year: int | None) -> list[date]:
    months = [(y, month, tenth) for y, month, tenth in _MONTH.findall(plain)]
    months += [(y, month, "") for y, month in _PLAIN_MONTH.findall(plain)]
    return [day for y, month, tenth in months if (day := _safe(y, year, int(month), _TENTHS.get(tenth, 0))) is not None]


def _quarters(plain: str, year: int | None) -> list[date]:
    return [
        day
        for y, digit in _QUARTER.findall(plain)
        if (day := _safe(y, year, 3 * (_QUARTERS.get(digit) or int(digit)), 0)) is not None
    ]


def _halves(plain: str, year: int | None) -> list[date]:
    return [
        day for y, half in _HALF.findall(plain) if (day := _safe(y, year, 6 if half == "上" else 12, 0)) is not None
    ]


def _safe(written: str | None, year: int | None, month: int, day: int) -> date | None:
    """The day, or the month's last day for 0; None when no year is known or the calendar has no such day."""
    in_year = int(written) if written else year
    if in_year is None or not 1 <= month <= 12:
        return None
    last = month_end(in_year, month)
    return last if day == 0 else last.replace(day=day) if day <= last.day else None
