"""The voucher duty of the sample office: one whole invented year of 冠政办发〔2022〕5号, always the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from random import Random

from guanxian_desk.sample.people import Registry
from guanxian_desk.sample.places import ESTATES
from guanxian_desk.sample.voucher_cases import draw_cases
from guanxian_desk.sample.voucher_merchants import draw_merchants
from guanxian_desk.sample.voucher_money import GREEDY_SHOP_NAME, Draw, draw_transfers, draw_withdrawals
from guanxian_desk.sample.voucher_payers import Batch, Bill, Case, Town
from guanxian_desk.sample.voucher_refunds import UNKNOWN_ORDER, Return, draw_returns
from guanxian_desk.sample.voucher_rows import (
    EstateRow,
    IssueRow,
    MerchantRow,
    PaymentRow,
    RecipientRow,
    RedemptionRow,
    RefundRow,
    SampleLedger,
    WithdrawalRow,
)
from guanxian_desk.sample.voucher_spending import Market, Purchase, Purchases, plant_faults, spend, used_of

VOUCHERS = 8_000
_NEXT_YEAR = datetime(2023, 1, 1)
Planted = list[tuple[str, str, bool]]  # code, subject, whether it shows only in the next year


def voucher_ledger(seed: int = 2022) -> SampleLedger:
    """The sample ledger. Pure: the seed alone decides, on every platform and Python."""
    rng = Random(seed)
    town = Town(rng)
    cases = draw_cases(town, VOUCHERS)
    planted: Planted = [(code, number, False) for case in cases for code, number in case.found]
    payments, recipients = _number_payments(cases, planted)
    issues, wallets = _number_issues(cases, planted)
    market = Market(rng, draw_merchants(rng), {row.code: row for row in issues})
    purchases = _spend_all(market, wallets)
    plant_faults(market, purchases)
    returns = draw_returns(market, purchases)
    draws = draw_withdrawals(market, purchases.rows, returns)
    orders: dict[Purchase, str] = {}
    redemptions = _number_purchases(purchases.rows, orders, planted)
    refunds = _number_returns(returns, orders, planted)
    withdrawals = _number_draws(draws, planted)
    _plant_money_findings(market.merchants, planted)
    this_year, next_year = (
        tuple(sorted((code, subject) for code, subject, later in planted if later is wanted))
        for wanted in (False, True)
    )
    return SampleLedger(
        payments,
        issues,
        market.merchants,
        redemptions,
        refunds,
        withdrawals,
        draw_transfers(draws),
        _estates(town.registry),
        recipients,
        planted=this_year,
        planted_later=next_year,
    )


class _Counter:
    """Running numbers that begin anew each day: prefix, yymmdd, number."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._last: dict[date, int] = defaultdict(int)

    def next(self, day: date) -> str:
        self._last[day] += 1
        return f"{self._prefix}{day:%y%m%d}{self._last[day]:04d}"


def _number_payments(
    cases: Iterable[Case], planted: Planted
) -> tuple[tuple[PaymentRow, ...], tuple[RecipientRow, ...]]:
    bills = [(bill, case) for case in cases for bill in case.bills]
    bills.sort(key=lambda pair: (pair[0].day, pair[0].person.number, -pair[0].total))
    counter, rows, recipients = _Counter("YLS"), [], []
    for bill, case in bills:
        number = counter.next(bill.day)
        rows.append(_payment(number, bill))
        planted += [(code, number, False) for code in bill.faults]
        recipients += [
            RecipientRow(number, share.person.number, share.share, f"示例委托书{number[3:]}") for share in case.shares
        ]
    return tuple(rows), tuple(recipients)


def _payment(number: str, bill: Bill) -> PaymentRow:
    return PaymentRow(
        number,
        bill.person.name,
        bill.person.number,
        bill.person.phone,
        bill.estate.unit,
        bill.estate.community,
        bill.address,
        *bill.parts,
        bill.total,
        bill.day,
    )


def _number_issues(
    cases: Iterable[Case], planted: Planted
) -> tuple[tuple[IssueRow, ...], list[tuple[Batch, tuple[str, ...]]]]:
    """Code numbers in the order of issue, and which codes each batch put into its wallet."""
    batches = [batch for case in cases for batch in case.batches]
    batches.sort(key=lambda batch: (batch.at, batch.holder.number, batch.fault))
    rows: list[IssueRow] = []
    wallets = []
    for batch in batches:
        codes = tuple(f"YLQ22{len(rows) + place:07d}" for place in range(1, len(batch.faces) + 1))
        rows += [
            IssueRow(code, batch.holder.number, batch.holder.phone, face, batch.at)
            for code, face in zip(codes, batch.faces, strict=True)
        ]
        planted += [(batch.fault, code, False) for code in codes if batch.fault]
        wallets.append((batch, codes))
    return tuple(rows), wallets


def _spend_all(market: Market, wallets: Sequence[tuple[Batch, tuple[str, ...]]]) -> Purchases:
    purchases: list[Purchase] = []
    for batch, codes in wallets:
        purchases += spend(market, used_of(market.rng, codes), batch.at)
    return Purchases(market.rng, purchases)


def _number_purchases(
    purchases: Iterable[Purchase], orders: dict[Purchase, str], planted: Planted
) -> tuple[RedemptionRow, ...]:
    order_no, serial_no, rows = _Counter("YLD"), _Counter("YLH"), []
    for purchase in sorted(purchases, key=lambda purchase: (purchase.at, purchase.shop, purchase.codes)):
        order = orders[purchase] = order_no.next(purchase.at.date())
        if purchase.fault == "R06":
            planted.append(("R06", order, purchase.at >= _NEXT_YEAR))
        for code in purchase.codes:
            serial = serial_no.next(purchase.at.date())
            rows.append(RedemptionRow(serial, code, purchase.shop, order, purchase.amount, purchase.at))
            if purchase.fault not in ("", "R06"):
                planted.append((purchase.fault, serial, purchase.at >= _NEXT_YEAR))
    return tuple(rows)


def _number_returns(returns: Iterable[Return], orders: dict[Purchase, str], planted: Planted) -> tuple[RefundRow, ...]:
    counter, rows = _Counter("YLT"), []
    for back in sorted(returns, key=lambda back: back.at):
        serial = counter.next(back.at.date())
        order = UNKNOWN_ORDER if back.purchase is None else orders[back.purchase]
        rows.append(RefundRow(serial, order, back.scope, back.amount, back.at, back.handling))
        if back.fault:
            planted.append((back.fault, serial, False))
    return tuple(rows)


def _number_draws(draws: Iterable[Draw], planted: Planted) -> tuple[WithdrawalRow, ...]:
    counter, rows = _Counter("YLX"), []
    for draw in sorted(draws, key=lambda draw: (draw.at, draw.shop)):
        serial = counter.next(draw.at.date())
        rows.append(WithdrawalRow(serial, draw.shop, draw.amount, draw.at))
        if draw.fault:
            planted.append((draw.fault, serial, False))
    return tuple(rows)


def _plant_money_findings(merchants: Iterable[MerchantRow], planted: Planted) -> None:
    greedy = next(row.code for row in merchants if row.name == GREEDY_SHOP_NAME)
    planted += [("S01", greedy, False), ("S03", "", False)]


def _estates(registry: Registry) -> tuple[EstateRow, ...]:
    return tuple(
        EstateRow(
            estate.unit, estate.community, f"示例土字〔2022〕{number}号", estate.households, registry.person().name
        )
        for number, estate in enumerate(ESTATES, 1)
    )
