"""发文稿纸 of an outgoing paper, and the registers of outgoing papers and of numbers, as papers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.papers import Asked, Choice, Content, Paper
from guanxian_desk.store import number_series, numbers
from guanxian_desk.store.tables import Dispatch, Receipt

_DISPATCHES = (
    Column("序号", CellKind.COUNT, 0.5, align="center"),
    Column("发文字号", weight=1.6),
    Column("标题", weight=3),
    Column("签发人", weight=0.9),
    Column("成文日期", CellKind.DAY, 1.1),
    Column("用印日期", CellKind.DAY, 1.1),
    Column("份数", CellKind.COUNT, 0.6),
    Column("主送、抄送", weight=2.2),
    Column("签收", weight=2.4),
)
_NUMBERS = (
    Column("编号", weight=2),
    Column("序列", weight=1.6),
    Column("状态", weight=0.7, align="center"),
    Column("用于", weight=3),
    Column("日期", CellKind.DAY, 1.2),
    Column("原因", weight=2),
)


def _head(asked: Asked) -> dict[str, object]:
    return {"office": asked.office, "sample": asked.sample}


def _slip(asked: Asked) -> Content:
    row = asked.session.get(Dispatch, int(asked.subject)) if asked.subject.isdecimal() else None
    if row is None:
        raise UserError(f"发文登记里没有第 {asked.subject} 条", "没有生成发文稿纸", "请先登记这份发文")
    document = {
        **_head(asked),
        "title": row.title,
        "number": row.number,
        "recipients": row.recipients,
        "copied": row.copied,
        "copies": "" if row.copies is None else f"{row.copies} 份",
        "signer": row.signer,
        "day": row.day,
        "sealed_on": row.sealed_on,
        "note": row.note,
    }
    return Content((document,), (), about=row.number or row.title)


def _slips(asked: Asked) -> Sequence[Choice]:
    rows = asked.session.scalars(select(Dispatch).order_by(Dispatch.id.desc()))
    return [(str(row.id), f"{row.number} {row.title}".strip()) for row in rows]


def _dispatches(asked: Asked) -> Content:
    taken: dict[int, list[str]] = {}
    for one in asked.session.scalars(select(Receipt).order_by(Receipt.id)):
        words = " ".join(part for part in (one.unit, one.receiver, one.day.isoformat() if one.day else "") if part)
        taken.setdefault(one.dispatch_id, []).append(words)
    rows: list[tuple[Value, ...]] = []
    query = select(Dispatch).where((Dispatch.day.is_(None)) | (Dispatch.day <= asked.as_of)).order_by(Dispatch.id)
    for index, row in enumerate(asked.session.scalars(query), 1):
        to = "；".join(part for part in (row.recipients, row.copied and f"抄送：{row.copied}") if part)
        signed = "\n".join(taken.get(row.id, []))
        rows.append((index, row.number, row.title, row.signer, row.day, row.sealed_on, row.copies, to, signed))
    table = Table(_DISPATCHES, tuple(rows), caption="发文登记簿", size=9.0)
    return Content(({**_head(asked), "as_of": asked.as_of, "listing": table},), (table,))


def _numbers(asked: Asked) -> Content:
    titles = {key: one.title for key, one in number_series.all_series(asked.session).items()}
    rows: list[tuple[Value, ...]] = [
        (row.number, titles.get(row.series, row.series) or "外来文号", row.state, row.subject, row.day, row.reason)
        for row in numbers.listed(asked.session)
    ]
    table = Table(_NUMBERS, tuple(rows), caption="文书编号登记簿", size=9.0)
    return Content(({**_head(asked), "as_of": asked.as_of, "listing": table},), (table,))


FORMS: tuple[Paper[Asked], ...] = (
    Paper("dispatch-slip", _slip, needs=("subject", "as_of"), subject_word="发文", subjects=_slips),
    Paper("dispatch-register", _dispatches),
    Paper("number-register", _numbers),
)
"""The papers of the registers."""
