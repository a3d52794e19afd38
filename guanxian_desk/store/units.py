"""The unit directory as rows, handed to the house as base.units.UnitDirectory."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.units import UnitDirectory, UnitName
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Unit, UnitAlias


def directory(session: Session) -> UnitDirectory:
    """Every name of every unit with its days."""
    rows = session.execute(select(UnitAlias, Unit.name).join(Unit)).all()
    return UnitDirectory(
        UnitName(alias.unit_id, alias.name, canonical, alias.since, alias.until) for alias, canonical in rows
    )


def add_unit(session: ChangeSession, name: str, kind: str, aliases: Iterable[str], note: str = "") -> Unit:
    """A new unit; its own name is its first alias."""
    names = dict.fromkeys([name, *aliases])
    unit = Unit(name=name, kind=kind, note=note, names=[UnitAlias(name=alias) for alias in names])
    session.add(unit)
    return unit
