"""Every file of the corpus is read as its case says, whatever is unusual or wrong with it."""

from __future__ import annotations

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.extract import Extract, extract
from guanxian_desk.exchange.source import read_source
from tests.exchange.case import Case
from tests.exchange.corpus import CASES, FOLDER, LISTING, listing

_READABLE = [case for case in CASES if not case.unreadable]
_UNREADABLE = [case for case in CASES if case.unreadable]


def _filled(taken: Extract) -> list[dict[str, object]]:
    fields = [column.field for column in taken.sheet.columns]
    return [{name: value for name, value in zip(fields, row) if value is not None} for row in taken.rows]


def _matches(error: tuple[int, str, str], wanted: tuple[int, str, str]) -> bool:
    return error[:2] == wanted[:2] and wanted[2] in error[2]


def test_the_folder_holds_every_file_and_what_must_become_of_it() -> None:
    kept = {path.name for path in FOLDER.iterdir()}
    assert kept == {case.name for case in CASES} | {LISTING}
    assert (FOLDER / LISTING).read_text("utf-8") == listing()
    assert len(kept) > 100


@pytest.mark.parametrize("source", ["kept", "made"])
@pytest.mark.parametrize("case", _READABLE, ids=lambda case: case.name)
def test_is_read_as_its_case_says(case: Case, source: str) -> None:
    data = case.make() if source == "made" else (FOLDER / case.name).read_bytes()
    taken = extract(read_source(data, case.name), case.sheet)

    if case.refused:
        assert case.refused in (taken.refused or "")
        assert (taken.rows, taken.errors) == ([], [])
        return
    assert taken.refused is None
    assert _filled(taken) == list(case.rows)
    errors = [(error.row, error.column, error.message) for error in taken.errors]
    assert len(errors) == len(case.errors), errors
    assert all(map(_matches, errors, case.errors)), errors
    assert taken.error_rows == len({error.row for error in taken.errors})
    if case.at:
        assert tuple(number for _, number in taken.places) == case.at
    for part in case.notes:
        assert any(part in note for note in taken.notes), taken.notes


@pytest.mark.parametrize("case", _UNREADABLE, ids=lambda case: case.name)
def test_is_refused_with_its_name_and_the_reason(case: Case) -> None:
    with pytest.raises(UserError) as refused:
        extract(read_source(case.make(), case.name), case.sheet)
    assert case.name in refused.value.what
    assert case.unreadable in refused.value.what
    assert refused.value.todo
