"""Who a written name is, and who a group phrase means, by the register of units (readings 7–10)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from guanxian_desk.base.paths import shipped
from guanxian_desk.base.units import plain_name
from guanxian_desk.modules.tasks.lists import split_list


class Kind(StrEnum):
    """类别 of a unit."""

    DEPARTMENT = "部门"
    TOWNSHIP = "乡镇"
    SUBDISTRICT = "街道"
    ZONE = "园区"
    COMPANY = "企业"
    OTHER = "其他"


_KINDS = {
    "department": Kind.DEPARTMENT,
    "township": Kind.TOWNSHIP,
    "subdistrict": Kind.SUBDISTRICT,
    "zone": Kind.ZONE,
    "company": Kind.COMPANY,
}
_GROUP, _ROLE = "collective", "role"
TOWNSHIPS = "各乡镇人民政府（街道办事处）"
# Which kinds a group phrase means by itself; every other one means nobody until the clerk says who (reading 9).
GROUP_KINDS: Mapping[str, frozenset[Kind]] = {
    TOWNSHIPS: frozenset({Kind.TOWNSHIP, Kind.SUBDISTRICT}),
    "县政府各部门": frozenset({Kind.DEPARTMENT}),
    "县直各部门": frozenset({Kind.DEPARTMENT}),
}


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit of the register; it exists from since to until (exclusive), None means open."""

    name: str
    kind: str
    groups: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def exists(self, day: date) -> bool:
        """Whether 启用日期 ≤ day < 停用日期."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A group phrase of the notices with its other spellings."""

    name: str
    aliases: tuple[str, ...] = ()


def spelling(name: str) -> str:
    """The form in which two spellings of a unit are the same (reading 7); no other guess is made."""
    plain = plain_name(name)
    plain = re.sub(r"(.[镇乡])人民政府$", r"\1", plain)
    plain = re.sub(r"(.街道)办事处$", r"\1", plain)
    if match := re.fullmatch(r"冠县(.+镇)", plain):
        return match[1]
    return "县" + plain[2:] if plain.startswith("冠县") else plain


