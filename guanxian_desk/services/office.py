"""The open office: its data file, its clock, and who acts. Every service takes it first."""

from __future__ import annotations

import getpass
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.base.units import UnitDirectory
from guanxian_desk.store import settings, units
from guanxian_desk.store.store import ChangeSession, Store, refuse_existing
from guanxian_desk.store.tables import Operator

COUNTY_OFFICE = "冠县"
_PLANTED_KEY, _PLANTED = "planted", 1
"""Raised with every release in which duties begin with something more."""


@dataclass(frozen=True)
class Office:
    """An open data file with its operator."""

    store: Store
    clock: Clock
    actor: Actor

    @property
    def path(self) -> Path:
        """The data file."""
        return self.store.path

    def setting(self, key: str, default: Any = None) -> Any:
        """One durable setting."""
        with self.store.read() as session:
            return settings.get(session, key, default)

    @property
    def name(self) -> str:
        """The office's name as it stands on paper."""
        return str(self.setting(settings.OFFICE, COUNTY_OFFICE))

    @property
    def is_sample(self) -> bool:
        """Whether the file holds invented data."""
        return bool(self.setting(settings.SAMPLE, False))

    def remember(self, label: str, values: dict[str, Any]) -> None:
        """Keep settings as one named step."""
        with self.store.change(label, self.actor) as session:
            for key, value in values.items():
                settings.put(session, key, value)

    def directory(self) -> UnitDirectory:
        """The units and every name people write for them."""
        with self.store.read() as session:
            return units.directory(session)

    def close(self) -> None:
        """Close the file cleanly."""
        self.store.close()


def default_operator() -> str:
    """The operating system's user, when nobody said who acts."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        # No login name and no password database: a service account or a bare container.
        return "本机用户"


def create_office(path: Path, actor: Actor, clock: Clock, name: str = COUNTY_OFFICE, sample: bool = False) -> Office:
    """Make a new data file with the county's units and what each duty begins with.

    Never overwrites (UserError); a killed run leaves no half file.
    """
    refuse_existing(path)
    unfinished = path.with_name(path.name + ".未完成")
    unfinished.unlink(missing_ok=True)
    store = Store.create(unfinished, clock)
    with store.change("建立数据文件", actor) as session:
        settings.put(session, settings.OFFICE, name)
        settings.put(session, settings.SAMPLE, sample)
        session.add(Operator(name=actor.name, role=actor.role))
        _seed_units(session)
        _plant(session)
    store.close()
    refuse_existing(path)
    unfinished.rename(path)
    return open_office(path, actor, clock)


def open_office(path: Path, actor: Actor, clock: Clock) -> Office:
    """Open an existing data file. UserError when it is missing, damaged, foreign or newer.

    A file made before a duty came to the desk gets what that duty begins with, as one step.
    """
    store = Store.open(path, clock)
    with store.read() as session:
        planted = settings.get(session, _PLANTED_KEY, 0)
    if planted < _PLANTED:
        with store.change("补入各项工作的初始资料", actor) as writing:
            _plant(writing)
    return Office(store, clock, actor)


def _plant(session: ChangeSession) -> None:
    """What every duty begins with: plans, units, projects."""
    from guanxian_desk.services.modules import MODULES

    for module in MODULES:
        if module.seed is not None:
            module.seed(session)
    settings.put(session, _PLANTED_KEY, _PLANTED)


def _seed_units(session: ChangeSession) -> None:
    source = shipped("resources", "units", "units.json")
    try:
        entries = json.loads(source.read_text("utf-8"))["units"]
    except OSError as error:
        raise UserError(f"程序文件不完整：缺少“{source.name}”", "没有建立数据文件", "请重新安装政务台") from error
    for entry in entries:
        units.add_unit(session, entry["name"], entry["kind"], entry["aliases"], entry.get("note", ""))
