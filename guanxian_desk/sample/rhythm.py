"""The days of the sample year 2022: when the tax hall is open, when people go shopping, at what hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from guanxian_desk.sample.places import Trade

FIRST_PAYMENT, LAST_PAYMENT = date(2022, 4, 13), date(2022, 6, 30)
LAST_USE = date(2022, 12, 31)
_HOLIDAYS = (
    (date(2022, 4, 30), date(2022, 5, 4)),
    (date(2022, 6, 3), date(2022, 6, 5)),
    (date(2022, 9, 10), date(2022, 9, 12)),
    (date(2022, 10, 1), date(2022, 10, 7)),
)
_MOVED_WORKDAYS = (date(2022, 4, 24), date(2022, 5, 7), date(2022, 10, 8), date(2022, 10, 9))
_SHOPPING_BY_WEEKDAY = (9, 9, 9, 10, 12, 19, 18)


def days(first: date, last: date) -> list[date]:
    """Every calendar day from first to last, both in."""
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def is_holiday(day: date) -> bool:
    """Whether the day lies in one of the year's long holidays."""
    return any(first <= day <= last for first, last in _HOLIDAYS)


def draw_payment_day(rng: Random, first: date = FIRST_PAYMENT) -> date:
    """A day on which the tax hall takes payments: brisk at first, a queue before the deadline."""
    open_days = days(first, LAST_PAYMENT)
    return rng.choices(open_days, [_payment_weight(day) for day in open_days])[0]


def _payment_weight(day: date) -> int:
    if day in _MOVED_WORKDAYS:
        weight = 10
    elif is_holiday(day) or day.weekday() == 6:
        weight = 0
    else:
        weight = 3 if day.weekday() == 5 else 10
    if day <= date(2022, 4, 20):
        return weight * 2
    return weight * (3 if day >= date(2022, 6, 27) else 2 if day >= date(2022, 6, 20) else 1)


def draw_issue_moment(rng: Random, paid_on: date) -> datetime:
    """A day or two after the payment in office hours; for the last payments the same evening."""
    if paid_on == LAST_PAYMENT:
        return moment(rng, paid_on, 19, 22)
    return moment(rng, min(paid_on + timedelta(days=rng.choice((1, 1, 1, 2, 2))), LAST_PAYMENT), 9, 17)


def shopping_weights(first: date) -> list[int]:
    """How likely each day from first to the last day of use is for a purchase by somebody who got vouchers on first.

    Weekends, holidays and the last days of the year draw more; fresh vouchers are spent sooner.
    """
    return [_shopping_weight(day, (day - first).days) for day in days(first, LAST_USE)]


def _shopping_weight(day: date, age: int) -> int:
    weight = _SHOPPING_BY_WEEKDAY[day.weekday()] + (8 if is_holiday(day) else 0)
    if day >= date(2022, 12, 20):
        weight *= 2
    return weight * (30 + 2 * max(0, 60 - age))


def draw_shopping_hour(rng: Random, day: date, trade: Trade) -> datetime:
    """A moment within the merchant's hours; meals at meal times."""
    opens, closes, _ = trade.value
    if trade is Trade.MEAL:
        return moment(rng, day, 11, 14) if rng.random() < 0.4 else moment(rng, day, 17, closes)
    return moment(rng, day, opens, closes)


def moment(rng: Random, day: date, from_hour: int, to_hour: int) -> datetime:
    """A second of the day from one full hour up to (not including) another."""
    seconds = rng.randrange(from_hour * 3600, to_hour * 3600)
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def mondays(first: date, last: date) -> Sequence[date]:
    """The Mondays from first to last, both in."""
    return [day for day in days(first, last) if day.weekday() == 0]
