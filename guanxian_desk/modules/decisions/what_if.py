"""Trying a timetable before deciding: what a shortened period would give, what the work itself takes, what runs beside.

The contract's timetable knows only the periods of the regulation. Here the clerk says how many days a step needs in
practice, and whether risk assessment waits for public participation or runs beside it (第三十六条第二款).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from guanxian_desk.base.days import WorkCalendar
from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.limits import Limits
from guanxian_desk.modules.decisions.steps import Arrow, Plan, Step, plan_of
from guanxian_desk.modules.decisions.timetable import Timetable, from_day, from_plan

_RISK, _PARTICIPATION = "risk_report", "opinion_summary"
_LONGEST = 366


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the regulation worded 一般, which a written reason may shorten. needs: what the law asks for it."""

    limit: str
    title: str
    unit: str
    needs: str


PERIODS: Mapping[str, Period] = {
    "R20-3": Period(
        "notice_days", "公开征求意见", "日", "征求意见时说明缩短的理由（第二十条第二款），并有决定人的书面理由"
    ),
    "R34-1": Period("expert_workdays", "专家研究资料", "个工作日", "决定人的书面理由（第三十四条第一款）"),
    "R44-3": Period("review_workdays", "合法性审查", "个工作日", "决定人的书面理由（第四十四条第二款）"),
}


@dataclass(frozen=True)
class WhatIf:
    """What is tried. lengths: other lengths of 一般 periods, by norm; work: calendar days that steps take in practice;

    one_after_another: risk assessment begins only when public participation is over.
    """

    lengths: Mapping[str, int] = field(default_factory=dict)
    work: Mapping[str, int] = field(default_factory=dict)
    one_after_another: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """The timetable that would come of it; gained: calendar days that the meeting moves forward (negative: back)."""

    timetable: Timetable
    gained: int
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortening:
    """What releasing one 一般 period would give: the meeting it would allow, and the calendar days gained."""

    norm: str
    meeting: date
    gained: int

    @property
    def needs(self) -> str:
        """What the law asks for it."""
        return PERIODS[self.norm].needs


def try_out(dossier: Dossier, first: date, calendar: WorkCalendar, limits: Limits, what: WhatIf) -> Tried:
    """The timetable from a first day under what is tried. UserError for a period that may not be shortened."""
    usual = from_day(dossier, first, calendar, limits).meeting
    changed = limits
    for norm, length in what.lengths.items():
        changed = shortened(changed, norm, length)
    plan = _with_work(plan_of(dossier, changed), what.work)
    timetable = from_plan(_waiting(plan) if what.one_after_another else plan, first, calendar, changed)
    needs = tuple(f"{PERIODS[norm].title}：{PERIODS[norm].needs}" for norm in what.lengths)
    return Tried(timetable, (usual - timetable.meeting).days, needs)


def shortenings(dossier: Dossier, first: date, calendar: WorkCalendar, limits: Limits) -> list[Shortening]:
    """What each lawful shortening would give at most, one at a time; those that gain nothing are left out."""
    usual = from_day(dossier, first, calendar, limits).meeting
    found = []
    for norm in PERIODS:
        meeting = from_day(dossier, first, calendar, shortened(limits, norm, 0)).meeting
        if meeting < usual:
            found.append(Shortening(norm, meeting, (usual - meeting).days))
    return found


def shortened(limits: Limits, norm: str, length: int) -> Limits:
    """The limits with the period of one 一般 norm set to another length. UserError for any other norm, or longer."""
    period = PERIODS.get(norm)
    if period is None:
        raise UserError(f"{norm} 规定的时间不能缩短", "没有试排", f"能说明理由缩短的有：{'、'.join(PERIODS)}")
    usual = getattr(limits, period.limit)
    if not 0 <= length <= usual:
        raise UserError(f"{period.title}试排的时间应是 0 至 {usual} {period.unit}", "没有试排")
    return replace(limits, **{period.limit: length})


def _with_work(plan: Plan, work: Mapping[str, int]) -> Plan:
    """Each of these steps is done so many days after all it waits for, at the earliest."""
    for days in work.values():
        if not 0 <= days <= _LONGEST:
            raise UserError(f"一个步骤所需的天数应是 0 至 {_LONGEST}", "没有试排")
    return Plan(tuple(_worked(step, work.get(step.name, 0)) for step in plan.steps))


def _worked(step: Step, days: int) -> Step:
    more = tuple(Arrow(arrow.before, days=days) for arrow in step.after if days > arrow.days or arrow.workdays)
    return replace(step, after=step.after + more) if days else step


def _waiting(plan: Plan) -> Plan:
    """The plan in which risk assessment waits for the end of public participation, with its own days of work."""
    names = [step.name for step in plan.steps]
    if _RISK not in names or _PARTICIPATION not in names:
        return plan
    risk = plan.named(_RISK)
    longest = max((arrow.days for arrow in risk.after), default=0)
    waiting = replace(risk, after=(*risk.after, Arrow(_PARTICIPATION, days=longest)))
    others = [step for step in plan.steps if step.name != _RISK]
    place = [step.name for step in others].index(_PARTICIPATION) + 1
    return Plan((*others[:place], waiting, *others[place:]))
