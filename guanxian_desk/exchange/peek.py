"""The first rows of a large file, shown while the whole is still being read: as written, nothing judged yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange import delimited, ods
from guanxian_desk.exchange.cells import Cell, SparseBlock, is_blank
from guanxian_desk.exchange.cleaning import shown
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.formats import Format, find_format
from guanxian_desk.exchange.headings import Headings, find_headings
from guanxian_desk.exchange.package import Package
from guanxian_desk.exchange.workbook import read_frame
from guanxian_desk.exchange.xmlrows import SheetReader, shared_strings

FIRST_ROWS = 50
_ABOVE = 60
_STRINGS = 20_000

Lines = Iterator[tuple[int, dict[int, Cell]]]


@dataclass(frozen=True)
class Peek:
    """The first rows under the headings. fields: of the columns found; rows: (Excel row number, cells as shown)."""

    sheet: str
    fields: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def first_rows(data: bytes, name: str, sheet: Sheet, most: int = FIRST_ROWS) -> Peek | None:
    """Up to 50 rows of the first sheet with the headings; None when the file shows none that quickly."""
    try:
        for title, lines in _sheets(data, name):
            found = _first_of(title, list(islice(lines, most + _ABOVE)), sheet, most)
            if found is not None:
                return found
    except UserError:
        # Whatever is wrong with the file, the reading of the whole is about to say it.
        return None
    return None


def _sheets(data: bytes, name: str) -> Iterator[tuple[str, Lines]]:
    found = find_format(data, name)
    if found is Format.XLSX:
        yield from _xlsx(Package(data, name))
    elif found is Format.ODS:
        package = Package(data, name)
        for table in ods.read_tables(package):
            yield table.name, ods.read_rows(package, table)
    elif found is Format.CSV:
        records = delimited.read_records(delimited.decode(data, name), name)
        yield "", ((number, dict(enumerate(record))) for number, record in enumerate(records, 1))


def _xlsx(package: Package) -> Iterator[tuple[str, Lines]]:
    frame = read_frame(package)
    strings = partial(shared_strings, package, _STRINGS)
    for part in frame.sheets:
        yield part.name, SheetReader(package, part.part, frame, strings).rows()


def _first_of(title: str, lines: list[tuple[int, dict[int, Cell]]], sheet: Sheet, most: int) -> Peek | None:
    block = SparseBlock([number for number, _ in lines], [cells for _, cells in lines])
    headings = find_headings(block, sheet) if lines else None
    if headings is None or headings.missing(sheet):
        return None
    places = _places(headings, sheet)
    below = ((number, cells) for number, cells in lines if number > headings.last)
    rows = [(number, tuple(shown(cells.get(index)) for index in places.values())) for number, cells in below]
    filled = [(number, cells) for number, cells in rows if not all(map(is_blank, cells))]
    return Peek(title, tuple(places), tuple(filled[:most]))


def _places(headings: Headings, sheet: Sheet) -> dict[str, int]:
    found = {column.field: column.index for column in headings.columns if column.field}
    return {column.field: found[column.field] for column in sheet.columns if column.field in found}
