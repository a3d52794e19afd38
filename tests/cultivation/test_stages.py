"""Steps that must not be taken: skipped, above what is payable or left, too early, paid otherwise than approved."""

from __future__ import annotations

from datetime import date

import pytest

from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.cultivation.facts import Step
from guanxian_desk.modules.cultivation.rules.stages import Payable, Progress, State, check_steps, progress

WAN = 1_000_000
CALENDAR = official_calendar()
# 2022-09-30 is a Friday; 10-01 … 10-07 are off, Saturday and Sunday 10-08 and 10-09 are worked.
PUBLISHED = date(2022, 9, 30)
CHECKED = Step("S1", "审核", date(2022, 9, 26))
PUBLICITY = Step("S1", "公示", PUBLISHED)
APPROVED = Step("S1", "批准", date(2022, 10, 12), 10 * WAN)
PAID = Step("S1", "拨付", date(2022, 10, 20), 10 * WAN, "P1")
AUDITED = Step("S1", "审计", date(2023, 3, 1))
LIFE = [CHECKED, PUBLICITY, APPROVED, PAID, AUDITED]


def faults(
    rows: list[Step], standing: list[Step], payable: int = 10 * WAN, room: int = 100 * WAN
) -> list[tuple[int, str]]:
    owed = {"S1": Payable(payable, "2022"), "S2": Payable(payable, "2022"), "S3": Payable(payable, "2023")}
    found = check_steps(rows, standing, owed, {"2022": room, "2023": room}, CALENDAR, 5)
    return [(fault.position, fault.field) for fault in found]


def test_a_life_in_one_file_in_any_order_is_taken() -> None:
    assert faults(LIFE, []) == []
    assert faults(LIFE[::-1], []) == []


@pytest.mark.parametrize("place", range(5))
def test_every_step_needs_the_one_before(place: int) -> None:
    assert faults([LIFE[place]], LIFE[:place]) == []
    if place:
        assert faults([LIFE[place]], LIFE[: place - 1]) == [(0, "stage")]


def test_what_follows_a_refused_step_is_refused() -> None:
    early = APPROVED._replace(done_on=date(2022, 10, 11))
    assert faults([CHECKED, PUBLICITY, early, PAID, AUDITED], []) == [(2, "done_on"), (3, "stage"), (4, "stage")]


def test_a_step_of_an_unknown_claim_is_refused() -> None:
    assert faults([CHECKED._replace(claim="S9")], []) == [(0, "claim")]


def test_publicity_lasts_five_working_days() -> None:
    """After Friday 9-30 the working days are 10-08, 10-09 (both made up), 10-10, 10-11, 10-12."""
    for day, wrong in ((date(2022, 10, 11), [(0, "done_on")]), (date(2022, 10, 12), [])):
        assert faults([APPROVED._replace(done_on=day)], [CHECKED, PUBLICITY]) == wrong


def test_a_year_without_a_calendar_is_said_not_guessed() -> None:
    rows = [PUBLICITY._replace(done_on=date(2098, 1, 2)), APPROVED._replace(done_on=date(2098, 2, 1))]
    assert faults(rows, [CHECKED]) == [(1, "done_on")]


def test_an_approval_is_at_most_what_is_payable() -> None:
    assert faults([APPROVED], [CHECKED, PUBLICITY], payable=10 * WAN) == []
    assert faults([APPROVED], [CHECKED, PUBLICITY], payable=10 * WAN - 1) == [(0, "amount_fen")]
    assert faults([APPROVED._replace(amount_fen=None)], [CHECKED, PUBLICITY]) == [(0, "amount_fen")]


def test_an_approval_is_at_most_what_is_left() -> None:
    assert faults([APPROVED], [CHECKED, PUBLICITY], room=10 * WAN) == []
    assert faults([APPROVED], [CHECKED, PUBLICITY], room=10 * WAN - 1) == [(0, "amount_fen")]


def test_approvals_of_one_file_take_the_budget_one_after_another() -> None:
    standing = [step._replace(claim=claim) for claim in ("S1", "S2", "S3") for step in (CHECKED, PUBLICITY)]
    rows = [APPROVED._replace(claim=claim) for claim in ("S2", "S1", "S3")]
    assert faults(rows, standing, room=19 * WAN) == [(1, "amount_fen")]
    assert faults(rows, standing, room=20 * WAN) == []


def test_a_payment_is_what_was_approved_and_has_a_voucher() -> None:
    standing = [CHECKED, PUBLICITY, APPROVED]
    assert faults([PAID._replace(amount_fen=10 * WAN - 1)], standing) == [(0, "amount_fen")]
    assert faults([PAID._replace(amount_fen=None)], standing) == [(0, "amount_fen")]
    assert faults([PAID._replace(voucher=None)], standing) == [(0, "voucher")]
    assert faults([PAID._replace(voucher=None, amount_fen=1)], standing) == [(0, "amount_fen"), (0, "voucher")]


def test_what_stands_already_is_not_judged_again() -> None:
    assert faults(LIFE, LIFE, payable=0, room=-1) == []


def test_a_replaced_approval_gives_its_money_back_first_and_must_fit_the_payment() -> None:
    standing = [CHECKED, PUBLICITY, APPROVED]
    less, more = APPROVED._replace(amount_fen=9 * WAN), APPROVED._replace(amount_fen=11 * WAN)
    assert faults([less], standing, room=0) == []
    assert faults([more], standing, payable=20 * WAN, room=1 * WAN) == []
    assert faults([more], standing, payable=20 * WAN, room=1 * WAN - 1) == [(0, "amount_fen")]
    assert faults([less], [*standing, PAID]) == [(0, "amount_fen")]


def test_the_state_is_the_furthest_step() -> None:
    states = [progress(LIFE[:place]).get("S1", Progress()).state for place in range(6)]
    assert states == list(State)
    assert progress(LIFE[:3])["S1"] == Progress(State.APPROVED, 10 * WAN, 0)
    assert progress(LIFE)["S1"] == Progress(State.AUDITED, 10 * WAN, 10 * WAN)
