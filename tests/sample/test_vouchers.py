"""The sample year of vouchers: its size, its course, and exactly the findings that were planted."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import fields
from datetime import date, datetime

import pytest

from guanxian_desk.base.identity import credit_code_ok, resident_check_ok
from guanxian_desk.modules.vouchers.sheets import MERCHANT_CATEGORIES, SHEETS
from guanxian_desk.sample import voucher_rows
from guanxian_desk.sample.vouchers import voucher_ledger
from tests.oracle.vouchers import reconcile
from tests.sample.oracle_view import for_oracle

CODES = {
    *("E01", "E02", "E03", "E04"),
    *("I01", "I02", "I03", "I04", "I05"),
    *("R01", "R02", "R03", "R04", "R05", "R06"),
    *("F01", "F02", "F03", "F04", "F05"),
    *("S01", "S02", "S03"),
}
YEAR_END, LATER = date(2022, 12, 31), date(2023, 1, 10)


@pytest.fixture(scope="module")
def ledger():
    return voucher_ledger()


@pytest.fixture(scope="module")
def reconciled(ledger):
    """The oracle's answer by day."""
    taken = for_oracle(ledger)
    return {day: reconcile(taken, day) for day in (date(2022, 5, 31), date(2022, 9, 30), YEAR_END, LATER)}


def found(result) -> set[tuple[str, str]]:
    return {(finding["code"], finding["subject"]) for finding in result["findings"]}


# size and determinism


def test_the_size_of_the_office(ledger):
    assert abs(len(ledger.issues) - 8_000) <= 200
    assert len(ledger.merchants) == 60
    assert 285 <= len({row.id_number for row in ledger.payments}) <= 315
    assert 7_000 <= len(ledger.redemptions) <= 7_900


def test_the_same_year_on_every_machine(ledger):
    """When the generator is changed on purpose, put the new fingerprint here."""
    fingerprint = hashlib.sha256(repr(ledger).encode()).hexdigest()
    assert fingerprint == "7ec918dcf3f5d6129b5dbf316dac2d3fc0ca8642a60979c5ba4cd58d0c1c46cc"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_seed_is_another_year_of_the_same_kind(ledger, seed):
    other = voucher_ledger(seed)
    assert other.payments != ledger.payments
    assert abs(len(other.issues) - 8_000) <= 200
    assert found(reconcile(for_oracle(other), YEAR_END)) == set(other.planted)


def test_rows_carry_the_fields_of_their_declarations():
    rows = {
        "voucher-payments": voucher_rows.PaymentRow,
        "voucher-issues": voucher_rows.IssueRow,
        "voucher-merchants": voucher_rows.MerchantRow,
        "voucher-redemptions": voucher_rows.RedemptionRow,
        "voucher-refunds": voucher_rows.RefundRow,
        "voucher-withdrawals": voucher_rows.WithdrawalRow,
        "voucher-transfers": voucher_rows.TransferRow,
        "voucher-estates": voucher_rows.EstateRow,
        "voucher-recipients": voucher_rows.RecipientRow,
    }
    declared = {sheet.key: [column.field for column in sheet.columns] for sheet in SHEETS}
    assert {key: [field.name for field in fields(row)] for key, row in rows.items()} == declared


# findings, by the oracle


@pytest.mark.parametrize("day", [YEAR_END, LATER])
def test_every_finding_is_there(reconciled, day):
    assert {code for code, _ in found(reconciled[day])} == CODES


def test_nothing_is_found_that_was_not_planted(ledger, reconciled):
    assert found(reconciled[YEAR_END]) == set(ledger.planted)
    assert found(reconciled[LATER]) == {*ledger.planted, *ledger.planted_later}


def test_most_redemptions_are_clean(ledger, reconciled):
    blocked = [finding for finding in reconciled[YEAR_END]["findings"] if finding["code"].startswith("R")]
    assert 0.005 <= len(blocked) / len(ledger.redemptions) <= 0.03


def test_people_wait_for_their_vouchers_in_may(reconciled):
    waiting = [finding for finding in reconciled[date(2022, 5, 31)]["findings"] if finding["code"] == "I03"]
    assert len(waiting) > len([code for code, _ in found(reconciled[YEAR_END]) if code == "I03"])


def test_identities_balance_and_the_treasury_still_owes_a_little(reconciled):
    assert all(identity["balanced"] for result in reconciled.values() for identity in result["identities"])
    totals = reconciled[YEAR_END]["totals"]
    assert 0 < totals["treasury_due"] - totals["transferred"] < totals["treasury_due"] // 10
    assert totals["platform_balance"] >= 0


def test_a_tenth_at_most_expires(reconciled):
    totals = reconciled[LATER]["totals"]
    assert 0 < totals["expired"] < totals["issued"] // 10


# people and places


def test_one_name_for_each_id_and_one_payer_for_each_flat(ledger):
    names, flats = defaultdict(set), defaultdict(set)
    for row in ledger.payments:
        names[row.id_number].add(row.payer)
        flats[row.address].add(row.id_number)
    assert all(len(of_one) == 1 for of_one in (*names.values(), *flats.values()))


