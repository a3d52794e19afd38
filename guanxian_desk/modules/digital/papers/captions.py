"""A paper's table as a sheet of its workbook."""

from __future__ import annotations

from dataclasses import replace

from guanxian_desk.filings.document import Table


def titled(table: Table, caption: str) -> Table:
    """The table with the name of its sheet; on paper a heading of the form stands over it."""
    return replace(table, caption=caption)
