"""The records that the voucher oracle reckons with: what the offices send, cleaned, one class a sheet.

Money is whole fen, a share is millionths of one (100 % = 1_000_000), moments are naive Beijing time, keys are text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

FULL, PARTIAL = "全额", "部分"
RETURNED, BY_MERCHANT = "退回卡券包", "商户自行退还"
APPROVED, REJECTED, PENDING = "通过", "未通过", "待审"
IN, BACK = "拨入", "退回"
WHOLE_SHARE = 1_000_000


@dataclass(frozen=True)
class Payment:
    """缴费凭证: what one payer paid on one day; the three parts may be blank (None)."""

    key: str
    id_no: str
    total: int
    day: date
    unit: str = ""
    estate: str = ""
    land: int | None = None
    deed: int | None = None
    other: int | None = None
    payer: str = "样例缴款人"
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Issue:
    """发放明细: one voucher given to one person."""

    code: str
    id_no: str
    face: int
    moment: datetime
    phone: str = ""


@dataclass(frozen=True)
class Merchant:
    """商户名册: a register line; the two dates may carry a time."""

    key: str
    status: str = APPROVED
    approved: datetime | None = None
    disqualified: datetime | None = None
    name: str = "样例商户"
    credit_code: str = ""
    category: str = "大型商场超市"
    address: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Redemption:
    """核销明细: one voucher used in one order; purchase is the whole order's amount."""

    key: str
    code: str
    merchant: str
    order: str
    purchase: int
    moment: datetime


@dataclass(frozen=True)
class Refund:
    """退款明细: FULL or PARTIAL; handling is RETURNED, BY_MERCHANT or blank."""

    key: str
    order: str
    kind: str
    amount: int
    moment: datetime
    handling: str = ""


@dataclass(frozen=True)
class Withdrawal:
    """提现明细."""

    key: str
    merchant: str
    amount: int
    moment: datetime


@dataclass(frozen=True)
class Transfer:
    """财政拨款: IN (also blank) or BACK."""

    key: str
    amount: int
    moment: datetime
    direction: str = IN
    purpose: str = ""


@dataclass(frozen=True)
class Estate:
    """适用范围认定: one 产权单位 + 小区 inside the notice's scope."""

    unit: str
    estate: str
    approval: str = ""
    households: int | None = None
    head: str = ""


@dataclass(frozen=True)
class Recipient:
    """领取人: a share of one payment's base that goes to somebody else."""

    payment: str
    id_no: str
    share: int
    mandate: str = ""


Record = Payment | Issue | Merchant | Redemption | Refund | Withdrawal | Transfer | Estate | Recipient


@dataclass(frozen=True)
class Ledger:
    """Everything the offices sent, in any order."""

    payments: tuple[Payment, ...] = ()
    issues: tuple[Issue, ...] = ()
    merchants: tuple[Merchant, ...] = ()
    redemptions: tuple[Redemption, ...] = ()
    refunds: tuple[Refund, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    estates: tuple[Estate, ...] = ()
    recipients: tuple[Recipient, ...] = ()

    def __post_init__(self) -> None:
        """The import lets no natural key stand twice; a ledger that has one is a fault of the test."""
        for name in (field.name for field in fields(self)):
            keys = [natural_key(record) for record in getattr(self, name)]
            if len(set(keys)) != len(keys):
                raise ValueError(f"{name}: a natural key stands twice")


def natural_key(record: Record) -> tuple[str, ...]:
    """The headings that identify a record of its sheet."""
    match record:
        case Estate():
            return (record.unit, record.estate)
        case Recipient():
            return (record.payment, normal_id(record.id_no))
        case Issue():
            return (record.code,)
        case _:
            return (record.key,)


def normal_id(text: str) -> str:
    """证件号码 as it identifies a payer: half-width, upper-case X, no blanks."""
    half_width = (chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)
    return "".join(char for char in half_width if not char.isspace()).upper()
