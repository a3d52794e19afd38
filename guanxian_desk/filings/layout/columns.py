"""How wide a table's columns are: by weight, but amounts, dates and codes are not torn while there is room."""

from __future__ import annotations

from functools import lru_cache

from guanxian_desk.filings.cells import cell_text
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.text import Typesetter

PADDING = 4.0
"""White at both sides of a cell."""
_STEP = 6.0  # needs are rounded up to steps, so that statements with like amounts share one geometry
_SHORT_HEADING = 4
_RUNNING = frozenset({CellKind.TEXT, CellKind.CHOICE})


def column_edges(table: Table, setter: Typesetter, width: float) -> tuple[float, ...]:
    """The x of the columns' edges, from 0 to width."""
    needs = tuple(_need(column, index, table, setter) for index, column in enumerate(table.columns))
    return _edges(tuple(column.weight for column in table.columns), needs, width)


def _need(column: Column, index: int, table: Table, setter: Typesetter) -> float:
    """The width below which a column's values, or a heading of few characters, would be torn."""
    widest = setter.width(column.heading[:_SHORT_HEADING], Role.HEI, table.size)
    if column.kind in _RUNNING:
        return widest + 2 * PADDING
    for row in table.rows:
        text = cell_text(row[index], column.kind, table.unmasked)
        widest = max(widest, setter.width(text, Role.SONG, table.size))
    if table.totals is not None:
        total: Value = table.totals[index]
        widest = max(widest, setter.width(cell_text(total, column.kind), Role.SONG_BOLD, table.size))
    return -int(-(widest + 2 * PADDING) // _STEP) * _STEP


@lru_cache(maxsize=512)
def _edges(weights: tuple[float, ...], needs: tuple[float, ...], width: float) -> tuple[float, ...]:
    widths = _shares(weights, needs, width)
    edges = [0.0]
    for share in widths:
        edges.append(edges[-1] + share)
    return (*edges[:-1], width)


def _shares(weights: tuple[float, ...], needs: tuple[float, ...], width: float) -> list[float]:
    """Widths by weight; whoever would get less than it needs gets that, and the others share what is left."""
    if sum(needs) >= width:
        return [need * width / sum(needs) for need in needs]
    fixed: set[int] = set()
    while True:
        room = width - sum(needs[index] for index in fixed)
        total = sum(weight for index, weight in enumerate(weights) if index not in fixed)
        shares = [needs[index] if index in fixed else room * weight / total for index, weight in enumerate(weights)]
        short = {index for index, share in enumerate(shares) if share < needs[index] - 0.01} - fixed
        if not short:
            return shares
        fixed |= short
