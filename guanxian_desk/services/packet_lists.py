"""What stands around the pieces of a packet: cover, table of contents, 备考表, spine, check page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guanxian_desk.base.picture import Line, Picture, Shape, Text
from guanxian_desk.filings.cells import cell_text
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.filings.packets.stamps import ArchiveSeal
from guanxian_desk.modules.papers import PacketCover, PacketPlan
from guanxian_desk.services.packet_pieces import Ready, days_of

_KEEPING_CODES = {"永久": "Y", "30年": "D30", "10年": "D10", "三十年": "D30", "十年": "D10"}
"""How the 档号 writes 保管期限 (DA/T 13-2022)."""
_SPINES = (20.0, 30.0, 40.0)  # millimetres
_SPINE_HEIGHT, _MM, _GAP = 560.0, 72 / 25.4, 24.0
_WIDE = 473.0

_CONTENTS = (
    Column("顺序号", CellKind.COUNT, 0.6, align="center"),
    Column("文号", weight=1.5),
    Column("责任者", weight=1.4),
    Column("题名", weight=3.2),
    Column("日期", CellKind.DAY, 1.2),
    Column("页号", weight=0.8, align="center"),
    Column("备注", weight=1.1),
)
_ITEMS = (
    Column("序号", CellKind.COUNT, 0.5, align="center"),
    Column("档号", weight=2.2),
    Column("文号", weight=1.5),
    Column("责任者", weight=1.5),
    Column("题名", weight=3.5),
    Column("日期", CellKind.DAY, 1.1),
    Column("密级", weight=0.7, align="center"),
    Column("页数", CellKind.COUNT, 0.6, align="center"),
    Column("备注", weight=1),
)
_FINDINGS = (Column("序号", CellKind.COUNT, 0.5, align="center"), Column("事项", weight=1), Column("说明", weight=4))


@dataclass(frozen=True)
class Numbered:
    """A piece and the number of its first page."""

    ready: Ready
    first: int

    @property
    def last(self) -> int:
        """The number of its last page."""
        return self.first + self.ready.pages - 1


def counted(made: Sequence[Ready]) -> list[Numbered]:
    """The pieces with page numbers that go on from one to the next."""
    found, number = [], 1
    for one in made:
        found.append(Numbered(one, number))
        number += one.pages
    return found


def contents_table(pieces: Sequence[Numbered]) -> Table:
    """卷内文件目录: the page on which each piece begins, of the last one also where it ends."""
    rows: list[tuple[Value, ...]] = []
    for index, one in enumerate(pieces, 1):
        piece = one.ready.piece
        ends = index == len(pieces) and one.last != one.first
        page = f"{one.first}-{one.last}" if ends else str(one.first)
        rows.append((index, piece.number, piece.author, piece.title, piece.day, page, piece.note))
    return Table(_CONTENTS, tuple(rows))


def items_table(items: Sequence[Sequence[Ready]], plan: PacketPlan, as_of: date) -> Table:
    """归档文件目录: one row for each 件, named after its first piece."""
    rows: list[tuple[Value, ...]] = []
    for index, item in enumerate(items, 1):
        piece, pages = item[0].piece, sum(one.pages for one in item)
        code = archive_code(plan, as_of, index)
        rows.append(
            (index, code, piece.number, piece.author, piece.title, piece.day, piece.secrecy, pages, _notes(item))
        )
    return Table(_ITEMS, tuple(rows))


def _notes(item: Sequence[Ready]) -> str:
    return "；".join(dict.fromkeys(one.piece.note for one in item if one.piece.note))


def year_of(plan: PacketPlan, as_of: date) -> int:
    """年度: that of the last paper."""
    return (days_of(plan)[1] or as_of).year


def archive_code(plan: PacketPlan, as_of: date, item: int) -> str:
    """档号 of a 件: 全宗号-WS·年度-保管期限-机构（问题）-件号; what is not known stands as 〔〕."""
    cover = plan.cover
    keeping = _KEEPING_CODES.get(cover.keeping, cover.keeping)
    parts = (cover.fonds_number, f"WS·{year_of(plan, as_of)}", keeping, cover.category, f"{item:04d}")
    return "-".join(part or "〔〕" for part in parts)


def archive_seal(plan: PacketPlan, as_of: date, item: int, pages: int) -> ArchiveSeal:
    """归档章 of a 件."""
    cover = plan.cover
    cells = (cover.fonds_number, str(year_of(plan, as_of)), f"{item:04d}", cover.category, cover.keeping, str(pages))
    return ArchiveSeal(cells)


def row_texts(table: Table) -> list[str]:
    """Each row as it must stand on the paper."""
    return ["".join(cell_text(value, column.kind) for value, column in zip(row, table.columns)) for row in table.rows]


def findings_table(plan: PacketPlan, made: Sequence[Ready]) -> Table:
    """What is missing, unlawful, unreadable or left blank."""
    found = [("缺件或不合规定", words) for words in plan.missing]
    found += [("未能装入", one.trouble) for one in made if one.trouble]
    found += [("留有空白", f"《{one.piece.title}》：{'、'.join(one.blanks)}") for one in made if one.blanks]
    return Table(_FINDINGS, tuple((index, kind, words) for index, (kind, words) in enumerate(found, 1)))


def spine_picture(cover: PacketCover, year: int) -> Picture:
    """Labels for the spine in three widths, to be cut out: 全宗, 年度, 题名, 保管期限, 归档号 from the top down."""
    shapes: list[Shape] = []
    left = 0.0
    for millimetres in _SPINES:
        wide = millimetres * _MM
        shapes += _frame(left, wide)
        shapes += _spine(left + wide / 2, cover, year, min(20.0, wide * 0.32))
        left += wide + _GAP
    return Picture(_WIDE, _SPINE_HEIGHT, "卷脊标签", f"题名：{cover.title}", tuple(shapes))


def _frame(left: float, wide: float) -> list[Shape]:
    corners = ((left, 0.0), (left + wide, 0.0), (left + wide, _SPINE_HEIGHT), (left, _SPINE_HEIGHT), (left, 0.0))
    return [Line(corners, "ink", 0.8)]


def _spine(middle: float, cover: PacketCover, year: int, size: float) -> list[Shape]:
    small = min(10.0, size)
    shapes: list[Shape] = [
        Text(middle, 24, cover.fonds_number or "全宗号", small, "ink", "center"),
        Text(middle, 44, str(year), small, "ink", "center"),
        Text(middle, _SPINE_HEIGHT - 34, cover.keeping or "保管期限", small, "ink", "center"),
        Text(middle, _SPINE_HEIGHT - 14, cover.archive_number or "归档号", small, "ink", "center"),
    ]
    room = _SPINE_HEIGHT - 130
    step = min(size * 1.25, room / max(len(cover.title), 1))
    for index, char in enumerate(cover.title):
        shapes.append(Text(middle, 84 + index * step, char, min(size, step / 1.15), "ink", "center"))
    return shapes
