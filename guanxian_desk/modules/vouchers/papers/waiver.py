"""差异放行审批单: one difference, why it may be paid for all the same, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.base.days import spoken
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.money import capitals, yuan
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers import waivers
from guanxian_desk.modules.vouchers.models import Waiver
from guanxian_desk.modules.vouchers.papers.asked import SMALL, Asked, head, options, titled
from guanxian_desk.modules.vouchers.papers.names import Names
from guanxian_desk.modules.vouchers.reconcile import FindingView, Reconciliation, blocked_standing
from guanxian_desk.modules.vouchers.rules.catalogue import RULE_OF

_ROOM = "\n\n\n\n\n"
_SIGN = "签字：　　　　　　　　　　　　年　　月　　日"


def content(asked: Asked) -> Content:
    """The slip of the finding that asked.subject names as CODE/对象. UserError when the day has no such finding."""
    view = _found(asked)
    finding, names = view.finding, Names(asked)
    past = waivers.history(asked.session, finding.code, finding.subject)
    standing = next((one for one in past if _stands(one, view)), None)
    history = _history(past) if len(past) > (standing is not None) else None
    facts, story = _facts(view, names), _story(view, standing, asked.result)
    document = {
        **head(asked),
        "facts": facts,
        "story": (*story, *_opinions(standing)),
        "history": history,
    }
    slip = Table((Column("项目", weight=1.5), Column("内容", weight=5)), (*facts, *story))
    sheets = [titled(slip, "放行审批单")] + ([titled(history, "以往放行记录")] if history else [])
    about = f"{finding.code}_{names.subject(view)}"
    persons = int(view.rule.subject == "证件号码")
    return Content((document,), tuple(sheets), (options(asked.result),), about, finding.amount, persons)


def _found(asked: Asked) -> FindingView:
    code, stroke, subject = asked.subject.partition("/")
    if code not in RULE_OF or not stroke:
        raise UserError(
            f"看不出“{asked.subject}”是哪一条差异",
            "没有生成文书",
            "请写成 代码/对象，例如 R02/核销流水号；S03 写成 S03/",
        )
    for view in asked.result.views():
        if (view.finding.code, view.finding.subject) == (code, subject):
            return view
    rule = RULE_OF[code]
    shown = asked.number(subject) if rule.subject == "证件号码" else subject
    raise UserError(
        f"截至 {asked.as_of} 没有“{rule.title}（{code}）”{shown} 这条差异",
        "没有生成文书，也没有改动数据",
        "请核对代码、对象和截至日期；更正后的数据里差异可能已经消失",
    )


def _stands(waiver: Waiver, view: FindingView) -> bool:
    """A waiver is of an amount: when that has changed, the finding is open again."""
    return waiver.revoked_at is None and waiver.amount_fen == view.finding.amount


def _facts(view: FindingView, names: Names) -> tuple[tuple[str, str], ...]:
    rule, finding = view.rule, view.finding
    state = "已放行" if finding.state is FindingState.WAIVED else "待处理"
    return (
        ("差异", f"{rule.title}（{rule.code}）"),
        ("当前状态", state),
        (rule.subject or "对象", names.subject(view) or "平台账户"),
        ("商户、缴款人", names.whose(view)),
        ("涉及金额", f"{yuan(finding.amount)} 元"),
        ("大写", capitals(finding.amount)),
        ("不符合的规定", rule.citation),
    )


def _story(view: FindingView, standing: Waiver | None, result: Reconciliation) -> tuple[tuple[str, str], ...]:
    return (
        ("核对情况", view.finding.detail + "。"),
        ("放行的影响", _effect(view, result)),
        ("放行理由", standing.reason if standing else _ROOM),
        ("依据", (standing.basis if standing else "") or "〔　　　　　　　　〕（会议纪要或批复的名称、文号、日期）"),
    )


def _effect(view: FindingView, result: Reconciliation) -> str:
    """What the waiver does to the sum that the treasury owes, worked out with it and without it."""
    waived = {
        (found.code, found.record_id)
        for finding, found in zip(result.findings, result.found)
        if finding.state is FindingState.WAIVED
    }
    record = next(found.record_id for finding, found in zip(result.findings, result.found) if finding == view.finding)
    this = {(view.finding.code, record)}
    more = _held(result, waived - this) - _held(result, waived | this)
    if more:
        return f"放行后，应结算金额增加 {yuan(more)} 元。"
    if view.rule.blocks:
        return "放行后应结算金额不变：这笔核销不在有效核销之内，或另有差异尚未放行。"
    return "这类差异不影响拨付，放行只作说明，应结算金额不变。"


def _held(result: Reconciliation, waived: set[tuple[str, int]]) -> int:
    return sum(fen for _, fen in blocked_standing(result.books, waived).values())


def _opinions(standing: Waiver | None) -> tuple[tuple[str, str], ...]:
    """Room to sign; who has already said so in the desk is named above it."""
    proposed = approved = ""
    if standing:
        day = spoken(standing.waived_at.date())
        proposed, approved = f"{standing.proposed_by}　{day}提出", f"{standing.approved_by}　{day}批准"
    return (
        ("提出人（经办）", f"{proposed}\n\n\n{_SIGN}"),
        ("审批人", f"{approved or '□ 同意放行　　□ 不同意放行'}\n\n\n{_SIGN}"),
    )


def _history(past: Sequence[Waiver]) -> Table:
    columns = (
        Column("金额（元）", CellKind.MONEY, 1.2),
        Column("理由", weight=3),
        Column("依据", weight=2),
        Column("提出", weight=1, align="center"),
        Column("批准", weight=1, align="center"),
        Column("放行日期", CellKind.DAY, 1.2),
        Column("收回日期", CellKind.DAY, 1.2),
        Column("收回人", weight=1, align="center"),
    )
    rows = tuple(
        (
            one.amount_fen,
            one.reason,
            one.basis or "〔　　〕",
            one.proposed_by,
            one.approved_by,
            one.waived_at.date(),
            one.revoked_at and one.revoked_at.date(),
            one.revoked_by,
        )
        for one in past
    )
    return Table(columns, rows, size=SMALL)
