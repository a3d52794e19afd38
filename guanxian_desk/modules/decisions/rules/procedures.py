"""The five procedures of 第四十一条、第四十二条、第四十九条: whether and when each was performed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from guanxian_desk.modules.decisions.case import Case
from guanxian_desk.modules.decisions.facts.participation import Poll

PARTICIPATION, EXPERTS, RISK = "公众参与", "专家论证", "风险评估"
COMPETITION, TRADE = "公平竞争审查", "贸易政策合规审查"
PROCEDURES = (PARTICIPATION, EXPERTS, RISK, COMPETITION, TRADE)
Held_co = TypeVar("Held_co", covariant=True)


class Collected(Protocol):
    """A record of hearing the public that counts the opinions it received."""

    @property
    def id(self) -> str: ...
    @property
    def opinions_received(self) -> int | None: ...


class Done(NamedTuple, Generic[Held_co]):
    """One standing public participation and the day it was (or is to be) completed."""

    day: date | None
    name: str
    record: Held_co


def completed_collections(case: Case) -> Iterator[Done[Collected]]:
    """The standing public participations that collect opinions."""
    methods = case.dossier.participation.other_methods
    yield from (Done(notice.closes_on, "公开征求意见", notice) for notice in case.notices)
    yield from (Done(symposium.held_on, "座谈会", symposium) for symposium in case.symposia)
    yield from (Done(hearing.held_on, "听证会", hearing) for hearing in case.hearings)
    yield from (Done(method.completed_on, "其他方式听取意见", method) for method in methods)


def completed_participation(case: Case) -> Iterator[Done[Collected] | Done[Poll]]:
    """All standing public participations, polls too."""
    yield from completed_collections(case)
    yield from (Done(poll.conducted_on, "民意调查", poll) for poll in case.dossier.participation.polls)


def participation_recorded(case: Case) -> bool:
    """Whether any standing public participation is recorded, held or not."""
    return any(True for _ in completed_participation(case))


def completions(case: Case, procedure: str) -> list[date]:
    """The known days on which the procedure was (or is to be) completed."""
    drafting = case.dossier.drafting
    days: dict[str, list[date | None]] = {
        PARTICIPATION: [entry.day for entry in completed_participation(case)],
        EXPERTS: [review.concluded_on for review in case.expert_reviews],
        RISK: [assessment.report.issued_on for assessment in case.assessments],
        COMPETITION: [drafting.fair_competition_review.concluded_on],
        TRADE: [drafting.trade_compliance_review.concluded_on],
    }
    return [day for day in days[procedure] if day is not None]


def performed(case: Case, procedure: str, by: date) -> bool:
    """Whether the procedure was completed by the day."""
    return any(day <= by for day in completions(case, procedure))
