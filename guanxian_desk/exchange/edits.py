"""Cells that a clerk mended in the preview: laid over the file before it is read again; the file itself stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from guanxian_desk.exchange.cells import Block
from guanxian_desk.exchange.source import Overlay, Source


@dataclass(frozen=True, slots=True)
class Edit:
    """One mended cell: sheet, Excel row number, column from 0 at A, what stood there as shown, what it says now."""

    sheet: str
    row: int
    index: int
    old: str
    new: str


def with_edits(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with mended cells in the place of what the sender wrote."""
    by_sheet: dict[str, dict[int, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for edit in edits:
        by_sheet[edit.sheet][edit.row][edit.index] = edit.new
    if not by_sheet:
        return source
    sheets = tuple(
        replace(sheet, over=_laying(by_sheet[sheet.name])) if sheet.name in by_sheet else sheet
        for sheet in source.sheets
    )
    return replace(source, sheets=sheets)


def _laying(rows: Mapping[int, Mapping[int, str]]) -> Overlay:
    def lay(blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            for number in rows.keys() & set(block.numbers):
                for index, text in rows[number].items():
                    block.put(number, index, text)
            yield block

    return lay
