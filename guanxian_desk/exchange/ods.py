"""The reader of .ods: one pass over content.xml gives the values and all that hides behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from guanxian_desk.exchange.cells import MAX_FILLED, UNCACHED, Cell, ErrorCell, Percent
from guanxian_desk.exchange.package import Package
from guanxian_desk.exchange.refusal import SPLIT, refusal
from guanxian_desk.exchange.xmlfacts import MAX_COLUMN, MAX_ROW, Merge, SheetFacts
from guanxian_desk.exchange.xmlparse import Attributes, parse
from guanxian_desk.exchange.xmlrows import MAX_TEXT, too_long

CONTENT = "content.xml"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE = f"{_SPACE}office:1.0\x1f"
_TABLE = f"{_SPACE}table:1.0\x1f"
_TEXT = f"{_SPACE}text:1.0\x1f"
_STYLE = f"{_SPACE}style:1.0\x1f"
_COLUMNS_REPEATED = f"{_TABLE}number-columns-repeated"
_ROWS_SPANNED = f"{_TABLE}number-rows-spanned"
_COLUMNS_SPANNED = f"{_TABLE}number-columns-spanned"
_VALUE_TYPE = f"{_OFFICE}value-type"
_FORMULA = f"{_TABLE}formula"
_CALC_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\x1fvalue-type"
_ERROR_TEXT = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d+")
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_CELL_TAGS = ("table-cell", "covered-table-cell")

_MAX_REPEATED = 100_000

Row = tuple[int, dict[int, Cell]]
Repeated = tuple[range, dict[int, Cell]]


class OdsTable:
    """One table of the file: its name, whether hidden, and where in the file it is (0 first)."""

    def __init__(self, name: str, hidden: bool, position: int) -> None:
        self.name = name
        self.hidden = hidden
        self.position = position
        self.facts = SheetFacts()


class _Walk:
    """Where the parser stands in content.xml; finished rows of the wanted table wait in done."""

    def __init__(self, name: str, wanted: int | None) -> None:
        self._name = name
        self._wanted = wanted
        self.tables: list[OdsTable] = []
        self.done: list[Repeated] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = 0
        self._repeat = 1
        self._column = 0
        self._cells: dict[int, Cell] = {}
        self._cell: Attributes = {}
        self._text: list[str] = []
        self._length = 0
        self._paragraphs = self._note = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "style": self._start_style,
            "table-properties": self._start_properties,
            "table": self._start_table,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
            "p": self._start_paragraph,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "annotation":
            self._note += 1
        elif self._note:
            return
        elif handler := self._starts.get(tag):
            handler(attributes)
        elif tag == "s":
            self.characters(" " * min(_count(attributes, f"{_TEXT}c"), 100))
        elif tag in ("tab", "line-break"):
            self.characters("\t" if tag == "tab" else "\n")

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{_STYLE}name", "")

    def _start_properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        hidden = attributes.get(f"{_TABLE}style-name") in self._hidden_styles
        self.tables.append(OdsTable(attributes.get(f"{_TABLE}name", ""), hidden, len(self.tables)))
        self._row = 0

    def _start_row(self, attributes: Attributes) -> None:
        self._repeat = _count(attributes, f"{_TABLE}number-rows-repeated")
        self._column = 0
        self._cells = {}
        if attributes.get(f"{_TABLE}visibility") in ("collapse", "filter") and self.tables and self._repeat <= 10_000:
            self.tables[-1].facts.hidden_rows += range(self._row + 1, self._row + 1 + self._repeat)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._text = []
        self._length = self._paragraphs = 0

    def _start_paragraph(self, _: Attributes) -> None:
        if self._paragraphs:
            self._text.append("\n")
        self._paragraphs += 1

    def characters(self, text: str) -> None:
        if self._paragraphs and not self._note:
            self._text.append(text)
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise too_long(self._name)

    def end(self, tag: str) -> None:
        if tag == "annotation":
            self._note -= 1
        elif self._note or not self.tables:
            return
        elif tag in _CELL_TAGS:
            self._end_cell(covered=tag == "covered-table-cell")
        elif tag == "table-row":
            self._end_row()

    def _end_cell(self, covered: bool) -> None:
        repeat = _count(self._cell, _COLUMNS_REPEATED)
        value = None if covered else self._value_of_cell()
        if value is not None and value != "":
            for column in range(self._column, min(self._column + repeat, MAX_COLUMN)):
                if len(self._cells) > MAX_FILLED:
                    break
                self._cells[column] = value
        down, right = _count(self._cell, _ROWS_SPANNED), _count(self._cell, _COLUMNS_SPANNED)
        if down > 1 or right > 1:
            top = self._row + 1
            merge = Merge(top, self._column, top + down - 1, self._column + right - 1)
            self.tables[-1].facts.merges.append(merge)
        self._column += repeat
        self._paragraphs = 0

    def _value_of_cell(self) -> Cell:
        if self._wanted is None:
            # Only where the filled cells end is asked for.
            return self._cell.get(_VALUE_TYPE) or self._cell.get(_FORMULA)
        return _value(self._cell, "".join(self._text))

    def _end_row(self) -> None:
        table = self.tables[-1]
        if self._cells:
            if self._repeat > _MAX_REPEATED:
                raise refusal(self._name, f"里面有一行同样的内容重复了 {self._repeat} 行，没有打开", SPLIT)
            last = table.facts.last_row = min(self._row + self._repeat, MAX_ROW)
            if table.position == self._wanted:
                self.done.append((range(self._row + 1, last + 1), self._cells))
        self._row += self._repeat


def read_tables(package: Package) -> list[OdsTable]:
    """The file's tables with their hidden rows and merged cells."""
    walk = _Walk(package.name, None)
    for _ in parse(package, package.stream(CONTENT), walk.start, walk.end, walk.characters):
        pass
    return walk.tables


