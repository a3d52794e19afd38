"""The payers with whom something happened: each case is one thing between a tax hall, a platform and a town."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from guanxian_desk.sample.people import Person, credit_code, mistyped
from guanxian_desk.sample.places import ESTATES, UNCONFIRMED_ESTATE
from guanxian_desk.sample.rhythm import LAST_PAYMENT
from guanxian_desk.sample.voucher_payers import (
    FACE,
    Batch,
    Bill,
    Case,
    Share,
    Town,
    agreed,
    batch_after,
    draw_bill,
    due_vouchers,
    issued_for,
    one_bill,
    ordinary,
)

WHOLE = 1_000_000


def paid_too_early(town: Town) -> Case:
    """Paid while the notice was only being announced, and the platform gave vouchers all the same."""
    bill = replace(one_bill(town, date(2022, 4, 11)), faults=("E01",))
    batch = batch_after(town.rng, bill.person, date(2022, 4, 13), due_vouchers(bill.total))
    return Case((bill,), (batch,), found=(("I01", bill.person.number),))


def paid_too_late(town: Town) -> Case:
    """Paid in July: nothing due, nothing given."""
    return Case((replace(one_bill(town, date(2022, 7, 4)), faults=("E01",)),))


def parts_differ(town: Town) -> Case:
    """The total was written with two digits transposed."""
    bill = one_bill(town)
    return agreed(town, replace(bill, total=bill.total + 90_000, faults=("E02",)))


def mistyped_everywhere(town: Town) -> Case:
    """The same wrong ID at the tax hall and on the platform."""
    bill = one_bill(town)
    person = replace(bill.person, number=mistyped(bill.person.number))
    return agreed(town, replace(bill, person=person, faults=("E03",)))


def mistyped_by_the_hall(town: Town) -> Case:
    """The tax hall mistyped the ID; the platform gave the vouchers to the real-name one."""
    bill = one_bill(town)
    wrong = replace(bill.person, number=mistyped(bill.person.number))
    found = (("I01", bill.person.number), ("I03", wrong.number))
    batches = issued_for(town.rng, bill.person, (bill,))
    return Case((replace(bill, person=wrong, faults=("E03",)),), batches, found=found)


def unconfirmed_estate(town: Town) -> Case:
    """A flat in an estate whose turn nobody has confirmed."""
    return agreed(town, replace(one_bill(town, estate=UNCONFIRMED_ESTATE), faults=("E04",)))


def issued_twice(town: Town) -> Case:
    """The platform ran the same batch again the next day."""
    case = agreed(town, one_bill(town, date(2022, 5, 17)))
    again = replace(case.batches[0], at=case.batches[0].at + timedelta(days=1))
    return replace(case, batches=(*case.batches, again), found=(("I02", again.holder.number),))


def rounded_up(town: Town) -> Case:
    """The platform rounded up once where the desk rounds down."""
    case = agreed(town, one_bill(town))
    batch = case.batches[0]
    more = replace(batch, faces=(*batch.faces, FACE))
    return replace(case, batches=(more,), found=(("I02", batch.holder.number),))


def never_registered(town: Town) -> Case:
    """Paid, but never passed the app's real-name check."""
    bill = one_bill(town)
    return Case((bill,), found=(("I03", bill.person.number),))


def given_half(town: Town) -> Case:
    """Two payments, vouchers for the first only."""
    first = one_bill(town, date(2022, 5, 10))
    second = replace(draw_bill(town, first.person, first.estate, date(2022, 6, 21)), address=first.address)
    batches = issued_for(town.rng, first.person, (first,))
    return Case((first, second), batches, found=(("I03", first.person.number),))


def past_midnight(town: Town) -> Case:
    """The last batch of the last evening ran over midnight."""
    bill = one_bill(town, LAST_PAYMENT)
    faces = (FACE,) * due_vouchers(bill.total)
    before = Batch(bill.person, datetime(2022, 6, 30, 23, 59, 58), faces[3:])
    after = Batch(bill.person, datetime(2022, 7, 1, 0, 0, 1), faces[:3], "I04")
    return Case((bill,), (before, after))


