"""What clerks decide about enterprises and claims: each verb writes inside one change, audited and undoable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.identity import normal_code
from guanxian_desk.modules.cultivation import queries
from guanxian_desk.modules.cultivation.models import (
    DecisionRow,
    EnterpriseRow,
    IdentityRow,
    PoolRow,
    ScoreRow,
    StepRow,
)
from guanxian_desk.modules.cultivation.registers import APART, JOINED, SPLIT
from guanxian_desk.modules.cultivation.rules.catalogue import POOL_CLASSES
from guanxian_desk.modules.cultivation.rules.pool import Action
from guanxian_desk.modules.cultivation.rules.scoring import CRITERION_OF, MOST
from guanxian_desk.modules.cultivation.rules.stages import APPROVAL, AUDIT, CHECK, PAYMENT, PUBLICITY, STAGES
from guanxian_desk.modules.cultivation.rules.who import parts, registry
from guanxian_desk.modules.cultivation.service import row_faults
from guanxian_desk.modules.cultivation.sheets import STEPS
from guanxian_desk.store.store import ChangeSession

_NOTHING = "没有改动任何数据"
ROLES: Mapping[str, frozenset[Role]] = {
    CHECK: frozenset({Role.REVIEWER, Role.MANAGER}),
    PUBLICITY: frozenset({Role.CLERK, Role.REVIEWER, Role.MANAGER}),
    APPROVAL: frozenset({Role.REVIEWER, Role.MANAGER}),
    PAYMENT: frozenset({Role.CLERK, Role.MANAGER}),
    AUDIT: frozenset({Role.REVIEWER, Role.MANAGER}),
}
"""Who may enter which stage: what decides is for 审核, what carries out for 录入; 管理 may all, 只读 nothing."""


@dataclass(frozen=True)
class StepEntry:
    """A stage as a clerk enters it; fields are those of the sheet 奖补办理环节. amount_fen: approval and payment."""

    claim: str
    stage: str
    done_on: date
    amount_fen: int | None = None
    voucher: str | None = None
    handled_by: str | None = None
    township_opinion: str | None = None
    joint_opinion: str | None = None
    misconduct: str | None = None
    objections: str | None = None
    minutes: str | None = None


def enter_steps(session: ChangeSession, entries: Sequence[StepEntry], actor: Actor, today: date) -> None:
    """Enter stages of claims. UserError, and nothing kept, when a role may not, or a check of an import fails."""
    from guanxian_desk.law.calendar import official_calendar

    for stage in sorted({one.stage for one in entries}, key=STAGES.index):
        _allow(stage, actor)
    rows = [tuple(getattr(one, column.field) for column in STEPS.columns) for one in entries]
    standing = {(row[0], row[1]) for row in session.execute(select(StepRow.claim, StepRow.stage))}
    again = next((one for one in entries if (one.claim, one.stage) in standing), None)
    if again:
        raise UserError(f"申请 {again.claim} 的“{again.stage}”已经登记过", _NOTHING, "要更正请先收回这一环节")
    _refuse_deferred(session, entries)
    faults = row_faults(session, STEPS.key, rows, official_calendar(), today)
    if faults:
        told = "；".join(f"{entries[fault.position].claim}：{fault.message}" for fault in faults[:4])
        raise UserError(told, _NOTHING, "请改正后再登记")
    session.add_all(
        StepRow(**{column.field: getattr(one, column.field) for column in STEPS.columns}) for one in entries
    )


def take_back_step(session: ChangeSession, claim: str, actor: Actor) -> str:
    """Take back a claim's last stage; returns it. UserError when it has none or the role may not."""
    rows = {row.stage: row for row in session.scalars(select(StepRow).where(StepRow.claim == claim))}
    if not rows:
        raise UserError(f"申请 {claim} 还没有登记任何环节", _NOTHING)
    last = max(rows, key=STAGES.index)
    _allow(last, actor)
    session.delete(rows[last])
    return last


def _allow(stage: str, actor: Actor) -> None:
    if actor.role not in ROLES[stage]:
        may = "、".join(sorted(role for role in ROLES[stage]))
        raise UserError(f"“{stage}”由{may}登记，{actor.name}的角色是{actor.role}", _NOTHING, "请换操作员再登记")


def _refuse_deferred(session: ChangeSession, entries: Sequence[StepEntry]) -> None:
    """失信及重大违法 = 暂缓: nothing goes on until the check says otherwise."""
    query = select(StepRow.claim).where(StepRow.stage == CHECK, StepRow.misconduct == "暂缓")
    held = set(session.scalars(query)) & {one.claim for one in entries}
    if held:
        raise UserError(
            f"申请 {'、'.join(sorted(held))} 的企业有失信或重大违法，审核时定为暂缓",
            _NOTHING,
            "情形消除后请收回审核、重新审核",
        )


def _refuse_reader(actor: Actor) -> None:
    if actor.role is Role.READER:
        raise UserError(f"{actor.name}的角色是只读，不能登记", _NOTHING, "请换操作员再登记")


def join(session: ChangeSession, newer: str, older: str, reason: str, actor: Actor, day: date) -> None:
    """合并: the enterprise of one code goes on under another; all records stay under the codes they bear.

    The older code and name go into 原信用代码 and 曾用名 of the newer one. UserError when they are one already.
    """
    _refuse_reader(actor)
    row = _enterprise(session, newer)
    old = session.scalar(select(EnterpriseRow).where(EnterpriseRow.code == older))
    known = registry(queries.records(session))
    one, other = known.find(newer), known.find(older)
    if one is not None and one is other:
        raise UserError(f"{newer} 和 {older} 已经是一家企业", _NOTHING)
    _need(reason, "合并")
    row.former_codes = "、".join((*parts(row.former_codes), older))
    if old is not None and old.name != row.name and old.name not in parts(row.former_names):
        row.former_names = "、".join((*parts(row.former_names), old.name))
    session.add(_identity(newer, older, JOINED, reason, actor, day))


