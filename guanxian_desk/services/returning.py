"""The error workbook (退回件) of a file that was read."""

from __future__ import annotations

from guanxian_desk.exchange.extract import Extract


def returned_workbook(data: bytes, name: str, extract: Extract) -> bytes:
    """The sender's own file with the bad cells marked, as .xlsx. UserError when the file cannot be read."""
    from guanxian_desk.exchange.returned import error_workbook

    return error_workbook(data, name, extract)
