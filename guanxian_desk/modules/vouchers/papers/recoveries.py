"""追缴台账 and 催缴通知: who was issued more than a right to, what was done about it, what is still to come back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.identity import credit_code_ok
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.papers.asked import (
    CONTACT,
    RECOVERY_ACCOUNT,
    RECOVERY_BANK,
    RECOVERY_PAYEE,
    SMALL,
    Asked,
    head,
    number_column,
    options,
    titled,
    total,
)
from guanxian_desk.modules.vouchers.papers.names import NO_PAYER, Names
from guanxian_desk.modules.vouchers.papers.payers import Payer, payers
from guanxian_desk.modules.vouchers.reconcile import FindingView
from guanxian_desk.modules.vouchers.rules.catalogue import RECOVERABLE, RULE_OF

_STEPS = """
SELECT c.person_id, p.number, c.amount_fen, notice, noticed_on,
  CASE WHEN paid_back_on <= :day THEN paid_back_on END, receipt
FROM voucher_recoveries c JOIN voucher_persons p ON p.id = c.person_id
WHERE noticed_on <= :day ORDER BY noticed_on, c.id
"""
_PHONES = "SELECT person_id, max(phone) FROM voucher_issues WHERE WITHIN(person_id) GROUP BY person_id"


class Step(NamedTuple):
    """One notice: its sum, number and day, and when and with what receipt it was paid; days as ISO text."""

    amount: int
    notice: str
    noticed_on: str
    paid_back_on: str | None
    receipt: str


@dataclass(frozen=True)
class Owed:
    """What one person has to give back. amount: fen; code: I01 or I02, "" when the records were mended since."""

    number: str
    name: str
    phone: str
    code: str
    amount: int
    released: bool
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        """The difference in words."""
        return RULE_OF[self.code].title if self.code else "（差异已更正）"

    @property
    def paid_back(self) -> int:
        """What came back."""
        return sum(step.amount for step in self.steps if step.paid_back_on)

    @property
    def left(self) -> int:
        """What is still to come back."""
        return max(self.amount - self.paid_back, 0)

    @property
    def state(self) -> str:
        """已放行, 已更正, 已追回, 已催缴 or 待催缴."""
        if not self.left:
            return "已放行" if self.released else "已追回" if self.amount else "已更正"
        return "已催缴" if self.steps else "待催缴"


def owed(asked: Asked) -> list[Owed]:
    """Everybody whom I01 or I02 names, in the order of the findings; then whom notices were sent to before.

    A released finding is no claim.
    """
    steps: dict[int, list[Step]] = defaultdict(list)
    numbers: dict[int, str] = {}
    for person, number, *step in asked.ledger.rows(_STEPS):
        steps[person].append(Step(*step))
        numbers[person] = number
    views = {view.person_id: view for view in asked.result.views() if view.rule.code in RECOVERABLE}
    people = [person for person in dict.fromkeys((*views, *steps)) if person is not None]
    phones, names = dict(asked.ledger.rows(_PHONES, people)), Names(asked, people)
    return [
        _owed(views.get(person), numbers.get(person, ""), names.payer(person), phones.get(person), steps[person])
        for person in people
    ]


def _owed(view: FindingView | None, number: str, name: str, phone: str | None, steps: Sequence[Step]) -> Owed:
    if view is None:
        return Owed(number, name, phone or "", "", 0, False, tuple(steps))
    released = view.finding.state is FindingState.WAIVED
    amount = 0 if released else view.finding.amount
    return Owed(view.finding.subject, name, phone or "", view.rule.code, amount, released, tuple(steps))


def content(asked: Asked) -> Content:
    """追缴台账: a line for every notice, one for whom none was sent to."""
    debts = owed(asked)
    table = _table(asked, debts)
    left = sum(debt.left for debt in debts)
    document = {
        **head(asked),
        "table": table,
        "people": sum(1 for debt in debts if debt.amount),
        "amount": sum(debt.amount for debt in debts),
        "paid_back": sum(debt.paid_back for debt in debts),
        "left": left,
    }
    return Content(
        (document,), (titled(table, "追缴台账"),), (options(asked.result),), amount_fen=left, persons=len(debts)
    )


def _table(asked: Asked, debts: list[Owed]) -> Table:
    columns = (
        number_column(),
        Column("姓名", weight=1.2),
        Column("证件号码", CellKind.IDENTITY, 2),
        Column("电话", CellKind.PHONE, 1.3),
        Column("差异", weight=1.5),
        Column("应追缴", CellKind.MONEY, 1.2),
        Column("通知文号", CellKind.CODE, 1.4, group="催缴"),
        Column("日期", CellKind.DAY, 1.1, group="催缴"),
        Column("日期", CellKind.DAY, 1.1, group="追回"),
        Column("金额", CellKind.MONEY, 1.2, group="追回"),
        Column("凭据", CellKind.CODE, 1.2, group="追回"),
        Column("尚未追回", CellKind.MONEY, 1.3),
        Column("状态", weight=0.9, align="center"),
    )
    rows = [row for place, debt in enumerate(debts, 1) for row in _rows(place, debt)]
    sums = [total(rows, column) for column in (5, 9, 11)]
    totals = (None, "合计", None, None, None, sums[0], None, None, None, sums[1], None, sums[2], None)
    return Table(columns, tuple(rows), totals, size=SMALL, unmasked=asked.full)


def _rows(place: int, debt: Owed) -> list[tuple[Value, ...]]:
    """The person's sums stand in the first line only."""
    rows: list[tuple[Value, ...]] = []
    for step in debt.steps or (None,):
        first = not rows
        back = step.amount if step and step.paid_back_on else None
        rows.append(
            (
                place if first else None,
                debt.name if first else None,
                debt.number if first else None,
                debt.phone or None if first else None,
                debt.title if first else None,
                debt.amount if first else None,
                step.notice if step else None,
                step.noticed_on if step else None,
                step.paid_back_on if step else None,
                back,
                step.receipt if step else None,
                debt.left if first else None,
                debt.state if first else None,
            )
        )
    return rows


