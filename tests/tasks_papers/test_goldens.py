"""Papers as they were once looked at and found good: every line's words and place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from guanxian_desk.services.office import Office
from tests.filings.probe import sheets
from tests.filings.test_goldens import described, written
from tests.tasks_papers.sample_tasks import AUTUMN, SLIP, YEAR_END, pdf

GOLDENS = Path(__file__).parent.parent / "golden" / "tasks_papers"
PAPERS = {
    "missing": ("tasks-missing", AUTUMN, ""),
    "urging": ("tasks-urging", YEAR_END, SLIP),
    "changes": ("tasks-changes", date(2022, 10, 14), "2022-10-12"),
}


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_papers_look_as_they_were_approved(name: str, office: Office, request: pytest.FixtureRequest) -> None:
    found = [described(sheet) for sheet in sheets(pdf(office, *PAPERS[name]).content)]
    path = GOLDENS / f"{name}.json"
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(found), "utf-8")
    assert found == json.loads(path.read_text("utf-8"))
