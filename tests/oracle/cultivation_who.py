"""Who is who in the cultivation registry (readings 1 and 10), read a second time.

A book is what was recorded: sheet kind → rows, each row field → value as the sheet declares it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tests.oracle.documents import CREDIT_ALPHABET, credit_check_character

Row = dict[str, Any]
Book = dict[str, list[Row]]


def parts(cell: str | None) -> list[str]:
    """Several values in one cell, separated by 、，,；;"""
    return [part.strip() for part in re.split("[、，,；;]", cell or "") if part.strip()]


def plain(name: str) -> str:
    """Reading 1: blanks removed, half-width."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def bad_code(code: str) -> bool:
    """Not 18 characters of GB 32100 with the right last one."""
    if len(code) != 18 or any(char not in CREDIT_ALPHABET for char in code):
        return True
    return credit_check_character(code[:17]) != code[17]


class Together:
    """Things that were said to be one, directly or over others."""

    def __init__(self) -> None:
        self.above: dict[Any, Any] = {}

    def top(self, one: Any) -> Any:
        while self.above.get(one, one) != one:
            one = self.above[one]
        return one

    def join(self, one: Any, other: Any) -> None:
        self.above[self.top(one)] = self.top(other)


class Firm:
    """One enterprise with all that was recorded under any of its codes. codes: the newest first."""

    def __init__(self, codes: list[str], rows: list[Row]) -> None:
        self.codes = codes
        self.rows = rows
        self.row = rows[0]
        self.code, self.name = self.row["code"], self.row["name"]
        self.years: dict[int, Row] = {}
        self.recognitions: list[Row] = []
        self.activities: list[Row] = []

    def said(self, field: str) -> Any:
        return self.row.get(field)


class People:
    """The enterprises of a book, found by any of their codes."""

    def __init__(self, book: Book) -> None:
        rows = {row["code"]: row for row in book["enterprises"]}
        former = {code: parts(row.get("former_codes")) for code, row in rows.items()}
        together = Together()
        for code, named in former.items():
            for old in named:
                together.join(code, old)
        groups: dict[str, list[str]] = defaultdict(list)
        for code in dict.fromkeys([*rows, *(old for named in former.values() for old in named)]):
            groups[together.top(code)].append(code)
        self.firms = [self._firm(group, rows, former) for group in groups.values()]
        self.by_code = {code: firm for firm in self.firms for code in firm.codes}
        self._records(book)
        self.names = self._joined_by_name()

    @staticmethod
    def _firm(group: list[str], rows: dict[str, Row], former: dict[str, list[str]]) -> Firm:
        named = {old for code in group for old in former.get(code, ())}
        order = [code for code in group if code not in named]
        for code in order:  # grows: what a newer code names comes after it
            order += [old for old in former.get(code, ()) if old not in order]
        return Firm(order, [rows[code] for code in order if code in rows])

    def _records(self, book: Book) -> None:
        for firm in self.firms:
            for code in reversed(firm.codes):  # the newest code's record wins
                firm.years |= {row["year"]: row for row in book["enterprise-years"] if row["code"] == code}
            firm.recognitions = [row for row in book["recognitions"] if row["code"] in firm.codes]
            firm.activities = [row for row in book["events"] if row["code"] in firm.codes]

    def _joined_by_name(self) -> Together:
        """A 曾用名 of one equal to a 企业名称 or 曾用名 of the other."""
        together = Together()
        for one in self.firms:
            old = {plain(name) for row in one.rows for name in parts(row.get("former_names"))}
            for other in self.firms:
                names = {plain(row["name"]) for row in other.rows}
                names |= {plain(name) for row in other.rows for name in parts(row.get("former_names"))}
                if old & names:
                    together.join(one.code, other.code)
        return together

    def of(self, code: str) -> Firm | None:
        return self.by_code.get(code)

    def shared(self, firm: Firm) -> str:
        """What stands for the enterprise and all that its names join to it."""
        return str(self.names.top(firm.code))

    def shown(self, code: str) -> str:
        """The code that a record is shown under."""
        firm = self.of(code)
        return firm.code if firm else code

    def is_bad(self, code: str) -> bool:
        """C10: the code is invalid or not registered."""
        return self.of(code) is None or bad_code(code)


def in_year(days: Iterable[Row], field: str, year: int | None) -> list[Row]:
    """The rows whose day lies in the year; all when None."""
    return [row for row in days if year is None or row[field].year == year]
