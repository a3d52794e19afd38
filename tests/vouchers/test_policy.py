"""The dated values of the notice, and the office's choices."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.law.policy import PolicyFileError, load_policy, read_policy
from guanxian_desk.modules.vouchers.facts import BASIS_MISSING, OfficeChoice, Rounding, voucher_policy

EDITION = {
    "from": date(2022, 4, 7),
    "value": 20,
    "unit": "%",
    "clause": "二",
    "doc": "冠政办发〔2022〕5号",
    "label": "比例",
}
FILE: dict[str, Any] = {"title": "方案", "doc": "冠政办发〔2022〕5号", "rate": [EDITION]}


def with_edition(**changes: Any) -> dict[str, Any]:
    raw = deepcopy(FILE)
    raw["rate"][0].update(changes)
    return raw


@pytest.mark.parametrize(
    "raw",
    [
        with_edition(clauze="二"),
        with_edition(unit="％"),
        with_edition(value="20"),
        with_edition(value=True),
        with_edition(clause=" "),
        with_edition(**{"from": datetime(2022, 4, 7)}),
        with_edition(unit="选项", value="down"),
        with_edition(unit="选项", value="dawn", choices=["down", "up"]),
        with_edition(choices=["20"]),
        {**FILE, "rate": []},
        {**FILE, "rate": EDITION},
        {**FILE, "rate": [EDITION, EDITION]},
        {**FILE, "title": ""},
        {"title": "方案", "doc": "x"},
        {**FILE, "rate": [{key: value for key, value in EDITION.items() if key != "doc"}]},
    ],
)
def test_a_slip_in_the_file_ends_the_load(raw: dict[str, Any]) -> None:
    with pytest.raises(PolicyFileError):
        read_policy("test", raw)


def test_the_edition_in_force_is_the_last_one_begun() -> None:
    later = {**EDITION, "from": date(2022, 6, 1), "value": 25}
    book = read_policy("test", {**FILE, "rate": [EDITION, later]})
    assert [book.on("rate", day).value for day in (date(2022, 5, 31), date(2022, 6, 1))] == [20, 25]
    with pytest.raises(LookupError):
        book.on("rate", date(2022, 4, 6))
    with pytest.raises(LookupError):
        book.on("rat", date(2022, 5, 1))


def test_the_shipped_values_are_the_notices() -> None:
    policy = voucher_policy(date(2022, 5, 1))
    assert (policy.rate_numerator, policy.rate_denominator) == (1, 5)
    assert (policy.payment_first, policy.payment_last) == (date(2022, 4, 13), date(2022, 6, 30))
    assert (policy.issue_from, policy.issue_until) == (datetime(2022, 4, 13), datetime(2022, 7, 1))
    assert policy.use_until == datetime(2023, 1, 1)
    assert (policy.face_fen, policy.minimum_fen) == (10_000, 10_000)
    assert (policy.rounding, policy.grace_days) == (Rounding.DOWN, 0)
    assert {value.doc for editions in load_policy("vouchers-2022").values.values() for value in editions} == {
        "冠政办发〔2022〕5号"
    }


def test_before_the_notice_its_first_values_are_used() -> None:
    assert voucher_policy(date(2022, 1, 1)) == voucher_policy(date(2022, 5, 1))


def test_a_choice_holds_from_its_day_and_shows_its_basis() -> None:
    choices = [
        OfficeChoice("vouchers.rounding", "up", date(2022, 6, 1), "专班会议纪要第3号"),
        OfficeChoice("tasks.rounding", "nearest", date(2022, 4, 7)),
    ]
    before, after = (voucher_policy(day, choices) for day in (date(2022, 5, 31), date(2022, 6, 1)))
    assert (before.rounding, after.rounding) == (Rounding.DOWN, Rounding.UP)
    lines = {line.name: line for line in after.lines}
    assert (lines["rounding"].text, lines["rounding"].basis) == ("零头进一", "专班会议纪要第3号")
    assert (lines["grace_days"].text, lines["grace_days"].basis) == ("0天", BASIS_MISSING)
    assert (lines["rate"].text, lines["rate"].basis) == ("20%", "")


def test_a_trial_option_counts_for_one_answer_and_changes_the_fingerprint() -> None:
    plain, tried = voucher_policy(date(2022, 5, 1)), voucher_policy(date(2022, 5, 1), trial={"grace_days": "3"})
    assert tried.grace_days == 3
    assert tried.fingerprint != plain.fingerprint
    assert voucher_policy(date(2023, 5, 1)).fingerprint == plain.fingerprint


@pytest.mark.parametrize(
    ("name", "value"), [("rounding", "half"), ("grace_days", "-1"), ("grace_days", "x"), ("rate", "30")]
)
def test_an_option_that_does_not_exist_is_told(name: str, value: str) -> None:
    with pytest.raises(UserError):
        voucher_policy(date(2022, 5, 1), trial={name: value})
