"""A superior's own blank workbook, filled in its own layout: only the cells below mapped headings are written.

Two ways a form waits to be filled: blank rows (the records go there in order), or rows whose key is printed already
(the record with that key goes there). Formulas, styles, merged cells and everything else stay as they came.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile

from guanxian_desk.exchange.cells import Cell, SparseBlock, column_letter
from guanxian_desk.exchange.cellstyle import TEXT_FORMAT, cell_value, number_format
from guanxian_desk.exchange.clean import reading_for
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.formats import Format, find_format
from guanxian_desk.exchange.headings import Headings, find_headings
from guanxian_desk.exchange.package import Package
from guanxian_desk.exchange.records import Row
from guanxian_desk.exchange.refusal import refusal
from guanxian_desk.exchange.rows import NoRecord, RowRules, looks_like_no_key
from guanxian_desk.exchange.writer import put
from guanxian_desk.exchange.xmlfacts import MAX_ROW, Merge

NUMBER = "#"
"""Instead of a field: the running number of the row."""
_ENDS = frozenset([NoRecord.TOTAL, NoRecord.FOOTER, NoRecord.HEADINGS, NoRecord.TITLE])
_MAX_CELLS = 2_000_000
_MAX_SIZE = 32 << 20
_PLAIN_TYPES = frozenset([Kind.IDENTITY, Kind.PHONE, Kind.CODE])


@dataclass(frozen=True)
class Layout:
    """The form as found. sheet: its worksheet's name; headings: with what each is filled; first, last: the Excel rows
    that wait for records (last is the end of the room, the row before a total or a footer); keyed: their keys are
    printed already; fingerprint: what the form is known by."""

    sheet: str
    headings: Headings
    first: int
    last: int
    keyed: bool
    fingerprint: str

    @property
    def title(self) -> str:
        """What stands above the headings, as a name for people."""
        return next((line[0] for line in self.headings.titles if line), self.sheet)

    @property
    def written(self) -> tuple[str, ...]:
        """The headings as written, in order."""
        return tuple(column.written for column in self.headings.columns if column.written)


@dataclass(frozen=True)
class Filled:
    """The filled workbook; rows: how many got a record; left: printed keys without a record; unused: records for
    which the form has no printed key; notes: what a clerk should know."""

    content: bytes
    rows: int
    left: tuple[str, ...] = ()
    unused: int = 0
    notes: tuple[str, ...] = field(default=())


def open_form(data: bytes, name: str) -> Any:
    """The form as a workbook to write into. UserError for anything that is no .xlsx or .xlsm, or is too large."""
    if find_format(data, name) is not Format.XLSX:
        raise refusal(name, "不是 .xlsx，不能按它的版式填写", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再填")
    package = Package(data, name)
    if sum(map(package.size, package.parts())) > _MAX_SIZE:
        raise refusal(name, "太大，不像空白表", "请删去无用的内容后再填")
    for part in package.parts():
        if part.endswith((".xml", ".rels")):
            package.read(part)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), keep_vba="xl/vbaproject.bin" in package)
    except (ValueError, TypeError, LookupError, AttributeError, SyntaxError, OSError, BadZipFile) as error:
        raise refusal(name, "的版式读不出来") from error
    if any(page.max_row * page.max_column > _MAX_CELLS for page in book.worksheets):
        raise refusal(name, "的格子多得不像空白表", "请删去无用的行列后再填")
    return book


def find_layout(book: Any, sheet: Sheet, mapping: Mapping[str, str] | None = None) -> Layout | None:
    """Where the form waits for records of the kind: the sheet with the most headings found; None when none is."""
    best: Layout | None = None
    for page in book.worksheets:
        block = _block(page)
        fields = {name: told for name, told in (mapping or {}).items() if told != NUMBER}
        merges = tuple(_merge(span) for span in page.merged_cells.ranges)
        found = find_headings(block, sheet, merges, fields) if block.numbers else None
        if found is None:
            continue
        layout = _layout(page, block, found, sheet)
        if best is None or len(found.fields) > len(best.headings.fields):
            best = layout
    return best


def fill(
    book: Any, layout: Layout, sheet: Sheet, rows: Sequence[Row], shown: Sequence[Row], mapping: Mapping[str, str]
) -> Filled:
    """Writes the records into the form, as many as it has room for.

    rows: as stored; shown: the same as they may be seen (masked or in full); mapping: headings filled with NUMBER.
    """
    page = book[layout.sheet]
    places = _places(layout, sheet, mapping)
    if layout.keyed:
        targets, left = _matched(page, layout, sheet, rows)
        unused = len(rows) - len(targets)
    else:
        targets = {position: layout.first + position for position in range(len(rows))}
        left, unused = (), 0
    notes = _Notes()
    for position, number in targets.items():
        for index, what in places.items():
            _write(page, number, index, _value(what, sheet, shown[position], position), layout.first, notes)
    out = io.BytesIO()
    book.save(out)
    return Filled(out.getvalue(), len(targets), left, unused, notes.sentences())


def room(layout: Layout) -> int:
    """How many records the form has rows for."""
    return layout.last - layout.first + 1


class _Notes:
    def __init__(self) -> None:
        self._kept: list[str] = []

    def kept(self, place: str) -> None:
        """A cell that was not blank stays."""
        self._kept.append(place)

    def sentences(self) -> tuple[str, ...]:
        if not self._kept:
            return ()
        some = "、".join(self._kept[:8]) + ("等" if len(self._kept) > 8 else "")
        return (f"原来有内容或公式的 {len(self._kept)} 格没有改动：{some}",)


def _block(page: Any) -> SparseBlock:
    numbers: list[int] = []
    rows: list[dict[int, Cell]] = []
    for number, cells in enumerate(page.iter_rows(max_row=min(page.max_row, 1_000)), 1):
        row = {cell.column - 1: cell.value for cell in cells if cell.value not in (None, "")}
        if row:
            numbers.append(number)
            rows.append(row)
    return SparseBlock(numbers, rows)


def _merge(span: Any) -> Merge:
    return Merge(span.min_row, span.min_col - 1, span.max_row, span.max_col - 1)


def _layout(page: Any, block: SparseBlock, found: Headings, sheet: Sheet) -> Layout:
    rules = RowRules.of(sheet, found)
    keys = {column.index for column in found.columns if column.field in sheet.natural_key}
    first = found.last + 1
    below = [position for position, number in enumerate(block.numbers) if number > found.last]
    end = next((block.numbers[at] - 1 for at in below if rules.judge(block, at) in _ENDS), None)
    open_rows = [at for at in below if end is None or block.numbers[at] <= end]
    keyed = any(index in keys for at in open_rows for index, _ in block.cells(at))
    # Where nothing closes the form, the room below it has no end.
    last = block.numbers[below[-1]] if keyed else end or MAX_ROW
    mark = "\n".join([page.title, *(column.written for column in found.columns)])
    return Layout(page.title, found, first, last, keyed, hashlib.sha256(mark.encode()).hexdigest()[:32])


def _places(layout: Layout, sheet: Sheet, mapping: Mapping[str, str]) -> dict[int, tuple[Column | None, str]]:
    """Column of the form → what it holds and the unit its heading declares; keys that are printed stay."""
    found: dict[int, tuple[Column | None, str]] = {}
    for column in layout.headings.columns:
        if mapping.get(column.written) == NUMBER:
            found[column.index] = (None, "")
        elif column.field and not (layout.keyed and column.field in sheet.natural_key):
            declared = sheet.by_field[column.field]
            found[column.index] = (declared, column.unit or declared.unit)
    return found


def _matched(page: Any, layout: Layout, sheet: Sheet, rows: Sequence[Row]) -> tuple[dict[int, int], tuple[str, ...]]:
    """Record → the row with its key printed; and the printed keys that no record has."""
    index = {column.field: column.index for column in layout.headings.columns if column.field}
    parts = [(sheet.by_field[name], index[name]) for name in sheet.natural_key if name in index]
    places = [[c.field for c in sheet.columns].index(column.field) for column, _ in parts]
    known: dict[tuple[object, ...], int] = {}
    for position, row in enumerate(rows):
        known[tuple(row[place] for place in places)] = position
    targets: dict[int, int] = {}
    left: list[str] = []
    for number in range(layout.first, layout.last + 1):
        printed = [page.cell(number, at + 1).value for _, at in parts]
        if all(value in (None, "") for value in printed) or looks_like_no_key(str(printed[0])):
            continue
        cells = zip((column for column, _ in parts), printed)
        key = tuple(reading_for(column, key=True).clean([value]).values[0] for column, value in cells)
        if key in known:
            targets[known[key]] = number
        else:
            left.append("/".join(str(value) for value in printed if value is not None))
    return targets, tuple(left)


def _value(what: tuple[Column | None, str], sheet: Sheet, row: Row, position: int) -> tuple[Any, str]:
    """The cell's value and the number format that keeps it as it is."""
    column, unit = what
    if column is None:
        return position + 1, "0"
    value = row[[c.field for c in sheet.columns].index(column.field)]
    text = column.kind in _PLAIN_TYPES and isinstance(value, str)
    return cell_value(column.kind, value, unit), TEXT_FORMAT if text else number_format(column.kind, unit)


def _write(page: Any, number: int, index: int, value: tuple[Any, str], above: int, notes: _Notes) -> None:
    """above: the form's first row, whose look a bare row further down takes over."""
    from openpyxl.cell.cell import MergedCell

    cell = page.cell(number, index + 1)
    if isinstance(cell, MergedCell) or cell.value not in (None, ""):
        notes.kept(f"{column_letter(index)}{number}")
        return
    content, style = value
    if content is None:
        return
    if not cell.has_style:
        cell._style = copy(page.cell(above, index + 1)._style)
    put(cell, content)
    if cell.number_format == "General":
        cell.number_format = style
