"""What a paper of a dossier says, as text, without the data file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from guanxian_desk.filings.document import texts
from guanxian_desk.filings.forms import render
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.papers import Content
from tests.decisions_papers.dossiers import AS_OF, full, source
from tests.decisions_papers.office_file import our_forms

Build = Callable[[Source], Content]


def said(key: str, build: Build, document: dict[str, Any] | None = None, *rest: str, as_of: date = AS_OF) -> str:
    """All the text of the paper's documents in the order of their fields."""
    content = build(source(document or full(), *rest, as_of=as_of))
    return "\n".join(words for data in content.documents for words in texts(render(our_forms()[key], data)))


def missing(build: Build, document: dict[str, Any], as_of: date = AS_OF) -> tuple[str, ...]:
    """The blanks of a paper."""
    return build(source(document, as_of=as_of)).missing
