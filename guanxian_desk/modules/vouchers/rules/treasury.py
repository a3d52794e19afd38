"""The platform's account: what the treasury sent and what merchants took (方案五、2；八（二）)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_SENT, _TAKEN = 0, 2


class Flow(NamedTuple):
    """Money in or out at a moment; fen as written (a transfer sent back is already negative)."""

    at: int
    key: str
    fen: int


class Account(NamedTuple):
    """shortfall: the largest lack of money after any event (0: never), at: its moment; balance: at the end; fen."""

    shortfall: int
    at: int
    balance: int


def run(transfers: Iterable[Flow], withdrawals: Iterable[Flow]) -> Account:
    """The account event by event; in one moment transfers come before withdrawals, then by key (S03)."""
    events = [(flow.at, _SENT, flow.key, flow.fen) for flow in transfers]
    events += [(flow.at, _TAKEN, flow.key, -flow.fen) for flow in withdrawals]
    balance = shortfall = moment = 0
    for at, _, _, fen in sorted(events):
        balance += fen
        if -balance > shortfall:
            shortfall, moment = -balance, at
    return Account(shortfall, moment, balance)
