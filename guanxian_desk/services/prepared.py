"""A file on its way into the records: what was found in it, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guanxian_desk.exchange.edits import Edit
from guanxian_desk.exchange.extract import Extract
from guanxian_desk.exchange.preview import NONE_APART, Apart, OnConflict, Outcome, Preview
from guanxian_desk.exchange.render import written_key
from guanxian_desk.store.batch_rows import RestRow
from guanxian_desk.store.landing import Standing

_WORDS = {Outcome.UNCHANGED: "unchanged", Outcome.CHANGED: "changed", Outcome.CONFLICT: "conflict"}
ERROR = "error"


@dataclass(frozen=True)
class Wishes:
    """What a clerk said about a file before it was read.

    mapping: heading as written → field ("" leaves it aside), over what is remembered of this sender; money_unit: the
    unit when it stands only above the headings; erase_blanks: blank cells erase; edits: cells mended in the preview.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    money_unit: str = ""
    erase_blanks: bool = False
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A file ready to be taken or refused.

    refused: why nothing of it can be taken, or None; preview: what it would do; stands: the records it met, by key;
    as_of_change: the newest change that the preview has seen; twin: the batch that already took these very bytes;
    period: the reporting period it seems to be for.
    """

    kind: str
    file_name: str
    sender: str
    sha256: str
    extract: Extract | None
    preview: Preview | None
    stands: Mapping[Any, Standing]
    as_of_change: int
    twin: int | None
    refused: str | None
    wishes: Wishes = Wishes()
    period: str = ""

    def edits(self) -> tuple[dict[str, Any], ...]:
        """The mended cells as the batch keeps them."""
        return tuple(
            {"sheet": e.sheet, "row": e.row, "column": self._heading(e), "old": e.old, "new": e.new}
            for e in self.wishes.edits
        )

    def rest(self, on_conflict: OnConflict, apart: Apart) -> list[RestRow]:
        """The rows that bring no new record, with the errors last."""
        preview, extract = self.preview, self.extract
        if preview is None or extract is None:
            return []
        replaced = preview.replaced(on_conflict, apart)
        rows = []
        for position, outcome in enumerate(preview.outcomes):
            if outcome == Outcome.NEW:
                continue
            word = _WORDS[Outcome.CHANGED if position in replaced else Outcome(outcome)]
            sheet, number = extract.places[position]
            key = written_key(preview.sheet, extract.rows[position])
            rows.append(RestRow(sheet, number, word, key, tuple(preview.cell_changes(position))))
        return rows + _error_rows(extract)

    def _heading(self, edit: Edit) -> str:
        extract = self.extract
        found = extract.headings[edit.sheet].columns if extract and edit.sheet in extract.headings else ()
        return next((column.written for column in found if column.index == edit.index), "")


def _error_rows(extract: Extract) -> list[RestRow]:
    cells: dict[tuple[str, int], list[tuple[str, str, str]]] = {}
    for error in extract.errors:
        cells.setdefault((error.sheet, error.row), []).append((error.column, error.value, error.message))
    return [RestRow(sheet, row, ERROR, "", tuple(said)) for (sheet, row), said in cells.items()]


@dataclass(frozen=True)
class Report:
    """What became of a file; entry() is the command line's JSON. apart: conflicts decided the other way."""

    prepared: Prepared
    batch: int | None
    on_conflict: OnConflict
    apart: Apart = NONE_APART

    @property
    def refused(self) -> str | None:
        """Why nothing was taken."""
        return self.prepared.refused

    def entry(self) -> dict[str, object]:
        """One entry of the command line's list."""
        prepared = self.prepared
        preview = prepared.preview
        counts = preview.counts(self.on_conflict, self.apart) if preview else None
        conflicts = preview.conflict_rows(self.on_conflict, self.apart) if preview else []
        return {
            "file": prepared.file_name,
            "kind": prepared.kind,
            "batch": None if self.batch is None else str(self.batch),
            "rows": counts.rows if counts else 0,
            "new": counts.new if counts else 0,
            "changed": counts.changed if counts else 0,
            "unchanged": counts.unchanged if counts else 0,
            "conflicts": counts.conflicts if counts else 0,
            "conflict_rows": conflicts,
            "errors": self._errors(),
            "notes": self._notes(),
            "refused": prepared.refused,
        }

    @property
    def exit_code(self) -> int:
        """0 everything taken or already there; 3 something left out; 2 nothing taken."""
        preview = self.prepared.preview
        if preview is None or not preview.outcomes:
            return 2
        counts = preview.counts(self.on_conflict, self.apart)
        return 3 if counts.errors or counts.conflicts else 0

    def _errors(self) -> list[dict[str, object]]:
        extract = self.prepared.extract
        return [
            {"sheet": e.sheet, "row": e.row, "column": e.column, "value": e.value, "message": e.message}
            for e in (extract.errors if extract else [])
        ]

    def _notes(self) -> list[str]:
        extract, twin = self.prepared.extract, self.prepared.twin
        notes = list(extract.notes) if extract else []
        return [*notes, f"这个文件以前导入过（第 {twin} 批）"] if twin is not None else notes


def exit_code(reports: list[Report]) -> int:
    """The exit code for several files together."""
    codes = [report.exit_code for report in reports]
    if all(code == 2 for code in codes):
        return 2
    return 0 if all(code == 0 for code in codes) else 3
