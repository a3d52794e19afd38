"""报送情况 on paper: the receipts of one period, or of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.papers import Asked, Choice, Content, Paper
from guanxian_desk.services.receipts import (
    COMPLETE,
    LACKING,
    MISSING,
    RETURNED,
    STATE_WORDS,
    Receipt,
    receipts,
)

_SIZE = 9.0
_COLUMNS = (
    Column("序号", CellKind.COUNT, 0.6, align="center"),
    Column("报送单位", weight=2.2),
    Column("表", weight=1.5),
    Column("报告期", weight=0.9, align="center"),
    Column("最近报送", CellKind.MOMENT, 1.6),
    Column("收件人", weight=0.9),
    Column("轮次", CellKind.COUNT, 0.6),
    Column("行数", CellKind.COUNT, 0.8),
    Column("错误行", CellKind.COUNT, 0.8),
    Column("错误率", CellKind.PERCENT, 0.8),
    Column("首次错误率", CellKind.PERCENT, 0.9),
    Column("状态", weight=1.0, align="center"),
)


def content(asked: Asked) -> Content:
    """The receipts up to the day; asked.subject: a period. UserError when nothing was sent for it."""
    found = [receipt for receipt in receipts(asked.session) if _counts(asked, receipt)]
    if not found:
        period = f"报告期 {asked.subject} " if asked.subject else ""
        raise UserError(f"{period}没有收到过报送的表格", "没有生成报送情况", "请核对报告期，或先导入收到的表格")
    table = Table(_COLUMNS, tuple(_row(place, receipt) for place, receipt in enumerate(found, 1)), size=_SIZE)
    states = Counter(receipt.state for receipt in found)
    document = {
        "office": asked.office,
        "as_of": asked.as_of,
        "sample": asked.sample,
        "period": asked.subject or "各报告期",
        "table": table,
        "sent": len(found) - states[MISSING],
        "complete": states[COMPLETE],
        "lacking": states[LACKING],
        "returned": states[RETURNED],
        "missing": states[MISSING],
    }
    named = Table(table.columns, table.rows, caption="报送情况", size=_SIZE)
    return Content((document,), (named,), (), asked.subject)


def periods(asked: Asked) -> Sequence[Choice]:
    """The periods that something was sent for, newest first."""
    return [(period, period) for period in dict.fromkeys(r.period for r in receipts(asked.session, missing=False))]


def _counts(asked: Asked, receipt: Receipt) -> bool:
    sent = receipt.first_at is None or receipt.first_at.date() <= asked.as_of
    return sent and asked.subject in ("", receipt.period)


def _row(place: int, receipt: Receipt) -> tuple[Value, ...]:
    came = receipt.state != MISSING
    return (
        place,
        receipt.sender,
        receipt.title,
        receipt.period,
        receipt.last_at,
        receipt.operator or None,
        receipt.rounds if came else None,
        receipt.rows if came else None,
        receipt.wrong if came else None,
        receipt.rate,
        receipt.first_rate,
        STATE_WORDS[receipt.state],
    )


FORMS = (Paper("exchange-receipts", content, takes=("subject",), subject_word="报告期", subjects=periods),)
