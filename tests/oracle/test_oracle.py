"""The independent calculation, tested by what must hold on any ledger, whatever its findings."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.documents import fails_its_check_digit
from tests.oracle.ledgers import as_of_days, bulk_ledger, ledgers, options
from tests.oracle.records import Ledger, Payment, Recipient, normal_id
from tests.oracle.vouchers import reconcile

Result = dict[str, Any]
CODES = {
    *("E01", "E02", "E03", "E04", "I01", "I02", "I03", "I04", "I05", "R01", "R02", "R03", "R04", "R05", "R06"),
    *("F01", "F02", "F03", "F04", "F05", "S01", "S02", "S03"),
}
TOTALS = [
    *("paid", "eligible", "entitled", "issued", "redeemed_net", "returned_by_refund", "expired", "outstanding"),
    *("withdrawn", "transferred", "treasury_due", "platform_balance"),
]
quick = settings(max_examples=80, deadline=None)


def of_code(result: Result, code: str) -> dict[str, int]:
    return {f["subject"]: f["amount"] for f in result["findings"] if f["code"] == code}


def triples(result: Result) -> list[tuple[str, str, int]]:
    return [(f["code"], f["subject"], f["amount"]) for f in result["findings"]]


@settings(max_examples=200, deadline=None)
@given(ledgers(), as_of_days(), options())
def test_the_identities_balance_on_any_day(ledger: Ledger, day: date, chosen: dict[str, Any]) -> None:
    result = reconcile(ledger, day, **chosen)
    names = [identity["name"] for identity in result["identities"]]
    assert names == ["issued", "redemptions_gross", "treasury_due", "transfers"]
    assert [identity["left"] - identity["right"] for identity in result["identities"]] == [0] * 4
    assert all(identity["balanced"] is True for identity in result["identities"])


@quick
@given(ledgers(), as_of_days())
def test_the_answer_has_the_form_of_the_contract(ledger: Ledger, day: date) -> None:
    result = reconcile(ledger, day)
    assert list(result) == ["as_of", "totals", "identities", "findings"]
    assert result["as_of"] == str(day)
    assert list(result["totals"]) == TOTALS
    listed = [(finding["code"], finding["subject"]) for finding in result["findings"]]
    assert listed == sorted(set(listed))
    assert {code for code, _ in listed} <= CODES
    for finding in result["findings"]:
        assert (finding["detail"], finding["state"]) == ("", "open")
        assert finding["amount"] > 0 or finding["code"] in {"E01", "E03", "E04", "F01", "F04"}


@quick
@given(ledgers(), as_of_days(), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_does_not_matter(ledger: Ledger, day: date, random: Random) -> None:
    lists = {field.name: list(getattr(ledger, field.name)) for field in fields(ledger)}
    for records in lists.values():
        random.shuffle(records)
    shuffled = Ledger(**{name: tuple(records) for name, records in lists.items()})
    assert reconcile(shuffled, day) == reconcile(ledger, day)


@quick
@given(ledgers(), as_of_days())
def test_what_comes_after_the_day_does_not_matter(ledger: Ledger, day: date) -> None:
    def happened(record: Any) -> bool:
        if isinstance(record, Payment):
            return record.day <= day
        return not hasattr(record, "moment") or record.moment.date() <= day  # registers have no moment

    so_far = Ledger(**{f.name: tuple(filter(happened, getattr(ledger, f.name))) for f in fields(ledger)})
    assert reconcile(so_far, day) == reconcile(ledger, day)


def without_red_figures(ledger: Ledger) -> Ledger:
    """No negative payments, no money sent back, no voucher below the policy's face (an unknown code counts with it)."""
    return replace(
        ledger,
        payments=tuple(replace(row, total=abs(row.total)) for row in ledger.payments),
        issues=tuple(replace(row, face=max(row.face, 100_00)) for row in ledger.issues),
        transfers=tuple(replace(row, direction="") for row in ledger.transfers),
    )


@quick
@given(ledgers().map(without_red_figures), as_of_days(), as_of_days())
def test_sums_of_what_happened_never_shrink_as_days_go_by(ledger: Ledger, one: date, other: date) -> None:
    before, after = (reconcile(ledger, day) for day in sorted((one, other)))
    for name in ("paid", "eligible", "entitled", "issued", "withdrawn", "transferred"):
        assert before["totals"][name] <= after["totals"][name], name
    gross_before, gross_after = (result["identities"][1]["left"] for result in (before, after))
    assert gross_before <= gross_after


@quick
@given(ledgers(), as_of_days())
def test_vouchers_are_outstanding_until_the_last_of_december_and_expired_from_then_on(
    ledger: Ledger, day: date
) -> None:
    totals = reconcile(ledger, day)["totals"]
    assert totals["expired" if day <= date(2022, 12, 31) else "outstanding"] == 0
    assert totals["outstanding"] + totals["expired"] == totals["issued"] - totals["redeemed_net"]


