"""The sample county's enterprises in a data file, made once for all tests that only read it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.sample.cultivation_books import cultivation_drafts
from guanxian_desk.sample.cultivation_firms import town
from guanxian_desk.services.importing import prepare, take
from guanxian_desk.services.office import Office, create_office, open_office

NOW = stopped_at(datetime(2024, 1, 20, 9))
TOWN = town()
CODE = {key: firm.code for key, firm in TOWN.told.items()}
YEAR_END = date(2023, 12, 31)
WAN = 1_000_000


def build(path: Path) -> None:
    """The county, closed."""
    office = create_office(path, Actor("示例"), NOW, "冠县工业和信息化局（示例）", sample=True)
    for draft in cultivation_drafts():
        take(office, prepare(office, draft.kind, draft.content, draft.name, draft.sender))
    office.close()


def opened(path: Path, name: str = "王五", role: Role = Role.MANAGER) -> Office:
    """The file in somebody's hands."""
    return open_office(path, Actor(name, role), NOW)
