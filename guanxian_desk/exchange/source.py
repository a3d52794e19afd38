"""A file that somebody sent, opened safely: its sheets as blocks of rows, and what can and cannot be seen in it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from guanxian_desk.exchange import child, delimited, ods
from guanxian_desk.exchange.cells import MAX_FILLED, Block, Cell, DenseBlock, SparseBlock
from guanxian_desk.exchange.formats import Format, find_format
from guanxian_desk.exchange.overlay import with_marks, with_merges
from guanxian_desk.exchange.package import Package
from guanxian_desk.exchange.workbook import SHARED_STRINGS, read_frame
from guanxian_desk.exchange.xmlfacts import SheetFacts, look, look_at_strings
from guanxian_desk.exchange.xmlrows import MAX_SHARED, MAX_TEXT, SheetReader, shared_strings, too_long

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

BLOCK = 4096
MAX_CELLS = 12_000_000
_MAX_REPEATED_TEXT = 1 << 30
_LONG_TEXT = 1024
_MAX_BLOCK_TEXT = 64 << 20
_MAX_SPARSE_BLOCK = 200_000
_UNSEEN = "这种格式看不到隐藏的行、错误值、没有结果的公式和百分比格式，各格按读到的值处理"


Overlay = Callable[[Iterable[Block]], Iterator[Block]]
"""Passes blocks on with some of their cells replaced."""


@dataclass
class SourceSheet:
    """One sheet: facts tell what hides in it; read gives its bare rows anew each time it is called; over: what is
    laid over them last (cells that a clerk mended)."""

    name: str
    hidden: bool
    facts: SheetFacts
    read: Callable[[], Iterable[Block]] = field(repr=False)
    over: Overlay | None = field(default=None, repr=False)

    def blocks(self) -> Iterator[Block]:
        """The sheet's rows in order, in blocks of about 4,000, with everything laid over that its XML told.

        Raises UserError when the file turns out to be damaged.
        """
        blocks = self.read()
        facts = self.facts
        if facts.errors or facts.uncached or facts.percents:
            blocks = with_marks(blocks, facts)
        if facts.merges:
            blocks = with_merges(blocks, facts.merges)
        yield from self.over(blocks) if self.over else blocks


@dataclass(frozen=True)
class Source:
    """A file opened for reading.

    date1904: day numbers count from 1904; notes: Chinese sentences on what the format keeps from us.
    """

    name: str
    format: Format
    sheets: tuple[SourceSheet, ...]
    date1904: bool = False
    notes: tuple[str, ...] = ()


def read_source(data: bytes, name: str) -> Source:
    """Opens a workbook or csv by its content. Raises UserError with the plain reason when it cannot be read."""
    found = find_format(data, name)
    if found is Format.XLSX:
        return _xlsx(data, name)
    if found is Format.ODS:
        return _ods(data, name)
    if found is Format.CSV:
        return _csv(data, name)
    sheets = tuple(
        SourceSheet(sheet.name, sheet.hidden, SheetFacts(last_row=sheet.height, merges=sheet.merges), sheet.blocks)
        for sheet in child.read_sheets(data, name)
    )
    return Source(name, found, sheets, notes=(f".{found} {_UNSEEN}",))


def _xlsx(data: bytes, name: str) -> Source:
    package = Package(data, name)
    frame = read_frame(package)
    longest, odd = 0, False
    if SHARED_STRINGS in package:
        longest, odd = look_at_strings(package.stream(SHARED_STRINGS, MAX_SHARED))
        if longest > MAX_TEXT:
            raise too_long(name)
    opened = cache(partial(_open_calamine, data))
    strings = cache(partial(shared_strings, package))
    sheets: list[SourceSheet] = []
    for part in frame.sheets:
        careful = SheetReader(package, part.part, frame, strings)
        facts = look(package.stream(part.part), frame.styles.percents, count_texts=longest > _LONG_TEXT)
        if odd or facts.odd or facts.sparse or facts.text_cells * longest > _MAX_REPEATED_TEXT:
            # calamine would fail on it, swell, or lose what it does not understand.
            told = careful.facts() if facts.odd else facts
            sheets.append(SourceSheet(part.name, part.hidden, told, partial(_careful_blocks, careful)))
            continue
        if facts.area > MAX_CELLS:
            raise package.too_big()
        height = max(16, min(BLOCK, _MAX_BLOCK_TEXT // ((facts.last_column + 1) * max(longest, 1))))
        read = partial(_calamine_blocks, opened, part.name, careful, facts, height)
        sheets.append(SourceSheet(part.name, part.hidden, facts, read))
    return Source(name, Format.XLSX, tuple(sheets), frame.date1904)


def _reaches_beyond(facts: SheetFacts, start: tuple[int, int] | None, end: tuple[int, int] | None) -> bool:
    """Whether marked cells lie outside the box from start to end (row and column counted from 0)."""
    marks = [*facts.errors, *facts.uncached]
    if not marks or start is None or end is None:
        return bool(marks)
    if min(marks) >> 14 <= start[0] or max(marks) >> 14 > end[0] + 1:
        return True
    columns = [mark & 0x3FFF for mark in marks]
    return min(columns) < start[1] or max(columns) > end[1]


def _open_calamine(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _calamine_blocks(
    opened: Callable[[], CalamineWorkbook], name: str, careful: SheetReader, facts: SheetFacts, height: int
) -> Iterator[Block]:
    """The rows of a sheet by calamine; where it gives up, the careful reader reads them or says what is broken."""
    from python_calamine import CalamineError

    try:
        sheet = opened().get_sheet_by_name(name)
    except CalamineError:
        yield from _careful_blocks(careful)
        return
    if _reaches_beyond(facts, sheet.start, sheet.end):
        # calamine's box ends before cells that it shows as blank: errors, formulas without results.
        yield from _careful_blocks(careful)
        return
    if sheet.start is None:
        return
    # The rows come from row 1 on, their cells from the first filled column on.
    first, offset = 1, sheet.start[1]
    rows = sheet.iter_rows()
    while block := list(islice(rows, height)):
        yield DenseBlock(first, block, offset)  # type: ignore[arg-type]
        first += len(block)


def _careful_blocks(reader: SheetReader) -> Iterator[SparseBlock]:
    return _sparse_blocks(reader.rows())


def _sparse_blocks(rows: Iterable[tuple[int, dict[int, Cell]]]) -> Iterator[SparseBlock]:
    numbers: list[int] = []
    kept: list[dict[int, Cell]] = []
    cells = 0
    for number, row in rows:
        numbers.append(number)
        kept.append(row)
        cells += len(row)
        if len(kept) >= BLOCK or cells >= _MAX_SPARSE_BLOCK:
            yield SparseBlock(numbers, kept)
            numbers, kept, cells = [], [], 0
    if kept:
        yield SparseBlock(numbers, kept)


def _ods(data: bytes, name: str) -> Source:
    package = Package(data, name)
    if ods.CONTENT not in package:
        raise package.broken()
    sheets = tuple(
        SourceSheet(table.name, table.hidden, table.facts, partial(_ods_blocks, package, table))
        for table in ods.read_tables(package)
    )
    return Source(name, Format.ODS, sheets)


def _ods_blocks(package: Package, table: ods.OdsTable) -> Iterator[SparseBlock]:
    return _sparse_blocks(ods.read_rows(package, table))


def _csv(data: bytes, name: str) -> Source:
    text = delimited.decode(data, name)
    facts = SheetFacts(last_row=text.count("\n") + 1)
    # A spreadsheet program names the only sheet of a csv after the file.
    sheet = SourceSheet(PurePath(name).stem, False, facts, partial(_csv_blocks, text, name))
    return Source(name, Format.CSV, (sheet,))


def _csv_blocks(text: str, name: str) -> Iterator[DenseBlock]:
    records = delimited.read_records(text, name)
    first = 1
    while block := [record[: MAX_FILLED + 1] for record in islice(records, BLOCK)]:
        width = max(map(len, block))
        rows: list[list[Cell]] = [[*record, *[""] * (width - len(record))] for record in block]
        yield DenseBlock(first, rows)
        first += len(block)
