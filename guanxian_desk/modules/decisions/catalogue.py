"""The yearly catalogue: each matter of an imported one gets a dossier; the dossiers of a year make the catalogue.

A matter and its dossier belong together by year and name (or by the key that the clerk wrote into the sheet).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.units import plain_name
from guanxian_desk.modules.decisions import keeping, service
from guanxian_desk.modules.decisions.models import CatalogueItem, DecisionDossier
from guanxian_desk.store.store import ChangeSession

Document = dict[str, Any]
_LAST = 1 << 30
_TITLES = select(DecisionDossier.year, DecisionDossier.title).where(DecisionDossier.year.is_not(None))
_STOPS = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A matter of a year's catalogue as its dossier has it now."""

    key: str
    name: str
    unit: str
    joint_units: str
    planned: str
    hearing: bool | None


def open_dossiers(session: ChangeSession) -> list[str]:
    """Open a dossier for every matter of the catalogue that has none; returns their keys."""
    query = select(CatalogueItem).where(CatalogueItem.dossier_key.is_(None))
    items = session.scalars(query.order_by(CatalogueItem.year, CatalogueItem.place, CatalogueItem.id)).all()
    titled = {(year, plain_name(title)) for year, title in session.execute(_TITLES)}
    wanting = [item for item in items if (item.year, plain_name(item.name)) not in titled]
    known = _by_matter(session) if wanting else set()
    opened = []
    for item in wanting:
        if (item.year, plain_name(item.name)) not in known:
            key = service.next_key(session, item.year)
            service.create(session, _document(item, key))
            opened.append(key)
    return opened


def close_untouched(session: ChangeSession) -> None:
    """Take out the dossiers whose catalogue matter is gone, as far as nobody has written in them since."""
    listed = {(item.year, plain_name(item.name)) for item in session.scalars(select(CatalogueItem))}
    for dossier in session.scalars(select(DecisionDossier).where(DecisionDossier.year.is_not(None))).all():
        document = json.loads(dossier.document)
        if _matter(document) not in listed and is_stub(document):
            session.delete(dossier)
    session.flush()


def refuse_listed(session: Session, document: Document) -> None:
    """UserError for a matter of the catalogue: its dossier would be opened again at once."""
    year, name = _matter(document)
    if year is not None and any(plain_name(item.name) == name for item in session.scalars(_items(year))):
        raise UserError(
            f"“{document['matter']['title']}”列在{year}年度目录里，档案不能删除",
            "没有改动任何数据",
            "请先从年度目录删去这一事项，或者划去档案并写明理由",
        )


def is_stub(document: Document) -> bool:
    """Whether a dossier holds nothing but what its catalogue matter said."""
    catalogue = document.get("catalogue") or {}
    said = {name for name, part in document.items() if part} - {"format", "key", "matter", "catalogue", "initiation"}
    return (
        not said
        and set(document["matter"]) <= {"title", "traits"}
        and set(document.get("initiation") or ()) <= {"units"}
        and set(catalogue) <= {"year", "matter_name", "undertaking_unit", "published_on", "paper"}
    )


def catalogue_of(session: Session, year: int) -> list[CatalogueLine]:
    """The matters of a year in the catalogue's order, then those that dossiers add to it."""
    items = {plain_name(one.name): one for one in session.scalars(_items(year))}
    query = select(DecisionDossier).where(DecisionDossier.year == year, DecisionDossier.struck_on.is_(None))
    pairs = []
    for dossier in session.scalars(query.order_by(DecisionDossier.key)):
        document = json.loads(dossier.document)
        item = items.get(_matter(document)[1])
        place = item.place if item and item.place is not None else _LAST
        pairs.append((place, _line(dossier, document, item)))
    return [line for _, line in sorted(pairs, key=lambda pair: pair[0])]


def _items(year: int) -> Select[CatalogueItem]:
    return select(CatalogueItem).where(CatalogueItem.year == year)


def _by_matter(session: Session) -> set[tuple[int | None, str]]:
    """Year and name of every dossier's matter, also of struck ones."""
    query = select(DecisionDossier.document).where(DecisionDossier.year.is_not(None))
    return {_matter(json.loads(text)) for text in session.scalars(query)}


def _matter(document: Document) -> tuple[int | None, str]:
    catalogue = document.get("catalogue") or {}
    return catalogue.get("year"), plain_name(catalogue.get("matter_name") or document["matter"]["title"])


def _line(dossier: DecisionDossier, document: Document, item: CatalogueItem | None) -> CatalogueLine:
    catalogue = document.get("catalogue") or {}
    units = [one["name"] for one in (document.get("initiation") or {}).get("units") or ()]
    grounds = (document["matter"].get("traits") or {}).get("hearing_grounds")
    return CatalogueLine(
        dossier.key,
        catalogue.get("matter_name") or dossier.title,
        catalogue.get("undertaking_unit") or dossier.unit,
        "、".join(unit for unit in units if unit != dossier.unit),
        (item.planned if item else None) or "",
        (item.hearing if item else None) if grounds is None else bool(grounds),
    )


def _document(item: CatalogueItem, key: str) -> Document:
    """The stub. What the catalogue says of expert review and risk assessment is what is planned for this matter.

    是否听证 is no trait: only the three grounds of 第二十二条 switch a hearing on, and those are judged in the dossier.
    """
    document = keeping.new_document(key, item.name, item.unit, item.year)
    document["catalogue"]["published_on"] = _iso(item.published_on)
    joint = [name for name in _STOPS.split(item.joint_units or "") if name.strip()]
    if joint:
        units = [{"name": item.unit, "role": "牵头"}, *({"name": name.strip(), "role": "协办"} for name in joint)]
        document["initiation"]["units"] = units
    traits = {"professional": item.expert_review, "adverse_effects": item.risk_assessment}
    if any(value is not None for value in traits.values()):
        document["matter"]["traits"] = {name: value for name, value in traits.items() if value is not None}
    return document


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
