"""The sample county's enterprises: 120 of eighteen townships, every event and every kind of finding, in any order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.modules.cultivation.rules.catalogue import ITEMS, RULES
from guanxian_desk.modules.cultivation.rules.stages import State
from guanxian_desk.modules.cultivation.sheets import SHEETS
from guanxian_desk.sample.cultivation_books import cultivation_drafts
from guanxian_desk.sample.cultivation_firms import TOWNSHIPS, YEARS, enterprise_rows, town, year_rows
from guanxian_desk.sample.files import Draft
from guanxian_desk.services.cultivation import pool_review, rewards, targets
from guanxian_desk.services.importing import prepare, take
from guanxian_desk.services.office import Office, create_office

NOW = stopped_at(datetime(2025, 1, 20, 9))
STEPS = "reward-steps"


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    return cultivation_drafts()


def filled(path: Path, drafts: Sequence[Draft]) -> Office:
    office = create_office(path, Actor("示例"), NOW, sample=True)
    for draft in drafts:
        take(office, prepare(office, draft.kind, draft.content, draft.name, draft.sender))
    return office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, drafts: list[Draft]) -> Iterator[Office]:
    made = filled(tmp_path_factory.mktemp("sample") / "a.gxdesk", drafts)
    yield made
    made.close()


def test_a_hundred_and_twenty_enterprises_of_eighteen_townships_over_four_years() -> None:
    firms = town().firms
    rows = enterprise_rows(firms)
    assert len(firms) == len({firm.code for firm in firms}) == 120
    assert {row["township"] for row in rows} == set(TOWNSHIPS)
    assert len(TOWNSHIPS) == 18
    assert {row["year"] for row in year_rows(firms)} == set(YEARS) == {2021, 2022, 2023, 2024}


def test_every_kind_is_there_and_bytes_are_the_same_each_time(drafts: list[Draft]) -> None:
    assert {draft.kind for draft in drafts} == {sheet.key for sheet in SHEETS}
    assert [draft.content for draft in cultivation_drafts()] == [draft.content for draft in drafts]
    assert sum(draft.kind == "enterprises" for draft in drafts) == 18


def test_each_workbook_imports_with_the_errors_it_declares(tmp_path: Path, drafts: list[Draft]) -> None:
    office = create_office(tmp_path / "a.gxdesk", Actor("示例"), NOW)
    for draft in drafts:
        entry = take(office, prepare(office, draft.kind, draft.content, draft.name)).entry()
        errors = entry["errors"]
        assert isinstance(errors, list)
        assert entry["refused"] is None, draft.name
        assert entry["rows"] == draft.rows, draft.name
        assert len({error["row"] for error in errors}) == draft.errors, (draft.name, errors)
    office.close()


def test_each_event_each_finding_and_each_state_is_there(office: Office) -> None:
    everything = rewards(office, None)
    assert {one.item.key for one in everything.claims} == {item.key for item in ITEMS}
    assert {one.progress.state for one in everything.claims} == set(State)
    found = {one.code for year in (2022, 2023, 2024) for one in rewards(office, year).findings}
    assert found == {rule.code for rule in RULES}
    assert everything.suggested
    assert [cut.period for cut in everything.cuts] == ["2023"]
    assert any(one.firm and one.notes for one in everything.claims)


def test_no_money_goes_astray(office: Office) -> None:
    for one in rewards(office, None).claims:
        assert one.progress.paid_fen <= one.progress.approved_fen <= one.entitled <= one.ceiling


def test_the_order_of_import_changes_nothing(office: Office, tmp_path: Path, drafts: list[Draft]) -> None:
    mixed = [draft for draft in drafts if draft.kind != STEPS]
    Random(3).shuffle(mixed)
    other = filled(tmp_path / "b.gxdesk", [*mixed, *(draft for draft in drafts if draft.kind == STEPS)])
    assert _answers(other) == _answers(office)
    other.close()


def _answers(office: Office) -> list[object]:
    documents = [rewards(office, year).as_json() for year in (None, 2022, 2023, 2024)]
    documents += [pool_review(office, year).as_json() for year in (2022, 2023, 2024)]
    documents.append(targets(office).as_json())
    return [
        {name: sorted(map(json.dumps, part)) if isinstance(part, list) else part for name, part in one.items()}
        for one in documents
    ]
