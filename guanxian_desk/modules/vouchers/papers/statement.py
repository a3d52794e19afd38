"""商户对账单: what a merchant redeemed, what of it is paid for, what it withdrew; with a slip to seal and send back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.facts import moment_of
from guanxian_desk.modules.vouchers.papers.asked import SMALL, Asked, head, number_column, options, titled, total
from guanxian_desk.modules.vouchers.papers.findings import state_words
from guanxian_desk.modules.vouchers.papers.names import Names
from guanxian_desk.modules.vouchers.papers.shops import Card, ShopAccount, accounts, cards, code_and_order
from guanxian_desk.modules.vouchers.reconcile import FindingView, ShopSums

_SLIPS = """
SELECT shop_id, agrees, objection, returned_on FROM voucher_statement_slips WHERE WITHIN(shop_id) AND as_of = :day
"""
_SPARE = "—"


@dataclass(frozen=True)
class _Shop:
    """Everything that one statement is made from."""

    number: str
    name: str
    sums: ShopSums
    card: Card | None
    account: ShopAccount
    views: tuple[FindingView, ...]
    uses: Mapping[int, tuple[str, str]]


def content(asked: Asked) -> Content:
    """The statement of the merchant that asked.subject numbers, or of all that redeemed or withdrew anything.

    UserError for a number that the ledger does not know.
    """
    shops = _shops(asked)
    documents = tuple(_statement(asked, shop) for shop in shops)
    about = shops[0].name if asked.subject else "全部商户"
    due = sum(shop.sums.payable for shop in shops)
    return Content(documents, _sheets(asked, shops), (options(asked.result),), about, due)


def _shops(asked: Asked) -> list[_Shop]:
    result, names = asked.result, Names(asked)
    wanted = _wanted(asked)
    found, known = accounts(asked.ledger, result, wanted), cards(asked.ledger, wanted)
    views: dict[int, list[FindingView]] = {shop: [] for shop in wanted}
    for view in result.views():
        if view.shop_id in views:
            views[view.shop_id].append(view)
    backs = [mark.redemption_id for account in found.values() for mark in account.backs]
    uses = code_and_order(asked.ledger, backs)
    return [
        _Shop(
            result.books.shops[shop],
            names.merchant(shop),
            result.shops[shop],
            known.get(shop),
            found[shop],
            tuple(views[shop]),
            uses,
        )
        for shop in wanted
    ]


def _wanted(asked: Asked) -> list[int]:
    """The merchants' ids in the order of their numbers."""
    numbers, shops = asked.result.books.shops, asked.result.shops
    if asked.subject:
        wanted = [shop for shop in shops if numbers[shop] == asked.subject]
        if not wanted:
            raise UserError(
                f"没有商户编号“{asked.subject}”", "没有生成文书", "请核对商户编号；不写对象时出具全部商户的对账单"
            )
        return wanted
    active = [shop for shop, own in shops.items() if own.redemptions or own.withdrawn]
    if not active:
        raise UserError(f"截至 {asked.as_of} 没有核销和提现记录", "没有可对账的商户，没有生成文书")
    return sorted(active, key=lambda shop: numbers[shop])


def _statement(asked: Asked, shop: _Shop) -> dict[str, Any]:
    differences = _differences(shop.views)
    backs = _backs(shop)
    return {
        **head(asked),
        "merchant": shop.name,
        "code": shop.number,
        "number": "",
        "facts": _facts(asked, shop),
        "months": _months(shop),
        "gross": shop.sums.gross,
        "redemptions": shop.sums.redemptions,
        "due": shop.sums.payable,
        "withdrawn": shop.sums.withdrawn,
        "overdrawn": max(-shop.sums.balance, 0),
        "differences": differences if differences.rows else None,
        "backs": backs if backs.rows else None,
        "reply_days": asked.reply_days,
    }


def _facts(asked: Asked, shop: _Shop) -> tuple[tuple[str, str], ...]:
    card, first = shop.card, asked.result.policy.issue_from.date()
    return (
        ("商户名称", shop.name),
        ("商户编号", shop.number),
        ("信用代码", card.credit_code if card else _SPARE),
        ("商户类别", card.category if card else _SPARE),
        ("审核情况", _review(card)),
        ("对账期间", f"{first} 至 {asked.as_of}"),
    )


def _review(card: Card | None) -> str:
    if card is None:
        return "不在商户名册"
    since = f"（{moment_of(card.reviewed_at).date()}）" if card.reviewed_at is not None else ""
    until = f"，{moment_of(card.disqualified_at).date()} 取消资格" if card.disqualified_at is not None else ""
    return f"{card.review}{since}{until}"


