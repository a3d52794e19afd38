"""What every duty offers the house, under the same names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guanxian_desk.base.due import Due
from guanxian_desk.base.picture import Picture
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.rowchecks import Remark, RowCheck

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from guanxian_desk.store.landing import Landing, Record
    from guanxian_desk.store.store import ChangeSession

Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class Module:
    """A duty of the office.

    key and title name it; sheets are the workbooks it takes; landings say where their records lie (by sheet key);
    forms are the keys of its papers; by_hand: whether single records may be entered and mended on screen; seed fills
    a new data file.

    row_checks(session) gives, by sheet key, what judges each incoming row alone before it is compared with the
    records; judge_written(session, kind, rows, today) says what is wrong with the rows that would be written (new,
    changed or in conflict), seen together.

    removing(session) is asked before a record is deleted by hand and returns what to do right after: refuse
    (UserError) when something rests on it.

    due(session, today) is what the first page announces of this duty, glance(session, today) its small picture
    there, if it has any.

    settle brings its kept results up to date with the imports that are not in them yet, tells how far it is (words,
    0 … 1) and stops with Cancelled when told so. undoing(session, batch) is asked before a batch is reversed and
    returns what to do right after, in the same change: mend the kept results, and refuse (UserError) when something
    a clerk decided would fall away.
    """

    key: str
    title: str
    icon: str
    sheets: tuple[Sheet, ...]
    landings: Mapping[str, Landing]
    settle: Callable[[ChangeSession, Tell], None] | None = None
    undoing: Callable[[ChangeSession, int], Callable[[], None]] | None = None
    removing: Callable[[ChangeSession], Callable[[], None]] | None = None
    forms: tuple[str, ...] = ()
    by_hand: bool = True
    due: Callable[[Session, date], Sequence[Due]] | None = None
    glance: Callable[[Session, date], Picture | None] | None = None
    seed: Callable[[ChangeSession], None] | None = None
    row_checks: Callable[[Session], Mapping[str, RowCheck]] | None = None
    judge_written: Callable[[Session, str, Sequence[Record], date], Sequence[Remark]] | None = None
