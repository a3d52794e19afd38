"""The shared 500 万元 and the stated cut (readings 7, 11 and 13), and the whole answer about rewards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.oracle.cultivation_claims import Claim, judged, suggestions
from tests.oracle.cultivation_facts import ITEMS, WAN, YEARS
from tests.oracle.cultivation_pool import pool_findings
from tests.oracle.cultivation_who import Book, People, bad_code, in_year

BUDGET = 500 * WAN
DEFAULTS = {"tiers": "highest", "climb": "full", "budget_period": "year", "growth_pct": "20"}


class Pot:
    """The money of a period."""

    def __init__(self, period: str, budget: int, claims: list[Claim], uses: int) -> None:
        self.period, self.budget, self.claims = period, budget, claims
        self.approved = sum(one.approved for one in claims)
        self.paid = sum(one.paid for one in claims)
        self.room = budget - uses - self.approved
        self.waiting = [one for one in claims if not one.is_approved]
        self.wanted = sum(one.payable for one in self.waiting)

    @property
    def is_short(self) -> bool:
        return self.wanted > self.room

    def cut(self) -> dict[str, Any]:
        order = [item.event for item in ITEMS]
        served = sorted(self.waiting, key=lambda one: (order.index(one.item.event), one.day, one.number))
        left, priority = max(0, self.room), []
        for one in served:
            priority.append((one.number, min(one.payable, left)))
            left -= priority[-1][1]
        return {
            "period": self.period,
            "room": self.room,
            "over": self.wanted - self.room,
            "priority": priority,
            "prorata": self._shared(max(0, self.room)),
        }

    def _shared(self, room: int) -> dict[str, int]:
        shares = {one.number: divmod(one.payable * room, max(1, self.wanted)) for one in self.waiting}
        got = {number: whole for number, (whole, _) in shares.items()}
        for number in sorted(shares, key=lambda name: (-shares[name][1], name))[
            : room - sum(got.values()) if self.wanted else 0
        ]:
            got[number] += 1
        return got


def _pot(claims: list[Claim], book: Book, years: tuple[int, ...], name: str, budget: int) -> Pot:
    uses = sum(row["amount_fen"] for row in book["budget-uses"] if row["year"] in years)
    return Pot(name, budget, [one for one in claims if one.day.year in years], uses)


def pots(claims: list[Claim], book: Book, year: int | None, options: Mapping[str, str]) -> tuple[Pot, list[Pot]]:
    """The pot of the answer and those that C04 is judged on."""
    if options["budget_period"] == "programme" and (year is None or year in YEARS):
        whole = _pot(claims, book, YEARS, "2022-2024", BUDGET)
        return whole, [whole]
    if year is None:
        whole = _pot(claims, book, YEARS, "2022-2024", 3 * BUDGET)  # no claim outside is payable
        return whole, [_pot(claims, book, (one,), str(one), BUDGET) for one in YEARS]
    own = _pot(claims, book, (year,), str(year), BUDGET if year in YEARS else 0)
    return own, [own]


def record_findings(book: Book, people: People, year: int | None) -> list[tuple[str, str]]:
    """C08 and C10 of what is no claim (reading 10)."""
    told = [("C10", row["code"]) for row in book["enterprises"] if bad_code(row["code"])]
    for row in in_year(book["recognitions"], "recognised_on", year):
        subject = f"{row['code']}/{row['title']}/{row['level']}/{row['recognised_on'].isoformat()}"
        if not row.get("document"):
            told.append(("C08", subject))
        if people.is_bad(row["code"]):
            told.append(("C10", subject))
    held = in_year(book["events"], "held_on", year)
    return told + [("C10", row["number"]) for row in held if people.is_bad(row["code"])]


def rewards(book: Book, year: int | None, asked: Mapping[str, str]) -> dict[str, Any]:
    """The document of the contract, without the words."""
    options = {**DEFAULTS, **asked}
    people = People(book)
    claims = judged(book, people, options)
    shown, judged_pots = pots(claims, book, year, options)
    own = [one for one in claims if year is None or one.day.year == year]
    short = [pot for pot in judged_pots if pot.is_short]
    found = [(code, one.number) for one in own for code in one.found]
    found += record_findings(book, people, year) + [("C04", pot.period) for pot in short]
    if year in YEARS:
        found += pool_findings(book, people, year, options)
    return {
        "year": year,
        "budget": shown.budget,
        "approved": shown.approved,
        "paid": shown.paid,
        "remaining": shown.room,
        "claims": {one.number: _claim(one) for one in own},
        "suggested": sorted(suggestions(people, claims, year, options)),
        "findings": sorted(found),
        "cut": [pot.cut() for pot in short],
    }


def _claim(one: Claim) -> tuple[Any, ...]:
    return (
        one.shown,
        one.item.event,
        one.written,
        one.entitled,
        one.claimed,
        one.approved,
        one.state,
        one.item.notices,
        sorted(one.found),
    )
