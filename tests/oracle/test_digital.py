"""The library's status against the second reading of the contract, on random months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.modules.digital.landings import LANDINGS
from guanxian_desk.modules.digital.sheets import SHEETS
from guanxian_desk.services import projects
from guanxian_desk.services.office import Office
from tests.offices import create_office
from tests.oracle import digital_random
from tests.oracle.apart import apart
from tests.oracle.digital_status import status
from tests.oracle.laid import lay


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("oracle") / "office.gxdesk"
    made = create_office(path, Actor("张三"), stopped_at(datetime(2022, 8, 1, 9, 30)))
    yield made
    made.close()


def told(document: dict[str, Any]) -> dict[str, Any]:
    listed = {one["no"]: {name: value for name, value in one.items() if name != "no"} for one in document["projects"]}
    found = sorted((one["code"], one["subject"]) for one in document["findings"])
    return {"stages": document["stages"], "projects": listed, "findings": found}


def differences(office: Office, seed: int) -> list[str]:
    chance = Random(seed)
    listed = digital_random.projects(chance)
    reports, problems = digital_random.reports(chance, listed), digital_random.problems(chance, listed)
    book = {"digital-projects": listed, "project-progress": reports, "project-problems": problems}
    lay(office, SHEETS, LANDINGS, book)
    found = []
    for _ in range(5):
        day = digital_random.some_day(chance)
        got = told(projects.status(office, day).as_json())
        found += apart(got, status(listed, reports, problems, day), f"{seed} - {day} .")
    return found


@pytest.mark.parametrize("seed", range(30))
def test_the_second_reading_agrees(office: Office, seed: int) -> None:
    assert differences(office, seed) == []
