"""The voucher ledger: what the tax bureau, the platform, the commerce bureau and the treasury sent.

Persons, codes, orders and merchants are interned to integers, also those a file names before anybody announced
them, so that the order of imports never matters and a million records join by integers only.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guanxian_desk.store.schema import Base
from guanxian_desk.store.types import fen, fen_or_none, moment_column, moment_or_none


class Person(Base):
    """A payer or holder, identified by 证件号码 alone (names and phones identify nobody)."""

    __tablename__ = "voucher_persons"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)


class Code(Base):
    """A voucher code (券码), issued or only heard of."""

    __tablename__ = "voucher_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)


class Order(Base):
    """A purchase (订单号)."""

    __tablename__ = "voucher_orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)


class Shop(Base):
    """A merchant's number (商户编号), registered or only heard of."""

    __tablename__ = "voucher_shops"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)


class Payment(Base):
    """缴费凭证: land transfer fee and taxes that somebody paid (方案二)."""

    __tablename__ = "voucher_payments"
    __table_args__ = (Index("ix_voucher_payments_person", "person_id", "paid_on", "total_fen"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("voucher_persons.id"))
    payer: Mapped[str]
    phone: Mapped[str | None]
    estate_unit: Mapped[str | None]
    community: Mapped[str | None]
    address: Mapped[str | None]
    land_fen: Mapped[fen_or_none]
    deed_fen: Mapped[fen_or_none]
    other_fen: Mapped[fen_or_none]
    total_fen: Mapped[fen]
    paid_on: Mapped[date]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class Issue(Base):
    """发放明细: one voucher put into somebody's wallet (方案三). A code is issued once."""

    __tablename__ = "voucher_issues"
    __table_args__ = (Index("ix_voucher_issues_person", "person_id", "issued_at", "face_fen"),)

    code_id: Mapped[int] = mapped_column(ForeignKey("voucher_codes.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("voucher_persons.id"))
    phone: Mapped[str | None]
    face_fen: Mapped[fen]
    issued_at: Mapped[moment_column]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class Merchant(Base):
    """商户名册: a merchant in the commerce bureau's register (方案七)."""

    __tablename__ = "voucher_merchants"

    shop_id: Mapped[int] = mapped_column(ForeignKey("voucher_shops.id"), primary_key=True)
    name: Mapped[str]
    credit_code: Mapped[str]
    category: Mapped[str]
    address: Mapped[str | None]
    review: Mapped[str]
    reviewed_at: Mapped[moment_or_none]
    disqualified_at: Mapped[moment_or_none]
    disqualified_why: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))


class Redemption(Base):
    """核销明细: a voucher used at a merchant in a purchase (方案五)."""

    __tablename__ = "voucher_redemptions"
    __table_args__ = (
        Index("ix_voucher_redemptions_code", "code_id", "redeemed_at"),
        Index("ix_voucher_redemptions_order", "order_id", "purchase_fen", "redeemed_at"),
        Index("ix_voucher_redemptions_shop", "shop_id", "redeemed_at", "code_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(unique=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("voucher_codes.id"))
    shop_id: Mapped[int] = mapped_column(ForeignKey("voucher_shops.id"))
    order_id: Mapped[int] = mapped_column(ForeignKey("voucher_orders.id"))
    purchase_fen: Mapped[fen]
    redeemed_at: Mapped[moment_column]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class Refund(Base):
    """退款明细: money or vouchers given back for an order (方案六). scope 全额 or 部分."""

    __tablename__ = "voucher_refunds"

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("voucher_orders.id"), index=True)
    scope: Mapped[str]
    amount_fen: Mapped[fen]
    refunded_at: Mapped[moment_column]
    handling: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class Withdrawal(Base):
    """提现明细: a merchant took its money to the bank (方案五、2)."""

    __tablename__ = "voucher_withdrawals"

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(unique=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("voucher_shops.id"), index=True)
    amount_fen: Mapped[fen]
    withdrawn_at: Mapped[moment_column]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class Transfer(Base):
    """财政拨款: treasury money to the platform (拨入) or back (退回, counts negative)."""

    __tablename__ = "voucher_transfers"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    amount_fen: Mapped[fen]
    transferred_at: Mapped[moment_column]
    purpose: Mapped[str | None]
    direction: Mapped[str]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))


class Estate(Base):
    """适用范围认定: a housing estate the plan applies to (方案一)."""

    __tablename__ = "voucher_estates"
    __table_args__ = (UniqueConstraint("estate_unit", "community"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    estate_unit: Mapped[str]
    community: Mapped[str]
    document: Mapped[str | None]
    households: Mapped[int | None]
    responsible: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))


