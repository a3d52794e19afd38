"""Column types of the data file: how money, days and moments lie in SQLite."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1)


def seconds(moment: datetime) -> int:
    """A naive local moment as whole seconds since 1970-01-01 00:00 local time."""
    return int((moment - EPOCH).total_seconds())


def moment(value: int) -> datetime:
    """The inverse of seconds()."""
    return EPOCH + timedelta(seconds=value)


def day_end(day: date) -> int:
    """The first second that no longer belongs to the day ("24:00" is exclusive)."""
    return seconds(datetime(day.year, day.month, day.day)) + 86_400


class Moment(TypeDecorator[datetime]):
    """A naive Beijing moment kept as whole seconds, so that a million of them compare as integers."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else seconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else moment(value)


fen = Annotated[int, mapped_column(BigInteger)]
fen_or_none = Annotated[int | None, mapped_column(BigInteger)]
moment_column = Annotated[datetime, mapped_column(Moment)]
moment_or_none = Annotated[datetime | None, mapped_column(Moment)]
