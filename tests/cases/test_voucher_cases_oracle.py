"""The voucher law cases, run against the independent calculation; and what the set of cases must hold."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cases.voucher_cases import Case, load_cases
from tests.oracle.vouchers import reconcile

CASES = load_cases()
CODES = [
    *("E01", "E02", "E03", "E04", "I01", "I02", "I03", "I04", "I05", "R01", "R02", "R03", "R04", "R05", "R06"),
    *("F01", "F02", "F03", "F04", "F05", "S01", "S02", "S03"),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}:{case.name}" for case in CASES])
def test_the_oracle_judges_as_the_case_says(case: Case) -> None:
    result = reconcile(case.ledger, case.as_of, **case.options)
    found = tuple((f["code"], f["subject"], f["amount"], f["state"]) for f in result["findings"])
    assert found == case.expected.findings
    assert {name: result["totals"][name] for name in case.expected.totals} == case.expected.totals
    assert [identity["balanced"] for identity in result["identities"]] == [True] * 4


def test_names_are_unique_and_every_case_cites_its_clause() -> None:
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []
    assert [case.name for case in CASES if not case.clause.strip()] == []


def test_there_are_enough_cases_and_every_finding_is_present_in_several() -> None:
    present = Counter(code for case in CASES for code in {finding[0] for finding in case.expected.findings})
    assert len(CASES) >= 90
    assert [code for code in CODES if present[code] < 3] == []
    assert set(present) == set(CODES)
