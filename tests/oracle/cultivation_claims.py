"""What a claim is entitled to and what is wrong with it (readings 7 to 10), what was forgotten (reading 12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.oracle.cultivation_facts import (
    FIRST,
    GATHERINGS,
    LAST,
    LEAST_PEOPLE,
    OF_MATTER,
    YEARS,
    Fact,
    Item,
    all_facts,
    ceiling,
    fact_of,
    level_of,
)
from tests.oracle.cultivation_who import Book, Firm, People, Row, bad_code

BLOCKING = {"C01", "C03", "C06", "C07", "C09", "C10"}
STAGES = {"审核": "checked", "公示": "publicised", "批准": "approved", "拨付": "paid", "审计": "audited"}


class Claim:
    """A claim on the way to its judgement. found: codes of findings."""

    def __init__(self, row: Row, steps: dict[str, Row], people: People) -> None:
        self.number, self.day, self.claimed = row["number"], row["occurred_on"], row["amount_fen"]
        self.written = row.get("level") or ""
        self.item: Item = OF_MATTER[row["matter"]]
        self.level = level_of(self.item, row.get("level"))
        self.firm: Firm | None = people.of(row["code"])
        self.code, self.shown = row["code"], people.shown(row["code"])
        self.state = next((state for stage, state in reversed(STAGES.items()) if stage in steps), "applied")
        self.approved = _amount(steps, "批准")
        self.paid = _amount(steps, "拨付")
        self.is_approved = "批准" in steps
        self.found: set[str] = set()
        self.ceiling = 0

    @property
    def entitled(self) -> int:
        return 0 if self.found & BLOCKING else self.ceiling

    @property
    def payable(self) -> int:
        return min(self.claimed, self.entitled)

    def event(self, people: People) -> tuple[Any, ...]:
        """What may be rewarded once."""
        assert self.firm is not None
        return (people.shared(self.firm), *event_name(self.item, self.level, self.day))


def _amount(steps: dict[str, Row], stage: str) -> int:
    return (steps[stage].get("amount_fen") or 0) if stage in steps else 0


def event_name(item: Item, level: str, day: date) -> tuple[Any, ...]:
    if item.event in GATHERINGS:
        return (item.event, day)
    if item.event in ("scale-up", "top100"):
        return (item.event,)
    return (item.event, level)


def judged(book: Book, people: People, options: Mapping[str, str]) -> list[Claim]:
    steps: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in book["reward-steps"]:
        steps[row["claim"]][row["stage"]] = row
    claims = [Claim(row, steps[row["number"]], people) for row in book["reward-claims"]]
    for claim in claims:
        claim.ceiling = ceiling(claim.firm, claim.item, claim.level, claim.day, options)
        _own_faults(claim)
    _once_only(claims, people)
    _instalments(claims)
    for claim in claims:
        if claim.claimed > claim.ceiling:
            claim.found.add("C02")
    return claims


def _own_faults(claim: Claim) -> None:
    if claim.firm is None or bad_code(claim.code):
        claim.found.add("C10")
    if not FIRST <= claim.day <= LAST:
        claim.found.add("C03")
    if claim.firm is None:
        return
    fact = fact_of(claim.firm, claim.item, claim.level, claim.day)
    if claim.item.event != "revenue" and _wrong_day(claim, fact):  # of a tier C06 says so
        claim.found.add("C03")
    if fact and fact.activity and fact.activity["people"] < LEAST_PEOPLE:
        claim.found.add("C07")
    if claim.item.event == "revenue":
        if fact is None or fact.day.year != claim.day.year:
            claim.found.add("C06")
        if not (claim.firm.said("private") is True and claim.firm.said("converting") is True):
            claim.found.add("C09")


def _wrong_day(claim: Claim, fact: Fact | None) -> bool:
    if fact is None or not fact.inside or claim.day < fact.day:
        return True
    return claim.item.event == "scale-up" and claim.day.year != fact.day.year


def _once_only(claims: list[Claim], people: People) -> None:
    same: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.firm is not None and claim.item.event != "digital-park":
            same[claim.event(people)].append(claim)
    for group in same.values():
        group.sort(key=lambda one: (not one.is_approved, one.day, one.number))
        stands = next((place for place, one in enumerate(group) if not one.found & BLOCKING), 0)
        for later in group[stands + 1 :]:
            later.found.add("C01")


def _instalments(claims: list[Claim]) -> None:
    """Reading 6: a later instalment's ceiling is what the earlier claims left."""
    parks: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.firm is not None and claim.item.event == "digital-park":
            parks[claim.firm.code].append(claim)
    for group in parks.values():
        taken = 0
        for claim in sorted(group, key=lambda one: (one.day, one.number)):
            claim.ceiling = max(0, claim.ceiling - taken)
            taken += claim.approved if claim.is_approved else claim.payable


def suggestions(people: People, claims: list[Claim], year: int | None, options: Mapping[str, str]) -> list[Any]:
    """(code, name, event, level, entitled) of what nobody claimed."""
    known = {claim.event(people) for claim in claims if claim.firm is not None}
    told = []
    for firm in people.firms:
        for fact in all_facts(firm):
            worth = ceiling(firm, fact.item, fact.level, fact.day, options)
            event = (people.shared(firm), *event_name(fact.item, fact.level, fact.day))
            inside = fact.day.year in (YEARS if year is None else {year} & set(YEARS))
            if inside and worth > 0 and event not in known and _conditions(firm, fact):
                told.append((firm.code, firm.name, fact.item.event, fact.level, worth))
    return told


def _conditions(firm: Firm, fact: Fact) -> bool:
    if bad_code(firm.code):
        return False
    if fact.item.event == "revenue":
        return firm.said("private") is True and firm.said("converting") is True
    return fact.activity is None or fact.activity["people"] >= LEAST_PEOPLE
