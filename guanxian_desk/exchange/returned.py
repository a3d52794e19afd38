"""The error workbook (退回件): the sender's own file with the bad cells coloured and commented, ready to send back."""

from __future__ import annotations

import io
import warnings
import zlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from guanxian_desk.exchange.cells import Cell, Covered, ErrorCell, Percent, Uncached, column_letter
from guanxian_desk.exchange.cellstyle import TEXT_FORMAT, safe_text, sheet_name
from guanxian_desk.exchange.extract import Extract
from guanxian_desk.exchange.formats import Format
from guanxian_desk.exchange.headings import Headings
from guanxian_desk.exchange.records import CellError
from guanxian_desk.exchange.source import Source, SourceSheet, read_source
from guanxian_desk.exchange.writer import dressed, for_print, put, saved, styled

if TYPE_CHECKING:
    from openpyxl import Workbook

SUMMARY = "退回说明"
FULL_LAYOUT_ROWS = 50_000
_MAX_LISTED = 2_000
_MAX_LOADED_XML = 80 << 20
_BAD_FILL = "FFFFC7CE"
_ORIGINAL_ROW = "原行号"

Marks = dict[int, dict[int, str]]
"""Excel row → column from 0 → what is wrong there."""


def error_workbook(data: bytes, name: str, extract: Extract) -> bytes:
    """The file to send back, as .xlsx whatever the sender's format.

    Up to 50,000 rows the sender's layout stays, beyond that only headings and bad rows, which the summary says.
    Raises UserError when the file cannot be read.
    """
    source = read_source(data, name)
    marks = _marks(extract)
    whole = sum(sheet.facts.last_row for sheet in source.sheets) <= FULL_LAYOUT_ROWS
    workbook = _sender_workbook(data, source) if whole else None
    if workbook is None or not marks.keys() <= set(workbook.sheetnames):
        workbook = _rebuilt(source, extract, marks, whole)
    else:
        for sheet, rows in marks.items():
            _mark_all(workbook[sheet], rows)
    _summary(workbook, name, extract, whole)
    return saved(workbook)


def _marks(extract: Extract) -> dict[str, Marks]:
    marks: dict[str, Marks] = defaultdict(lambda: defaultdict(dict))
    for error in extract.errors:
        marks[error.sheet][error.row][error.index] = error.message
    return marks


def _sender_workbook(data: bytes, source: Source) -> Workbook | None:
    """The sender's .xlsx as openpyxl reads it, or None when only its values can be given back."""
    if source.format is not Format.XLSX or sum(sheet.facts.size for sheet in source.sheets) > _MAX_LOADED_XML:
        return None
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # openpyxl warns of every feature it drops; the values and the layout are what matters here.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data))
    except (ValueError, TypeError, LookupError, AttributeError, SyntaxError, OSError, BadZipFile, zlib.error):
        # openpyxl is stricter than Excel about styles and drawings; the values are rebuilt instead.
        return None


def _mark_all(page: Any, rows: Marks) -> None:
    from openpyxl.cell.cell import MergedCell

    for row, columns in rows.items():
        for index, message in columns.items():
            cell = page.cell(row, index + 1)
            _colour(cell)
            if isinstance(cell, MergedCell):
                # Comments live on the first cell of a merged range only.
                ranges = (span for span in page.merged_cells.ranges if cell.coordinate in span)
                cell, message = next(ranges).start_cell, f"第 {row} 行：{message}"
            _comment(cell, message)


def _colour(cell: Any) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=_BAD_FILL)


def _comment(cell: Any, message: str) -> None:
    from openpyxl.comments import Comment

    text = f"{cell.comment.text}\n{message}" if cell.comment else message
    cell.comment = Comment(text, SUMMARY, width=260, height=90)


