"""The sums of settlement and closing, all told from one reconciliation; fen."""

from __future__ import annotations

from dataclasses import dataclass

from guanxian_desk.modules.vouchers.reconcile import Reconciliation


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the treasury owes by the standing redemptions (方案八（二）据实结算).

    blocked: standing redemptions with an open R-finding; due = redeemed_net − blocked; outstanding: payable and not
    yet withdrawn, over merchants that did not take too much; overdrawn: taken beyond what is payable, also by
    merchants in no register, to be got back by the platform; balance: the platform's account.
    """

    gross: int
    returned: int
    unknown: int
    repeated: int
    redeemed_net: int
    blocked: int
    due: int
    transferred: int
    withdrawn: int
    balance: int
    outstanding: int
    overdrawn: int

    @property
    def due_now(self) -> int:
        """What is to be sent now: due and not yet sent; never below 0."""
        return max(self.due - self.transferred, 0)

    @property
    def surplus(self) -> int:
        """What was sent beyond what is due."""
        return max(self.transferred - self.due, 0)

    @property
    def due_by_need(self) -> int:
        """The same worked out from the other end: what merchants may still take, less what the platform holds and
        what it has to get back. Below 0 it is a surplus."""
        return self.outstanding - self.balance - self.overdrawn

    @property
    def remainder(self) -> int:
        """What is left on the platform's account when everybody has got what is due: nothing, if all is told."""
        return self.balance + self.overdrawn - self.outstanding + self.due_now - self.surplus


def settlement(result: Reconciliation) -> Settlement:
    """The sums of the day."""
    shops, totals = result.shops.values(), result.totals
    return Settlement(
        gross=sum(own.gross for own in shops),
        returned=totals.returned_by_refund,
        unknown=sum(own.unknown for own in shops),
        repeated=sum(own.repeated for own in shops),
        redeemed_net=totals.redeemed_net,
        blocked=totals.redeemed_net - totals.treasury_due,
        due=totals.treasury_due,
        transferred=totals.transferred,
        withdrawn=totals.withdrawn,
        balance=totals.platform_balance,
        outstanding=sum(max(own.balance, 0) for own in shops),
        overdrawn=sum(max(-own.balance, 0) for own in shops),
    )


def amount_of(result: Reconciliation, code: str) -> int:
    """Σ of the findings of one kind, released ones too."""
    return sum(finding.amount for finding in result.findings if finding.code == code)
