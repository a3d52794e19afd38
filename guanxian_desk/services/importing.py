"""A workbook comes in: opened, checked, previewed against the records, and taken whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file
from guanxian_desk.exchange.edits import with_edits
from guanxian_desk.exchange.extract import Extract, extract
from guanxian_desk.exchange.preview import NONE_APART, Apart, OnConflict, Outcome, Preview, classify
from guanxian_desk.exchange.rowchecks import Remark, apply_check, blanks_of_new_rows, strike
from guanxian_desk.exchange.source import read_source
from guanxian_desk.exchange.titles import fill_from_titles
from guanxian_desk.modules.contract import Module, Tell
from guanxian_desk.services.import_memory import remembered
from guanxian_desk.services.modules import MODULES, of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.services.periods import period_of
from guanxian_desk.services.prepared import Prepared, Report, Wishes
from guanxian_desk.store import batch_again, batches, landing
from guanxian_desk.store.batches import FileFacts, Undone
from guanxian_desk.store.landing import Landing, Standing
from guanxian_desk.store.store import ChangeSession
from guanxian_desk.store.tables import Change

Progress = Callable[[int, int], None]


def prepare(
    office: Office,
    kind: str,
    data: bytes,
    file_name: str,
    sender: str = "",
    wishes: Wishes = Wishes(),  # noqa: B008 - frozen
    *,
    progress: Progress | None = None,
) -> Prepared:
    """Read and check a file against the records; nothing is written.

    What is remembered of the sender's headings and words is applied, and said in a note. A file that cannot be read
    at all is a Prepared with refused set, not an exception. UserError for an unknown kind.
    """
    module, sheet = of_kind(kind)
    digest = hashlib.sha256(data).hexdigest()
    with office.store.read() as session:
        memory = remembered(session, kind, sender)

    def refused(taken: Extract | None, why: str) -> Prepared:
        return Prepared(kind, file_name, sender, digest, taken, None, {}, 0, None, why, wishes)

    try:
        source = with_edits(read_source(data, file_name), wishes.edits)
        mapping = {**memory.columns, **wishes.mapping}
        unit, meanings = wishes.money_unit, memory.meanings
        taken = extract(source, sheet, mapping, money_unit=unit, meanings=meanings, progress=progress)
    except UserError as error:
        return refused(None, str(error))
    taken.notes += memory.notes(taken, wishes)
    if taken.refused:
        return refused(taken, taken.refused)
    with office.store.read() as session:
        newest = _newest_change(session)
        twin = batches.same_file(session, kind, digest)
        _check_rows(session, module, taken)
        preview, stands = _judged(session, module, taken, wishes.erase_blanks, office.clock.today())
    taken.notes += preview.repeat_notes()
    number, period = twin.id if twin else None, period_of(taken, file_name, office.clock.today())
    return Prepared(kind, file_name, sender, digest, taken, preview, stands, newest, number, None, wishes, period)


def prepare_path(office: Office, kind: str, path: Path, sender: str = "") -> Prepared:
    """prepare() for a file on disk; a file that cannot be opened is refused like an unreadable one."""
    of_kind(kind)
    try:
        data = read_file(path)
    except UserError as error:
        return Prepared(kind, path.name, sender, "", None, None, {}, 0, None, str(error))
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


def take(office: Office, prepared: Prepared, on_conflict: OnConflict = None, apart: Apart = NONE_APART) -> Report:
    """Take a prepared file: all accepted rows in one transaction. apart: conflicts decided the other way.

    The duty's kept results do not follow here but by settle(): the desk does that at once behind the screen, while an
    evening's run over many files from the command line needs them once at most.
    """
    if prepared.preview is None or not prepared.preview.outcomes:
        return Report(prepared, None, on_conflict, apart)
    module, sheet = of_kind(prepared.kind)
    if prepared.twin is not None and not _changes_something(prepared.preview, on_conflict, apart):
        return Report(prepared, prepared.twin, on_conflict, apart)
    with office.store.change(f"导入{sheet.title}：{prepared.file_name}", office.actor, "导入") as session:
        if _newest_change(session, before=session.change_row.id) != prepared.as_of_change:
            # Somebody wrote since the preview: what is committed must be what stands now.
            prepared = _refreshed(session, module.landings[prepared.kind], prepared)
        batch = _write(session, module.landings[prepared.kind], prepared, on_conflict, apart)
    return Report(prepared, batch, on_conflict, apart)


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


def redo_batch(office: Office, batch_id: int) -> int:
    """Do an undone import again; returns the new batch's number. UserError, and nothing changed, when it cannot be."""
    with office.store.read() as session:
        batch = batch_again.find_undone(session, batch_id)
        kind, name = batch.kind, batch.file_name
    module, sheet = of_kind(kind)
    with office.store.change(f"重做导入{sheet.title}：{name}", office.actor, "导入") as session:
        again = batch_again.redo(session, module.landings[kind], batch_again.find_undone(session, batch_id))
    return again.id


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
    preview, stands = _compared(session, where, prepared.extract, prepared.wishes.erase_blanks)
    return replace(prepared, preview=preview, stands=stands)


def _write(session: ChangeSession, where: Landing, prepared: Prepared, on_conflict: OnConflict, apart: Apart) -> int:
    assert prepared.preview is not None
    assert prepared.extract is not None
    writing = prepared.preview.writing(on_conflict, apart)
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
        prepared.period,
        prepared.edits(),
    )
    replaced = [(prepared.stands[key], row) for key, row in writing.updates]
    overwritten = {old.row_id for old, _ in replaced}
    met = [old for old in prepared.stands.values() if old.row_id not in overwritten]
    return batches.write(session, where, facts, writing.new, replaced, met, prepared.rest(on_conflict, apart)).id


def _changes_something(preview: Preview, on_conflict: OnConflict, apart: Apart) -> bool:
    counts = preview.counts(on_conflict, apart)
    return bool(counts.new or counts.changed)


def _newest_change(session: Session, before: int | None = None) -> int:
    query = select(func.coalesce(func.max(Change.id), 0))
    return int(session.execute(query if before is None else query.where(Change.id < before)).scalar_one())
