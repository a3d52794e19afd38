"""Who may take vouchers, and when (方案七)."""

from __future__ import annotations

from guanxian_desk.modules.vouchers.facts import Merchant

PASSED = "通过"


def faults(merchant: Merchant | None, at: int) -> list[str]:
    """R04 and R05 of a redemption at that second: unknown, not 通过, before 审核日期; on or after 取消资格日期.

    通过 without 审核日期 is no R04.
    """
    if merchant is None:
        return ["R04"]
    found = []
    if merchant.review != PASSED or (merchant.reviewed_at is not None and at < merchant.reviewed_at):
        found.append("R04")
    if merchant.disqualified_at is not None and at >= merchant.disqualified_at:
        found.append("R05")
    return found