_MONEY = (
    Column("核销张数", CellKind.COUNT, 1),
    Column("核销金额", CellKind.MONEY, 1.5),
    Column("退款退回", CellKind.MONEY, 1.3),
    Column("不予拨付", CellKind.MONEY, 1.3),
    Column("应结算", CellKind.MONEY, 1.5),
    Column("已提现", CellKind.MONEY, 1.5),
)


def _months(shop: _Shop) -> Table:
    rows = tuple(
        (
            f"{month[:4]}年{int(month[5:])}月",
            own.redemptions,
            own.gross,
            own.returned or None,
            own.unpaid or None,
            own.payable,
            own.withdrawn,
        )
        for month, own in sorted(shop.account.months.items())
    )
    totals: tuple[Value, ...] = ("合计", *(total(rows, column) for column in range(1, 7)))
    return Table((Column("月份", weight=1.3, align="center"), *_MONEY), rows, totals, size=SMALL)


def _differences(views: Sequence[FindingView]) -> Table:
    columns = (
        Column("差异", weight=1.7),
        Column("流水号、订单号", CellKind.CODE, 1.6),
        Column("金额", CellKind.MONEY, 1),
        Column("情况", weight=4.4),
        Column("依据", weight=1.4, align="center"),
        Column("状态", weight=1, align="center"),
    )
    rows = tuple(
        (
            view.rule.title,
            view.finding.subject,
            view.finding.amount,
            view.finding.detail,
            view.rule.clause or "账表核对",
            state_words(view),
        )
        for view in views
    )
    return Table(columns, rows, size=SMALL)


def _backs(shop: _Shop) -> Table:
    columns = (
        Column("核销流水号", CellKind.CODE, 1.5),
        Column("券码", CellKind.CODE, 1.5),
        Column("订单号", CellKind.CODE, 1.5),
        Column("核销日期", CellKind.DAY, 1.1),
        Column("退回日期", CellKind.DAY, 1.1),
        Column("退回", CellKind.MONEY, 1),
    )
    rows = tuple(
        (
            mark.serial,
            *shop.uses[mark.redemption_id],
            moment_of(mark.at).date(),
            moment_of(mark.back_at).date(),
            mark.face_fen,
        )
        for mark in sorted(shop.account.backs, key=lambda mark: (mark.back_at, mark.serial))
    )
    return Table(columns, rows, size=SMALL)


def _sheets(asked: Asked, shops: Sequence[_Shop]) -> tuple[Table, ...]:
    """汇总 with the slips that came back, and the three lists of all merchants, the merchant in front."""
    return (
        titled(_summary(asked, shops), "商户汇总"),
        titled(_gathered([(shop, _months(shop)) for shop in shops]), "分月明细"),
        titled(_gathered([(shop, _differences(shop.views)) for shop in shops]), "差异明细"),
        titled(_gathered([(shop, _backs(shop)) for shop in shops]), "退回明细"),
    )


def _summary(asked: Asked, shops: Sequence[_Shop]) -> Table:
    ids = [shop.sums.shop_id for shop in shops]
    slips = {row[0]: _slip(*row[1:]) for row in asked.ledger.rows(_SLIPS, ids)}
    rows = tuple(
        (
            place,
            shop.number,
            shop.name,
            shop.sums.redemptions,
            shop.sums.gross,
            shop.sums.returned,
            shop.sums.unknown + shop.sums.repeated + shop.sums.blocked,
            shop.sums.payable,
            shop.sums.withdrawn,
            shop.sums.balance,
            slips.get(shop.sums.shop_id, "未收回"),
        )
        for place, shop in enumerate(shops, 1)
    )
    columns = (
        number_column(),
        Column("商户编号", CellKind.CODE, 1.2),
        Column("商户名称", weight=2.6),
        *_MONEY,
        Column("未提现", CellKind.MONEY, 1.5),
        Column("回执", weight=2),
    )
    return Table(columns, rows, (None, "合计", None, *(total(rows, column) for column in range(3, 10)), None))


def _slip(agrees: int, objection: str, returned_on: str) -> str:
    return f"{returned_on} 收回，相符" if agrees else f"{returned_on} 收回，不符：{objection}"


def _gathered(tables: Sequence[tuple[_Shop, Table]]) -> Table:
    rows: list[tuple[Value, ...]] = [(shop.number, shop.name, *row) for shop, table in tables for row in table.rows]
    front = (Column("商户编号", CellKind.CODE, 1.2), Column("商户名称", weight=2.6))
    return Table((*front, *tables[0][1].columns), tuple(rows))
