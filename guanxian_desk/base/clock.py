"""Where "today" comes from: handed in, never read inside logic. Moments are naive Beijing time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "北京时间")


def beijing_now() -> datetime:
    """The moment in Beijing to the second, without a zone."""
    return datetime.now(BEIJING).replace(tzinfo=None, microsecond=0)


@dataclass(frozen=True)
class Clock:
    """A source of moments; tests and demos hand in their own."""

    now: Callable[[], datetime] = beijing_now

    def today(self) -> date:
        """The calendar day in Beijing."""
        return self.now().date()


def stopped_at(moment: datetime) -> Clock:
    """A clock that always shows the same moment."""
    return Clock(lambda: moment)
