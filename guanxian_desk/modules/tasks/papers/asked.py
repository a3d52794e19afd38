"""What the tracker's papers are made from: a plan on the paper's day, and the parts that several of them share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.papers import Asked as AnyAsked
from guanxian_desk.modules.papers import Choice
from guanxian_desk.modules.tasks import queries, service
from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN, IndicatorSource
from guanxian_desk.modules.tasks.plans import PlanText
from guanxian_desk.modules.tasks.planting import townships_confirmed
from guanxian_desk.modules.tasks.reporting import chosen
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, TaskStatus
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.modules.tasks.rules.unitwise import UnitStatus, by_unit
from guanxian_desk.modules.tasks.service import Ruling

SMALL = 9.0
"""小五, for lists with many columns."""
DRAFT = "名录未核定，本件为草稿"
"""Until the clerk confirms 乡镇名录 (reading 8)."""


@dataclass(frozen=True)
class Asked(AnyAsked):
    """A paper of the tracker. source: the duty that computes indicators."""

    source: IndicatorSource | None = None


class Ground:
    """A plan on a day with everything a paper may say about it; read once, when first asked for."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.session, self.as_of = asked.session, asked.as_of
        keys = queries.plan_keys(asked.session)
        self.key, self.rest = split_subject(asked.subject, keys)

    @cached_property
    def text(self) -> PlanText:
        """The plan as its notice says it."""
        return queries.plan_text(self.session, self.key)

    @cached_property
    def status(self) -> PlanStatus:
        """The plan on the day."""
        return service.tasks_status(self.session, self.key, self.as_of, self.asked.source)

    @cached_property
    def units(self) -> tuple[UnitStatus, ...]:
        """Every holding unit, the best first."""
        return by_unit(self.status)

    @cached_property
    def rulings(self) -> Mapping[str, Ruling]:
        """核定灯 by task number."""
        return service.rulings(self.session, self.key, self.as_of)

    @cached_property
    def lamps(self) -> dict[str, Lamp]:
        """The lamp that papers show, by task number (reading 13)."""
        return {
            task.task.no: self.rulings[task.task.no].lamp if task.task.no in self.rulings else task.lamp
            for task in self.status.tasks
        }

    @cached_property
    def draft(self) -> str:
        """名录未核定 while 乡镇名录 is not confirmed, else ""."""
        return "" if townships_confirmed(self.session) else DRAFT

    @cached_property
    def basis(self) -> str:
        """The choice about 报送方式 with its basis."""
        return chosen(self.session, self.key, self.as_of).words

    @property
    def head(self) -> dict[str, Any]:
        """What every paper of the tracker is given."""
        asked, plan = self.asked, self.text
        return {
            "office": asked.office,
            "as_of": asked.as_of,
            "sample": asked.sample,
            "plan": plan.title,
            "number": plan.number,
            "basis": self.basis,
        }

    def lamp_words(self, task: TaskStatus) -> str:
        """A task's lamp as a table shows it; a 核定灯 says so."""
        no = task.task.no
        return f"{self.lamps[no]}（核定）" if no in self.rulings else str(self.lamps[no])

    def in_sections(self) -> list[tuple[str, list[TaskStatus]]]:
        """The tasks under their headings, in the plan's order."""
        found: dict[str, list[TaskStatus]] = {}
        for task in self.status.tasks:
            found.setdefault(task.task.section, []).append(task)
        return [(self.status.plan.section_words(section), tasks) for section, tasks in found.items()]


def split_subject(subject: str, keys: Sequence[str]) -> tuple[str, str]:
    """PLAN, PLAN/rest or rest: the plan's key (the rule-of-law plan where none is named) and the rest."""
    head, _slash, rest = subject.partition("/")
    if head in keys:
        return head, rest
    return DEFAULT_PLAN, subject


def plan_choices(asked: AnyAsked) -> list[Choice]:
    """The plans, as a paper is asked for one."""
    return [(key, queries.plan_text(asked.session, key).title) for key in queries.plan_keys(asked.session)]


def titled(table: Table, caption: str) -> Table:
    """The table as a sheet of the workbook."""
    return replace(table, caption=caption)


def number_column() -> Column:
    """序号."""
    return Column("序号", CellKind.COUNT, 0.5, align="center")


def due_words(day: date) -> str:
    """A task's last day, short."""
    return day.isoformat()


def lamp_counts(lamps: Sequence[Lamp]) -> str:
    """蓝灯2项、绿灯3项 of the lamps that occur."""
    return "、".join(f"{lamp}灯{lamps.count(lamp)}项" for lamp in Lamp if lamp in lamps)
