"""The engine against an independent calculation on ledgers nobody would think of."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxian_desk.modules.vouchers.reconcile import reconcile
from tests.oracle import vouchers as oracle
from tests.oracle.ledgers import as_of_days, bulk_ledger, ledgers, options
from tests.oracle.records import Ledger
from tests.vouchers.ledger_file import SHEETS, LedgerFile, policy_of

# The file is emptied by fill(), so examples do not see one another.
quick = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


long = settings(quick, max_examples=3000)


def without_details(result: dict[str, Any]) -> dict[str, Any]:
    identities = [{key: value for key, value in one.items() if key != "name"} for one in result["identities"]]
    findings = [{**one, "detail": ""} for one in result["findings"]]
    return {**result, "identities": identities, "findings": findings}


def engine(file: LedgerFile, day: date, chosen: dict[str, Any]) -> dict[str, Any]:
    with file.session() as session:
        return reconcile(session, policy_of(day, **chosen), day).as_json()


def compare(file: LedgerFile, ledger: Ledger, day: date, chosen: dict[str, Any]) -> None:
    file.fill(ledger)
    assert without_details(engine(file, day, chosen)) == without_details(oracle.reconcile(ledger, day, **chosen))


@quick
@given(ledgers(), as_of_days(), options())
def test_the_engine_says_what_the_oracle_says(
    ledger_file: LedgerFile, ledger: Ledger, day: date, chosen: dict[str, Any]
) -> None:
    compare(ledger_file, ledger, day, chosen)


@pytest.mark.fuzz
@long
@given(ledgers(), as_of_days(), options())
def test_the_engine_says_what_the_oracle_says_at_length(
    ledger_file: LedgerFile, ledger: Ledger, day: date, chosen: dict[str, Any]
) -> None:
    compare(ledger_file, ledger, day, chosen)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("day", [date(2022, 6, 30), date(2022, 9, 1), date(2023, 1, 2)])
def test_a_larger_ledger_agrees_on_any_day(ledger_file: LedgerFile, seed: int, day: date) -> None:
    compare(ledger_file, bulk_ledger(seed), day, {})


@quick
@given(ledgers(), as_of_days(), st.data())
def test_waivers_count_as_the_oracle_counts_them(
    ledger_file: LedgerFile, ledger: Ledger, day: date, data: st.DataObject
) -> None:
    ledger_file.fill(ledger)
    found = [(one["code"], one["subject"], one["amount"]) for one in oracle.reconcile(ledger, day)["findings"]]
    waived = data.draw(st.lists(st.sampled_from(found), unique=True)) if found else []
    for one in waived:
        ledger_file.waive(*one)
    expected = oracle.reconcile(ledger, day, waived=tuple(waived))
    assert without_details(engine(ledger_file, day, {})) == without_details(expected)


@settings(quick, max_examples=30)
@given(ledgers(), as_of_days(), st.randoms())
def test_the_order_of_imports_does_not_matter(
    ledger_file: LedgerFile, ledger: Ledger, day: date, random: Random
) -> None:
    ledger_file.fill(ledger)
    in_order = engine(ledger_file, day, {})
    ledger_file.empty()
    for sheet in random.sample(list(SHEETS), len(SHEETS)):
        records = getattr(ledger, sheet)
        ledger_file.bring(sheet, random.sample(records, len(records)))
    assert engine(ledger_file, day, {}) == in_order
