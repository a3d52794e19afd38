"""年度评价 and 目标完成情况: the yearly review of the pool, and the targets of 2022–2024 (冠政发〔2022〕9号 二、三)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.base.findings import Finding
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.facts import Records
from guanxian_desk.modules.cultivation.policy import CultivationPolicy
from guanxian_desk.modules.cultivation.rules import pool
from guanxian_desk.modules.cultivation.rules.pool import Candidate, Reviewed
from guanxian_desk.modules.cultivation.rules.targets import Target, targets
from guanxian_desk.modules.cultivation.rules.who import Registry, registry


@dataclass(frozen=True, eq=False)
class PoolReview:
    """The pool at the end of a year. target: how many enterprises it should hold."""

    year: int
    policy: CultivationPolicy
    target: int
    entries: tuple[Reviewed, ...]
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]

    @property
    def in_pool(self) -> int:
        """How many registered enterprises stand in it, each once whatever its classes."""
        return len({one.firm.code for one in self.entries if one.firm})

    def as_json(self) -> dict[str, Any]:
        """The document of the command-line contract."""
        return {
            "year": self.year,
            "target": self.target,
            "in_pool": self.in_pool,
            "entries": [_entry_json(one) for one in self.entries],
            "candidates": [
                {"code": one.firm.code, "name": one.firm.name, "meets": list(one.meets)} for one in self.candidates
            ],
            "findings": [{"code": one.code, "subject": one.subject, "detail": one.detail} for one in self.findings],
        }


@dataclass(frozen=True, eq=False)
class Targets:
    """The targets as of a day."""

    as_of: date
    policy: CultivationPolicy
    targets: tuple[Target, ...]

    def as_json(self) -> dict[str, Any]:
        """The document of the command-line contract."""
        return {"as_of": self.as_of.isoformat(), "targets": [_target_json(one) for one in self.targets]}


def review_pool(records: Records, policy: CultivationPolicy, year: int, known: Registry | None = None) -> PoolReview:
    """The yearly review: every entry with what it meets and what is proposed, and who could come in.

    known: the enterprises of these records, if at hand.
    """
    known = known or registry(records)
    reviewed = pool.review(records.pool, known, year, policy)
    return PoolReview(
        year,
        policy,
        policy.count("target-pool", date(year, 12, 31)),
        tuple(reviewed),
        tuple(pool.candidates(reviewed, known, year, policy)),
        tuple(pool_findings(reviewed)),
    )


def reach(records: Records, policy: CultivationPolicy, as_of: date, known: Registry | None = None) -> Targets:
    """The targets and who counts, as of the day. known: the enterprises of these records, if at hand."""
    return Targets(as_of, policy, tuple(targets(records, known or registry(records), policy, as_of)))


def pool_findings(reviewed: Iterable[Reviewed]) -> list[Finding]:
    """C05 of entries that do not meet their class, C10 of unknown codes; each code and class once."""
    found: dict[tuple[str, str], Finding] = {}
    for one in reviewed:
        subject = f"{one.entry.code}/{one.entry.category}"
        if one.firm is None:
            found[("C10", subject)] = Finding("C10", subject, 0, wording.unknown_code(one.entry.code))
        elif one.unfit is not None:
            found[("C05", subject)] = Finding("C05", subject, 0, wording.unfit(one.entry.category, one.unfit))
    return [found[key] for key in sorted(found)]


def _entry_json(one: Reviewed) -> dict[str, Any]:
    return {
        "code": one.firm.code if one.firm else one.entry.code,
        "name": one.firm.name if one.firm else "",
        "category": one.entry.category,
        "entered": one.entry.entered_on.isoformat(),
        "meets": list(one.meets),
        "action": one.action.value,
        "because": one.because,
    }


def _target_json(one: Target) -> dict[str, Any]:
    return {
        "key": one.metric.key,
        "name": one.metric.name,
        "target": one.target,
        "actual": one.actual,
        "names": [{"code": who.code, "name": who.name, "date": who.day.isoformat()} for who in one.counted],
    }
