"""How vouchers are spent in the sample year: purchases at merchants, and purchases that broke a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from guanxian_desk.sample.places import SHOPS, Shop
from guanxian_desk.sample.rhythm import LAST_USE, days, draw_shopping_hour, moment, shopping_weights
from guanxian_desk.sample.voucher_merchants import PENDING, REJECTED, UNKNOWN_SHOP, accepts
from guanxian_desk.sample.voucher_rows import IssueRow, MerchantRow

FACE = 10_000
LEAST = 10_000  # the purchase that each voucher asks for, in fen
_FOREIGN_CODE = "YLQ99{:07d}"


@dataclass(frozen=True)
class Purchase:
    """One order; amount in fen. fault: what its redemptions (R06: the order) break; beyond: vouchers too many."""

    shop: str
    at: datetime
    amount: int
    codes: tuple[str, ...]
    fault: str = ""
    beyond: int = 0


@dataclass
class Market:
    """The town's merchants and what came out of the wallets."""

    rng: Random
    merchants: tuple[MerchantRow, ...]
    issues: dict[str, IssueRow]

    def __post_init__(self) -> None:
        self._stalls = tuple(zip(self.merchants, SHOPS, strict=True))
        self._weights = tuple(accumulate(shop.weight for shop in SHOPS))

    def worth(self, codes: Iterable[str]) -> int:
        """Σ face of the codes; a code never issued counts with the notice's face."""
        return sum(self.issues[code].face_fen if code in self.issues else FACE for code in codes)

    def shop_and_moment(self, after: datetime) -> tuple[MerchantRow, Shop, datetime]:
        """A merchant that accepts vouchers and an opening moment after the given one."""
        while True:
            row, shop = self.rng.choices(self._stalls, cum_weights=self._weights)[0]
            at = draw_shopping_hour(self.rng, _draw_day(self.rng, after.date()), shop.trade)
            if at > after and accepts(row, at):
                return row, shop, at


@cache
def _day_table(first: date) -> tuple[tuple[date, ...], tuple[int, ...]]:
    return tuple(days(first, LAST_USE)), tuple(accumulate(shopping_weights(first)))


def _draw_day(rng: Random, first: date) -> date:
    table, weights = _day_table(first)
    return rng.choices(table, cum_weights=weights)[0]


def spend(market: Market, codes: tuple[str, ...], after: datetime) -> list[Purchase]:
    """The purchases by which one wallet's vouchers are used up."""
    purchases, left = [], list(codes)
    while left:
        row, shop, at = market.shop_and_moment(after)
        sizes = shop.trade.value[2]
        size = min(market.rng.choices(range(1, len(sizes) + 1), sizes)[0], len(left))
        used = tuple(left.pop(0) for _ in range(size))
        purchases.append(Purchase(row.code, at, _draw_amount(market.rng, size), used))
    return purchases


def _draw_amount(rng: Random, vouchers: int) -> int:
    """A little more than the vouchers need; at times much more."""
    extra = rng.randrange(0, 9_900, 50) if rng.random() < 0.8 else rng.randrange(9_900, 42_000, 10)
    return vouchers * LEAST + extra


