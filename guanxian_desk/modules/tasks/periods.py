"""Reporting periods: a month or a quarter, from the ways people write them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_QUARTER = re.compile(r"((?:19|20)\d{2})年?(?:Q([1-4])|第?([一二三四1-4])季度)")
_MONTH = re.compile(r"((?:19|20)\d{2})(?:-|年)(\d{1,2})月?")
# A spreadsheet turns 2022-05 into the first day of that month.
_FIRST_DAY = re.compile(r"((?:19|20)\d{2})-(\d{2})-01(?:00:00:00)?")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter; quarters compare by time."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """2022Q2."""
        return f"{self.year}Q{self.number}"

    @property
    def words(self) -> str:
        """2022年第二季度."""
        return f"{self.year}年第{'一二三四'[self.number - 1]}季度"

    @property
    def end(self) -> date:
        """Its last day."""
        return month_end(self.year, self.number * 3)

    @property
    def following(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter of a day."""
        return cls(day.year, (day.month + 2) // 3)


@dataclass(frozen=True, slots=True)
class Period:
    """What a report is about: a quarter (month None) or one month of it."""

    quarter: Quarter
    month: int | None = None

    @property
    def code(self) -> str:
        """2022Q2 or 2022-05."""
        return self.quarter.code if self.month is None else f"{self.quarter.year}-{self.month:02d}"

    @property
    def end(self) -> date:
        """Its last day."""
        return self.quarter.end if self.month is None else month_end(self.quarter.year, self.month)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def parse_period(text: str) -> Period | None:
    """2022Q2, 2022年第二季度, 2022-05, 2022年5月; None when it is no period."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    if match := _QUARTER.fullmatch(plain):
        digit = match[2] or match[3]
        return Period(Quarter(int(match[1]), _DIGITS.get(digit) or int(digit)))
    match = _MONTH.fullmatch(plain) or _FIRST_DAY.fullmatch(plain)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    month = int(match[2])
    return Period(Quarter.of(date(int(match[1]), month, 1)), month)
