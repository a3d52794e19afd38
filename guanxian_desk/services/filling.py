"""Desk data into a superior's own blank workbook: the kind recognised, the columns mapped once and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange import fill
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.fill import NUMBER, Filled, Layout
from guanxian_desk.exchange.labels import plain
from guanxian_desk.exchange.render import masked
from guanxian_desk.services.exporting import log_disclosure
from guanxian_desk.services.modules import of_kind, sheets
from guanxian_desk.services.office import Office
from guanxian_desk.store import batches, landing
from guanxian_desk.store.exchange_tables import FillMemory

_NOTHING = "没有写出任何文件"


@dataclass(frozen=True)
class Form:
    """A blank workbook as found. mapping: heading as written → field, NUMBER for a running number, "" for nothing;
    remembered: the mapping, or part of it, comes from the last time; records: how many the desk has of the kind."""

    name: str
    kind: str
    title: str
    layout: Layout
    mapping: Mapping[str, str]
    remembered: bool
    records: int

    @property
    def room(self) -> int:
        """How many records it has rows for."""
        return fill.room(self.layout)


def open_form(office: Office, data: bytes, name: str, kind: str = "", told: Mapping[str, str] | None = None) -> Form:
    """The form and how it would be filled; nothing is written.

    told: the clerk's mapping, over what is remembered. UserError when it is no .xlsx, when its kind cannot be told
    (or is none of ours), or when told names an unknown heading or column.
    """
    book = fill.open_form(data, name)
    sheet = of_kind(kind)[1] if kind else _recognised(office, book, name)
    bare = fill.find_layout(book, sheet)
    known = _remembered(office, bare.fingerprint, sheet.key) if bare else {}
    said = _checked(sheet, bare, told or {})
    layout = fill.find_layout(book, sheet, {**known, **said})
    if layout is None:
        raise UserError(f"“{name}”里没有“{sheet.title}”的表头", _NOTHING, "请核对是不是这张表，或指定各列填什么")
    with office.store.read() as session:
        records = len(list(landing.read_all(session, of_kind(sheet.key)[0].landings[sheet.key])))
    mapping = {column.written: column.field or "" for column in layout.headings.columns if column.written}
    numbers = {heading: NUMBER for heading, field in {**known, **said}.items() if field == NUMBER}
    return Form(name, sheet.key, sheet.title, layout, mapping | numbers, bool(known), records)


def fill_form(office: Office, data: bytes, form: Form, full: bool = False) -> Filled:
    """The form filled with all records of its kind; the mapping is remembered, full numbers are logged.

    UserError when the form has too few rows: nothing is written then.
    """
    module, sheet = of_kind(form.kind)
    with office.store.read() as session:
        rows = list(landing.read_all(session, module.landings[form.kind]))
    if not rows:
        raise UserError(f"还没有“{sheet.title}”的记录", _NOTHING, "请先导入或录入")
    if not form.layout.keyed and len(rows) > form.room:
        lacking = len(rows) - form.room
        raise UserError(
            f"“{form.name}”只留了 {form.room} 行，而“{sheet.title}”有 {len(rows)} 条记录",
            _NOTHING,
            f"请在 Excel 里把空白行再插入 {lacking} 行后重新填写",
        )
    shown = rows if full else [tuple(map(masked, sheet.columns, row)) for row in rows]
    filled = fill.fill(fill.open_form(data, form.name), form.layout, sheet, rows, shown, form.mapping)
    remember_form(office, form)
    if full and any(sheet.by_field[field].personal for field in form.mapping.values() if field in sheet.by_field):
        label = f"填写“{form.name}”（含完整证件号码和电话）"
        log_disclosure(office, label, module.landings[form.kind].table.name, filled.rows)
    return filled


def remember_form(office: Office, form: Form) -> None:
    """Keep how the form's columns are filled."""
    mapping = dict(form.mapping)
    with office.store.change(f"记住“{form.layout.title}”的填法", office.actor) as session:
        query = select(FillMemory).where(FillMemory.layout == form.layout.fingerprint, FillMemory.kind == form.kind)
        row = session.scalar(query)
        if row is None:
            title = form.layout.title
            session.add(FillMemory(layout=form.layout.fingerprint, kind=form.kind, title=title, columns=mapping))
        elif row.columns != mapping:
            row.columns = mapping


def _remembered(office: Office, fingerprint: str, kind: str) -> dict[str, str]:
    with office.store.read() as session:
        query = select(FillMemory.columns).where(FillMemory.layout == fingerprint, FillMemory.kind == kind)
        found = session.scalar(query)
    return dict(found or {})


def _recognised(office: Office, book: Any, name: str) -> Sheet:
    """The kind with most of the form's headings; UserError when none or several fit equally."""
    found = [(layout, sheet) for sheet in sheets() if (layout := fill.find_layout(book, sheet)) is not None]
    with office.store.read() as session:
        ranks = {sheet.key: _rank(session, layout, sheet) for layout, sheet in found}
    best = max(ranks.values(), default=None)
    fitting = [sheet for layout, sheet in found if ranks[sheet.key] == best and len(layout.headings.fields) > 1]
    if not fitting:
        raise UserError(f"认不出“{name}”要填哪一种记录", _NOTHING, _ASK)
    if len(fitting) > 1:
        titles = "、".join(sheet.title for sheet in fitting)
        raise UserError(f"“{name}”像是几种记录：{titles}", _NOTHING, _ASK)
    return fitting[0]


_ASK = "请指明是哪一种表（命令行用 --kind，见 kinds）"


_GENERAL = frozenset(["序号", "编号", "备注", "说明", "日期", "年度", "单位"])
"""Headings that stand in every form and tell nothing of what it lists."""


def _rank(session: Session, layout: Layout, sheet: Sheet) -> tuple[int, bool, bool, int]:
    found = layout.headings.columns
    telling = sum(1 for column in found if column.field and plain(column.written) not in _GENERAL)
    where = of_kind(sheet.key)[0].landings[sheet.key]
    keyed = layout.headings.fields.issuperset(sheet.natural_key)
    return telling, keyed, batches.count_rows(session, where) > 0, -len(layout.headings.missing(sheet))


def _checked(sheet: Sheet, layout: Layout | None, told: Mapping[str, str]) -> dict[str, str]:
    """The clerk's mapping with official headings turned into fields. UserError for names that are not there."""
    by_name = {column.heading: column.field for column in sheet.columns} | {c.field: c.field for c in sheet.columns}
    said: dict[str, str] = {}
    for heading, name in told.items():
        if layout is not None and heading not in layout.written:
            raise UserError(f"这张表没有“{heading}”这个表头", _NOTHING, f"它的表头有：{'、'.join(layout.written)}")
        if name and name != NUMBER and name not in by_name:
            raise UserError(f"“{sheet.title}”没有“{name}”这一列", _NOTHING, f"可填的列：{'、'.join(by_name)}")
        said[heading] = by_name.get(name, name)
    return said
