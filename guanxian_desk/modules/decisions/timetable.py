"""The timetable (倒排工期): the earliest lawful day of every step from a first day, or the latest before a meeting.

Steps run together wherever no arrow stands between them (第三十六条第二款). Lags are the regulation's own periods.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guanxian_desk.base.days import WorkCalendar
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.limits import Limits
from guanxian_desk.modules.decisions.steps import MEETING, PUBLISHED, Arrow, Plan, plan_of


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step: earliest and latest lawful day, the day recorded in the dossier, and the steps it waits for.

    critical: a later day of this step moves the meeting.
    """

    step: str
    title: str
    earliest: date | None
    latest: date | None
    actual: date | None
    after: tuple[str, ...]
    norms: tuple[str, ...]
    critical: bool

    @property
    def slack(self) -> int | None:
        """Calendar days between earliest and latest; negative when it is already too late."""
        return (self.latest - self.earliest).days if self.earliest and self.latest else None


@dataclass(frozen=True, slots=True)
class Timetable:
    """The steps in the order of the procedure, and the day of the meeting."""

    steps: tuple[PlannedStep, ...]
    meeting: date

    def step(self, name: str) -> PlannedStep:
        """The step of this name; KeyError when the procedure does not have it."""
        return {step.step: step for step in self.steps}[name]


def from_day(dossier: Dossier, first: date, calendar: WorkCalendar, limits: Limits) -> Timetable:
    """Forward: nothing before the first day unless it is already recorded.

    NoCalendarError when working days of an unknown year are needed.
    """
    return from_plan(plan_of(dossier, limits), first, calendar, limits)


def from_plan(plan: Plan, first: date, calendar: WorkCalendar, limits: Limits) -> Timetable:
    """from_day() for a plan that was changed to try something."""
    earliest = _forward(plan, calendar, first)
    meeting = earliest[MEETING]
    assert meeting is not None  # every step has a day once a first day is given
    latest = _backward(plan, calendar, limits, meeting)
    return _told(plan, earliest, latest, _binding_before(plan, calendar, earliest), meeting)


def until_meeting(dossier: Dossier, meeting: date, calendar: WorkCalendar, limits: Limits) -> Timetable:
    """Backward from a wanted meeting; earliest is known only where recorded days lead to it.

    NoCalendarError when working days of an unknown year are needed.
    """
    plan = plan_of(dossier, limits)
    latest = _backward(plan, calendar, limits, meeting)
    return _told(plan, _forward(plan, calendar, None), latest, _binding_after(plan, calendar, latest), meeting)


def _forward(plan: Plan, calendar: WorkCalendar, first: date | None) -> dict[str, date | None]:
    earliest: dict[str, date | None] = {}
    for step in plan.steps:
        days = [_later(calendar, earliest[arrow.before], arrow) for arrow in step.after]
        known = [day for day in (first, *days) if day is not None]
        unknown = first is None and (None in days or not days)
        earliest[step.name] = step.actual or (None if unknown else max(known))
    return earliest


def _backward(plan: Plan, calendar: WorkCalendar, limits: Limits, meeting: date) -> dict[str, date]:
    published = calendar.add(meeting, limits.publication_workdays)
    latest = dict.fromkeys(PUBLISHED, published) | {MEETING: meeting, "decision": meeting}
    for step in reversed(plan.steps):
        if step.name not in latest:
            latest[step.name] = min(_sooner(calendar, latest[n], arrow) for n, arrow in plan.successors(step.name))
    return latest


def _later(calendar: WorkCalendar, day: date | None, arrow: Arrow) -> date | None:
    if day is None:
        return None
    return calendar.add(day, arrow.workdays) if arrow.workdays else day + timedelta(days=arrow.days)


def _sooner(calendar: WorkCalendar, day: date, arrow: Arrow) -> date:
    return calendar.latest_start(day, arrow.workdays) if arrow.workdays else day - timedelta(days=arrow.days)


def _binding_before(plan: Plan, calendar: WorkCalendar, earliest: Mapping[str, date | None]) -> set[str]:
    """The steps that the meeting waits for: from it backwards along every arrow that decides the later day."""
    chain, open_ = set(), [MEETING]
    while open_:
        name = open_.pop()
        chain.add(name)
        step = plan.named(name)
        if step.actual is None:
            open_ += [a.before for a in step.after if _later(calendar, earliest[a.before], a) == earliest[name]]
    return chain


def _binding_after(plan: Plan, calendar: WorkCalendar, latest: Mapping[str, date]) -> set[str]:
    """The chain that the wanted meeting leaves the least time: from the first step along every arrow that binds."""
    chain, open_ = set(), [plan.steps[0].name]
    while open_:
        name = open_.pop()
        chain.add(name)
        if name != MEETING:
            binding = plan.successors(name)
            open_ += [
                n for n, arrow in binding if _sooner(calendar, latest[n], arrow) == latest[name] and n not in PUBLISHED
            ]
    return chain


def _told(
    plan: Plan,
    earliest: Mapping[str, date | None],
    latest: Mapping[str, date],
    critical: set[str],
    meeting: date,
) -> Timetable:
    steps = (
        PlannedStep(
            step.name,
            step.title,
            earliest[step.name],
            latest[step.name],
            step.actual,
            tuple(dict.fromkeys(arrow.before for arrow in step.after)),
            step.norms,
            step.name in critical,
        )
        for step in plan.steps
    )
    return Timetable(tuple(steps), meeting)


def as_document(timetable: Timetable) -> dict[str, Any]:
    """The timetable as the JSON document of the contract."""
    return {"steps": [_step_document(step) for step in timetable.steps], "meeting": timetable.meeting.isoformat()}


def _step_document(step: PlannedStep) -> dict[str, Any]:
    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "step": step.step,
        "earliest": iso(step.earliest),
        "latest": iso(step.latest),
        "actual": iso(step.actual),
        "after": list(step.after),
        "norms": list(step.norms),
        "critical": step.critical,
    }
