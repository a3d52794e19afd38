"""The tracker's status of a plan against the second reading of the contract, on random reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from random import Random
from typing import Any

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.modules.tasks.facts import Count
from guanxian_desk.modules.tasks.landings import LANDINGS
from guanxian_desk.modules.tasks.sheets import SHEETS
from guanxian_desk.services import tasks
from guanxian_desk.services.office import Office
from tests.offices import create_office
from tests.oracle import tasks_random
from tests.oracle.apart import apart
from tests.oracle.laid import lay
from tests.oracle.notices_random import compose
from tests.oracle.tasks_status import shipped_plan, status
from tests.oracle.tasks_units import Row

WAYS = ("逐单位", "逐单位", "牵头汇总")
PLANS = ("rule-of-law-2022", "digital-economy-2022")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("oracle") / "office.gxdesk"
    made = create_office(path, Actor("张三"), stopped_at(datetime(2022, 8, 1, 9, 30)))
    yield made
    made.close()


class Counting:
    """Another duty that has counted."""

    def __init__(self, counts: Mapping[str, tuple[int, int] | None]) -> None:
        self.counts = counts

    def count(self, measure: str, year: int, as_of: date) -> Count | None:
        counted = self.counts[measure]
        return Count(*counted) if counted else None


def told(document: dict[str, Any]) -> dict[str, Any]:
    listed = {}
    for one in document["tasks"]:
        own = {name: value for name, value in one.items() if name not in ("no", "indicators")}
        own["indicators"] = [(i["name"], i["target"], i["actual"], i["met"]) for i in one["indicators"]]
        listed[one["no"]] = own
    found = sorted((one["code"], one["task"], one["unit"], one["period"]) for one in document["findings"])
    return {"tasks": listed, "findings": found}


def differences(office: Office, seed: int) -> list[str]:
    """Of one of the plans that come with the desk, or of one adopted from a notice."""
    chance = Random(seed)
    rows = tasks_random.register(chance)
    plan = shipped_plan(chance.choice(PLANS)) if chance.random() < 0.6 else adopted(office, chance, f"plan-{seed}")
    reports = tasks_random.reports(chance, plan, rows)
    lay(office, SHEETS, LANDINGS, {"units": rows, "task-progress": reports})
    found = []
    for asked in (chance.choice(tasks_random.NEAR), *(tasks_random.some_day(chance) for _ in range(3))):
        day, way = tasks_random.in_year(plan, asked), chance.choice(WAYS)
        counts = tasks_random.counts(chance)
        got = told(tasks.status(office, plan["key"], day, {"报送方式": way}, Counting(counts)).as_json())
        wanted = status(plan, reports, rows, day, counts, way == "牵头汇总")
        found += apart(got, wanted, f"{seed} {plan['key']} {day} {way}")
    return found


def adopted(office: Office, chance: Random, key: str) -> Row:
    """A random notice kept as a plan, and what the oracle knows of it."""
    made = compose(chance)
    answer, day = made.answer, chance.choice((date(2023, 1, 5), date(2023, 4, 13), date(2023, 6, 30)))
    tasks.adopt(office, tasks.read(made.data, made.name, office), key, None if answer["date"] else day)
    return {"key": key, "date": answer["date"] or day.isoformat(), "year": 2023, "tasks": answer["tasks"]}


@pytest.mark.parametrize("seed", range(10))
def test_the_second_reading_agrees(office: Office, seed: int) -> None:
    assert differences(office, seed) == []