@quick
@given(ledgers(), as_of_days(), options())
def test_issued_less_entitled_is_what_the_persons_findings_say(
    ledger: Ledger, day: date, chosen: dict[str, Any]
) -> None:
    result = reconcile(ledger, day, **chosen)
    too_much = sum(of_code(result, "I01").values()) + sum(of_code(result, "I02").values())
    too_little = sum(of_code(result, "I03").values())
    assert result["totals"]["issued"] - result["totals"]["entitled"] == too_much - too_little


@quick
@given(ledgers(), as_of_days(), st.data())
def test_waivers_pay_out_and_touch_nothing_else(ledger: Ledger, day: date, data: st.DataObject) -> None:
    bare = reconcile(ledger, day)
    blocking = [found for found in triples(bare) if found[0].startswith("R")]
    some = data.draw(st.lists(st.sampled_from(blocking), unique=True)) if blocking else []
    partly, wholly = reconcile(ledger, day, waived=some), reconcile(ledger, day, waived=blocking)
    assert bare["totals"]["treasury_due"] <= partly["totals"]["treasury_due"] <= wholly["totals"]["treasury_due"]
    assert wholly["totals"]["treasury_due"] == wholly["totals"]["redeemed_net"]
    assert all(identity["balanced"] for identity in partly["identities"])
    same = {name: amount for name, amount in bare["totals"].items() if name != "treasury_due"}
    assert same.items() <= partly["totals"].items()
    waived = [(f["code"], f["subject"], f["amount"]) for f in partly["findings"] if f["state"] == "waived"]
    assert waived == sorted(some)


@quick
@given(ledgers(), as_of_days(), st.data())
def test_a_waiver_of_another_amount_says_nothing(ledger: Ledger, day: date, data: st.DataObject) -> None:
    bare = reconcile(ledger, day)
    beside = [(code, subject, amount + 1) for code, subject, amount in triples(bare)]
    assert reconcile(ledger, day, waived=beside) == bare


@quick
@given(ledgers(), as_of_days())
def test_more_generous_options_give_more(ledger: Ledger, day: date) -> None:
    entitled = [
        reconcile(ledger, day, rounding=rounding)["totals"]["entitled"] for rounding in ("down", "nearest", "up")
    ]
    assert entitled == sorted(entitled)
    strict, lenient = (of_code(reconcile(ledger, day, grace_days=grace), "I04") for grace in (0, 1))
    assert lenient.items() <= strict.items()


@quick
@given(ledgers(), as_of_days())
def test_a_share_that_goes_to_the_payer_changes_nothing(ledger: Ledger, day: date) -> None:
    itself = tuple(Recipient(row.key, row.id_no, 600_000) for row in ledger.payments)
    bare = replace(ledger, recipients=())
    assert reconcile(replace(bare, recipients=itself), day) == reconcile(bare, day)


def test_the_strategy_meets_every_finding() -> None:
    met: set[str] = set()

    @settings(max_examples=250, deadline=None, derandomize=True, database=None)
    @given(ledgers(), as_of_days())
    def meet(ledger: Ledger, day: date) -> None:
        met.update(finding["code"] for finding in reconcile(ledger, day)["findings"])

    meet()
    assert met == CODES


@pytest.mark.parametrize("seed", [1, 2])
def test_the_bulk_ledger_is_the_same_each_time_and_has_every_finding(seed: int) -> None:
    ledger = bulk_ledger(seed)
    assert ledger == bulk_ledger(seed)
    result = reconcile(ledger, date(2023, 1, 2))
    assert {finding["code"] for finding in result["findings"]} == CODES
    assert all(identity["balanced"] for identity in result["identities"])
    assert ledger != bulk_ledger(seed + 10)


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("11010519491231002X", False),  # the example of GB 11643-1999
        ("110105194912310021", True),
        ("91350100M000100Y43", False),  # the example of GB 32100-2015
        ("91350100M000100Y44", True),
        ("91350100M000100YI3", True),  # I is no letter of a credit code
        ("371525790203101", False),  # 15 digits are not judged
        ("E12345678", False),
        ("", False),
    ],
)
def test_check_digits(number: str, wrong: bool) -> None:
    assert fails_its_check_digit(number) is wrong


def test_one_person_has_one_number_however_it_is_typed() -> None:
    spelled = (
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231\u3000002X\u00a0",
    )
    assert {normal_id(number) for number in spelled} == {"11010519491231002X"}


def test_a_natural_key_stands_once() -> None:
    payment = Payment("P1", "E1", 1, date(2022, 5, 1))
    with pytest.raises(ValueError, match="payments"):
        Ledger(payments=(payment, replace(payment, total=2)))
    with pytest.raises(ValueError, match="recipients"):
        Ledger(recipients=(Recipient("P1", "1x", 1), Recipient("P1", "1X", 2)))
