"""奖补资金申报汇总表: the year's claims with ceiling, clause and findings, the budget and the two ways to cut."""

from __future__ import annotations

from guanxian_desk.filings.document import CellKind, Column, Figure, Table, Value
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.day import CultivationDay
from guanxian_desk.modules.cultivation.papers.parts import (
    BUREAU,
    SMALL,
    TREASURY,
    day_of,
    head,
    number_column,
    numbered,
    titled,
    total,
)
from guanxian_desk.modules.cultivation.pictures import budget_bar
from guanxian_desk.modules.cultivation.rules.catalogue import RULE_OF
from guanxian_desk.modules.cultivation.rules.claims import Assessed
from guanxian_desk.modules.cultivation.rules.stages import STATE_WORDS
from guanxian_desk.modules.papers import Asked, Content

_WIDE = 900.0


def content(asked: Asked) -> Content:
    """The claims of the year that the day lies in."""
    day = day_of(asked)
    claims, found, cut, owed = _claims(day), _found(day), _cut(day), _owed(day)
    pot = day.rewards.pot
    figures = (
        Figure("年度额度", wording.wan(pot.budget)),
        Figure("其他用途", wording.wan(pot.used)),
        Figure("已批准", wording.wan(pot.approved)),
        Figure("待批准可付", wording.wan(pot.payable)),
        Figure("剩余额度", wording.wan(pot.room)),
    )
    document = {
        **head(asked, day),
        "bureau": BUREAU,
        "treasury": TREASURY,
        "figures": figures,
        "picture": budget_bar(pot, _WIDE),
        "claims": claims,
        "found": found if found.rows else None,
        "cut": cut if cut.rows else None,
        "over": max(pot.payable - pot.room, 0),
        "owed": owed if owed.rows else None,
    }
    sheets = (
        titled(claims, "申报汇总"),
        titled(found, "差错"),
        titled(cut, "额度不足时的分配"),
        titled(owed, "可兑现"),
    )
    return Content((document,), sheets, (day.options_words,), amount_fen=total(claims.rows, 7))


def _claims(day: CultivationDay) -> Table:
    columns = (
        number_column(),
        Column("申请编号", CellKind.CODE, 1.6),
        Column("企业名称", weight=2.6),
        Column("奖励事项", weight=1.8),
        Column("事项日期", CellKind.DAY, 1.2),
        Column("申请金额", CellKind.MONEY, 1.3),
        Column("封顶数", CellKind.MONEY, 1.3),
        Column("可付数", CellKind.MONEY, 1.3),
        Column("批准", CellKind.MONEY, 1.3),
        Column("状态", weight=0.9),
        Column("差错", weight=0.9),
        Column("依据", weight=2.2),
    )
    rows = numbered(_row(one) for one in sorted(day.rewards.claims, key=lambda one: one.priority))
    totals = (None, "合计", None, None, None, *(total(rows, place) for place in range(5, 9)), None, None, None)
    note = "金额单位：元。“最高”是封顶数；可付数是申请金额和封顶数中小的一个，有拦截差错的为零。"
    return Table(columns, rows, totals, note=note, landscape=True, size=8.0)


def _row(one: Assessed) -> tuple[Value, ...]:
    return (
        one.claim.number,
        one.firm.name if one.firm else "（未登记）",
        wording.matter(one.item, one.level),
        one.claim.occurred_on,
        one.claim.amount_fen,
        one.ceiling,
        one.payable,
        one.progress.approved_fen or None,
        STATE_WORDS[one.progress.state],
        "、".join(found.code for found in one.findings) or None,
        one.citation,
    )


def _found(day: CultivationDay) -> Table:
    columns = (
        number_column(),
        Column("差错", weight=2),
        Column("对象", weight=2),
        Column("说明", weight=4.4),
        Column("怎么办", weight=3),
    )
    rows = numbered(
        (f"{one.code} {RULE_OF[one.code].title}", one.subject, one.detail, RULE_OF[one.code].todo)
        for one in day.rewards.findings
        if one.code != "C05"
    )
    return Table(columns, rows, size=SMALL)


def _cut(day: CultivationDay) -> Table:
    columns = (
        number_column(),
        Column("申请编号", CellKind.CODE, 1.6),
        Column("企业名称", weight=2.8),
        Column("奖励事项", weight=2),
        Column("可付数", CellKind.MONEY, 1.3),
        Column("按事项次序", CellKind.MONEY, 1.3, group="可以分到"),
        Column("按比例", CellKind.MONEY, 1.3, group="可以分到"),
    )
    by_number = {one.claim.number: one for one in day.rewards.claims}
    rows: list[tuple[Value, ...]] = []
    for cut in day.rewards.cuts:
        shares = {share.claim: share.amount for share in cut.prorata}
        for share in cut.priority:
            one = by_number.get(share.claim)
            if one is not None:
                name = one.firm.name if one.firm else "（未登记）"
                what = wording.matter(one.item, one.level)
                rows.append((share.claim, name, what, one.payable, share.amount, shares[share.claim]))
    counted = numbered(rows)
    totals = (None, "合计", None, None, *(total(counted, place) for place in (4, 5, 6))) if rows else None
    return Table(columns, counted, totals, size=SMALL)


def _owed(day: CultivationDay) -> Table:
    columns = (
        number_column(),
        Column("企业名称", weight=2.6),
        Column("奖励事项", weight=1.8),
        Column("封顶数", CellKind.MONEY, 1.2),
        Column("事实", weight=3.6),
        Column("依据", weight=2.2),
    )
    rows = numbered(
        (one.fact.firm.name, wording.matter(one.fact.item, one.fact.level), one.entitled, one.because, one.citation)
        for one in day.rewards.suggested
    )
    return Table(columns, rows, size=SMALL)
