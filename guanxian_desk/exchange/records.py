"""Reading the rows under a sheet's headings block by block: columns are cleaned whole, only doubtful rows singly."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from guanxian_desk.exchange.cells import Block, Cell, Covered
from guanxian_desk.exchange.clean import reading_for
from guanxian_desk.exchange.cleaning import Cleaned, Reading, Value, shown
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.headings import Headings
from guanxian_desk.exchange.labels import plain
from guanxian_desk.exchange.notes import Notes
from guanxian_desk.exchange.rows import NoRecord, RowRules, looks_like_no_key
from guanxian_desk.exchange.source import SourceSheet
from guanxian_desk.exchange.texts import tidy

Row = tuple[Value, ...]
Meanings = Mapping[str, Mapping[str, str]]
"""Field → what people write there, as labels.plain() leaves it → what it means."""
_ONE_PERCENT = 10_000


@dataclass(frozen=True, slots=True)
class CellError:
    """One bad cell: sheet name, Excel row number, official heading, the cell as shown, what is wrong, how to mend it.

    index: the cell's column from 0 at A.
    """

    sheet: str
    row: int
    column: str
    value: str
    message: str
    index: int


class Places:
    """Where each accepted row stands, as (sheet name, Excel row number), without a pair for each row."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._starts: list[int] = []
        self._numbers = array("I")

    def begin(self, sheet_name: str) -> None:
        """The rows that follow stand in this sheet."""
        self._names.append(sheet_name)
        self._starts.append(len(self._numbers))

    def extend(self, numbers: Iterable[int]) -> None:
        """Some rows more of the sheet begun last."""
        self._numbers.extend(numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, position: int) -> tuple[str, int]:
        number = self._numbers[position]
        return self._names[bisect_right(self._starts, position) - 1], number

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return (self[position] for position in range(len(self)))


@dataclass(frozen=True, slots=True)
class _Mapped:
    """One column of the file that is read: where its value goes in a row, where its cells stand, how they are read."""

    place: int
    index: int
    column: Column
    reading: Reading


