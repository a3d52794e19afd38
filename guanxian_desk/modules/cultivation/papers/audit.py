"""审计明细: every payment of the year with the evidence of each stage, and the account of the budget (五（四）)."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.base.days import NoCalendarError
from guanxian_desk.base.money import yuan
from guanxian_desk.filings.document import CellKind, Column, Figure, Table, Value
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.day import CultivationDay
from guanxian_desk.modules.cultivation.evidence import evidence
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
from guanxian_desk.modules.cultivation.registers import Row
from guanxian_desk.modules.cultivation.rules.claims import Assessed
from guanxian_desk.modules.cultivation.rules.stages import APPROVAL, AUDIT, CHECK, PAYMENT, PUBLICITY
from guanxian_desk.modules.papers import Asked, Content


def content(asked: Asked) -> Content:
    """The payments of claims of the year that the day lies in."""
    day = day_of(asked)
    paid = sorted((one for one in day.rewards.claims if one.progress.paid_fen), key=lambda one: one.priority)
    payments, account, uses = _payments(day, paid), _account(day), _uses(day)
    lacking = _lacking(payments)
    pot = day.rewards.pot
    figures = (
        Figure("拨付", str(len(paid)), "笔"),
        Figure("拨付金额", yuan(pot.paid), "元"),
        Figure("已审计", str(sum(_step(day, one, AUDIT) is not None for one in paid)), "笔"),
        Figure("证据缺项", str(len(lacking.rows)), "处"),
    )
    document = {
        **head(asked, day),
        "bureau": BUREAU,
        "treasury": TREASURY,
        "figures": figures,
        "account": account,
        "uses": uses if uses.rows else None,
        "payments": _part(payments, _MONEY),
        "evidence": _part(payments, _PROOF),
        "lacking": lacking if lacking.rows else None,
    }
    sheets = (
        titled(payments, "拨付明细"),
        titled(account, "资金账"),
        titled(uses, "其他用途"),
        titled(lacking, "缺项"),
    )
    return Content((document,), sheets, (day.options_words,), amount_fen=pot.paid)


_MONEY, _PROOF = (0, 1, 2, 3, 10, 11, 12, 13), (0, 1, 4, 5, 6, 7, 8, 9, 14)
"""What of the long table stands on paper as two: the money, and what proves it."""


def _part(table: Table, places: Sequence[int]) -> Table:
    """Some columns of a table."""

    def some(row: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(row[place] for place in places)

    columns, rows = tuple(table.columns[place] for place in places), tuple(map(some, table.rows))
    totals = some(table.totals) if table.totals is not None and places == _MONEY else None
    return Table(columns, rows, totals, note=table.note if totals else "", size=8.0)


def _step(day: CultivationDay, one: Assessed, stage: str) -> Row | None:
    return next((row for row in day.books.steps.get(one.claim.number, ()) if row["stage"] == stage), None)


def _payments(day: CultivationDay, paid: list[Assessed]) -> Table:
    columns = (
        number_column(),
        Column("申请编号", CellKind.CODE, 1.5),
        Column("企业名称", weight=2.4),
        Column("奖励事项", weight=1.5),
        Column("事实依据", weight=2.4),
        Column("审核", CellKind.DAY, 1.1),
        Column("公示", CellKind.DAY, 1.1),
        Column("公示工作日", CellKind.COUNT, 0.6),
        Column("批准", CellKind.DAY, 1.1),
        Column("会议纪要", weight=2.3),
        Column("批准金额", CellKind.MONEY, 1.2),
        Column("拨付", CellKind.DAY, 1.1),
        Column("凭证号", CellKind.CODE, 1.4),
        Column("拨付金额", CellKind.MONEY, 1.2),
        Column("审计", CellKind.DAY, 1.1),
    )
    rows = numbered(_payment(day, one) for one in paid)
    totals = (None, "合计", *(None,) * 8, total(rows, 10), None, None, total(rows, 13), None)
    return Table(columns, rows, totals, note="金额单位：元。", landscape=True, size=7.5)


def _payment(day: CultivationDay, one: Assessed) -> tuple[Value, ...]:
    steps = {stage: _step(day, one, stage) or {} for stage in (CHECK, PUBLICITY, APPROVAL, PAYMENT, AUDIT)}
    return (
        one.claim.number,
        one.firm.name if one.firm else one.claim.code,
        wording.matter(one.item, one.level),
        evidence(one),
        steps[CHECK].get("done_on"),
        steps[PUBLICITY].get("done_on"),
        _shown_days(steps[PUBLICITY], steps[APPROVAL]),
        steps[APPROVAL].get("done_on"),
        steps[APPROVAL].get("minutes"),
        one.progress.approved_fen,
        steps[PAYMENT].get("done_on"),
        steps[PAYMENT].get("voucher"),
        one.progress.paid_fen,
        steps[AUDIT].get("done_on"),
    )


def _shown_days(publicity: Row, approval: Row) -> int | None:
    """Working days between the beginning of the publicity and the approval."""
    if not publicity or not approval:
        return None
    try:
        return official_calendar().workdays(publicity["done_on"], approval["done_on"])
    except NoCalendarError:
        return None


_EVIDENCE = (
    (4, "事实依据"),
    (5, "审核日期"),
    (6, "公示日期"),
    (8, "批准日期"),
    (9, "会议纪要"),
    (12, "凭证号"),
    (14, "审计日期"),
)


def _lacking(payments: Table) -> Table:
    """What an auditor would ask for and does not find."""
    columns = (
        number_column(),
        Column("申请编号", CellKind.CODE, 1.6),
        Column("企业名称", weight=3),
        Column("缺项", weight=3),
    )
    rows = []
    for row in payments.rows:
        missing = [word for place, word in _EVIDENCE if row[place] is None]
        if missing:
            rows.append((row[1], row[2], "、".join(missing)))
    return Table(columns, numbered(rows), size=SMALL)


def _account(day: CultivationDay) -> Table:
    pot = day.rewards.pot
    columns = (
        number_column(),
        Column("项目", weight=3),
        Column("金额（元）", CellKind.MONEY, 2),
        Column("说明", weight=4),
    )
    rows = (
        ("统筹资金额度", pot.budget, day.policy.citation("budget", day.policy.first_day)),
        ("减：其他用途", pot.used, "技改奖补、培育经费、审计费等，见附表"),
        ("减：已批准奖补", pot.approved, f"其中已拨付 {yuan(pot.paid)} 元"),
    )
    return Table(columns, numbered(rows), (4, "剩余额度", pot.room, "1－2－3"), size=10)


def _uses(day: CultivationDay) -> Table:
    columns = (
        number_column(),
        Column("编号", CellKind.CODE, 1.6),
        Column("年度", CellKind.CODE, 0.8),
        Column("用途", weight=1.4),
        Column("金额（元）", CellKind.MONEY, 1.6),
        Column("依据文号", weight=3),
    )
    rows = numbered(
        (row["number"], str(row["year"]), row["purpose"], row["amount_fen"], row["document"])
        for row in day.books.uses
        if row["year"] == day.year
    )
    return Table(columns, rows, (None, "合计", None, None, total(rows, 4), None) if rows else None, size=SMALL)
