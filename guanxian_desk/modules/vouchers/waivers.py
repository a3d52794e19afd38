"""差异放行: two people release a finding with a reason and its basis; a release belongs to (code, subject, amount)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.findings import FindingState
from guanxian_desk.modules.vouchers.models import Waiver
from guanxian_desk.modules.vouchers.reconcile import Reconciliation

_NOTHING = "没有放行任何差异"


def waive(
    session: Session,
    result: Reconciliation,
    code: str,
    subject: str,
    reason: str,
    basis: str,
    proposer: str,
    approver: str,
    at: datetime,
) -> Waiver:
    """Release an open finding of the result. basis: minutes or approval number, "" while it is not at hand.

    UserError when there is nothing to release, the reason is blank, or proposer and approver are one person.
    """
    code, reason, proposer, approver = code.strip().upper(), reason.strip(), proposer.strip(), approver.strip()
    found = next((one for one in result.findings if (one.code, one.subject) == (code, subject)), None)
    if found is None:
        raise UserError(f"没有“{code} {subject}”这条差异", _NOTHING, "请先核对，照着差异清单填写代码和对象")
    if found.state is FindingState.WAIVED:
        raise UserError(f"“{code} {subject}”已经放行", _NOTHING)
    if not reason:
        raise UserError("没有写放行理由", _NOTHING, "请写明为什么可以放行")
    if not approver or approver == proposer:
        raise UserError("提出人和批准人必须是两个人", _NOTHING, "请由另一位有权限的人批准")
    waiver = Waiver(
        code=code,
        subject=subject,
        amount_fen=found.amount,
        reason=reason,
        basis=basis.strip(),
        proposed_by=proposer,
        approved_by=approver,
        waived_at=at,
    )
    session.add(waiver)
    return waiver


def unwaive(session: Session, code: str, subject: str, by: str, at: datetime) -> int:
    """Take back the releases in force for a finding; they stay in its history. UserError when there is none."""
    standing = active(session, code.strip().upper(), subject)
    if not standing:
        raise UserError(f"“{code} {subject}”没有放行过", "没有改动任何数据")
    for waiver in standing:
        waiver.revoked_by, waiver.revoked_at = by, at
    return len(standing)


def active(session: Session, code: str, subject: str) -> list[Waiver]:
    """The releases in force for a finding, whatever amount they belong to."""
    query = select(Waiver).where(Waiver.code == code, Waiver.subject == subject, Waiver.revoked_at.is_(None))
    return list(session.scalars(query))


def history(session: Session, code: str, subject: str) -> list[Waiver]:
    """Every release a finding ever had, oldest first."""
    query = select(Waiver).where(Waiver.code == code, Waiver.subject == subject).order_by(Waiver.id)
    return list(session.scalars(query))
