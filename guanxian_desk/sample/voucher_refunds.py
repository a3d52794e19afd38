"""Refunds of the sample year (方案六): those that went right, and each way of going wrong (F01–F05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from guanxian_desk.modules.vouchers.sheets import REFUND_SCOPES, VOUCHER_HANDLINGS
from guanxian_desk.sample.places import SHOPS
from guanxian_desk.sample.voucher_spending import LEAST, Market, Purchase, Purchases

FULL, PARTIAL = REFUND_SCOPES
RETURNED, BY_MERCHANT = VOUCHER_HANDLINGS
UNKNOWN_ORDER = "YLD2207019901"
_BUSY = 40  # merchants that draw so many customers withdraw every week


@dataclass(frozen=True)
class Return:
    """A refund before it has its number. purchase None: of an order nobody knows; fault: the F-finding it is."""

    purchase: Purchase | None
    scope: str
    amount: int
    at: datetime
    handling: str | None = None
    fault: str = ""


def draw_returns(market: Market, purchases: Purchases) -> list[Return]:
    """The year's refunds; vouchers that came back are at times spent again (as new purchases)."""
    clean = _Clean(market, purchases)
    return [
        *clean.returned_too_late(2),
        *clean.in_time(10),
        *clean.by_merchant(5),
        *clean.partial(9),
        *clean.partial(2, too_much=True),
        *clean.kept(2),
        *clean.returned_twice(),
        Return(None, FULL, 6_000, datetime(2022, 7, 1, 15, 20, 11), RETURNED, "F01"),
    ]


class _Clean:
    """Refunds of merchants against which nothing else stands, so that each shows one thing only."""

    def __init__(self, market: Market, purchases: Purchases) -> None:
        self._market, self._purchases = market, purchases
        self._barred = {purchase.shop for purchase in purchases.rows if purchase.fault}
        self._busy = {
            row.code
            for row, shop in zip(market.merchants, SHOPS, strict=True)
            if shop.weight >= _BUSY and row.code not in self._barred
        }

    def _paid(self, purchase: Purchase) -> int:
        return purchase.amount - self._market.worth(purchase.codes)

    def _pick(self, count: int, shops: set[str] | None = None) -> list[Purchase]:
        def wanted(purchase: Purchase) -> bool:
            at_good_shop = purchase.shop in shops if shops is not None else purchase.shop not in self._barred
            in_time = datetime(2022, 4, 25) <= purchase.at < datetime(2022, 11, 1)
            return at_good_shop and in_time and not purchase.fault and self._paid(purchase) >= 2_000

        return [self._purchases.rows[place] for place in self._purchases.pick(count, wanted)]

    def _soon(self, purchase: Purchase) -> datetime:
        """Within two hours, so before the merchant can have withdrawn the money."""
        return purchase.at + timedelta(seconds=self._market.rng.randint(600, 7_200))

    def _late(self, purchase: Purchase) -> datetime:
        """More than a week later, when a busy merchant has withdrawn the money."""
        return purchase.at + timedelta(days=self._market.rng.randint(9, 13))

    def in_time(self, count: int) -> list[Return]:
        """In full and at once: the vouchers go back, and most are spent again."""
        returns = []
        for number, purchase in enumerate(self._pick(count)):
            back = Return(purchase, FULL, self._paid(purchase), self._soon(purchase), RETURNED)
            if number % 3:
                self._spend_again(purchase.codes, back.at)
            returns.append(back)
        return returns

    def _spend_again(self, codes: tuple[str, ...], after: datetime) -> None:
        row, _, at = self._market.shop_and_moment(after)
        self._purchases.rows.append(Purchase(row.code, at, len(codes) * LEAST + 1_500, codes))

    def by_merchant(self, count: int) -> list[Return]:
        """In full after the money was withdrawn: the merchant settles it with the customer."""
        return [
            Return(purchase, FULL, self._paid(purchase), self._late(purchase), BY_MERCHANT)
            for purchase in self._pick(count, self._busy)
        ]

    def partial(self, count: int, too_much: bool = False) -> list[Return]:
        """A part of what the customer paid; or (F03) more than that."""
        returns = []
        for purchase in self._pick(count):
            amount = self._paid(purchase) + 5_000 if too_much else self._paid(purchase) // 200 * 100
            fault = "F03" if too_much else ""
            returns.append(Return(purchase, PARTIAL, amount, self._late(purchase), fault=fault))
        return returns

    def kept(self, count: int) -> list[Return]:
        """F02: in full, not withdrawn yet, and the vouchers stayed with the merchant."""
        handlings = (BY_MERCHANT, None)
        return [
            Return(purchase, FULL, self._paid(purchase), self._soon(purchase), handlings[number % 2], "F02")
            for number, purchase in enumerate(self._pick(count))
        ]

    def returned_twice(self) -> list[Return]:
        """F04: refunded in full and in order, and once more the next day."""
        (purchase,) = self._pick(1)
        first = Return(purchase, FULL, self._paid(purchase), self._soon(purchase), RETURNED)
        again = Return(purchase, FULL, first.amount, first.at + timedelta(days=1), BY_MERCHANT, "F04")
        return [first, again]

    def returned_too_late(self, count: int) -> list[Return]:
        """F05: the vouchers went back though the merchant had withdrawn; nothing else is asked of that merchant."""
        picked = self._pick(count, self._busy)
        self._barred |= {purchase.shop for purchase in picked}
        self._busy -= self._barred
        return [
            Return(purchase, FULL, self._paid(purchase), self._late(purchase), RETURNED, "F05") for purchase in picked
        ]
