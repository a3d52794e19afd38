"""The regulation's numbers by edition, as one frozen value per day; no number of the regulation stands in a rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache

from guanxian_desk.base.errors import UserError
from guanxian_desk.law.policy import PolicyBook, load_policy


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers in force on a day: …_days calendar days, …_workdays working days, …_percent whole per cent."""

    notice_days: int
    symposium_papers_days: int
    hearing_notice_days: int
    hearing_papers_days: int
    hearing_announce_days: int
    stakeholder_percent: int
    industry_expert_percent: int
    expert_count: int
    expert_count_wide: int
    expert_workdays: int
    supplement_workdays: int
    review_workdays: int
    notice_other_channels: int
    publication_other_channels: int
    publication_workdays: int
    prompt_workdays: int
    report_months: int
    archive_month: int


class Editions:
    """The limits of every edition; chosen: the office's own values for what the regulation leaves open.

    first_day: the first edition came into force; earlier steps are judged by it all the same, and marked.
    """

    def __init__(self, book: PolicyBook, chosen: Mapping[str, int] | None = None) -> None:
        self._book = book
        self._chosen = dict(chosen or {})
        self.first_day = book.first_day
        self._starts = sorted({value.since for values in book.values.values() for value in values})
        self._limits: dict[date, Limits] = {}
        for name in self._chosen:
            if name not in book.values or not book.values[name][-1].silent:
                raise UserError(f"没有叫“{name}”的口径可选", "没有评判", f"可选的有：{'、'.join(_open_names(book))}")

    def on(self, day: date) -> Limits:
        """The limits of the edition in force on the day."""
        start = self._starts[max(bisect_right(self._starts, day) - 1, 0)]
        if start not in self._limits:
            self._limits[start] = self._at(max(start, self.first_day))
        return self._limits[start]

    def _at(self, day: date) -> Limits:
        values = {
            field.name: self._chosen.get(field.name, self._book.on(field.name, day).value) for field in fields(Limits)
        }
        return Limits(**values)  # type: ignore[arg-type]


def _open_names(book: PolicyBook) -> list[str]:
    return [name for name, editions in book.values.items() if editions[-1].silent]


@cache
def shipped_book() -> PolicyBook:
    """resources/policies/decisions-2022.toml: the regulation's numbers, and what is presumed where it has none."""
    return load_policy("decisions-2022")


@cache
def shipped_editions() -> Editions:
    """The shipped editions with the values presumed there."""
    return Editions(shipped_book())


def editions_with(chosen: Mapping[str, int], book: PolicyBook | None = None) -> Editions:
    """Editions with the office's own values; UserError for a value the regulation does not leave open."""
    return Editions(book or shipped_book(), chosen)
