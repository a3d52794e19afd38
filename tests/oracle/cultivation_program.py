"""What the program answers about a book, in the shape of the second reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from guanxian_desk.modules.cultivation import facts, review, rewards
from guanxian_desk.modules.cultivation.policy import cultivation_policy
from tests.oracle.cultivation_who import Book

TODAY = date(2024, 6, 30)
_FACTS: dict[str, tuple[str, Any]] = {
    "enterprises": ("enterprises", facts.Enterprise),
    "enterprise-years": ("years", facts.YearFigures),
    "recognitions": ("recognitions", facts.Recognition),
    "events": ("activities", facts.Activity),
    "reward-claims": ("claims", facts.Claim),
    "reward-steps": ("steps", facts.Step),
    "pool": ("pool", facts.PoolEntry),
    "budget-uses": ("uses", facts.BudgetUse),
    "other-awards": ("awards", facts.OtherAward),
    "trainees": ("trainees", facts.Trainee),
}


def records_of(book: Book) -> facts.Records:
    told = {}
    for kind, (name, fact) in _FACTS.items():
        told[name] = tuple(fact(**{field: row.get(field) for field in fact._fields}) for row in book[kind])
    return facts.Records(**told)


def program_rewards(book: Book, year: int | None, options: Mapping[str, str]) -> dict[str, Any]:
    return told_rewards(rewards.answer(records_of(book), cultivation_policy(TODAY, trial=options), year).as_json())


def program_review(book: Book, year: int, growth: int) -> dict[str, Any]:
    policy = cultivation_policy(TODAY, trial={"growth_pct": str(growth)})
    return told_review(review.review_pool(records_of(book), policy, year).as_json())


def program_targets(book: Book, as_of: date) -> dict[str, Any]:
    return told_targets(review.reach(records_of(book), cultivation_policy(as_of), as_of).as_json())


def told_rewards(document: dict[str, Any]) -> dict[str, Any]:
    return {
        **document,
        "claims": {one["claim"]: _claim(one) for one in document["claims"]},
        "suggested": sorted(
            (one["enterprise"], one["name"], one["event"], one["level"], one["entitled"])
            for one in document["suggested"]
        ),
        "findings": _found(document),
        "cut": [
            {
                **cut,
                "priority": [(one["claim"], one["amount"]) for one in cut["priority"]],
                "prorata": {one["claim"]: one["amount"] for one in cut["prorata"]},
            }
            for cut in document["cut"]
        ],
    }


def _claim(one: dict[str, Any]) -> tuple[Any, ...]:
    notices = " ".join(number for number in ("9", "10") if f"{number}号" in one["clause"])
    return (
        one["enterprise"],
        one["event"],
        one["level"],
        one["entitled"],
        one["claimed"],
        one["approved"],
        one["state"],
        notices,
        sorted(one["findings"]),
    )


def _found(document: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((one["code"], one["subject"]) for one in document["findings"])


def told_review(document: dict[str, Any]) -> dict[str, Any]:
    return {
        **document,
        "entries": sorted(
            (one["code"], one["name"], one["category"], one["entered"], one["meets"], one["action"])
            for one in document["entries"]
        ),
        "candidates": sorted((one["code"], one["name"], one["meets"]) for one in document["candidates"]),
        "findings": _found(document),
    }


def told_targets(document: dict[str, Any]) -> dict[str, Any]:
    told = {}
    for one in document["targets"]:
        names = sorted((name["code"], name["name"], name["date"]) for name in one["names"])
        assert one["actual"] == len(names)
        told[one["key"]] = (one["target"], names)
    return told