class RecordReader:
    """Takes the blocks of one sheet and sorts its rows into accepted ones, errors and no records."""

    def __init__(
        self,
        sheet: Sheet,
        part: SourceSheet,
        headings: Headings,
        money_unit: str,
        date1904: bool,
        meanings: Meanings | None = None,
    ) -> None:
        """money_unit: the unit of amounts whose heading declares none ("" for the column's own)."""
        self.rows: list[Row] = []
        self.numbers: list[int] = []
        self.errors: list[CellError] = []
        self.error_rows = 0
        self.turned_at: int | None = None
        self._sheet = sheet
        self._name = part.name
        self._merged = bool(part.facts.merges)
        self._headings = headings
        self._rules = RowRules.of(sheet, headings)
        self._mapped = _mapped(sheet, headings, money_unit, date1904)
        self._meanings = meanings or {}
        self._keys = [at for at, mapped in enumerate(self._mapped) if mapped.column.field in sheet.natural_key]
        self._labels = frozenset(plain(column.written) for column in headings.columns if column.field)
        self._example = _example_key(sheet)
        self._largest = {m.column.heading: 0 for m in self._mapped if m.column.kind is Kind.PERCENT and m.column.unit}

    def take(self, block: Block, notes: Notes) -> None:
        """Reads one block; rows up to the headings are passed over."""
        start = bisect_right(block.numbers, self._headings.last)
        numbers = block.numbers[start:]
        if not numbers:
            return
        cells = [block.column(mapped.index)[start:] for mapped in self._mapped]
        if self._meanings:
            cells = [self._meant(mapped, column, numbers, notes) for mapped, column in zip(self._mapped, cells)]
        cleaned = [mapped.reading.clean(column) for mapped, column in zip(self._mapped, cells)]
        values: list[Sequence[Value]] = [(None,) * len(numbers)] * len(self._sheet.columns)
        for mapped, column in zip(self._mapped, cleaned):
            values[mapped.place] = column.values
        rows: Iterable[Row] = zip(*values)
        if doubtful := self._doubtful(cleaned):
            kept = bytearray(b"\x01") * len(numbers)
            for position in sorted(doubtful):
                kept[position] = self._settle(block, start + position, position, cleaned, notes)
            rows, numbers = compress(rows, kept), list(compress(numbers, kept))
            cleaned = [_compressed(column, kept) for column in cleaned]
            cells = [list(compress(column, kept)) for column in cells]
        self.rows.extend(rows)
        self.numbers.extend(numbers)
        self._remark(cleaned, cells, numbers, notes)

    def finish(self, notes: Notes) -> None:
        """What can be said only after the last row."""
        for heading, largest in self._largest.items():
            if 0 < largest <= _ONE_PERCENT:
                notes.say(f"“{heading}”各行都不超过 1%；如果 0.6 想表示百分之六十，请改写成 60% 后重报")

    def _meant(self, mapped: _Mapped, cells: Sequence[Cell], numbers: Sequence[int], notes: Notes) -> Sequence[Cell]:
        """The column's cells with the remembered meaning of what was written."""
        known = self._meanings.get(mapped.column.field)
        if not known:
            return cells
        meant: list[Cell] = list(cells)
        for position, cell in enumerate(cells):
            if isinstance(cell, str) and (meaning := known.get(plain(cell))) is not None:
                meant[position] = meaning
                said = f"“{mapped.column.heading}”按记住的说法把“{tidy(cell)}”读作“{meaning}”"
                notes.about_row(said, numbers[position])
        return meant

    def _doubtful(self, cleaned: list[Cleaned]) -> set[int]:
        """Positions of rows that must be looked at singly."""
        found: set[int] = set()
        for mapped, column in zip(self._mapped, cleaned):
            found.update(column.faults)
            if self._sheet.asks(mapped.column) and None in column.values:
                found.update(position for position, value in enumerate(column.values) if value is None)
        for place, texts in enumerate(cleaned[at].values for at in self._keys):
            if self._example and self._example[place] in texts:
                found.update(position for position, value in enumerate(texts) if value == self._example[place])
            if not "".join(map(str, filter(None, texts))).isascii():
                found.update(position for position, text in enumerate(texts) if self._no_key(text))
        return found

    def _no_key(self, value: Value) -> bool:
        return (
            isinstance(value, str)
            and not value.isascii()
            and (looks_like_no_key(value) or plain(value) in self._labels)
        )

    def _settle(self, block: Block, at: int, position: int, cleaned: list[Cleaned], notes: Notes) -> bool:
        """Whether a doubtful row is a good record after all; if not, its errors or the note on it are kept."""
        number = block.numbers[at]
        judged = self._rules.judge(block, at)
        if judged is None and self._is_example(position, cleaned):
            judged = NoRecord.EXAMPLE
        if judged is not None:
            if judged is not NoRecord.BLANK:
                notes.about_row(judged.value, number)
            return False
        errors = list(self._errors(block, at, position, cleaned))
        if errors and self.turned_at is None and self._rules.other_headings(block.cells(at)):
            self.turned_at = number
        self.errors += errors
        self.error_rows += bool(errors)
        return not errors

    def _is_example(self, position: int, cleaned: list[Cleaned]) -> bool:
        return self._example == tuple(cleaned[at].values[position] for at in self._keys)

    def _errors(self, block: Block, at: int, position: int, cleaned: list[Cleaned]) -> Iterator[CellError]:
        row = dict(block.cells(at))
        for mapped, column in zip(self._mapped, cleaned):
            message = column.faults.get(position, "")
            if not message and self._sheet.asks(mapped.column) and column.values[position] is None:
                message = f"“{mapped.column.heading}”必须填写，这一格是空的，请补填后重报"
            if message:
                value = shown(row.get(mapped.index))
                yield CellError(self._name, block.numbers[at], mapped.column.heading, value, message, mapped.index)

    def _remark(
        self, cleaned: list[Cleaned], cells: Sequence[Sequence[object]], numbers: Sequence[int], notes: Notes
    ) -> None:
        for mapped, column, raw in zip(self._mapped, cleaned, cells):
            for position, said in column.remarks.items():
                notes.about_row(f"“{mapped.column.heading}”{said}", numbers[position])
            if mapped.column.heading in self._largest:
                shares = [abs(value) for value in column.values if isinstance(value, int)]
                self._largest[mapped.column.heading] = max(self._largest[mapped.column.heading], *shares, 0)
            if self._merged and (rows := [n for n, cell in zip(numbers, raw) if isinstance(cell, Covered)]):
                notes.about_rows(f"“{mapped.column.heading}”的合并单元格已按每行同值填入", rows)


def _mapped(sheet: Sheet, headings: Headings, money_unit: str, date1904: bool) -> list[_Mapped]:
    """The columns found, in the declaration's order."""
    found = {column.field: column for column in headings.columns if column.field}
    mapped: list[_Mapped] = []
    for place, column in enumerate(sheet.columns):
        if column.field in found:
            here = found[column.field]
            unit = here.unit or (money_unit if column.kind is Kind.MONEY else "")
            reading = reading_for(column, key=column.field in sheet.natural_key, unit=unit, date1904=date1904)
            mapped.append(_Mapped(place, here.index, column, reading))
    return mapped


def _example_key(sheet: Sheet) -> Row | None:
    """The key of the template's worked example, as stored; in the declaration's column order."""
    columns = [column for column in sheet.columns if column.field in sheet.natural_key]
    if not all(column.example for column in columns):
        return None
    return tuple(reading_for(column, key=True).clean([column.example]).values[0] for column in columns)


def _compressed(column: Cleaned, kept: bytearray) -> Cleaned:
    """The column without the rows left out; remarks move up with their rows."""
    remarks = column.remarks
    if remarks:
        moved = {old: new for new, old in enumerate(compress(range(len(kept)), kept))}
        remarks = {moved[position]: said for position, said in remarks.items() if kept[position]}
    return Cleaned(list(compress(column.values, kept)), {}, remarks)
