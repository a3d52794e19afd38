"""Reading what the rules look at, each table in one query."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.modules.cultivation import facts, models
from guanxian_desk.modules.cultivation.facts import Records
from guanxian_desk.modules.cultivation.policy import OPTION_PREFIX, OfficeChoice
from guanxian_desk.store.schema import Base
from guanxian_desk.store.tables import PolicyChoice

_Fact = TypeVar("_Fact", bound=NamedTuple)


def records(session: Session) -> Records:
    """Everything the rules look at, as it stands."""
    return Records(
        enterprises=_rows(session, facts.Enterprise, models.EnterpriseRow),
        years=_rows(session, facts.YearFigures, models.YearRow),
        recognitions=_rows(session, facts.Recognition, models.RecognitionRow),
        activities=_rows(session, facts.Activity, models.ActivityRow),
        claims=_rows(session, facts.Claim, models.ClaimRow),
        steps=_rows(session, facts.Step, models.StepRow),
        pool=_rows(session, facts.PoolEntry, models.PoolRow),
        uses=_rows(session, facts.BudgetUse, models.BudgetUseRow),
        awards=_rows(session, facts.OtherAward, models.OtherAwardRow),
        trainees=_rows(session, facts.Trainee, models.TraineeRow),
    )


def office_choices(session: Session, prefix: str = OPTION_PREFIX) -> list[OfficeChoice]:
    """What the office decided about the options of the programme, or about another book's of the prefix."""
    query = select(PolicyChoice).where(PolicyChoice.key.startswith(prefix))
    return [OfficeChoice(one.key, one.value, one.since, one.basis) for one in session.scalars(query)]


def _rows(session: Session, kind: type[_Fact], model: type[Base]) -> tuple[_Fact, ...]:
    """A table's records; a fact's fields are the table's columns of the same names."""
    columns = model.__table__.columns
    query = select(*(columns[name] for name in kind._fields)).order_by(columns["id"])
    return tuple(kind._make(row) for row in session.execute(query))
