"""The law cases that a clerk can read, on the engine."""

from __future__ import annotations

import pytest

from guanxian_desk.modules.vouchers.reconcile import reconcile
from tests.cases.voucher_cases import Case, load_cases
from tests.vouchers.ledger_file import LedgerFile, policy_of

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.name}" for case in CASES])
def test_the_engine_judges_as_the_case_says(case: Case, ledger_file: LedgerFile) -> None:
    ledger_file.fill(case.ledger)
    for waived in case.options["waived"]:
        ledger_file.waive(*waived)
    policy = policy_of(case.as_of, case.options["rounding"], case.options["grace_days"])
    with ledger_file.session() as session:
        result = reconcile(session, policy, case.as_of)
    found = tuple((one.code, one.subject, one.amount, one.state.value) for one in result.findings)
    assert found == case.expected.findings
    totals = result.as_json()["totals"]
    assert {name: totals[name] for name in case.expected.totals} == case.expected.totals
    assert [one.balanced for one in result.identities] == [True] * 4
