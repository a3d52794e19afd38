"""Who sends workbooks: those who did, and the units of the county."""

from __future__ import annotations

from sqlalchemy import select

from guanxian_desk.services.office import Office
from guanxian_desk.store.tables import Batch, Unit


def known_senders(office: Office) -> list[str]:
    """Names to offer for 报送单位: earlier senders first, then the units."""
    with office.store.read() as session:
        sent = session.scalars(select(Batch.sender).where(Batch.sender != "").distinct().order_by(Batch.sender)).all()
        units = session.scalars(select(Unit.name).order_by(Unit.id)).all()
    return list(dict.fromkeys([*sent, *units]))
