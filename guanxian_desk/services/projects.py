"""The project library for the faces."""

from __future__ import annotations

from datetime import date

from guanxian_desk.modules.digital import service
from guanxian_desk.modules.digital.rules import LibraryStatus
from guanxian_desk.modules.digital.service import Member
from guanxian_desk.services.office import Office


def status(office: Office, as_of: date | None = None) -> LibraryStatus:
    """The library on a day (today when None)."""
    with office.store.read() as session:
        return service.projects_status(session, as_of or office.clock.today())


def task_force(office: Office, day: date | None = None) -> list[Member]:
    """The task force on a day (today when None)."""
    with office.store.read() as session:
        return service.members_on(session, day or office.clock.today())
