"""The careful reader of a worksheet: every element, any spelling that is legal XML, only filled cells kept.

It takes the sheets that calamine would lay out as a vast empty box and the ones whose XML the quick look does not
understand. It is several times slower than calamine and tells everything by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.cells import MAX_FILLED, UNCACHED, Cell, ErrorCell, Percent, column_index
from guanxian_desk.exchange.package import MB, Package
from guanxian_desk.exchange.refusal import refusal
from guanxian_desk.exchange.workbook import SHARED_STRINGS, Frame
from guanxian_desk.exchange.xmlfacts import MAX_COLUMN, MAX_ROW, Merge, SheetFacts
from guanxian_desk.exchange.xmlparse import Attributes, parse

MAX_TEXT = 4 * MB
MAX_SHARED = 256 * MB
_REF = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TEXT_TAGS = ("t", "v")
_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_465


def serial_moment(serial: float, date1904: bool) -> date | datetime | time | float:
    """The date, moment or time of day of an Excel day number; the number itself when it is none."""
    if not 0 <= serial <= _LAST_SERIAL:
        return serial
    if not date1904 and serial < 60:
        # Excel counts a 29 February 1900 that never was.
        serial += 1 if serial >= 1 else 0
    seconds = round(serial * 86_400)
    moment = (_EPOCH_1904 if date1904 else _EPOCH_1900) + timedelta(seconds=seconds)
    if serial < 1:
        return moment.time()
    return moment.date() if seconds % 86_400 == 0 else moment


def shared_strings(package: Package, enough: int | None = None) -> list[str]:
    """The workbook's shared strings; with enough, at least so many of the first ones (as far as there are)."""
    found: list[str] = []
    if SHARED_STRINGS not in package:
        return found
    text: list[str] = []
    state = {"inside": False, "phonetic": False}

    def start(tag: str, _: Attributes) -> None:
        state["inside"] = tag == "t" and not state["phonetic"]
        state["phonetic"] |= tag == "rPh"

    def end(tag: str) -> None:
        state["inside"] = False
        if tag == "rPh":
            state["phonetic"] = False
        elif tag == "si":
            found.append(unescape("".join(text)))
            text.clear()

    def characters(piece: str) -> None:
        if state["inside"]:
            text.append(piece)

    for _ in parse(package, package.stream(SHARED_STRINGS, MAX_SHARED), start, end, characters):
        if enough is not None and len(found) >= enough:
            break
    return found


def unescape(text: str) -> str:
    """_x000A_ and its like are how workbooks spell characters that XML does not allow."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class SheetReader:
    """Reads one worksheet part; facts() and rows() each go over it once."""

    def __init__(self, package: Package, part: str, frame: Frame, strings: Callable[[], list[str]]) -> None:
        """strings: gives the workbook's shared strings, when they are needed."""
        self._package = package
        self._part = part
        self._frame = frame
        self._strings = strings

    def facts(self) -> SheetFacts:
        """Hidden rows, merged cells and the last filled row, gathered before any row is handed on."""
        facts = SheetFacts()
        last = 0

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal last
            if tag == "row":
                last = _whole(attributes.get("r")) or last + 1
                facts.last_row = max(facts.last_row, last)
                if attributes.get("hidden") in ("1", "true"):
                    facts.hidden_rows.append(last)
            elif tag == "col":
                facts.hidden_columns |= attributes.get("hidden") in ("1", "true")
            elif tag == "mergeCell" and (merge := _merge(attributes.get("ref", ""))):
                facts.merges.append(merge)

        for _ in parse(self._package, self._package.stream(self._part), start):
            pass
        return facts

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """(Excel row number, filled cells by column) of every row that has any."""
        state = _RowState(self._package, self._frame, self._strings())
        pieces = self._package.stream(self._part)
        for _ in parse(self._package, pieces, state.start, state.end, state.characters):
            yield from state.done
            state.done.clear()


class _RowState:
    """Where the parser stands inside a worksheet, and the rows it has finished."""

    def __init__(self, package: Package, frame: Frame, strings: list[str]) -> None:
        self._package = package
        self._frame = frame
        self._strings = strings
        self.done: list[tuple[int, dict[int, Cell]]] = []
        self._row = 0
        self._column = -1
        self._cells: dict[int, Cell] = {}
        self._new_cell({})

    def _new_cell(self, attributes: Attributes) -> None:
        self._type = attributes.get("t", "n")
        self._style = _whole(attributes.get("s"))
        self._text: list[str] = []
        self._length = 0
        self._has_formula = self._has_value = self._inside = self._phonetic = False

    def start(self, tag: str, attributes: Attributes) -> None:
        self._inside = False
        if tag == "row":
            self._row = _whole(attributes.get("r")) or self._row + 1
            self._column = -1
            self._cells = {}
        elif tag == "c":
            self._place(attributes.get("r"))
            self._new_cell(attributes)
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag in _TEXT_TAGS and not self._phonetic:
            self._inside = True
            self._has_value = True

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        match = _REF.fullmatch(reference)
        if not match:
            raise self._package.broken()
        self._column = column_index(match[1].upper())
        if self._cells and self._row != int(match[2]):
            raise self._package.broken()
        self._row = int(match[2])

    def end(self, tag: str) -> None:
        self._inside = False
        if tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            cell = self._cell()
            if cell is not None and cell != "":
                self._keep(cell)
        elif tag == "row" and self._cells:
            self.done.append((self._row, self._cells))
            self._cells = {}

    def _keep(self, cell: Cell) -> None:
        if not (0 <= self._column < MAX_COLUMN and 1 <= self._row <= MAX_ROW):
            raise self._package.broken()
        if len(self._cells) <= MAX_FILLED:
            self._cells[self._column] = cell

    def characters(self, text: str) -> None:
        if not self._inside:
            return
        self._text.append(text)
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise too_long(self._package.name)

    def _cell(self) -> Cell:
        text = "".join(self._text)
        if self._type == "e":
            return ErrorCell(text)
        if self._has_formula and not text and not (self._type == "str" and self._has_value):
            return UNCACHED
        if self._type == "s":
            return self._shared(text)
        if self._type in ("str", "inlineStr"):
            return unescape(text)
        if self._type == "b":
            return text.strip() in ("1", "true") if text else None
        if self._type == "d":
            return text
        return self._number(text)

    def _shared(self, text: str) -> Cell:
        if not text:
            return None
        place = _whole(text.strip())
        if place is None or place >= len(self._strings):
            raise self._package.broken()
        return self._strings[place]

    def _number(self, text: str) -> Cell:
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            return text
        styles = self._frame.styles
        if self._style in styles.dates:
            return serial_moment(number, self._frame.date1904)
        if self._style in styles.elapsed:
            return timedelta(seconds=round(number * 86_400)) if abs(number) <= _LAST_SERIAL else number
        return Percent(number) if self._style in styles.percents else number


def too_long(name: str) -> UserError:
    """The error for a cell whose text no spreadsheet program could have written."""
    return refusal(name, "里面有单元格的文字长得超过 Excel 的上限，没有打开")


def _whole(text: str | None) -> int | None:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else None


def _merge(reference: str) -> Merge | None:
    ends = [_REF.fullmatch(end) for end in reference.split(":")]
    if len(ends) != 2 or not ends[0] or not ends[1]:
        return None
    first, last = ends[0], ends[1]
    return Merge(int(first[2]), column_index(first[1].upper()), int(last[2]), column_index(last[1].upper()))