class UnitBook:
    """The register of units with the group phrases, asked by written names."""

    def __init__(
        self,
        units: Iterable[UnitFact],
        phrases: Iterable[Phrase],
        settled: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """settled: group phrase → the units the clerk named for it, in place of what it means by itself."""
        self._units = {unit.name: unit for unit in units}
        self._phrases = {spelling(name): phrase.name for phrase in phrases for name in (phrase.name, *phrase.aliases)}
        self._settled = settled or {}
        self._names: dict[str, list[UnitFact]] = {}
        for unit in self._units.values():
            for name in dict.fromkeys(map(spelling, (unit.name, *unit.aliases))):
                self._names.setdefault(name, []).append(unit)
        for unit in self._units.values():
            for group in unit.groups:
                self._phrases.setdefault(spelling(group), group)

    def resolve(self, name: str, day: date | None = None) -> str | None:
        """The canonical name of the unit, None when nobody is called so.

        Of several units with one name (an old and a new one) the one that exists on the day.
        """
        found = self._names.get(spelling(name), ())
        standing = [unit for unit in found if day is None or unit.exists(day)]
        return next((unit.name for unit in (*standing, *found)), None)

    def phrase(self, name: str) -> str | None:
        """The group phrase in its first spelling, None when it is none."""
        return self._phrases.get(spelling(name))

    def canonical(self, name: str, day: date | None = None) -> str:
        """The unit's or group's canonical name; an unknown name as it is written."""
        return self.resolve(name, day) or self.phrase(name) or name

    def known(self, name: str) -> bool:
        """Whether the name is a unit's or a group's."""
        key = spelling(name)
        return key in self._names or key in self._phrases

    def members(self, phrase: str, day: date) -> frozenset[str]:
        """Who a group phrase means on a day: the clerk's answer, or its kinds and all whose 所属组 names it."""
        if phrase in self._settled:
            named = (self._units.get(name) for name in self._settled[phrase])
            return frozenset(unit.name for unit in named if unit and unit.exists(day))
        kinds = GROUP_KINDS.get(phrase, frozenset())
        return frozenset(
            unit.name
            for unit in self._units.values()
            if unit.exists(day) and (unit.kind in kinds or any(self.phrase(g) == phrase for g in unit.groups))
        )

    def holders(self, name: str, day: date) -> frozenset[str]:
        """The units that a name in a notice of that day binds: a unit always, a group's members of the day."""
        unit = self.resolve(name, day)
        if unit:
            return frozenset({unit})
        phrase = self.phrase(name)
        return self.members(phrase, day) if phrase else frozenset()

    def whole_names(self) -> tuple[str, ...]:
        """Names that hold a separator and must not be taken apart."""
        spelled = {name for unit in self._units.values() for name in (unit.name, *unit.aliases)}
        spelled |= _group_spellings()
        return tuple(sorted(name for name in spelled if len(split_list(name)) > 1))

    def written_names(self) -> tuple[str, ...]:
        """Every name and alias of the units, as it may stand in a running text, plain."""
        names = (name for unit in self._units.values() for name in (unit.name, *unit.aliases))
        plain = dict.fromkeys(form for name in names for form in _written_forms(plain_name(name)))
        return tuple(sorted(plain, key=len, reverse=True))

    @property
    def units(self) -> tuple[UnitFact, ...]:
        """All units of the register."""
        return tuple(self._units.values())

    def group_names(self) -> tuple[str, ...]:
        """Every group phrase, in its first spelling."""
        return tuple(dict.fromkeys(self._phrases.values()))

    def is_settled(self, phrase: str) -> bool:
        """Whether the clerk named the members of a group phrase."""
        return phrase in self._settled

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """The canonical names most like an unknown one, best first; only proposed, never taken."""
        from rapidfuzz import fuzz, process

        found = process.extract(spelling(name), list(self._names), scorer=fuzz.ratio, limit=limit * 2, score_cutoff=45)
        return list(dict.fromkeys(self._names[match[0]][0].name for match in found))[:limit]


def _written_forms(name: str) -> tuple[str, ...]:
    """A name with and without what reading 7 takes for the same: 斜店乡人民政府, 斜店乡."""
    short = re.sub(r"(.街道)办事处$", r"\1", re.sub(r"(.[镇乡])人民政府$", r"\1", name))
    whole = f"{short}人民政府" if short.endswith(("镇", "乡")) else name
    return tuple(dict.fromkeys((name, short, whole)))


@cache
def _shipped() -> list[dict[str, object]]:
    entries: list[dict[str, object]] = json.loads(shipped("resources", "units", "units.json").read_text("utf-8"))[
        "units"
    ]
    return entries


@cache
def shipped_phrases() -> tuple[Phrase, ...]:
    """The group phrases of the notices."""
    return tuple(
        Phrase(str(entry["name"]), tuple(map(str, entry["aliases"])))  # type: ignore[call-overload]
        for entry in _shipped()
        if entry["kind"] == _GROUP
    )


@cache
def shipped_units() -> tuple[UnitFact, ...]:
    """The units of the notices: all entries but group phrases and roles (reading 8)."""
    return tuple(
        UnitFact(
            str(entry["name"]),
            _KINDS.get(str(entry["kind"]), Kind.OTHER),
            (),
            tuple(map(str, entry["aliases"])),  # type: ignore[call-overload]
        )
        for entry in _shipped()
        if entry["kind"] not in (_GROUP, _ROLE)
    )


def shipped_book() -> UnitBook:
    """The register of a fresh data file."""
    return UnitBook(shipped_units(), shipped_phrases())


@cache
def _group_spellings() -> frozenset[str]:
    return frozenset(name for phrase in shipped_phrases() for name in (phrase.name, *phrase.aliases))


def split_groups(text: str) -> tuple[str, ...]:
    """所属组 of the register: several by 、."""
    return tuple(split_list(text, [name for name in _group_spellings() if "、" in name]))


def split_aliases(text: str) -> tuple[str, ...]:
    """曾用名及别名 of the register."""
    return tuple(split_list(text))
