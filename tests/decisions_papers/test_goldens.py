"""Papers as they were once looked at and found good: every line's words and place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.forms import render
from guanxian_desk.filings.pdf import pdf_bytes
from guanxian_desk.modules.decisions.papers import discussion, hearings, notices, review, schedule, verdicts
from tests.decisions_papers.dossiers import SPARSE, full, source
from tests.decisions_papers.office_file import our_forms
from tests.decisions_papers.said import Build
from tests.filings.probe import sheets
from tests.filings.test_goldens import described, written

GOLDENS = Path(__file__).parent.parent / "golden" / "decisions_papers"
PAPERS: dict[str, tuple[str, Build, dict[str, object]]] = {
    "notice": ("decision-notice", notices.public_notice, full()),
    "notice-blank": ("decision-notice", notices.public_notice, SPARSE),
    "hearing-record": ("decision-hearing-record", hearings.record, full()),
    "opinion": ("decision-opinion", review.opinion, full()),
    "request": ("decision-request", discussion.request, full()),
    "minutes": ("decision-minutes", discussion.minutes, full()),
    "timetable": ("decision-timetable", schedule.timetable, SPARSE),
    "check": ("decision-check", verdicts.check, full(**{"n1.closes_on": "2022-06-20"})),
}


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_papers_look_as_they_were_approved(name: str, request: pytest.FixtureRequest) -> None:
    key, build, document = PAPERS[name]
    documents = [render(our_forms()[key], data) for data in build(source(document)).documents]
    found = [described(sheet) for sheet in sheets(pdf_bytes(documents, bundled_fonts(), footer="审计链 5f3a9c"))]
    path = GOLDENS / f"{name}.json"
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(found), "utf-8")
    assert found == json.loads(path.read_text("utf-8"))
