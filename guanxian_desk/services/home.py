"""The first page: what is due over all duties, what is blocked, what came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from guanxian_desk.base.due import Due
from guanxian_desk.base.picture import Picture
from guanxian_desk.modules.contract import Module
from guanxian_desk.services.batch_list import STANDS, batch_rows
from guanxian_desk.services.modules import MODULES
from guanxian_desk.services.office import Office

WEEK, AHEAD = 7, 30
_ARRIVED = 20


@dataclass(frozen=True)
class Board:
    """What wants a clerk on a day.

    overdue, today, week, later: by last day (later: within 30 calendar days, in order); blocked: without one;
    arrived: the newest imports as rows of batch_list; pictures: one a duty, with its tab and title.
    """

    day: date
    overdue: tuple[Due, ...]
    today: tuple[Due, ...]
    week: tuple[Due, ...]
    later: tuple[Due, ...]
    blocked: tuple[Due, ...]
    arrived: tuple[Mapping[str, Any], ...]
    pictures: tuple[tuple[str, str, Picture], ...]

    @property
    def words(self) -> str:
        """The state in one sentence."""
        counts = ((self.overdue, "项已经超期"), (self.today, "项今天到期"), (self.week, "项本周到期"))
        parts = [f"{len(items)} {what}" for items, what in counts if items]
        parts += [f"{len(self.blocked)} 项被卡住"] if self.blocked else []
        return "，".join(parts) + "。" if parts else "近一周没有到期的事项，也没有被卡住的事项。"


@dataclass(frozen=True)
class Duty:
    """What one duty announces, with its tab, its title and its small picture."""

    key: str
    title: str
    due: tuple[Due, ...]
    picture: Picture | None


@dataclass(frozen=True)
class Begun:
    """A board that is being read, a duty at a time, so that other questions find their turn in between."""

    day: date
    duties: tuple[Duty, ...] = ()


def board(office: Office, today: date | None = None) -> Board:
    """Everything the first page shows. today: the office's clock when None."""
    found: Begun | Board = Begun(today or office.clock.today())
    while isinstance(found, Begun):
        found = read_on(office, found)
    return found


def read_on(office: Office, begun: Begun) -> Begun | Board:
    """Reads the next duty; the board after the last one."""
    if len(begun.duties) < len(MODULES):
        return replace(begun, duties=(*begun.duties, _duty(office, MODULES[len(begun.duties)], begun.day)))
    return _board(begun, batch_rows(office))


def _duty(office: Office, module: Module, day: date) -> Duty:
    with office.store.read() as session:
        found = tuple(module.due(session, day)) if module.due is not None else ()
        return Duty(module.key, module.title, found, module.glance(session, day) if module.glance else None)


def _board(begun: Begun, batches: Sequence[Mapping[str, Any]]) -> Board:
    day, found = begun.day, [one for duty in begun.duties for one in duty.due]
    dated = sorted(((one.day, one) for one in found if one.day is not None), key=lambda pair: pair[0])
    week, ahead = day + timedelta(days=WEEK), day + timedelta(days=AHEAD)
    return Board(
        day,
        tuple(one for last, one in dated if last < day),
        tuple(one for last, one in dated if last == day),
        tuple(one for last, one in dated if day < last <= week),
        tuple(one for last, one in dated if week < last <= ahead),
        tuple(one for one in found if one.day is None),
        tuple([row for row in batches if row["state"] == STANDS][:_ARRIVED]),
        tuple((duty.key, duty.title, duty.picture) for duty in begun.duties if duty.picture is not None),
    )
