"""应发金额: 20 % of what a payer paid, in whole vouchers, exact (方案二、第二阶段).

The database asks for sums over 120,000 payers; it uses the same three numbers (terms) in the same formula.
"""

from __future__ import annotations

from typing import NamedTuple

from guanxian_desk.modules.vouchers.facts import Rounding, VoucherPolicy


class Terms(NamedTuple):
    """vouchers = (base × multiplier + addend) ÷ divisor, the quotient cut off; base in fen × scale."""

    multiplier: int
    addend: int
    divisor: int


def terms(policy: VoucherPolicy, scale: int = 1) -> Terms:
    """The entitlement as one whole-number division; scale is how many parts a fen of base is given in."""
    divisor = 2 * policy.rate_denominator * policy.face_fen * scale
    addends = {Rounding.DOWN: 0, Rounding.NEAREST: divisor // 2, Rounding.UP: divisor - 1}
    return Terms(2 * policy.rate_numerator, addends[policy.rounding], divisor)


def entitled(policy: VoucherPolicy, base: int, scale: int = 1) -> int:
    """The fen of vouchers a payer is entitled to for a base (fen × scale); never below 0."""
    if base <= 0:
        return 0
    multiplier, addend, divisor = terms(policy, scale)
    return (base * multiplier + addend) // divisor * policy.face_fen
