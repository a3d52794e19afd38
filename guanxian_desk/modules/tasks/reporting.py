"""报送方式 of a plan: the office's choice (reading 17), kept as a policy option from a day on, with its basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks.facts import Reporting
from guanxian_desk.modules.tasks.models import TaskPlan
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import PolicyChoice

PREFIX = "tasks.reporting."
BASIS_MISSING = "口径待主管部门明确"


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a plan is reported on; since None and basis "" while the plan's default stands."""

    reporting: Reporting
    since: date | None = None
    basis: str = ""

    @property
    def words(self) -> str:
        """As papers print it."""
        return f"口径：报送方式“{self.reporting}”（{self.basis or BASIS_MISSING}）。"


def chosen(session: Session, plan: str, as_of: date) -> Chosen:
    """The choice that stands on a day, or the plan's default. UserError when there is no such plan."""
    query = select(PolicyChoice).where(PolicyChoice.key == PREFIX + plan, PolicyChoice.since <= as_of)
    row = session.scalars(query.order_by(PolicyChoice.since.desc())).first()
    if row is not None:
        return Chosen(Reporting(row.value), row.since, row.basis)
    default = session.scalars(select(TaskPlan.reporting).where(TaskPlan.key == plan)).first()
    if default is None:
        raise UserError(f"没有“{plan}”这个计划", "没有改动任何数据")
    return Chosen(Reporting(default))


def choose(
    session: ChangeSession, plan: str, reporting: Reporting, since: date, basis: str = "", decided_by: str = ""
) -> None:
    """Decide 报送方式 from a day on; a second decision for the same day writes over the first.

    UserError when there is no such plan.
    """
    chosen(session, plan, since)
    query = select(PolicyChoice).where(PolicyChoice.key == PREFIX + plan, PolicyChoice.since == since)
    row = session.scalars(query).first()
    if row is None:
        row = PolicyChoice(key=PREFIX + plan, since=since)
        session.add(row)
    row.value, row.basis, row.decided_by = reporting, basis.strip(), decided_by
