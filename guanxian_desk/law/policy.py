"""Dated values of the notices: no number of a notice stands in code, each has its day, clause and document here.

A file of resources/policies names the document and then, per value, a list of editions:
{from, value, unit, clause, doc, label} and, where the notice leaves a choice to the office, {choices, note}.
Anything misspelt, missing, of the wrong type or out of order ends the load: a wrong file is a fault of the program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from guanxian_desk.base.paths import shipped

Value = int | str | date

_REQUIRED = {"from", "value", "unit", "clause", "doc", "label"}
_OPTIONAL = {"choices", "note"}
_COUNTED = ("%", "元", "天", "工作日", "个月", "月", "人", "家", "种", "分")
_UNITS: dict[str, type] = {**dict.fromkeys(_COUNTED, int), "日": date, "选项": str}


class PolicyFileError(ValueError):
    """A policy file of the program is wrong; str() names the file, the value and the fault."""


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """One edition of one value, in force from a day on.

    unit is % (whole per cent), 元, 天 (calendar days), 工作日, 个月 (a span), 月 (a month of the year), 人, 家, 种,
    分 (points), 日 (a date) or 选项 (one of choices);
    silent: the notice says nothing and the office chooses.
    """

    name: str
    since: date
    value: Value
    unit: str
    clause: str
    doc: str
    label: str
    choices: tuple[str, ...] = ()
    note: str = ""

    @property
    def silent(self) -> bool:
        """Whether the notice leaves the value to the office."""
        return bool(self.note)


@dataclass(frozen=True)
class PolicyBook:
    """All values of one notice."""

    key: str
    title: str
    doc: str
    values: Mapping[str, tuple[PolicyValue, ...]]

    @cached_property
    def first_day(self) -> date:
        """The first day on which every value of the notice is in force."""
        return max(editions[0].since for editions in self.values.values())

    def on(self, name: str, day: date) -> PolicyValue:
        """The edition in force on the day; LookupError for an unknown name or a day before the first edition."""
        current = [edition for edition in self.values[name] if edition.since <= day]
        if not current:
            raise LookupError(f"{self.key}: {name} is not in force on {day}")
        return current[-1]


def load_policy(key: str) -> PolicyBook:
    """The book of resources/policies/<key>.toml; PolicyFileError when it is wrong."""
    with shipped("resources", "policies", f"{key}.toml").open("rb") as file:
        try:
            return read_policy(key, tomllib.load(file))
        except tomllib.TOMLDecodeError as error:
            raise PolicyFileError(f"{key}: {error}") from error


def read_policy(key: str, raw: Mapping[str, Any]) -> PolicyBook:
    """A book from a parsed file; PolicyFileError names what is wrong."""
    title, doc = (_text(key, raw, name) for name in ("title", "doc"))
    values = {
        name: _editions(f"{key}.{name}", name, entries) for name, entries in raw.items() if name not in ("title", "doc")
    }
    if not values:
        raise PolicyFileError(f"{key}: no values")
    return PolicyBook(key, title, doc, values)


def _editions(where: str, name: str, entries: object) -> tuple[PolicyValue, ...]:
    if not isinstance(entries, list) or not entries:
        raise PolicyFileError(f"{where}: must be a list of editions")
    editions = tuple(_edition(where, name, entry) for entry in entries)
    days = [edition.since for edition in editions]
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise PolicyFileError(f"{where}: editions must follow one another by day")
    return editions


def _edition(where: str, name: str, entry: Mapping[str, Any]) -> PolicyValue:
    wrong = (_REQUIRED - entry.keys()) | (entry.keys() - _REQUIRED - _OPTIONAL)
    if wrong:
        raise PolicyFileError(f"{where}: missing or unknown {', '.join(sorted(wrong))}")
    since: Any = entry["from"]
    unit: Any = entry["unit"]
    value: Any = entry["value"]
    # A moment is a date to isinstance(), and a flag is an int: type() keeps both out.
    if type(since) is not date:
        raise PolicyFileError(f"{where}: from must be a date")
    if not _of_type(value, _UNITS.get(unit)):
        raise PolicyFileError(f"{where}: unit {unit!r} does not go with value {value!r}")
    choices = tuple(entry.get("choices", ()))
    if (unit == "选项") != bool(choices) or (choices and value not in choices):
        raise PolicyFileError(f"{where}: value {value!r} is none of choices {choices}")
    clause, doc, label = (_text(where, entry, field) for field in ("clause", "doc", "label"))
    return PolicyValue(name, since, value, unit, clause, doc, label, choices, str(entry.get("note", "")))


def _of_type(value: object, wanted: type | None) -> bool:
    return type(value) is wanted


def _text(where: str, raw: Mapping[str, Any], field: str) -> str:
    text = raw.get(field)
    if not isinstance(text, str) or not text.strip():
        raise PolicyFileError(f"{where}: {field} must be a text")
    return text