def notice(asked: Asked) -> Content:
    """催缴通知 to the person with the ID number asked.subject, or to all who still owe. UserError when nobody does."""
    debts = [debt for debt in owed(asked) if debt.left and asked.subject in ("", debt.number)]
    if not debts:
        whom = asked.number(asked.subject)
        raise UserError(
            f"截至 {asked.as_of} {whom}没有尚未追回的错发、多发消费券",
            "没有生成催缴通知",
            "请对照追缴台账核对证件号码和截至日期",
        )
    known = {payer.number: payer for payer in payers(asked.ledger)}
    documents = tuple(_letter(asked, debt, known[debt.number]) for debt in debts)
    about = debts[0].name if asked.subject else "全部"
    left = sum(debt.left for debt in debts)
    return Content(documents, (titled(_table(asked, debts), "催缴名单"),), (), about, left, len(debts))


def _letter(asked: Asked, debt: Owed, payer: Payer) -> dict[str, Any]:
    policy = asked.result.policy
    return {
        **head(asked),
        "you": "贵单位" if credit_code_ok(debt.number) else "您",
        "name": "" if debt.name == NO_PAYER else debt.name,
        "id_number": asked.number(debt.number),
        "paid": debt.code == "I02",
        "first": policy.payment_first,
        "last": policy.payment_last,
        "issued": payer.issued,
        "entitled": payer.entitled,
        "amount": debt.amount,
        "paid_back": debt.paid_back,
        "left": debt.left,
        "reply_days": asked.reply_days,
        "payee": asked.setting(RECOVERY_PAYEE),
        "bank": asked.setting(RECOVERY_BANK),
        "account_number": asked.setting(RECOVERY_ACCOUNT),
        "contact": asked.setting(CONTACT),
    }
