"""An indicator as a clerk writes it, and what keeps it from being taken; the same on screen and at the door."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from guanxian_desk.base.units import plain_name
from guanxian_desk.modules.tasks.facts import UNITS_SUM, Indicator

AT_LEAST, EQUAL = ">=", "="
_LONGEST_NAME, _LONGEST_UNIT = 40, 6
_MOST = 999_999_999
_WHOLE_PERCENT = 100
# A report writes 名称=值；名称=值, and a finding puts the name between “ and ”.
_SIGNS = re.compile(r"[=;,、“”\n]")


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """Name, whether the target is a floor or exact (op >= or =), target, its unit; measure as in Indicator."""

    name: str
    op: str
    target: int
    unit: str
    measure: str = ""

    @property
    def computed(self) -> bool:
        """Whether another duty computes it."""
        return is_computed(self.measure)


def is_computed(measure: str) -> bool:
    """Whether a measure is another duty's; what another duty computes is always a rate in %."""
    return measure not in ("", UNITS_SUM)


def draft_of(one: Indicator) -> IndicatorDraft:
    """An indicator that stands, to be changed."""
    return IndicatorDraft(one.name, one.op, one.target, one.unit, one.measure)


def whole_number(text: str) -> int | None:
    """A target as typed (500, ５００, 1,200); None when it is no whole number."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) <= len(str(_MOST)) else None


def name_fault(name: str, others: Iterable[str]) -> str:
    """Why a name cannot be taken beside the task's other indicators; "" when it can."""
    if not name.strip():
        return "请填指标名称，各单位填报“名称=值”时用它"
    sign = _SIGNS.search(unicodedata.normalize("NFKC", name))
    if sign:
        return f"名称里不能有“{sign.group()}”，填报指标值时会读错" if sign.group() not in "“”\n" else "名称里不能有引号"
    if len(name) > _LONGEST_NAME:
        return f"名称请不超过 {_LONGEST_NAME} 个字"
    if plain_name(name) in map(plain_name, others):
        return "这项任务已有同名指标"
    return ""


def target_fault(text: str, op: str, measure: str) -> str:
    """Why a target as typed cannot be taken; "" when it can."""
    target = whole_number(text)
    if target is None:
        return "请填整数，不带单位，如 500"
    if op == AT_LEAST and target < 1:
        return "“不少于 0”总是达标，请填 1 以上的整数"
    if is_computed(measure) and target > _WHOLE_PERCENT:
        return "由本机计算的是百分率，目标请在 0 至 100 之间"
    return ""


def unit_fault(unit: str, measure: str) -> str:
    """Why a unit cannot be taken; "" when it can. Rates are not added up."""
    if not unit:
        return "请填单位，如 次、人次、%"
    if len(unit) > _LONGEST_UNIT:
        return f"单位请不超过 {_LONGEST_UNIT} 个字"
    if any(sign.isdecimal() for sign in unit):
        return "单位里不能有数字"
    if is_computed(measure) and unit != "%":
        return "由本机计算的是百分率，单位请填 %"
    if measure == UNITS_SUM and unit == "%":
        return "百分率不能相加，请改单位，或改为取牵头单位的"
    return ""


def op_fault(op: str) -> str:
    """Why a comparison cannot be taken; "" when it can."""
    return "" if op in (AT_LEAST, EQUAL) else "请选 不少于、等于 之一"


def faults(draft: IndicatorDraft, others: Iterable[str]) -> list[str]:
    """Everything that keeps a draft from being taken."""
    found = (
        name_fault(draft.name, others),
        op_fault(draft.op),
        target_fault(str(draft.target), draft.op, draft.measure),
        unit_fault(draft.unit, draft.measure),
    )
    return [why for why in found if why]