def used_of(rng: Random, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The vouchers of a batch that are ever used: most people use all, some forget a few, few forget all."""
    chance = rng.random()
    if chance < 0.02:
        return ()
    return codes if chance < 0.6 else codes[: -rng.randint(1, 4)]


class Purchases:
    """The year's purchases; each may be picked once for something special."""

    def __init__(self, rng: Random, purchases: list[Purchase]) -> None:
        self.rows = purchases
        self._free = list(range(len(purchases)))
        rng.shuffle(self._free)

    def pick(self, count: int, wanted: Callable[[Purchase], bool]) -> list[int]:
        """Places of so many purchases that nothing special happened to yet.

        Raises LookupError when the year has too few of them.
        """
        found = [place for place in self._free if wanted(self.rows[place])][:count]
        if len(found) < count:
            raise LookupError(f"only {len(found)} of {count} purchases to choose from")
        self._free = [place for place in self._free if place not in found]
        return found

    def move(self, count: int, wanted: Callable[[Purchase], bool], shop: str, fault: str) -> None:
        """Let so many purchases have happened at another merchant, where they break a rule."""
        for place in self.pick(count, wanted):
            self.rows[place] = replace(self.rows[place], shop=shop, fault=fault)


def plant_faults(market: Market, purchases: Purchases) -> None:
    """Every way in which a redemption can break the notice (R01–R06), a few of each."""
    _foreign_codes(market, purchases)
    _used_again(market, purchases)
    _before_issue(market, purchases)
    _after_the_end(market, purchases)
    _wrong_merchants(market, purchases)
    _too_many_vouchers(purchases)


def _foreign_codes(market: Market, purchases: Purchases) -> None:
    for number in range(1, 4):
        row, _, at = market.shop_and_moment(datetime(2022, 6, 1))
        code = _FOREIGN_CODE.format(number)
        purchases.rows.append(Purchase(row.code, at, 11_800, (code,), "R01"))


def _used_again(market: Market, purchases: Purchases) -> None:
    for place in purchases.pick(4, lambda purchase: purchase.at.month < 11):
        first = purchases.rows[place]
        row, _, at = market.shop_and_moment(first.at + timedelta(days=2))
        purchases.rows.append(Purchase(row.code, at, first.amount, first.codes[:1], "R02"))


def _before_issue(market: Market, purchases: Purchases) -> None:
    """The platform's clock and the merchant's till disagreed by some hours."""
    open_early = {row.code for row in market.merchants if accepts(row, datetime(2022, 5, 1))}

    def movable(purchase: Purchase) -> bool:
        issued = market.issues[purchase.codes[0]].issued_at
        in_may = issued.hour >= 15 and issued.month == 5
        return in_may and len(purchase.codes) == 1 and purchase.shop in open_early

    for place in purchases.pick(2, movable):
        purchase = purchases.rows[place]
        issued = market.issues[purchase.codes[0]].issued_at
        early = issued - timedelta(minutes=market.rng.randint(20, 150))
        purchases.rows[place] = replace(purchase, at=early, fault="R03")


def _after_the_end(market: Market, purchases: Purchases) -> None:
    for place in purchases.pick(2, lambda purchase: purchase.at >= datetime(2022, 12, 28)):
        at = moment(market.rng, date(2023, 1, 2), 11, 19)
        purchases.rows[place] = replace(purchases.rows[place], at=at, fault="R03")


def _wrong_merchants(market: Market, purchases: Purchases) -> None:
    """At merchants without approval, before it, or struck off."""
    for row in market.merchants:
        if row.review in (PENDING, REJECTED):
            purchases.move(3, lambda purchase: purchase.at.month in (7, 8), row.code, "R04")
        reviewed = row.reviewed_at
        if reviewed is not None and reviewed >= datetime(2022, 5, 25):
            purchases.move(1, _within(reviewed - timedelta(days=7), reviewed), row.code, "R04")
        if row.disqualified_at is not None:
            struck = row.disqualified_at
            purchases.move(4, _within(struck, struck + timedelta(days=20)), row.code, "R05")
    purchases.move(1, lambda purchase: purchase.at.month == 9, UNKNOWN_SHOP, "R04")


def _within(start: datetime, end: datetime) -> Callable[[Purchase], bool]:
    return lambda purchase: start <= purchase.at < end


def _too_many_vouchers(purchases: Purchases) -> None:
    for place in purchases.pick(4, lambda purchase: len(purchase.codes) in (3, 4)):
        purchase = purchases.rows[place]
        beyond = 1 + place % 2
        amount = (len(purchase.codes) - beyond) * LEAST + 8_000
        purchases.rows[place] = replace(purchase, amount=amount, fault="R06", beyond=beyond)
