"""One merchant's months and single deductions, told from the marks that the reconciliation counts with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from guanxian_desk.base.findings import FindingState
from guanxian_desk.modules.vouchers.facts import moment_of
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.reconcile import Reconciliation, blocked_standing
from guanxian_desk.modules.vouchers.rules.wallet import BACK, REPEATED, UNKNOWN, Mark

_USED = """
SELECT r.shop_id, strftime('%Y-%m', r.redeemed_at, 'unixepoch'), count(*), sum(coalesce(i.face_fen, :face))
FROM voucher_redemptions r LEFT JOIN voucher_issues i ON i.code_id = r.code_id AND i.issued_at < :cutoff
WHERE WITHIN(r.shop_id) AND r.redeemed_at < :cutoff GROUP BY 1, 2
"""

_TAKEN = """
SELECT shop_id, strftime('%Y-%m', withdrawn_at, 'unixepoch'), sum(amount_fen)
FROM voucher_withdrawals WHERE WITHIN(shop_id) AND withdrawn_at < :cutoff GROUP BY 1, 2
"""

_CARDS = """
SELECT shop_id, credit_code, category, review, reviewed_at, disqualified_at FROM voucher_merchants WHERE WITHIN(shop_id)
"""

_USES = """
SELECT r.id, c.number, o.number FROM voucher_redemptions r
JOIN voucher_codes c ON c.id = r.code_id JOIN voucher_orders o ON o.id = r.order_id WHERE WITHIN(r.id)
"""


class Card(NamedTuple):
    """A merchant in the register; moments are seconds."""

    shop_id: int
    credit_code: str
    category: str
    review: str
    reviewed_at: int | None
    disqualified_at: int | None


@dataclass
class Month:
    """One merchant's month, fen. returned: by the day of the refund; the rest by the day of the redemption."""

    redemptions: int = 0
    gross: int = 0
    returned: int = 0
    unpaid: int = 0
    withdrawn: int = 0

    @property
    def payable(self) -> int:
        """What the month adds to what the treasury owes the merchant."""
        return self.gross - self.returned - self.unpaid


@dataclass
class ShopAccount:
    """One merchant's months by YYYY-MM, and the redemptions that a refund returned."""

    months: dict[str, Month] = field(default_factory=lambda: defaultdict(Month))
    backs: list[Mark] = field(default_factory=list)


def accounts(ledger: Ledger, result: Reconciliation, shops: Collection[int]) -> dict[int, ShopAccount]:
    """The months of the merchants; their sums are the merchants' sums in the reconciliation."""
    found: dict[int, ShopAccount] = {shop: ShopAccount() for shop in shops}
    for shop, month, count, face in ledger.rows(_USED, shops, face=ledger.policy.face_fen):
        found[shop].months[month].redemptions, found[shop].months[month].gross = count, face
    for mark in _deducted(result):
        if mark.shop_id in found:
            _deduct(found[mark.shop_id], mark)
    for shop, month, fen in ledger.rows(_TAKEN, shops):
        found[shop].months[month].withdrawn = fen
    return found


def cards(ledger: Ledger, shops: Collection[int]) -> dict[int, Card]:
    """What the register says about the merchants."""
    return {row[0]: Card(*row) for row in ledger.rows(_CARDS, shops)}


def code_and_order(ledger: Ledger, redemptions: Collection[int]) -> dict[int, tuple[str, str]]:
    """券码 and 订单号 of redemptions."""
    return {row[0]: (row[1], row[2]) for row in ledger.rows(_USES, redemptions)}


def _deducted(result: Reconciliation) -> Iterator[Mark]:
    """Each redemption that is not paid for, once: returned, unknown, repeated, or standing with an open R-finding."""
    waived = {
        (found.code, found.record_id)
        for finding, found in zip(result.findings, result.found)
        if finding.state is FindingState.WAIVED
    }
    blocked = set(blocked_standing(result.books, waived))
    for mark in result.books.marks:
        if mark.mark in (BACK, UNKNOWN, REPEATED):
            yield mark
        elif mark.redemption_id in blocked:
            blocked.discard(mark.redemption_id)
            yield mark


def _deduct(account: ShopAccount, mark: Mark) -> None:
    if mark.mark == BACK:
        account.backs.append(mark)
        account.months[_month(mark.back_at)].returned += mark.face_fen
    else:
        account.months[_month(mark.at)].unpaid += mark.face_fen


def _month(at: int) -> str:
    return f"{moment_of(at):%Y-%m}"
