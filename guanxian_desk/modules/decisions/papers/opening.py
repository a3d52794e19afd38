"""From what is asked for to what a paper is made of: the dossier in the data file, the office's law, whom it is of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.law.policy import load_policy
from guanxian_desk.modules.decisions import office_law, queries
from guanxian_desk.modules.decisions.limits import Editions
from guanxian_desk.modules.decisions.models import CatalogueItem, DecisionDossier
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.yearly import Matter, catalogue
from guanxian_desk.modules.decisions.queries import DossierLine
from guanxian_desk.modules.papers import Asked, Content
from guanxian_desk.store import attachments

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Build = Callable[[Source], Content]
Ask = Callable[[Asked], Content]
_NOTHING_MADE = "没有生成文书"


def opened(asked: Asked) -> Source:
    """The dossier that the subject begins with (KEY, KEY/record, KEY/record/name). UserError when there is none."""
    key, *rest = asked.subject.split("/")
    checker = office_law.checker(asked.session, asked.as_of)
    return Source(
        queries.document(asked.session, key),
        asked.as_of,
        asked.office,
        asked.sample,
        tuple(part for part in rest if part),
        checker,
        readings=_readings(asked.session, asked.as_of, checker.editions),
        file=lambda sha256: _file(asked.session, sha256),
    )


def _file(session: Session, sha256: str) -> bytes | None:
    """An attachment's bytes; those of a dossier that came without its files are not here."""
    return attachments.content(session, sha256) if sha256 and attachments.kept(session, sha256) else None


def _readings(session: Session, as_of: date, editions: Editions) -> tuple[tuple[str, str], ...]:
    """What the regulation leaves open, as the office reads it, each with the basis of the choice."""
    chosen = office_law.choices(session, as_of)
    limits = editions.on(as_of)
    open_values = [values[-1] for values in load_policy("decisions-2022").values.values() if values[-1].silent]
    return tuple(
        (
            f"{one.clause}“{one.label}”{getattr(limits, one.name)}{one.unit}",
            chosen[one.name].basis if one.name in chosen else "",
        )
        for one in open_values
    )


@dataclass(frozen=True)
class Reader:
    """Who a paper is for. withheld: whether it may not be made of a dossier; listed: whether a dossier is offered."""

    withheld: Callable[[Source], bool]
    listed: Callable[[DossierLine], bool]


PUBLIC = Reader(
    lambda source: source.case.confidential or source.secret, lambda line: not line.confidential and not line.secret
)
"""Published: nothing of a matter that is by law not made public."""
OFFICE = Reader(lambda source: source.secret, lambda line: not line.secret)
"""Of the procedure: nothing of a state secret, whose papers are not written on this PC."""
FILE = Reader(lambda _source: False, lambda _line: True)
"""Of the file itself: also of the stub of a secret matter."""


def made(build: Build, reader: Reader) -> Ask:
    """What makes a paper of the dossier that is asked for; refused where it is withheld from its reader."""

    def content(asked: Asked) -> Content:
        source = opened(asked)
        if reader.withheld(source):
            basis = source.root.part("matter").part("confidentiality").known("basis")
            raise UserError(
                f"案卷“{source.key}”依法不予公开（{basis}）",
                _NOTHING_MADE,
                "请改用“依法不予公开事项说明”（decision-stub）",
            )
        return build(source)

    return content


def of_a_year(asked: Asked) -> Content:
    """年度决策事项目录 of the year that the subject says (2022, or the key of a dossier of it)."""
    year = _year(asked)
    rows = _rows(asked.session, year)
    documents = _documents(asked.session, year)
    every = [Source(document, asked.as_of, asked.office, asked.sample) for document in documents]
    # What the law keeps from the public is in no public catalogue.
    sources = [source for source in every if not source.case.confidential]
    named = {row.name for row in rows}
    matters = [_matter(row) for row in rows]
    matters += [one for one in map(_of_dossier, sources) if one.name not in named]
    if not matters:
        raise UserError(f"没有{year}年度的决策事项", _NOTHING_MADE, "请先导入年度目录，或者在案卷里登记目录年度")
    return catalogue(year, matters, sources or [_nobody(asked, year)])


def _year(asked: Asked) -> int:
    if asked.subject.isdecimal() and len(asked.subject) == 4:
        return int(asked.subject)
    known = (queries.document(asked.session, asked.subject).get("catalogue") or {}).get("year")
    if known is None:
        raise UserError(
            f"案卷“{asked.subject}”没有登记目录年度", _NOTHING_MADE, "请登记目录年度，或者直接写年份，例如 2022"
        )
    return int(known)


def _rows(session: Session, year: int) -> list[CatalogueItem]:
    from sqlalchemy import select

    query = select(CatalogueItem).where(CatalogueItem.year == year)
    return list(session.scalars(query.order_by(CatalogueItem.place.is_(None), CatalogueItem.place, CatalogueItem.id)))


def _documents(session: Session, year: int) -> Iterator[dict[str, Any]]:
    from sqlalchemy import select

    query = select(DecisionDossier.document).where(DecisionDossier.year == year, DecisionDossier.struck_on.is_(None))
    for text in session.scalars(query.order_by(DecisionDossier.key)):
        yield json.loads(text)


def _matter(row: CatalogueItem) -> Matter:
    unit = f"{row.unit}、{row.joint_units}" if row.joint_units else row.unit
    return Matter(row.name, unit, row.planned or "", row.note or "")


def _of_dossier(source: Source) -> Matter:
    listed = source.root.part("catalogue")
    return Matter(listed.known("matter_name") or source.matter, listed.known("undertaking_unit") or "")


def _nobody(asked: Asked, year: int) -> Source:
    """A dossier that knows nothing, for a catalogue whose matters have none yet."""
    return Source({"format": "", "key": str(year), "matter": {}}, asked.as_of, asked.office)
