"""Whom a paper can be made of: the dossiers its reader may see, and where one has several records each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from guanxian_desk.base.days import spoken
from guanxian_desk.modules.decisions import queries
from guanxian_desk.modules.decisions.models import CatalogueItem
from guanxian_desk.modules.decisions.papers.answers import to_explain
from guanxian_desk.modules.decisions.papers.discussion import barred, publishable
from guanxian_desk.modules.decisions.papers.opening import Reader
from guanxian_desk.modules.decisions.queries import DossierLine
from guanxian_desk.modules.papers import Asked, Choice

Document = Mapping[str, Any]
Subjects = Callable[[Asked], list[Choice]]
May = Callable[[Document], bool]


def _always(_document: Document) -> bool:
    return True


def _lines(asked: Asked, reader: Reader) -> list[DossierLine]:
    """The dossiers that the reader may see; one alone when the subject names it."""
    key = asked.subject.partition("/")[0]
    return [line for line in queries.listing(asked.session) if reader.listed(line) and key in ("", line.key)]


# Papers that choose among the same records share one way of choosing, so that a page asks it once.
@cache
def dossiers(reader: Reader) -> Subjects:
    """Every dossier of which its reader may see the paper, by key and title."""

    def choices(asked: Asked) -> list[Choice]:
        return [(line.key, f"{line.title}（{line.key}）") for line in _lines(asked, reader)]

    return choices


@cache
def records(reader: Reader, *path: str, may: May = _always) -> Subjects:
    """The same, and where a dossier has several records of this place (participation, hearings) each of them.

    Dossiers that have such a record come first. may: whether the paper can be made of the dossier at all.
    """

    def choices(asked: Asked) -> list[Choice]:
        found: list[Choice] = []
        without: list[Choice] = []
        for line in _lines(asked, reader):
            document = queries.document(asked.session, line.key)
            if may(document):
                entries = _at(document, path)
                (found if entries else without).extend(_of(line.key, line.title, entries))
        return found + without

    return choices


def explained(reader: Reader) -> Subjects:
    """Dossiers with something in the latest opinion that was not adopted."""
    return records(reader, may=to_explain)


def discussable(reader: Reader) -> Subjects:
    """Dossiers whose opinion does not bar the discussion."""
    return records(reader, "deliberation", "meetings", may=_not_barred)


def published(reader: Reader) -> Subjects:
    """Dossiers that were not rejected."""
    return records(reader, may=publishable)


def _not_barred(document: Document) -> bool:
    return not barred(document)


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
    return whole + [(f"{key}/{one['id']}", f"{title}　{_named(one)}") for one in entries if len(entries) > 1]


def _named(record: Document) -> str:
    """A record by its id and its first day: n1（2022年6月1日）."""
    day = next((value for name, value in record.items() if value and name.endswith("_on")), None)
    return f"{record['id']}（{spoken(date.fromisoformat(day))}）" if day else str(record["id"])
