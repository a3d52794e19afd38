"""The verbs of the dossier store: keep, strike, take away. What is kept always fits the schema."""

from __future__ import annotations

import json
import secrets
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions import editing, keeping, queries
from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.editing import Path
from guanxian_desk.modules.decisions.models import DecisionDossier
from guanxian_desk.store import settings
from guanxian_desk.store.store import ChangeSession

Document = dict[str, Any]
_UNCHANGED = "没有改动任何数据"
_WIDTH = 3
_TAG = "decisions.tag"


def create(session: ChangeSession, document: Document) -> DecisionDossier:
    """Keep a dossier under a key that is free. UserError when it is taken or the document does not fit."""
    key = str(document.get("key"))
    if session.get(DecisionDossier, key) is not None:
        raise UserError(f"已经有编号为“{key}”的决策档案", "没有保存，原档案保持不变", "请换一个编号")
    kept = DecisionDossier(key=key, **_checked(document))
    session.add(kept)
    session.flush()
    return kept


def save(session: ChangeSession, key: str, document: Document) -> bool:
    """Keep a new state of a dossier; returns whether anything differs.

    UserError, and nothing kept, when it does not fit the schema, has another key, loses an opinion of the register,
    or says more of a state secret than its number.
    """
    kept = queries.row(session, key)
    if document.get("key") != key:
        raise UserError(f"档案编号“{key}”不能改成“{document.get('key')}”", "没有保存任何内容")
    if kept.struck_on is not None:
        raise UserError(f"档案“{key}”已经划去，不能再改", "没有保存任何内容", "请先取消划去")
    values = _checked(document)
    if values["document"] == kept.document:
        return False
    keeping.refuse_lost_opinions(json.loads(kept.document), document)
    for name, value in values.items():
        setattr(kept, name, value)
    session.flush()
    return True


def put(session: ChangeSession, key: str, path: Path, value: Any) -> None:
    """Write one place of a dossier."""
    save(session, key, editing.put(queries.document(session, key), path, value))


def add(session: ChangeSession, key: str, path: Path, record: Document) -> str:
    """Add a record to a list of a dossier; returns its id ("" for lists without)."""
    document, name = editing.add(queries.document(session, key), path, record, tag(session))
    save(session, key, document)
    return name


def take_out(session: ChangeSession, key: str, path: Path) -> None:
    """Take a record or a field out of a dossier."""
    save(session, key, editing.take_out(queries.document(session, key), path))


def strike(session: ChangeSession, key: str, reason: str, by: str, on: date) -> None:
    """Mark a dossier as opened by mistake; it stays in the file. UserError without a reason."""
    if not reason.strip():
        raise UserError("划去档案要写明理由", _UNCHANGED)
    kept = queries.row(session, key)
    kept.struck_on, kept.struck_by, kept.struck_reason = on, by, reason.strip()


def stand_again(session: ChangeSession, key: str) -> None:
    """Take back a strike."""
    kept = queries.row(session, key)
    kept.struck_on = kept.struck_by = kept.struck_reason = None


def remove(session: ChangeSession, key: str) -> None:
    """Take a dossier out of the file. UserError when its register holds opinions: those are only struck."""
    kept = queries.row(session, key)
    if (json.loads(kept.document).get("participation") or {}).get("opinions"):
        raise UserError(
            f"档案“{key}”登记过公众意见，不能删除", _UNCHANGED, "请用“划去档案”并写明理由，档案和意见都会留存"
        )
    session.delete(kept)


def next_key(session: Session, year: int) -> str:
    """The next free key of a year: 2022-001, 2022-002 …"""
    prefix = f"{year}-"
    taken = session.scalars(select(DecisionDossier.key).where(DecisionDossier.key.startswith(prefix)))
    numbers = [int(tail) for tail in (key.removeprefix(prefix) for key in taken) if tail.isascii() and tail.isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1:0{_WIDTH}}"


def tag(session: ChangeSession) -> str:
    """Four characters that stand for this data file in the ids of its new records; drawn once."""
    drawn = settings.get(session, _TAG)
    if drawn is None:
        drawn = secrets.token_hex(2)
        settings.put(session, _TAG, drawn)
    return str(drawn)


def _checked(document: Document) -> dict[str, Any]:
    """The columns of a document that fits."""
    facts = dossier_from_document(document, str(document.get("key")))
    keeping.refuse_secret_contents(document)
    return keeping.columns(facts, document) | {"document": keeping.text_of(document)}
