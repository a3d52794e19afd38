"""The dossiers that papers are tested with: one with every fact a paper can print, one that has only just a title."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.papers.source import Source
from tests.cases.decision_cases import base, changed, load

Document = dict[str, Any]
AS_OF = date(2023, 3, 10)
"""After everything in the full dossier has happened."""
SPARSE: Document = {"format": "guanxian-dossier/1", "key": "GX-2023-001", "matter": {"title": "冠县公共停车收费办法"}}


@cache
def _full() -> Document:
    more = load(Path(__file__).parent / "full.yaml")
    document = changed(base(), set=more["set"], add=more["add"])
    facts = {f"{record}.evidence": names for record, names in more["evidence"].items()}
    facts |= {
        f"{record}.draft" if record != "m1" else "m1.request.draft": name for record, name in more["drafts"].items()
    }
    document = changed(document, set=facts | {"publication.draft": "d3"})
    dossier_from_document(document, "full")
    return document


def full(**facts: Any) -> Document:
    """The complete dossier, free to change."""
    return changed(deepcopy(_full()), set=facts)


def source(document: Document | None = None, *rest: str, as_of: date = AS_OF) -> Source:
    """What a paper is made from."""
    return Source(document or full(), as_of, "冠县司法局", rest=rest)
