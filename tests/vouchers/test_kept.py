"""When the kept results stand, and how they are made good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from guanxian_desk.base.findings import FindingState
from guanxian_desk.modules.vouchers import kept, refresh
from guanxian_desk.modules.vouchers.facts import VoucherPolicy
from guanxian_desk.modules.vouchers.ledger import END_OF_TIME
from guanxian_desk.modules.vouchers.ledger import Ledger as View
from guanxian_desk.modules.vouchers.reconcile import reconcile
from guanxian_desk.modules.vouchers.touched import touched_by_batch
from tests.oracle.ledgers import bulk_ledger
from tests.oracle.records import Issue, Ledger, Merchant, Payment, Redemption
from tests.vouchers.ledger_file import LedgerFile, policy_of, raw_of

POLICY = policy_of()
DAY = date(2022, 6, 1)
PAYER = "371525197902031019"
SMALL = Ledger(
    payments=(Payment("P1", PAYER, 100_000, date(2022, 5, 1)),),
    issues=(Issue("Q1", PAYER, 10_000, datetime(2022, 5, 1, 9)), Issue("Q2", PAYER, 10_000, datetime(2022, 5, 1, 9))),
    merchants=(Merchant("M1", approved=datetime(2022, 4, 13)),),
    redemptions=(Redemption("H1", "Q1", "M1", "D1", 10_000, datetime(2022, 5, 2, 9)),),
)
AGAIN = Redemption("H2", "Q1", "M1", "D2", 10_000, datetime(2022, 5, 3, 9))


@pytest.fixture
def small(ledger_file: LedgerFile) -> LedgerFile:
    """A small file with everything kept."""
    ledger_file.fill(SMALL)
    caught_up(ledger_file)
    return ledger_file


def caught_up(file: LedgerFile, policy: VoucherPolicy = POLICY) -> bool:
    with file.session() as session:
        return refresh.catch_up(session, policy)


def codes_kept(file: LedgerFile, policy: VoucherPolicy = POLICY, day: date = DAY) -> list[str] | None:
    with file.session() as session:
        result = kept.kept(session, policy, day)
    return None if result is None else [one.code for one in result.findings]


def test_a_valid_redemption_leaves_no_row(small: LedgerFile) -> None:
    assert [small.rows(f"voucher_kept_{name}") for name in ("findings", "marks", "cases")] == [[], [], []]
    assert small.rows("voucher_kept_shop_days") == [(1, date(2022, 5, 2).toordinal(), 1)]


def test_the_kept_results_are_those_of_a_fresh_computation(ledger_file: LedgerFile) -> None:
    ledger_file.fill(bulk_ledger(7))
    caught_up(ledger_file)
    for code, subject, amount in [row[:1] + row[2:4] for row in ledger_file.rows("voucher_kept_findings")][::3]:
        ledger_file.waive(code, subject, amount)
    with ledger_file.session() as session:
        for day in (date(2022, 12, 31), date(2023, 1, 1), date(2023, 3, 1)):
            stands, fresh = kept.kept(session, POLICY, day), reconcile(session, POLICY, day)
            if stands is not None:
                assert stands.as_json() == fresh.as_json()
                assert {one.state for one in stands.findings} == set(FindingState)
                assert sum(own.payable for own in stands.shops.values()) == stands.totals.treasury_due
        assert stands is not None


def test_nothing_is_kept_until_something_was_settled(ledger_file: LedgerFile) -> None:
    ledger_file.fill(SMALL)
    assert codes_kept(ledger_file) is None
    with ledger_file.session() as session:
        assert kept.current(session, POLICY, DAY).totals.redeemed_net == 10_000


def test_a_day_before_the_last_record_is_computed_afresh(small: LedgerFile) -> None:
    assert codes_kept(small, day=date(2022, 5, 2)) == []
    assert codes_kept(small, day=date(2022, 5, 1)) is None
    with small.session() as session:
        assert kept.current(session, POLICY, date(2022, 5, 1)).totals.redeemed_net == 0


def test_an_import_that_was_not_settled_is_noticed_and_made_good(small: LedgerFile) -> None:
    small.bring("redemptions", (AGAIN,))
    assert codes_kept(small) is None
    assert caught_up(small)
    assert codes_kept(small) == ["R02"]
    assert not caught_up(small)


def test_a_forgotten_import_is_taken_along_with_the_next(small: LedgerFile) -> None:
    small.bring("redemptions", (AGAIN,))
    later = small.bring("redemptions", (Redemption("H3", "Q9", "M1", "D3", 10_000, datetime(2022, 5, 4, 9)),))
    with small.session() as session:
        refresh.refresh(session, POLICY, touched_by_batch(session, later))
    assert codes_kept(small) == ["R01", "R02"]


def test_told_twice_counts_once(small: LedgerFile) -> None:
    batch = small.bring("redemptions", (AGAIN,))
    for _ in range(2):
        with small.session() as session:
            refresh.refresh(session, POLICY, touched_by_batch(session, batch))
    with small.session() as session:
        state = kept.load_state(View.of(session, POLICY, END_OF_TIME))
        assert state is not None
        assert (state.sums.known, state.sums.unused) == (20_000, 10_000)


def test_an_undo_nobody_told_of_is_made_good(small: LedgerFile) -> None:
    batch = small.bring("redemptions", (AGAIN,))
    caught_up(small)
    with small.session() as session:
        small.remove(session, batch)
    assert codes_kept(small) is None
    assert caught_up(small)
    assert codes_kept(small) == []


def edit(raw: object, table: str) -> None:
    change = raw.execute(
        "INSERT INTO changes (label,kind,operator,role,at) VALUES ('x','操作','张三','管理',0)"
    ).lastrowid  # type: ignore[attr-defined]
    names = "change_id, table_name, row_key, action, before, after, prev_hash, hash"
    raw.execute(f"INSERT INTO audit ({names}) VALUES (?,?,'1','修改','','','','')", (change, table))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("table", "noticed"), [("voucher_merchants", True), ("voucher_waivers", False), ("tasks", False)]
)
def test_an_edit_of_evidence_is_noticed_and_other_edits_are_not(small: LedgerFile, table: str, noticed: bool) -> None:
    with small.session() as session:
        raw_of(session).execute("UPDATE voucher_merchants SET review = '待审'")
        edit(raw_of(session), table)
    assert caught_up(small) is noticed
    assert codes_kept(small) == (["R04"] if noticed else [])


def test_another_policy_asks_for_everything_anew(small: LedgerFile) -> None:
    other = policy_of(rounding="up", grace_days=2)
    assert codes_kept(small, other) is None
    assert caught_up(small, other)
    assert codes_kept(small, other) == []
    assert codes_kept(small) is None


def test_a_waiver_counts_without_a_refresh(small: LedgerFile) -> None:
    small.bring("redemptions", (Redemption("H3", "Q2", "M9", "D3", 10_000, datetime(2022, 5, 4, 9)),))
    caught_up(small)
    due = paid_for(small)
    small.waive("R04", "H3", 10_000)
    assert paid_for(small) == due + 10_000


def paid_for(file: LedgerFile) -> int:
    with file.session() as session:
        result = kept.kept(session, POLICY, DAY)
    assert result is not None
    return result.totals.treasury_due


def test_too_much_at_once_is_computed_as_a_whole(small: LedgerFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "TOO_MUCH", 0)
    calls: list[int] = []
    rebuild: Callable[..., int] = kept.rebuild
    monkeypatch.setattr(kept, "rebuild", lambda *args: calls.append(rebuild(*args)))
    small.bring("redemptions", (AGAIN,))
    caught_up(small)
    assert calls == [1]
