"""消费券核对 reckoned a second time, slowly and plainly, straight from the rules of 冠政办发〔2022〕5号.

Nothing here is shared with the desk: a mistake must be made twice to stay unseen.

READINGS: where the rules are silent or can be read in two ways, this is how they are taken here.

 1. Identities are named by their left side: issued, redemptions_gross, treasury_due, transfers.
 2. A share of a payment is moved exactly (a fraction of a fen may move); only whole vouchers are ever rounded.
    Shares beyond 100 % in all are taken as written, so the payer's own base may fall below 0.
    A share of a payment that is E01, unknown, or later than the as-of day moves nothing.
 3. A person "has an eligible payment" who paid one or to whom a share of one was moved. A payer who moved everything
    away is entitled to 0, and vouchers to that payer are I02, not I01.
 4. E04 judges 产权单位 and 小区名称 as written, blanks too: a payment naming neither is outside a list that has lines.
    E04 does not look at E01; both may stand.
 5. E02: a part of 0 is given, a blank one is not. Payments belong to a day by their date even if a time is written.
 6. A refund of F01 moves nothing, but a 全额 one still counts as an order's first: the next 全额 one is F04.
 7. F03 takes purchase (the smallest) and Σ face from the order's redemptions up to the refund, all of them.
 8. "Up to and including that order's last one" ends at the order's last redemption of any fate: the one that also says
    which merchant is meant. When nothing of that merchant stands up to there, 0 ≥ 0 holds: withdrawn.
 9. R06 looks at all redemptions of the order up to the as-of day, so a later, smaller 消费金额 reaches back.
    ⌊purchase / 100⌋ is never below 0.
10. R02 follows the fixed order of events: redeemed in the very second of its return is redeemed first, so R02.
11. A waived R01 or R02 pays nothing, for such a redemption is no part of redeemed_net.
    An unknown merchant whose R04 is waived has a statement and is owed.
12. A waiver is a triple (code, subject, amount); any other amount leaves the finding open.
    Waiving an E, I, F or S finding changes its state and no money.
13. 拨款日期 with a time counts to the second. 退回 counts as minus the amount written. Blank 方向 is 拨入.
14. E03: only check digits are judged, so a credit code may begin with a letter (N2… of a village body).
15. A code's face is known from the as-of day's issues; before that day it is R01 at the policy's face. So a voucher of
    less than 100 yuan that is redeemed before it is issued lowers redemptions_gross on the day of issue.
16. Codes, keys and names are compared as they stand in the ledger; only 证件号码 is normalised again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.oracle.found import Findings, Waiver
from tests.oracle.notice import LAST_DAY_OF_USE, LEAST_PURCHASE, USE_END
from tests.oracle.people import entitlements, is_eligible, judge_issues, judge_payments
from tests.oracle.records import (
    APPROVED,
    Estate,
    Issue,
    Ledger,
    Merchant,
    Payment,
    Recipient,
    Redemption,
    Refund,
    Transfer,
    Withdrawal,
)
from tests.oracle.walk import GIVEN_BACK, REPEATED, STANDING, UNKNOWN, Walk, signed

__all__ = [
    "Estate",
    "Issue",
    "Ledger",
    "Merchant",
    "Payment",
    "Recipient",
    "Redemption",
    "Refund",
    "Transfer",
    "Withdrawal",
    "reconcile",
]

OF_ONE_REDEMPTION = ("R01", "R02", "R03", "R04", "R05")  # R06 is of an order


def reconcile(
    ledger: Ledger,
    as_of: date,
    *,
    rounding: str = "down",
    grace_days: int = 0,
    waived: Collection[Waiver] = (),
) -> dict[str, Any]:
    """The JSON object of `guanxian-desk reconcile --as-of … --json`; detail is always "". All amounts are fen."""
    known = _up_to(ledger, as_of)
    findings = Findings(waived)
    entitled = entitlements(known, rounding)
    judge_payments(known, findings)
    judge_issues(known, entitled, grace_days, findings)
    walk = Walk(known, findings)
    walk.go()
    blockers = _judge_redemptions(known, walk, findings)
    blocked = {key for key, found in blockers.items() if not all(map(findings.is_waived, found))}
    statements = _statements(known, walk, blocked)
    _judge_withdrawals(known, statements, findings)
    totals = _totals(known, as_of, entitled, walk, blocked)
    return {
        "as_of": as_of.isoformat(),
        "totals": totals,
        "identities": _identities(known, totals, walk, statements),
        "findings": findings.listed(),
    }


def _up_to(ledger: Ledger, as_of: date) -> Ledger:
    """Everything after the as-of day is left out; the registers are undated and used whole as they stand."""
    midnight = datetime.combine(as_of + timedelta(days=1), time())  # "24:00" is exclusive
    return Ledger(
        payments=tuple(payment for payment in ledger.payments if payment.day <= as_of),
        issues=tuple(issue for issue in ledger.issues if issue.moment < midnight),
        merchants=ledger.merchants,
        redemptions=tuple(row for row in ledger.redemptions if row.moment < midnight),
        refunds=tuple(row for row in ledger.refunds if row.moment < midnight),
        withdrawals=tuple(row for row in ledger.withdrawals if row.moment < midnight),
        transfers=tuple(row for row in ledger.transfers if row.moment < midnight),
        estates=ledger.estates,
        recipients=ledger.recipients,
    )


def _judge_redemptions(known: Ledger, walk: Walk, findings: Findings) -> dict[str, list[tuple[str, str]]]:
    """R03–R06, and every redemption's blocking findings (R01 and R02 came up on the walk)."""
    issued = {issue.code: issue.moment for issue in known.issues}
    register = {merchant.key: merchant for merchant in known.merchants}
    orders: dict[str, list[Redemption]] = defaultdict(list)
    blockers: dict[str, list[tuple[str, str]]] = {}
    for row in known.redemptions:
        for code in _single_findings(row, issued.get(row.code), register.get(row.merchant)):
            findings.add(code, row.key, walk.face(row.code))
        blockers[row.key] = [(code, row.key) for code in OF_ONE_REDEMPTION if (code, row.key) in findings.amounts]
        orders[row.order].append(row)
    for order, rows in orders.items():
        beyond = _beyond_the_purchase(rows)
        if beyond:
            findings.add("R06", order, sum(walk.face(row.code) for row in beyond))
        for row in beyond:  # it blocks only those beyond
            blockers[row.key].append(("R06", order))
    return blockers


