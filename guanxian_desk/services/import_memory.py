"""What is remembered of a sender: which heading means which column, and which word means which value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.extract import Extract
from guanxian_desk.exchange.labels import plain
from guanxian_desk.exchange.texts import tidy
from guanxian_desk.services.modules import of_kind, sheets
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import Wishes
from guanxian_desk.store.exchange_tables import ColumnMemory, FillMemory, ValueMemory

COLUMN, VALUE, FILL = "column", "value", "fill"
ASIDE = "（不导入）"
_TABLES: Mapping[str, type[ColumnMemory] | type[ValueMemory] | type[FillMemory]] = {
    COLUMN: ColumnMemory,
    VALUE: ValueMemory,
    FILL: FillMemory,
}


@dataclass(frozen=True)
class Memory:
    """What holds for one sender's files of a kind. columns: heading as written → field; meanings: field → word as
    labels.plain() leaves it → value."""

    columns: Mapping[str, str]
    meanings: Mapping[str, Mapping[str, str]]

    def notes(self, taken: Extract, wishes: Wishes) -> list[str]:
        """Sentences on what of it was used for a file; words are noted by the reader itself, with their rows."""
        written = {column.written for found in taken.headings.values() for column in found.columns}
        used = [name for name in self.columns if name in written and name not in wishes.mapping]
        pairs = "、".join(f"“{name}”→{_heading(taken.sheet, self.columns[name])}" for name in used)
        return [f"按以前给这个报送单位指定的对应读取列：{pairs}"] if pairs else []


def remembered(session: Session, kind: str, sender: str) -> Memory:
    """What is remembered of the sender ("" for files that nobody was named for)."""
    columns = session.execute(
        select(ColumnMemory.heading, ColumnMemory.field).where(ColumnMemory.kind == kind, ColumnMemory.sender == sender)
    )
    known = {field for sheet in sheets() if sheet.key == kind for field in sheet.by_field}
    meanings: dict[str, dict[str, str]] = defaultdict(dict)
    values = select(ValueMemory).where(ValueMemory.kind == kind, ValueMemory.sender == sender)
    for value in session.scalars(values):
        meanings[value.field][plain(value.written)] = value.meant
    return Memory({heading: field for heading, field in columns if field in known or not field}, dict(meanings))


def knows(office: Office, kind: str, sender: str) -> bool:
    """Whether anything is remembered of the sender's files of the kind."""
    with office.store.read() as session:
        memory = remembered(session, kind, sender)
    return bool(memory.columns or memory.meanings)


def can_be_meant(column: Column) -> bool:
    """Whether words of the column may be remembered: names and choices, never numbers, keys' digits or days."""
    return column.kind in (Kind.TEXT, Kind.CHOICE)


def remember_columns(office: Office, kind: str, sender: str, mapping: Mapping[str, str]) -> None:
    """Keep what a clerk said about headings: heading as written → field ("" leaves it aside)."""
    title = of_kind(kind)[1].title
    with office.store.change(f"记住{title}的列对应：{sender or '未写报送单位'}", office.actor) as session:
        for heading, field in mapping.items():
            row = session.scalar(
                select(ColumnMemory).where(
                    ColumnMemory.kind == kind, ColumnMemory.sender == sender, ColumnMemory.heading == heading
                )
            )
            if row is None:
                session.add(ColumnMemory(kind=kind, sender=sender, heading=heading, field=field))
            elif row.field != field:
                row.field = field


def remember_values(office: Office, kind: str, sender: str, said: Mapping[tuple[str, str], str]) -> None:
    """remember_value() for several: (field, word) → what it means."""
    for (field, written), meant in said.items():
        remember_value(office, kind, sender, field, written, meant)


def remember_value(office: Office, kind: str, sender: str, field: str, written: str, meant: str) -> None:
    """Keep what a word of the sender means. UserError for a column whose words are no names, or for blanks."""
    sheet = of_kind(kind)[1]
    said, value = tidy(written), tidy(meant)
    if not can_be_meant(sheet.by_field[field]) or not said or not value:
        raise UserError("只能记住名称和选项的说法", "没有改动任何数据", "请逐格改正")
    with office.store.change(f"记住说法：{said} → {value}", office.actor) as session:
        query = select(ValueMemory).where(
            ValueMemory.kind == kind,
            ValueMemory.sender == sender,
            ValueMemory.field == field,
            ValueMemory.written == said,
        )
        row = session.scalar(query)
        if row is None:
            session.add(ValueMemory(kind=kind, sender=sender, field=field, written=said, meant=value))
        elif row.meant != value:
            row.meant = value


def memories(office: Office) -> list[Mapping[str, Any]]:
    """Everything remembered, as rows of a table: which, id, what, title, sender, column, written, meant."""
    known = {sheet.key: sheet for sheet in sheets()}
    with office.store.read() as session:
        columns = session.scalars(select(ColumnMemory).order_by(ColumnMemory.id)).all()
        values = session.scalars(select(ValueMemory).order_by(ValueMemory.id)).all()
        fills = session.scalars(select(FillMemory).order_by(FillMemory.id)).all()
    rows: list[Mapping[str, Any]] = []
    for column in columns:
        sheet = known.get(column.kind)
        said = _row(COLUMN, column.id, "列的对应", sheet, column.sender, "", column.heading)
        rows.append(said | {"meant": _heading(sheet, column.field)})
    for value in values:
        sheet = known.get(value.kind)
        said = _row(VALUE, value.id, "值的说法", sheet, value.sender, _heading(sheet, value.field), value.written)
        rows.append(said | {"meant": value.meant})
    for fill in fills:
        sheet = known.get(fill.kind)
        pairs = "、".join(f"{heading}←{_heading(sheet, field)}" for heading, field in fill.columns.items())
        rows.append(_row(FILL, fill.id, "上级表的填法", sheet, "", "", fill.title) | {"meant": pairs})
    return rows


def forget(office: Office, which: str, number: int) -> None:
    """Drop one memory; files that were imported with it stay as they are."""
    with office.store.change("删除记住的对应", office.actor) as session:
        row = session.get(_TABLES[which], number)
        if row is not None:
            session.delete(row)


def _row(
    which: str, number: int, what: str, sheet: Sheet | None, sender: str, column: str, written: str
) -> dict[str, Any]:
    title = sheet.title if sheet else "（已不用的表）"
    return {
        "which": which,
        "id": number,
        "what": what,
        "title": title,
        "sender": sender,
        "column": column,
        "written": written,
    }


def _heading(sheet: Sheet | None, field: str) -> str:
    if not field:
        return ASIDE
    column = sheet.by_field.get(field) if sheet else None
    return column.heading if column else field
