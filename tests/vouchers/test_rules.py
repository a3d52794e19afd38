"""The pure rules, on both sides of every number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.base.identity import credit_code_ok, resident_check_ok
from guanxian_desk.modules.vouchers.facts import Merchant, Rounding, seconds
from guanxian_desk.modules.vouchers.rules import merchants, treasury
from guanxian_desk.modules.vouchers.rules.catalogue import BLOCKING, RULES
from guanxian_desk.modules.vouchers.rules.entitlement import entitled, terms
from guanxian_desk.modules.vouchers.rules.numbers import wrong_numbers
from guanxian_desk.modules.vouchers.rules.orders import allowed, beyond, judge_refunds
from guanxian_desk.modules.vouchers.rules.till import Till, addition, correction, verdict
from guanxian_desk.modules.vouchers.rules.treasury import Account, Flow
from guanxian_desk.modules.vouchers.rules.wallet import replay, untimely
from tests.oracle.documents import credit_code, resident_id
from tests.vouchers.ledger_file import policy_of
from tests.vouchers.records import FACE, ISSUED, at, refund, use

POLICY = policy_of()


def outcomes(uses, refunds=()):
    return {mark.serial: mark.mark for mark in replay(uses, refunds, POLICY) if mark.mark != "R03"}


@pytest.mark.parametrize(
    ("rounding", "yuan_cents", "vouchers"),
    [
        ("down", 49_999, 0),
        ("down", 50_000, 1),
        ("down", 99_999, 1),
        ("nearest", 24_999, 0),
        ("nearest", 25_000, 1),
        ("nearest", 74_999, 1),
        ("nearest", 75_000, 2),
        ("up", 0, 0),
        ("up", 1, 1),
        ("up", 50_000, 1),
        ("up", 50_001, 2),
        ("up", -1, 0),
        ("down", -50_000, 0),
    ],
)
def test_twenty_per_cent_in_whole_vouchers(rounding: str, yuan_cents: int, vouchers: int) -> None:
    assert entitled(policy_of(rounding=rounding), yuan_cents) == vouchers * FACE


@given(st.integers(-(10**12), 10**12), st.sampled_from(list(Rounding)))
def test_the_terms_are_the_same_division_in_parts_of_a_fen(base: int, rounding: Rounding) -> None:
    policy = replace(POLICY, rounding=rounding)
    multiplier, addend, divisor = terms(policy)
    assert entitled(policy, base) == max((base * multiplier + addend) // divisor, 0) * FACE
    assert entitled(policy, base * 1_000_000, 1_000_000) == entitled(policy, base)


def test_the_first_redemption_holds_and_the_second_is_repeated() -> None:
    assert outcomes([use("2", "05-02 10:01"), use("1")]) == {"1": "held", "2": "R02"}


def test_in_one_second_the_key_decides_who_holds() -> None:
    assert outcomes([use("2"), use("10"), use("1")]) == {"1": "held", "10": "R02", "2": "R02"}


def test_a_returned_voucher_may_be_used_again() -> None:
    marks = replay([use("1"), use("2", "05-04 10:00", order=2)], [refund("7")], POLICY)
    assert [(mark.mark, mark.serial, mark.back_serial) for mark in marks] == [("back", "1", "7"), ("held", "2", "")]


def test_a_redemption_in_the_second_of_the_refund_comes_first() -> None:
    assert outcomes([use("1"), use("2", "05-03 10:00", order=2)], [refund("7")]) == {"1": "back", "2": "R02"}


def test_refunding_the_order_of_a_repeated_redemption_frees_nothing() -> None:
    uses = [use("1"), use("2", "05-02 11:00", order=2), use("3", "05-04 10:00", order=3)]
    assert outcomes(uses, [refund("7", order=2)]) == {"1": "held", "2": "R02", "3": "R02"}


def test_a_code_nobody_issued_is_unknown_and_neither_repeated_nor_untimely() -> None:
    marks = replay([use("1", face=None), use("2", "05-02 11:00", face=None)], [], POLICY)
    assert [(mark.mark, mark.face_fen) for mark in marks] == [("R01", FACE), ("R01", FACE)]


@pytest.mark.parametrize(
    ("moment", "wrong"),
    [
        (ISSUED - 1, True),
        (ISSUED, False),
        (seconds(datetime(2022, 12, 31, 23, 59, 59)), False),
        (seconds(datetime(2023, 1, 1)), True),
    ],
)
def test_in_time_is_from_the_second_of_issue_to_the_end_of_the_year(moment: int, wrong: bool) -> None:
    assert untimely(use("1")._replace(at=moment), POLICY) is wrong


@pytest.mark.parametrize(("purchase", "vouchers"), [(-1, 0), (0, 0), (9_999, 0), (10_000, 1), (19_999, 1), (20_000, 2)])
def test_one_voucher_for_every_hundred_yuan(purchase: int, vouchers: int) -> None:
    assert allowed(purchase, POLICY) == vouchers


def test_the_last_ones_in_time_and_key_are_beyond_and_the_smallest_purchase_counts() -> None:
    uses = [use("3", purchase=30_000), use("2", purchase=19_999), use("1", "05-02 11:00", purchase=30_000)]
    assert [one.serial for one in beyond(uses, POLICY)] == ["3", "1"]


@pytest.mark.parametrize(
    ("review", "reviewed", "disqualified", "moment", "codes"),
    [
        ("通过", None, None, 0, []),
        ("待审", None, None, 0, ["R04"]),
        ("通过", 10, None, 9, ["R04"]),
        ("通过", 10, None, 10, []),
        ("通过", None, 10, 9, []),
        ("通过", None, 10, 10, ["R05"]),
        ("未通过", 20, 10, 15, ["R04", "R05"]),
    ],
)
def test_a_merchant_is_admitted_from_its_review_until_it_is_disqualified(
    review: str, reviewed: int | None, disqualified: int | None, moment: int, codes: list[str]
) -> None:
    assert merchants.faults(Merchant(1, "M1", "店", review, reviewed, disqualified), moment) == codes


def test_an_unknown_merchant_is_not_admitted() -> None:
    assert merchants.faults(None, 0) == ["R04"]


def verdicts(uses, refunds, marks=()):
    found, case = judge_refunds(uses, refunds, {mark.redemption_id: mark for mark in marks}, POLICY)
    return [(one.code, one.refund.serial, one.amount_fen) for one in found], case


def test_a_refund_before_the_redemption_of_its_order_is_f01_alone() -> None:
    found, case = verdicts([use("1", "05-04 10:00")], [refund("7", amount=30_000)])
    assert found == [("F01", "7", 30_000)]
    assert case is None


@pytest.mark.parametrize(("amount", "excess"), [(10_000, None), (10_001, 1)])
def test_a_refund_is_limited_to_what_the_user_paid(amount: int, excess: int | None) -> None:
    found, _ = verdicts([use("1", purchase=20_000)], [refund("7", amount=amount, full=False)])
    assert found == ([] if excess is None else [("F03", "7", excess)])


def test_what_the_user_paid_is_never_below_nothing() -> None:
    assert verdicts([use("1", purchase=5_000)], [refund("7", amount=1, full=False)])[0] == [("F03", "7", 1)]


def test_every_full_refund_after_the_first_is_f04_and_only_the_first_is_a_case() -> None:
    found, case = verdicts([use("1")], [refund("8", "05-04 10:00", amount=100), refund("7", amount=100)])
    assert found == [("F04", "8", 100)]
    assert case is not None
    assert case.refund_id == 7


def test_an_order_that_holds_nothing_is_no_case() -> None:
    uses = [use("1", order=1)]
    repeated = replay([use("5", "05-01 10:00", order=9), *uses], [], POLICY)
    assert verdicts(uses, [refund("7")], repeated)[1] is None


def test_what_an_earlier_refund_took_back_is_no_longer_held() -> None:
    uses = [use("1")]
    marks = replay(uses, [refund("6", "05-03 09:00")], POLICY)
    assert verdicts(uses, [refund("7")], marks)[1] is None
    assert verdicts(uses, [refund("6", "05-03 09:00")], marks)[1] is not None


@pytest.mark.parametrize(
    ("withdrawn", "returned", "code"),
    [(9_999, True, ""), (10_000, True, "F05"), (9_999, False, "F02"), (10_000, False, "")],
)
def test_equality_is_withdrawn(withdrawn: int, returned: bool, code: str) -> None:
    case = verdicts([use("1")], [refund("7", returns=returned)])[1]
    assert case is not None
    assert verdict(case, FACE, withdrawn) == code


def test_the_till_counts_what_stands_up_to_the_order_and_leaves_the_returned_out() -> None:
    case = verdicts([use("3", "05-02 12:00", order=3)], [refund("9", "05-05 10:00", order=3)])[1]
    assert case is not None
    back = replay([use("1", code=5, order=5)], [refund("4", "05-03 10:00", order=5)], POLICY)
    later = replay([use("2", code=6, order=6)], [refund("8", "05-06 10:00", order=6)], POLICY)
    odd = replay([use("3", "05-02 12:00", code=7, order=3, face=5_000)], [], POLICY)
    after = replay([use("4", "05-02 12:00", code=8, order=4, face=50)], [], POLICY)
    marks = [*back, *later, *odd, *after]
    # Three redemptions up to the case's place: one came back before the refund, one after it, one has an odd face.
    assert 3 * FACE + Till(correction(mark, FACE) for mark in marks).standing(case) == FACE + 5_000
    assert Till(addition(mark) for mark in marks).standing(case) == FACE + 5_000
    assert Till([addition(mark, sign) for mark in marks for sign in (1, -1)]).standing(case) == 0


def test_the_account_is_judged_after_every_event_and_transfers_come_first() -> None:
    transfers = [Flow(at("05-01 00:00"), "B", 100), Flow(at("05-03 00:00"), "A", -30)]
    assert treasury.run(transfers, [Flow(at("05-01 00:00"), "T", 100)]) == Account(30, at("05-03 00:00"), -30)
    assert treasury.run(transfers[:1], [Flow(at("05-01 00:00"), "T", 100)]) == Account(0, 0, 0)


@given(st.lists(st.text("0123456789Xx", min_size=18, max_size=18) | st.text(min_size=18, max_size=18), max_size=40))
def test_numbers_added_up_together_are_judged_as_one_by_one(numbers: list[str]) -> None:
    numbers += [resident_id("37152519800101008"), credit_code("91371525MA3CA1B2C")]
    wrong = [n for n, text in enumerate(numbers) if not resident_check_ok(text) and not credit_code_ok(text)]
    assert wrong_numbers(numbers) == wrong


def test_every_finding_has_its_rule() -> None:
    parts = {"E": 4, "I": 5, "R": 6, "F": 5, "S": 3}
    codes = [f"{letter}{number:02d}" for letter, most in parts.items() for number in range(1, most + 1)]
    assert [rule.code for rule in RULES] == codes
    assert {"R01", "R02", "R03", "R04", "R05", "R06"} == BLOCKING
    assert [rule.code for rule in RULES if not rule.clause] == ["E02", "E03"]
    assert all(rule.title and rule.who and rule.todo.endswith("。") for rule in RULES)


def test_vouchers_expire_and_issuing_ends_with_the_day() -> None:
    assert not POLICY.expired_on(date(2022, 12, 31))
    assert POLICY.expired_on(date(2023, 1, 1))
    assert POLICY.issuing_on(date(2022, 6, 30))
    assert not POLICY.issuing_on(date(2022, 7, 1))
    assert policy_of(grace_days=1).late_issue_until == datetime(2022, 7, 2)
    assert not policy_of(grace_days=1).issuing_on(date(2022, 7, 1))
