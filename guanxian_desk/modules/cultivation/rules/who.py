"""Who is who: rows of the register that are one enterprise under several codes or names.

Codes join rows for everything; names join enterprises only where the question is whether something was paid or
claimed before (reading 1 of the programme).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from guanxian_desk.base.identity import normal_code
from guanxian_desk.modules.cultivation.facts import (
    Activity,
    Enterprise,
    OtherAward,
    Recognition,
    Records,
    YearFigures,
)

_SEVERAL = re.compile(r"[、，,；;]")
_BLANKS = re.compile(r"\s+")


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Record = TypeVar("_Record", bound=_Coded)


@dataclass(frozen=True, eq=False)
class Firm:
    """One enterprise under all its codes.

    code and row: the newest; codes: all of them, newest first; kin: equal for enterprises that a former name joins;
    figures: by year, of two codes the newer one's.
    """

    row: Enterprise
    codes: tuple[str, ...]
    kin: str
    figures: Mapping[int, YearFigures]
    recognitions: tuple[Recognition, ...]
    activities: tuple[Activity, ...]
    awards: tuple[OtherAward, ...]

    @property
    def code(self) -> str:
        """The newest code."""
        return self.row.code

    @property
    def name(self) -> str:
        """The newest name."""
        return self.row.name


class Registry:
    """All enterprises, and which of them a code belongs to."""

    def __init__(self, firms: Iterable[Firm]) -> None:
        self.firms: tuple[Firm, ...] = tuple(sorted(firms, key=lambda firm: firm.code))
        self._by_code = {code: firm for firm in self.firms for code in firm.codes}

    def find(self, code: str) -> Firm | None:
        """The enterprise of a code, also of a former one; None when nobody registered it."""
        return self._by_code.get(code)


def parts(cell: str | None) -> tuple[str, ...]:
    """The words of a cell that holds several, separated by 、，,；;."""
    return tuple(part.strip() for part in _SEVERAL.split(cell or "") if part.strip())


def former_codes(row: Enterprise) -> tuple[str, ...]:
    """The codes that the row names as its former ones."""
    return tuple(code for code in map(normal_code, parts(row.former_codes)) if code != row.code)


def plain(name: str) -> str:
    """A firm's name for comparison: half-width, no blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name))


def former_names(row: Enterprise) -> frozenset[str]:
    """The names that the row gives as its former ones: the whole cell, and its parts when there are several."""
    return frozenset(plain(part) for part in (row.former_names or "", *parts(row.former_names)) if part)


def registry(records: Records) -> Registry:
    """The enterprises with all records under any of their codes."""
    groups = _grouped(records.enterprises)
    kin = _kin(groups)
    figures, recognitions = _by_code(records.years), _by_code(records.recognitions)
    activities, awards = _by_code(records.activities), _by_code(records.awards)
    return Registry(
        Firm(
            rows[0],
            codes,
            kin[codes[0]],
            _figures(codes, figures),
            _under(codes, recognitions),
            _under(codes, activities),
            _under(codes, awards),
        )
        for codes, rows in groups.items()
    )


def _grouped(rows: Iterable[Enterprise]) -> dict[tuple[str, ...], list[Enterprise]]:
    """Rows that are one enterprise, newest first, by all their codes, newest first."""
    by_code = {row.code: row for row in rows}
    join = _Joining()
    for row in by_code.values():
        join.add(row.code)
        for former in former_codes(row):
            join.add(row.code, former)
    groups = {}
    for members in join.classes():
        codes = _newest_first(members, by_code)
        groups[codes] = [by_code[code] for code in codes if code in by_code]
    return groups


def _newest_first(members: Collection[str], by_code: Mapping[str, Enterprise]) -> tuple[str, ...]:
    """The newest code, then each before those that it names: the newest is what no other row names as a former one.

    Where that leaves several (a split, or rows that name each other), the last founded, then the highest code.
    """
    rows = [by_code[code] for code in members if code in by_code]
    named = {former for row in rows for former in former_codes(row)}
    heads = [row for row in rows if row.code not in named] or rows
    newest = max(heads, key=lambda row: (row.founded or date.min, row.code))
    order = _older_behind(newest.code, by_code)
    return (*order, *sorted(set(members).difference(order), reverse=True))


def _older_behind(newest: str, by_code: Mapping[str, Enterprise]) -> list[str]:
    """The codes that lead back from the newest, each behind all that name it; those of a circle are left out."""
    named = {newest: _named(newest, by_code)}
    for code in (reached := [newest]):
        for former in _named(code, by_code):
            if former not in named:
                named[former] = _named(former, by_code)
                reached.append(former)
    open_names = Counter(former for formers in named.values() for former in formers)
    order = [newest]
    for code in order:
        for former in named[code]:
            open_names[former] -= 1
            if not open_names[former] and former != newest:
                order.append(former)
    return order


def _named(code: str, by_code: Mapping[str, Enterprise]) -> tuple[str, ...]:
    """The codes that a code's row names as former ones, each once."""
    return tuple(dict.fromkeys(former_codes(by_code[code]))) if code in by_code else ()


def _kin(groups: Mapping[tuple[str, ...], list[Enterprise]]) -> dict[str, str]:
    """Newest code → the word that enterprises joined by former names share."""
    join = _Joining()
    bearers: dict[str, set[str]] = defaultdict(set)
    for codes, rows in groups.items():
        for row in rows:
            for name in former_names(row) | {plain(row.name)}:
                bearers[name].add(codes[0])
    for codes, rows in groups.items():
        join.add(codes[0])
        for name in frozenset().union(*map(former_names, rows)):
            for other in bearers[name]:
                join.add(codes[0], other)
    return {code: min(members) for members in join.classes() for code in members}


def _figures(codes: Iterable[str], by_code: Mapping[str, list[YearFigures]]) -> dict[int, YearFigures]:
    figures: dict[int, YearFigures] = {}
    for code in codes:
        for row in by_code.get(code, ()):
            figures.setdefault(row.year, row)
    return dict(sorted(figures.items()))


def _by_code(rows: Iterable[_Record]) -> dict[str, list[_Record]]:
    found: dict[str, list[_Record]] = defaultdict(list)
    for row in rows:
        found[row.code].append(row)
    return found


def _under(codes: Iterable[str], by_code: Mapping[str, list[_Record]]) -> tuple[_Record, ...]:
    return tuple(row for code in codes for row in by_code.get(code, ()))


class _Joining:
    """Classes of words that grow together."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def add(self, word: str, other: str = "") -> None:
        """Know a word; with another one, both are in one class from now on."""
        first, second = self._root(word), self._root(other or word)
        self._parent[max(first, second)] = min(first, second)

    def classes(self) -> list[list[str]]:
        """All classes."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in list(self._parent):
            found[self._root(word)].append(word)
        return list(found.values())

    def _root(self, word: str) -> str:
        self._parent.setdefault(word, word)
        while self._parent[word] != word:
            self._parent[word] = word = self._parent[self._parent[word]]
        return word
