"""企业培育 as the screen looks at it: the open office gives the session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from guanxian_desk.modules.cultivation import day as days
from guanxian_desk.modules.cultivation.day import LAPSING_WITHIN, CultivationDay
from guanxian_desk.services.office import Office

if TYPE_CHECKING:
    from guanxian_desk.modules.cultivation.policy import CultivationPolicy

Row = Mapping[str, Any]
__all__ = ["LAPSING_WITHIN", "CultivationDay", "Row", "look", "usual_days"]


def look(office: Office, as_of: date, full: bool = False, options: Mapping[str, str] | None = None) -> CultivationDay:
    """Everything of a day and its year. options: tried for this look only."""
    with office.store.read() as session:
        return days.look(session, as_of, full, options)


def usual_days(policy: CultivationPolicy, today: date) -> tuple[tuple[str, date], ...]:
    """Today and the ends of the programme's years, in words."""
    ends = tuple((f"{year}年末", date(year, 12, 31)) for year in policy.years)
    return (("今天", today), *ends)
