"""Dossiers as they stand in the data file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.reading import read
from guanxian_desk.modules.decisions.models import DecisionDossier
from guanxian_desk.modules.decisions.stages import Milestones, Stage, stage_on

_LISTED = (
    DecisionDossier.key,
    DecisionDossier.title,
    DecisionDossier.unit,
    DecisionDossier.category,
    DecisionDossier.year,
    DecisionDossier.confidential,
    DecisionDossier.secret,
    DecisionDossier.excluded,
    DecisionDossier.initiated_on,
    DecisionDossier.submitted_on,
    DecisionDossier.discussed_on,
    DecisionDossier.decided_on,
    DecisionDossier.outcome,
    DecisionDossier.published_on,
    DecisionDossier.closed_on,
    DecisionDossier.struck_on,
)


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One dossier in a list. unit: the one that leads, "" while nobody is named; year: of the catalogue."""

    key: str
    title: str
    unit: str
    category: str | None
    year: int | None
    confidential: bool
    secret: bool
    excluded: bool
    initiated_on: date | None
    submitted_on: date | None
    discussed_on: date | None
    decided_on: date | None
    outcome: str | None
    published_on: date | None
    closed_on: date | None
    struck_on: date | None

    def stage(self, as_of: date) -> Stage:
        """How far it is on a day."""
        days = Milestones(
            self.initiated_on,
            self.submitted_on,
            self.decided_on,
            self.outcome,
            self.published_on,
            self.closed_on,
            self.excluded,
            self.struck_on,
        )
        return stage_on(days, as_of)


def keys(session: Session) -> list[str]:
    """The keys of all dossiers that are not struck, in order."""
    query = select(DecisionDossier.key).where(DecisionDossier.struck_on.is_(None))
    return list(session.scalars(query.order_by(DecisionDossier.key)))


def row(session: Session, key: str) -> DecisionDossier:
    """The record of a dossier, struck or not. UserError when there is none."""
    found = session.get(DecisionDossier, key)
    if found is None:
        raise UserError(f"没有编号为“{key}”的决策档案", "没有读写任何数据", "用 dossier list 查看全部编号")
    return found


def document(session: Session, key: str) -> dict[str, Any]:
    """The dossier as the schema's JSON. UserError when there is none."""
    return json.loads(row(session, key).document)  # type: ignore[no-any-return]


def dossier(session: Session, key: str) -> Dossier:
    """The dossier as the rules see it. UserError when there is none."""
    return read(Dossier, document(session, key))


def texts(session: Session, among: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Key and kept text of the dossiers among these keys."""
    query = select(DecisionDossier.key, DecisionDossier.document).order_by(DecisionDossier.key)
    for key, text in session.execute(query):
        if key in among:
            yield key, text


def dossiers(session: Session, among: frozenset[str] | None = None) -> Iterator[Dossier]:
    """Every dossier that is not struck (or those among these keys), in the order of keys."""
    query = select(DecisionDossier.key, DecisionDossier.document).where(DecisionDossier.struck_on.is_(None))
    for key, text in session.execute(query.order_by(DecisionDossier.key)):
        if among is None or key in among:
            yield read(Dossier, json.loads(text))


def listing(session: Session, struck: bool = False) -> list[DossierLine]:
    """All dossiers; struck: the struck ones too."""
    query = select(*_LISTED).order_by(DecisionDossier.key)
    if not struck:
        query = query.where(DecisionDossier.struck_on.is_(None))
    return [DossierLine(*tuple(line)) for line in session.execute(query)]
