"""The safe writer: any table as a workbook that Excel and WPS open without a word, ready to read and to print."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guanxian_desk.exchange.cells import column_letter
from guanxian_desk.exchange.cellstyle import (
    CENTERED,
    NUMBERS,
    RISKY,
    cell_value,
    number_format,
    safe_text,
    sheet_name,
)
from guanxian_desk.exchange.cleaning import Value
from guanxian_desk.exchange.declare import Column, Kind

if TYPE_CHECKING:
    from openpyxl import Workbook

FONT = "宋体"
HEADING_FILL = "FFDCE6F1"
_LANDSCAPE_FROM = 90
_A4 = 9


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table on its way out; kind decides format and alignment, width is in characters.

    unit: what the heading says amounts are in (元 when it says nothing).
    """

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 16
    unit: str = ""

    @classmethod
    def of(cls, column: Column) -> TableColumn:
        """The column of a sheet kind."""
        return cls(column.heading, column.kind, column.width, column.unit)


def table_bytes(
    title: str, columns: Sequence[TableColumn], rows: Iterable[Sequence[Value]], title_lines: Sequence[str] = ()
) -> bytes:
    """A table as .xlsx: title, title_lines, headings, rows of stored values (fen, millionths, days, texts)."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    write_table(workbook, title, columns, rows, title_lines)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def write_table(
    workbook: Workbook,
    title: str,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Value]],
    title_lines: Sequence[str] = (),
) -> None:
    """Adds the table as one more sheet of a write-only workbook."""
    sheet: Any = workbook.create_sheet(sheet_name(title))
    top = 2 + len(title_lines)
    _set_up(sheet, columns, top)
    _title(sheet, title, title_lines, len(columns))
    sheet.append([dressed(sheet, column.heading) for column in columns])
    cells = [_Cell(sheet, column) for column in columns]
    last = top
    for row in rows:
        sheet.append([cell.holding(value) for cell, value in zip(cells, row)])
        last += 1
    sheet.auto_filter.ref = f"A{top}:{column_letter(len(columns) - 1)}{last}"


class _Cell:
    """One cell object for a whole column: a write-only sheet writes each row at once, so it can be filled again."""

    def __init__(self, sheet: Any, column: TableColumn) -> None:
        from openpyxl.styles import Alignment

        kind = column.kind
        self._column = column
        self._cell = styled(sheet, None, boxed=True)
        self._cell.number_format = number_format(kind, column.unit)
        horizontal = "right" if kind in NUMBERS else "center" if kind in CENTERED else "left"
        self._cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=kind is Kind.TEXT)

    def holding(self, value: Value) -> Any:
        """The cell with the value in it."""
        if self._cell.quotePrefix:
            _mark(self._cell, quoted=False)
        put(self._cell, cell_value(self._column.kind, value, self._column.unit))
        return self._cell


def put(cell: Any, value: Any) -> None:
    """Writes a value into a cell; text is text whatever it begins with, never a formula or an error."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(RISKY):
            # Without the mark, editing the cell in Excel would turn the text into a formula after all.
            _mark(cell, quoted=True)


def _mark(cell: Any, *, quoted: bool) -> None:
    """A style of its own: the workbook keeps the one that cells written before share."""
    cell._style = copy(cell._style)
    cell.quotePrefix = quoted


def styled(sheet: Any, value: str | None, *, size: int = 11, bold: bool = False, boxed: bool = False) -> Any:
    """A cell to append to a sheet; boxed: ruled all round, long text on several lines."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    cell: Any = WriteOnlyCell(sheet)
    put(cell, None if value is None else safe_text(value))
    cell.font = Font(name=FONT, size=size, bold=bold)
    if boxed:
        line = Side(style="thin", color="FF999999")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(vertical="center", wrap_text=boxed)
    return cell


def dressed(sheet: Any, heading: str, fill: str = HEADING_FILL) -> Any:
    """A heading cell to append to a sheet."""
    from openpyxl.styles import Alignment, PatternFill

    cell = styled(sheet, heading, bold=True, boxed=True)
    cell.fill = PatternFill("solid", fgColor=fill)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _title(sheet: Any, title: str, lines: Sequence[str], width: int) -> None:
    """Centred over the table without merging cells, which would get in the way of filters."""
    from openpyxl.styles import Alignment

    cells = [styled(sheet, title, size=16, bold=True), *(styled(sheet, None) for _ in range(width - 1))]
    for cell in cells:
        cell.alignment = Alignment(horizontal="centerContinuous", vertical="center")
    sheet.append(cells)
    for line in lines:
        sheet.append([styled(sheet, line)])


def _set_up(sheet: Any, columns: Sequence[TableColumn], top: int) -> None:
    """Widths, frozen headings and paper; a write-only sheet wants them before its first row."""
    for place, column in enumerate(columns):
        sheet.column_dimensions[column_letter(place)].width = column.width
    sheet.freeze_panes = f"A{top + 1}"
    for_print(sheet, sum(column.width for column in columns), top)


def for_print(sheet: Any, width: int, heading_row: int) -> None:
    """A4, landscape where wide, fitted to the width, headings repeated, page x of y."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if width > _LANDSCAPE_FROM else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    for side in ("left", "right"):
        setattr(sheet.page_margins, side, 0.5)
