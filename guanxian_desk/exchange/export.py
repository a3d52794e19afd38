"""Records out of the desk as a workbook; a full export comes in again without a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.records import Row
from guanxian_desk.exchange.render import masked
from guanxian_desk.exchange.writer import TableColumn, table_bytes

MASKED_LINE = "证件号码、手机号等个人信息已部分隐去，本表不能再导入"


def export_bytes(sheet: Sheet, rows: Iterable[Row], full: bool, title_lines: Sequence[str] = ()) -> bytes:
    """The rows (tuples in the order of sheet.columns) as .xlsx; personal columns are masked unless full."""
    hides = not full and any(column.personal for column in sheet.columns)
    lines = [*title_lines, *([MASKED_LINE] if hides else [])]
    shown = (tuple(map(masked, sheet.columns, row)) for row in rows) if hides else rows
    return table_bytes(sheet.title, [TableColumn.of(column) for column in sheet.columns], shown, lines)
