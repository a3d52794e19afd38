"""What a duty's own rules say about the rows of a file: values brought to their stored form, errors, notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from guanxian_desk.exchange.extract import Extract
from guanxian_desk.exchange.notes import Notes
from guanxian_desk.exchange.records import CellError, Places
from guanxian_desk.exchange.render import written

RowByField = Mapping[str, Any]


class Said(NamedTuple):
    """One remark about a cell: fatal makes the row an error, else it is a note."""

    field: str
    message: str
    fatal: bool = True


class Judged(NamedTuple):
    """A row by fields, its values in their stored form, with what is to say about it."""

    values: dict[str, Any]
    said: tuple[Said, ...]


class Remark(NamedTuple):
    """A remark on the row at a position among those asked about."""

    position: int
    said: Said


RowCheck = Callable[[dict[str, Any]], Judged]
"""Judges one incoming row, its values by field as cleaned; the row is looked at alone."""


def apply_check(taken: Extract, check: RowCheck) -> None:
    """Run a check over every accepted row; bad rows leave the extract and stand among its errors."""
    fields = [column.field for column in taken.sheet.columns]
    remarks: list[Remark] = []
    for position, row in enumerate(taken.rows):
        judged = check(dict(zip(fields, row)))
        taken.rows[position] = tuple(judged.values[name] for name in fields)
        remarks += [Remark(position, said) for said in judged.said]
    strike(taken, remarks)


def strike(taken: Extract, remarks: Iterable[Remark]) -> None:
    """Keep remarks on accepted rows: fatal ones turn their rows into error rows, the others into notes."""
    fatal: dict[int, list[Said]] = defaultdict(list)
    notes = Notes()
    for position, said in remarks:
        if said.fatal:
            fatal[position].append(said)
        else:
            heading = taken.sheet.by_field[said.field].heading
            notes.about_row(f"“{heading}”{said.message}", taken.places[position][1])
    taken.notes += notes.sentences()
    if not fatal:
        return
    for position, sayings in sorted(fatal.items()):
        taken.errors += [_error(taken, position, said) for said in sayings]
    taken.error_rows += len(fatal)
    kept = [position for position in range(len(taken.rows)) if position not in fatal]
    taken.rows = [taken.rows[position] for position in kept]
    taken.places = _places(taken.places[position] for position in kept)


def blanks_of_new_rows(taken: Extract, positions: Iterable[int]) -> list[Remark]:
    """Required cells that are blank in rows under a new key (sheets in which a blank leaves what stands)."""
    spared = taken.sheet.may_be_blank
    columns = enumerate(taken.sheet.columns)
    required = [(place, column) for place, column in columns if column.required and column.field not in spared]
    return [
        Remark(position, Said(column.field, f"“{column.heading}”必须填写，这一格是空的，请补填后重报"))
        for position in positions
        for place, column in required
        if taken.rows[position][place] is None
    ]


def _error(taken: Extract, position: int, said: Said) -> CellError:
    name, number = taken.places[position]
    place = [column.field for column in taken.sheet.columns].index(said.field)
    column = taken.sheet.columns[place]
    index = _column_of(taken, name, said.field)
    value = written(column, taken.rows[position][place])
    return CellError(name, number, column.heading, value, said.message, index)


def _column_of(taken: Extract, sheet: str, field: str) -> int:
    """Where the field's cells stand; a column that the file lacks is told at the first one that was read."""
    found = taken.headings[sheet].columns
    own = next((column.index for column in found if column.field == field), None)
    return own if own is not None else min(column.index for column in found if column.field)


def _places(pairs: Iterable[tuple[str, int]]) -> Places:
    places = Places()
    for name, group in groupby(pairs, key=lambda pair: pair[0]):
        places.begin(name)
        places.extend(number for _, number in group)
    return places
