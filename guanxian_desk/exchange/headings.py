"""Finding the heading row or rows of a sheet, and which column is which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guanxian_desk.exchange.cells import MAX_FILLED, Block, Cell, is_blank
from guanxian_desk.exchange.declare import Column, Sheet
from guanxian_desk.exchange.labels import (
    Label,
    declared_unit,
    is_unit_label,
    plain,
    read_label,
    spellings,
    title_unit,
    vocabulary,
)
from guanxian_desk.exchange.xmlfacts import Merge

_SEARCHED_ROWS = 60
_GUESSED_ROWS = 20
_MAX_LABEL = 120
_SUM_LABELS = frozenset(["合计", "小计", "总计", "金额合计", "金额"])

Mapped = Mapping[str, str]
"""The clerk's correction: a heading as shown in Found.written → field, or "" to leave the column aside."""


@dataclass(frozen=True, slots=True)
class Found:
    """One column of a file.

    index: from 0 at A; written: the heading for people (a group heading before a stroke: 缴费金额/契税);
    field: what it is read as, None when left aside; unit: as in labels.Label.
    """

    index: int
    written: str
    field: str | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a sheet.

    first, last: Excel numbers of the heading row or rows (with a row of units, if there is one); depth: how many of
    them hold names; titles: texts of each row above; title_unit: the money unit those declare; filled: how many
    cells the heading row has.
    """

    first: int
    last: int
    columns: tuple[Found, ...]
    titles: tuple[tuple[str, ...], ...]
    title_unit: str
    filled: int
    depth: int

    @property
    def fields(self) -> frozenset[str]:
        """The fields that were found."""
        return frozenset(column.field for column in self.columns if column.field)

    def missing(self, sheet: Sheet) -> list[Column]:
        """The required columns that were not found."""
        return [column for column in sheet.required if column.field not in self.fields]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    labels: dict[int, str]
    filled: int


def find_headings(
    block: Block, sheet: Sheet, merges: Iterable[Merge] = (), mapping: Mapped | None = None
) -> Headings | None:
    """The best heading row (or pair of rows) near the top of a sheet's first block; None when no cell is a heading."""
    rows = [_row(block, position) for position in range(min(len(block.numbers), _SEARCHED_ROWS))]
    rows = [row for row in rows if row.filled]
    spans = {(merge.top, merge.left): merge.right for merge in merges if merge.right > merge.left}
    best: Headings | None = None
    for at in range(len(rows)):
        for depth in (1, 2):
            found = _read_rows(rows, at, depth, sheet, spans, mapping)
            if found and (best is None or _score(found, sheet) > _score(best, sheet)):
                best = found
    return best


def known_fields(texts: Iterable[str], sheets: Iterable[Sheet]) -> dict[Sheet, int]:
    """How many columns of each kind the texts of a sheet name, wherever they stand: a first guess at the kind."""
    written = {spelled for text in texts for spelled in spellings(text)}
    found = {}
    for sheet in sheets:
        known = vocabulary(sheet)
        found[sheet] = len({known[spelled][0] for spelled in written & known.keys()})
    return found


def texts_above(block: Block) -> Iterator[str]:
    """The short texts near the top of a sheet's first block, among which its headings are."""
    for position in range(min(len(block.numbers), _SEARCHED_ROWS)):
        yield from _row(block, position).labels.values()


def likely_headings(block: Block, sheet: Sheet) -> Headings | None:
    """Of a sheet with no known heading, the row near the top with the most texts, for a clerk to say what they are."""
    rows = [_row(block, position) for position in range(min(len(block.numbers), _GUESSED_ROWS))]
    best = max(rows, key=lambda row: len(row.labels), default=None)
    if best is None or len(best.labels) < 2:
        return None
    columns = tuple(Found(index, text, read_label(text, sheet).field) for index, text in best.labels.items())
    return Headings(best.number, best.number, columns, (), "", best.filled, 1)


def _score(found: Headings, sheet: Sheet) -> tuple[int, int, int]:
    """Of two readings that find as much, the one with fewer rows: a title line is no group heading."""
    return len(found.fields), -len(found.missing(sheet)), -found.depth


def _row(block: Block, position: int) -> _Row:
    cells = [(index, cell) for index, cell in block.cells(position) if not is_blank(cell)]
    labels = {index: text for index, cell in cells[: MAX_FILLED + 1] if (text := _text(cell))}
    return _Row(block.numbers[position], labels, len(cells))


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) and len(cell) <= _MAX_LABEL else ""


