"""A dossier as it stood when a paper was made: what was completed later is not told in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from guanxian_desk.modules.decisions.papers.source import Source

_COMPLETED: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("drafting", "drafts"): ("made_on",),
    ("drafting", "consultations"): ("replied_on",),
    ("drafting", "cost_benefit"): ("issued_on",),
    ("drafting", "fair_competition_review"): ("concluded_on",),
    ("drafting", "trade_compliance_review"): ("concluded_on",),
    ("participation", "notices"): ("closes_on",),
    ("participation", "symposia"): ("held_on",),
    ("participation", "hearings"): ("held_on",),
    ("participation", "other_methods"): ("completed_on",),
    ("participation", "polls"): ("conducted_on",),
    ("participation", "enterprise_consultations"): ("on",),
    ("participation", "opinions"): ("received_on",),
    ("participation", "summary"): ("completed_on",),
    ("expert_reviews",): ("concluded_on",),
    ("risk", "prior_assessments"): ("on",),
    ("risk", "assessments"): ("report", "issued_on"),
    ("risk", "controllability"): ("on",),
    ("legality", "unit_reviews"): ("office_meeting", "held_on"),
}
"""Where the day stands on which a record was completed."""


def so_far(source: Source, day: date | None) -> Source:
    """The dossier without what was completed after the day; as it is when the day is not known yet."""
    if day is None:
        return source
    document = dict(source.document)
    for path, completed in _COMPLETED.items():
        _cut(document, path, completed, day.isoformat())
    return replace(source, document=document)


def _cut(owner: dict[str, Any], path: tuple[str, ...], completed: tuple[str, ...], day: str) -> None:
    first, *rest = path
    held = owner.get(first)
    if not held:
        return
    if rest:
        owner[first] = dict(held)
        _cut(owner[first], tuple(rest), completed, day)
    elif isinstance(held, list):
        owner[first] = [one for one in held if not _later(one, completed, day)]
    elif _later(held, completed, day):
        owner[first] = None


def _later(record: Mapping[str, Any], completed: tuple[str, ...], day: str) -> bool:
    found: Any = record
    for name in completed:
        found = (found or {}).get(name)
    return bool(found) and found > day
