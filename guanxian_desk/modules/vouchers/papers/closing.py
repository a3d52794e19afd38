"""资金清算表: after the last voucher has expired, every leak on the way from what was paid to what is settled, and the
platform's account brought to zero."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.findings import FindingState
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.papers.asked import (
    COMMERCE_BUREAU,
    IDENTITIES,
    SMALL,
    TREASURY_BUREAU,
    Asked,
    balance_words,
    head,
    identities,
    options,
    titled,
)
from guanxian_desk.modules.vouchers.papers.findings import WHO_ORDER
from guanxian_desk.modules.vouchers.papers.recoveries import Owed, owed
from guanxian_desk.modules.vouchers.papers.settlement import money_table
from guanxian_desk.modules.vouchers.papers.sums import Settlement, amount_of, settlement
from guanxian_desk.modules.vouchers.reconcile import Reconciliation
from guanxian_desk.modules.vouchers.rules.catalogue import RULES


def content(asked: Asked) -> Content:
    """The closing of the activity. UserError while vouchers can still be used.

    What is still open then is listed on the paper, which calls itself a draft as long as there is any.
    """
    result = asked.result
    _refuse_early(asked)
    sums, debts = settlement(result), owed(asked)
    path, account, recovery = _path(result, sums), _account(sums), _recovery(debts)
    pending = _pending(result, sums, debts)
    document = {
        **head(asked),
        "commerce": COMMERCE_BUREAU,
        "treasury": TREASURY_BUREAU,
        "first": result.policy.issue_from.date(),
        "path": path,
        "account": account,
        "recovery": recovery,
        "pending": pending if pending.rows else None,
        "identities": identities(result),
    }
    sheets = [
        titled(path, "从缴费到应结算"),
        titled(account, "平台账户清算"),
        titled(recovery, "追缴"),
        titled(pending, "尚未办结"),
        titled(identities(result), IDENTITIES),
    ]
    return Content((document,), tuple(sheets), (options(result),), amount_fen=sums.due)


def _refuse_early(asked: Asked) -> None:
    if asked.result.policy.expired_on(asked.as_of):
        return
    over = asked.result.policy.use_until.date()
    raise UserError(
        f"消费券到 {over - timedelta(days=1)} 24 时前还能使用，现在不能清算",
        "没有生成资金清算表",
        f"请把截至日期改为 {over} 或以后；此前可出据实结算表",
    )


def _path(result: Reconciliation, sums: Settlement) -> Table:
    totals, shared = result.totals, result.books.sums.shared
    lost, more, free = (amount_of(result, code) for code in ("I03", "I02", "I01"))
    issued = totals.entitled - lost + more + free
    used = totals.issued - totals.expired - totals.outstanding
    return money_table(
        (
            ("缴费合计", totals.paid, "全部缴费凭证"),
            ("减：活动期外缴费", totals.paid - totals.eligible, "不计入应发基数（二）"),
            ("应发基数", totals.eligible, "1－2"),
            ("应发基数的20%", shared, "按人合并计算（二）"),
            ("减：不足整张的零头", shared - totals.entitled, "不发放（见口径）"),
            ("应发消费券", totals.entitled, "4－5"),
            ("减：少发", lost, "应发未领（三、1）"),
            ("加：超额发券", more, "列入追缴"),
            ("加：无缴费凭证发券", free, "列入追缴"),
            ("已发消费券", totals.issued, f"6－7＋8＋9；{balance_words(issued, totals.issued)}"),
            ("减：到期未用", totals.expired, "自动放弃，收回政府账户（三、3）"),
            ("有效核销", totals.redeemed_net, f"10－11；{balance_words(used, totals.redeemed_net)}"),
            ("减：不予拨付", sums.blocked, "有未放行差异的有效核销"),
        ),
        ("应结算", sums.due, "12－13，等于各商户应结算之和"),
    )


def _account(sums: Settlement) -> Table:
    last = ("加：财政补拨", sums.due_now, "应结算－财政已拨")
    if sums.surplus:
        last = ("减：退回财政", sums.surplus, "财政已拨－应结算")
    return money_table(
        (
            ("财政已拨", sums.transferred, "扣除已退回财政的款项"),
            ("减：商户已提现", sums.withdrawn, "全部提现明细"),
            ("平台结余", sums.balance, "1－2"),
            ("加：追回超额和名册外提现", sums.overdrawn, "由平台向商户追回"),
            ("减：支付商户尚未提现", sums.outstanding, "各商户应结算大于已提现的部分"),
            last,
        ),
        ("清算后余额", sums.remainder, f"3＋4－5{'－' if sums.surplus else '＋'}6，应为零"),
    )


def _recovery(debts: list[Owed]) -> Table:
    claim, left = sum(debt.amount for debt in debts), sum(debt.left for debt in debts)
    people = sum(1 for debt in debts if debt.amount)
    return money_table(
        (
            ("应向个人追缴", claim, f"错发、多发消费券 {people} 人，见追缴台账"),
            ("减：已追回", claim - left, "上缴财政，不经平台账户"),
        ),
        ("尚未追回", left, "1－2"),
    )


def _pending(result: Reconciliation, sums: Settlement, debts: list[Owed]) -> Table:
    """What stands in the way of closing: open findings by kind, money to be taken, got back or sent."""
    rows = _open_differences(result)
    takers = [own for own in result.shops.values() if own.balance > 0]
    unpaid = [debt for debt in debts if debt.left]
    rows += [
        row
        for row in (
            ("通知商户提现", "商户应结算金额尚未提现", len(takers), sums.outstanding),
            ("催告追缴", "错发、多发尚未追回", len(unpaid), sum(debt.left for debt in unpaid)),
            ("报财政局核拨", "财政尚未补拨", int(sums.due_now > 0), sums.due_now),
            ("通知平台退回", "尚未退回财政", int(sums.surplus > 0), sums.surplus),
        )
        if row[2]
    ]
    columns = (
        Column("办理", weight=1.2, align="center"),
        Column("事项", weight=5),
        Column("数量", CellKind.COUNT, 0.7),
        Column("金额（元）", CellKind.MONEY, 1.3),
    )
    return Table(columns, tuple(rows), size=SMALL)


def _open_differences(result: Reconciliation) -> list[tuple[Value, ...]]:
    """A line for everybody who acts, with the kinds that wait for him; their amounts are of many kinds, so no sum."""
    still = Counter(one.code for one in result.findings if one.state is FindingState.OPEN)
    rows: list[tuple[Value, ...]] = []
    for who in WHO_ORDER:
        own = [rule for rule in RULES if rule.who == who and still[rule.code]]
        if own:
            kinds = "、".join(f"{rule.title}{still[rule.code]}条" for rule in own)
            rows.append((who, f"差异未处理：{kinds}", sum(still[rule.code] for rule in own), None))
    return rows
