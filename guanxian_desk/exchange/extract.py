"""From an opened file to the rows of a sheet kind: accepted rows with their true places, and all that is wrong."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain

from guanxian_desk.exchange.cells import MAX_FILLED, Block, column_letter
from guanxian_desk.exchange.cleaning import shown
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.headings import Headings, Mapped, find_headings, likely_headings
from guanxian_desk.exchange.labels import MONEY_UNITS
from guanxian_desk.exchange.notes import Notes, rows_in_words
from guanxian_desk.exchange.records import CellError, Meanings, Places, RecordReader, Row
from guanxian_desk.exchange.source import Source, SourceSheet

_SAMPLED = 3
_SAMPLE_WIDTH = 40
OWN_SHEETS = ("填表说明", "可填内容", "退回说明")
"""Sheets that the desk itself adds to workbooks; nothing needs to be said about them."""

Progress = Callable[[int, int], None]
"""(rows done, rows in all); may raise base.errors.Cancelled."""


@dataclass
class Extract:
    """What a file holds of a sheet kind.

    rows: accepted rows, each a tuple of stored values in the order of sheet.columns, None where the cell is blank;
    places: for each row (sheet name, Excel row number); present: the fields that every sheet read has a column for
    (a field outside it is absent: it says nothing); errors: one for each bad cell, error_rows: how many rows they
    are in; notes: Chinese sentences on what had to be decided; headings: sheet name → its headings, also when
    refused; guessed: the same of sheets where no heading is known; samples: sheet name → the first rows below them as
    shown; refused: why nothing of the file can be taken, in Chinese, or None.
    """

    sheet: Sheet
    rows: list[Row] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    present: frozenset[str] = frozenset()
    errors: list[CellError] = field(default_factory=list)
    error_rows: int = 0
    notes: list[str] = field(default_factory=list)
    headings: dict[str, Headings] = field(default_factory=dict)
    guessed: dict[str, Headings] = field(default_factory=dict)
    samples: dict[str, list[dict[int, str]]] = field(default_factory=dict)
    refused: str | None = None


def extract(
    source: Source,
    sheet: Sheet,
    mapping: Mapped | None = None,
    *,
    money_unit: str = "",
    meanings: Meanings | None = None,
    progress: Progress | None = None,
) -> Extract:
    """Reads every sheet of the file that has the headings.

    mapping: the clerk's correction, heading as written (Found.written) → field, or "" to leave a column aside;
    money_unit: the clerk's answer ("元", "万元" …) when the unit stands only above the headings;
    meanings: what this sender's words are remembered to mean, by field.
    Raises UserError when the file turns out to be damaged, Cancelled when progress does.
    """
    taken = Extract(sheet)
    notes = Notes()
    for sentence in source.notes:
        notes.say(sentence)
    with _without_collector():
        told = _Told(mapping, money_unit, meanings)
        _Extraction(source, taken, notes, told, progress or _no_progress).run()
    taken.notes = notes.sentences()
    if taken.refused:
        taken.rows, taken.places, taken.errors, taken.error_rows = [], Places(), [], 0
    return taken


def _no_progress(_done: int, _total: int) -> None:
    """Nobody wants to know."""


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hundreds of thousands of small tuples would otherwise make the garbage collector run again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@dataclass(frozen=True)
class _Told:
    """What a clerk said about the file, now or before."""

    mapping: Mapped | None
    money_unit: str
    meanings: Meanings | None


class _Extraction:
    """One run over all sheets of a file."""

    def __init__(self, source: Source, taken: Extract, notes: Notes, told: _Told, progress: Progress) -> None:
        self._source = source
        self._taken = taken
        self._notes = notes
        self._mapping = told.mapping
        self._money_unit = told.money_unit
        self._meanings = told.meanings
        self._progress = progress
        self._done = 0
        self._total = sum(part.facts.last_row for part in source.sheets)
        self._read: list[str] = []

    def run(self) -> None:
        """Reads sheet after sheet until one refuses the file."""
        for part in self._source.sheets:
            self._sheet(part)
            if self._taken.refused:
                return
        self._conclude()

    def _sheet(self, part: SourceSheet) -> None:
        blocks = part.blocks()
        first = next(blocks, None)
        found = find_headings(first, self._taken.sheet, part.facts.merges, self._mapping) if first else None
        if first is None or found is None:
            if first is not None and not part.name.startswith(OWN_SHEETS):
                self._notes.say(f"工作表“{part.name}”里没有本表的表头，没有读取")
                if (guess := likely_headings(first, self._taken.sheet)) is not None:
                    self._taken.guessed[part.name] = guess
                    self._taken.samples[part.name] = _sample(first, guess)
            return
        self._taken.headings[part.name] = found
        self._taken.samples[part.name] = _sample(first, found)
        if found.missing(self._taken.sheet):
            return
        self._taken.refused = self._refusal(part, found)
        if not self._taken.refused:
            self._records(part, found, chain([first], blocks))

    def _refusal(self, part: SourceSheet, found: Headings) -> str | None:
        """Why a sheet with all headings cannot be read all the same."""
        if found.filled > MAX_FILLED:
            return f"工作表“{part.name}”的表头有 {found.filled} 列，超过 {MAX_FILLED} 列，请删去多余的列后重报"
        columns = self._taken.sheet.by_field
        unknown = [f"“{column.written}”" for column in found.columns if column.unit == "?"]
        if unknown:
            return f"表头{'、'.join(unknown)}的金额单位认不出来，请改成元或万元后重报"
        bare = [
            f"“{c.written}”" for c in found.columns if c.field and _unlike(columns[c.field], c.unit, found.title_unit)
        ]
        if bare and not self._money_unit:
            return (
                f"工作表“{part.name}”的表头上方写着单位“{found.title_unit}”，而{'、'.join(bare)}的表头没有写单位，"
                f"不能断定金额的单位，请在这些表头里写明（如“金额（{found.title_unit}）”）后重报"
            )
        return None

    def _records(self, part: SourceSheet, found: Headings, blocks: Iterator[Block]) -> None:
        taken, notes = self._taken, self._notes
        self._describe(part, found)
        reader = RecordReader(taken.sheet, part, found, self._money_unit, self._source.date1904, self._meanings)
        for block in blocks:
            reader.take(block, notes)
            self._progress(self._done + block.numbers[-1], self._total)
            if reader.turned_at:
                where = f"工作表“{part.name}”第 {reader.turned_at} 行"
                taken.refused = f"{where}又出现一行表头，列的次序与上面不同，请分成两张工作表后重报"
                return
        reader.finish(notes)
        self._done += part.facts.last_row
        self._read.append(part.name)
        taken.places.begin(part.name)
        taken.places.extend(reader.numbers)
        taken.rows = [*taken.rows, *reader.rows] if taken.rows else reader.rows
        taken.errors += reader.errors
        taken.error_rows += reader.error_rows

    def _describe(self, part: SourceSheet, found: Headings) -> None:
        """Notes on what is unusual about a sheet that is read."""
        notes, facts = self._notes, part.facts
        if part.hidden:
            notes.say(f"工作表“{part.name}”是隐藏的，也读取了")
        if hidden := [row for row in facts.hidden_rows if found.last < row <= facts.last_row]:
            notes.say(f"工作表“{part.name}”里隐藏的行也读取了：{rows_in_words(sorted(hidden))}")
        if facts.hidden_columns:
            notes.say(f"工作表“{part.name}”里有隐藏的列，也读取了")
        if extra := [
            f"“{c.written}”（{column_letter(c.index)} 列）" for c in found.columns if not c.field and c.written
        ]:
            notes.say(f"工作表“{part.name}”里这些列不认识，没有导入：{'、'.join(extra)}")
        for column in found.columns:
            declared = self._taken.sheet.by_field[column.field].unit if column.field else ""
            if MONEY_UNITS.get(declared, 1) != 1 and not column.unit and not self._money_unit:
                notes.say(f"“{column.written}”没有写单位，按这张表规定的“{declared}”读取")
            if MONEY_UNITS.get(column.unit, 1) != 1:
                notes.say(f"“{column.written}”按表头写的单位“{column.unit}”换算成了元")
        if self._money_unit and found.title_unit:
            notes.say(f"没有写单位的金额列按“{self._money_unit}”读取")

    def _conclude(self) -> None:
        taken, sheet = self._taken, self._taken.sheet
        partial = {name: found for name, found in taken.headings.items() if name not in self._read}
        if self._read:
            fields = [taken.headings[name].fields for name in self._read]
            taken.present = frozenset.intersection(*fields)
            for name, found in partial.items():
                if not name.startswith(OWN_SHEETS):
                    self._notes.say(f"工作表“{name}”缺少必填的列{_names(found, sheet)}，没有读取")
            if not taken.rows and not taken.errors:
                taken.refused = "表头下面没有数据行"
        elif partial:
            name, best = max(partial.items(), key=lambda item: len(item[1].fields))
            taken.refused = f"工作表“{name}”缺少必填的列{_names(best, sheet)}，请补上这些列，或在导入预览里指明是哪一列"
        else:
            taken.refused = f"没有找到“{sheet.title}”的表头，请核对是不是这张表"


def _sample(first: Block, found: Headings) -> list[dict[int, str]]:
    """The first few rows below the headings, as shown."""
    start = bisect_right(first.numbers, found.last)
    rows = range(start, min(start + _SAMPLED, len(first.numbers)))
    return [{index: shown(cell)[:_SAMPLE_WIDTH] for index, cell in first.cells(position)} for position in rows]


def _unlike(column: Column, unit: str, title_unit: str) -> bool:
    """Whether a line above the headings gives an amount without a unit of its own another one than is declared."""
    return column.kind is Kind.MONEY and not unit and title_unit not in ("", column.unit or "元")


def _names(found: Headings, sheet: Sheet) -> str:
    return "、".join(f"“{column.heading}”" for column in found.missing(sheet))