def _rebuilt(source: Source, extract: Extract, marks: dict[str, Marks], whole: bool) -> Workbook:
    """A workbook of the sender's values: everything in its place, or only the headings and the bad rows."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for sheet in source.sheets:
        bad = marks.get(sheet.name, {})
        headings = extract.headings.get(sheet.name)
        if not whole and not (bad and headings):
            continue
        page: Any = workbook.create_sheet(sheet_name(sheet.name))
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        rows = _rows(sheet) if whole or headings is None else _bad_rows(sheet, headings, bad)
        _append_all(page, rows, bad)
    return workbook


Line = tuple[int, int, list[tuple[int, Cell]]]
"""(row to write it in, row in the sender's file, filled cells by column)."""


def _rows(sheet: SourceSheet) -> Iterator[Line]:
    for block in sheet.blocks():
        for position, number in enumerate(block.numbers):
            if cells := block.cells(position):
                yield number, number, cells


def _bad_rows(sheet: SourceSheet, headings: Headings, bad: Marks) -> Iterator[Line]:
    """Headings and bad rows close together; a last column tells where each stood."""
    last = max(column.index for column in headings.columns) + 1
    target = headings.last
    for _, number, cells in _rows(sheet):
        kept = [(index, cell) for index, cell in cells if index < last]
        if number == headings.last:
            yield number, number, [*kept, (last, _ORIGINAL_ROW)]
        elif number < headings.last:
            yield number, number, kept
        elif number in bad:
            target += 1
            yield target, number, [*kept, (last, number)]


def _append_all(page: Any, lines: Iterator[Line], bad: Marks) -> None:
    """Appends lines to a write-only sheet, with blank rows where the sender had them."""
    written = 0
    for target, number, cells in lines:
        for _ in range(target - written - 1):
            page.append([])
        written = target
        wrong = bad.get(number, {})
        filled = dict(cells)
        last = max([*filled, *wrong])
        page.append([_line_cell(page, filled.get(index), wrong.get(index, "")) for index in range(last + 1)])


def _line_cell(page: Any, value: Cell, message: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if (value is None or isinstance(value, Covered)) and not message:
        return None
    cell: Any = WriteOnlyCell(page)
    _write(cell, value)
    if message:
        _colour(cell)
        _comment(cell, message)
    return cell


def _write(cell: Any, value: Cell) -> None:
    """The sender's value as it was, numbers as numbers and texts as texts."""
    if isinstance(value, str):
        cell.number_format = TEXT_FORMAT
        put(cell, safe_text(value))
    elif isinstance(value, ErrorCell):
        put(cell, value.text)
    elif isinstance(value, Percent):
        put(cell, float(value))
        cell.number_format = "0.00%"
    elif isinstance(value, timedelta):
        put(cell, str(value))
    elif not isinstance(value, Uncached | Covered):
        put(cell, value)


def _summary(workbook: Workbook, name: str, extract: Extract, whole: bool) -> None:
    """The first sheet: what arrived, what can be taken, what has to be mended."""
    page: Any = workbook.create_sheet(_free_name(workbook), 0)
    workbook.active = 0
    lines = list(_sentences(name, extract, whole))
    for place, width in enumerate((16, 8, 18, 28, 64)):
        page.column_dimensions[column_letter(place)].width = width
    page.freeze_panes = f"A{len(lines) + 2}"
    for_print(page, 134, len(lines) + 1)
    for place, line in enumerate(lines):
        page.append([styled(page, line, size=11 if place else 16, bold=not place)])
    page.append([dressed(page, heading) for heading in ("工作表", "行", "列", "现在填的内容", "问题和改法")])
    for error in extract.errors[:_MAX_LISTED]:
        page.append([styled(page, text, boxed=True) for text in _listed(error)])


def _free_name(workbook: Workbook) -> str:
    """A file that was sent back before has a 退回说明 already."""
    taken = set(workbook.sheetnames)
    return next(name for name in (SUMMARY, *(f"{SUMMARY}{n}" for n in range(2, 999))) if name not in taken)


def _sentences(name: str, extract: Extract, whole: bool) -> Iterator[str]:
    yield f"{extract.sheet.title}——{SUMMARY}"
    yield f"文件：{name}"
    if extract.refused:
        yield f"整个文件不能接收：{extract.refused}。"
    else:
        good, bad = len(extract.rows), extract.error_rows
        yield f"共 {good + bad} 行，{good} 行可以接收，{bad} 行有问题（{len(extract.errors)} 处），需要改正后重报。"
    if whole:
        yield "有问题的格已涂成红色，把鼠标移到格上可以看到问题和改法；请在原表上改好，整份重报即可。"
    else:
        yield f"原表超过 {FULL_LAYOUT_ROWS} 行，这里只保留表头和有问题的行，“{_ORIGINAL_ROW}”一列是各行在原表中的行号。"
    if len(extract.errors) > _MAX_LISTED:
        yield f"下面只列出前 {_MAX_LISTED} 处，其余见各表中涂红的格。"
    yield from (f"说明：{note}。" for note in extract.notes)


def _listed(error: CellError) -> tuple[str, str, str, str, str]:
    return error.sheet, str(error.row), f"{error.column}（{column_letter(error.index)} 列）", error.value, error.message
