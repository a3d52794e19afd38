"""Rows on the clipboard, so that Excel and WPS take them as they are: IDs stay text, nothing becomes a formula."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from guanxian_desk.desk.widgets.columns import Row, TableColumn

_FORMULA = ("=", "+", "-", "@")


def rows_as_mime(columns: Sequence[TableColumn], rows: Sequence[Row]) -> QMimeData:
    """The rows with their headings as tab-separated text and as a table.

    Spreadsheets prefer the table, which says of each text cell that it is text: an 18-digit ID pasted as plain
    text would lose its last digits.
    """
    mime = QMimeData()
    mime.setText(as_text(columns, rows))
    mime.setHtml(as_table(columns, rows))
    return mime


def as_text(columns: Sequence[TableColumn], rows: Sequence[Row]) -> str:
    """Tab-separated lines, headings first."""
    lines = ["\t".join(column.heading for column in columns)]
    lines += ["\t".join(_plain(column, row) for column in columns) for row in rows]
    return "\r\n".join(lines) + "\r\n"


def as_table(columns: Sequence[TableColumn], rows: Sequence[Row]) -> str:
    """An HTML table with the number formats that spreadsheets read."""
    head = "".join(f"<th>{escape(column.heading)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(_cell(column, row) for column in columns) + "</tr>" for row in rows)
    return f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>'


def _text(column: TableColumn, row: Row) -> str:
    return " ".join(column.text(row.get(column.key)).split())


def _plain(column: TableColumn, row: Row) -> str:
    text = _text(column, row)
    if column.is_figure:
        return text.replace(",", "")
    return "'" + text if text.startswith(_FORMULA) else text


def _cell(column: TableColumn, row: Row) -> str:
    text = escape(_text(column, row))
    return f"<td>{text}</td>" if column.is_figure else f"<td style=\"mso-number-format:'\\@'\">{text}</td>"
