"""What is judged purchase by purchase: too many vouchers (五、3), and refunds (六)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from guanxian_desk.modules.vouchers.facts import Refund, Use, VoucherPolicy
from guanxian_desk.modules.vouchers.rules.wallet import BACK, HELD, Mark, face_of


class Case(NamedTuple):
    """A first full refund of an order that held vouchers: F02 or F05, by what its merchant had withdrawn.

    last_at, last_serial: the order's last redemption up to the refund; returned: the vouchers went back;
    order_fen: Σ face of the order up to the refund.
    """

    refund_id: int
    order_id: int
    shop_id: int
    last_at: int
    last_serial: str
    refunded_at: int
    serial: str
    returned: bool
    order_fen: int


class RefundVerdict(NamedTuple):
    """F01, F03 or F04 on one refund. paid_fen: what the user paid himself (F03)."""

    code: str
    refund: Refund
    amount_fen: int
    paid_fen: int
    shop_id: int | None


def allowed(purchase_fen: int, policy: VoucherPolicy) -> int:
    """How many vouchers a purchase of that many fen may use (五、3)."""
    return max(purchase_fen, 0) // policy.minimum_fen


def beyond(uses: Sequence[Use], policy: VoucherPolicy) -> list[Use]:
    """R06: the redemptions of one order beyond ⌊purchase / 100 yuan⌋, last in (time, key) order.

    Counted as vouchers, not as face, whatever else is found; the smallest purchase written in the order counts.
    """
    return sorted(uses)[allowed(min(use.purchase_fen for use in uses), policy) :]


def judge_refunds(
    uses: Sequence[Use], refunds: Sequence[Refund], outcomes: Mapping[int, Mark], policy: VoucherPolicy
) -> tuple[list[RefundVerdict], Case | None]:
    """All refunds of one order: what is wrong with each; the case of the first full one if the order held vouchers.

    outcomes: marks of replayed redemptions by redemption; one without a mark stands since it was made.
    """
    uses, verdicts = sorted(uses), list[RefundVerdict]()
    case: Case | None = None
    full_seen = False
    for refund in sorted(refunds):
        before = [use for use in uses if use.at <= refund.at]
        first_full = refund.full and not full_seen
        full_seen = full_seen or refund.full
        if not before:
            verdicts.append(RefundVerdict("F01", refund, refund.amount_fen, 0, None))
            continue
        verdicts += _judge_one(refund, before, first_full, policy)
        if first_full and any(_holds(outcomes.get(use.redemption_id), refund) for use in before):
            case = _case(refund, before, policy)
    return verdicts, case


def _judge_one(refund: Refund, uses: Sequence[Use], first_full: bool, policy: VoucherPolicy) -> list[RefundVerdict]:
    verdicts, shop = [], uses[-1].shop_id
    paid = max(min(use.purchase_fen for use in uses) - _face(uses, policy), 0)
    if refund.amount_fen > paid:
        verdicts.append(RefundVerdict("F03", refund, refund.amount_fen - paid, paid, shop))
    if refund.full and not first_full:
        verdicts.append(RefundVerdict("F04", refund, refund.amount_fen, paid, shop))
    return verdicts


def _case(refund: Refund, uses: Sequence[Use], policy: VoucherPolicy) -> Case:
    last = uses[-1]
    return Case(
        refund.refund_id,
        refund.order_id,
        last.shop_id,
        last.at,
        last.serial,
        refund.at,
        refund.serial,
        refund.returns,
        _face(uses, policy),
    )


def _face(uses: Sequence[Use], policy: VoucherPolicy) -> int:
    return sum(face_of(use, policy) for use in uses)


def _holds(outcome: Mark | None, refund: Refund) -> bool:
    """Whether the redemption held its voucher just before the refund."""
    if outcome is None or outcome.mark == HELD:
        return True
    if outcome.mark != BACK:
        return False
    return (outcome.back_at, outcome.back_serial) >= (refund.at, refund.serial)
