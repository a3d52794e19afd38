"""Plans as texts: a notice's task list with names as written, from the program's own files, a notice or the store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.base.paths import shipped
from guanxian_desk.modules.tasks.facts import Indicator, Plan, Reporting, StatutoryDate, Task
from guanxian_desk.modules.tasks.lists import unique
from guanxian_desk.modules.tasks.notice.notice import Notice, Section
from guanxian_desk.modules.tasks.units import UnitBook

SHIPPED = ("rule-of-law-2022", "digital-economy-2022")
_PLAN = {"key", "title", "number", "article", "issuer", "date", "year", "sections", "tasks"}
_TASK = {"no", "section", "title", "text", "lead", "responsible", "due"}
_TASK_MORE = {"indicators", "statutory"}


class PlanFileError(ValueError):
    """A plan file of the program is wrong; str() names the file and the fault."""


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task with its units as written."""

    no: str
    section: str
    title: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    due: date | None = None
    indicators: tuple[Indicator, ...] = ()
    statutory: tuple[StatutoryDate, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan as its notice says it; article: where in the notice (附件2), "" for the whole."""

    key: str
    title: str
    number: str
    article: str
    issuer: str
    day: date
    year: int
    sections: tuple[Section, ...]
    tasks: tuple[PlanTask, ...]
    reporting: Reporting = Reporting.EACH


def load_shipped(key: str) -> PlanText:
    """The plan of resources/plans/<key>.json; PlanFileError when the file is wrong."""
    raw = json.loads(shipped("resources", "plans", f"{key}.json").read_text("utf-8"))
    if raw.keys() != _PLAN or raw["key"] != key:
        raise PlanFileError(f"{key}: missing or unknown {sorted(raw.keys() ^ _PLAN)}")
    return PlanText(
        key,
        raw["title"],
        raw["number"],
        raw["article"],
        raw["issuer"],
        date.fromisoformat(raw["date"]),
        raw["year"],
        tuple(Section(entry["no"], entry["title"]) for entry in raw["sections"]),
        tuple(_task(key, entry) for entry in raw["tasks"]),
    )


def _task(key: str, raw: Mapping[str, Any]) -> PlanTask:
    wrong = (_TASK - raw.keys()) | (raw.keys() - _TASK - _TASK_MORE)
    if wrong:
        raise PlanFileError(f"{key} {raw.get('no')}: missing or unknown {sorted(wrong)}")
    return PlanTask(
        raw["no"],
        raw["section"],
        raw["title"],
        raw["text"],
        tuple(raw["lead"]),
        tuple(raw["responsible"]),
        date.fromisoformat(raw["due"]) if raw["due"] else None,
        tuple(Indicator(**entry) for entry in raw.get("indicators", ())),
        tuple(
            StatutoryDate(entry["what"], entry["to"], date.fromisoformat(entry["by"]), entry["source"])
            for entry in raw.get("statutory", ())
        ),
    )


def from_notice(notice: Notice, key: str, day: date) -> PlanText:
    """A notice that was read, as a plan of the day."""
    tasks = tuple(
        PlanTask(task.no, task.section, task.title, task.text, task.lead, task.responsible, task.due)
        for task in notice.tasks
    )
    year = notice.year or day.year
    return PlanText(key, notice.title, notice.number, "", notice.issuer, day, year, notice.sections, tasks)


def bind(text: PlanText, book: UnitBook, reporting: Reporting | None = None) -> Plan:
    """The plan as it binds units: names resolved now, groups as they stood on the plan's day (readings 7, 9, 10)."""
    tasks = tuple(_bound(task, text, book) for task in text.tasks)
    sections = tuple((section.no, section.title) for section in text.sections)
    return Plan(text.key, text.title, text.number, text.day, text.year, tasks, reporting or text.reporting, sections)


def _bound(task: PlanTask, text: PlanText, book: UnitBook) -> Task:
    day = text.day
    written = unique((*task.lead, *task.responsible))
    lead = frozenset[str]().union(*(book.holders(name, day) for name in task.lead))
    others = frozenset[str]().union(*(book.holders(name, day) for name in task.responsible))
    return Task(
        task.no,
        task.section,
        task.title,
        task.text,
        unique(book.canonical(name, day) for name in task.lead),
        unique(book.canonical(name, day) for name in task.responsible),
        lead | others,
        lead,
        tuple(name for name in written if not book.known(name)),
        task.due or date(text.year, 12, 31),
        task.indicators,
        task.statutory,
    )
