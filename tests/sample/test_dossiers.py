"""The sample office's decisions: six stories, each where it says it is, and the workbooks beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.stages import Stage
from guanxian_desk.sample.decision_books import decision_drafts
from guanxian_desk.sample.dossiers import sample_dossiers
from guanxian_desk.services import dossier_files, dossier_registers, dossier_review, dossiers, importing
from guanxian_desk.services.office import Office, create_office

DAY = date(2022, 12, 31)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("sample") / "a.gxdesk"
    made = create_office(path, Actor("示例"), stopped_at(datetime(2022, 12, 31, 9)), sample=True)
    for draft in decision_drafts():
        prepared = importing.prepare(made, draft.kind, draft.content, draft.name, draft.sender)
        entry = importing.take(made, prepared).entry()
        assert entry["rows"] == draft.rows, draft.name
        assert len(entry["errors"]) == draft.errors, entry["errors"]  # type: ignore[arg-type]
    for one in sample_dossiers():
        dossier_files.take(made, one.package())
    importing.settle_all(made)
    yield made
    made.close()


def test_each_story_is_at_its_stage(office: Office) -> None:
    assert {line.key: line.stage(DAY) for line in dossiers.listing(office)} == {
        "2022-001": Stage.ARCHIVED,
        "2022-002": Stage.DRAFTING,
        "2022-003": Stage.REVIEW,
        "2022-004": Stage.EXECUTION,
        "2022-005": Stage.DRAFTING,
        "2022-006": Stage.EXECUTION,
        "2022-007": Stage.PROPOSED,
    }


def test_first_one_is_clean_from_the_catalogue_to_the_archive(office: Office) -> None:
    report = dossiers.check(office, "2022-001", DAY)
    assert {one.state for one in report.verdicts} == {State.MET, State.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("key", "norms"), [("2022-002", []), ("2022-003", []), ("2022-005", []), ("2022-006", ["R54-1"])]
)
def test_lawful_ones_break_nothing_but_what_the_story_says(office: Office, key: str, norms: list[str]) -> None:
    assert [one.norm for one in dossiers.check(office, key, DAY).unmet] == norms


def test_stuck_one_is_held_by_the_unanswered_point(office: Office) -> None:
    gates = {gate.norm: gate for gate in dossiers.check(office, "2022-003", DAY).gates}
    assert gates["R41-2"].held_by == ("R41-2", "R47-2")
    assert gates["R41-1"].open


def test_unlawful_one_breaks_what_matters(office: Office) -> None:
    unmet = {one.norm for one in dossiers.check(office, "2022-004", DAY).unmet}
    assert unmet >= {"R20-3", "R20-4", "R40-3", "R41-1", "R44-3", "R48-1", "R48-2", "R51-1"}


def test_attachments_versions_experts_and_catalogue_work_on_it(office: Office) -> None:
    assert [file.here for file in dossier_files.carried(office, "2022-001")] == [True, True, True]
    (shown, *_) = dossier_review.versions(office, "2022-001")
    assert len(dossier_review.passages(office, "2022-001", shown)) == 1
    assert [one.expert.name for one in dossier_registers.candidates(office, "2022-001") if not one.proposed] == [
        "示例专家六"
    ]
    assert len(dossier_registers.year_catalogue(office, 2022)) == 7


def test_sample_is_the_same_each_time(tmp_path: Path) -> None:
    assert [one.package() for one in sample_dossiers()] == [one.package() for one in sample_dossiers()]
    assert [one.content for one in decision_drafts()] == [one.content for one in decision_drafts()]
