"""A dossier leaves this PC and comes back changed: versions are remembered, so that a merge knows who changed what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.units import plain_name
from guanxian_desk.modules.decisions import keeping, queries, service
from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.merge import Choice, Conflict, Merged, keep_ours, merge
from guanxian_desk.modules.decisions.models import DecisionDossier, DossierVersion
from guanxian_desk.modules.decisions.package import Package
from guanxian_desk.store import attachments
from guanxian_desk.store.audit import Entry
from guanxian_desk.store.store import ChangeSession

Document = dict[str, Any]
# A record with fewer facts may be the same by chance.
_TELLING = 4
SENT, RECEIVED, HEARD = "送出", "收到", "听说"


@dataclass(frozen=True)
class Arrival:
    """What a dossier that came in would do.

    merged is None for one that is new here; with_base: the common past of both sides is known.
    """

    key: str
    incoming: Document
    merged: Merged | None = None
    with_base: bool = False
    new_files: Sequence[str] = field(default=())

    @property
    def document(self) -> Document:
        """The dossier as it would be kept."""
        return self.merged.document if self.merged else self.incoming

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """The places that both sides changed."""
        return self.merged.conflicts if self.merged else ()

    @property
    def changes(self) -> bool:
        """Whether anything would be written."""
        return self.merged is None or bool(self.merged.taken or self.new_files)


def owner(key: str) -> str:
    """Under which name a dossier's attachments lie in the store."""
    return f"dossier:{key}"


def package(session: Session, key: str, office: str, by: str) -> Package:
    """The dossier as it stands, with every attachment that is here and the past by which a merge finds its base."""
    text = queries.row(session, key).document
    here = {entry.sha256 for entry in attachments.of(session, owner(key))}
    named = {entry["sha256"] for entry in json.loads(text).get("attachments") or ()}
    return Package(
        key,
        text.encode(),
        {digest: attachments.content(session, digest) for digest in sorted(named & here)},
        tuple(version.sha256 for version in _versions(session, key)),
        tuple(sorted(named - here)),
        office,
        by,
    )


def sent(session: ChangeSession, key: str, at: datetime) -> None:
    """Remember that the dossier left as it stands; each time is logged, for it carries citizens' words and names."""
    text = queries.row(session, key).document
    _remember(session, key, SENT, at, text)
    told = json.dumps({SENT: keeping.fingerprint(text)}, ensure_ascii=False)
    session.log(Entry(DecisionDossier.__tablename__, key, "查看", "", told))


def under(came: Package, key: str) -> Package:
    """The package as one of a dossier with another key. UserError for what is no key."""
    document = came.document | {"key": key}
    dossier_from_document(document, key)
    return replace(came, key=key, dossier=keeping.text_of(document).encode())


def stranger(session: Session, came: Package) -> bool:
    """Whether the key stands here for another matter: keys are unique on one PC only."""
    kept = session.get(DecisionDossier, came.key)
    if kept is None or _common(session, came) is not None:
        return False
    return not same_matter(json.loads(kept.document), came.document)


def own_key(session: Session, came: Package) -> str | None:
    """The key under which the matter that came stands here already, None when it does not: year and name tell it."""
    if session.get(DecisionDossier, came.key) is not None and not stranger(session, came):
        return came.key
    year = (came.document.get("catalogue") or {}).get("year")
    query = select(DecisionDossier).where(DecisionDossier.year == year, DecisionDossier.struck_on.is_(None))
    names = _names(came.document)
    found = (one.key for one in session.scalars(query) if names & _names(json.loads(one.document)))
    return next(found, None)


def arrival(session: Session, came: Package, choice: Choice = keep_ours) -> Arrival:
    """What the package would do here; nothing is written. UserError for a stranger()."""
    kept = session.get(DecisionDossier, came.key)
    here = {entry.sha256 for entry in attachments.of(session, owner(came.key))}
    files = tuple(digest for digest in came.attachments if digest not in here)
    if kept is None:
        return Arrival(came.key, came.document, new_files=files)
    if stranger(session, came):
        raise UserError(
            f"编号“{came.key}”在本机是另一事项“{kept.title}”，收到的是“{came.document['matter']['title']}”",
            "没有合并，本机的档案保持不变",
            "请给收到的档案另编一个号再收（命令行用 --as 编号）",
        )
    base = _common(session, came)
    merged = merge(base, json.loads(kept.document), came.document, choice)
    return Arrival(came.key, came.document, merged, base is not None, files)


def take(session: ChangeSession, came: Package, at: datetime, choice: Choice = keep_ours) -> Arrival:
    """Keep what came, merged with what stands. UserError, and nothing kept, when the result does not fit."""
    found = arrival(session, came, choice)
    if found.merged is None:
        service.create(session, found.document)
    elif found.merged.taken:
        service.save(session, came.key, found.document)
    entries = {entry["sha256"]: entry for entry in found.document.get("attachments") or ()}
    for digest in found.new_files:
        if digest in entries:
            entry = entries[digest]
            content = came.attachments[digest]
            attachments.add(session, owner(came.key), entry["name"], content, at, role=entry["role"])
    for digest in came.history:
        _remember(session, came.key, HEARD, at, None, digest)
    if not any(not choice(conflict) for conflict in found.conflicts):
        # While a conflict is left as it stood, their version is no common ground: it must be shown again.
        _remember(session, came.key, RECEIVED, at, keeping.text_of(came.document))
    return found


def same_matter(ours: Document, theirs: Document) -> bool:
    """Whether two dossiers without a common past are of one matter: its name in common, or a record word by word."""
    if _names(ours) & _names(theirs):
        return True
    records = _records(theirs)
    return any(len(one) >= _TELLING and one == records.get(name) for name, one in _records(ours).items())


def _names(document: Document) -> set[str]:
    listed = (document.get("catalogue") or {}).get("matter_name")
    return {plain_name(name) for name in (document["matter"]["title"], listed) if name}


def _records(value: Any) -> dict[str, Any]:
    """All records of a document that have an id."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = {value["id"]: value} if isinstance(value, dict) and "id" in value else {}
    for part in parts:
        found |= _records(part)
    return found


def _common(session: Session, came: Package) -> Document | None:
    """The newest version that both sides have had; None when there is none, as for a file from outside."""
    past = {*came.history, _mark(came.document)}
    for version in reversed(_versions(session, came.key)):
        if version.document is not None and version.sha256 in past:
            return json.loads(version.document)  # type: ignore[no-any-return]
    return None


def _mark(document: Document) -> str:
    """The fingerprint of a version, whatever key the dossier has on which PC."""
    return keeping.fingerprint(keeping.text_of(document | {"key": ""}))


def _versions(session: Session, key: str) -> list[DossierVersion]:
    query = select(DossierVersion).where(DossierVersion.key == key).order_by(DossierVersion.id)
    return list(session.scalars(query))


def _remember(
    session: ChangeSession, key: str, way: str, at: datetime, document: str | None, digest: str | None = None
) -> None:
    sha256 = digest or _mark(json.loads(document or "{}"))
    query = select(DossierVersion).where(DossierVersion.key == key, DossierVersion.sha256 == sha256)
    known = session.scalars(query).first()
    if known is None:
        session.add(DossierVersion(key=key, sha256=sha256, way=way, at=at, document=document))
        session.flush()
    elif known.document is None and document is not None:
        known.document, known.way, known.at = document, way, at
