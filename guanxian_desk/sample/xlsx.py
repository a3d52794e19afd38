"""Workbooks as people fill them in: title block, headings, footers; and the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MARK = "示例数据"
Row = TypeVar("Row")
# A written column: its heading, and what stands in its cell for a row and the row's place (from 0).
Written = tuple[str, Callable[[Row, int], object]]
_STAMP = datetime(2022, 4, 2, 9, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def new_book(sheet_title: str) -> tuple[Workbook, Worksheet]:
    """An empty workbook with one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_title
    return book, sheet


def table(sheet: Worksheet, columns: Sequence[Written[Row]], rows: Sequence[Row]) -> None:
    """One line of headings and the rows, framed."""
    sheet.append([heading for heading, _ in columns])
    first = sheet.max_row
    for place, row in enumerate(rows):
        sheet.append(line(columns, row, place))
    frame(sheet, first, first + len(rows), len(columns))


def line(columns: Sequence[Written[Row]], row: Row, place: int) -> list[object]:
    """The cells of one row."""
    return [cell(row, place) for _, cell in columns]


def yuan_number(fen: int | None) -> float | None:
    """An amount as Excel keeps it: a number of yuan; blank stays blank."""
    return None if fen is None else fen / 100


def title_block(sheet: Worksheet, title: str, sender: str, filed_on: date, width: int, unit: str = "") -> None:
    """Two merged lines over the table: the title with the mark, then 填报单位, 填报日期 and the unit of money."""
    from openpyxl.styles import Alignment, Font

    sheet.append([f"{title}（{MARK}）"])
    filed = f"填报单位：{sender}    填报日期：{filed_on.year}年{filed_on.month}月{filed_on.day}日"
    sheet.append([filed + (f"    单位：{unit}" if unit else "")])
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")


def footer(sheet: Worksheet, width: int, *lines: str) -> None:
    """A blank row and the lines that people write under a table, each over its whole width."""
    sheet.append([])
    for line in lines:
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)


def widen(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Column widths in characters, from column A on."""
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def frame(sheet: Worksheet, first_row: int, last_row: int, width: int) -> None:
    """Thin lines around every cell of the table."""
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color="999999")
    border = Border(left=side, right=side, top=side, bottom=side)
    for row in sheet.iter_rows(min_row=first_row, max_row=last_row, max_col=width):
        for cell in row:
            cell.border = border


def workbook_bytes(book: Workbook) -> bytes:
    """The .xlsx file; two calls with equal contents give equal bytes, for no clock is left in it."""
    book.properties.creator = MARK
    book.properties.created = _STAMP
    written = BytesIO()
    book.save(written)
    packed = BytesIO()
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(_entry(name), _without_clock(name, source.read(name)))
    return packed.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _STAMP.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # as on Windows, wherever this runs
    return entry


def _without_clock(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    return _MODIFIED.sub(rb"\g<1>" + f"{_STAMP:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>", content)
