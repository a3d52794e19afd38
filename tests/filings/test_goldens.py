"""Whole papers as they were once looked at and found good: every line's words and place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from guanxian_desk.filings.document import Document
from guanxian_desk.filings.forms import load_forms, render
from guanxian_desk.filings.pdf import pdf_bytes
from tests.filings.probe import Sheet, sheets
from tests.filings.samples import brief, finding_list, notice, statement_data, wide_table_notice

GOLDENS = Path(__file__).parent.parent / "golden" / "filings"


def statement() -> Document:
    return render(load_forms(folder=Path(__file__).parent / "forms")["statement"], statement_data())


PAPERS: dict[str, Callable[[], Document]] = {
    "notice": notice,
    "brief": brief,
    "statement": statement,
    "wide-table": wide_table_notice,
    "finding-list": lambda: finding_list(12),
}


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_papers_look_as_they_were_approved(name: str, request: pytest.FixtureRequest) -> None:
    found = [described(sheet) for sheet in sheets(pdf_bytes(PAPERS[name](), footer="审计链 5f3a9c"))]
    path = GOLDENS / f"{name}.json"
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(found), "utf-8")
    assert found == json.loads(path.read_text("utf-8"))


def described(sheet: Sheet) -> dict[str, object]:
    """A page: its size, and each line's left edge, baseline, right edge and words; whole points."""
    lines = [
        [round(line[0].x), round(line[0].y), round(line[-1].right), "".join(char.text for char in line)]
        for line in sheet.lines
    ]
    return {"size": [round(sheet.width), round(sheet.height)], "lines": lines}


def written(pages: list[dict[str, object]]) -> str:
    """One line of the file for each line of the paper, so that differences can be read."""
    blocks = []
    for page in pages:
        lines = ",\n".join(json.dumps(line, ensure_ascii=False) for line in page["lines"])  # type: ignore[attr-defined]
        blocks.append(f'{{"size": {json.dumps(page["size"])}, "lines": [\n{lines}\n]}}')
    return "[\n" + ",\n".join(blocks) + "\n]\n"
