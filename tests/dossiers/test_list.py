"""The list of dossiers: what was judged is judged again only when the dossier, the day or the law is another."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.base.errors import Cancelled
from guanxian_desk.modules.decisions.check import Checker
from guanxian_desk.modules.decisions.judging import Memory
from guanxian_desk.services import dossier_law, dossiers
from guanxian_desk.services.dossier_list import due_rows, overview
from guanxian_desk.services.office import Office
from tests.cases.decision_cases import base
from tests.offices import create_office

DAY = date(2022, 7, 8)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create_office(tmp_path / "office.gxdesk", Actor("张三"), stopped_at(datetime(2022, 7, 8, 9)))
    for key in ("2022-001", "2022-002"):
        dossiers.create(made, key, "一件事")
        dossiers.save(made, key, deepcopy(base()) | {"key": key})
    yield made
    made.close()


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the dossiers that were judged, in order."""
    keys: list[str] = []
    check = Checker.check

    def counted(self: Checker, dossier: Any, as_of: date) -> Any:
        keys.append(dossier.key)
        return check(self, dossier, as_of)

    monkeypatch.setattr(Checker, "check", counted)
    return keys


def test_only_what_changed_is_judged_again(office: Office, judged: list[str]) -> None:
    memory = Memory()
    before = overview(office, DAY, memory=memory)
    assert judged == ["2022-001", "2022-002"]
    assert overview(office, DAY, memory=memory) == before
    assert len(judged) == 2
    dossiers.put(office, "2022-002", ("drafting", "fair_competition_review", "concluded_on"), None)
    after = overview(office, DAY, memory=memory)
    assert judged[2:] == ["2022-002"]
    assert {row["key"]: row["unmet"] for row in after.rows} == {"2022-001": 0, "2022-002": 3}
    assert after == overview(office, DAY, memory=Memory())


def test_another_day_and_another_reading_are_judged_anew(office: Office, judged: list[str]) -> None:
    memory = Memory()
    overview(office, DAY, memory=memory)
    overview(office, date(2022, 7, 9), memory=memory)
    assert len(judged) == 4
    dossier_law.choose(office, "publication_workdays", 10, date(2022, 1, 1), "会议纪要")
    overview(office, date(2022, 7, 9), memory=memory)
    assert len(judged) == 6


def test_it_can_be_stopped(office: Office) -> None:
    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        overview(office, DAY, tell=stop)


def test_the_due_list_has_the_broken_first(office: Office) -> None:
    dossiers.put(office, "2022-002", ("drafting", "fair_competition_review", "concluded_on"), None)
    rows = due_rows(office, DAY)
    assert (rows[0]["key"], rows[0]["norm"], rows[0]["state"]) == ("2022-002", "R14-3", "unmet")
    days = [row["due"] for row in rows if row["due"]]
    assert days == sorted(days)
