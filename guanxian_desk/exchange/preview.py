"""What a file would do to the records: new, changed, unchanged, conflict, error — computed before anything is written.

Keys: a natural key of one column is that column's value itself, of several columns the tuple of their values in the
order of Sheet.natural_key. Rows are tuples of stored values in the order of Sheet.columns; None is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import compress
from operator import itemgetter
from typing import Any, Literal

from guanxian_desk.exchange.cleaning import Value
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.extract import Extract
from guanxian_desk.exchange.notes import Notes
from guanxian_desk.exchange.records import Row
from guanxian_desk.exchange.render import written, written_key

Key = Any
Existing = Callable[[list[Key]], Mapping[Key, Row]]
OnConflict = Literal["keep", "replace"] | None
Apart = frozenset[int]
"""Positions of conflicting rows that are decided the other way than all others."""
NONE_APART: Apart = frozenset()
_SAME_AGAIN = "与文件里前面的行是同一条记录，内容相同，只收一次"
_OTHER_AGAIN = "与文件里前面的行是同一条记录，内容不同，作为冲突"


class Outcome(IntEnum):
    """What becomes of a row."""

    NEW = 0
    UNCHANGED = 1
    CHANGED = 2
    CONFLICT = 3


@dataclass(frozen=True, slots=True)
class Diff:
    """A row that says something else than what stands.

    old: what it is compared with (the stored record, or the first row of the file with that key);
    columns: places of the columns that differ; within_file: compared with an earlier row of the same file.
    """

    old: Row
    columns: tuple[int, ...]
    within_file: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """rows = new + changed + unchanged + conflicts + errors."""

    rows: int
    new: int
    changed: int
    unchanged: int
    conflicts: int
    errors: int


@dataclass(frozen=True)
class Writing:
    """What a commit has to do: new rows whole, and for stored keys the merged rows whole."""

    new: list[Row]
    updates: list[tuple[Key, Row]]
    counts: Counts
    conflict_rows: list[dict[str, object]]


@dataclass
class Preview:
    """One outcome for each accepted row, differences only where there are any; new rows cost one byte each.

    stored: the records that stood under the file's keys; repeats: rows under a key that an earlier row of the file
    has, in order.
    """

    extract: Extract
    erase_blanks: bool
    outcomes: bytearray
    diffs: dict[int, Diff]
    keys: list[Key]
    stored: Mapping[Key, Row]
    repeats: list[int] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        """The sheet kind."""
        return self.extract.sheet

    def outcome(self, position: int) -> Outcome:
        """What becomes of the accepted row at a position."""
        return Outcome(self.outcomes[position])

    def counts(self, on_conflict: OnConflict = None, apart: Apart = NONE_APART) -> Counts:
        """The counts when conflicts are kept (or left), or replaced: a replaced one counts as changed."""
        by = [self.outcomes.count(outcome) for outcome in Outcome]
        replaced = len(self.replaced(on_conflict, apart))
        by[Outcome.CHANGED] += replaced
        by[Outcome.CONFLICT] -= replaced
        errors = self.extract.error_rows
        return Counts(sum(by) + errors, by[0], by[2], by[1], by[3], errors)

    def replaced(self, on_conflict: OnConflict = None, apart: Apart = NONE_APART) -> set[int]:
        """The positions of the conflicting rows that are taken in the place of what stands."""
        if on_conflict != "replace":
            return {position for position in self.positions(Outcome.CONFLICT) if position in apart} if apart else set()
        return {position for position in self.positions(Outcome.CONFLICT) if position not in apart}

    def repeat_notes(self) -> list[str]:
        """Sentences that name the rows whose key stands further up in the same file."""
        notes = Notes()
        for position in self.repeats:
            same = self.outcome(position) is Outcome.UNCHANGED
            notes.about_row(_SAME_AGAIN if same else _OTHER_AGAIN, self.extract.places[position][1])
        return notes.sentences()

    def positions(self, outcome: Outcome) -> Iterator[int]:
        """The positions of the rows with an outcome, in order."""
        at = self.outcomes.find(outcome)
        while at >= 0:
            yield at
            at = self.outcomes.find(outcome, at + 1)

    def cell_changes(self, position: int) -> list[tuple[str, str, str]]:
        """(heading, old, new) of each cell that differs, as a person writes them."""
        diff = self.diffs.get(position)
        if diff is None:
            return []
        row, columns = self.extract.rows[position], self.sheet.columns
        return [
            (columns[i].heading, written(columns[i], diff.old[i]), written(columns[i], self._said(row, i)))
            for i in diff.columns
        ]

    def conflict_rows(self, on_conflict: OnConflict = None, apart: Apart = NONE_APART) -> list[dict[str, object]]:
        """One entry for each cell that stays in conflict, as the command line prints them."""
        entries: list[dict[str, object]] = []
        replaced = self.replaced(on_conflict, apart)
        for position in self.positions(Outcome.CONFLICT):
            if position in replaced:
                continue
            name, number = self.extract.places[position]
            key = written_key(self.sheet, self.extract.rows[position])
            for heading, old, new in self.cell_changes(position):
                entry = {"sheet": name, "row": number, "key": key, "column": heading, "old": old, "new": new}
                entries.append(entry)
        return entries

    def writing(self, on_conflict: OnConflict = None, apart: Apart = NONE_APART) -> Writing:
        """The rows to write: keep and None leave what stands (of two in one file the first), replace takes the last.

        apart: the conflicting rows that are decided the other way.
        """
        if not self.diffs:
            return Writing(list(self._new_rows()), [], self.counts(), [])
        replaced = self.replaced(on_conflict, apart)
        new = {self.keys[position]: row for position, row in zip(self.positions(Outcome.NEW), self._new_rows())}
        updates = self._updates(replaced)
        self._replace_within_file(new, updates, replaced)
        kept = [(key, row) for key, row in updates.items() if row != self.stored[key]]
        conflicts = self.conflict_rows(on_conflict, apart)
        return Writing(list(new.values()), kept, self.counts(on_conflict, apart), conflicts)

    def _new_rows(self) -> Iterator[Row]:
        defaults = self._defaults()
        rows = compress(self.extract.rows, map(Outcome.NEW.__eq__, self.outcomes))
        return (tuple(map(_or_default, row, defaults)) for row in rows) if defaults else rows

    def _updates(self, replaced: set[int]) -> dict[Key, Row]:
        return {
            self.keys[i]: self._merged(diff.old, self.extract.rows[i])
            for i, diff in self.diffs.items()
            if (self.outcomes[i] == Outcome.CHANGED or i in replaced) and not diff.within_file
        }

    def _replace_within_file(self, new: dict[Key, Row], updates: dict[Key, Row], replaced: set[int]) -> None:
        for position in sorted(i for i in replaced if self.diffs[i].within_file):
            key, row = self.keys[position], self.extract.rows[position]
            if key in new:
                new[key] = self._merged(new[key], row)
            else:
                updates[key] = self._merged(updates.get(key, self.stored[key]), row)

    def _defaults(self) -> tuple[Value, ...] | None:
        defaults = tuple(column.default for column in self.sheet.columns)
        return defaults if any(default is not None for default in defaults) else None

    def _said(self, row: Row, place: int) -> Value:
        """What a row says for a column it differs in: a blank that erases says the default."""
        value = row[place]
        return self.sheet.columns[place].default if value is None else value

    def _merged(self, old: Row, row: Row) -> Row:
        differing = set(_differences(old, row, _erasing(self.extract, self.erase_blanks)))
        return tuple(self._said(row, i) if i in differing else value for i, value in enumerate(old))


def classify(extract: Extract, sheet: Sheet, existing: Existing, *, erase_blanks: bool = False) -> Preview:
    """Compares a file's accepted rows with the records that stand.

    existing: the stored rows under some of the keys it is given. A blank cell and an absent column say nothing;
    with erase_blanks a blank cell of a present column erases what stands.
    """
    rows = extract.rows
    keys = _keys(rows, sheet)
    stored = existing(keys) if keys else {}
    preview = Preview(extract, erase_blanks, bytearray(len(rows)), {}, keys, stored)
    first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1)))
    if stored or len(first) < len(keys):
        _compare(preview, first)
    return preview


def _compare(preview: Preview, first: dict[Key, int]) -> None:
    stored, rows = preview.stored, preview.extract.rows
    erasing = _erasing(preview.extract, preview.erase_blanks)
    differing = Outcome.CONFLICT if preview.sheet.evidence else Outcome.CHANGED
    for position, key in enumerate(preview.keys):
        within_file = first[key] != position
        if within_file:
            preview.repeats.append(position)
        old = stored.get(key)
        if within_file:
            old = tuple(map(_or_default, rows[first[key]], old)) if old else rows[first[key]]
        if old is None:
            continue
        columns = _differences(old, rows[position], erasing)
        if not columns:
            preview.outcomes[position] = Outcome.UNCHANGED
            continue
        preview.outcomes[position] = Outcome.CONFLICT if within_file else differing
        preview.diffs[position] = Diff(old, columns, within_file)


def _keys(rows: Sequence[Row], sheet: Sheet) -> list[Key]:
    return list(map(itemgetter(*sheet.key_indices), rows))


def _erasing(extract: Extract, erase_blanks: bool) -> dict[int, Value]:
    """The places of the columns in which a blank cell erases, each with what it leaves (the default, mostly None)."""
    if not erase_blanks:
        return {}
    return {
        i: column.default
        for i, column in enumerate(extract.sheet.columns)
        if column.field in extract.present and not column.required
    }


def _differences(old: Row, new: Row, erasing: Mapping[int, Value]) -> tuple[int, ...]:
    """The places where a row says something else than the old one."""
    if old == new:
        return ()
    return tuple(
        i
        for i, (was, now) in enumerate(zip(old, new))
        if (was != now if now is not None else i in erasing and was != erasing[i])
    )


def _or_default(value: Value, default: Value) -> Value:
    return default if value is None else value
