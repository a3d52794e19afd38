"""Rows in memory that can be exchanged while a table shows them, so that the table comes back to the same place."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.desk.widgets.columns import Row, Sort, TupleProvider


class LiveRows:
    """A provider over the rows given last."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = TupleProvider(rows)

    def replace(self, rows: Sequence[Row]) -> None:
        """Other rows from now on; the table is told to reload by whoever calls this."""
        self._rows = TupleProvider(rows)

    def count(self) -> int:
        """How many rows there are."""
        return self._rows.count()

    def fetch(self, offset: int, limit: int, sort: Sort | None) -> Sequence[Row]:
        """A slice of the rows."""
        return self._rows.fetch(offset, limit, sort)
