"""What the dossiers announce on the first page: limits by day, gates that are stuck; the stages of every norm."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.base.due import Due
from guanxian_desk.law.norms import Kind, norms
from guanxian_desk.modules.decisions.due import AHEAD, due, glance
from guanxian_desk.modules.decisions.outline import field_at
from guanxian_desk.modules.decisions.phases import GATES, PHASES, judged_norms, phase_of, place_of
from guanxian_desk.services import dossiers
from guanxian_desk.services.office import Office
from tests.cases.decision_cases import base, changed
from tests.offices import create_office

HEARING = date(2022, 6, 21)  # the last day for the papers of the hearing


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create_office(tmp_path / "office.gxdesk", Actor("张三"), stopped_at(datetime(2022, 6, 15, 9)))
    yield made
    made.close()


def _keep(office: Office, **facts: Any) -> None:
    document = changed(deepcopy(base()) | {"key": "2022-001"}, **facts)
    dossiers.create(office, "2022-001", document["matter"]["title"])
    dossiers.save(office, "2022-001", document)


def _due(office: Office, today: date) -> list[Due]:
    with office.store.read() as session:
        return due(session, today)


def test_a_limit_is_announced_sixty_days_before_and_not_earlier(office: Office) -> None:
    unplanned = {"h1.materials_delivered_on": None}
    _keep(office, set=unplanned)
    first = HEARING - timedelta(days=AHEAD)
    assert HEARING in [one.day for one in _due(office, first)]
    assert HEARING not in [one.day for one in _due(office, first - timedelta(days=1))]


def test_limits_of_one_day_are_one_line(office: Office) -> None:
    _keep(office)
    days = [one.day for one in _due(office, date(2022, 6, 15))]
    assert len(days) == len(set(days))
    (line,) = [one for one in _due(office, date(2022, 6, 15)) if one.day == date(2022, 6, 17)]
    assert line.words.endswith("等 6 项")
    assert line.place == "decisions/dossier/2022-001/participation"


def test_a_gate_that_only_waits_is_not_stuck(office: Office) -> None:
    _keep(office)
    assert [one for one in _due(office, date(2022, 6, 15)) if one.day is None] == []


def test_a_gate_held_by_something_broken_is_stuck(office: Office) -> None:
    _keep(office, set={"drafting.fair_competition_review.concluded_on": None})
    (line,) = [one for one in _due(office, date(2022, 7, 8)) if one.day is None and one.place.endswith("legality")]
    assert "送请合法性审查" in line.words
    assert "第十四条" in line.clause


def test_an_archived_dossier_asks_for_nothing(office: Office) -> None:
    _keep(office, set={"archive.closed_on": "2022-06-10"})
    assert _due(office, date(2022, 6, 15)) == []


def test_the_picture_counts_the_stages(office: Office) -> None:
    with office.store.read() as session:
        assert glance(session, date(2022, 6, 15)).words == "还没有档案。"
    _keep(office)
    with office.store.read() as session:
        assert glance(session, date(2022, 6, 15)).words == "起草与参与 1 件。"


def test_every_norm_has_its_stage_and_every_checked_one_its_place() -> None:
    keys = {phase.key for phase in PHASES}
    assert {phase_of(norm) for norm in judged_norms()} <= keys
    without = [norm for norm in judged_norms() if place_of(norm) is None]
    assert {norms()[norm].kind for norm in without} == {Kind.ATTESTED}
    for norm in judged_norms():
        place = place_of(norm)
        assert place is None or field_at(place)


def test_every_gate_stands_before_a_stage() -> None:
    assert {phase for _words, phase in GATES.values()} <= {phase.key for phase in PHASES}
