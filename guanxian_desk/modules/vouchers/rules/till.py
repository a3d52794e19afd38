"""Whether a merchant had withdrawn an order's money when it was refunded: first in, first out (六、2)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.wallet import BACK, HELD, OUTCOMES, Mark

Place = tuple[int, str]


class Till:
    """One merchant's money in time order, as far as it is not simply "so many redemptions at face".

    marks: outcomes of its replayed redemptions; withdrawals: (at, fen) in any order; face_fen: the policy's.
    """

    def __init__(self, marks: Iterable[Mark], withdrawals: Iterable[tuple[int, int]], face_fen: int) -> None:
        outcomes = sorted((m for m in marks if m.mark in OUTCOMES), key=lambda m: (m.at, m.serial))
        self._face = face_fen
        self._places: list[Place] = [(m.at, m.serial) for m in outcomes]
        lasting = (m.face_fen - face_fen if m.mark in (HELD, BACK) else -face_fen for m in outcomes)
        self._corrections = [0, *accumulate(lasting)]
        self._backs = [m for m in outcomes if m.mark == BACK]
        paid = sorted(withdrawals)
        self._moments = [at for at, _ in paid]
        self._withdrawn = [0, *accumulate(fen for _, fen in paid)]

    def withdrawn_by(self, at: int) -> int:
        """Σ withdrawals up to and in the second: a withdrawal comes before a refund of the same moment."""
        return self._withdrawn[bisect_right(self._moments, at)]

    def standing(self, case: Case, redemptions: int) -> int:
        """Σ face of the redemptions standing at the refund, up to and including the order's last one.

        redemptions: how many the merchant had up to that one. R01, R02 and returned ones are left out.
        """
        place = (case.last_at, case.last_serial)
        gone = (
            m.face_fen
            for m in self._backs
            if (m.at, m.serial) <= place and (m.back_at, m.back_serial) < (case.refunded_at, case.serial)
        )
        return redemptions * self._face + self._corrections[bisect_right(self._places, place)] - sum(gone)

    def verdict(self, case: Case, redemptions: int) -> str | None:
        """F05 when vouchers went back though the money was withdrawn, F02 when they did not though it was not.

        All or nothing; equality is withdrawn.
        """
        withdrawn = self.withdrawn_by(case.refunded_at) >= self.standing(case, redemptions)
        if withdrawn == case.returned:
            return "F05" if withdrawn else "F02"
        return None
