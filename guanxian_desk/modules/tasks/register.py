"""The house's shared directory of units follows the register that the sheet 单位名录 fills."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from guanxian_desk.modules.tasks.models import UnitEntry
from guanxian_desk.modules.tasks.units import Kind, split_aliases
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Unit, UnitAlias

_KINDS = {
    Kind.DEPARTMENT: "department",
    Kind.TOWNSHIP: "township",
    Kind.SUBDISTRICT: "subdistrict",
    Kind.ZONE: "zone",
    Kind.COMPANY: "company",
    Kind.OTHER: "other",
}


def publish(session: ChangeSession) -> None:
    """Add what the register knows and the shared directory does not; nothing is taken out of it.

    Records elsewhere may hold a unit's id, so a unit that the register no longer has only keeps its names.
    """
    units = {unit.name: unit for unit in session.scalars(select(Unit).options(selectinload(Unit.names)))}
    entries = session.scalars(select(UnitEntry).order_by(UnitEntry.id)).all()
    known = {entry.name for entry in entries}
    for entry in entries:
        names = dict.fromkeys([entry.name, *split_aliases(entry.alias_names or "")])
        unit = units.get(entry.name) or _renamed(units, names, known)
        if unit is None:
            unit = Unit(name=entry.name, kind=_KINDS[Kind(entry.kind)])
            session.add(unit)
        _follow(unit, entry, list(names))


def _renamed(units: dict[str, Unit], names: Iterable[str], known: set[str]) -> Unit | None:
    """The unit that had one of the names and is called otherwise now: it keeps its id under the new name."""
    return next((units[name] for name in names if name in units and name not in known), None)


def _follow(unit: Unit, entry: UnitEntry, names: list[str]) -> None:
    if unit.name != entry.name:
        unit.name = entry.name
    if (unit.since, unit.until) != (entry.since, entry.until):
        unit.since, unit.until = entry.since, entry.until
    known = {alias.name for alias in unit.names}
    unit.names += [UnitAlias(name=name) for name in names if name not in known]
