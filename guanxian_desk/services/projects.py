"""The project library for the faces."""

from __future__ import annotations

from datetime import date

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.digital import queries, service
from guanxian_desk.modules.digital.facts import Move, Stage
from guanxian_desk.modules.digital.rules import LibraryStatus
from guanxian_desk.modules.digital.service import Member
from guanxian_desk.services.office import Office


def status(office: Office, as_of: date | None = None) -> LibraryStatus:
    """The library on a day (today when None)."""
    with office.store.read() as session:
        return queries.status(session, as_of or office.clock.today())


def task_force(office: Office, day: date | None = None) -> list[Member]:
    """The task force on a day (today when None)."""
    with office.store.read() as session:
        return service.members_on(session, day or office.clock.today())


def move_stage(office: Office, number: str, stage: str, day: date, paper: str = "", reason: str = "") -> None:
    """A project goes on to a stage, or back with a reason. UserError for a move that cannot be.

    day: when it moved, not later than today; paper: what it rests on.
    """
    if day > office.clock.today():
        raise UserError(f"变动日期 {day.isoformat()} 还没有到", "没有改动任何数据", "请填实际变动的日期")
    with office.store.change(f"{number} 阶段变为{stage}", office.actor) as session:
        service.move_stage(session, Move(number, day, Stage(stage), reason.strip()), paper.strip())
