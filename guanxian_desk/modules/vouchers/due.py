"""What the voucher ledger wants of a clerk: the notice's coming last days, and money that waits."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from guanxian_desk.base.due import Due
from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.money import short_yuan
from guanxian_desk.base.picture import Picture
from guanxian_desk.modules.vouchers import kept
from guanxian_desk.modules.vouchers.facts import VoucherPolicy
from guanxian_desk.modules.vouchers.ledger import END_OF_TIME
from guanxian_desk.modules.vouchers.pictures import money_bars
from guanxian_desk.modules.vouchers.rules.catalogue import DOC, RECOVERABLE
from guanxian_desk.store.once import once

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from guanxian_desk.modules.vouchers.reconcile import Reconciliation

AHEAD = 60
"""Calendar days before which a last day is announced."""
_ISSUE_CLAUSE, _USE_CLAUSE, _PAY_CLAUSE = "三、3", "三、3；五、4", "五、2"


def due(session: Session, policy: VoucherPolicy, today: date) -> list[Due]:
    """Last days within 60 calendar days, blocked redemptions, and what is to be paid back.

    Findings are told only while the kept results stand; a moment later they do.
    """
    return [*_last_days(policy, today), *_open(session, policy)]


def glance(session: Session, policy: VoucherPolicy) -> Picture | None:
    """The money's path; None while nothing came in or the kept results are being brought up to date."""
    result = _kept(session, policy)
    return money_bars(result) if result is not None and result.totals.paid else None


def _kept(session: Session, policy: VoucherPolicy) -> Reconciliation | None:
    made = partial(kept.kept, session, policy, END_OF_TIME)
    return once(session, (kept, policy.fingerprint), made)


def _last_days(policy: VoucherPolicy, today: date) -> list[Due]:
    issue, use = (moment.date() - timedelta(days=1) for moment in (policy.issue_until, policy.use_until))
    ends = (
        ("缴费截止，之后缴费不再计入", policy.payment_last, "二"),
        ("消费券发放截止，没有发的收回", issue, _ISSUE_CLAUSE),
        ("消费券使用截止，没有用的自动放弃", use, _USE_CLAUSE),
    )
    return [
        Due(words, f"{DOC} {clause}", "vouchers", day)
        for words, day, clause in ends
        if today <= day <= today + timedelta(days=AHEAD)
    ]


def _open(session: Session, policy: VoucherPolicy) -> list[Due]:
    result = _kept(session, policy)
    if result is None:
        return []
    views = [view for view in result.views() if view.finding.state is FindingState.OPEN]
    blocked = [view.finding.amount for view in views if view.rule.blocks]
    owed = [view.finding.amount for view in views if view.rule.code in RECOVERABLE]
    told = []
    if blocked:
        words = f"{len(blocked)} 条核销差异未处理，{short_yuan(sum(blocked))} 元不予拨付"
        told.append(
            Due(words, f"{DOC} {_PAY_CLAUSE}", "vouchers/findings", todo="平台更正后重新导入，或说明理由后放行")
        )
    if owed:
        words = f"{len(owed)} 人多发消费券 {short_yuan(sum(owed))} 元待追回"
        told.append(Due(words, f"{DOC} 二", "vouchers/recoveries", todo="出具催缴通知，追回后登记"))
    if any(not one.balanced for one in result.identities):
        told.append(Due("四项平衡有不相符的", f"{DOC} 八（二）", "vouchers", todo="打开消费券核对，看哪一项不平"))
    return told
