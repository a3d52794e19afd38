"""差异清单: every difference of the day, grouped by who acts, the clause beside each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.money import short_yuan
from guanxian_desk.filings.document import CellKind, Column, Figure, Table, Value
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.papers.asked import (
    IDENTITIES,
    SMALL,
    Asked,
    head,
    identities,
    number_column,
    options,
    titled,
)
from guanxian_desk.modules.vouchers.papers.names import Names
from guanxian_desk.modules.vouchers.reconcile import FindingView, Reconciliation
from guanxian_desk.modules.vouchers.rules.catalogue import (
    COMMERCE,
    DEFINE,
    ISSUE,
    PLATFORM,
    RECOVER,
    RULES,
    TAX,
    TREASURY,
    FindingRule,
)

WHO_ORDER = (PLATFORM, COMMERCE, RECOVER, TREASURY, TAX, DEFINE, ISSUE)
"""Who acts, those first whose answer decides about money that is held back."""

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Group:
    """The findings that one body deals with."""

    heading: str
    table: Table


def content(asked: Asked) -> Content:
    """The list. I03 stands apart as 待发放 while vouchers are still being issued, and is not counted."""
    views = asked.result.views()
    listed = [view for view in views if not view.waiting]
    waiting = [view for view in views if view.waiting]
    names = Names(asked)
    groups = _groups(listed, names)
    summary = _summary(listed)
    later = _table(waiting, names) if waiting else None
    balance = identities(asked.result)
    held = held_back(asked.result)
    document = {
        **head(asked),
        "figures": _figures(listed, held),
        "summary": summary,
        "groups": groups,
        "waiting": later,
        "identities": balance,
    }
    sheets = [titled(summary, "分类汇总"), titled(_table(listed, names), "差异明细"), titled(balance, IDENTITIES)]
    sheets += [titled(later, "待发放")] if later else []
    persons = len({view.person_id for view in views if view.rule.subject == "证件号码"})
    return Content((document,), tuple(sheets), (options(asked.result),), amount_fen=held, persons=persons)


def _figures(views: Sequence[FindingView], held: int) -> tuple[Figure, ...]:
    still = [view for view in views if _open(view)]
    return (
        Figure("差异合计", f"{len(views):,}", "条"),
        Figure("待处理", f"{len(still):,}", "条"),
        Figure("已放行", f"{len(views) - len(still):,}", "条"),
        Figure("影响拨付的", f"{sum(view.rule.blocks for view in still):,}", "条"),
        Figure("不予拨付", short_yuan(held), "元"),
    )


def held_back(result: Reconciliation) -> int:
    """Face of the redemptions that are not paid for because of a finding, fen: each once, however many it carries."""
    return sum(own.unknown + own.repeated + own.blocked for own in result.shops.values())


def _open(view: FindingView) -> bool:
    return view.finding.state is FindingState.OPEN


def _summary(views: Sequence[FindingView]) -> Table:
    columns = (
        Column("差异", weight=1.8),
        Column("代码", CellKind.CODE, 0.6),
        Column("依据", weight=1.4, align="center"),
        Column("条数", CellKind.COUNT, 0.6),
        Column("金额（元）", CellKind.MONEY, 1.3),
        Column("待处理", CellKind.COUNT, 0.7),
        Column("是否影响拨付", weight=1, align="center"),
        Column("办理", weight=1.5, align="center"),
        Column("怎样处理", weight=6),
    )
    rows = [_summed(rule, [view for view in views if view.rule is rule]) for rule in RULES]
    counted = tuple(row for row in rows if row[3])
    totals = ("合计", None, None, len(views), None, sum(map(_open, views)), None, None, None)
    return Table(columns, counted, totals, size=SMALL)


def _summed(rule: FindingRule, views: Sequence[FindingView]) -> tuple[Value, ...]:
    amount = sum(view.finding.amount for view in views)
    blocks = "不予拨付" if rule.blocks else "不影响"
    clause = rule.clause or "账表核对"
    return (
        rule.title, rule.code, clause, len(views), amount, sum(map(_open, views)), blocks, rule.who, rule.todo,
    )  # fmt: skip


def _groups(views: Sequence[FindingView], names: Names) -> tuple[Group, ...]:
    groups: list[Group] = []
    for who in WHO_ORDER:
        own = [view for view in views if view.rule.who == who]
        if own:
            heading = f"（{_NUMERALS[len(groups)]}）{who}（{len(own)} 条）"
            groups.append(Group(heading, _table(own, names)))
    return tuple(groups)


def _table(views: Sequence[FindingView], names: Names) -> Table:
    columns = (
        number_column(),
        Column("差异", weight=1.9),
        Column("对象", CellKind.CODE, 2),
        Column("商户、缴款人", weight=2.1),
        Column("金额（元）", CellKind.MONEY, 1.2),
        Column("情况", weight=5),
        Column("依据", weight=1.1, align="center"),
        Column("状态", weight=0.9, align="center"),
    )
    return Table(columns, tuple(_row(place, view, names) for place, view in enumerate(views, 1)), size=SMALL)


def _row(place: int, view: FindingView, names: Names) -> tuple[Value, ...]:
    rule, finding = view.rule, view.finding
    subject = f"{rule.subject} {names.subject(view)}" if rule.subject else "平台账户"
    return (
        place,
        f"{rule.title} {rule.code}",
        subject,
        names.whose(view),
        finding.amount,
        finding.detail,
        rule.clause or "账表核对",
        state_words(view),
    )


def state_words(view: FindingView) -> str:
    """待处理, 已放行 or 待发放."""
    if view.waiting:
        return "待发放"
    return "待处理" if _open(view) else "已放行"
