"""The verdicts against the second reading of the contract, on dossiers that nobody would think of."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.decisions.check import Checker
from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.limits import shipped_editions
from guanxian_desk.modules.decisions.schema import schema
from guanxian_desk.modules.decisions.timetable import from_day, until_meeting
from tests.cases.decision_cases import cases
from tests.oracle.decision_day import Day
from tests.oracle.decision_later import gates_of
from tests.oracle.decision_norms import norms_of
from tests.oracle.decision_timetable import actual_of, backward, forward, steps_of

Doc = dict[str, Any]
EVENTS = (date(2022, 4, 1), date(2023, 12, 1))


@cache
def seeds() -> list[Doc]:
    """The documents of the written law cases: a wide choice of shapes to start from."""
    return [case.document for case in cases()]


def resolved(node: Any) -> Any:
    while "$ref" in node:
        node = schema()["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def places(node: Any, value: Any, owner: Any, key: Any) -> list[tuple[Any, Any, Any]]:
    """(schema node, container, key) of everything in a document."""
    node = resolved(node)
    found = [(node, owner, key)] if owner is not None else []
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in node.get("properties", {}) and name not in ("format", "key", "id", "norm", "paper"):
                found += places(node["properties"][name], inner, value, name)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            found += places(node["items"], inner, value, place)
    return found


def is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4] == "-" and value[7] == "-"


def changed(chance: random.Random, doc: Doc) -> None:
    """One place of the document says something else; whether it still fits is found out by reading it."""
    node, owner, key = chance.choice(places(schema(), doc, None, None))
    value = owner[key]
    if is_day(value):
        shift = chance.choice((-30, -15, -8, -7, -6, -3, -1, 1, 2, 3, 5, 7, 10, 20, 40))
        owner[key] = (date.fromisoformat(value) + timedelta(days=shift)).isoformat()
        if chance.random() < 0.15:
            owner[key] = None
    elif isinstance(value, bool):
        owner[key] = chance.choice((not value, None))
    elif isinstance(value, int):
        owner[key] = max(0, value + chance.choice((-1, 1)))
    elif node.get("enum"):
        owner[key] = chance.choice(node["enum"])
    elif isinstance(value, list) and value:
        del value[chance.randrange(len(value))]
    elif isinstance(value, str):
        owner[key] = chance.choice((None, "　", "写明理由"))
    elif isinstance(owner, list):
        del owner[key]
    elif isinstance(value, dict):
        owner[key] = None


def random_dossier(chance: random.Random) -> tuple[Any, Doc]:
    doc = deepcopy(chance.choice(seeds()))
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 8))):
        before = deepcopy(doc)
        changed(chance, doc)
        try:
            dossier_from_document(doc, "x")
        except Exception:  # noqa: BLE001 - a change that does not fit the schema is not made
            doc = before
    return dossier_from_document(doc, "x"), doc


def random_day(chance: random.Random, doc: Doc) -> date:
    days = [date.fromisoformat(owner[key]) for _, owner, key in places(schema(), doc, None, None) if is_day(owner[key])]
    near = chance.choice(days) if days else EVENTS[0]
    return near + timedelta(days=chance.choice((-1, 0, 0, 1, 7, 30)))


def differences(chance: random.Random, checker: Checker) -> list[str]:
    dossier, doc = random_dossier(chance)
    now = random_day(chance, doc)
    report = checker.check(dossier, now)
    day = Day(doc, now)
    wanted = {name: answer for name, answer in norms_of(day).items() if not name.startswith("_")}
    got = {one.norm: (one.state.value, one.due) for one in report.verdicts}
    assert set(got) == set(wanted)
    told = [f"{name} on {now}: {got[name]} but {wanted[name]}" for name in got if got[name] != wanted[name]]
    opened = gates_of(day)
    return told + [f"gate {one.norm} on {now}: {one.open}" for one in report.gates if one.open != opened[one.norm]]


@pytest.mark.parametrize("seed", range(8))
def test_the_second_reading_agrees(seed: int) -> None:
    chance, checker = random.Random(seed), Checker()
    for _ in range(40):
        assert differences(chance, checker) == []


def timetable_differences(chance: random.Random) -> list[str]:
    dossier, doc = random_dossier(chance)
    start = date(2022, 5, 1) + timedelta(days=chance.randrange(300))
    calendar, limits = official_calendar(), shipped_editions().on(start)
    day, told = Day(doc, date.max), []
    for made, earliest in (
        (from_day(dossier, start, calendar, limits), forward(day, start)),
        (until_meeting(dossier, start, calendar, limits), forward(day, None)),
    ):
        assert [one.step for one in made.steps] == list(steps_of(day))
        latest = backward(day, made.meeting) if made.meeting else {}
        actual = actual_of(day)
        for one in made.steps:
            got = (one.earliest, one.latest, one.actual)
            wanted = (earliest[one.step], latest.get(one.step), actual[one.step])
            if got != wanted:
                told.append(f"{one.step} from {start}: {got} but {wanted}")
    return told


@pytest.mark.parametrize("seed", range(4))
def test_the_timetable_agrees(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        assert timetable_differences(chance) == []
