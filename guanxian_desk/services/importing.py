"""A workbook comes in: opened, checked, previewed against the records, and taken whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.extract import Extract, extract
from guanxian_desk.exchange.preview import OnConflict, Outcome, Preview, classify
from guanxian_desk.exchange.rowchecks import Remark, apply_check, blanks_of_new_rows, strike
from guanxian_desk.exchange.source import read_source
from guanxian_desk.exchange.titles import fill_from_titles
from guanxian_desk.modules.contract import Module, Tell
from guanxian_desk.services.modules import MODULES, of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.store import batches, landing
from guanxian_desk.store.batches import FileFacts, Undone
from guanxian_desk.store.landing import Landing, Standing
from guanxian_desk.store.tables import Change

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Prepared:
    """A file ready to be taken or refused.

    refused: why nothing of it can be taken, or None; preview: what it would do; stands: the records it met, by key;
    as_of_change: the newest change that the preview has seen; twin: the batch that already took these very bytes.
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
    erase_blanks: bool = False


@dataclass(frozen=True)
class Report:
    """What became of a file; entry() is the command line's JSON."""

    prepared: Prepared
    batch: int | None
    on_conflict: OnConflict

    @property
    def refused(self) -> str | None:
        """Why nothing was taken."""
        return self.prepared.refused

    def entry(self) -> dict[str, object]:
        """One entry of the command line's list."""
        prepared = self.prepared
        counts = prepared.preview.counts(self.on_conflict) if prepared.preview else None
        writing_conflicts = prepared.preview.conflict_rows() if prepared.preview and not self._replaced else []
        return {
            "file": prepared.file_name,
            "kind": prepared.kind,
            "batch": None if self.batch is None else str(self.batch),
            "rows": counts.rows if counts else 0,
            "new": counts.new if counts else 0,
            "changed": counts.changed if counts else 0,
            "unchanged": counts.unchanged if counts else 0,
            "conflicts": counts.conflicts if counts else 0,
            "conflict_rows": writing_conflicts,
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
        counts = preview.counts(self.on_conflict)
        return 3 if counts.errors or counts.conflicts else 0

    @property
    def _replaced(self) -> bool:
        return self.on_conflict == "replace"

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


def prepare(
    office: Office,
    kind: str,
    data: bytes,
    file_name: str,
    sender: str = "",
    *,
    mapping: Mapping[str, str] | None = None,
    money_unit: str = "",
    erase_blanks: bool = False,
    progress: Progress | None = None,
) -> Prepared:
    """Read and check a file against the records; nothing is written.

    A file that cannot be read at all is a Prepared with refused set, not an exception. UserError for an unknown kind.
    """
    module, sheet = of_kind(kind)
    digest = hashlib.sha256(data).hexdigest()
    try:
        taken = extract(read_source(data, file_name), sheet, mapping, money_unit=money_unit, progress=progress)
    except UserError as error:
        return Prepared(kind, file_name, sender, digest, None, None, {}, 0, None, str(error))
    if taken.refused:
        return Prepared(kind, file_name, sender, digest, taken, None, {}, 0, None, taken.refused)
    with office.store.read() as session:
        newest = _newest_change(session)
        twin = batches.same_file(session, kind, digest)
        _check_rows(session, module, taken)
        preview, stands = _judged(session, module, taken, erase_blanks, office.clock.today())
    return Prepared(
        kind,
        file_name,
        sender,
        digest,
        taken,
        preview,
        stands,
        newest,
        twin.id if twin else None,
        None,
        erase_blanks,
    )


def prepare_path(office: Office, kind: str, path: Path, sender: str = "") -> Prepared:
    """prepare() for a file on disk; a file that cannot be opened is refused like an unreadable one."""
    of_kind(kind)
    try:
        data = path.read_bytes()
    except OSError as error:
        refused = str(UserError(f"打不开“{path.name}”（{error.strerror}）", "没有读写任何数据", "请检查文件名和权限"))
        return Prepared(kind, path.name, sender, "", None, None, {}, 0, None, refused)
    return prepare(office, kind, data, path.name, sender)


def prepare_again(office: Office, prepared: Prepared) -> Prepared:
    """The same file against the records as they stand now."""
    module, _ = of_kind(prepared.kind)
    if prepared.extract is None or prepared.preview is None:
        return prepared
    with office.store.read() as session:
        newest = _newest_change(session)
        twin = batches.same_file(session, prepared.kind, prepared.sha256)
        again = _refreshed(session, module.landings[prepared.kind], prepared)
    return replace(again, as_of_change=newest, twin=twin.id if twin else None)


def with_sender(prepared: Prepared, sender: str) -> Prepared:
    """The same file, sent by somebody who was only known once it was read."""
    return replace(prepared, sender=sender or prepared.sender)


def take(office: Office, prepared: Prepared, on_conflict: OnConflict = None) -> Report:
    """Take a prepared file: all accepted rows in one transaction.

    The duty's kept results do not follow here but by settle(): the desk does that at once behind the screen, while an
    evening's run over many files from the command line needs them once at most.
    """
    if prepared.preview is None or not prepared.preview.outcomes:
        return Report(prepared, None, on_conflict)
    module, sheet = of_kind(prepared.kind)
    if prepared.twin is not None and not _changes_something(prepared.preview, on_conflict):
        return Report(prepared, prepared.twin, on_conflict)
    with office.store.change(f"导入{sheet.title}：{prepared.file_name}", office.actor, "导入") as session:
        if _newest_change(session, before=session.change_row.id) != prepared.as_of_change:
            # Somebody wrote since the preview: what is committed must be what stands now.
            prepared = _refreshed(session, module.landings[prepared.kind], prepared)
        batch = _write(session, module.landings[prepared.kind], prepared, on_conflict)
    return Report(prepared, batch, on_conflict)


def settle(office: Office, module: Module, tell: Tell = lambda _words, _share: None) -> None:
    """Bring the duty's kept results up to date with its imports (also with those a killed run left behind)."""
    if module.settle is None:
        return
    with office.store.change(f"更新{module.title}的核对结果", office.actor, "核对") as session:
        module.settle(session, tell)


def settle_all(office: Office, tell: Tell = lambda _words, _share: None) -> None:
    """settle() for every duty. Cancelled when tell says so: what was settled before stays."""
    for module in MODULES:
        settle(office, module, tell)


def undo_batch(office: Office, batch_id: int) -> Undone:
    """Take back an import. UserError, and nothing changed, when a later batch or a decision builds on it."""
    with office.store.read() as session:
        batch = batches.find(session, batch_id)
        kind, name, change = batch.kind, batch.file_name, batch.change_id
    module, sheet = of_kind(kind)
    settle(office, module)
    with office.store.change(f"撤销导入{sheet.title}：{name}", office.actor, "撤销", undoes=change) as session:
        afterwards = module.undoing(session, batch_id) if module.undoing else None
        undone = batches.undo(session, module.landings[kind], batches.find(session, batch_id))
        if afterwards:
            afterwards()
    return undone


def exit_code(reports: list[Report]) -> int:
    """The exit code for several files together."""
    codes = [report.exit_code for report in reports]
    if all(code == 2 for code in codes):
        return 2
    return 0 if all(code == 0 for code in codes) else 3


def _check_rows(session: Session, module: Module, taken: Extract) -> None:
    fill_from_titles(taken)
    check = module.row_checks(session).get(taken.sheet.key) if module.row_checks else None
    if check:
        apply_check(taken, check)


def _judged(
    session: Session, module: Module, taken: Extract, erase_blanks: bool, today: date
) -> tuple[Preview, Mapping[Any, Standing]]:
    """The comparison, after the rows that must not be written have become errors."""
    where = module.landings[taken.sheet.key]
    preview, stands = _compared(session, where, taken, erase_blanks)
    if module.judge_written is None and not taken.sheet.blanks_keep:
        return preview, stands
    remarks = _remarks(session, module, preview, today)
    strike(taken, remarks)
    if any(remark.said.fatal for remark in remarks):
        return _compared(session, where, taken, erase_blanks)
    return preview, stands


def _remarks(session: Session, module: Module, preview: Preview, today: date) -> list[Remark]:
    new = list(preview.positions(Outcome.NEW))
    remarks = blanks_of_new_rows(preview.extract, new) if preview.sheet.blanks_keep else []
    if module.judge_written is None:
        return remarks
    written = sorted([*new, *preview.positions(Outcome.CHANGED), *preview.positions(Outcome.CONFLICT)])
    rows = [preview.extract.rows[position] for position in written]
    told = module.judge_written(session, preview.sheet.key, rows, today)
    return remarks + [Remark(written[position], said) for position, said in told]


def _compared(
    session: Session, where: Landing, taken: Extract, erase_blanks: bool
) -> tuple[Preview, Mapping[Any, Standing]]:
    stands: dict[Any, Standing] = {}

    def existing(keys: list[Any]) -> Mapping[Any, landing.Record]:
        stands.update(landing.standing(session, where, keys))
        return {key: found.values for key, found in stands.items()}

    return classify(taken, taken.sheet, existing, erase_blanks=erase_blanks), stands


def _refreshed(session: Session, where: Landing, prepared: Prepared) -> Prepared:
    assert prepared.extract is not None
    preview, stands = _compared(session, where, prepared.extract, prepared.erase_blanks)
    return replace(prepared, preview=preview, stands=stands)


def _write(session: Any, where: Landing, prepared: Prepared, on_conflict: OnConflict) -> int:
    assert prepared.preview is not None
    assert prepared.extract is not None
    writing = prepared.preview.writing(on_conflict)
    counts = writing.counts
    facts = FileFacts(
        prepared.kind,
        prepared.file_name,
        prepared.sender,
        prepared.sha256,
        counts.rows,
        counts.new,
        counts.changed,
        counts.unchanged,
        counts.conflicts,
        counts.errors,
        tuple(prepared.extract.notes),
    )
    replaced = [(prepared.stands[key], row) for key, row in writing.updates]
    overwritten = {old.row_id for old, _ in replaced}
    met = [old for old in prepared.stands.values() if old.row_id not in overwritten]
    return batches.write(session, where, facts, writing.new, replaced, met).id


def _changes_something(preview: Preview, on_conflict: OnConflict) -> bool:
    counts = preview.counts(on_conflict)
    return bool(counts.new or counts.changed or (on_conflict == "replace" and Outcome.CONFLICT in preview.outcomes))


def _newest_change(session: Session, before: int | None = None) -> int:
    query = select(func.coalesce(func.max(Change.id), 0))
    return int(session.execute(query if before is None else query.where(Change.id < before)).scalar_one())
