"""The law as the office applies it, for the faces: open readings, later editions, working years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from guanxian_desk.base.days import WorkCalendar, WorkYear
from guanxian_desk.law.calendar import shipped_years
from guanxian_desk.modules.decisions import office_law, queries
from guanxian_desk.modules.decisions.edition_files import Edition, Touched, number, touched
from guanxian_desk.modules.decisions.limits import shipped_book
from guanxian_desk.modules.decisions.stages import OPEN
from guanxian_desk.services.office import Office

BASIS_MISSING = "口径待主管部门明确"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the regulation leaves open: its words, the value that counts, and on what basis ("" while presumed)."""

    name: str
    label: str
    clause: str
    note: str
    unit: str
    presumed: int
    value: int
    basis: str


@dataclass(frozen=True, slots=True)
class Year:
    """A working year that is known. basis: the notice's number as entered, "" for a shipped one."""

    year: int
    days_off: tuple[date, ...]
    make_up: tuple[date, ...]
    entered: bool


def readings(office: Office, as_of: date | None = None) -> list[Reading]:
    """Every open reading as it counts on a day (today when None)."""
    with office.store.read() as session:
        chosen = office_law.choices(session, as_of or office.clock.today())
    found = []
    for name, editions in shipped_book().values.items():
        value = editions[-1]
        if value.silent:
            own = chosen.get(name)
            counts, basis = (int(own.value), own.basis) if own else (number(value), "")
            words = (value.label, value.clause, value.note, value.unit)
            found.append(Reading(name, *words, number(value), counts, basis))
    return found


def choose(office: Office, name: str, value: int, since: date, basis: str = "") -> None:
    """Choose a reading from a day on, with its 口径依据. UserError for a number the regulation sets itself."""
    with office.store.change(f"改口径：{name}={value}", office.actor) as session:
        office_law.choose(session, name, value, since, basis, office.actor.name)


def turned_by_choice(office: Office, name: str, value: int, since: date | None = None) -> list[Touched]:
    """The open dossiers that another reading from a day on (today) would judge otherwise; nothing is written."""
    today = office.clock.today()
    return _touched(office, [Edition(name, since or today, value, "")], [today])


def turned_by_edition(office: Office, edition: Sequence[Edition]) -> list[Touched]:
    """The open dossiers that a later edition would judge otherwise, today and on its first day; nothing is written."""
    today = office.clock.today()
    return _touched(office, edition, sorted({today, *(one.since for one in edition if one.since > today)}))


def load_edition(office: Office, edition: Iterable[Edition]) -> None:
    """Keep a later edition; its numbers count from their day on."""
    with office.store.change("载入规定的新版本", office.actor) as session:
        for one in edition:
            office_law.load_edition(session, one, office.actor.name)


def calendar(office: Office) -> WorkCalendar:
    """The working days of all years that are known."""
    with office.store.read() as session:
        return office_law.calendar(session)


def work_years(office: Office) -> list[Year]:
    """The working years that are known, shipped and entered."""
    with office.store.read() as session:
        own = {year.year: year for year in office_law.work_years(session)}
    years = {year.year: year for year in shipped_years()} | own
    return [
        Year(number, tuple(sorted(year.days_off)), tuple(sorted(year.make_up)), number in own)
        for number, year in sorted(years.items())
    ]


def enter_work_year(office: Office, year: int, days_off: Iterable[date], make_up: Iterable[date], basis: str) -> None:
    """Enter a year from the State Council's notice. UserError for days that cannot be right, or without the notice."""
    with office.store.change(f"补录{year}年工作日历", office.actor) as session:
        days = WorkYear(year, frozenset(days_off), frozenset(make_up))
        office_law.enter_year(session, days, basis, office.actor.name)


def _touched(office: Office, more: Sequence[Edition], days: Sequence[date]) -> list[Touched]:
    today = office.clock.today()
    with office.store.read() as session:
        now, then = office_law.editions(session, today), office_law.editions(session, today, more=more)
        calendar = office_law.calendar(session)
        open_keys = frozenset(line.key for line in queries.listing(session) if line.stage(today) in OPEN)
        return touched(queries.dossiers(session, open_keys), now, then, calendar, days)
