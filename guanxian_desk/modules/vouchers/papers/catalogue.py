"""The voucher papers: every form of this duty has its data here, and nothing here is without a form."""

from __future__ import annotations

from guanxian_desk.modules.papers import Paper
from guanxian_desk.modules.vouchers.papers import (
    closing,
    daily,
    entitlements,
    findings,
    recoveries,
    settlement,
    statement,
    waiver,
    weekly,
)
from guanxian_desk.modules.vouchers.papers.asked import Asked

FORMS: tuple[Paper[Asked], ...] = (
    Paper("voucher-statement", statement.content, takes=("subject",)),
    Paper("voucher-findings", findings.content),
    Paper("voucher-settlement", settlement.content),
    Paper("voucher-closing", closing.content),
    Paper("voucher-daily", daily.content),
    Paper("voucher-weekly", weekly.content, takes=("subject",)),
    Paper("voucher-entitlements", entitlements.content, takes=("subject",)),
    Paper("voucher-waiver", waiver.content, needs=("subject", "as_of")),
    Paper("voucher-recoveries", recoveries.content),
    Paper("voucher-recovery-notice", recoveries.notice, takes=("subject",)),
)
