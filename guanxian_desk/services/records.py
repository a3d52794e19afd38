"""One record of a sheet kind by hand: shown, checked and written by the same rules as an import.

What is typed is read like a cell of a workbook, judged by the duty's own checks, written in one audited step that
Ctrl+Z takes back. Kinds whose records are evidence of another office (vouchers) are mended by a new file only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.clean import reading_for
from guanxian_desk.exchange.declare import Column, Sheet
from guanxian_desk.exchange.render import written, written_key
from guanxian_desk.exchange.rowchecks import Said
from guanxian_desk.modules.contract import Module
from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.store import landing
from guanxian_desk.store.audit import Entry
from guanxian_desk.store.landing import Landing
from guanxian_desk.store.rowcodec import Row, encode
from guanxian_desk.store.store import ChangeSession

_UNCHANGED = "没有保存"
_BLANK = "必须填写"
Texts = Mapping[str, str]
"""Field → what is typed, as a person writes it in a sheet."""


@dataclass(frozen=True)
class RecordForm:
    """A record to be typed. texts: what stands; row_id: None for a new one; seen: the stored row it was read from."""

    kind: str
    sheet: Sheet
    texts: Texts
    row_id: int | None = None
    seen: str = ""

    @property
    def title(self) -> str:
        """What the form is called."""
        return f"{'新增' if self.row_id is None else '修改'}{self.sheet.title}"


@dataclass(frozen=True)
class Checked:
    """A form looked at whole. values: stored values by field; faults: field → why not; notes: taken all the same."""

    values: Mapping[str, Any]
    faults: Mapping[str, str]
    notes: tuple[str, ...] = ()


def blank(kind: str, texts: Texts | None = None) -> RecordForm:
    """A new record's form. texts: what is known beforehand. UserError for a kind that is not entered by hand."""
    sheet = _by_hand(kind)[1]
    known = {column.field: written(column, column.default) for column in sheet.columns}
    return RecordForm(kind, sheet, known | dict(texts or {}))


def opened(office: Office, kind: str, key: tuple[Any, ...]) -> RecordForm:
    """The form of the record under a natural key (stored values in the order of the declaration). UserError if none."""
    module, sheet = _by_hand(kind)
    where = module.landings[kind]
    with office.store.read() as session:
        row_id = _row_id(session, where, key)
        if row_id is None:
            raise UserError(f"没有这条{sheet.title}", "没有改动任何数据", "可能刚被删除，请刷新后再看")
        row = _row(session, where.table, row_id)
    texts = {column.field: written(column, row[column.field]) for column in sheet.columns}
    return RecordForm(kind, sheet, texts, row_id, encode(row))


def fault(sheet: Sheet, field: str, text: str) -> str:
    """Why a text cannot be taken for a field, looked at alone; "" when it can."""
    column = sheet.by_field[field]
    if not text:
        return _BLANK if sheet.asks(column) else ""
    return _read(sheet, column, text)[1]


def check(office: Office, form: RecordForm, texts: Texts) -> Checked:
    """Everything that is to say about what is typed; nothing is written."""
    module, _ = _by_hand(form.kind)
    with office.store.read() as session:
        return _checked(office, session, module, form, texts)


def save(office: Office, form: RecordForm, texts: Texts) -> Checked:
    """Write the record in one step.

    UserError, and nothing written, while something cannot be taken, or when the record changed since it was opened.
    """
    module, sheet = _by_hand(form.kind)
    where = module.landings[form.kind]
    name = "　".join(text for text in (texts.get(field, "") for field in sheet.natural_key) if text)
    with office.store.change(f"{form.title}：{name}", office.actor) as session:
        checked = _checked(office, session, module, form, texts)
        if checked.faults:
            told = "；".join(f"{sheet.by_field[name].heading}：{why}" for name, why in checked.faults.items())
            raise UserError(f"有内容不能保存（{told}）", _UNCHANGED, "请改正后再保存")
        _write(session, where.table, form, dict(checked.values))
        if module.settle is not None:
            module.settle(session, _quietly)
    return checked


def remove(office: Office, form: RecordForm) -> None:
    """Delete the record in one step that can be taken back.

    UserError when it changed since it was opened, or something rests on it.
    """
    module, sheet = _by_hand(form.kind)
    table = module.landings[form.kind].table
    name = "　".join(form.texts[field] for field in sheet.natural_key)
    with office.store.change(f"删除{sheet.title}：{name}", office.actor) as session:
        before = _unchanged(session, table, form)
        afterwards = module.removing(session) if module.removing else None
        session.execute(delete(table).where(_is(table, form.row_id)))
        session.log(Entry(table.name, str(form.row_id), "删除", encode(before), ""))
        if afterwards:
            afterwards()
        if module.settle is not None:
            module.settle(session, _quietly)