def _single_findings(row: Redemption, issued: datetime | None, merchant: Merchant | None) -> list[str]:
    """R03, R04 and R05 are independent of each other, of R02 and of R06; R01 excludes R03."""
    found = []
    if issued is not None and (row.moment < issued or row.moment >= USE_END):  # the second of issue is not before
        found.append("R03")
    if merchant is None or merchant.status != APPROVED or (merchant.approved and row.moment < merchant.approved):
        found.append("R04")  # 通过 without 审核日期 is none
    if merchant and merchant.disqualified and row.moment >= merchant.disqualified:
        found.append("R05")
    return found


def _beyond_the_purchase(of_order: list[Redemption]) -> list[Redemption]:
    """Counted as vouchers, all of the order, last in (time, 核销流水号) order; the smallest 消费金额 counts."""
    allowed = max(0, min(row.purchase for row in of_order) // LEAST_PURCHASE)
    return sorted(of_order, key=lambda row: (row.moment, row.key))[allowed:]


@dataclass
class _Statement:
    """A merchant's 对账单 by its own redemptions: each merchant is owed what it redeemed itself."""

    gross: int = 0
    unknown: int = 0
    repeated: int = 0
    given_back: int = 0
    withheld: int = 0

    @property
    def payable(self) -> int:
        return self.gross - self.unknown - self.repeated - self.given_back - self.withheld


def _statements(known: Ledger, walk: Walk, blocked: set[str]) -> dict[str, _Statement]:
    """For every merchant of the register and every other that redeemed."""
    statements = {merchant.key: _Statement() for merchant in known.merchants}
    for row in known.redemptions:
        statement, face = statements.setdefault(row.merchant, _Statement()), walk.face(row.code)
        statement.gross += face
        fate = walk.fates[row.key]
        statement.unknown += face if fate == UNKNOWN else 0
        statement.repeated += face if fate == REPEATED else 0
        statement.given_back += face if fate == GIVEN_BACK else 0
        statement.withheld += face if fate == STANDING and row.key in blocked else 0
    return statements


def _judge_withdrawals(known: Ledger, statements: dict[str, _Statement], findings: Findings) -> None:
    """S01 for merchants in the register; an unknown merchant's withdrawals are S02, one by one, never S01."""
    registered = {merchant.key for merchant in known.merchants}
    for row in known.withdrawals:
        if row.merchant not in registered:
            findings.add("S02", row.key, row.amount)
    for merchant in registered:
        taken = sum(row.amount for row in known.withdrawals if row.merchant == merchant)
        excess = taken - statements[merchant].payable
        if excess > 0:
            findings.add("S01", merchant, excess)


def _totals(known: Ledger, as_of: date, entitled: dict[str, int], walk: Walk, blocked: set[str]) -> dict[str, int]:
    of_fate = _faces_by_fate(known, walk)
    in_wallet = sum(issue.face for issue in known.issues if issue.code not in walk.holders)
    expired = as_of > LAST_DAY_OF_USE  # on 2022-12-31 outstanding, on 2023-01-01 expired
    withheld = sum(walk.face(code) for code, key in walk.holders.items() if key in blocked)
    withdrawn = sum(row.amount for row in known.withdrawals)
    transferred = sum(signed(row) for row in known.transfers)
    return {
        "paid": sum(payment.total for payment in known.payments),
        "eligible": sum(payment.total for payment in known.payments if is_eligible(payment)),
        "entitled": sum(entitled.values()),
        "issued": sum(issue.face for issue in known.issues),
        "redeemed_net": of_fate[STANDING],
        "returned_by_refund": of_fate[GIVEN_BACK],
        "expired": in_wallet if expired else 0,
        "outstanding": 0 if expired else in_wallet,
        "withdrawn": withdrawn,
        "transferred": transferred,
        "treasury_due": of_fate[STANDING] - withheld,
        "platform_balance": transferred - withdrawn,
    }


def _faces_by_fate(known: Ledger, walk: Walk) -> dict[str, int]:
    faces = dict.fromkeys((STANDING, REPEATED, UNKNOWN, GIVEN_BACK), 0)
    for row in known.redemptions:
        faces[walk.fates[row.key]] += walk.face(row.code)
    return faces


def _identities(
    known: Ledger, totals: dict[str, int], walk: Walk, statements: dict[str, _Statement]
) -> list[dict[str, Any]]:
    """Left and right by different ways, never one from the other."""
    of_fate = _faces_by_fate(known, walk)
    sides = {
        # the list of issues against what became of the vouchers
        "issued": (totals["issued"], totals["outstanding"] + of_fate[STANDING] + totals["expired"]),
        # the list of redemptions against the fates met on the walk
        "redemptions_gross": (sum(walk.face(row.code) for row in known.redemptions), sum(of_fate.values())),
        # redeemed_net − blocked standing ones against the merchants' statements
        "treasury_due": (totals["treasury_due"], sum(statement.payable for statement in statements.values())),
        # totals against the balance that ran along
        "transfers": (totals["transferred"], totals["withdrawn"] + walk.balance),
    }
    return [
        {"name": name, "left": left, "right": right, "balanced": left == right} for name, (left, right) in sides.items()
    ]
