"""Quick entry: what a unit wrote in a message or said on the phone, as reports to be looked at before they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guanxian_desk.modules.tasks.periods import Period, Quarter, month_end, parse_period
from guanxian_desk.modules.tasks.units import UnitBook

SOURCES = ("电话", "微信")

_MARK = re.compile(
    r"(?:^|(?<=[\n。；;：:，,、]))\s*(?:(?:第|任务)\s*(?P<named>\d{1,3}(?:-\d+)?)\s*(?:项任务|项|号任务|号)?\s*[：:、，,.．]?"
    r"|(?:^|(?<=[\n。；;]))(?P<listed>\d{1,3})\s*[、.．：:](?!\d))"
)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]|百分之([零〇一二两三四五六七八九十百]+)|([一二三四五六七八九])成")
_PERIOD = re.compile(r"(?:(\d{4})\s*年)?\s*(?:第?\s*([一二三四1-4])\s*季度|(\d{1,2})\s*月份?(?!\s*\d{1,2}\s*[日号]))")
_PROBLEMS = re.compile(r"(?:存在(?:的)?(?:主要)?问题|问题|困难)\s*[：:]\s*")
_NEXT = re.compile(r"(?:下一?步(?:措施|打算|工作|计划)?)\s*[：:，,]\s*")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HALF_WIDTH = str.maketrans("０１２３４５６７８９％", "0123456789%")
_LEADING = "，,、：:；;。 \n"


@dataclass(frozen=True, slots=True)
class QuickLine:
    """One task of a message; task "" where none is named. percent: as text, "" where none was said."""

    task: str
    progress: str
    percent: str
    problems: str
    next_steps: str


@dataclass(frozen=True, slots=True)
class QuickDraft:
    """A message as it was understood; unit and period "" where they could not be told."""

    unit: str
    period: str
    lines: tuple[QuickLine, ...]


def read_message(text: str, book: UnitBook, tasks: Iterable[str], as_of: date) -> QuickDraft:
    """Take a message apart; nothing is guessed: what it does not say stays blank for the clerk.

    tasks: the plan's task numbers; a number that is none of them starts no task.
    """
    plain = text.translate(_HALF_WIDTH).replace("\r\n", "\n").strip()
    unit, written = _unit(plain, book)
    period = _period(plain, as_of)
    return QuickDraft(unit, period.code if period else "", tuple(_lines(plain.replace(written, "", 1), set(tasks))))


def _unit(text: str, book: UnitBook) -> tuple[str, str]:
    """The unit named first, by the longest of its names, and how it is written."""
    hits = [(text.find(name), -len(name), name) for name in book.written_names() if name in text]
    if not hits:
        return "", ""
    name = min(hits)[2]
    return book.resolve(name) or "", name


def _period(text: str, as_of: date) -> Period | None:
    found = _PERIOD.search(text)
    if not found:
        return None
    year, quarter, month = found.groups()
    if quarter:
        return parse_period(f"{year or _year_of_quarter(quarter, as_of)}年第{quarter}季度")
    if not 1 <= int(month) <= 12:
        return None
    asked = int(year) if year else as_of.year
    before = not year and month_end(asked, int(month)) > as_of and int(month) > as_of.month
    return parse_period(f"{asked - before}-{int(month):02d}")


def _year_of_quarter(quarter: str, as_of: date) -> int:
    """A quarter that has not begun yet is last year's."""
    number = int(quarter) if quarter.isdecimal() else _DIGITS[quarter]
    return as_of.year - (Quarter.of(as_of).number < number)


def _lines(text: str, tasks: set[str]) -> list[QuickLine]:
    marks = [match for match in _MARK.finditer(text) if (match["named"] or match["listed"]) in tasks]
    if not marks:
        return [_line("", text)]
    ends = [match.start() for match in marks[1:]] + [len(text)]
    return [_line(m["named"] or m["listed"], text[m.end() : end]) for m, end in zip(marks, ends)]


def _line(task: str, text: str) -> QuickLine:
    rest, following = _cut(text, _NEXT)
    rest, problems = _cut(rest, _PROBLEMS)
    return QuickLine(task, rest.strip(_LEADING), _percent(rest), problems.strip(_LEADING), following.strip(_LEADING))


def _cut(text: str, mark: re.Pattern[str]) -> tuple[str, str]:
    found = mark.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _percent(text: str) -> str:
    found = _PERCENT.search(text)
    if not found:
        return ""
    if found[1]:
        return f"{Decimal(found[1]).normalize():f}%"
    return f"{_chinese(found[2])}%" if found[2] else f"{_DIGITS[found[3]] * 10}%"


def _chinese(text: str) -> int:
    """Up to 一百."""
    if "百" in text:
        return 100
    tens, mark, ones = text.rpartition("十")
    if not mark:
        return _DIGITS.get(text, 0)
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