def _read_rows(
    rows: list[_Row], at: int, depth: int, sheet: Sheet, spans: dict[tuple[int, int], int], mapping: Mapped | None
) -> Headings | None:
    top = rows[at]
    if depth == 1:
        columns = [_single(index, top, rows, at, sheet, spans) for index in top.labels]
        last = top.number
        if at + 1 < len(rows) and _is_unit_row(rows[at + 1], top.number):
            columns = _with_units(columns, rows[at + 1], sheet)
            last = rows[at + 1].number
    elif at + 1 < len(rows) and rows[at + 1].number == top.number + 1:
        columns = _pair(top, rows[at + 1], sheet, spans)
        last = rows[at + 1].number
    else:
        return None
    chosen = _without_rivals(_corrected(columns, mapping, sheet))
    if not any(column.field for column in chosen):
        return None
    above = rows[:at]
    unit = next((unit for row in above for text in row.labels.values() if (unit := title_unit(text))), "")
    titles = tuple(tuple(row.labels.values()) for row in above)
    return Headings(top.number, last, tuple(chosen), titles, unit, top.filled, depth)


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    written: str
    label: Label


def _single(
    index: int, row: _Row, rows: list[_Row], at: int, sheet: Sheet, spans: dict[tuple[int, int], int]
) -> _Candidate:
    written = row.labels[index]
    right = spans.get((row.number, index), index)
    below = rows[at + 1].labels if at + 1 < len(rows) and rows[at + 1].number == row.number + 1 else {}
    if any(column in below for column in range(index + 1, right + 1)):
        # A heading over several columns that have texts of their own below names none of them.
        return _Candidate(index, written, Label(None))
    return _Candidate(index, written, read_label(written, sheet))


def _is_unit_row(row: _Row, above: int) -> bool:
    return row.number == above + 1 and len(row.labels) == row.filled and all(map(is_unit_label, row.labels.values()))


def _with_units(columns: list[_Candidate], row: _Row, sheet: Sheet) -> list[_Candidate]:
    return [
        _Candidate(c.index, c.written, read_label(f"{c.written}({plain(row.labels[c.index]).strip('()')})", sheet))
        if c.index in row.labels
        else c
        for c in columns
    ]


def _pair(top: _Row, below: _Row, sheet: Sheet, spans: dict[tuple[int, int], int]) -> list[_Candidate]:
    """Two heading rows: a group heading holds for the columns to its right until the next one (or its merge's end)."""
    columns: list[_Candidate] = []
    group, until = "", -1
    for index in sorted({*top.labels, *below.labels}):
        own = top.labels.get(index, "")
        if own:
            group = own
            until = spans.get((top.number, index), 1 << 14)
        over = group if index <= until else ""
        columns.append(_two_lines(index, own, over, below.labels.get(index, ""), sheet))
    return columns


def _two_lines(index: int, own: str, group: str, under: str, sheet: Sheet) -> _Candidate:
    if not under:
        return _Candidate(index, own, read_label(own, sheet))
    if own and is_unit_label(under):
        return _Candidate(index, own, read_label(f"{own}({plain(under).strip('()')})", sheet))
    written = f"{group}/{under}" if group else under
    spellings = [under, f"{group}{under}"]
    if plain(under) in _SUM_LABELS:
        # 合计 under the group 缴费金额 is the sum that the group heading names.
        spellings = [f"{group}{under}", group, under]
    labels = [label for text in spellings if text and (label := read_label(text, sheet)).field]
    best = labels[0] if labels else Label(None)
    if not best.field:
        return _Candidate(index, written, best)
    unit = best.unit or declared_unit(group, sheet.by_field[best.field].kind)
    return _Candidate(index, written, Label(best.field, best.rank, unit))


def _corrected(columns: list[_Candidate], mapping: Mapped | None, sheet: Sheet) -> list[_Candidate]:
    if not mapping:
        return columns
    return [
        _mapped(column, mapping[column.written], sheet) if column.written in mapping else column for column in columns
    ]


def _mapped(column: _Candidate, field: str, sheet: Sheet) -> _Candidate:
    if not field:
        return _Candidate(column.index, column.written, Label(None))
    unit = declared_unit(column.written, sheet.by_field[field].kind)
    return _Candidate(column.index, column.written, Label(field, -1, unit))


def _without_rivals(columns: list[_Candidate]) -> list[Found]:
    """Of two columns with one meaning the better heading wins, then the left one; the other is left aside."""
    winners: dict[str, _Candidate] = {}
    for candidate in columns:
        field = candidate.label.field
        if field and (field not in winners or candidate.label.rank < winners[field].label.rank):
            winners[field] = candidate
    taken = {candidate.index: field for field, candidate in winners.items()}
    return [Found(c.index, c.written, taken.get(c.index), c.label.unit if c.index in taken else "") for c in columns]
