"""The registers beside the dossiers, for the faces: experts for a matter, the year's catalogue, reviews."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions import catalogue, experts, queries, review_register
from guanxian_desk.modules.decisions.catalogue import CatalogueLine
from guanxian_desk.modules.decisions.experts import Candidate, PoolExpert
from guanxian_desk.modules.decisions.models import Expert
from guanxian_desk.modules.decisions.review_register import FollowUp
from guanxian_desk.services import dossiers
from guanxian_desk.services.office import Office


def candidates(office: Office, key: str, day: date | None = None) -> list[Candidate]:
    """The experts of the pool for a dossier, each with what speaks against asking; those nobody objects to first."""
    with office.store.read() as session:
        document = queries.document(session, key)
        return experts.candidates(_pool(session), document, day or office.clock.today())


def invite(office: Office, key: str, review: str, name: str, employer: str) -> None:
    """Put an expert of the pool into an expert review of a dossier. UserError when the pool or the review lacks it."""
    path = ("expert_reviews", review, "experts")
    with office.store.read() as session:
        expert = next((one for one in _pool(session) if (one.name, one.employer) == (name, employer)), None)
    if expert is None:
        raise UserError(f"专家库里没有{employer}的{name}", "没有改动档案", "请先把专家录入专家库")
    dossiers.add(office, key, path, experts.as_entry(expert), f"聘请专家{name}（{key}）")


def year_catalogue(office: Office, year: int) -> list[CatalogueLine]:
    """The year's catalogue as the dossiers have it now."""
    with office.store.read() as session:
        return catalogue.catalogue_of(session, year)


def enter_review(office: Office, key: str, round_id: str, number: str) -> None:
    """Enter a round of a dossier into 合法性审查登记台账, or bring its entry up to date."""
    with office.store.change(f"登记审查台账：{number}", office.actor) as session:
        review_register.enter(session, key, round_id, number)


def follow_up(office: Office, as_of: date | None = None) -> list[FollowUp]:
    """Opinions that asked for something and whose 采纳情况 the register does not tell; the oldest first."""
    with office.store.read() as session:
        return list(review_register.open_ends(session, as_of or office.clock.today()))


def _pool(session: Session) -> list[PoolExpert]:
    return [
        PoolExpert(
            row.name,
            row.employer,
            row.kind,
            row.fields,
            row.specialties or "",
            row.post or "",
            row.connected_with or "",
            row.since,
            row.until,
        )
        for row in session.scalars(select(Expert).order_by(Expert.name, Expert.employer))
    ]
