"""A dossier's history, read from the audit: who changed what, when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.modules.decisions.differences import Difference, differences
from guanxian_desk.modules.decisions.models import DecisionDossier
from guanxian_desk.store.tables import Audit, Change


@dataclass(frozen=True, slots=True)
class Step:
    """One step: label as the clerk knows it, action 新增, 修改, 删除 or 查看 (sent), and every place that differs."""

    change_id: int
    at: datetime
    operator: str
    label: str
    action: str
    differences: tuple[Difference, ...]


def history(session: Session, key: str) -> list[Step]:
    """All steps of a dossier, newest first; also of one that was taken away."""
    query = (
        select(Audit.action, Audit.before, Audit.after, Change.id, Change.at, Change.operator, Change.label)
        .join(Change, Change.id == Audit.change_id)
        .where(Audit.table_name == DecisionDossier.__tablename__, Audit.row_key == key)
        .order_by(Audit.seq.desc())
    )
    return [
        Step(change, at, operator, label, action, _told(_row(before), _row(after)) if action == "修改" else ())
        for action, before, after, change, at, operator, label in session.execute(query)
    ]


def _row(text: str) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _told(before: dict[str, Any], after: dict[str, Any]) -> tuple[Difference, ...]:
    if "document" not in after:
        return ()
    return tuple(differences(json.loads(before["document"]), json.loads(after["document"])))
