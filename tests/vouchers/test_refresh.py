"""The kept results after any sequence of imports, replacements and undos are those of a full computation."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxian_desk.modules.vouchers import kept
from guanxian_desk.modules.vouchers.ledger import END_OF_TIME
from guanxian_desk.modules.vouchers.ledger import Ledger as View
from guanxian_desk.modules.vouchers.refresh import refresh
from guanxian_desk.modules.vouchers.touched import rows_of_batch, touched_by_batch, touched_by_rows
from tests.oracle.ledgers import bulk_ledger, ledgers
from tests.oracle.records import Ledger
from tests.vouchers.ledger_file import SHEETS, LedgerFile, policy_of

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
long = settings(quick, max_examples=1000)
KEPT = ("findings", "marks", "cases", "shop_days")
POLICY = policy_of()


def contents(file: LedgerFile) -> dict[str, Any]:
    """Everything kept but the number of the last change, and the last moment, which may be too late after an undo."""
    tables = {name: file.rows(f"voucher_kept_{name}") for name in KEPT}
    with file.session() as session:
        state = kept.load_state(View.of(session, POLICY, END_OF_TIME))
    assert state is not None
    return {**tables, "sums": state.sums, "fingerprint": state.fingerprint}


def same_as_rebuilt(file: LedgerFile) -> None:
    refreshed = contents(file)
    with file.session() as session:
        kept.rebuild(session, POLICY)
    rebuilt = contents(file)
    for name in rebuilt:
        assert refreshed[name] == rebuilt[name], name


def pieces(ledger: Ledger, chance: random.Random) -> list[tuple[str, list[Any]]]:
    """The ledger's records as batches of a sheet each, in any order."""
    batches = []
    for sheet in SHEETS:
        records = list(getattr(ledger, sheet))
        chance.shuffle(records)
        while records:
            size = chance.randint(1, 3)
            batches.append((sheet, records[:size]))
            records = records[size:]
    chance.shuffle(batches)
    return batches


def batch_by_batch(ledger_file: LedgerFile, ledger: Ledger, chance: random.Random) -> None:
    ledger_file.empty()
    with ledger_file.session() as session:
        kept.rebuild(session, POLICY)
    for sheet, records in pieces(ledger, chance):
        batch = ledger_file.bring(sheet, records)
        with ledger_file.session() as session:
            refresh(session, POLICY, touched_by_batch(session, batch))
    same_as_rebuilt(ledger_file)


@quick
@given(ledgers(), st.randoms(use_true_random=False))
def test_batch_by_batch_equals_the_whole(ledger_file: LedgerFile, ledger: Ledger, chance: random.Random) -> None:
    batch_by_batch(ledger_file, ledger, chance)


@pytest.mark.fuzz
@long
@given(ledgers(), st.randoms(use_true_random=False))
def test_batch_by_batch_equals_the_whole_at_length(
    ledger_file: LedgerFile, ledger: Ledger, chance: random.Random
) -> None:
    batch_by_batch(ledger_file, ledger, chance)


def undone(ledger_file: LedgerFile, ledger: Ledger, chance: random.Random) -> None:
    ledger_file.empty()
    batches = [ledger_file.bring(sheet, records) for sheet, records in pieces(ledger, chance)]
    with ledger_file.session() as session:
        kept.rebuild(session, POLICY)
    for batch in chance.sample(batches, len(batches) // 2):
        with ledger_file.session() as session:
            before = rows_of_batch(session, batch)
            change = ledger_file.remove(session, batch)
            refresh(session, POLICY, touched_by_rows(before, rows_of_batch(session, batch), {change}))
    same_as_rebuilt(ledger_file)


@quick
@given(ledgers(), st.randoms(use_true_random=False))
def test_undone_batches_leave_nothing_behind(ledger_file: LedgerFile, ledger: Ledger, chance: random.Random) -> None:
    undone(ledger_file, ledger, chance)


@pytest.mark.fuzz
@long
@given(ledgers(), st.randoms(use_true_random=False))
def test_undone_batches_leave_nothing_behind_at_length(
    ledger_file: LedgerFile, ledger: Ledger, chance: random.Random
) -> None:
    undone(ledger_file, ledger, chance)


def altered(record: Any, other: Any) -> Any:
    """The record with the content of another one of its sheet, its own key kept."""
    keys = {"key", "code"} if hasattr(record, "face") else {"key"}
    keys |= {"unit", "estate"} if not hasattr(record, "total") else set()
    keys |= {"payment", "id_no"} if hasattr(record, "share") else set()
    return replace(record, **{f.name: getattr(other, f.name) for f in fields(other) if f.name not in keys})


def replaced(ledger_file: LedgerFile, ledger: Ledger, chance: random.Random) -> None:
    ledger_file.fill(ledger)
    with ledger_file.session() as session:
        kept.rebuild(session, POLICY)
    for sheet in chance.sample(list(SHEETS), 5):
        records = getattr(ledger, sheet)
        if len(records) > 1:
            old, other = chance.sample(records, 2)
            batch = ledger_file.replace(sheet, old, altered(old, other))
            with ledger_file.session() as session:
                refresh(session, POLICY, touched_by_batch(session, batch))
    same_as_rebuilt(ledger_file)


@quick
@given(ledgers(), st.randoms(use_true_random=False))
def test_replaced_records_are_judged_anew(ledger_file: LedgerFile, ledger: Ledger, chance: random.Random) -> None:
    replaced(ledger_file, ledger, chance)


@pytest.mark.fuzz
@long
@given(ledgers(), st.randoms(use_true_random=False))
def test_replaced_records_are_judged_anew_at_length(
    ledger_file: LedgerFile, ledger: Ledger, chance: random.Random
) -> None:
    replaced(ledger_file, ledger, chance)


@pytest.mark.parametrize("seed", range(3))
def test_a_larger_ledger_in_random_batches(ledger_file: LedgerFile, seed: int) -> None:
    chance = random.Random(seed)
    ledger_file.empty()
    with ledger_file.session() as session:
        kept.rebuild(session, POLICY)
    ledger = bulk_ledger(seed)
    for sheet in chance.sample(list(SHEETS), len(SHEETS)):
        records = list(getattr(ledger, sheet))
        half = len(records) // 2
        batches = [ledger_file.bring(sheet, part) for part in (records[:half], records[half:])]
        with ledger_file.session() as session:
            # The first of the two was forgotten; it is found pending and taken along.
            refresh(session, POLICY, touched_by_batch(session, batches[1]))
    same_as_rebuilt(ledger_file)
