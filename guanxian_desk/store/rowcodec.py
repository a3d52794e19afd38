"""A row as audit text and back: the one encoding that audit, journal and undo share."""

from __future__ import annotations

import base64
import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, LargeBinary, Table

from guanxian_desk.store.types import Moment

Row = dict[str, Any]


def encode(row: Row) -> str:
    """A row as canonical JSON: keys sorted, dates ISO, bytes base64."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def decode(text: str, table: Table) -> Row:
    """The inverse of encode(), by the table's column types."""
    plain: Row = json.loads(text)
    return {name: _typed(table.columns[name], value) for name, value in plain.items()}


def row_key(row: Row, table: Table) -> str:
    """The primary key as text."""
    return "/".join(str(row[column.name]) for column in table.primary_key.columns)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"no audit form for {type(value).__name__}")


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return date.fromisoformat(value) if column.type.python_type is date else value
