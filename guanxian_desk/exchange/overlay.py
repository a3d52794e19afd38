"""Lays over a sheet's blocks what calamine does not show: errors, missing results, percentages, merged values."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from guanxian_desk.exchange.cells import UNCACHED, Block, Cell, Covered, ErrorCell, Percent
from guanxian_desk.exchange.xmlfacts import Merge, SheetFacts, spot


def with_marks(blocks: Iterable[Block], facts: SheetFacts) -> Iterator[Block]:
    """The blocks with error cells, formulas without results and percentages in their places."""
    marked = sorted([*facts.errors, *facts.uncached, *facts.percents])
    for block in blocks:
        first, last = block.numbers[0], block.numbers[-1]
        for place in marked[bisect_left(marked, spot(first, 0)) : bisect_left(marked, spot(last + 1, 0))]:
            _mark(block, place, facts)
        yield block


def _mark(block: Block, place: int, facts: SheetFacts) -> None:
    row, column = place >> 14, place & 0x3FFF
    if place in facts.errors:
        block.put(row, column, ErrorCell(facts.errors[place]))
    elif place in facts.uncached:
        block.put(row, column, UNCACHED)
    else:
        number = block.get(row, column)
        if isinstance(number, float):
            block.put(row, column, Percent(number))


def with_merges(blocks: Iterable[Block], merges: Iterable[Merge]) -> Iterator[Block]:
    """The blocks with the value of each merged cell laid over the rows below it, in its first column."""
    waiting = sorted((merge for merge in merges if merge.bottom > merge.top), key=lambda merge: -merge.top)
    open_merges: list[tuple[Merge, Cell]] = []
    for block in blocks:
        last = block.numbers[-1]
        while waiting and waiting[-1].top <= last:
            merge = waiting.pop()
            open_merges.append((merge, _value(block, merge)))
        for merge, value in open_merges:
            if value is not None and value != "":
                _cover(block, merge, value)
        open_merges = [(merge, value) for merge, value in open_merges if merge.bottom > last]
        yield block


def _value(block: Block, merge: Merge) -> Cell:
    return block.get(merge.top, merge.left) if merge.top >= block.numbers[0] else None


def _cover(block: Block, merge: Merge, value: Cell) -> None:
    numbers = block.numbers
    start, end = bisect_left(numbers, merge.top + 1), bisect_left(numbers, merge.bottom + 1)
    for position in range(start, end):
        block.put(numbers[position], merge.left, Covered(value, merge.top))
