"""Payers, what they are entitled to, and what they were issued: E01–E04 and I01–I05."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from fractions import Fraction
from math import ceil, floor

from tests.oracle.documents import fails_its_check_digit
from tests.oracle.found import Findings
from tests.oracle.notice import FACE, ISSUES_END, ISSUES_FROM, PAYMENTS_FROM, PAYMENTS_TO, PERCENT
from tests.oracle.records import WHOLE_SHARE, Ledger, Payment, Recipient, normal_id


def is_eligible(payment: Payment) -> bool:
    """Inside the payment window, both days in. E02, E03 and E04 payments stay eligible with 缴费合计."""
    return PAYMENTS_FROM <= payment.day <= PAYMENTS_TO


def judge_payments(known: Ledger, findings: Findings) -> None:
    """E01–E04: one payment may carry several."""
    scope = {(estate.unit, estate.estate) for estate in known.estates}
    for payment in known.payments:
        if not is_eligible(payment):
            findings.add("E01", payment.key, payment.total)
        parts = [part for part in (payment.land, payment.deed, payment.other) if part is not None]
        if parts and sum(parts) != payment.total:  # at least one given; blanks count as 0
            findings.add("E02", payment.key, abs(sum(parts) - payment.total))
        if fails_its_check_digit(normal_id(payment.id_no)):
            findings.add("E03", payment.key, 0)
        if scope and (payment.unit, payment.estate) not in scope:  # none while that sheet is empty
            findings.add("E04", payment.key, payment.total)


def _bases(known: Ledger) -> dict[str, Fraction]:
    """Whole and broken fen per person: the sum of all eligible payments, shares moved to the recipients."""
    lines: dict[str, list[Recipient]] = defaultdict(list)
    for line in known.recipients:
        lines[line.payment].append(line)
    bases: dict[str, Fraction] = defaultdict(Fraction)
    for payment in known.payments:
        if not is_eligible(payment):
            continue
        payer = normal_id(payment.id_no)
        bases[payer] += payment.total  # also when all of it moves on: the payer has an eligible payment
        for line in lines[payment.key]:
            moved = Fraction(payment.total * line.share, WHOLE_SHARE)
            bases[payer] -= moved
            bases[normal_id(line.id_no)] += moved
    return bases


def entitlements(known: Ledger, rounding: str) -> dict[str, int]:
    """fen per person with an eligible payment: 20 % of the base in whole vouchers, never below 0."""
    return {
        person: max(0, _whole_vouchers(base * PERCENT / 100 / FACE, rounding)) * FACE
        for person, base in _bases(known).items()
    }


def _whole_vouchers(vouchers: Fraction, rounding: str) -> int:
    if rounding == "down":
        return floor(vouchers)
    if rounding == "nearest":
        return floor(vouchers + Fraction(1, 2))  # half a voucher rounds up
    if rounding == "up":
        return ceil(vouchers)
    raise ValueError(rounding)


def judge_issues(known: Ledger, entitled: dict[str, int], grace_days: int, findings: Findings) -> None:
    """I01–I05. I04 and I05 vouchers count as issued with their own face."""
    issued: dict[str, int] = defaultdict(int)
    for issue in known.issues:
        issued[normal_id(issue.id_no)] += issue.face
        if not ISSUES_FROM <= issue.moment < ISSUES_END + timedelta(days=grace_days):
            findings.add("I04", issue.code, issue.face)
        if issue.face != FACE:
            findings.add("I05", issue.code, issue.face)
    for person in issued.keys() | entitled.keys():
        got, due = issued.get(person, 0), entitled.get(person)
        if due is None:  # no eligible payment, E01 payments or none
            findings.add("I01", person, got)
        elif got > due:  # also entitled to 0
            findings.add("I02", person, got - due)
        elif got < due:
            findings.add("I03", person, due - got)
