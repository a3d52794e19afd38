"""Ledgers nobody would think of: hypothesis strategies for small nasty ones.

Few codes, merchants, orders and moments, so that collisions are frequent. The strategies stay inside what the import
takes as a record: keys are unique, required cells are filled, shares of one payment are 100 % together at most.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.oracle.bulk import bulk_ledger
from tests.oracle.documents import credit_code, resident_id
from tests.oracle.records import (
    APPROVED,
    BACK,
    BY_MERCHANT,
    FULL,
    IN,
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
    natural_key,
)
from tests.oracle.workbooks import to_workbooks

__all__ = ["as_of_days", "bulk_ledger", "ledgers", "options", "to_workbooks"]

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
BOUNDARIES = (datetime(2022, 4, 13), datetime(2022, 7, 1), datetime(2022, 7, 2), datetime(2023, 1, 1))
BUSY = (datetime(2022, 5, 1, 10), datetime(2022, 5, 1, 10, 0, 1), datetime(2022, 5, 2), datetime(2022, 5, 2, 9))
QUIET = (datetime(2022, 7, 1, 12), datetime(2022, 12, 30, 8), datetime(2023, 1, 2, 8))
EDGES = tuple(moment for edge in BOUNDARIES for moment in (edge - SECOND, edge))

LETTERED = resident_id("37152519800101008")  # ends in X, so that its small x can be met
SPELLINGS = (
    resident_id("37152519790203101"),
    LETTERED,
    LETTERED.lower(),
    f" {LETTERED[:6]} {LETTERED[6:]}",
    "".join(chr(ord(char) + 0xFEE0) for char in LETTERED),
    credit_code("91371525MA3CA1B2C"),  # 产权单位 pay too
    "371525197902031010",  # a wrong check digit
    "E12345678",
    "371525790203101",  # 15 digits
)
KEYS = ("1", "2", "9", "10", "A1", "A2", "A10", "B", "Ω", "核1", "核10", "𠀀")
CODES = ("Q1", "Q2", "Q3", "Q4")
ORDERS = ("D1", "D2", "D3")
MERCHANTS = ("M1", "M2", "M3")
UNITS, ESTATES = ("甲厂", "乙厂"), ("一村", "二村")

moments = st.sampled_from(BUSY) | st.sampled_from(BUSY + EDGES + QUIET)
early = st.just(BUSY[0]) | moments
late = st.sampled_from(BUSY[1:]) | st.just(QUIET[1]) | moments
keys = st.sampled_from(KEYS)
codes = st.sampled_from(CODES) | st.sampled_from((*CODES, "Q9"))
orders = st.sampled_from(ORDERS)
merchants = st.sampled_from(MERCHANTS[:2]) | st.sampled_from((*MERCHANTS[:2], "M9"))
people = st.sampled_from(SPELLINGS[:5]) | st.sampled_from(SPELLINGS)
parts = st.none() | st.sampled_from((0, 1, 100_00, 250_00, 500_00, -100_00))


def as_of_days() -> st.SearchStrategy[date]:
    """Days on both sides of every boundary and the busy days; half of the time a late one, when all has happened."""
    days = {moment.date() + shift for moment in BOUNDARIES + BUSY for shift in (-DAY, timedelta(), DAY)}
    return st.sampled_from(sorted(days)) | st.sampled_from((date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)))


def options() -> st.SearchStrategy[dict[str, Any]]:
    """The policy options that the notice leaves open."""
    return st.fixed_dictionaries(
        {"rounding": st.sampled_from(("down", "nearest", "up")), "grace_days": st.sampled_from((0, 1))}
    )


def _many(record: st.SearchStrategy[Any], most: int, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some records whose natural keys differ."""
    return st.lists(record, min_size=least, max_size=most, unique_by=natural_key).map(tuple)


