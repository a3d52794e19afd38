"""Whether a merchant had withdrawn an order's money when it was refunded: first in, first out (六、2)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.wallet import BACK, HELD, Mark


class Entry(NamedTuple):
    """What a redemption adds to its merchant's standing money from its place in time order on, fen.

    lasting: at once; returned: taken off again when the refund (back_at, back_serial) has put the voucher back.
    """

    at: int
    serial: str
    lasting: int
    returned: int = 0
    back_at: int = 0
    back_serial: str = ""


def addition(mark: Mark, sign: int = 1) -> Entry:
    """What the redemption itself adds (sign 1) or added until now (sign −1): R01 and R02 add nothing."""
    fen = sign * mark.face_fen
    if mark.mark == HELD:
        return Entry(mark.at, mark.serial, fen)
    if mark.mark == BACK:
        return Entry(mark.at, mark.serial, fen, fen, mark.back_at, mark.back_serial)
    return Entry(mark.at, mark.serial, 0)


def correction(mark: Mark, face_fen: int) -> Entry:
    """What the redemption adds beside "so many redemptions at face"."""
    if mark.mark == HELD:
        return Entry(mark.at, mark.serial, mark.face_fen - face_fen)
    if mark.mark == BACK:
        lasting = mark.face_fen - face_fen
        return Entry(mark.at, mark.serial, lasting, mark.face_fen, mark.back_at, mark.back_serial)
    return Entry(mark.at, mark.serial, -face_fen)


class Till:
    """One merchant's standing money in time order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        in_order = sorted(entries)
        self._places = [entry[:2] for entry in in_order]
        self._lasting = [0, *accumulate(entry.lasting for entry in in_order)]
        self._backs = [entry for entry in in_order if entry.returned]

    def standing(self, case: Case) -> int:
        """Σ of the entries at the refund, up to and including the order's last redemption.

        R01, R02 and returned ones are left out, R03–R06 kept.
        """
        place, refund = (case.last_at, case.last_serial), (case.refunded_at, case.serial)
        gone = (e.returned for e in self._backs if e[:2] <= place and (e.back_at, e.back_serial) < refund)
        return self._lasting[bisect_right(self._places, place)] - sum(gone)


class Withdrawn:
    """One merchant's withdrawals ((moment, fen), in any order) added up in time."""

    def __init__(self, withdrawals: Iterable[tuple[int, int]]) -> None:
        in_order = sorted(withdrawals)
        self._moments = [at for at, _ in in_order]
        self._sums = [0, *accumulate(fen for _, fen in in_order)]

    def by(self, at: int) -> int:
        """Σ withdrawals up to and in the second: a withdrawal comes before a refund of the same moment."""
        return self._sums[bisect_right(self._moments, at)]


def verdict(case: Case, standing: int, withdrawn: int) -> str:
    """F05 when vouchers went back though the money was withdrawn, F02 when they did not though it was not, or "".

    All or nothing; equality is withdrawn.
    """
    taken = withdrawn >= standing
    if taken != case.returned:
        return ""
    return "F05" if taken else "F02"
