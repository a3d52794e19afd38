"""Names of units: what a written name means on a given day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class UnitName:
    """One name of a unit, valid from … to (exclusive); None means open."""

    unit_id: int
    name: str
    canonical: str
    since: date | None = None
    until: date | None = None


def plain_name(name: str) -> str:
    """A unit's name without blanks and full-width forms, the way two spellings are compared."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name))


class UnitDirectory:
    """Resolves written names (also aliases) to units; proposes the nearest when unknown, never invents one."""

    def __init__(self, names: Iterable[UnitName]) -> None:
        self._by_name: dict[str, list[UnitName]] = {}
        for entry in names:
            self._by_name.setdefault(plain_name(entry.name), []).append(entry)

    def resolve(self, name: str, day: date | None = None) -> UnitName | None:
        """The unit that the name stands for on the day (any day when None)."""
        for entry in self._by_name.get(plain_name(name), ()):
            if day is None or (
                (entry.since is None or entry.since <= day) and (entry.until is None or day < entry.until)
            ):
                return entry
        return None

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """The canonical names most like an unknown one, best first."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            plain_name(name), list(self._by_name), scorer=fuzz.ratio, limit=limit * 2, score_cutoff=45
        )
        names = [self._by_name[match[0]][0].canonical for match in found]
        return list(dict.fromkeys(names))[:limit]
