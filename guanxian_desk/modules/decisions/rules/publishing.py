"""The day by which a decision must be public (第六条第二款、第五十二条), shared by chapters 1 and 7."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guanxian_desk.base.days import spoken
from guanxian_desk.modules.decisions.case import Case, latest
from guanxian_desk.modules.decisions.facts.deliberation import Decision, HigherApproval

COMPULSORY = ("提请县人大及其常委会审议决定", "报市人民政府批准")
TO_REPORT = "向县人大常委会报告"


@dataclass(frozen=True, slots=True)
class PublicationDue:
    """The limit, and how it was counted."""

    day: date
    terms: str


def publication_due(case: Case, decision: Decision) -> PublicationDue | None:
    """So many working days after the decision, or after the later 审议决定/批准 where that is compulsory.

    None while such an approval is still missing: the time does not run yet.
    """
    routes = [route for route in case.traits.higher_approval or () if route in COMPULSORY]
    days = [approval_day(case, route) for route in routes]
    if None in days:
        return None
    base = latest((decision.made_on, *days)) or decision.made_on
    count = case.limits(base).publication_workdays
    start = "决定" if base == decision.made_on else "审议决定或者批准"
    return PublicationDue(case.calendar.add(base, count), f"{start}（{spoken(base)}）起{count}个工作日")


def approval_day(case: Case, route: str) -> date | None:
    """The first day on which this route was concluded with approval, if that has come."""
    days = [entry.concluded_on for entry in approvals(case, route) if entry.approved and case.come(entry.concluded_on)]
    return min((day for day in days if day is not None), default=None)


def approvals(case: Case, route: str) -> list[HigherApproval]:
    """The records of one route."""
    return [entry for entry in case.dossier.deliberation.higher_approvals if entry.route == route]
