"""据实结算表: what the treasury owes by the redemptions that stand, what it has sent, and what is to be sent now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guanxian_desk.base.money import yuan
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.papers.asked import (
    ACCOUNT,
    BANK,
    COMMERCE_BUREAU,
    IDENTITIES,
    PAYEE,
    SMALL,
    TREASURY_BUREAU,
    Asked,
    balance_words,
    head,
    identities,
    number_column,
    titled,
    total,
)
from guanxian_desk.modules.vouchers.papers.names import Names
from guanxian_desk.modules.vouchers.settlement import Settlement, settlement


def content(asked: Asked) -> Content:
    """The settlement of the day with the list of all merchants behind it."""
    sums = settlement(asked.result)
    account, check, shops = _account(sums), _check(sums), _shops(asked)
    document = {
        **head(asked),
        **parties(asked),
        "first": asked.result.policy.issue_from.date(),
        "account": account,
        "check": check,
        "due_now": sums.due_now,
        "surplus": sums.surplus,
        "overdrawn": sums.overdrawn,
        "identities": identities(asked.result),
        "shops": shops,
    }
    sheets = (
        titled(account, "据实结算"),
        titled(check, "验算"),
        titled(identities(asked.result), IDENTITIES),
        titled(shops, "各商户应结算"),
    )
    return Content((document,), sheets, amount_fen=sums.due_now)


def parties(asked: Asked) -> dict[str, Any]:
    """Who signs, and where the money goes; blanks while the office has not set them."""
    return {
        "commerce": COMMERCE_BUREAU,
        "treasury": TREASURY_BUREAU,
        "payee": asked.setting(PAYEE),
        "bank": asked.setting(BANK),
        "account_number": asked.setting(ACCOUNT),
    }


def money_table(rows: Sequence[tuple[str, int, str]]) -> Table:
    """项目, 金额, 说明 under running numbers."""
    columns = (
        number_column(),
        Column("项目", weight=3),
        Column("金额（元）", CellKind.MONEY, 1.6),
        Column("计算和说明", weight=3.4),
    )
    return Table(columns, tuple((place, *row) for place, row in enumerate(rows, 1)))


def _account(sums: Settlement) -> Table:
    return money_table(
        (
            ("核销总额", sums.gross, "截至日全部核销明细的券面金额"),
            ("减：退款退回", sums.returned, "全额退款后退回卡券包（方案六、2）"),
            ("减：核销未发放的券", sums.unknown, "平台补报或说明前不予拨付（三；五、2）"),
            ("减：重复核销", sums.repeated, "消费券不可重复使用（五、3）"),
            ("有效核销", sums.redeemed_net, "1－2－3－4"),
            ("减：不予拨付", sums.blocked, "有未放行差异的有效核销，见差异清单"),
            ("累计应结算", sums.due, "5－6，等于各商户应结算之和（见附表）"),
            ("减：此前已拨", sums.transferred, "财政拨款，扣除退回财政的款项"),
            ("本期应拨", sums.due_now, "7－8" if not sums.surplus else f"7－8 为负，多拨 {yuan(sums.surplus)} 元"),
        )
    )


def _check(sums: Settlement) -> Table:
    again = sums.outstanding - sums.balance - sums.overdrawn
    return money_table(
        (
            ("商户尚未提现", sums.outstanding, "各商户应结算大于已提现的部分之和"),
            ("减：平台结余", sums.balance, f"此前已拨－商户已提现 {yuan(sums.withdrawn)} 元"),
            ("扣减：超额和名册外提现", sums.overdrawn, "由平台追回，财政不予垫付"),
            ("本期应拨（验算）", again, f"1－2－3；与据实结算 {balance_words(again, sums.due - sums.transferred)}"),
        )
    )


def _shops(asked: Asked) -> Table:
    names, numbers = Names(asked), asked.result.books.shops
    active = [own for own in asked.result.shops.values() if own.redemptions or own.withdrawn]
    active.sort(key=lambda own: numbers[own.shop_id])
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            place,
            numbers[own.shop_id],
            names.merchant(own.shop_id),
            own.gross,
            own.returned or None,
            own.unknown + own.repeated + own.blocked or None,
            own.payable,
            own.withdrawn,
            own.balance,
        )
        for place, own in enumerate(active, 1)
    )
    columns = (
        number_column(),
        Column("商户编号", CellKind.CODE, 1),
        Column("商户名称", weight=2.6),
        Column("核销金额", CellKind.MONEY, 1.2),
        Column("退款退回", CellKind.MONEY, 1),
        Column("不予拨付", CellKind.MONEY, 1),
        Column("应结算", CellKind.MONEY, 1.2),
        Column("已提现", CellKind.MONEY, 1.2),
        Column("未提现（－超提）", CellKind.MONEY, 1.2),
    )
    totals = (None, "合计", None, *(total(rows, column) for column in range(3, 9)))
    return Table(columns, rows, totals, size=SMALL)
