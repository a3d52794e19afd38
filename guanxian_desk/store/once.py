"""What two places ask of one reading session, made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")


def once(session: Session, key: Hashable, make: Callable[[], T]) -> T:
    """The value of a key; made at the first call. Only for sessions that read: their snapshot stays as it is."""
    if key not in session.info:
        session.info[key] = make()
    found: T = session.info[key]
    return found
