"""Claims judged one by one and against each other: findings C01–C03, C06, C07, C09, C10, ceiling and entitlement
(readings 3–10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from guanxian_desk.base.identity import credit_code_ok
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.facts import Claim, Records
from guanxian_desk.modules.cultivation.policy import Climb, CultivationPolicy
from guanxian_desk.modules.cultivation.rules.catalogue import BLOCKING, BY_MATTER, ITEMS, SCALE_UP, Basis, Item
from guanxian_desk.modules.cultivation.rules.ceilings import ceiling_fen, meant_level, paid_before_fen, table_fen
from guanxian_desk.modules.cultivation.rules.events import (
    EventKey,
    activity_of,
    event_key,
    first_above_scale,
    recognised,
    tier_years,
)
from guanxian_desk.modules.cultivation.rules.stages import Progress, progress
from guanxian_desk.modules.cultivation.rules.who import Firm, Registry, plain, registry

_STANDING_BREAKERS = BLOCKING - {"C01"}
_ORDER_OF_ITEMS = {item.key: place for place, item in enumerate(ITEMS)}


class Found(NamedTuple):
    """A finding on a claim. detail: one Chinese sentence."""

    code: str
    detail: str


@dataclass(frozen=True, eq=False)
class Assessed:
    """A claim with what it comes to, fen. firm: None for an unknown code; level: the one it is for."""

    claim: Claim
    item: Item
    firm: Firm | None
    level: str
    ceiling: int
    findings: tuple[Found, ...]
    progress: Progress
    notes: tuple[str, ...]
    citation: str

    @property
    def entitled(self) -> int:
        """The ceiling, or nothing with a blocking finding."""
        return 0 if self.codes & BLOCKING else self.ceiling

    @property
    def payable(self) -> int:
        """What may be approved."""
        return min(self.claim.amount_fen, self.entitled)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its findings."""
        return frozenset(found.code for found in self.findings)

    @property
    def year(self) -> int:
        """The year it counts in."""
        return self.claim.occurred_on.year

    @property
    def enterprise(self) -> str:
        """The newest code of who claims; of an unknown code itself."""
        return self.firm.code if self.firm else self.claim.code

    @property
    def taken(self) -> int:
        """What it takes from a shared ceiling: approved, or else what may be approved, fen."""
        return self.progress.approved_fen if self.progress.approved else self.payable

    @property
    def priority(self) -> tuple[int, date, str]:
        """Its place when money is short: order of items, day, number."""
        return (_ORDER_OF_ITEMS[self.item.key], self.claim.occurred_on, self.claim.number)


@dataclass(frozen=True, eq=False)
class Assessment:
    """All claims of all years, by number, and the enterprises."""

    registry: Registry
    claims: tuple[Assessed, ...]

    def events(self) -> frozenset[EventKey]:
        """Every event that somebody claimed, whatever its findings."""
        return frozenset(
            event_key(one.firm, one.item, one.level, one.claim.occurred_on) for one in self.claims if one.firm
        )


def assess(records: Records, policy: CultivationPolicy) -> Assessment:
    """All claims under the policy."""
    known = registry(records)
    steps = progress(records.steps)
    claims = sorted(records.claims, key=lambda claim: claim.number)
    drafts = [_Draft(claim, known.find(claim.code), steps.get(claim.number, Progress()), policy) for claim in claims]
    _find_repeated(drafts)
    for draft in drafts:
        draft.ceiling = draft.own_ceiling()
    _share_instalments(drafts)
    return Assessment(known, tuple(draft.assessed() for draft in drafts))