def read_rows(package: Package, table: OdsTable) -> Iterator[Row]:
    """(row number, filled cells by column) of every row that has any."""
    walk = _Walk(package.name, table.position)
    for _ in parse(package, package.stream(CONTENT), walk.start, walk.end, walk.characters):
        for numbers, cells in walk.done:
            yield from ((number, dict(cells)) for number in numbers)
        walk.done.clear()
        if len(walk.tables) > table.position + 1:
            return


def _count(attributes: Attributes, name: str) -> int:
    text = attributes.get(name)
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 9):
        return 1
    return max(int(text), 1)


def _value(attributes: Attributes, text: str) -> Cell:
    kind = attributes.get(_VALUE_TYPE, "")
    if kind == "string" and _FORMULA not in attributes:
        return text or attributes.get(f"{_OFFICE}string-value")
    formula = _FORMULA in attributes
    if attributes.get(_CALC_ERROR) == "error" or (formula and _ERROR_TEXT.fullmatch(text)):
        return ErrorCell(text)
    if formula and not kind and not text:
        return UNCACHED
    if kind in ("float", "currency", "percentage"):
        return _number(attributes, text, kind)
    if kind == "boolean":
        return attributes.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return _date(attributes.get(f"{_OFFICE}date-value", ""), text)
    if kind == "time" and (match := _DURATION.fullmatch(attributes.get(f"{_OFFICE}time-value", ""))):
        hours, minutes, seconds = (int(part) for part in match.groups())
        whole = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return time(hours, minutes % 60, seconds % 60) if hours < 24 else whole
    return text or attributes.get(f"{_OFFICE}string-value")


def _number(attributes: Attributes, text: str, kind: str) -> Cell:
    try:
        number = float(attributes.get(f"{_OFFICE}value", ""))
    except ValueError:
        return text
    return Percent(number) if kind == "percentage" else number


def _date(iso: str, text: str) -> date | datetime | str:
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return text
    return moment.date() if len(iso) <= 10 else moment.replace(tzinfo=None, microsecond=0)
