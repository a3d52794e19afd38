"""Counting days: working days by the State Council's calendars, months, and how a day is written.

The day an act falls on is never counted (民法典第二百零一条): all counts run from the day after.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from guanxian_desk.base.errors import UserError

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class NoCalendarError(UserError):
    """A working day of a year without an official calendar was asked for."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"没有{year}年的工作日历",
            "国务院办公厅的放假安排没有录入，不能把周一至周五当作工作日来推算",
            f"请按国务院办公厅{year}年放假通知补录放假日和调休上班日",
        )
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkYear:
    """One year's notice: weekdays that are off, and days at weekends that are worked (调休上班)."""

    year: int
    days_off: frozenset[date]
    make_up: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether the day is a working day."""
        return day in self.make_up if day.weekday() >= _SATURDAY else day not in self.days_off


class WorkCalendar:
    """The working days of the years whose official calendar is known; any other year is refused, never guessed."""

    def __init__(self, years: Iterable[WorkYear]) -> None:
        self._years: Mapping[int, WorkYear] = {year.year: year for year in years}
        self._listed: dict[int, list[date]] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are known, in order."""
        return tuple(sorted(self._years))

    def is_workday(self, day: date) -> bool:
        """Whether the day is a working day; NoCalendarError for an unknown year."""
        return self._year(day.year).works(day)

    def workdays(self, after: date, until: date) -> int:
        """How many working days d have after < d ≤ until (0 when until is not later).

        NoCalendarError when one of these days lies in an unknown year.
        """
        if until <= after:
            return 0
        first = after + _ONE_DAY
        return sum(
            bisect_right(days, until) - bisect_left(days, first)
            for days in map(self._workdays_of, range(first.year, until.year + 1))
        )

    def add(self, day: date, count: int) -> date:
        """The count-th working day after the day; with a negative count the -count-th before it; itself for 0."""
        if count == 0:
            return day
        return self._forward(day + _ONE_DAY, count) if count > 0 else self._backward(day - _ONE_DAY, -count)

    def latest_start(self, until: date, count: int) -> date:
        """The latest day x with workdays(x, until) ≥ count, count ≥ 1; x itself may be a day off."""
        return self._backward(until, count) - _ONE_DAY

    def _forward(self, first: date, count: int) -> date:
        year = first.year
        days = self._workdays_of(year)
        place = bisect_left(days, first) + count - 1
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._workdays_of(year)
        return days[place]

    def _backward(self, last: date, count: int) -> date:
        year = last.year
        days = self._workdays_of(year)
        place = bisect_right(days, last) - count
        while place < 0:
            year -= 1
            days = self._workdays_of(year)
            place += len(days)
        return days[place]

    def _workdays_of(self, year: int) -> list[date]:
        if year not in self._listed:
            known = self._year(year)
            new_year = date(year, 1, 1)
            days = (new_year + timedelta(days=n) for n in range((date(year, 12, 31) - new_year).days + 1))
            self._listed[year] = [day for day in days if known.works(day)]
        return self._listed[year]

    def _year(self, year: int) -> WorkYear:
        if year not in self._years:
            raise NoCalendarError(year)
        return self._years[year]


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day (2022-08-31 + 6 months = 2023-02-28)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def spoken(day: date) -> str:
    """A day as papers write it: 2022年4月13日."""
    return f"{day.year}年{day.month}月{day.day}日"
