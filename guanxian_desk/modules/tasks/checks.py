"""What the tracker's own rules say about a row of a workbook, before it is compared with the records (reading 11)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from guanxian_desk.base.identity import normal_code
from guanxian_desk.base.units import plain_name
from guanxian_desk.exchange.rowchecks import Judged, Said
from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN
from guanxian_desk.modules.tasks.periods import parse_period
from guanxian_desk.modules.tasks.units import UnitBook

Row = Mapping[str, Any]
WHOLE = 1_000_000
# A comma parts two values only where another name follows it: 1,200 is one number.
_PARTS = re.compile(r"[;\n]|[,、](?=[^;,、=]*=)")


@dataclass(frozen=True)
class PlanNumbers:
    """A plan's task numbers by their comparable form; each task's indicators by plain name, with their units."""

    title: str
    numbers: Mapping[str, str]
    indicators: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class ProgressFacts:
    """What a report is checked against: the plans by key, and the register of units."""

    plans: Mapping[str, PlanNumbers]
    book: UnitBook

    def plan_key(self, written: str) -> str | None:
        """The plan's key, also from its title."""
        plain = plain_name(written)
        for key, plan in self.plans.items():
            if plain.lower() == key.lower() or plain == plain_name(plan.title):
                return key
        return None


def check_progress(row: Row, facts: ProgressFacts) -> Judged:
    """One report: plan, task number and period in their stored form; unknown units are only told."""
    values, said = dict(row), []
    written = row["plan_key"] or DEFAULT_PLAN
    key = facts.plan_key(written)
    values["plan_key"] = key or written
    if key is None:
        known = "、".join(facts.plans)
        said.append(Said("plan_key", f"没有“{written}”这个计划，请改为：{known}"))
    said += _check_task(values, facts.plans.get(key or ""))
    period = parse_period(row["period"] or "")
    if period:
        values["period"] = period.code
    elif row["period"]:
        said.append(
            Said("period", f"报告期“{row['period']}”认不出来，请写成 2022Q2、2022年第二季度、2022-05 或 2022年5月")
        )
    percent = row["percent"]
    if percent is not None and not 0 <= percent <= WHOLE:
        said.append(Said("percent", "完成百分比应在 0 至 100 之间，请改正后重报"))
    said += _check_unit(row["unit_name"], facts.book)
    return Judged(values, tuple(said))


def _check_task(values: dict[str, Any], plan: PlanNumbers | None) -> list[Said]:
    written = values["task_number"]
    if plan is None or not written:
        return []
    number = plan.numbers.get(normal_code(written))
    if number is None:
        return [Said("task_number", f"计划里没有编号为“{written}”的任务，请对照任务分解表改正")]
    values["task_number"] = number
    return _check_values(values["indicator_values"] or "", number, plan.indicators[number])


def _check_values(text: str, number: str, asked: Mapping[str, str]) -> list[Said]:
    """What of 指标值 will not count: names that the task has not, values that are no number of the unit."""
    said = []
    for name, value in _pairs(text):
        unit = asked.get(name)
        if _number(value, asked.values()) is None:
            said.append(f"“{name}={value.strip()}”读不出数值{f'，请只写数或带单位“{unit}”' if unit else ''}")
        elif unit is None:
            said.append(f"任务 {number} 没有名为“{name}”的指标")
    return [Said("indicator_values", f"{words}，这个值不计入", False) for words in said]


def _check_unit(written: str | None, book: UnitBook) -> list[Said]:
    if not written or book.resolve(written):
        return []
    near = "、".join(book.nearest(written))
    advice = f"，相近的有{near}" if near else ""
    return [Said("unit_name", f"“{written}”不在单位名录里{advice}；先收下，核对名称或补上别名后才计入", False)]


def check_unit(row: Row) -> Judged:
    """One line of the register: a unit ends after it begins."""
    since, until = row["since"], row["until"]
    wrong = isinstance(since, date) and isinstance(until, date) and until <= since
    said = (Said("until", "停用日期应在启用日期之后，请核对"),) if wrong else ()
    return Judged(dict(row), said)


def indicator_values(text: str, units: Iterable[str] = ()) -> dict[str, Decimal]:
    """名称=值；… by plain names; parts that are no value are left out, 100% and 2次 count as 100 and 2.

    units: those of the plan's indicators; a value may carry one of them (3万元).
    """
    known = tuple(units)
    read = ((name, _number(value, known)) for name, value in _pairs(text))
    return {name: number for name, number in read if number is not None}


def _pairs(text: str) -> list[tuple[str, str]]:
    parts = (part.partition("=") for part in _PARTS.split(unicodedata.normalize("NFKC", text)))
    return [(plain_name(name), value) for name, mark, value in parts if mark and name.strip()]


def _number(text: str, units: Iterable[str]) -> Decimal | None:
    bare = text.strip()
    for unit in sorted(map(plain_name, units), key=len, reverse=True):
        if unit and bare.endswith(unit):
            bare = bare.removesuffix(unit)
            break
    bare = bare.rstrip("%次个件条项场期人家户起").strip().replace(",", "")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
