"""The answer as a whole: its form, its threads, that it writes nothing, and what the pictures say of it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from guanxian_desk.base.errors import Cancelled
from guanxian_desk.base.picture import Rect, Text
from guanxian_desk.modules.vouchers.pictures import day_picture, money_band
from guanxian_desk.modules.vouchers.reconcile import Reconciliation, reconcile
from guanxian_desk.modules.vouchers.stories import day_curve
from tests.oracle.ledgers import bulk_ledger
from tests.oracle.records import Issue, Ledger, Payment
from tests.vouchers.ledger_file import LedgerFile, policy_of, raw_of

DAY = date(2023, 1, 2)


@pytest.fixture(scope="module")
def full(ledger_file: LedgerFile) -> LedgerFile:
    """A file with some thousand records and every finding."""
    ledger_file.fill(bulk_ledger(3))
    return ledger_file


def answer(file: LedgerFile, day: date = DAY) -> Reconciliation:
    with file.session() as session:
        return reconcile(session, policy_of(day), day)


def test_the_document_has_the_form_of_the_contract(full: LedgerFile) -> None:
    document = answer(full).as_json()
    assert list(document) == ["as_of", "totals", "identities", "findings"]
    assert len(document["totals"]) == 12
    assert [list(one) for one in document["identities"]] == [["name", "left", "right", "balanced"]] * 4
    keys = [(one["code"], one["subject"]) for one in document["findings"]]
    assert keys == sorted(keys)
    assert {one["state"] for one in document["findings"]} == {"open"}
    assert all(one["detail"] for one in document["findings"])


def test_details_name_nobody_by_number(full: LedgerFile) -> None:
    numbers = {number for _, number in full.rows("voucher_persons")}
    assert not [one for one in answer(full).findings for number in numbers if number in one.detail]


def test_two_threads_say_what_one_says(full: LedgerFile) -> None:
    with full.session() as session, full.session() as beside:
        both = reconcile(session, policy_of(), DAY, beside=beside)
    assert both.as_json() == answer(full).as_json()


def test_a_second_session_that_sees_another_state_is_left_alone(full: LedgerFile) -> None:
    with full.session() as beside:
        raw_of(beside).execute("SELECT count(*) FROM changes").fetchall()
        full.bring("estates", ())
        with full.session() as session:
            ours = reconcile(session, policy_of(), DAY, beside=beside)
    assert ours.as_json() == answer(full).as_json()


def test_a_computation_writes_nothing(full: LedgerFile) -> None:
    with full.session() as session:
        raw = raw_of(session)
        raw.execute("PRAGMA query_only = ON")
        before = raw.total_changes
        assert reconcile(session, policy_of(), DAY).findings
        assert raw.total_changes == before
        raw.execute("PRAGMA query_only = OFF")


def test_progress_is_told_and_may_cancel(full: LedgerFile) -> None:
    told: list[float] = []

    def watch(words: str, share: float) -> None:
        assert words
        told.append(share)
        if len(told) == 3:
            raise Cancelled

    with full.session() as session, pytest.raises(Cancelled):
        reconcile(session, policy_of(), DAY, watch)
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] < 1


def test_what_is_not_yet_issued_waits_while_the_window_is_open(ledger_file: LedgerFile) -> None:
    ledger_file.fill(Ledger(payments=(Payment("P1", "371525197902031019", 50_000, date(2022, 5, 1)),)))
    for day, waiting in ((date(2022, 6, 30), True), (date(2022, 7, 1), False)):
        (view,) = answer(ledger_file, day).views()
        assert (view.finding.code, view.waiting) == ("I03", waiting)


def test_the_unissued_remainder_is_shown(ledger_file: LedgerFile) -> None:
    paid = Payment("P1", "371525197902031019", 99_900, date(2022, 5, 1))
    issued = Issue("Q1", "371525197902031019", 10_000, datetime(2022, 5, 1, 9))
    ledger_file.fill(Ledger(payments=(paid,), issues=(issued,)))
    result = answer(ledger_file)
    assert result.books.sums.shared - result.totals.entitled == 9_980


def test_the_pictures_say_the_numbers_in_words(ledger_file: LedgerFile) -> None:
    ledger_file.fill(bulk_ledger(3))
    result = answer(ledger_file)
    band = money_band(result)
    for fen in (result.totals.issued, result.totals.redeemed_net, result.totals.treasury_due, result.totals.withdrawn):
        assert f"{fen // 100:,}" in band.words
    assert all(shape.x <= band.width for shape in band.shapes if isinstance(shape, Text))
    with ledger_file.session() as session:
        days = day_curve(session, policy_of(), DAY)
    assert sum(day.face_fen for day in days) == sum(own.gross for own in result.shops.values())
    curve = day_picture(days, days[0].day, days[-1].day)
    bars = [shape for shape in curve.shapes if isinstance(shape, Rect)]
    assert len(bars) == len(days)
    assert f"{sum(day.face_fen for day in days) // 100:,}" in curve.words
