"""Sets tables: heading rows repeated on every page, no row torn unless it is higher than a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from guanxian_desk.filings.cells import cell_text, natural_align
from guanxian_desk.filings.document import Align, Facts, Table, Value
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.columns import PADDING, column_edges
from guanxian_desk.filings.layout.linebreak import Line
from guanxian_desk.filings.layout.marks import FillMark, Mark, Piece, RuleMark, space
from guanxian_desk.filings.layout.page import ASCENT
from guanxian_desk.filings.layout.setting import Setting
from guanxian_desk.filings.layout.text import Typesetter, placed

_LEADING = 1.35
_ABOVE = 3.2  # white above and below the text of a cell
_THIN, _THICK = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell's broken text and where it stands: between two edges of the table."""

    lines: tuple[Line, ...]
    left: float
    right: float
    align: Align


@dataclass(frozen=True, slots=True)
class _Grid:
    """What all rows of one table share."""

    setter: Typesetter
    edges: tuple[float, ...]
    size: float

    @property
    def leading(self) -> float:
        return self.size * _LEADING

    def cell(self, text: str, role: Role, first: int, last: int, align: Align) -> _Cell:
        """Text between the edges of two columns."""
        left, right = self.edges[first], self.edges[last]
        lines = self.setter.broken(((text, role),), self.size, right - left - 2 * PADDING) if text else ()
        return _Cell(lines, left, right, align)

    def height(self, lines: int) -> float:
        return max(lines, 1) * self.leading + 2 * _ABOVE


def table(block: Table, setting: Setting) -> list[Piece]:
    """Caption, heading rows, rows, totals and note; on pages of its own when the table lies across an upright paper."""
    across = setting.style.frame(True)
    if block.landscape and setting.frame is not across:
        turned = replace(setting, frame=across)
        return [replace(piece, turned=True) for piece in table(block, turned)]
    grid = _Grid(setting.setter, column_edges(block, setting.setter, setting.width), block.size)
    top = _heading(block, grid)
    body = _rows(block, grid, setting.frame.height - top.height)
    pieces = [*_caption(block, setting), replace(top, keep=True), *(replace(row, heading=top) for row in body)]
    return [space(4, keep=True), *pieces, *_note(block, setting), space(8)]


def _caption(block: Table, setting: Setting) -> list[Piece]:
    if not block.caption:
        return []
    size = block.size + 1.5
    marks = setting.setter.word(block.caption, Role.HEI, size, setting.width / 2, ASCENT * size + 2, "center")
    return [Piece(size * 1.8, tuple(marks), keep=True)]


def _note(block: Table, setting: Setting) -> list[Piece]:
    size = 9.0
    lines = setting.setter.pieces(((block.note, Role.SONG),), size, size * 1.45, setting.width)
    return [space(3, keep=True), *lines] if block.note else []


def _heading(block: Table, grid: _Grid) -> Piece:
    """The heading rows as one piece: group headings over their columns where there are any."""
    grouped = any(column.group for column in block.columns)
    cells = [
        grid.cell(column.heading, Role.HEI, index, index + 1, "center") for index, column in enumerate(block.columns)
    ]
    band = grid.height(1) if grouped else 0.0
    height = max(
        grid.height(len(cell.lines)) - (0.0 if column.group else band) for cell, column in zip(cells, block.columns)
    )
    marks: list[Mark] = [FillMark(0, 0, grid.edges[-1], band + height), RuleMark(0, 0, grid.edges[-1], 0, _THICK)]
    for index, cell in enumerate(cells):
        top = band if block.columns[index].group else 0.0
        marks += _cell_marks(cell, grid, top, band + height - top)
    marks += _groups(block, grid, band) if grouped else []
    marks += _frame(grid, band + height, 0 if not grouped else band)
    if grouped:
        marks += _upper_edges(block, grid, band)
    return Piece(band + height, tuple(marks))


def _groups(block: Table, grid: _Grid, band: float) -> list[Mark]:
    marks: list[Mark] = []
    first = 0
    for group, members in groupby(block.columns, key=lambda column: column.group):
        last = first + len(list(members))
        if group:
            marks += _cell_marks(grid.cell(group, Role.HEI, first, last, "center"), grid, 0.0, band)
            marks.append(RuleMark(grid.edges[first], band, grid.edges[last], band, _THIN))
        first = last
    return marks


