"""Withdrawals of the merchants, week by week, and the treasury's instalments that feed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from guanxian_desk.modules.vouchers.sheets import TRANSFER_DIRECTIONS
from guanxian_desk.sample.places import SHOPS
from guanxian_desk.sample.rhythm import moment, mondays
from guanxian_desk.sample.voucher_merchants import UNKNOWN_SHOP
from guanxian_desk.sample.voucher_refunds import RETURNED, Return
from guanxian_desk.sample.voucher_rows import TransferRow
from guanxian_desk.sample.voucher_spending import FACE, Market, Purchase

IN, BACK = TRANSFER_DIRECTIONS
GREEDY_SHOP_NAME = "冠县枣花糕点铺"
_FIRST_WITHDRAWALS, _LAST_WITHDRAWALS = date(2022, 4, 25), date(2022, 12, 26)
_INSTALMENTS = (
    date(2022, 4, 12),
    date(2022, 5, 6),
    date(2022, 6, 2),
    date(2022, 7, 1),
    date(2022, 8, 3),
    date(2022, 9, 7),
    date(2022, 10, 12),
    date(2022, 11, 9),
    date(2022, 12, 7),
)
# The instalment of 3 August lasted until the Sunday before 5 September; the next one came on the Wednesday.
_LATE, _SHORT_UNTIL = date(2022, 8, 3), date(2022, 9, 4)
_PAID_TWICE, _BACK_ON, _SURPLUS = date(2022, 10, 12), date(2022, 10, 14), 2_000_000
_TEN_THOUSAND = 1_000_000  # 万元 in fen


@dataclass(frozen=True)
class Draw:
    """A withdrawal before it has its number; amount in fen. fault: S02 when the merchant is unknown."""

    shop: str
    amount: int
    at: datetime
    fault: str = ""


def draw_withdrawals(market: Market, purchases: Sequence[Purchase], returns: Sequence[Return]) -> list[Draw]:
    """Every Monday each merchant takes what it may; one unknown merchant too (S02), and one takes too much (S01)."""
    flows = _flows(market, purchases, returns)
    draws: list[Draw] = []
    for row, shop in zip(market.merchants, SHOPS, strict=True):
        least = 1 if shop.weight >= 40 else 3 * FACE
        draws += _of_merchant(market, row.code, flows[row.code], least)
        if shop.name == GREEDY_SHOP_NAME:
            draws.append(_too_much(row.code, flows[row.code], draws))
    unknown = sum(market.worth(purchase.codes) for purchase in purchases if purchase.shop == UNKNOWN_SHOP)
    return [*draws, Draw(UNKNOWN_SHOP, unknown, datetime(2022, 10, 10, 10, 2, 45), "S02")]


def _flows(
    market: Market, purchases: Sequence[Purchase], returns: Sequence[Return]
) -> dict[str, list[tuple[datetime, int]]]:
    """Per merchant what became payable when, and what a refund took back."""
    flows: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for purchase in purchases:
        flows[purchase.shop].append((purchase.at, _payable(market, purchase)))
    for back in returns:
        if back.purchase is not None and back.handling == RETURNED:
            flows[back.purchase.shop].append((back.at, -market.worth(back.purchase.codes)))
    return flows


def _payable(market: Market, purchase: Purchase) -> int:
    if purchase.fault == "R06":
        return market.worth(purchase.codes) - purchase.beyond * FACE
    return 0 if purchase.fault else market.worth(purchase.codes)


def _of_merchant(market: Market, shop: str, flows: list[tuple[datetime, int]], least: int) -> list[Draw]:
    draws, taken = [], 0
    for monday in mondays(_FIRST_WITHDRAWALS, _LAST_WITHDRAWALS):
        due = sum(amount for at, amount in flows if at < datetime.combine(monday, time())) - taken
        if due >= least:
            draws.append(Draw(shop, due, moment(market.rng, monday, 10, 12)))
            taken += due
    return draws


def _too_much(shop: str, flows: list[tuple[datetime, int]], draws: list[Draw]) -> Draw:
    """S01: on the last working day everything of the year and twelve vouchers more."""
    due = sum(amount for at, amount in flows if at < datetime(2023, 1, 1))
    taken = sum(draw.amount for draw in draws if draw.shop == shop)
    return Draw(shop, due - taken + 12 * FACE, datetime(2022, 12, 30, 16, 41, 9))


def draw_transfers(draws: Sequence[Draw]) -> tuple[TransferRow, ...]:
    """Instalments in 万元, each enough until the next; one was too small (S03), one was paid twice and sent back."""
    rows: list[TransferRow] = []
    transferred = 0
    for place, day in enumerate(_INSTALMENTS):
        following = _INSTALMENTS[place + 1] if place + 1 < len(_INSTALMENTS) else date(2023, 1, 1)
        until = _SHORT_UNTIL if day == _LATE else following + timedelta(days=-1)
        needed = sum(draw.amount for draw in draws if draw.at.date() <= until) - transferred
        unit = _TEN_THOUSAND // 10 if day == _LATE else _TEN_THOUSAND
        amount = -(-needed // unit) * unit
        transferred += amount
        rows.append(_transfer(len(rows) + 1, day, amount, f"消费券补贴资金第{place + 1}期"))
        if day == _PAID_TWICE:
            rows.append(_transfer(len(rows) + 1, day, _SURPLUS, "消费券补贴资金（重复支付）"))
            rows.append(_transfer(len(rows) + 1, _BACK_ON, _SURPLUS, "重复支付退回", BACK))
    return tuple(rows)


def _transfer(number: int, day: date, amount: int, purpose: str, direction: str = IN) -> TransferRow:
    at = datetime.combine(day, time())
    return TransferRow(f"YLB2022{number:03d}", amount, at, purpose, direction)