class Recipient(Base):
    """领取人: a share (millionths) of a payment's base that belongs to somebody else than its payer."""

    __tablename__ = "voucher_recipients"
    __table_args__ = (UniqueConstraint("payment_number", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_number: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("voucher_persons.id"), index=True)
    share: Mapped[int]
    authorisation: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))


class Waiver(Base):
    """差异放行: a finding released by two people with a reason and its basis; tied to the amount it had.

    revoked_at is set by unwaive; rows are never deleted, so the history stays.
    """

    __tablename__ = "voucher_waivers"
    __table_args__ = (Index("ix_voucher_waivers_finding", "code", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    subject: Mapped[str]
    amount_fen: Mapped[fen]
    reason: Mapped[str]
    basis: Mapped[str]
    proposed_by: Mapped[str]
    approved_by: Mapped[str]
    waived_at: Mapped[moment_column]
    revoked_by: Mapped[str | None]
    revoked_at: Mapped[moment_or_none]


class Recovery(Base):
    """追缴台账: one step towards getting back what I01 or I02 named (notice sent, paid back, receipt)."""

    __tablename__ = "voucher_recoveries"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("voucher_persons.id"), index=True)
    amount_fen: Mapped[fen]
    notice: Mapped[str]
    noticed_on: Mapped[date]
    paid_back_on: Mapped[date | None]
    receipt: Mapped[str] = mapped_column(default="")


class StatementSlip(Base):
    """对账回执: what a merchant answered to the statement of a day (相符, or its objection)."""

    __tablename__ = "voucher_statement_slips"
    __table_args__ = (UniqueConstraint("shop_id", "as_of"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("voucher_shops.id"))
    as_of: Mapped[date]
    returned_on: Mapped[date]
    agrees: Mapped[bool]
    objection: Mapped[str] = mapped_column(default="")


# What follows is kept, not recorded: derived from the tables above by kept.py, and rebuilt whenever in doubt. It
# holds what leaves the normal path and small sums; a valid redemption leaves no row. So there are no foreign keys.


class KeptState(Base):
    """The one row (id 1) that says what the kept results are made from, and their ledger-wide sums.

    fingerprint: of the policy; change_id: the last change they include; latest: the last moment of any record
    (they stand for every as-of day from then on); sums: JSON of books.Sums, fen.
    """

    __tablename__ = "voucher_kept_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    change_id: Mapped[int]
    latest: Mapped[int]
    sums: Mapped[str]


class KeptFinding(Base):
    """A finding over everything the file holds; S01 is not kept, it depends on waivers.

    record_id: the record that the subject names, in the table that the code is about (0 for S03); the other ids
    are what a filter or a recomputation looks for.
    """

    __tablename__ = "voucher_kept_findings"
    __table_args__ = (UniqueConstraint("code", "subject"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    amount_fen: Mapped[fen]
    detail: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(index=True)
    shop_id: Mapped[int | None] = mapped_column(index=True)
    order_id: Mapped[int | None] = mapped_column(index=True)
    code_id: Mapped[int | None] = mapped_column(index=True)


class KeptMark(Base):
    """What one redemption became when it is not simply the standing use of its voucher.

    mark: held, back (returned by a refund, back_at and back_serial; 0 and "" otherwise), R01 or R02 for each
    redemption of a replayed code, and R03–R06 besides.
    """

    __tablename__ = "voucher_kept_marks"

    redemption_id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    code_id: Mapped[int] = mapped_column(index=True)
    order_id: Mapped[int] = mapped_column(index=True)
    shop_id: Mapped[int] = mapped_column(index=True)
    at: Mapped[int]
    serial: Mapped[str]
    face_fen: Mapped[fen]
    back_at: Mapped[int]
    back_serial: Mapped[str]


class KeptCase(Base):
    """A first full refund whose order held vouchers: F02 or F05 hangs on what its merchant had withdrawn by then.

    last_at, last_serial: the order's last redemption; order_fen: Σ face of the order; standing_fen: what stood in
    the merchant's till up to that one; withdrawn_fen: what it had withdrawn; verdict: F02, F05 or "".
    """

    __tablename__ = "voucher_kept_cases"

    refund_id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(index=True)
    shop_id: Mapped[int] = mapped_column(index=True)
    last_at: Mapped[int]
    last_serial: Mapped[str]
    refunded_at: Mapped[int]
    serial: Mapped[str]
    returned: Mapped[bool]
    order_fen: Mapped[fen]
    standing_fen: Mapped[fen]
    withdrawn_fen: Mapped[fen]
    verdict: Mapped[str]


class KeptShopDay(Base):
    """How many redemptions a merchant had on a day (the day's proleptic ordinal)."""

    __tablename__ = "voucher_kept_shop_days"
    __table_args__ = ({"sqlite_with_rowid": False},)

    shop_id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    redemptions: Mapped[int]
