"""The workbook of a paper: each of its tables on a sheet of its own, with the numbers that the printed paper shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.identity import mask_id, mask_phone
from guanxian_desk.base.zips import timeless
from guanxian_desk.exchange.cellstyle import FORMATS, NUMBERS, cell_value
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.exchange.writer import TableColumn, put, saved, styled, write_table
from guanxian_desk.filings.document import Column, Table, Value

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDTHS = {Kind.COUNT: 9, Kind.MONEY: 15, Kind.PERCENT: 10, Kind.DAY: 12, Kind.MOMENT: 20, Kind.PHONE: 14}
_CODE_WIDTH, _NARROWEST, _WIDEST, _PER_WEIGHT = 20, 12, 60, 11


def workbook_bytes(title: str, sheets: Sequence[Table], lines: Sequence[str]) -> bytes:
    """The tables as .xlsx. title: the paper's; lines: stand under it on every sheet."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for table in sheets:
        _add(workbook, table, (title, *lines))
    return timeless(saved(workbook))


def _add(workbook: Workbook, table: Table, lines: Sequence[str]) -> None:
    columns = [_column(column) for column in table.columns]
    rows = (tuple(map(_shown, table.columns, row, [table.unmasked] * len(row))) for row in table.rows)
    notes = [table.note] if table.note else []
    write_table(workbook, table.caption, columns, rows, [*lines, *notes])
    if table.totals is not None:
        sheet: Any = workbook.worksheets[-1]
        # After write_table, so that the filter over the rows leaves the totals where they are.
        sheet.append([_total(sheet, column.kind, value) for column, value in zip(columns, table.totals)])


def _column(column: Column) -> TableColumn:
    kind = Kind(column.kind.value)
    heading = f"{column.group}：{column.heading}" if column.group else column.heading
    if kind is Kind.TEXT:
        return TableColumn(heading, kind, min(max(int(column.weight * _PER_WEIGHT), _NARROWEST), _WIDEST))
    return TableColumn(heading, kind, max(_WIDTHS.get(kind, _CODE_WIDTH), 2 * len(heading) + 2))


def _shown(column: Column, value: Value, unmasked: bool) -> Value:
    """A personal value as the printed table shows it."""
    if unmasked or not isinstance(value, str):
        return value
    kind = Kind(column.kind.value)
    if kind is Kind.IDENTITY:
        return mask_id(value)
    return mask_phone(value) if kind is Kind.PHONE else value


def _total(sheet: Any, kind: Kind, value: Value) -> Any:
    from openpyxl.styles import Alignment

    cell = styled(sheet, None, bold=True, boxed=True)
    put(cell, cell_value(kind, value))
    cell.number_format = FORMATS.get(kind, "General")
    cell.alignment = Alignment(horizontal="right" if kind in NUMBERS else "left", vertical="center")
    return cell
