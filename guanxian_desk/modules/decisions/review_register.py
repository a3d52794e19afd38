"""合法性审查登记台账 and the dossiers: a round becomes an entry, and 采纳情况 is followed up in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions import editing, queries
from guanxian_desk.modules.decisions.models import LegalityReview
from guanxian_desk.modules.decisions.sheets import ADOPTIONS, CONCLUSIONS, REVIEW_KINDS
from guanxian_desk.store.store import ChangeSession

Document = dict[str, Any]
_ALL, _PARTLY, _NOT = ADOPTIONS
_LAWFUL = CONCLUSIONS[0]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An opinion that asked for something and of which the register does not say what became of it.

    answered: what the dossier says meanwhile (全部采纳, 部分采纳, 不采纳), None while points are open or it is unknown.
    """

    number: str
    sender: str
    title: str
    issued_on: date
    conclusion: str
    dossier_key: str | None
    answered: str | None


def enter(session: ChangeSession, key: str, round_id: str, number: str) -> None:
    """Enter a round of a dossier into the register under a number, or bring its entry up to date.

    UserError for a round that is not there or was not submitted, or a number of another matter.
    """
    document = queries.document(session, key)
    entry = editing.get(document, ("legality", "rounds", round_id))
    if not entry or not entry.get("submitted_on"):
        raise UserError("这一轮还没有登记送审日期", "没有登记台账", "请先登记送审")
    kept = session.scalars(select(LegalityReview).where(LegalityReview.number == number)).first()
    if kept is not None and kept.dossier_key not in (None, key):
        raise UserError(f"收文号“{number}”是别的事项", "没有登记台账", "请核对收文号")
    values = _values(session, document, key, entry)
    if kept is None:
        session.add(LegalityReview(number=number, **values))
    else:
        for name, value in values.items():
            setattr(kept, name, value)


def adoption(entry: Document) -> str | None:
    """What became of a round's findings: None while one is unanswered, or there are none."""
    findings = (entry.get("opinion") or {}).get("findings") or []
    said = {(finding.get("response") or {}).get("adoption") for finding in findings}
    if not said or None in said:
        return None
    return said.pop() if len(said) == 1 else _PARTLY


def open_ends(session: Session, as_of: date) -> Iterator[FollowUp]:
    """Opinions issued by the day, other than 合法, whose 采纳情况 the register does not tell; the oldest first."""
    query = select(LegalityReview).where(
        LegalityReview.adoption.is_(None), LegalityReview.issued_on <= as_of, LegalityReview.conclusion != _LAWFUL
    )
    known = frozenset(queries.keys(session))
    for row in session.scalars(query.order_by(LegalityReview.issued_on, LegalityReview.number)):
        assert row.issued_on is not None
        assert row.conclusion is not None
        answered = _answered(queries.document(session, row.dossier_key), row) if row.dossier_key in known else None
        yield FollowUp(
            row.number, row.sender, row.title or "", row.issued_on, row.conclusion, row.dossier_key, answered
        )


def _answered(document: Document, row: LegalityReview) -> str | None:
    for entry in (document.get("legality") or {}).get("rounds") or ():
        if (entry.get("opinion") or {}).get("issued_on") == str(row.issued_on):
            return adoption(entry)
    return None


def _values(session: Session, document: Document, key: str, entry: Document) -> dict[str, Any]:
    opinion = entry.get("opinion") or {}
    issued = opinion.get("issued_on")
    supplements = entry.get("supplements") or ()
    return {
        "sender": queries.row(session, key).unit or "（未登记承办单位）",
        "kind": REVIEW_KINDS[0],
        "title": document["matter"]["title"],
        "received_on": date.fromisoformat(entry["submitted_on"]),
        "supplement": "；".join(map(_supplement, supplements)) or None,
        "issued_on": date.fromisoformat(issued) if issued else None,
        "conclusion": opinion.get("conclusion") if issued else None,
        "opinion_number": (opinion.get("paper") or {}).get("document_number"),
        "adoption": adoption(entry) if issued else None,
        "dossier_key": key,
    }


def _supplement(one: Document) -> str:
    supplied = one.get("supplied_on")
    return f"{one['requested_on']}通知补正，{f'{supplied}补齐' if supplied else '未补齐'}"
