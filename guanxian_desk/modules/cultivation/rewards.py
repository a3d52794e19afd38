"""奖补: what is claimed, owed, found and left in a year (冠政发〔2022〕9号 四（十）, 10号 四)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from guanxian_desk.base.findings import Finding
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.facts import Records
from guanxian_desk.modules.cultivation.policy import CultivationPolicy
from guanxian_desk.modules.cultivation.review import pool_findings
from guanxian_desk.modules.cultivation.rules import pool
from guanxian_desk.modules.cultivation.rules.budget import Cut, Pot, Share, period_of, pots, whole
from guanxian_desk.modules.cultivation.rules.claims import Assessed, Assessment, assess
from guanxian_desk.modules.cultivation.rules.recorded import undocumented, wrong_codes
from guanxian_desk.modules.cultivation.rules.stages import Payable
from guanxian_desk.modules.cultivation.rules.suggest import Suggestion, suggestions
from guanxian_desk.modules.cultivation.rules.who import Registry


@dataclass(frozen=True, eq=False)
class Rewards:
    """The answer for a year, or for all claims when year is None.

    pot: the budget shown and all that weighs on it; claims: of the year; findings sorted by code and subject.
    """

    year: int | None
    policy: CultivationPolicy
    pot: Pot
    claims: tuple[Assessed, ...]
    suggested: tuple[Suggestion, ...]
    findings: tuple[Finding, ...]
    cuts: tuple[Cut, ...]

    def as_json(self) -> dict[str, Any]:
        """The document of the command-line contract; amounts in fen."""
        return {
            "year": self.year,
            "budget": self.pot.budget,
            "approved": self.pot.approved,
            "paid": self.pot.paid,
            "remaining": self.pot.room,
            "claims": [_claim_json(one) for one in self.claims],
            "suggested": [_suggestion_json(one) for one in self.suggested],
            "findings": findings_json(self.findings),
            "cut": [_cut_json(one) for one in self.cuts],
        }


def answer(
    records: Records, policy: CultivationPolicy, year: int | None, assessment: Assessment | None = None
) -> Rewards:
    """Everything about the claims of a year (of all years when None). assessment: of these records, if at hand."""
    assessment = assessment or assess(records, policy)
    claims = tuple(one for one in assessment.claims if year is None or one.year == year)
    short = [pot for pot in pots(assessment.claims, records.uses, policy, year) if pot.short]
    findings = [*_on_claims(claims), *_on_records(records, assessment.registry, year)]
    findings += [_short(pot) for pot in short]
    if year is not None and year in policy.years:
        findings += _on_pool(records, assessment.registry, year, policy)
    return Rewards(
        year,
        policy,
        whole(assessment.claims, records.uses, policy, year),
        claims,
        tuple(suggestions(assessment, policy, year)),
        tuple(sorted(findings, key=lambda one: (one.code, one.subject))),
        tuple(pot.cut() for pot in short),
    )


def approvable(
    assessment: Assessment, records: Records, policy: CultivationPolicy
) -> tuple[dict[str, Payable], dict[str, int]]:
    """What may still be approved: by claim, and by budget, fen."""
    payable = {one.claim.number: Payable(one.payable, period_of(one.year, policy)) for one in assessment.claims}
    years = {one.year for one in assessment.claims}
    rooms = {
        pot.period: pot.room for year in sorted(years) for pot in pots(assessment.claims, records.uses, policy, year)
    }
    return payable, rooms


def findings_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings as the command line prints them."""
    return [{"code": one.code, "subject": one.subject, "detail": one.detail} for one in findings]


def _on_claims(claims: Iterable[Assessed]) -> Iterator[Finding]:
    for one in claims:
        for found in one.findings:
            amount = one.claim.amount_fen - one.ceiling if found.code == "C02" else one.claim.amount_fen
            yield Finding(found.code, one.claim.number, amount, found.detail)


def _on_records(records: Records, known: Registry, year: int | None) -> Iterator[Finding]:
    recognitions = [one for one in records.recognitions if year is None or one.recognised_on.year == year]
    activities = [one for one in records.activities if year is None or one.held_on.year == year]
    yield from undocumented(recognitions, known)
    yield from wrong_codes(records.enterprises, recognitions, activities, known)


def _on_pool(records: Records, known: Registry, year: int, policy: CultivationPolicy) -> list[Finding]:
    return pool_findings(pool.review(records.pool, known, year, policy))


def _short(pot: Pot) -> Finding:
    detail = wording.over_budget(pot.period, pot.approved, pot.payable, pot.room)
    return Finding("C04", pot.period, pot.payable - pot.room, detail)


def _claim_json(one: Assessed) -> dict[str, Any]:
    return {
        "claim": one.claim.number,
        "enterprise": one.enterprise,
        "event": one.item.key,
        "level": one.claim.level or "",
        "entitled": one.entitled,
        "claimed": one.claim.amount_fen,
        "approved": one.progress.approved_fen,
        "state": one.progress.state.value,
        "clause": one.citation,
        "findings": sorted(one.codes),
    }


def _suggestion_json(one: Suggestion) -> dict[str, Any]:
    return {
        "enterprise": one.fact.firm.code,
        "name": one.fact.firm.name,
        "event": one.fact.item.key,
        "level": one.fact.level,
        "entitled": one.entitled,
        "clause": one.citation,
        "because": one.because,
    }


def _cut_json(cut: Cut) -> dict[str, Any]:
    return {
        "period": cut.period,
        "room": cut.room,
        "over": cut.over,
        "priority": [_share_json(share) for share in cut.priority],
        "prorata": [_share_json(share) for share in cut.prorata],
    }


def _share_json(share: Share) -> dict[str, Any]:
    return {"claim": share.claim, "amount": share.amount}
