"""据实结算表: what the treasury owes by the redemptions that stand, what it has sent, and what is to be sent now."""

from __future__ import annotations

from collections.abc import Sequence

from guanxian_desk.base.days import spoken
from guanxian_desk.base.money import capitals, yuan
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.papers.asked import (
    ACCOUNT,
    BANK,
    BLANK,
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
    options,
    titled,
    total,
)
from guanxian_desk.modules.vouchers.papers.names import Names
from guanxian_desk.modules.vouchers.papers.sums import Settlement, settlement

_PAYEE = (("收款单位", PAYEE), ("开户行", BANK), ("账号", ACCOUNT))


def content(asked: Asked) -> Content:
    """The settlement of the day with the list of all merchants behind it."""
    sums = settlement(asked.result)
    account, shops, balance = _account(sums), _shops(asked), identities(asked.result)
    document = {
        **head(asked),
        "commerce": COMMERCE_BUREAU,
        "treasury": TREASURY_BUREAU,
        "payee": tuple((name, asked.setting(key) or BLANK) for name, key in _PAYEE),
        "first": asked.result.policy.issue_from.date(),
        "account": account,
        "due_now": sums.due_now,
        "surplus": sums.surplus,
        "identities": balance,
        "shops": shops,
    }
    sheets = (titled(account, "据实结算"), titled(balance, IDENTITIES), titled(shops, "各商户应结算"))
    words = f"本期应拨：人民币{capitals(sums.due_now)}（¥{yuan(sums.due_now)}）"
    return Content((document,), sheets, (words, options(asked.result)), amount_fen=sums.due_now)


def money_table(rows: Sequence[tuple[str, int, str]], result: tuple[str, int, str] | None = None) -> Table:
    """项目, 金额, 说明 under running numbers; result: a last row in bold."""
    columns = (
        number_column(),
        Column("项目", weight=2.6),
        Column("金额（元）", CellKind.MONEY, 1.5),
        Column("计算和说明", weight=4),
    )
    last = None if result is None else (len(rows) + 1, *result)
    return Table(columns, tuple((place, *row) for place, row in enumerate(rows, 1)), last, size=10)


def _account(sums: Settlement) -> Table:
    check = balance_words(sums.due_by_need, sums.due - sums.transferred)
    surplus = f"；为负，多拨 {yuan(sums.surplus)} 元" if sums.surplus else ""
    return money_table(
        (
            ("核销总额", sums.gross, "全部核销明细的券面金额"),
            ("减：退款退回", sums.returned, "全额退款后退回卡券包（六、2）"),
            ("减：核销未发放的券", sums.unknown, "平台补报或说明前不予拨付（三；五、2）"),
            ("减：重复核销", sums.repeated, "消费券不可重复使用（五、3）"),
            ("有效核销", sums.redeemed_net, "1－2－3－4"),
            ("减：不予拨付", sums.blocked, "有未放行差异的有效核销，见差异清单"),
            ("累计应结算", sums.due, "5－6，等于各商户应结算之和（见附表）"),
            ("此前已拨", sums.transferred, "财政拨款，扣除退回财政的款项"),
            ("　　其中：商户已提现", sums.withdrawn, "全部提现明细"),
            ("　　其中：平台结余", sums.balance, "8－9"),
            ("商户尚未提现", sums.outstanding, "各商户应结算大于已提现的部分之和"),
            ("扣减：超额和名册外提现", sums.overdrawn, "由平台追回，财政不予垫付"),
        ),
        ("本期应拨", sums.due_now, f"7－8{surplus}；验算 11－10－12 {check}"),
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
        Column("未提现", CellKind.MONEY, 1.2),
    )
    totals = (None, "合计", None, *(total(rows, column) for column in range(3, 9)))
    caption = f"附表　各商户应结算明细（截至{spoken(asked.as_of)}，单位：元）"
    note = "未提现为负数的，是超出应结算金额的提现，由平台追回或在下期扣减。"
    return Table(columns, rows, totals, caption, note, landscape=True, size=SMALL)
