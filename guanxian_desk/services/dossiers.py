"""Decision dossiers for the faces: list, read, keep, judge, plan, remind, tell the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.law.norms import norms
from guanxian_desk.law.verdicts import State, Verdict
from guanxian_desk.modules.decisions import catalogue, editing, keeping, office_law, queries, service, what_if
from guanxian_desk.modules.decisions.check import CheckReport
from guanxian_desk.modules.decisions.editing import Path
from guanxian_desk.modules.decisions.history import Step, history
from guanxian_desk.modules.decisions.judging import judged
from guanxian_desk.modules.decisions.queries import DossierLine
from guanxian_desk.modules.decisions.stages import OPEN
from guanxian_desk.modules.decisions.timetable import Timetable, from_day, until_meeting
from guanxian_desk.modules.decisions.what_if import Shortening, Tried, WhatIf
from guanxian_desk.services.office import Office

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something a dossier still asks for: a norm that is broken, or one with a limit ahead (due is None if unknown)."""

    key: str
    title: str
    verdict: Verdict

    @property
    def overdue(self) -> bool:
        """Whether it is broken already."""
        return self.verdict.state is State.UNMET

    @property
    def citation(self) -> str:
        """The article, as papers cite it."""
        return norms()[self.verdict.norm].citation


def listing(office: Office, struck: bool = False) -> list[DossierLine]:
    """All dossiers in the order of their keys; struck: the struck ones too."""
    with office.store.read() as session:
        return queries.listing(session, struck)


def keys(office: Office) -> list[str]:
    """The keys of the dossiers that are not struck."""
    with office.store.read() as session:
        return queries.keys(session)


def read(office: Office, key: str) -> Document:
    """The dossier as the schema's JSON. UserError when there is none."""
    with office.store.read() as session:
        return queries.document(session, key)


def next_key(office: Office, year: int | None = None) -> str:
    """The next free key of a year (this year)."""
    with office.store.read() as session:
        return service.next_key(session, year or office.clock.today().year)


def create(office: Office, key: str, title: str, unit: str = "", year: int | None = None) -> None:
    """Open a dossier. UserError when the key is taken or no key."""
    _create(office, keeping.new_document(key, title, unit, year))


def create_secret(office: Office, key: str) -> None:
    """Keep the number of a state secret, and nothing else of it."""
    _create(office, keeping.secret_stub(key))


def _create(office: Office, document: Document) -> None:
    with office.store.change(f"建立决策档案 {document['key']}", office.actor) as session:
        service.create(session, document)


def save(office: Office, key: str, document: Document, label: str = "") -> None:
    """Keep a new state of a dossier as one named step, which can be taken back.

    UserError, and nothing kept, when it does not fit the schema or loses an opinion. What happened is never refused.
    """
    with office.store.change(label or f"修改决策档案 {key}", office.actor) as session:
        service.save(session, key, document)


def put(office: Office, key: str, path: Path, value: Any, label: str = "") -> None:
    """Write one place of a dossier (a field, a whole record, a whole list). path: properties, and ids within lists."""
    with office.store.change(label or f"修改决策档案 {key}：{editing.words(path)}", office.actor) as session:
        service.put(session, key, path, value)


def add(office: Office, key: str, path: Path, record: Document, label: str = "") -> str:
    """Add a record to a list of a dossier; returns the id it got (its own, when it has one; "" for lists without)."""
    with office.store.change(label or f"登记到决策档案 {key}：{editing.words(path)}", office.actor) as session:
        return service.add(session, key, path, record)


def take_out(office: Office, key: str, path: Path, label: str = "") -> None:
    """Take a record or a field out of a dossier. UserError for an opinion of the register."""
    with office.store.change(label or f"删去决策档案 {key} 的{editing.words(path)}", office.actor) as session:
        service.take_out(session, key, path)


def strike_opinion(office: Office, key: str, opinion: str, reason: str) -> None:
    """划去 an opinion of the register, with its reason; it stays to be seen."""
    struck = {"on": office.clock.today().isoformat(), "by": office.actor.name, "reason": reason}
    put(office, key, ("participation", "opinions", opinion, "struck"), struck, f"划去意见 {opinion}（{key}）")


def strike(office: Office, key: str, reason: str) -> None:
    """Mark a dossier as opened by mistake; it stays in the file and is judged no more."""
    with office.store.change(f"划去决策档案 {key}", office.actor) as session:
        service.strike(session, key, reason, office.actor.name, office.clock.today())


def stand_again(office: Office, key: str) -> None:
    """Take back a strike."""
    with office.store.change(f"恢复决策档案 {key}", office.actor) as session:
        service.stand_again(session, key)


def remove(office: Office, key: str) -> None:
    """Take a dossier out of the file. UserError when its register holds opinions, or the catalogue its matter."""
    with office.store.change(f"删除决策档案 {key}", office.actor) as session:
        catalogue.refuse_listed(session, queries.document(session, key))
        service.remove(session, key)


def check(office: Office, key: str, as_of: date | None = None, tried: Mapping[str, int] | None = None) -> CheckReport:
    """The verdicts and gates of one dossier on a day (today when None); tried: readings for this answer only."""
    day = as_of or office.clock.today()
    with office.store.read() as session:
        return office_law.checker(session, day, tried).check(queries.dossier(session, key), day)


def check_all(office: Office, as_of: date | None = None) -> list[CheckReport]:
    """Every dossier that is not struck, in the order of keys."""
    day = as_of or office.clock.today()
    with office.store.read() as session:
        checker = office_law.checker(session, day)
        return [checker.check(one, day) for one in queries.dossiers(session)]


def timetable(office: Office, key: str, first: date | None = None, meeting: date | None = None) -> Timetable:
    """Forward from a first day (today when None), or backward from a wanted meeting.

    NoCalendarError (a UserError) when working days of a year are needed that nobody has entered.
    """
    start = meeting or first or office.clock.today()
    with office.store.read() as session:
        dossier, calendar = queries.dossier(session, key), office_law.calendar(session)
        limits = office_law.editions(session, start).on(start)
    return (until_meeting if meeting else from_day)(dossier, start, calendar, limits)


def due(office: Office, as_of: date | None = None) -> list[DueLine]:
    """What all open dossiers ask for: broken norms first, then the limits ahead, the nearest first."""
    day = as_of or office.clock.today()
    with office.store.read() as session:
        titles = {line.key: line.title for line in queries.listing(session) if line.stage(day) in OPEN}
        wanting = list(judged(session, frozenset(titles), day))
    found = [DueLine(one.key, titles[one.key], verdict) for one in wanting for verdict in one.wants]
    return sorted(found, key=lambda line: (not line.overdue, line.verdict.due or date.min))


def past(office: Office, key: str) -> list[Step]:
    """Who changed what when, newest first."""
    with office.store.read() as session:
        return history(session, key)


def try_out(office: Office, key: str, what: WhatIf, first: date | None = None) -> Tried:
    """The timetable of a dossier under what is tried (a shorter notice, days of work); nothing is written."""
    start = first or office.clock.today()
    with office.store.read() as session:
        dossier, calendar = queries.dossier(session, key), office_law.calendar(session)
        return what_if.try_out(dossier, start, calendar, office_law.editions(session, start).on(start), what)


def shortenings(office: Office, key: str, first: date | None = None) -> list[Shortening]:
    """What each lawful shortening would give a dossier at most."""
    start = first or office.clock.today()
    with office.store.read() as session:
        dossier, calendar = queries.dossier(session, key), office_law.calendar(session)
        return what_if.shortenings(dossier, start, calendar, office_law.editions(session, start).on(start))
