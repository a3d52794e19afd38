"""年度决策事项目录 (第四条): the matters of a year, and what was changed in the catalogue since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.words import GOVERNMENT, ended, full_name, paragraphs
from guanxian_desk.modules.papers import Content


@dataclass(frozen=True)
class Matter:
    """One line of the catalogue. planned: when it is to be decided, as written."""

    name: str
    unit: str
    planned: str = ""
    note: str = ""


def catalogue(year: int, matters: Sequence[Matter], sources: Sequence[Source]) -> Content:
    """The catalogue of a year. matters: its lines in order; sources: the dossiers of the year, at least one.

    Days and number are those of the dossier that knows most of them.
    """
    known = [source.root.part("catalogue") for source in sources]
    owner = max(sources, key=lambda source: _facts(source.root.part("catalogue")))
    chosen = owner.root.part("catalogue")
    table = _table(matters)
    document = {
        "year": year,
        "body": GOVERNMENT,
        "number": chosen.paper.known("document_number") or "",
        "count": len(matters) or owner.blanks.leave("目录事项"),
        "approved": chosen.day("approved_on"),
        "consented": chosen.day("party_consent_on"),
        "table": table,
        "changes": _changes(known),
        "more": paragraphs(chosen.paper.known("text")),
        "issued": owner.day_signed(chosen, "published_on"),
    }
    return Content((document,), (table,), about=f"{year}年度", missing=owner.blanks.labels)


def _facts(part: Part) -> int:
    return sum(part.known(name) is not None for name in ("approved_on", "party_consent_on", "published_on", "paper"))


def _table(matters: Sequence[Matter]) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("决策事项名称", weight=3.4),
        Column("承办单位", weight=2),
        Column("计划决策时间", weight=1.2, align="center"),
        Column("备注", weight=1.2),
    )
    rows = tuple((n, one.name, _names(one.unit), one.planned, one.note) for n, one in enumerate(matters, 1))
    return Table(columns, rows, caption="重大行政决策事项目录", size=12)


def _names(units: str) -> str:
    """Every unit as it signs."""
    return "、".join(full_name(unit) for unit in units.split("、"))


def _changes(known: Sequence[Part]) -> tuple[str, ...]:
    """The published adjustments, a sentence each."""
    return tuple(
        f"{one.day('published_on')}，{one.text('change')}“{part.text('matter_name')}”{_why(one)}"
        for part in known
        for one in part.parts("adjustments")
        if one.known("published_on")
    )


def _why(change: Part) -> str:
    reason = change.known("reason")
    return f"，理由：{ended(reason)}" if reason else "。"
