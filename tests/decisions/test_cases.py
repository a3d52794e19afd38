"""Every law case of tests/cases/decisions, day by day."""

from __future__ import annotations

from datetime import date

import pytest

from guanxian_desk.modules.decisions.check import Checker, CheckReport
from guanxian_desk.modules.decisions.document import dossier_from_document
from tests.cases.decision_cases import Case, base, cases

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case) -> None:
    dossier = dossier_from_document(case.document, case.name)
    assert case.expect
    for day, expected in case.expect.items():
        report = Checker().check(dossier, day)
        assert {day: {key: _found(report, key, wanted) for key, wanted in expected.items()}} == {day: expected}


def _found(report: CheckReport, key: str, wanted: str) -> str:
    """What the report says of a norm or gate, as exactly as the case asks."""
    if key.startswith("关口 "):
        gate = next(gate for gate in report.gates if gate.norm == key.removeprefix("关口 "))
        return "开" if gate.open else " ".join(("关", *gate.held_by))
    verdict = next(verdict for verdict in report.verdicts if verdict.norm == key)
    due = f" {verdict.due.isoformat() if verdict.due else '无'}" if " " in wanted else ""
    return f"{verdict.state}{due}"


def test_there_are_enough_cases_of_every_chapter() -> None:
    norms = {key for case in CASES for expected in case.expect.values() for key in expected}
    assert len(CASES) >= 150
    assert len({norm for norm in norms if norm.startswith("R")}) >= 110


def test_case_names_are_unique() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_the_base_dossier_is_in_order_at_the_end() -> None:
    report = Checker().check(dossier_from_document(base(), "base"), date(2023, 12, 31))
    assert [verdict for verdict in report.verdicts if verdict.state not in ("met", "not_applicable")] == []
