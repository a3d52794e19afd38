"""Working days by the official calendars, months, and the refusal of years nobody has entered."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.base.days import NoCalendarError, WorkCalendar, WorkYear, month_end, months_after, spoken
from guanxian_desk.law.calendar import official_calendar

CALENDAR = official_calendar()
DAYS = st.dates(date(2019, 6, 1), date(2025, 6, 1))


def test_every_day_of_the_shipped_years_agrees_with_the_published_arrangements() -> None:
    day, wrong = date(2018, 1, 1), []
    while day <= date(2026, 12, 31):
        if CALENDAR.is_workday(day) is not chinese_calendar.is_workday(day):
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []
    assert CALENDAR.years == tuple(range(2018, 2027))


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (date(2022, 9, 28), date(2022, 10, 10), 5),  # 29, 30, make-up 8 and 9, and 10
        (date(2022, 9, 30), date(2022, 10, 7), 0),
        (date(2022, 1, 28), date(2022, 1, 30), 2),  # a make-up Saturday and Sunday
        (date(2022, 5, 6), date(2022, 5, 6), 0),
        (date(2022, 5, 9), date(2022, 5, 6), 0),
        (date(2017, 12, 31), date(2018, 1, 2), 1),  # the first day is not counted, so 2017 is not asked for
    ],
)
def test_workdays(after: date, until: date, count: int) -> None:
    assert CALENDAR.workdays(after, until) == count


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2022, 9, 30), 1, date(2022, 10, 8)),
        (date(2022, 10, 8), -1, date(2022, 9, 30)),
        (date(2022, 12, 30), 1, date(2023, 1, 3)),
        (date(2023, 1, 3), -1, date(2022, 12, 30)),
        (date(2022, 10, 3), 0, date(2022, 10, 3)),
    ],
)
def test_add(day: date, count: int, found: date) -> None:
    assert CALENDAR.add(day, count) == found


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CALENDAR.workdays(date(2026, 12, 30), date(2027, 1, 1)),
        lambda: CALENDAR.add(date(2026, 12, 30), 5),
        lambda: CALENDAR.add(date(2018, 1, 2), -1),
        lambda: CALENDAR.is_workday(date(2027, 1, 4)),
    ],
)
def test_a_year_without_a_calendar_is_refused_and_named(ask: object) -> None:
    with pytest.raises(NoCalendarError, match=r"2027|2017"):
        ask()  # type: ignore[operator]


def test_a_later_year_is_entered_by_the_office() -> None:
    entered = WorkYear(2027, frozenset({date(2027, 1, 1)}), frozenset({date(2027, 1, 2)}))
    calendar = official_calendar([entered])
    assert calendar.workdays(date(2026, 12, 31), date(2027, 1, 4)) == 2


@given(DAYS, st.integers(1, 300))
def test_adding_and_counting_are_inverse(day: date, count: int) -> None:
    found = CALENDAR.add(day, count)
    assert CALENDAR.workdays(day, found) == count
    assert CALENDAR.is_workday(found)
    assert CALENDAR.workdays(day, found - timedelta(days=1)) == count - 1


@given(DAYS, st.integers(1, 200))
def test_going_back_lands_on_the_workday_that_leaves_as_many(day: date, count: int) -> None:
    found = CALENDAR.add(day, -count)
    assert CALENDAR.is_workday(found)
    assert CALENDAR.workdays(found - timedelta(days=1), day - timedelta(days=1)) == count


@given(DAYS, st.integers(1, 60))
def test_latest_start_leaves_enough_and_one_day_later_does_not(day: date, count: int) -> None:
    start = CALENDAR.latest_start(day, count)
    assert CALENDAR.workdays(start, day) == count
    assert CALENDAR.workdays(start + timedelta(days=1), day) == count - 1


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 7, 28), 6, date(2023, 1, 28)),
        (date(2022, 12, 31), 12, date(2023, 12, 31)),
        (date(2022, 3, 31), -1, date(2022, 2, 28)),
    ],
)
def test_months_after(day: date, months: int, found: date) -> None:
    assert months_after(day, months) == found


def test_the_end_of_a_month_and_the_written_day() -> None:
    assert month_end(2024, 2) == date(2024, 2, 29)
    assert spoken(date(2022, 4, 3)) == "2022年4月3日"


def test_an_empty_calendar_knows_no_year() -> None:
    with pytest.raises(NoCalendarError):
        WorkCalendar(()).workdays(date(2022, 1, 1), date(2022, 1, 4))
