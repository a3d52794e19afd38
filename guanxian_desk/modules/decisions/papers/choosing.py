"""Whom a paper can be made of: the dossiers its reader may see, and where one has several records each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guanxian_desk.modules.decisions import queries
from guanxian_desk.modules.decisions.models import CatalogueItem
from guanxian_desk.modules.decisions.papers.answers import to_explain
from guanxian_desk.modules.decisions.papers.discussion import barred
from guanxian_desk.modules.decisions.papers.opening import Reader
from guanxian_desk.modules.papers import Asked, Choice

Document = Mapping[str, Any]
Subjects = Callable[[Asked], list[Choice]]
May = Callable[[Document], bool]


def dossiers(reader: Reader) -> Subjects:
    """Every dossier of which its reader may see the paper, by key and title."""

    def choices(asked: Asked) -> list[Choice]:
        return [
            (line.key, f"{line.title}（{line.key}）") for line in queries.listing(asked.session) if reader.listed(line)
        ]

    return choices


def records(reader: Reader, *path: str, may: May = lambda _document: True) -> Subjects:
    """The same, and where a dossier has several records of this place (participation, hearings) each of them.

    Dossiers that have such a record come first. may: whether the paper can be made of the dossier at all.
    """

    def choices(asked: Asked) -> list[Choice]:
        found: list[Choice] = []
        without: list[Choice] = []
        for line in queries.listing(asked.session):
            document = queries.document(asked.session, line.key) if reader.listed(line) else None
            if document is not None and may(document):
                entries = _at(document, path)
                (found if entries else without).extend(_of(line.key, line.title, entries))
        return found + without

    return choices


def explained(reader: Reader) -> Subjects:
    """Dossiers with something in the latest opinion that was not adopted."""
    return records(reader, may=to_explain)


def discussable(reader: Reader) -> Subjects:
    """Dossiers whose opinion does not bar the discussion."""
    return records(reader, "deliberation", "meetings", may=lambda document: not barred(document))


def years(asked: Asked) -> list[Choice]:
    """The years that have a catalogue."""
    from sqlalchemy import select

    found = set(asked.session.scalars(select(CatalogueItem.year).distinct()))
    lines = queries.listing(asked.session)
    found |= {line.year for line in lines if line.year is not None and not line.confidential}
    return [(str(year), f"{year}年度") for year in sorted(found, reverse=True)]


def _at(document: Document, path: tuple[str, ...]) -> list[Document]:
    node: Any = document if path else []
    for name in path:
        node = (node or {}).get(name)
    return node or []


def _of(key: str, title: str, entries: list[Document]) -> list[Choice]:
    whole = [(key, f"{title}（{key}）")]
    return whole + [(f"{key}/{one['id']}", f"{title}　{one['id']}") for one in entries if len(entries) > 1]
