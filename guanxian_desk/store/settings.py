"""Durable settings of the office, one row each."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Setting

OFFICE = "office"
SAMPLE = "sample"


def get(session: Session, key: str, default: Any = None) -> Any:
    """The value kept under the key."""
    row = session.get(Setting, key)
    return default if row is None else row.value


def put(session: ChangeSession, key: str, value: Any) -> None:
    """Keep a value (JSON) under the key."""
    row = session.get(Setting, key)
    if row is None:
        session.add(Setting(key=key, value=value))
    else:
        row.value = value
