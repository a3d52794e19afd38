"""A task as it was read, before its number is settled against its neighbours'."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from guanxian_desk.modules.tasks.notice.clauses import Names, Units, find_clauses, without_clauses

STOP = "。"


@dataclass(frozen=True, slots=True)
class Draft:
    """One task. value: its number, 0 when it has none; written: a number that is no numeral, as it stands;
    path: the headings above it; series: what its number counts in (the rank, or the table's column)."""

    value: int
    path: tuple[str, ...]
    title: str
    text: str
    units: Units
    due: date | None = None
    series: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above the tasks."""

    path: tuple[str, ...]
    title: str


@dataclass
class Gathered:
    """Headings and tasks in their order; counted: every number of a series under a heading, also of headings
    that stand among the tasks."""

    headings: list[Heading] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    counted: list[tuple[str, tuple[str, ...], int]] = field(default_factory=list)


def read_paragraph(text: str, names: Names) -> tuple[str, Units]:
    """A paragraph without its unit clauses, and whom they name."""
    clauses = find_clauses(text, names)
    units = Units()
    for clause in clauses:
        units = units.plus(clause.units)
    return without_clauses(text, clauses), units


def first_sentence(text: str) -> str:
    """The first sentence without its full stop."""
    return text.split(STOP, 1)[0]
