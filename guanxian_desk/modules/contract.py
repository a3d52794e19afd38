"""What every duty offers the house, under the same names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guanxian_desk.exchange.declare import Sheet

if TYPE_CHECKING:
    from guanxian_desk.store.landing import Landing
    from guanxian_desk.store.store import ChangeSession

Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class Module:
    """A duty of the office.

    key and title name it; sheets are the workbooks it takes; landings say where their records lie (by sheet key);
    forms are the keys of its papers. settle brings its kept results up to date with the imports that are not in them
    yet, tells how far it is (words, 0 … 1) and stops with Cancelled when told so. undoing(session, batch) is asked
    before a batch is reversed and returns what to do right after, in the same change: mend the kept results, and
    refuse (UserError) when something a clerk decided would fall away.
    """

    key: str
    title: str
    icon: str
    sheets: tuple[Sheet, ...]
    landings: Mapping[str, Landing]
    settle: Callable[[ChangeSession, Tell], None] | None = None
    undoing: Callable[[ChangeSession, int], Callable[[], None]] | None = None
    forms: tuple[str, ...] = ()
