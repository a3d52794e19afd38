"""Papers as they were once looked at and found good: every line's words and place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guanxian_desk.services.office import Office
from tests.filings.probe import sheets
from tests.filings.test_goldens import described, written
from tests.vouchers_papers.sample_office import EARLY, YEAR_END, pdf

GOLDENS = Path(__file__).parent.parent / "golden" / "vouchers_papers"
PAPERS = {
    "statement": ("voucher-statement", YEAR_END, "YLM060"),
    "settlement": ("voucher-settlement", YEAR_END, ""),
    "daily": ("voucher-daily", EARLY, ""),
}


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_papers_look_as_they_were_approved(name: str, office: Office, request: pytest.FixtureRequest) -> None:
    found = [described(sheet) for sheet in sheets(pdf(office, *PAPERS[name]).content)]
    path = GOLDENS / f"{name}.json"
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(found), "utf-8")
    assert found == json.loads(path.read_text("utf-8"))
