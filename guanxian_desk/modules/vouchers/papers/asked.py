"""What the voucher papers are made from, and the parts that several of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.identity import mask_id
from guanxian_desk.base.money import yuan
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.reconcile import Reconciliation
from guanxian_desk.store import settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COMMERCE_BUREAU = "县商务和投资促进局"
TREASURY_BUREAU = "县财政局"
TASK_FORCE = "县不动产遗留问题工作专班"
"""冠县为民办实事、解决不动产遗留问题工作专班 in short, as a masthead has room for."""

PAYEE = "vouchers.payee"
BANK = "vouchers.bank"
ACCOUNT = "vouchers.account"
RECOVERY_PAYEE = "vouchers.recovery_payee"
RECOVERY_BANK = "vouchers.recovery_bank"
RECOVERY_ACCOUNT = "vouchers.recovery_account"
CONTACT = "vouchers.contact"
REPLY_DAYS = "vouchers.reply_days"
"""Settings of the office that papers print; a blank to fill in stands where one is not set."""

_REPLY_DAYS_DEFAULT = 10

SMALL = 9.0
"""小五, for lists with many columns."""
BLANK = "〔　　　　　　　　　　〕"
"""To be filled in by hand in a grid of facts."""
IDENTITIES = "四项平衡"
"""What the identities' table is called in a workbook."""


@dataclass(frozen=True)
class Asked:
    """A paper is asked for: the day's results, the records behind them, whom it is for, masked or in full."""

    session: Session
    result: Reconciliation
    office: str
    sample: bool = False
    subject: str = ""
    full: bool = False

    @property
    def as_of(self) -> date:
        """The day the paper shows."""
        return self.result.as_of

    @property
    def ledger(self) -> Ledger:
        """The records up to that day."""
        return Ledger.of(self.session, self.result.policy, self.as_of)

    def setting(self, key: str) -> str:
        """One of the office's settings as text; "" while it is not set."""
        return str(settings.get(self.session, key, ""))

    @property
    def reply_days(self) -> int:
        """Calendar days in which an answer is asked for: the office's choice, the notice says nothing."""
        return int(settings.get(self.session, REPLY_DAYS, _REPLY_DAYS_DEFAULT))

    def number(self, number: str) -> str:
        """An ID number as this paper may show it."""
        return number if self.full else mask_id(number)


def head(asked: Asked) -> dict[str, Any]:
    """What every voucher paper is given."""
    return {"office": asked.office, "as_of": asked.as_of, "sample": asked.sample, "options": options(asked.result)}


def options(result: Reconciliation) -> str:
    """The choices in force where the notice is silent, each with its 口径依据 or that it is still missing."""
    chosen = [f"{line.label}“{line.text}”（{line.basis}）" for line in result.policy.lines if line.basis]
    return "口径：" + "；".join(chosen) + "。"


def identities(result: Reconciliation) -> Table:
    """The four identities with a tick or the difference."""
    columns = (
        Column("平衡关系", weight=5),
        Column("左边（元）", CellKind.MONEY, 2),
        Column("右边（元）", CellKind.MONEY, 2),
        Column("核对结果", weight=2, align="center"),
    )
    rows = tuple((one.words, one.left, one.right, balance_words(one.left, one.right)) for one in result.identities)
    return Table(columns, rows, size=SMALL)


def balance_words(left: int, right: int) -> str:
    """√ 相符, or by how much the sides differ."""
    return "√ 相符" if left == right else f"× 相差 {yuan(left - right)} 元"


def titled(table: Table, caption: str) -> Table:
    """The table as a sheet of the workbook; on paper a heading of the form stands over it."""
    return replace(table, caption=caption)


def number_column() -> Column:
    """序号."""
    return Column("序号", CellKind.COUNT, 0.5, align="center")


def total(rows: Sequence[Sequence[Any]], column: int) -> int:
    """The sum of one column; blanks count for nothing."""
    return sum(row[column] or 0 for row in rows)