def _upper_edges(block: Table, grid: _Grid, band: float) -> list[Mark]:
    """The vertical rules beside group headings: none between columns of one group."""
    groups = [column.group for column in block.columns]
    inner = [
        grid.edges[index] for index in range(1, len(groups)) if not groups[index] or groups[index] != groups[index - 1]
    ]
    return [RuleMark(x, 0, x, band, _THIN) for x in (grid.edges[0], *inner, grid.edges[-1])]


def _rows(block: Table, grid: _Grid, room: float) -> list[Piece]:
    if not block.rows and block.totals is None:
        empty = grid.cell("（无）", Role.SONG, 0, len(block.columns), "center")
        outer = replace(grid, edges=(grid.edges[0], grid.edges[-1]))
        return [Piece(grid.height(1), (*_cell_marks(empty, grid, 0.0, grid.height(1)), *_frame(outer, grid.height(1))))]
    pieces = [piece for row in block.rows for piece in _row(row, Role.SONG, block, grid, room)]
    if block.totals is not None:
        if pieces:
            pieces[-1] = replace(pieces[-1], keep=True)
        pieces += _row(block.totals, Role.SONG_BOLD, block, grid, room)
    return pieces


def _row(row: tuple[Value, ...], role: Role, block: Table, grid: _Grid, room: float) -> list[Piece]:
    if len(row) != len(block.columns):
        raise ValueError(f"表格“{block.caption}”有 {len(block.columns)} 列，这一行却有 {len(row)} 个值")
    cells = []
    for index, (value, column) in enumerate(zip(row, block.columns)):
        text = cell_text(value, column.kind, block.unmasked)
        cells.append(grid.cell(text, role, index, index + 1, column.align or natural_align(column.kind)))
    most = max(1, int((room - 2 * _ABOVE) // grid.leading))
    count = max(max(len(cell.lines) for cell in cells), 1)
    return [_strip(cells, start, min(start + most, count), grid) for start in range(0, count, most)]


def _strip(cells: list[_Cell], start: int, end: int, grid: _Grid) -> Piece:
    """One row, or the lines start … end of a row that is higher than a page."""
    height = grid.height(end - start)
    marks: list[Mark] = []
    for cell in cells:
        part = replace(cell, lines=cell.lines[start:end]) if start or len(cell.lines) > end else cell
        marks += _cell_marks(part, grid, 0.0, height)
    return Piece(height, (*marks, *_frame(grid, height)))


def _cell_marks(cell: _Cell, grid: _Grid, top: float, height: float) -> list[Mark]:
    """A cell's lines, in the middle of its height."""
    base = top + (height - len(cell.lines) * grid.leading) / 2 + (grid.leading - grid.size) / 2 + ASCENT * grid.size
    width = cell.right - cell.left - 2 * PADDING
    marks: list[Mark] = []
    for index, line in enumerate(cell.lines):
        marks += placed(line, cell.left + PADDING, base + index * grid.leading, width, grid.size, cell.align)
    return marks


def _frame(grid: _Grid, height: float, top: float = 0.0) -> list[Mark]:
    """The rule under a row and the ones between its cells."""
    rules: list[Mark] = [RuleMark(x, top, x, height, _THIN) for x in grid.edges]
    return [*rules, RuleMark(0, height, grid.edges[-1], height, _THIN)]


def facts(block: Facts, setting: Setting) -> list[Piece]:
    """Labels and values in a ruled grid; labels are as wide as the longest of them."""
    size = 10.5 if setting.style.size < 16 else 12.0
    label = max(setting.setter.width(name, Role.HEI, size) for name, _ in block.items) + 2 * PADDING
    pair = setting.width / block.columns
    edges = [edge for index in range(block.columns) for edge in (index * pair, index * pair + label)]
    grid = _Grid(setting.setter, (*edges, setting.width), size)
    pieces = []
    for start in range(0, len(block.items), block.columns):
        cells = []
        for place, (name, value) in enumerate(block.items[start : start + block.columns]):
            alone = start + place == len(block.items) - 1
            last = 2 * block.columns if alone else 2 * place + 2
            cells.append(grid.cell(name, Role.HEI, 2 * place, 2 * place + 1, "center"))
            cells.append(grid.cell(value, Role.SONG, 2 * place + 1, last, "left"))
        row = replace(grid, edges=(0.0, *(cell.right for cell in cells)))
        pieces.append(_strip(cells, 0, max(len(cell.lines) for cell in cells), row))
    pieces[0] = replace(pieces[0], marks=(RuleMark(0, 0, setting.width, 0, _THIN), *pieces[0].marks))
    return [space(4, keep=True), *pieces, space(8)]
