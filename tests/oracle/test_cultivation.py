"""The registry's answers against the second reading of the contract, on random books."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.modules.cultivation.landings import LANDINGS
from guanxian_desk.modules.cultivation.sheets import SHEETS
from guanxian_desk.services import cultivation
from guanxian_desk.services.office import Office
from tests.offices import create_office
from tests.oracle.apart import apart
from tests.oracle.cultivation_money import rewards
from tests.oracle.cultivation_pool import pool_review, targets
from tests.oracle.cultivation_program import (
    program_review,
    program_rewards,
    program_targets,
    told_review,
    told_rewards,
    told_targets,
)
from tests.oracle.cultivation_random import Chance, book_of
from tests.oracle.laid import lay

AS_OF = [
    date(2021, 12, 31),
    date(2022, 1, 1),
    date(2022, 6, 1),
    date(2023, 6, 30),
    date(2024, 12, 31),
    date(2026, 1, 1),
]


def differences(seed: int) -> list[str]:
    chance = Chance(seed)
    book = book_of(chance)
    options = {
        "tiers": chance.choice(("highest", "each")),
        "climb": chance.choice(("full", "difference")),
        "budget_period": chance.choice(("year", "year", "programme")),
        "growth_pct": chance.choice(("20", "30", "0")),
    }
    told = []
    for year in (None, chance.choice((2021, 2022, 2023, 2024, 2025))):
        got, wanted = program_rewards(book, year, options), rewards(book, year, options)
        told += apart(got, wanted, f"{seed} {options} rewards {year}")
    year, growth = chance.choice((2022, 2023, 2024)), int(options["growth_pct"])
    told += apart(program_review(book, year, growth), pool_review(book, year, growth), f"{seed} {growth} review {year}")
    day = chance.choice(AS_OF)
    return told + list(apart(program_targets(book, day), targets(book, day), f"{seed} targets {day}"))


@pytest.mark.parametrize("first", range(0, 160, 40))
def test_the_second_reading_agrees(first: int) -> None:
    for seed in range(first, first + 40):
        assert differences(seed) == []


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("oracle") / "office.gxdesk"
    made = create_office(path, Actor("张三"), stopped_at(datetime(2023, 6, 30, 9, 30)))
    yield made
    made.close()


@pytest.mark.parametrize("seed", range(20_000, 20_008))
def test_what_was_laid_in_the_file_is_answered_the_same(office: Office, seed: int) -> None:
    book, day = book_of(Chance(seed)), date(2024, 3, 1)
    lay(office, SHEETS, LANDINGS, book)
    asked = {"tiers": "each", "climb": "difference"}
    for year in (None, 2022, 2023):
        got = told_rewards(cultivation.rewards(office, year, asked).as_json())
        assert list(apart(got, rewards(book, year, asked))) == []
    assert list(apart(told_review(cultivation.pool_review(office, 2023).as_json()), pool_review(book, 2023, 20))) == []
    assert list(apart(told_targets(cultivation.targets(office, day).as_json()), targets(book, day))) == []
