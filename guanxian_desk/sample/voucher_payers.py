"""Payers of the sample year: what each paid for a flat, and what the platform gave for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from guanxian_desk.sample.people import Person, Registry
from guanxian_desk.sample.places import ESTATES, Estate, door
from guanxian_desk.sample.rhythm import LAST_PAYMENT, draw_issue_moment, draw_payment_day

FACE = 10_000
RATE_PERCENT = 20
_SECOND_BILL_DAYS = (3, 15)


@dataclass(frozen=True)
class Bill:
    """One payment before it has its number; money in fen. faults: the E-findings it carries."""

    person: Person
    estate: Estate
    address: str
    parts: tuple[int | None, int | None, int | None]
    total: int
    day: date
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Vouchers that the platform put into one wallet at one moment. fault: what each of them breaks."""

    holder: Person
    at: datetime
    faces: tuple[int, ...]
    fault: str = ""


@dataclass(frozen=True)
class Share:
    """A part (millionths) of a bill's base that belongs to somebody else."""

    bill: Bill
    person: Person
    share: int


@dataclass(frozen=True)
class Case:
    """One payer's story. found: the findings on persons, as (code, 证件号码)."""

    bills: tuple[Bill, ...] = ()
    batches: tuple[Batch, ...] = ()
    shares: tuple[Share, ...] = ()
    found: tuple[tuple[str, str], ...] = ()


class Town:
    """Where people and flats are drawn from; no flat is sold twice."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.registry = Registry(rng)
        self._doors: set[str] = set()

    def estate(self) -> Estate:
        """An estate, the larger and brisker ones more often."""
        return self.rng.choices(ESTATES, [estate.households * estate.pace for estate in ESTATES])[0]

    def door(self, estate: Estate) -> str:
        """The address of a flat that nobody has paid for yet."""
        while (address := door(self.rng, estate)) in self._doors:
            pass
        self._doors.add(address)
        return address


def ordinary(town: Town) -> Case:
    """A payer whose payment and vouchers agree: one flat, at times two; at times paid in two instalments."""
    person = town.registry.person()
    bills: tuple[Bill, ...] = ()
    for _ in range(2 if town.rng.random() < 0.06 else 1):
        bills += flat_bills(town, person, town.estate())
    return Case(bills, issued_for(town.rng, person, bills))


def flat_bills(town: Town, person: Person, estate: Estate) -> tuple[Bill, ...]:
    """The payments for one flat: mostly at once, at times the land fee first and the deed tax some days later."""
    bill = draw_bill(town, person, estate, draw_payment_day(town.rng))
    later = bill.day + timedelta(days=town.rng.randint(*_SECOND_BILL_DAYS))
    if town.rng.random() > 0.15 or later > LAST_PAYMENT:
        return (bill,)
    land, deed, other = (part or 0 for part in bill.parts)
    return (
        replace(bill, parts=(land, None, None), total=land),
        replace(bill, parts=(None, deed, other), total=deed + other, day=draw_payment_day(town.rng, first=later)),
    )


def draw_bill(town: Town, person: Person, estate: Estate, day: date) -> Bill:
    """Land fee by area; deed tax 1 % up to 90 m², 1.5 % above; now and then a small surcharge."""
    rng = town.rng
    area = rng.randint(4_300, 9_300) + rng.randint(0, 5_000)  # hundredths of a square metre, so area × yuan = fen
    land = area * (estate.land_price + rng.choice((-6, 0, 0, 0, 8)))
    deed = area * estate.value * (10 if area <= 9_000 else 15) // 1000
    other = rng.choice((500, 1_000, 2_580)) if rng.random() < 0.2 else 0
    return Bill(person, estate, town.door(estate), (land, deed, other), land + deed + other, day)


def issued_for(rng: Random, person: Person, bills: tuple[Bill, ...]) -> tuple[Batch, ...]:
    """What the platform gives after each bill: 20 % of all paid so far in whole vouchers, less what it gave."""
    batches: list[Batch] = []
    paid = given = 0
    for bill in sorted(bills, key=lambda bill: bill.day):
        paid += bill.total
        vouchers = due_vouchers(paid) - given
        if vouchers > 0:
            batches.append(batch_after(rng, person, bill.day, vouchers))
            given += vouchers
    return tuple(batches)


def due_vouchers(base: int) -> int:
    return base * RATE_PERCENT // 100 // FACE


def batch_after(rng: Random, person: Person, paid_on: date, vouchers: int) -> Batch:
    return Batch(person, draw_issue_moment(rng, paid_on), (FACE,) * vouchers)


def one_bill(town: Town, day: date | None = None, estate: Estate | None = None) -> Bill:
    person = town.registry.person()
    return draw_bill(town, person, estate or town.estate(), day or draw_payment_day(town.rng))


def agreed(town: Town, bill: Bill) -> Case:
    return Case((bill,), issued_for(town.rng, bill.person, (bill,)))
