"""Cultivation answers for the faces: the open office gives session, clock and calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from guanxian_desk.modules.cultivation import service
from guanxian_desk.modules.cultivation.review import PoolReview, Targets
from guanxian_desk.modules.cultivation.rewards import Rewards
from guanxian_desk.services.office import Office


def rewards(office: Office, year: int | None, options: Mapping[str, str] | None = None) -> Rewards:
    """The claims of a year (all when None). UserError for an option or value that does not exist."""
    with office.store.read() as session:
        return service.rewards(session, year, options, today=office.clock.today())


def targets(office: Office, as_of: date | None = None) -> Targets:
    """The targets as of a day, today when None."""
    with office.store.read() as session:
        return service.targets(session, as_of or office.clock.today())


def pool_review(office: Office, year: int, options: Mapping[str, str] | None = None) -> PoolReview:
    """The review of the pool at the end of a year. UserError for an option or value that does not exist."""
    with office.store.read() as session:
        return service.pool_review(session, year, options, today=office.clock.today())
