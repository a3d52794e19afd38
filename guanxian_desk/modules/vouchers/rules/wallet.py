"""The life of one voucher: used, used again, returned by a refund (方案五、3；六、2).

The first redemption of a code holds the voucher whatever else is found. A redemption while it is held is R02 and
never becomes the holder. A full refund that puts vouchers back frees the code if its order holds it then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from guanxian_desk.modules.vouchers.facts import Refund, Use, VoucherPolicy, seconds

HELD = "held"
BACK = "back"
UNKNOWN = "R01"
REPEATED = "R02"
UNTIMELY = "R03"
OUTCOMES = frozenset({HELD, BACK, UNKNOWN, REPEATED})
_USED, _REFUNDED = 1, 3


class Mark(NamedTuple):
    """What a redemption became: one of OUTCOMES, or a fault R03–R06.

    face_fen is the policy's for an unknown code; back_at, back_serial: the refund that returned it (BACK only).
    """

    redemption_id: int
    mark: str
    code_id: int
    order_id: int
    shop_id: int
    at: int
    serial: str
    face_fen: int
    back_at: int = 0
    back_serial: str = ""


def mark(use: Use, name: str, policy: VoucherPolicy, back: Refund | None = None) -> Mark:
    """A mark on a redemption."""
    return Mark(
        use.redemption_id,
        name,
        use.code_id,
        use.order_id,
        use.shop_id,
        use.at,
        use.serial,
        face_of(use, policy),
        back.at if back else 0,
        back.serial if back else "",
    )


def face_of(use: Use, policy: VoucherPolicy) -> int:
    """The voucher's own face in fen; the policy's while the code is unknown."""
    return policy.face_fen if use.face_fen is None else use.face_fen


def replay(uses: Sequence[Use], refunds: Iterable[Refund], policy: VoucherPolicy) -> list[Mark]:
    """The outcome of every redemption of one code, in time order, and R03 where it applies.

    refunds: those that return vouchers, of any order that used the code.
    """
    uses = sorted(uses)
    if uses[0].face_fen is None:
        return [mark(use, UNKNOWN, policy) for use in uses]
    marks = _outcomes(uses, refunds, policy)
    marks += [mark(use, UNTIMELY, policy) for use in uses if untimely(use, policy)]
    return marks


def untimely(use: Use, policy: VoucherPolicy) -> bool:
    """R03: used before its issue (not in the very second), or at or after the use-until moment (三、3；五、4)."""
    return use.issued_at is not None and (use.at < use.issued_at or use.at >= seconds(policy.use_until))


def _outcomes(uses: Sequence[Use], refunds: Iterable[Refund], policy: VoucherPolicy) -> list[Mark]:
    marks: list[Mark] = []
    holder: Use | None = None
    for event in _in_order(uses, refunds):
        if isinstance(event, Refund):
            if holder is not None and holder.order_id == event.order_id:
                marks.append(mark(holder, BACK, policy, event))
                holder = None
        elif holder is None:
            holder = event
        else:
            marks.append(mark(event, REPEATED, policy))
    if holder is not None:
        marks.append(mark(holder, HELD, policy))
    return marks


def _in_order(uses: Iterable[Use], refunds: Iterable[Refund]) -> list[Use | Refund]:
    """Events of one moment: redemptions, then refunds, then by key (code points)."""
    events: list[tuple[int, int, str, Use | Refund]] = [(use.at, _USED, use.serial, use) for use in uses]
    events += [(refund.at, _REFUNDED, refund.serial, refund) for refund in refunds]
    events.sort(key=itemgetter(0, 1, 2))
    return [event[3] for event in events]
