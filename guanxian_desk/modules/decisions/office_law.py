"""The law as this office applies it: its readings of what the regulation leaves open, and the working years it entered.

Both are audited rows of the data file: key, value, from which day, by whom, on what basis.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.days import WorkCalendar, WorkYear
from guanxian_desk.base.errors import UserError
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.decisions.check import Checker
from guanxian_desk.modules.decisions.edition_files import Edition, later_book
from guanxian_desk.modules.decisions.limits import Editions, editions_with, shipped_editions
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import PolicyChoice

OPTION_PREFIX = "decisions."
YEAR_PREFIX = "workdays."
EDITION_PREFIX = "decisions-edition."
_SATURDAY = 5


def checker(session: Session, as_of: date, tried: Mapping[str, int] | None = None) -> Checker:
    """What judges dossiers on a day; tried: readings for this answer only."""
    return Checker(calendar(session), editions(session, as_of, tried))


def calendar(session: Session) -> WorkCalendar:
    """The official calendars, with the years that the office entered."""
    return official_calendar(work_years(session))


def editions(
    session: Session, as_of: date, tried: Mapping[str, int] | None = None, more: Iterable[Edition] = ()
) -> Editions:
    """The editions of the regulation with the readings that the office has chosen by the day, each from its day on.

    tried: readings for this answer only, whatever the step's day; more: numbers that are only looked at.
    """
    readings = [one for one in numbers(session, OPTION_PREFIX) if one.since <= as_of]
    own = [*numbers(session, EDITION_PREFIX), *readings, *more]
    if not own and not tried:
        return shipped_editions()
    return editions_with(tried or {}, later_book(own))


def numbers(session: Session, prefix: str) -> list[Edition]:
    """The numbers that the office has loaded or chosen, by day."""
    query = select(PolicyChoice).where(PolicyChoice.key.startswith(prefix))
    rows = session.scalars(query.order_by(PolicyChoice.since, PolicyChoice.key))
    return [Edition(row.key.removeprefix(prefix), row.since, int(row.value), row.basis) for row in rows]


def load_edition(session: ChangeSession, edition: Edition, by: str) -> None:
    """Keep one number of a later edition; it counts from its day on."""
    _put(session, f"{EDITION_PREFIX}{edition.name}", edition.since, str(edition.value), edition.doc, by)


def choices(session: Session, as_of: date) -> dict[str, PolicyChoice]:
    """The office's standing choice for each open value, by the value's name."""
    query = select(PolicyChoice).where(PolicyChoice.key.startswith(OPTION_PREFIX), PolicyChoice.since <= as_of)
    return {one.key.removeprefix(OPTION_PREFIX): one for one in session.scalars(query.order_by(PolicyChoice.since))}


def choose(session: ChangeSession, name: str, value: int, since: date, basis: str, by: str) -> None:
    """Choose an open value from a day on. UserError for one the regulation does not leave open, or below zero."""
    if value < 0:
        raise UserError("口径不能小于 0", "没有保存")
    editions_with({name: value})
    _put(session, f"{OPTION_PREFIX}{name}", since, str(value), basis, by)


def work_years(session: Session) -> list[WorkYear]:
    """The working years that the office entered."""
    query = select(PolicyChoice).where(PolicyChoice.key.startswith(YEAR_PREFIX)).order_by(PolicyChoice.key)
    return [_year(choice) for choice in session.scalars(query)]


def enter_year(session: ChangeSession, year: WorkYear, basis: str, by: str) -> None:
    """Enter a year from the State Council's notice, or write over what was entered.

    UserError without the notice, or for days that are not of the year, a day off at a weekend, a make-up day on a
    weekday (each is a slip of the pen).
    """
    if not basis.strip():
        raise UserError("没有写明放假安排的文号", "没有保存", "请写国务院办公厅通知的文号")
    wrong = [day for day in year.days_off if day.year != year.year or day.weekday() >= _SATURDAY]
    wrong += [day for day in year.make_up if day.year != year.year or day.weekday() < _SATURDAY]
    if wrong:
        raise UserError(
            f"{'、'.join(day.isoformat() for day in sorted(wrong))}不对",
            "没有保存",
            f"放假日填{year.year}年周一至周五的日子，调休上班日填周六、周日的日子",
        )
    days = {"days_off": sorted(map(str, year.days_off)), "make_up": sorted(map(str, year.make_up))}
    _put(session, f"{YEAR_PREFIX}{year.year}", date(year.year, 1, 1), json.dumps(days), basis, by)


def _put(session: ChangeSession, key: str, since: date, value: str, basis: str, by: str) -> None:
    query = select(PolicyChoice).where(PolicyChoice.key == key, PolicyChoice.since == since)
    choice = session.scalars(query).first()
    if choice is None:
        choice = PolicyChoice(key=key, since=since)
        session.add(choice)
    choice.value, choice.basis, choice.decided_by = value, basis.strip(), by


def _year(choice: PolicyChoice) -> WorkYear:
    days = json.loads(choice.value)
    year = int(choice.key.removeprefix(YEAR_PREFIX))
    return WorkYear(year, *(frozenset(map(date.fromisoformat, days[name])) for name in ("days_off", "make_up")))
