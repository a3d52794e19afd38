"""The sample library: every finding at least once, files as messy as they say, the same bytes each time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from guanxian_desk.modules.digital.sheets import SHEETS
from guanxian_desk.sample.digital import digital_drafts
from guanxian_desk.services import projects
from guanxian_desk.services.office import Office
from tests.digital import sample_library

CLOSED = date(2022, 12, 31)


def test_every_finding_is_there(read_only: Office) -> None:
    status = projects.status(read_only, CLOSED)
    assert {found.code for found in status.findings} == {f"D0{n}" for n in range(1, 7)}
    assert status.as_json()["stages"] == {"谋划": 3, "储备": 3, "开工": 14, "竣工": 3}


def test_every_sheet_but_the_moves_has_a_workbook_and_each_says_what_is_in_it(tmp_path: Path) -> None:
    drafts = digital_drafts()
    assert {draft.kind for draft in drafts} == {sheet.key for sheet in SHEETS} - {"project-moves"}
    assert all(draft.name.startswith("示例-") and draft.sender and draft.note for draft in drafts)
    for draft, report in zip(drafts, sample_library.build(tmp_path / "sample.gxdesk"), strict=True):
        entry = report.entry()
        assert report.refused is None
        assert (entry["rows"], entry["conflicts"]) == (draft.rows, draft.conflicts), draft.name
        taken = report.prepared.extract
        assert taken is not None
        assert taken.error_rows == draft.errors, draft.name


def test_the_same_bytes_each_time() -> None:
    assert [draft.content for draft in digital_drafts()] == [draft.content for draft in digital_drafts()]


def test_the_successor_sits_in_the_seat_without_a_new_notice(read_only: Office) -> None:
    seats = [
        {member.seat: member.name for member in projects.task_force(read_only, day)}
        for day in (date(2022, 8, 31), date(2022, 9, 1))
    ]
    assert [seat[14] for seat in seats] == ["郭洪恩", "周文涛（示例）"]
    assert [len(seat) for seat in seats] == [25, 25]