def half_faces(town: Town) -> Case:
    """One voucher came as two of 50 yuan."""
    case = agreed(town, one_bill(town))
    batch = case.batches[0]
    halves = replace(batch, faces=(FACE // 2, FACE // 2), fault="I05")
    return replace(case, batches=(replace(batch, faces=batch.faces[1:]), halves))


def red_letter(town: Town) -> Case:
    """A sum entered too high and taken back by a red-letter slip the same day."""
    bill = one_bill(town)
    too_much = 60_000
    entered = replace(bill, parts=(bill.total + too_much, None, None), total=bill.total + too_much)
    back = replace(bill, parts=(-too_much, None, None), total=-too_much)
    batch = batch_after(town.rng, bill.person, bill.day, due_vouchers(bill.total))
    return Case((entered, back), (batch,))


def co_owners(town: Town) -> Case:
    """A couple: one paid, each gets the vouchers of half."""
    bill, spouse = one_bill(town), town.registry.person()
    return _shared(town, bill, (bill.person, spouse), (spouse,))


def unit_for_residents(town: Town, unit_no: int, residents: int) -> Case:
    """The owning unit paid for residents, and named them."""
    bill = _unit_bill(town, unit_no, residents)
    people = tuple(town.registry.person() for _ in range(residents))
    return _shared(town, bill, people, people)


def unit_alone(town: Town) -> Case:
    """The owning unit paid and named nobody: a unit has no wallet."""
    bill = _unit_bill(town, 4, 2)
    return Case((bill,), found=(("I03", bill.person.number),))


def stranger(town: Town) -> Case:
    """Vouchers for somebody who paid nothing."""
    person = town.registry.person()
    batch = batch_after(town.rng, person, date(2022, 6, 8), 6)
    return Case(batches=(batch,), found=(("I01", person.number),))


def _unit_bill(town: Town, unit_no: int, flats: int) -> Bill:
    estate = ESTATES[unit_no]
    unit = Person(estate.unit, credit_code("12", 900 + unit_no), town.registry.phone())
    bills = [draw_bill(town, unit, estate, date(2022, 5, 24)) for _ in range(flats)]
    parts = tuple(sum(bill.parts[column] or 0 for bill in bills) for column in range(3))
    address = f"冠县{estate.street}{estate.community}（{flats}户）"
    return replace(bills[0], parts=(parts[0], parts[1], parts[2]), total=sum(parts), address=address)


def _shared(town: Town, bill: Bill, holders: tuple[Person, ...], named: tuple[Person, ...]) -> Case:
    """Equal shares: each holder gets the whole vouchers of its own share; named are those on the sheet."""
    each = WHOLE // len(holders)
    batches = tuple(
        batch_after(town.rng, holder, bill.day, due_vouchers(bill.total * each // WHOLE)) for holder in holders
    )
    return Case((bill,), batches, tuple(Share(bill, person, each) for person in named))


CASES: tuple[Callable[[Town], Case], ...] = (
    paid_too_early,
    paid_too_late,
    *(parts_differ,) * 2,
    mistyped_everywhere,
    mistyped_by_the_hall,
    *(unconfirmed_estate,) * 3,
    issued_twice,
    rounded_up,
    *(never_registered,) * 3,
    given_half,
    past_midnight,
    half_faces,
    red_letter,
    *(co_owners,) * 3,
    lambda town: unit_for_residents(town, 7, 4),
    lambda town: unit_for_residents(town, 8, 5),
    unit_alone,
    stranger,
)


def draw_cases(town: Town, vouchers: int) -> list[Case]:
    """All the special cases, then ordinary payers until so many vouchers are out."""
    cases = [case(town) for case in CASES]
    out = sum(_voucher_count(case) for case in cases)
    while out < vouchers:
        cases.append(ordinary(town))
        out += _voucher_count(cases[-1])
    return cases


def _voucher_count(case: Case) -> int:
    return sum(len(batch.faces) for batch in case.batches)
