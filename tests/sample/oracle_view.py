"""The sample ledger as the oracle takes it."""

from __future__ import annotations

from guanxian_desk.sample.voucher_rows import SampleLedger
from tests.oracle import records


def for_oracle(ledger: SampleLedger) -> records.Ledger:
    """The same rows under the oracle's names."""
    return records.Ledger(
        payments=tuple(
            records.Payment(
                key=row.number,
                id_no=row.id_number,
                total=row.total_fen,
                day=row.paid_on,
                unit=row.estate_unit,
                estate=row.community,
                land=row.land_fen,
                deed=row.deed_fen,
                other=row.other_fen,
            )
            for row in ledger.payments
        ),
        issues=tuple(records.Issue(row.code, row.id_number, row.face_fen, row.issued_at) for row in ledger.issues),
        merchants=tuple(
            records.Merchant(row.code, row.review, row.reviewed_at, row.disqualified_at) for row in ledger.merchants
        ),
        redemptions=tuple(
            records.Redemption(row.serial, row.code, row.merchant, row.order_no, row.purchase_fen, row.redeemed_at)
            for row in ledger.redemptions
        ),
        refunds=tuple(
            records.Refund(row.serial, row.order_no, row.scope, row.amount_fen, row.refunded_at, row.handling or "")
            for row in ledger.refunds
        ),
        withdrawals=tuple(
            records.Withdrawal(row.serial, row.merchant, row.amount_fen, row.withdrawn_at) for row in ledger.withdrawals
        ),
        transfers=tuple(
            records.Transfer(row.number, row.amount_fen, row.transferred_at, row.direction) for row in ledger.transfers
        ),
        estates=tuple(records.Estate(row.estate_unit, row.community) for row in ledger.estates),
        recipients=tuple(records.Recipient(row.payment_number, row.id_number, row.share) for row in ledger.recipients),
    )
