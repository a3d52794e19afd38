"""The walk through the events of the money: R01, R02, F01–F05, S03, and what became of each redemption."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.found import Findings
from tests.oracle.notice import FACE
from tests.oracle.records import BACK, FULL, RETURNED, Ledger, Redemption, Refund, Transfer, Withdrawal

STANDING, REPEATED, UNKNOWN, GIVEN_BACK = "standing", "repeated", "unknown", "given back"


@dataclass
class Walk:
    """Transfers, redemptions, withdrawals and refunds, one after the other; leaves what became of each redemption."""

    known: Ledger
    findings: Findings
    fates: dict[str, str] = field(default_factory=dict)  # 核销流水号 → fate
    holders: dict[str, str] = field(default_factory=dict)  # 券码 → 核销流水号 that holds it now
    in_order: dict[str, list[Redemption]] = field(default_factory=lambda: defaultdict(list))  # by 订单号, so far
    at_merchant: dict[str, list[Redemption]] = field(default_factory=lambda: defaultdict(list))  # so far
    withdrawn: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    full_refunds: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    balance: int = 0
    shortfall: int = 0

    def __post_init__(self) -> None:
        self.faces = {issue.code: issue.face for issue in self.known.issues}

    def face(self, code: str) -> int:
        """The voucher's own face; a code never issued counts with the policy's face."""
        return self.faces.get(code, FACE)

    def go(self) -> None:
        """Events of one moment: transfer, redemption, withdrawal, refund, then by key (Unicode code point)."""
        kinds: tuple[tuple[Any, Any], ...] = (
            (self.known.transfers, self._transfer),
            (self.known.redemptions, self._redeem),
            (self.known.withdrawals, self._withdraw),
            (self.known.refunds, self._refund),
        )
        events = [(row.moment, rank, row.key) for rank, (rows, _) in enumerate(kinds) for row in rows]
        rows_by_key = [{row.key: row for row in rows} for rows, _ in kinds]
        for _, rank, key in sorted(events):
            kinds[rank][1](rows_by_key[rank][key])
            self.shortfall = max(self.shortfall, -self.balance)  # S03 is judged after each event
        if self.shortfall > 0:
            self.findings.add("S03", "", self.shortfall)

    def _transfer(self, transfer: Transfer) -> None:
        self.balance += signed(transfer)

    def _withdraw(self, withdrawal: Withdrawal) -> None:
        self.balance -= withdrawal.amount  # withdrawals of unknown merchants count
        self.withdrawn[withdrawal.merchant] += withdrawal.amount

    def _redeem(self, redemption: Redemption) -> None:
        """The first redemption of a code holds the voucher whatever else is found; R01 excludes R02."""
        self.in_order[redemption.order].append(redemption)
        self.at_merchant[redemption.merchant].append(redemption)
        if redemption.code not in self.faces:
            self.fates[redemption.key] = UNKNOWN
            self.findings.add("R01", redemption.key, FACE)
        elif redemption.code in self.holders:
            self.fates[redemption.key] = REPEATED  # never becomes the holder
            self.findings.add("R02", redemption.key, self.face(redemption.code))
        else:
            self.fates[redemption.key] = STANDING
            self.holders[redemption.code] = redemption.key

    def _refund(self, refund: Refund) -> None:
        is_full, returns = refund.kind == FULL, refund.handling == RETURNED  # blank is not returned
        if is_full:
            self.full_refunds[refund.order] += 1
        of_order = self.in_order[refund.order]
        if not of_order:  # also dated before its order's redemption
            self.findings.add("F01", refund.key, refund.amount)  # excludes all other F
            return
        faces = sum(self.face(row.code) for row in of_order)  # over all, R01 at the policy's face
        self._judge_amount(refund, of_order, faces)
        if not is_full:
            return  # 部分 returns nothing and is judged for F01 and F03 only
        held = [row for row in of_order if self.fates[row.key] == STANDING]
        if self.full_refunds[refund.order] > 1:
            self.findings.add("F04", refund.key, refund.amount)
        elif held:  # F02 and F05: the first 全额 only, and not when the order holds nothing
            withdrawn = self._had_withdrawn(of_order[-1])
            if returns and withdrawn:
                self.findings.add("F05", refund.key, faces)
            if not returns and not withdrawn:
                self.findings.add("F02", refund.key, faces)
        if returns:  # also with F05, also a second 全额: what still stands goes back to the wallet
            for row in held:
                self.fates[row.key] = GIVEN_BACK
                del self.holders[row.code]

    def _judge_amount(self, refund: Refund, of_order: list[Redemption], faces: int) -> None:
        """F03 judges each refund alone: more than purchase − Σ face, which is not below 0."""
        really_paid = max(0, min(row.purchase for row in of_order) - faces)
        if refund.amount > really_paid:
            self.findings.add("F03", refund.key, refund.amount - really_paid)

    def _had_withdrawn(self, last: Redemption) -> bool:
        """First-in first-out at this moment: withdrawals so far ≥ what stands up to the order's last redemption.

        The order's merchant is that of its last redemption. R01, R02 and returned ones are left out, R03–R06 kept.
        All or nothing; equality is withdrawn.
        """
        so_far = self.at_merchant[last.merchant]
        up_to_it = so_far[: so_far.index(last) + 1]
        standing = (row for row in up_to_it if self.fates[row.key] == STANDING)
        return self.withdrawn[last.merchant] >= sum(self.face(row.code) for row in standing)


def signed(transfer: Transfer) -> int:
    """退回 counts negative; 拨入 is the default."""
    return -transfer.amount if transfer.direction == BACK else transfer.amount