class _Draft:
    """A claim while it is judged."""

    def __init__(self, claim: Claim, firm: Firm | None, progress: Progress, policy: CultivationPolicy) -> None:
        self.claim, self.firm, self.progress, self.policy = claim, firm, progress, policy
        self.item = BY_MATTER[claim.matter]
        self.activity = None
        if firm and self.item.basis is Basis.ACTIVITY:
            self.activity = activity_of(firm, self.item, claim.occurred_on)
        self.level = meant_level(self.item, claim.level, self.activity)
        self.ceiling = 0
        self.found: list[Found] = [Found(*one) for one in self._judged()]

    @property
    def what(self) -> str:
        """The matter in words."""
        return wording.matter(self.item, self.level)

    def own_ceiling(self) -> int:
        """The ceiling without other claims, fen."""
        if self.firm is None:
            return table_fen(self.item, self.level, self.claim.occurred_on, self.policy)
        return ceiling_fen(self.firm, self.item, self.level, self.claim.occurred_on, self.policy)

    def assessed(self) -> Assessed:
        """The finished judgement."""
        claim = self.claim
        above = claim.amount_fen > self.ceiling
        excess = [Found("C02", wording.above_ceiling(claim.amount_fen, self.ceiling))] if above else []
        name = self.item.ceilings.get(self.level) or next(iter(self.item.ceilings.values()))
        citation = self.policy.citation(name, claim.occurred_on)
        findings, notes = tuple(sorted(self.found + excess)), tuple(self._notes())
        return Assessed(claim, self.item, self.firm, self.level, self.ceiling, findings, self.progress, notes, citation)

    def _judged(self) -> list[tuple[str, str]]:
        day, policy = self.claim.occurred_on, self.policy
        outside = []
        if not policy.covers(day):
            outside.append(("C03", wording.outside_programme(day, policy.first_day, policy.last_day)))
        if self.firm is None:
            return [("C10", wording.unknown_code(self.claim.code)), *outside]
        found = [] if credit_code_ok(self.claim.code) else [("C10", wording.invalid_code(self.claim.code))]
        match self.item.basis:
            case Basis.REVENUE:
                return found + outside + self._revenue(self.firm)
            case Basis.SCALE:
                return found + (outside or self._scale(self.firm))
            case Basis.ACTIVITY:
                return found + (outside or self._unheld()) + self._attended()
            case Basis.RECOGNITION:
                return found + (outside or self._recognition(self.firm))

    def _revenue(self, firm: Firm) -> list[tuple[str, str]]:
        found = []
        year = tier_years(firm, self.policy).get(self.level)
        if year is None:
            found.append(("C06", wording.no_tier(self.level)))
        elif year != self.claim.occurred_on.year:
            found.append(("C06", wording.other_tier_year(self.level, year, self.claim.occurred_on)))
        if not (firm.row.private and firm.row.converting):
            found.append(("C09", wording.not_private(firm.row.private)))
        return found

    def _scale(self, firm: Firm) -> list[tuple[str, str]]:
        first, day = first_above_scale(firm), self.claim.occurred_on
        if first is None:
            return [("C03", wording.no_fact("首次升规"))]
        return [] if first.year == day.year else [("C03", wording.other_scale_year(day, first.year))]

    def _recognition(self, firm: Firm) -> list[tuple[str, str]]:
        day, policy = self.claim.occurred_on, self.policy
        fact = recognised(firm, self.item).get(self.level)
        if fact is None:
            return [("C03", wording.no_fact(self.what))]
        if not policy.covers(fact):
            return [("C03", wording.old_fact(fact, self.what, policy.first_day, policy.last_day))]
        return [("C03", wording.before_fact(day, fact, self.what))] if day < fact else []

    def _unheld(self) -> list[tuple[str, str]]:
        return [] if self.activity else [("C03", wording.no_activity(self.claim.occurred_on, self.item.matter))]

    def _attended(self) -> list[tuple[str, str]]:
        least = self.policy.count("people", self.claim.occurred_on)
        if self.activity is None or self.activity.people >= least:
            return []
        return [("C07", wording.few_people(self.activity, least))]

    def _notes(self) -> list[str]:
        """What the clerk should know though it is no finding."""
        if self.firm is None:
            return []
        notes = []
        first = first_above_scale(self.firm) if self.item is SCALE_UP else None
        if first and not first.document:
            notes.append(wording.NO_PROOF)
        before = paid_before_fen(self.firm, self.item, self.level, self.policy)
        if before and self.policy.climb is Climb.FULL:
            notes.append(wording.difference(max(self.ceiling - before, 0)))
        notes += [
            wording.elsewhere(award.document, award.awarded_on)
            for award in self.firm.awards
            if self._same_matter(award.matter)
        ]
        return notes

    def _same_matter(self, matter: str) -> bool:
        return any(word in plain(matter) for word in (self.item.matter, *self.item.titles))


def _find_repeated(drafts: Sequence[_Draft]) -> None:
    """C01: of one event the first claim without another blocking finding stands, every later one is a repetition."""
    by_event: dict[EventKey, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.firm and not draft.item.instalments:
            key = event_key(draft.firm, draft.item, draft.level, draft.claim.occurred_on)
            by_event[key].append(draft)
    for same in by_event.values():
        same.sort(key=lambda one: (not one.progress.approved, one.claim.occurred_on, one.claim.number))
        stands = next((place for place, one in enumerate(same) if _stands(one.found)), 0)
        for later in same[stands + 1 :]:
            later.found.append(Found("C01", wording.repeated(same[stands].claim, later.what)))


def _stands(found: Iterable[Found]) -> bool:
    return not any(one.code in _STANDING_BREAKERS for one in found)


def _share_instalments(drafts: Iterable[_Draft]) -> None:
    """A later instalment's ceiling is what the earlier ones left of the enterprise's."""
    shared: dict[tuple[str, str, str], list[_Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.item.instalments:
            shared[(draft.firm.code if draft.firm else draft.claim.code, draft.item.key, draft.level)].append(draft)
    for same in shared.values():
        left = None
        for draft in sorted(same, key=lambda one: (one.claim.occurred_on, one.claim.number)):
            draft.ceiling = draft.ceiling if left is None else min(max(left, 0), draft.ceiling)
            left = draft.ceiling - draft.assessed().taken