payments = st.builds(
    Payment,
    key=keys,
    id_no=people,
    total=st.sampled_from((500_00, 499_99, 1000_00, 250_00, 249_99, 250_01, 750_00, 1, 0, -500_00)),
    day=st.sampled_from([moment.date() for moment in EDGES + BUSY]),
    unit=st.sampled_from(("", *UNITS)),
    estate=st.sampled_from(("", *ESTATES)),
    land=parts,
    deed=parts,
    other=parts,
)
issues = st.builds(
    Issue,
    code=st.sampled_from(CODES),
    id_no=people,
    face=st.just(100_00) | st.just(100_00) | st.sampled_from((100_00, 50_00, 200_00)),
    moment=st.just(BOUNDARIES[0]) | moments,
)
register = st.builds(
    Merchant,
    key=st.sampled_from(MERCHANTS),
    status=st.just(APPROVED) | st.sampled_from((APPROVED, REJECTED, PENDING)),
    approved=st.none() | st.sampled_from((BOUNDARIES[0], *BUSY)),
    disqualified=st.none() | st.none() | st.sampled_from(BUSY),
)
redemptions = st.builds(
    Redemption,
    key=keys,
    code=codes,
    merchant=merchants,
    order=orders,
    purchase=st.sampled_from((0, 99_99, 100_00, 199_99, 200_00, 350_00)),
    moment=early,
)
refunds = st.builds(
    Refund,
    key=keys,
    order=orders | st.just("D9"),
    kind=st.just(FULL) | st.sampled_from((FULL, PARTIAL)),
    amount=st.sampled_from((0, 1, 99_99, 100_00, 150_00, 350_00)),
    moment=late,
    handling=st.sampled_from((RETURNED, RETURNED, BY_MERCHANT, "")),
)
withdrawals = st.builds(
    Withdrawal,
    key=keys,
    merchant=merchants,
    amount=st.sampled_from((1, 50_00, 99_99, 100_00, 200_00)),
    moment=moments,
)
transfers = st.builds(
    Transfer,
    key=keys,
    amount=st.sampled_from((1, 100_00, 200_00, 500_00)),
    moment=st.sampled_from([datetime.combine(moment.date(), datetime.min.time()) for moment in EDGES + BUSY]),
    direction=st.just(IN) | st.sampled_from((IN, BACK, "")),
)
estates = st.builds(Estate, unit=st.sampled_from(UNITS), estate=st.sampled_from(ESTATES))
recipients = st.builds(
    Recipient,
    payment=keys,
    id_no=people,
    share=st.sampled_from((WHOLE_SHARE, WHOLE_SHARE // 2, 333_333, 125_000, 1)),
)


def _within_the_whole(lines: tuple[Recipient, ...]) -> tuple[Recipient, ...]:
    """The lines as long as the shares of their payment do not pass 100 %."""
    taken: dict[str, int] = defaultdict(int)
    kept = []
    for line in lines:
        if taken[line.payment] + line.share <= WHOLE_SHARE:
            taken[line.payment] += line.share
            kept.append(line)
    return tuple(kept)


def _ledgers(crowd: int) -> st.SearchStrategy[Ledger]:
    """crowd: the least number of redemptions; issues, refunds and withdrawals follow."""
    return st.builds(
        Ledger,
        payments=_many(payments, 5),
        issues=_many(issues, len(CODES), crowd // 2),
        merchants=_many(register, len(MERCHANTS), crowd // 4),
        redemptions=_many(redemptions, 8, crowd),
        refunds=_many(refunds, 6, crowd // 2),
        withdrawals=_many(withdrawals, 4, crowd // 4),
        transfers=_many(transfers, 4),
        estates=_many(estates, 2),
        recipients=_many(recipients, 3).map(_within_the_whole),
    )


def ledgers() -> st.SearchStrategy[Ledger]:
    """Small ledgers full of collisions, from empty to crowded; every finding is met often."""
    return st.sampled_from((0, 4, 6)).flatmap(_ledgers)
