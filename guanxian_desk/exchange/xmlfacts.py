"""A quick look over a worksheet's XML before calamine reads it: how far the filled cells reach, and what calamine
does not show (error cells, formulas without results, percentages, hidden rows, merged cells).

It runs at the speed of bytes searches, never element by element. It understands the plain spelling that Excel, WPS,
LibreOffice, POI and openpyxl write; anything else sets `odd`, and the careful reader (xmlrows) takes the sheet instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from guanxian_desk.exchange.cells import column_index

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_MAX_HEAD = 8 << 20
_MAX_SLICE = 16 << 20
_MIN_CELL_BYTES = 20
_SAMPLE = 4096
_WINDOW = 256
_CELL = rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"'
_FORMULA_PART = rb"<f(?:[^>]*/>|[^>]*>[^<]*</f>)"
# Comments and CDATA could hide or fake cells; DOCTYPE is refused by the careful reader.
_ODD = re.compile(rb"<!")
_OTHER_ENCODING = re.compile(rb"encoding=.(?!utf-8)", re.IGNORECASE)
_NOT_NARROW = re.compile(rb'<c(?! r="[A-Z][1-9][0-9]{0,5}")')
_CELL_TAGS = re.compile(rb"<c[ />\t\r\n]")
_WIDE_CELL = re.compile(_CELL + rb"(?: [^<>]*)?(/?)>")
_FORMULA = re.compile(rb"<f[ >/]")
_UNCACHED = re.compile(_CELL + rb"([^>]*)>" + _FORMULA_PART + rb"(<v></v>|<v ?/>)?</c>")
# Tags are bounded in length, so that no made-up file can make the search quadratic.
_ERROR = re.compile(_CELL + rb'[^>]{0,100} t="e"[^>]{0,100}>(?:' + _FORMULA_PART + rb")?<v>([^<]*)</v>")
_ROW = re.compile(rb'<row [^>]{0,300}?r="([0-9]{1,7})"[^>]{0,300}>')
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})')
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows are Excel's numbers, columns counted from 0, both ends in."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetFacts:
    """What a sheet's XML tells; cells are addressed by spot()."""

    last_row: int = 0
    last_column: int = 0
    size: int = 0
    text_cells: int = 0
    odd: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: bool = False
    errors: dict[int, str] = field(default_factory=dict)
    uncached: set[int] = field(default_factory=set)
    percents: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)

    @property
    def area(self) -> int:
        """Cells in the box from A1 to the last filled cell: what calamine would lay out."""
        return self.last_row * (self.last_column + 1)

    @property
    def sparse(self) -> bool:
        """Whether the box is far larger than the filled cells can be."""
        return self.area > 1_000_000 and self.area > 3 * self.size // _MIN_CELL_BYTES


def spot(row: int, column: int) -> int:
    """One number for a cell: Excel's row number, column from 0."""
    return row << 14 | column


