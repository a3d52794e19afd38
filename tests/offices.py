"""A new data file for a test: the first of its kind is made, the others are copies of it."""

from __future__ import annotations

from pathlib import Path

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock, beijing_now
from guanxian_desk.services import office
from guanxian_desk.services.office import COUNTY_OFFICE, Office, open_office

_MADE: dict[tuple[object, ...], bytes] = {}


def create_office(path: Path, actor: Actor, clock: Clock, name: str = COUNTY_OFFICE, sample: bool = False) -> Office:
    """As the service of this name, a hundred times faster from the second time on."""
    moment = "now" if clock.now is beijing_now else clock.now()
    kind = (actor, moment, name, sample)
    if kind not in _MADE:
        office.create_office(path, actor, clock, name, sample).close()
        _MADE[kind] = path.read_bytes()
    else:
        with path.open("xb") as file:
            file.write(_MADE[kind])
    return open_office(path, actor, clock)