def _by_hand(kind: str) -> tuple[Module, Sheet]:
    module, sheet = of_kind(kind)
    if not module.by_hand:
        raise UserError(f"{sheet.title}是报送来的凭据，不能手工改", "没有改动任何数据", "请让报送单位更正后重新报送")
    return module, sheet


def _checked(office: Office, session: Session, module: Module, form: RecordForm, texts: Texts) -> Checked:
    values, faults, notes = _read_all(form, texts)
    if faults:
        return Checked(values, faults, notes)
    checks = module.row_checks(session) if module.row_checks else {}
    said: list[Said] = []
    if form.kind in checks:
        judged = checks[form.kind](values)
        values, said = judged.values, list(judged.said)
    row = tuple(values[column.field] for column in form.sheet.columns)
    other = _row_id(session, module.landings[form.kind], tuple(row[place] for place in form.sheet.key_indices))
    if other is not None and other != form.row_id:
        said.append(Said(form.sheet.natural_key[0], f"已经有“{written_key(form.sheet, row)}”这条记录"))
    elif module.judge_written is not None:
        said += [one.said for one in module.judge_written(session, form.kind, [row], office.clock.today())]
    fatal = {one.field: one.message for one in said if one.fatal}
    told = tuple(f"{form.sheet.by_field[one.field].heading}：{one.message}" for one in said if not one.fatal)
    return Checked(values, fatal, notes + told)


def _read_all(form: RecordForm, texts: Texts) -> tuple[dict[str, Any], dict[str, str], tuple[str, ...]]:
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    notes: list[str] = []
    for column in form.sheet.columns:
        text = texts.get(column.field, "").strip()
        values[column.field], why, note = _read(form.sheet, column, text) if text else (column.default, "", "")
        if not text and column.required and not _may_stay_blank(form, column):
            why = _BLANK
        if why:
            faults[column.field] = why
        if note:
            notes.append(f"{column.heading}：{note}")
    return values, faults, tuple(notes)


def _may_stay_blank(form: RecordForm, column: Column) -> bool:
    """A required cell that stands blank (a project of the annexes without an owner) stays so until it is known."""
    return form.row_id is not None and not form.sheet.asks(column) and not form.texts.get(column.field)


def _read(sheet: Sheet, column: Column, text: str) -> tuple[Any, str, str]:
    """The stored value, why it cannot be taken, and what is to say about it."""
    cleaned = reading_for(column, key=column.field in sheet.natural_key).clean([text])
    return cleaned.values[0], cleaned.faults.get(0, ""), cleaned.remarks.get(0, "")


def _write(session: ChangeSession, table: Table, form: RecordForm, values: Row) -> None:
    if form.row_id is None:
        (key,) = table.primary_key.columns
        row_id = int(session.execute(insert(table).values(values).returning(key)).scalar_one())
        session.log(Entry(table.name, str(row_id), "新增", "", encode(_row(session, table, row_id))))
        return
    before = _unchanged(session, table, form)
    differing = [name for name, value in values.items() if before[name] != value]
    if differing:
        after = {name: values[name] for name in differing}
        session.execute(update(table).where(_is(table, form.row_id)).values(after))
        was = encode({name: before[name] for name in differing})
        session.log(Entry(table.name, str(form.row_id), "修改", was, encode(after)))


def _unchanged(session: Session, table: Table, form: RecordForm) -> Row:
    row = _row(session, table, form.row_id)
    if encode(row) != form.seen:
        raise UserError("这条记录打开以后又被改动或删除过", _UNCHANGED, "请重新打开它，再填一次")
    return row


def _row_id(session: Session, where: Landing, key: tuple[Any, ...]) -> int | None:
    wanted: Any = key[0] if len(where.key) == 1 else key
    found = landing.standing(session, where, [wanted]).get(wanted)
    return found.row_id if found else None


def _row(session: Session, table: Table, row_id: int | None) -> Row:
    found = session.execute(select(table).where(_is(table, row_id))).mappings().first()
    return dict(found) if found is not None else {}


def _is(table: Table, row_id: int | None) -> Any:
    (key,) = table.primary_key.columns
    return key == row_id


def _quietly(_words: str, _share: float) -> None:
    """One record settles at once; nobody needs to watch."""
