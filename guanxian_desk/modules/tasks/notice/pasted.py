"""Tables that were pasted into plain text: cells between tabs, cells of several lines quoted or broken off."""

from __future__ import annotations

import re

from guanxian_desk.modules.tasks.notice.columns import Columns, read_headings
from guanxian_desk.modules.tasks.notice.manuscript import Block, Cell, Line, Table, tighten

_NUMBER = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?[.．、]?")
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、]")
_UNIT_END = re.compile(
    r".*(?:局|办|办公室|委|中心|部门|单位|公司|政府|办事处|委会|镇|乡|街道|院|会|行|[)）])[、，；,;]?"
)
_DATE = re.compile(r"(?:\d{4}|[一二三四五六七八九〇○零]{4})年.{1,3}月.{1,3}日")
_LONGEST_CELL = 200


def with_tables(lines: list[Line]) -> tuple[Block, ...]:
    """The lines with every pasted table in one block: it begins with a row of known headings."""
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        row, after = _row_text(lines, at)
        cells = _cells(row)
        columns = read_headings([Cell(text) for text in cells]) if len(cells) > 1 else None
        if columns:
            table, at = _table(lines, after, cells, columns)
            blocks.append(table)
        else:
            blocks.append(lines[at])
            at += 1
    return tuple(blocks)


def _row_text(lines: list[Line], at: int) -> tuple[str, int]:
    """The line at a place, with those that follow while a quoted cell is open; and the place after it."""
    text, end = lines[at].text, at + 1
    while _open_quote(text) and end < len(lines) and end - at < _LONGEST_CELL:
        text += "\n" + lines[end].text
        end += 1
    return (lines[at].text, at + 1) if _open_quote(text) else (text, end)


def _open_quote(text: str) -> bool:
    return bool(re.search(r'(?:^|\t)"', text)) and text.count('"') % 2 == 1


def _cells(row: str) -> list[str]:
    return [_unquoted(cell) for cell in row.split("\t")]


def _unquoted(cell: str) -> str:
    if len(cell) >= 2 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell


def _table(lines: list[Line], at: int, headings: list[str], columns: Columns) -> tuple[Table, int]:
    rows: list[list[str]] = [headings]
    gap = False
    while at < len(lines):
        text, after = _row_text(lines, at)
        cells = _cells(text)
        if not text.strip():
            gap = True
        elif _begins_row(cells, headings, columns):
            rows.append(cells)
            gap = False
        elif len(rows) > 1 and not gap and not _signs(lines, after) and _goes_on(cells, rows[-1], columns, headings):
            rows[-1] = [*rows[-1][:-1], rows[-1][-1] + "\n" + cells[0], *cells[1:]]
        else:
            break
        at = after
    return Table(tuple(_padded(row, len(headings)) for row in rows)), at


def _signs(lines: list[Line], after: int) -> bool:
    """Whether a date stands right below: the line above it is the issuer, not the rest of a cell."""
    below = next((tighten(line.text) for line in lines[after : after + 3] if line.text.strip()), "")
    return bool(_DATE.fullmatch(below))


def _begins_row(cells: list[str], headings: list[str], columns: Columns) -> bool:
    if cells == headings:
        return True
    if len(cells) == 1:
        return bool(_SECTION.match(tighten(cells[0])))
    if columns.number != 0:
        return True
    first = tighten(cells[0])
    return not first or bool(_NUMBER.fullmatch(first) or _SECTION.match(first))


def _goes_on(cells: list[str], row: list[str], columns: Columns, headings: list[str]) -> bool:
    """Whether the line is the rest of a cell with a line break in it."""
    width = len(headings)
    if len(row) == 1 or len(row) + len(cells) - 1 > width:
        return False
    if len(row) < width:
        return True
    return width - 1 in (*columns.lead, *columns.responsible) and bool(_UNIT_END.fullmatch(tighten(cells[0])))


def _padded(row: list[str], width: int) -> tuple[Cell, ...]:
    if len(row) == 1:
        return (Cell(row[0]), *(Cell("", covered=True) for _ in range(width - 1)))
    return tuple(Cell(text) for text in [*row, *[""] * width][:width])
