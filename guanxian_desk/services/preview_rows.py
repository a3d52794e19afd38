"""What importing a file would do, as rows of a table: read from the preview only where they are seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from guanxian_desk.base.identity import mask_id
from guanxian_desk.exchange.extract import Extract
from guanxian_desk.exchange.preview import Outcome, Preview
from guanxian_desk.exchange.records import CellError
from guanxian_desk.exchange.render import masked

WORDS = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "changed",
    Outcome.UNCHANGED: "unchanged",
    Outcome.CONFLICT: "conflict",
}
ERROR = "error"
KEEP, REPLACE = "keep", "replace"


class Order(Protocol):
    """By which key the rows come."""

    @property
    def key(self) -> str:
        """A key of the rows."""

    @property
    def descending(self) -> bool:
        """Largest first."""


@dataclass(frozen=True, slots=True)
class _BadRow:
    """A row of the file that cannot be taken."""

    sheet: str
    number: int
    errors: tuple[CellError, ...]


Entry = int | _BadRow


@dataclass
class PreviewRows:
    """The rows of a preview with one outcome ("" for all, in the file's order), each with "outcome", "sheet", "row",
    "said", "position" and the sheet's fields, a conflict also with "decision" (keep, replace or "").

    full: ID numbers and phones are not masked; decided: what a clerk said of single conflicts, by position.
    """

    preview: Preview
    outcome: str = ""
    full: bool = False
    decided: Mapping[int, str] = field(default_factory=dict)
    _ordered: tuple[tuple[str, bool] | None, Sequence[Entry]] | None = field(default=None, repr=False)

    def count(self) -> int:
        """How many rows."""
        return len(self._entries)

    def fetch(self, offset: int, limit: int, sort: Order | None) -> Sequence[Mapping[str, Any]]:
        """A slice of the rows in an order."""
        return [self._row(entry) for entry in self._in_order(sort)[offset : offset + limit]]

    @cached_property
    def _entries(self) -> Sequence[Entry]:
        if self.outcome:
            wanted = next(outcome for outcome, word in WORDS.items() if word == self.outcome)
            return list(self.preview.positions(wanted))
        accepted = range(len(self.preview.outcomes))
        bad = _bad_rows(self.preview.extract)
        if not bad:
            return accepted
        places = self.preview.extract.places
        sheets = list(dict.fromkeys([*self.preview.extract.headings]))

        def place(entry: Entry) -> tuple[int, int]:
            name, number = (entry.sheet, entry.number) if isinstance(entry, _BadRow) else places[entry]
            return sheets.index(name), number

        return sorted([*accepted, *bad], key=place)

    def _in_order(self, sort: Order | None) -> Sequence[Entry]:
        if sort is None:
            return self._entries
        wanted = (sort.key, sort.descending)
        if self._ordered is None or self._ordered[0] != wanted:
            keyed = [(self._row(entry).get(sort.key), number) for number, entry in enumerate(self._entries)]
            keyed.sort(key=lambda pair: (pair[0] is not None, pair[0] if pair[0] is not None else 0))
            if sort.descending:
                keyed.reverse()
            self._ordered = wanted, [self._entries[number] for _, number in keyed]
        return self._ordered[1]

    def _row(self, entry: Entry) -> Mapping[str, Any]:
        if isinstance(entry, _BadRow):
            said = "；".join(f"{error.column}：{error.message}" for error in entry.errors)
            return {"outcome": ERROR, "sheet": entry.sheet, "row": entry.number, "said": said}
        preview = self.preview
        sheet, number = preview.extract.places[entry]
        said = "；".join(self._change(*change) for change in preview.cell_changes(entry))
        row = preview.extract.rows[entry]
        values = {
            column.field: value if self.full else masked(column, value)
            for column, value in zip(preview.sheet.columns, row)
        }
        outcome = WORDS[preview.outcome(entry)]
        told: dict[str, Any] = {"outcome": outcome, "sheet": sheet, "row": number, "said": said, "position": entry}
        if preview.outcome(entry) is Outcome.CONFLICT:
            told["decision"] = self.decided.get(entry, "")
        return {**values, **told}

    def _change(self, heading: str, old: str, new: str) -> str:
        if not self.full and heading in _personal(self.preview.extract):
            old, new = mask_id(old), mask_id(new)
        return f"{heading} {old or '空白'} → {new or '空白'}"


def error_rows(extract: Extract, full: bool = False) -> list[Mapping[str, Any]]:
    """One row per bad cell: sheet, Excel's row number, column, value, message; index and field of its column."""
    personal = _personal(extract)
    field_of = {column.heading: column.field for column in extract.sheet.columns}
    return [
        {
            "sheet": error.sheet,
            "row": error.row,
            "column": error.column,
            "value": error.value if full or error.column not in personal else mask_id(error.value),
            "message": error.message,
            "index": error.index,
            "field": field_of[error.column],
        }
        for error in extract.errors
    ]


def _personal(extract: Extract) -> frozenset[str]:
    return frozenset(column.heading for column in extract.sheet.columns if column.personal)


def _bad_rows(extract: Extract) -> list[_BadRow]:
    by_place: dict[tuple[str, int], list[CellError]] = defaultdict(list)
    for error in extract.errors:
        by_place[error.sheet, error.row].append(error)
    return [_BadRow(sheet, number, tuple(errors)) for (sheet, number), errors in by_place.items()]
