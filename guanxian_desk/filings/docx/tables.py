"""Tables of a .docx: heading rows repeated, rows not torn, widths as on the printed paper."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.shared import Pt

from guanxian_desk.filings.cells import cell_text, natural_align
from guanxian_desk.filings.document import Boxes, Facts, Imprint, KeyFigures, Note, Table, Value
from guanxian_desk.filings.docx import marks
from guanxian_desk.filings.docx.body import Paper, note
from guanxian_desk.filings.fonts import Role, drawable
from guanxian_desk.filings.layout.columns import PADDING

_LEADING = 1.35
_BOX_SIZE, _BOX_LINE = 12.0, 20.0


def table(paper: Paper, block: Table, edges: tuple[float, ...]) -> None:
    """Caption, headings, rows, totals and note. edges: the x of the columns' edges, as measured for printing."""
    if block.caption:
        caption = paper.paragraph("center", leading=(block.size + 1.5) * 1.8)
        caption.paragraph_format.keep_with_next = True
        marks.run(caption, block.caption, Role.HEI, block.size + 1.5)
    grouped = any(column.group for column in block.columns)
    body: list[tuple[Value, ...]] = list(block.rows) + ([block.totals] if block.totals is not None else [])
    made = _grid(paper, (2 if grouped else 1) + max(len(body), 1), edges)
    _heading(made, block, grouped)
    for index, row in enumerate(body, 2 if grouped else 1):
        role = Role.SONG_BOLD if block.totals is not None and index == len(made.rows) - 1 else Role.SONG
        for cell, column, value in zip(made.rows[index].cells, block.columns, row):
            text = cell_text(value, column.kind, block.unmasked)
            _write(cell, text, role, block.size, column.align or natural_align(column.kind))
    if not body:
        cells = made.rows[-1].cells
        _write(cells[0].merge(cells[-1]), "（无）", Role.SONG, block.size, "center")
    if block.note:
        note(paper, Note(block.note))
    _gap(paper)


def _grid(paper: Paper, rows: int, edges: tuple[float, ...]) -> Any:
    made = paper.target.add_table(rows=rows, cols=len(edges) - 1)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    marks.borders_of(made)
    marks.cell_margins(made, PADDING - 0.5)
    widths = [Pt(right - left) for left, right in pairwise(edges)]
    for column, width in zip(made.columns, widths):
        column.width = width
    for row in made.rows:
        marks.unbroken(row)
        for cell, width in zip(row.cells, widths):
            cell.width = width
    return made


def _heading(made: Any, block: Table, grouped: bool) -> None:
    last = made.rows[1 if grouped else 0].cells
    for index, column in enumerate(block.columns):
        _write(last[index], column.heading, Role.HEI, block.size, "center")
        marks.shaded(last[index])
    marks.repeated(made.rows[0])
    if not grouped:
        return
    marks.repeated(made.rows[1])
    first = 0
    for group, members in groupby(block.columns, key=lambda column: column.group):
        count = len(list(members))
        top = made.rows[0].cells
        if group:
            _write(top[first].merge(top[first + count - 1]), group, Role.HEI, block.size, "center")
        else:
            for index in range(first, first + count):
                _write(top[index].merge(last[index]), block.columns[index].heading, Role.HEI, block.size, "center")
        first += count


def _write(cell: Any, text: str, role: Role, size: float, align: str) -> None:
    """The cell's only text."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    paragraph = cell.paragraphs[0]
    for old in paragraph.runs:
        old._r.getparent().remove(old._r)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(1.5)
    form.line_spacing = Pt(size * _LEADING)
    marks.align(paragraph, align)
    marks.off_grid(paragraph)
    marks.run(paragraph, drawable(text), role, size)


def _gap(paper: Paper) -> None:
    """White after a table; without it Word joins tables that follow one another."""
    marks.off_grid(paper.paragraph("left", leading=6.0))


def facts(paper: Paper, block: Facts) -> None:
    """Labels and values in a ruled grid."""
    size = 10.5 if paper.style.size < 16 else 12.0
    label = max(len(name) for name, _ in block.items) * size + 10
    pair = paper.width / block.columns
    edges = [edge for index in range(block.columns) for edge in (index * pair, index * pair + label)]
    rows = -(-len(block.items) // block.columns)
    made = _grid(paper, rows, (*edges, paper.width))
    for index, (name, value) in enumerate(block.items):
        cells = made.rows[index // block.columns].cells
        at = 2 * (index % block.columns)
        _write(cells[at], name, Role.HEI, size, "center")
        shown = cells[at + 1].merge(cells[-1]) if index == len(block.items) - 1 else cells[at + 1]
        _write(shown, value, Role.SONG, size, "left")
    _gap(paper)


def key_figures(paper: Paper, block: KeyFigures) -> None:
    """Figures side by side: the label over the value."""
    step = paper.width / len(block.figures)
    made = _grid(paper, 2, tuple(step * index for index in range(len(block.figures) + 1)))
    for index, figure in enumerate(block.figures):
        _write(made.rows[0].cells[index], figure.label, Role.SONG, 9.0, "center")
        _write(made.rows[1].cells[index], f"{figure.value}{figure.unit}", Role.HEI, 15.0, "center")
    _gap(paper)


def boxes(paper: Paper, block: Boxes) -> None:
    """A row of cells to be filled in or signed."""
    step = paper.width / len(block.cells)
    made = _grid(paper, 1, tuple(step * index for index in range(len(block.cells) + 1)))
    row = made.rows[0]
    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Pt(block.lines * _BOX_LINE + 6)
    for cell, box in zip(row.cells, block.cells):
        label = box.label.rstrip("：") + "：" if box.label else ""
        _write(cell, label, Role.HEI, _BOX_SIZE, "left")
        cell.vertical_alignment = WD_ALIGN_VERTICAL.TOP
        marks.run(cell.paragraphs[0], drawable(box.text), Role.SONG, _BOX_SIZE)


def imprint(paper: Paper, block: Imprint, ruled: bool) -> None:
    """版记 between rules; a letter's has neither rules nor 印发机关."""
    lines: list[tuple[str, str]] = [(line, "") for line in block.lines]
    if ruled and (block.office or block.day):
        lines.append((block.office, f"{block.day}印发" if block.day else ""))
    if block.copies:
        lines.append(("", block.copies))
    if not lines:
        return
    _gap(paper)
    made = _grid(paper, len(lines), (0.0, paper.width * 0.62, paper.width))
    for index, (row, (left, right)) in enumerate(zip(made.rows, lines)):
        cells = row.cells
        rules = {"top": 1.0 if index == 0 else 0.7, "bottom": 1.0 if index == len(lines) - 1 else 0.7}
        whole = [cells[0].merge(cells[1])] if not right else list(cells)
        for cell in whole:
            marks.cell_rules(cell, **(rules if ruled else {}))
        _write(whole[0], left, Role.FANGSONG, 14.0, "left")
        if right:
            _write(whole[1], right, Role.FANGSONG, 14.0, "right")