class _Look:
    """Gathers facts slice by slice; a slice holds whole rows."""

    def __init__(self, percent_styles: Iterable[int], count_texts: bool) -> None:
        self.facts = SheetFacts()
        self._count_texts = count_texts
        styles = b"|".join(b"%d" % style for style in sorted(percent_styles))
        percent = _CELL + rb'[^>]{0,100}? s="(?:' + styles + rb')"[^>]{0,100}(?<!/)>'
        self._percent = re.compile(percent) if styles else None

    def head(self, head: bytes) -> None:
        """What stands before the rows: only a plain UTF-8 root without a prefix is understood."""
        plain = b"<worksheet" in head and not _ODD.search(head) and not _OTHER_ENCODING.search(head)
        self.facts.odd |= not plain
        self.facts.hidden_columns = b"<col " in head and _HIDDEN.search(head) is not None

    def rows(self, part: bytes) -> None:
        """A slice of whole rows."""
        facts = self.facts
        if _ODD.search(part):
            facts.odd = True
            return
        if _NOT_NARROW.search(part):
            self._wide(part)
        else:
            self._narrow(part)
        if self._count_texts:
            facts.text_cells += part.count(b't="s"')
        if b't="e"' in part:
            self._errors(part)
        if _FORMULA.search(part):
            self._formulas(part)
        if b'hidden="' in part:
            facts.hidden_rows += [int(m[1]) for m in _ROW.finditer(part) if _HIDDEN.search(m[0])]
        if self._percent:
            facts.percents.update(_spot_of(match) for match in self._percent.finditer(part))

    def tail(self, part: bytes) -> None:
        """What stands after the rows."""
        for match in _MERGE.finditer(part):
            self.facts.merges.append(
                Merge(int(match[2]), column_index(match[1].decode()), int(match[4]), column_index(match[3].decode()))
            )

    def _narrow(self, part: bytes) -> None:
        """Every cell is plainly addressed within A1:Z999999; rows stand in order, so the last one is the deepest."""
        start = part.rfind(b'<c r="')
        if start >= 0:
            end = part.index(b'"', start + 6)
            self.facts.last_row = max(self.facts.last_row, int(part[start + 7 : end]))
            letters = _COLUMN.findall(part[:_SAMPLE] + part[-_SAMPLE:])
            right = max((column_index(letter.decode()) for letter in set(letters)), default=0)
            self.facts.last_column = max(self.facts.last_column, right)

    def _wide(self, part: bytes) -> None:
        """Two- and three-letter columns, deep rows, or spelling this look does not know."""
        found = _WIDE_CELL.findall(part)
        if len(found) != len(_CELL_TAGS.findall(part)):
            self.facts.odd = True
        filled = [(letters, row) for letters, row, empty in found if not empty]
        if filled:
            right = max(column_index(letters.decode()) for letters in {letters for letters, _ in filled})
            self.facts.last_column = max(self.facts.last_column, right)
            self.facts.last_row = max(self.facts.last_row, *(int(row) for row in {row for _, row in filled}))
            self.facts.odd |= self.facts.last_column >= MAX_COLUMN or self.facts.last_row > MAX_ROW

    def _errors(self, part: bytes) -> None:
        found = {_spot_of(match): match[3].decode("utf-8", "replace") for match in _ERROR.finditer(part)}
        self.facts.errors.update(found)
        # The mark also stands somewhere this look does not understand, or in a text.
        self.facts.odd |= len(found) != part.count(b't="e"')

    def _formulas(self, part: bytes) -> None:
        for match in _UNCACHED.finditer(part):
            # <v></v> in a text cell is a saved result: the empty text.
            if not (match[4] and b't="str"' in match[3]):
                self.facts.uncached.add(_spot_of(match))


def _spot_of(match: re.Match[bytes]) -> int:
    return spot(int(match[2]), column_index(match[1].decode()))


def look(pieces: Iterator[bytes], percent_styles: Iterable[int], count_texts: bool = False) -> SheetFacts:
    """The facts of one worksheet from the pieces of its XML; text cells are counted only when asked."""
    found = _Look(percent_styles, count_texts)
    held = b""
    section = "head"
    for piece in pieces:
        found.facts.size += len(piece)
        held += piece
        if section == "head":
            start = held.find(b"<sheetData")
            if start < 0 and len(held) < _MAX_HEAD:
                continue
            found.head(held[:start])
            held = held[start:]
            section = "rows"
        if section == "rows":
            end = held.find(b"</sheetData>")
            cut = end if end >= 0 else held.rfind(b"<row")
            if cut > 0:
                found.rows(held[:cut])
                held = held[cut:]
            section = "tail" if end >= 0 else "rows"
        if section == "tail":
            cut = held.rfind(b"<")
            found.tail(held[:cut])
            held = held[cut:]
        if len(held) > _MAX_SLICE or found.facts.odd:
            break
    return _finish(found, held, section)


def _finish(found: _Look, held: bytes, section: str) -> SheetFacts:
    if section == "head":
        # No rows at all, or something else than a worksheet: the careful reader tells which.
        found.facts.odd = True
    elif section == "rows":
        found.facts.odd |= len(held) > _MAX_SLICE
        found.rows(held)
    else:
        found.tail(held)
    return found.facts


def look_at_strings(pieces: Iterable[bytes]) -> tuple[int, bool]:
    """About the size in bytes of the longest shared string (never less), and whether there is odd XML among them."""
    longest = run = _WINDOW
    odd = False
    for piece in pieces:
        odd = odd or _ODD.search(piece) is not None
        for at in range(0, len(piece), _WINDOW):
            if piece.find(b"</si>", at, at + _WINDOW) < 0:
                run += _WINDOW
                longest = max(longest, run)
            else:
                run = 2 * _WINDOW
    return longest, odd
