"""Any table of the screen as a workbook: the columns and rows as seen, through the same safe writer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from guanxian_desk.exchange.declare import Kind
from guanxian_desk.exchange.writer import TableColumn, table_bytes
from guanxian_desk.services.exporting import log_disclosure
from guanxian_desk.services.office import Office

MOST_ROWS = 1_000_000
_PERSONAL = frozenset([Kind.IDENTITY, Kind.PHONE])


def table_book(office: Office, title: str, columns: Sequence[TableColumn], rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows under a title block. Full ID numbers and phones among them are logged before anything is given out."""
    places = [place for place, column in enumerate(columns) if column.kind in _PERSONAL]
    full = 0

    def seen() -> Iterable[Sequence[Any]]:
        nonlocal full
        for row in rows:
            full += any(row[place] and "*" not in str(row[place]) for place in places)
            yield row

    lines = [f"填报单位：{office.name}", f"导出日期：{office.clock.today().isoformat()}"]
    content = table_bytes(title, columns, seen(), lines)
    if full:
        log_disclosure(office, f"导出屏幕上的表“{title}”（含完整号码）", "screen", full)
    return content
