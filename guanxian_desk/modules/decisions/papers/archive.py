"""案卷封面, 卷内文件目录, 备考表 of a decision's file, as it is laid before the packet is bound (第五十九条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guanxian_desk.base.days import spoken
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.decisions.papers.enclosures import pieces
from guanxian_desk.modules.decisions.papers.pieces import STATEMENT, Piece
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.papers import Content

CATEGORY = "重大行政决策"


def span(found: Sequence[Piece]) -> tuple[date | None, date | None]:
    """The first and the last day of the papers; the statement is made when the file is."""
    days = [piece.day for piece in found if piece.day and piece.form != STATEMENT]
    return min(days, default=None), max(days, default=None)


def cover(source: Source) -> Content:
    """案卷封面; the pages are counted when the file is bound."""
    found = pieces(source.aside())
    first, last = span(found)
    paper = source.root.part("archive").paper
    document = {
        "fonds": source.body,
        "category": CATEGORY,
        "title": title(source),
        "first": spoken(first) if first else source.blanks.leave("起始日期"),
        "last": spoken(last) if last else source.blanks.leave("终止日期"),
        "pieces": len(found),
        "pages": source.blanks.leave("页数（装订时填写）"),
        "keeping": source.blanks.leave("保管期限"),
        "archive_number": paper.text("document_number"),
    }
    return source.content([document])


def title(source: Source) -> str:
    """题名 of the file."""
    return f"{source.body}关于“{source.matter}”的重大行政决策案卷"


def index(source: Source) -> Content:
    """卷内文件目录; the page numbers are those of the bound file, blank before."""
    table = _index(pieces(source))
    number = source.root.part("archive").paper.text("document_number")
    document = {"title": title(source), "archive_number": number, "table": table}
    return source.content([document], (table,))


def _index(found: Sequence[Piece]) -> Table:
    columns = (
        Column("顺序号", CellKind.COUNT, 0.6, align="center"),
        Column("文号", CellKind.CODE, 1.5),
        Column("责任者", weight=1.6),
        Column("题名", weight=3),
        Column("日期", CellKind.DAY, 1.1),
        Column("页号", weight=0.6, align="center"),
        Column("备注", weight=1),
    )
    rows = tuple((n, one.number, one.author, one.title, one.day, "", one.note) for n, one in enumerate(found, 1))
    return Table(columns, rows, caption="卷内文件目录", size=10.5)


def closing(source: Source) -> Content:
    """备考表: the state of the file, who laid and who checked it, when."""
    archive = source.root.part("archive")
    paper = archive.paper
    document = {
        "remarks": remarks(source),
        "filed_by": paper.text("recorder"),
        "checked_by": paper.text("host"),
        "filed_on": source.day_signed(archive, "closed_on") or "　　　　年　　月　　日",
    }
    return source.content([document])


def remarks(source: Source) -> str:
    """本卷情况说明: the archive's own words, and what stands in the file as a print only."""
    found = pieces(source.aside())
    files = sum(bool(piece.sha256) for piece in found)
    said = source.root.part("archive").paper.known("text")
    counted = f"本卷共{len(found)}件，其中原件、扫描件{files}件，本机打印稿{len(found) - files}件。"
    return f"{counted}{said.strip() if said else ''}"
