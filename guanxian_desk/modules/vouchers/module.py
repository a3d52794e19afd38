"""消费券核对 as the house knows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from guanxian_desk.base.due import Due
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.picture import Picture
from guanxian_desk.modules.contract import Module, Tell
from guanxian_desk.modules.vouchers import kept
from guanxian_desk.modules.vouchers.due import due, glance
from guanxian_desk.modules.vouchers.facts import OfficeChoice, VoucherPolicy, voucher_policy
from guanxian_desk.modules.vouchers.landings import LANDINGS
from guanxian_desk.modules.vouchers.ledger import END_OF_TIME
from guanxian_desk.modules.vouchers.papers.catalogue import FORMS
from guanxian_desk.modules.vouchers.refresh import catch_up, refresh
from guanxian_desk.modules.vouchers.sheets import SHEETS
from guanxian_desk.modules.vouchers.touched import rows_of_batch, touched_by_rows
from guanxian_desk.store.tables import PolicyChoice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from guanxian_desk.store.store import ChangeSession

_KEPT = "voucher_kept_findings"


def choices(session: Session) -> list[OfficeChoice]:
    """What the office decided about the policy's options."""
    rows = session.scalars(select(PolicyChoice)).all()
    return [OfficeChoice(row.key, row.value, row.since, row.basis) for row in rows]


def _policy(session: Session) -> VoucherPolicy:
    return voucher_policy(END_OF_TIME, choices(session))


def _settle(session: ChangeSession, tell: Tell) -> None:
    if catch_up(session, _policy(session), tell):
        session.note(_KEPT, 1)


def _undoing(session: ChangeSession, batch_id: int) -> Callable[[], None]:
    policy = _policy(session)
    before = rows_of_batch(session, batch_id)
    released = _released(session, policy)

    def afterwards() -> None:
        after = rows_of_batch(session, batch_id)
        refresh(session, policy, touched_by_rows(before, after, {session.change_row.id}))
        session.note(_KEPT, 1)
        lost = sorted(released - _released(session, policy))
        if lost:
            names = "、".join(f"{code} {subject}".rstrip() for code, subject, _ in lost[:5])
            raise UserError(
                f"第 {batch_id} 批不能撤销：已经放行的差异以它为根据（{names}）",
                "没有改动任何数据",
                "请先收回放行再撤销",
            )

    return afterwards


def _due(session: Session, today: date) -> list[Due]:
    return due(session, _policy(session), today)


def _glance(session: Session, _today: date) -> Picture | None:
    return glance(session, _policy(session))


def _released(session: Session, policy: VoucherPolicy) -> set[tuple[str, str, int]]:
    result = kept.current(session, policy, END_OF_TIME)
    return {(one.code, one.subject, one.amount) for one in result.findings if one.state is FindingState.WAIVED}


MODULE = Module(
    key="vouchers",
    title="消费券核对",
    icon="vouchers",
    sheets=SHEETS,
    landings=LANDINGS,
    settle=_settle,
    undoing=_undoing,
    forms=tuple(paper.key for paper in FORMS),
    by_hand=False,
    due=_due,
    glance=_glance,
)
