"""The expert pool: who may be asked for a review, and who stands too near to the matter (第三十一条第一款)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from guanxian_desk.base.units import plain_name

Document = dict[str, Any]
_STOPS = re.compile(r"[、，,；;/\n]+")
# Shorter names would be found in half of all texts.
_SHORTEST = 2


class Concern(StrEnum):
    """Why an expert is looked at again. PARTY … DECLARED speak against asking; FIELD is a hint."""

    PARTY = "本人是利害关系人"
    EMPLOYER = "所在单位是利害关系人"
    CONNECTED = "与利害关系人有关联"
    UNDERTAKER = "所在单位是承办单位"
    DECLARED = "声明有直接利害关系"
    LEFT = "不在库"
    FIELD = "专业领域不合"


AGAINST = frozenset(
    {Concern.PARTY, Concern.EMPLOYER, Concern.CONNECTED, Concern.UNDERTAKER, Concern.DECLARED, Concern.LEFT}
)
"""The concerns for which an expert is not proposed."""


@dataclass(frozen=True, slots=True)
class PoolExpert:
    """One expert of the pool; fields and connected_with as written, parted by 、."""

    name: str
    employer: str
    kind: str
    fields: str
    specialties: str
    post: str
    connected_with: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert looked at for one dossier. concerns: each with whom or what it is about."""

    expert: PoolExpert
    concerns: tuple[tuple[Concern, str], ...]

    @property
    def proposed(self) -> bool:
        """Whether nothing speaks against asking."""
        return not any(concern in AGAINST for concern, _ in self.concerns)


def candidates(pool: Iterable[PoolExpert], document: Document, day: date) -> list[Candidate]:
    """Every expert of the pool for a dossier: those whom nothing speaks against first, then by field."""
    found = [Candidate(expert, tuple(_concerns(expert, document, day))) for expert in pool]
    return sorted(found, key=lambda one: (not one.proposed, len(one.concerns), one.expert.name))


def _concerns(expert: PoolExpert, document: Document, day: date) -> list[tuple[Concern, str]]:
    parties = [one["name"] for one in document["matter"].get("interested_parties") or ()]
    units = [one["name"] for one in (document.get("initiation") or {}).get("units") or ()]
    connected = _parts(expert.connected_with)
    found = [(Concern.PARTY, party) for party in parties if _same(party, expert.name)]
    found += [(Concern.EMPLOYER, party) for party in parties if _same(party, expert.employer)]
    found += [(Concern.CONNECTED, party) for party in parties if any(_same(party, one) for one in connected)]
    found += [(Concern.UNDERTAKER, unit) for unit in units if _same(unit, expert.employer)]
    found += _declared(expert, document)
    if (expert.since and day < expert.since) or (expert.until and expert.until <= day):
        found.append((Concern.LEFT, f"{expert.since or '—'} 至 {expert.until or '—'}"))
    wanted = document["matter"].get("fields") or ()
    own = _parts(f"{expert.fields}、{expert.specialties}")
    if wanted and not any(_same(field, one) for field in wanted for one in own):
        found.append((Concern.FIELD, "、".join(wanted)))
    return found


def _declared(expert: PoolExpert, document: Document) -> list[tuple[Concern, str]]:
    """What the expert declared in this dossier before."""
    return [
        (Concern.DECLARED, entry["interest"]["declared_on"])
        for review in document.get("expert_reviews") or ()
        for entry in review.get("experts") or ()
        if _same(entry["name"], expert.name) and (entry.get("interest") or {}).get("has_interest")
    ]


def as_entry(expert: PoolExpert) -> Document:
    """The expert as an entry of an expert review."""
    return {
        "name": expert.name,
        "kind": expert.kind,
        "specialties": list(dict.fromkeys(_parts(f"{expert.fields}、{expert.specialties}"))) or None,
        "employer": expert.employer,
    }


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _STOPS.split(text) if len(part.strip()) >= _SHORTEST]


def _same(one: str, other: str) -> bool:
    return plain_name(one) == plain_name(other)
