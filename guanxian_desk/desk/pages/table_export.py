"""A table of the screen becomes a workbook: what its context menu asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.record_table import Shot
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.exchange.writer import TableColumn as BookColumn
from guanxian_desk.services.office import Office
from guanxian_desk.services.table_books import MOST_ROWS, table_book

BOOK = "工作簿 (*.xlsx)"
_STEP = 2_000
_LETTER = 7  # logical pixels a character of a workbook's column takes


def export_shot(desk: Desk, owner: QWidget, shot: Shot) -> None:
    """Asks where, then writes the table as it is seen."""
    name = f"{shot.name}_{desk.today.isoformat()}.xlsx"
    desk.save_as(owner, name, BOOK, lambda office, task: book_of(office, task, shot))


def book_of(office: Office, task: Task, shot: Shot) -> bytes:
    """The workbook of a table. UserError for more rows than a worksheet holds."""
    count = shot.provider.count()
    if count > MOST_ROWS:
        raise UserError(f"这张表有 {count:,} 行，超过一张工作表能放的行数", "没有写出文件", "请先筛选再导出")
    columns = [_column(column) for column in shot.columns]
    return table_book(office, shot.name, columns, _rows(task, shot, count))


def _rows(task: Task, shot: Shot, count: int) -> Iterator[list[Any]]:
    for start in range(0, count, _STEP):
        for row in shot.provider.fetch(start, min(_STEP, count - start), shot.sort):
            yield [_value(column, row) for column in shot.columns]
        task.progress(min(start + _STEP, count), count)


def _column(column: TableColumn) -> BookColumn:
    kind = Kind.TEXT if column.lamps else column.kind
    return BookColumn(column.heading, kind, max(8, column.width // _LETTER))


def _value(column: TableColumn, row: Row) -> Any:
    """Figures and days stay figures and days; what the screen puts into words stays words."""
    value = row.get(column.key)
    if column.lamp(value) is not None or column.kind is Kind.TEXT:
        return column.text(value)
    return value
