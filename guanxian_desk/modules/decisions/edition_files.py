"""A later edition of the regulation, as a file of dated numbers, and which dossiers it would judge otherwise.

The file is written like resources/policies/decisions-2022.toml, with only the numbers that change and their new day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guanxian_desk.base.days import WorkCalendar
from guanxian_desk.base.errors import UserError
from guanxian_desk.law.policy import PolicyBook, PolicyFileError, PolicyValue, read_policy
from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.check import Checker
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.limits import Editions, shipped_book


@dataclass(frozen=True, slots=True)
class Edition:
    """One number of a later edition: from which day it counts, and the document that sets it."""

    name: str
    since: date
    value: int
    doc: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A verdict that an edition turns: state and limit before and after, on the day judged."""

    norm: str
    as_of: date
    before: State
    after: State
    due_before: date | None
    due_after: date | None


@dataclass(frozen=True, slots=True)
class Touched:
    """A dossier that an edition would judge otherwise."""

    key: str
    title: str
    verdicts: tuple[Turned, ...]


def edition_of(data: bytes, name: str) -> list[Edition]:
    """The numbers of a file, each later than all that are shipped. UserError when it is no such file."""
    try:
        book = read_policy("edition", tomllib.loads(data.decode("utf-8-sig")))
    except (UnicodeError, tomllib.TOMLDecodeError, PolicyFileError) as error:
        raise _refusal(name, "格式不对") from error
    shipped = shipped_book().values
    unknown = sorted(book.values.keys() - shipped.keys())
    if unknown:
        raise _refusal(name, f"规定里没有“{'、'.join(unknown)}”这个数")
    values = [value for editions in book.values.values() for value in editions]
    for value in values:
        newest = shipped[value.name][-1]
        if value.unit != newest.unit:
            raise _refusal(name, f"“{newest.label}”的单位应是{newest.unit}")
        if value.since <= newest.since:
            raise _refusal(name, f"“{newest.label}”的新数应晚于{newest.since.isoformat()}施行")
    return [Edition(value.name, value.since, number(value), value.doc) for value in values]


def number(value: PolicyValue) -> int:
    """A value of the regulation; all of them are whole numbers."""
    if not isinstance(value.value, int):
        raise TypeError(f"{value.name} is no number")
    return value.value


def later_book(editions: Iterable[Edition]) -> PolicyBook:
    """The shipped numbers with later ones behind them: a later edition's, or the office's readings from their day on.

    One from before the first edition, or from the very day of another, takes its place.
    """
    book = shipped_book()
    values = dict(book.values)
    for edition in sorted(editions, key=lambda one: one.since):
        *earlier, newest = values[edition.name]
        follows = replace(newest, since=max(edition.since, newest.since), value=edition.value, doc=edition.doc)
        kept = (*earlier, newest) if newest.since < edition.since else tuple(earlier)
        values[edition.name] = (*kept, follows)
    return replace(book, values=values)


def touched(
    dossiers: Iterable[Dossier], now: Editions, then: Editions, calendar: WorkCalendar, days: Sequence[date]
) -> list[Touched]:
    """The dossiers that one set of editions judges otherwise than another, on any of the days."""
    before, after = Checker(calendar, now), Checker(calendar, then)
    found = []
    for dossier in dossiers:
        turned = tuple(one for day in days for one in _turned(before, after, dossier, day))
        if turned:
            found.append(Touched(dossier.key, dossier.matter.title or dossier.key, turned))
    return found


def _turned(before: Checker, after: Checker, dossier: Dossier, day: date) -> Iterable[Turned]:
    pairs = zip(before.check(dossier, day).verdicts, after.check(dossier, day).verdicts)
    return [
        Turned(old.norm, day, old.state, new.state, old.due, new.due)
        for old, new in pairs
        if (old.state, old.due) != (new.state, new.due)
    ]


def _refusal(name: str, why: str) -> UserError:
    return UserError(f"“{name}”不能作为规定的新版本：{why}", "没有改动任何数据", "写法见程序自带的 decisions-2022.toml")
