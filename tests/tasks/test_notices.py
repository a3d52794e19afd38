"""Invented notices of the genre, each with what a careful clerk reads in it, written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from guanxian_desk.modules.tasks.notice.reading import read_notice
from guanxian_desk.modules.tasks.units import shipped_book

FOLDER = Path(__file__).parent / "data" / "notices"
CASES = sorted(FOLDER.glob("*.yaml"))


def expected_document(expect: dict[str, Any]) -> dict[str, Any]:
    """The command line's document that a case describes, without its notes."""
    return {
        "title": expect["title"],
        "number": expect["number"],
        "date": expect["date"],
        "issuer": expect["issuer"],
        "sections": [{"no": no, "title": title} for no, title in expect["sections"]],
        "tasks": [{"due": None, **task} for task in expect["tasks"]],
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_notice_is_read_as_a_clerk_reads_it(path: Path, encoding: str) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    text = case["text"].replace("\n", "\r\n" if encoding == "utf-8-sig" else "\n")
    document = read_notice(text.encode(encoding), path.name, shipped_book()).as_json()
    notes = document.pop("notes")
    assert document == expected_document(case["expect"])
    assert isinstance(notes, list)
    assert len(notes) == len(case["expect"]["notes"])
    for note, words in zip(notes, case["expect"]["notes"]):
        assert all(word in note for word in words), note


def test_there_are_enough_layouts() -> None:
    assert len(CASES) >= 15
