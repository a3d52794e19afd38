"""The registry as people look at it: whole rows, by the enterprise they belong to, and what clerks decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.modules.cultivation import models
from guanxian_desk.modules.cultivation.rules.who import Firm
from guanxian_desk.store.schema import Base
from guanxian_desk.store.tables import Attachment

Row = Mapping[str, Any]
APART, JOINED, SPLIT = "不是一家", "合并", "拆分"


@dataclass(frozen=True)
class Registers:
    """Whole rows of each table, by the code they were written under."""

    enterprises: Mapping[str, Row]
    years: Mapping[str, tuple[Row, ...]]
    recognitions: Mapping[str, tuple[Row, ...]]
    events: Mapping[str, tuple[Row, ...]]
    claims: Mapping[str, tuple[Row, ...]]
    steps: Mapping[str, tuple[Row, ...]]
    pool: Mapping[str, tuple[Row, ...]]
    uses: tuple[Row, ...]
    awards: Mapping[str, tuple[Row, ...]]
    services: Mapping[str, tuple[Row, ...]]
    trainees: Mapping[str, tuple[Row, ...]]

    def of(self, rows: Mapping[str, tuple[Row, ...]], firm: Firm) -> tuple[Row, ...]:
        """The rows of an enterprise under any of its codes."""
        return tuple(row for code in firm.codes for row in rows.get(code, ()))

    def entry(self, firm: Firm) -> Row:
        """The register's row of the enterprise."""
        return self.enterprises[firm.code]


def registers(session: Session) -> Registers:
    """Everything, each table in one query."""
    return Registers(
        {row["code"]: row for row in _rows(session, models.EnterpriseRow)},
        _by(_rows(session, models.YearRow), "code"),
        _by(_rows(session, models.RecognitionRow), "code"),
        _by(_rows(session, models.ActivityRow), "code"),
        _by(_rows(session, models.ClaimRow), "code"),
        _by(_rows(session, models.StepRow), "claim"),
        _by(_rows(session, models.PoolRow), "code"),
        tuple(_rows(session, models.BudgetUseRow)),
        _by(_rows(session, models.OtherAwardRow), "code"),
        _by(_rows(session, models.ServiceRow), "code"),
        _by(_rows(session, models.TraineeRow), "code"),
    )


def given_points(session: Session, year: int) -> dict[tuple[str, str], tuple[int, str]]:
    """(code, criterion) → the points and the remark that a clerk gave for the year."""
    rows = session.scalars(select(models.ScoreRow).where(models.ScoreRow.year == year))
    return {(row.code, row.criterion): (row.points, row.remark) for row in rows}


def decisions(session: Session, year: int) -> dict[tuple[str, str, date], Row]:
    """(code, class, entry day) → what was decided in the year's review."""
    rows = _rows(session, models.DecisionRow)
    return {(row["code"], row["category"], row["entered_on"]): row for row in rows if row["year"] == year}


def identities(session: Session) -> list[Row]:
    """Every decision about who is who, oldest first."""
    return _rows(session, models.IdentityRow)


def certificate_owner(row: Row) -> str:
    """Whose the files of a recognition are, in the register of attachments."""
    day: date = row["recognised_on"]
    return f"{models.RecognitionRow.__tablename__}:{row['code']}/{row['title']}/{row['level']}/{day.isoformat()}"


def certificates(session: Session) -> dict[str, tuple[str, ...]]:
    """Owner → the names of the certificate files that are kept with its recognition."""
    query = select(Attachment.owner, Attachment.file_name).order_by(Attachment.place)
    found: dict[str, list[str]] = defaultdict(list)
    for owner, name in session.execute(query.where(Attachment.owner.startswith(models.RecognitionRow.__tablename__))):
        found[owner].append(name)
    return {owner: tuple(names) for owner, names in found.items()}


def settled_apart(history: Iterable[Row]) -> set[tuple[str, str]]:
    """The pairs whose last decision keeps them apart."""
    last: dict[tuple[str, str], str] = {}
    for row in history:
        last[(row["code"], row["other"])] = row["decision"]
    return {key for key, decision in last.items() if decision in (APART, SPLIT)}


def _rows(session: Session, model: type[Base]) -> list[Row]:
    table = model.__table__
    return [dict(row) for row in session.execute(select(table).order_by(table.c["id"])).mappings()]


def _by(rows: Iterable[Row], field: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[field]].append(row)
    return {key: tuple(own) for key, own in found.items()}
