"""The sample ledger as rows: one frozen class a sheet, its fields named as the sheet's declaration names them.

Money is whole fen, shares are millionths of one, moments are naive Beijing time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PaymentRow:
    """缴费凭证."""

    number: str
    payer: str
    id_number: str
    phone: str
    estate_unit: str
    community: str
    address: str
    land_fen: int | None
    deed_fen: int | None
    other_fen: int | None
    total_fen: int
    paid_on: date


@dataclass(frozen=True)
class IssueRow:
    """发放明细."""

    code: str
    id_number: str
    phone: str
    face_fen: int
    issued_at: datetime


@dataclass(frozen=True)
class MerchantRow:
    """商户名册."""

    code: str
    name: str
    credit_code: str
    category: str
    address: str
    review: str
    reviewed_at: datetime | None
    disqualified_at: datetime | None
    disqualified_why: str | None


@dataclass(frozen=True)
class RedemptionRow:
    """核销明细."""

    serial: str
    code: str
    merchant: str
    order_no: str
    purchase_fen: int
    redeemed_at: datetime


@dataclass(frozen=True)
class RefundRow:
    """退款明细."""

    serial: str
    order_no: str
    scope: str
    amount_fen: int
    refunded_at: datetime
    handling: str | None


@dataclass(frozen=True)
class WithdrawalRow:
    """提现明细."""

    serial: str
    merchant: str
    amount_fen: int
    withdrawn_at: datetime


@dataclass(frozen=True)
class TransferRow:
    """财政拨款."""

    number: str
    amount_fen: int
    transferred_at: datetime
    purpose: str
    direction: str


@dataclass(frozen=True)
class EstateRow:
    """适用范围认定."""

    estate_unit: str
    community: str
    document: str
    households: int
    responsible: str


@dataclass(frozen=True)
class RecipientRow:
    """领取人."""

    payment_number: str
    id_number: str
    share: int
    authorisation: str


@dataclass(frozen=True)
class SampleLedger:
    """Everything the offices sent in the sample year, each sheet in the order of its own numbers.

    planted: the findings, as (code, subject), that the year's course holds by intention as of 2022-12-31;
    planted_later: what is added until 2023-01-10.
    """

    payments: tuple[PaymentRow, ...]
    issues: tuple[IssueRow, ...]
    merchants: tuple[MerchantRow, ...]
    redemptions: tuple[RedemptionRow, ...]
    refunds: tuple[RefundRow, ...]
    withdrawals: tuple[WithdrawalRow, ...]
    transfers: tuple[TransferRow, ...]
    estates: tuple[EstateRow, ...]
    recipients: tuple[RecipientRow, ...]
    planted: tuple[tuple[str, str], ...]
    planted_later: tuple[tuple[str, str], ...]