def split(session: ChangeSession, code: str, former: str, reason: str, actor: Actor, day: date) -> None:
    """拆分: a former code is taken out again. UserError when the row of the code does not name it."""
    _refuse_reader(actor)
    row = _enterprise(session, code)
    _need(reason, "拆分")
    named = parts(row.former_codes)
    kept = [written for written in named if normal_code(written) != former]
    if len(kept) == len(named):
        raise UserError(f"{row.name}的原信用代码里没有 {former}", _NOTHING, "请在写明原代码的那一行上拆分")
    row.former_codes = "、".join(kept) or None
    other = session.scalar(select(EnterpriseRow).where(EnterpriseRow.code == former))
    if other is not None:
        row.former_names = "、".join(name for name in parts(row.former_names) if name != other.name) or None
    session.add(_identity(code, former, SPLIT, reason, actor, day))


def keep_apart(session: ChangeSession, one: str, other: str, reason: str, actor: Actor, day: date) -> None:
    """不是一家: the pair is not proposed again."""
    _refuse_reader(actor)
    _need(reason, "判定")
    session.add(_identity(one, other, APART, reason, actor, day))


def _identity(one: str, other: str, decision: str, reason: str, actor: Actor, day: date) -> IdentityRow:
    first, second = (one, other) if one <= other else (other, one)
    return IdentityRow(
        code=first, other=second, decision=decision, reason=reason.strip(), decided_on=day, decided_by=actor.name
    )


def _enterprise(session: ChangeSession, code: str) -> EnterpriseRow:
    row = session.scalar(select(EnterpriseRow).where(EnterpriseRow.code == code))
    if row is None:
        raise UserError(f"企业名册里没有 {code}", _NOTHING, "请先登记这家企业")
    return row


def _need(reason: str, what: str) -> None:
    if not reason.strip():
        raise UserError(f"{what}要写明理由", _NOTHING)


EntryKey = tuple[str, str, date]
"""Code, class and entry day of a pool entry, as recorded."""


@dataclass(frozen=True)
class Decision:
    """What the review decides about an entry. category: the new class of an adjustment; aiming_at: 拟申报称号."""

    year: int
    action: Action
    reason: str
    day: date
    category: str = ""
    aiming_at: str = ""


def decide(session: ChangeSession, key: EntryKey, decision: Decision, actor: Actor) -> None:
    """保留, 调整 or 退出 of a pool entry, with its reason. UserError when it does not stand or a class is missing."""
    _refuse_reader(actor)
    code, category, entered_on = key
    query = select(PoolRow).where(PoolRow.code == code, PoolRow.category == category, PoolRow.entered_on == entered_on)
    row = session.scalar(query)
    if row is None:
        raise UserError(f"培育库里没有 {code} 的“{category}”", _NOTHING)
    _need(decision.reason, "评价结论")
    if decision.action in (Action.LEAVE, Action.ADJUST):
        _leave(row, decision)
    if decision.action is Action.ADJUST:
        _enter(session, code, decision)
    written = session.scalar(
        select(DecisionRow).where(
            DecisionRow.code == code,
            DecisionRow.category == category,
            DecisionRow.entered_on == entered_on,
            DecisionRow.year == decision.year,
        )
    )
    if written is None:
        written = DecisionRow(code=code, category=category, entered_on=entered_on, year=decision.year)
        session.add(written)
    written.action, written.reason = decision.action.value, decision.reason.strip()
    written.decided_on, written.decided_by = decision.day, actor.name


def _leave(row: PoolRow, decision: Decision) -> None:
    if row.left_on is not None:
        raise UserError(f"这家企业已于 {row.left_on} 退出“{row.category}”", _NOTHING)
    if decision.day < row.entered_on:
        raise UserError("退出日期不能早于入库日期", _NOTHING)
    row.left_on, row.left_why = decision.day, decision.reason.strip()


def _enter(session: ChangeSession, code: str, decision: Decision) -> None:
    if decision.category not in POOL_CLASSES:
        raise UserError("调整要写明新的入库类别", _NOTHING)
    query = select(PoolRow).where(
        PoolRow.code == code, PoolRow.category == decision.category, PoolRow.left_on.is_(None)
    )
    if session.scalar(query) is not None:
        raise UserError(f"这家企业已经在“{decision.category}”里", _NOTHING)
    session.add(
        PoolRow(
            code=code,
            category=decision.category,
            entered_on=decision.day,
            aiming_at=decision.aiming_at or None,
        )
    )


def score(
    session: ChangeSession, code: str, year: int, points: Mapping[str, int | None], remark: str, actor: Actor
) -> None:
    """The clerk's points of a year, 0 to 100 by criterion; None goes back to what is proposed."""
    _refuse_reader(actor)
    for key, given in points.items():
        if key not in CRITERION_OF or (given is not None and not 0 <= given <= MOST):
            raise UserError(f"分数要在 0 到 {MOST} 之间", _NOTHING)
        query = select(ScoreRow).where(ScoreRow.code == code, ScoreRow.year == year, ScoreRow.criterion == key)
        row = session.scalar(query)
        if given is None:
            if row is not None:
                session.delete(row)
            continue
        if row is None:
            row = ScoreRow(code=code, year=year, criterion=key)
            session.add(row)
        row.points, row.remark, row.scored_by = given, remark.strip(), actor.name
