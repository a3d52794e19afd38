"""Who is owed something that nobody has claimed (reading 12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guanxian_desk.base.identity import credit_code_ok
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.policy import CultivationPolicy
from guanxian_desk.modules.cultivation.rules.catalogue import Basis, Item
from guanxian_desk.modules.cultivation.rules.ceilings import ceiling_fen
from guanxian_desk.modules.cultivation.rules.claims import Assessment
from guanxian_desk.modules.cultivation.rules.events import Fact, facts, first_above_scale


@dataclass(frozen=True, eq=False)
class Suggestion:
    """A reward to be claimed, fen. because: the facts behind it in words."""

    fact: Fact
    entitled: int
    citation: str
    because: str


def suggestions(assessment: Assessment, policy: CultivationPolicy, year: int | None) -> list[Suggestion]:
    """Facts of the year (of the whole programme when None) with a ceiling, their conditions met, claimed by nobody.

    Who could not be paid because the credit code is wrong is not asked to claim.
    """
    claimed = assessment.events()
    return [
        suggestion
        for firm in assessment.registry.firms
        if credit_code_ok(firm.code)
        for fact in facts(firm, policy)
        if (year is None or fact.day.year == year) and fact.key not in claimed
        for suggestion in _of(fact, policy)
    ]


def _of(fact: Fact, policy: CultivationPolicy) -> Iterator[Suggestion]:
    ceiling = ceiling_fen(fact.firm, fact.item, fact.level, fact.day, policy)
    if ceiling and _conditions_met(fact, policy):
        citation = policy.citation(fact.item.ceilings[fact.level], fact.day)
        yield Suggestion(fact, ceiling, citation, _because(fact))


def _conditions_met(fact: Fact, policy: CultivationPolicy) -> bool:
    if fact.item.basis is Basis.REVENUE:
        return bool(fact.firm.row.private and fact.firm.row.converting)
    return fact.activity is None or fact.activity.people >= policy.count("people", fact.day)


def _because(fact: Fact) -> str:
    item: Item = fact.item
    match item.basis:
        case Basis.SCALE:
            first = first_above_scale(fact.firm)
            assert first is not None
            return wording.scaled(first)
        case Basis.REVENUE:
            return wording.passed_tier(fact.level, fact.day.year, fact.firm.figures[fact.day.year].revenue_fen)
        case Basis.ACTIVITY:
            assert fact.activity is not None
            return wording.hosted(fact.activity)
        case Basis.RECOGNITION:
            return wording.newly(wording.matter(item, fact.level), fact.day)