def test_ids_are_valid_but_for_those_planted(ledger):
    wrong = {subject for code, subject in ledger.planted if code == "E03"}
    for row in ledger.payments:
        valid = resident_check_ok(row.id_number) or credit_code_ok(row.id_number)
        assert valid != (row.number in wrong)
    assert all(credit_code_ok(row.credit_code) for row in ledger.merchants)


def test_nobody_in_it_is_real(ledger):
    people = {row.id_number for row in (*ledger.payments, *ledger.issues, *ledger.recipients)}
    assert all(number[14:16] == "99" or number[8:10] == "YL" for number in people)
    assert all(row.credit_code[8:10] == "YL" for row in ledger.merchants)
    assert all(row.phone.startswith("154") for row in (*ledger.payments, *ledger.issues))


def test_merchants_of_all_categories_with_different_names(ledger):
    categories = Counter(row.category for row in ledger.merchants)
    assert set(categories) == set(MERCHANT_CATEGORIES)
    assert min(categories.values()) >= 8
    assert len({row.name for row in ledger.merchants}) == 60


def test_no_estate_has_more_flats_paid_for_than_households(ledger):
    flats = defaultdict(set)
    for row in ledger.payments:
        flats[row.estate_unit, row.community].add(row.address)
    for row in ledger.estates:
        assert 0 < len(flats[row.estate_unit, row.community]) <= row.households


# the course of the year


def test_what_a_flat_costs(ledger):
    """Land fee and deed tax of 3,000–40,000 yuan; instalments, red-letter slips and units apart."""
    per_flat = Counter()
    for row in ledger.payments:
        if not credit_code_ok(row.id_number):
            per_flat[row.address] += row.total_fen
    assert all(300_000 <= amount <= 4_000_000 for amount in per_flat.values())


def test_payments_come_on_open_days_and_thicken_at_the_end(ledger):
    days = Counter(row.paid_on for row in ledger.payments)
    inside = {day: count for day, count in days.items() if date(2022, 4, 13) <= day <= date(2022, 6, 30)}
    assert sum(days.values()) - sum(inside.values()) == 2  # E01
    assert date(2022, 5, 2) not in days
    last_ten = sum(count for day, count in inside.items() if day > date(2022, 6, 20))
    assert last_ten / 10 > 1.5 * sum(inside.values()) / 79


def test_vouchers_follow_within_two_days(ledger):
    """But for the late batches that were planted."""
    paid = defaultdict(set)
    shares = {row.payment_number: [] for row in ledger.recipients}
    for row in ledger.recipients:
        shares[row.payment_number].append(row.id_number)
    for row in ledger.payments:
        for person in (row.id_number, *shares.get(row.number, [])):
            paid[person].add(row.paid_on)
    odd = {subject for code, subject in ledger.planted if code in ("I01", "I02")}
    for row in ledger.issues:
        if row.id_number not in odd:
            assert any(0 <= (row.issued_at.date() - day).days <= 2 for day in paid[row.id_number])


def test_weekends_are_busier(ledger):
    by_weekday = Counter(row.redeemed_at.weekday() for row in ledger.redemptions)
    weekend = (by_weekday[5] + by_weekday[6]) / 2
    assert weekend > 1.4 * sum(by_weekday[day] for day in range(5)) / 5


def test_redemptions_go_on_from_april_to_december(ledger):
    months = Counter(row.redeemed_at.month for row in ledger.redemptions if row.redeemed_at.year == 2022)
    assert set(months) == set(range(4, 13))
    assert min(months[month] for month in range(5, 13)) > 250


def test_merchants_withdraw_on_mondays_and_the_treasury_pays_in_instalments(ledger):
    off_mondays = [row for row in ledger.withdrawals if row.withdrawn_at.weekday() != 0]
    assert [row.withdrawn_at.date() for row in off_mondays] == [date(2022, 12, 30)]  # S01
    assert len(ledger.transfers) >= 8
    assert any(row.direction == "退回" for row in ledger.transfers)


def test_some_returned_vouchers_are_spent_again(ledger):
    orders = defaultdict(set)
    for row in ledger.redemptions:
        orders[row.order_no].add(row.code)
    returned = set()
    for row in ledger.refunds:
        if row.handling == "退回卡券包":
            returned |= orders[row.order_no]
    uses = Counter(row.code for row in ledger.redemptions)
    assert any(uses[code] == 2 for code in returned)
    assert any(uses[code] == 1 for code in returned)


def test_keys_stand_once_and_say_that_they_are_samples(ledger):
    keys = [
        *(row.number for row in ledger.payments),
        *(row.code for row in ledger.issues),
        *(row.serial for row in (*ledger.redemptions, *ledger.refunds, *ledger.withdrawals)),
        *(row.number for row in ledger.transfers),
    ]
    assert len(set(keys)) == len(keys)
    assert all(key.startswith("YL") for key in keys)


def test_nothing_happens_after_the_tenth_of_january(ledger):
    moments = [
        *(row.redeemed_at for row in ledger.redemptions),
        *(row.refunded_at for row in ledger.refunds),
        *(row.withdrawn_at for row in ledger.withdrawals),
    ]
    assert max(moments) < datetime(2023, 1, 11)
