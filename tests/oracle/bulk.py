"""A larger ledger that looks like a county's year: mostly in order, with every kind of trouble strewn in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from tests.oracle.documents import resident_id
from tests.oracle.records import (
    BACK,
    BY_MERCHANT,
    FULL,
    PARTIAL,
    PENDING,
    REJECTED,
    RETURNED,
    WHOLE_SHARE,
    Estate,
    Issue,
    Ledger,
    Merchant,
    Payment,
    Recipient,
    Redemption,
    Refund,
    Transfer,
    Withdrawal,
)

FACE, BASE_OF_ONE = 100_00, 500_00
WINDOW, USE = datetime(2022, 4, 13), datetime(2022, 12, 31)


def bulk_ledger(
    seed: int, payers: int = 300, vouchers: int = 3000, merchants: int = 60, trouble: float = 0.03
) -> Ledger:
    """The same ledger for the same arguments.

    vouchers: about how many are issued; trouble: the share of records that break a rule. Nine vouchers in ten are used.
    """
    return _County(Random(seed), payers, vouchers, merchants, trouble).ledger()


class _County:
    def __init__(self, random: Random, payers: int, vouchers: int, merchants: int, trouble: float) -> None:
        self.random, self.trouble, self.each = random, trouble, max(1, vouchers // payers)
        self.people = [resident_id(f"371525{1950 + n % 50}01{1 + n % 28:02d}{n % 1000:03d}") for n in range(payers)]
        self.shops = [f"M{number:04d}" for number in range(1, merchants + 1)]

    def ledger(self) -> Ledger:
        payments, issues, shops = tuple(self._payments()), tuple(self._issues()), tuple(self._merchants())
        redemptions = tuple(self._redemptions(issues))
        used = tuple(self._used_again(redemptions))
        withdrawals = tuple(self._withdrawals(redemptions))
        return Ledger(
            payments=payments,
            issues=issues,
            merchants=shops,
            redemptions=redemptions + used,
            refunds=tuple(self._refunds(redemptions)),
            withdrawals=withdrawals,
            transfers=tuple(self._transfers(len(issues) * FACE)),
            estates=(Estate("县棉纺厂", "棉纺小区", households=len(self.people)), Estate("县化肥厂", "化肥小区")),
            recipients=tuple(self._recipients(payments)),
        )

    def _trouble(self) -> bool:
        return self.random.random() < self.trouble

    def _moment(self, start: datetime, end: datetime) -> datetime:
        return start + timedelta(seconds=self.random.randrange(int((end - start).total_seconds())))

    def _payments(self) -> Iterator[Payment]:
        """One or two payments a person, together good for about so many vouchers."""
        for number, person in enumerate(self.people):
            whole = self.each * BASE_OF_ONE + self.random.randrange(BASE_OF_ONE)
            first = self.random.randrange(1, whole)
            for half, total in enumerate((first, whole - first)):
                payment = self._payment(f"P{number:06d}-{half}", person, total)
                yield self._spoilt(payment) if self._trouble() else payment

    def _payment(self, key: str, person: str, total: int) -> Payment:
        unit, estate = self.random.choice((("县棉纺厂", "棉纺小区"), ("县化肥厂", "化肥小区")))
        land = self.random.randrange(total + 1)
        day = WINDOW.date() + timedelta(days=self.random.randrange(20))
        return Payment(key, person, total, day, unit, estate, land=land, deed=total - land)

    def _spoilt(self, payment: Payment) -> Payment:
        match self.random.randrange(4):
            case 0:
                return replace(payment, day=self.random.choice((date(2022, 4, 12), date(2022, 7, 1))))
            case 1:
                return replace(payment, other=self.random.randrange(1, 5000))
            case 2:
                return replace(payment, id_no=payment.id_no[:-1] + ("1" if payment.id_no[-1] != "1" else "2"))
            case _:
                return replace(payment, unit="县运输公司", estate="运输小区")

    def _recipients(self, payments: tuple[Payment, ...]) -> Iterator[Recipient]:
        for payment in payments:
            if self._trouble():
                yield Recipient(payment.key, self.random.choice(self.people), WHOLE_SHARE // 2)

    def _issues(self) -> Iterator[Issue]:
        for number, person in enumerate(self.people):
            count = self.each + (self.random.choice((-1, 1)) if self._trouble() else 0)
            for index in range(count):
                issue = Issue(f"Q{number:06d}{index:04d}", person, FACE, self._moment(WINDOW, datetime(2022, 6, 30)))
                yield self._odd(issue) if self._trouble() else issue

    def _odd(self, issue: Issue) -> Issue:
        match self.random.randrange(3):
            case 0:
                return replace(issue, moment=self.random.choice((datetime(2022, 4, 12, 23), datetime(2022, 7, 1))))
            case 1:
                return replace(issue, face=self.random.choice((50_00, 200_00)))
            case _:
                return replace(issue, id_no="E12345678")

    def _merchants(self) -> Iterator[Merchant]:
        yield Merchant("M9998", approved=WINDOW)  # never redeems
        for number, key in enumerate(self.shops):
            shop = Merchant(key, approved=WINDOW)
            oddities: tuple[Merchant, ...] = (
                replace(shop, status=REJECTED),
                replace(shop, status=PENDING, approved=None),
                replace(shop, approved=datetime(2022, 6, 1)),
                replace(shop, disqualified=datetime(2022, 9, 1, 12)),
            )
            yield oddities[number // 8 % 4] if number % 8 == 5 else shop

    def _redemptions(self, issues: tuple[Issue, ...]) -> Iterator[Redemption]:
        """Orders of one to four vouchers of one person at one shop."""
        left = iter([issue for issue in issues if self.random.random() < 0.9])
        number = 0
        while batch := list(islice(left, self.random.choice((1, 1, 1, 2, 2, 3, 4)))):
            number += 1
            moment = self._moment(max(issue.moment for issue in batch), USE)
            if self._trouble():
                moment = self.random.choice((datetime(2022, 4, 13, 1), datetime(2023, 1, 1)))
            shop = "M9999" if self._trouble() else self.random.choice(self.shops)
            purchase = len(batch) * 100_00 + (-1 if self._trouble() else self.random.randrange(200_00))
            for index, issue in enumerate(batch):
                yield Redemption(f"H{number:07d}{index}", issue.code, shop, f"D{number:07d}", purchase, moment)

    def _used_again(self, redemptions: tuple[Redemption, ...]) -> Iterator[Redemption]:
        """The same code a second time, or a code nobody issued, in an order of its own."""
        for row in redemptions:
            if self._trouble():
                code = row.code if self.random.random() < 0.6 else f"X{row.code}"
                moment = row.moment + timedelta(seconds=self.random.choice((0, 1, 86_400)))
                yield replace(row, key=f"Z{row.key}", order=f"Z{row.order}{row.key[-1]}", code=code, moment=moment)

    def _refunds(self, redemptions: tuple[Redemption, ...]) -> Iterator[Refund]:
        number = 0
        for row in redemptions:
            for _ in range(2):
                if self.random.random() < 0.04:
                    number += 1
                    yield self._refund(f"T{number:06d}", row)
            if self._trouble() and self.random.random() < 0.1:
                number += 1
                yield replace(self._refund(f"T{number:06d}", row), order=f"Y{number:06d}")

    def _refund(self, key: str, row: Redemption) -> Refund:
        kind = self.random.choice((FULL, FULL, FULL, PARTIAL))
        amount = self.random.choice((0, row.purchase % 100_00, row.purchase))
        moment = row.moment + timedelta(minutes=self.random.choice((0, 5, 60, 1440, 14400)))
        handling = self.random.choice((RETURNED, RETURNED, RETURNED, BY_MERCHANT, ""))
        return Refund(key, row.order, kind, amount, moment, handling if kind == FULL else "")

    def _withdrawals(self, redemptions: tuple[Redemption, ...]) -> Iterator[Withdrawal]:
        """Each shop takes out most of what it redeemed, in a few steps."""
        used = Counter(row.merchant for row in redemptions)
        for shop in [*self.shops, "M9999", "M9998"]:
            earned = used[shop] * FACE
            for step in range(4):
                amount = earned // 400 * self.random.choice((60, 90, 100, 110)) + (1 if shop == "M9998" else 0)
                moment = self._moment(datetime(2022, 5, 1), datetime(2023, 1, 2))
                yield Withdrawal(f"W{shop}-{step}", shop, amount, moment)

    def _transfers(self, issued: int) -> Iterator[Transfer]:
        """The treasury pays in three steps and takes the rest back."""
        for step, day in enumerate((datetime(2022, 5, 1), datetime(2022, 8, 1), datetime(2022, 11, 1))):
            yield Transfer(f"B{step}", issued // 4, day)
        yield Transfer("B9", issued // 20, datetime(2022, 12, 30), BACK)
