"""Properties over many dossiers: more evidence never breaks an existence norm, a day's verdict never looks ahead."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.check import Checker, CheckReport
from guanxian_desk.modules.decisions.document import dossier_from_document
from tests.cases.decision_cases import base, changed

CHECKER = Checker()
DAYS = st.dates(date(2022, 5, 1), date(2023, 7, 31))
EXISTENCE = {
    "R12-1", "R14-1", "R14-3", "R14-4", "R15-1", "R17-1", "R19-1", "R22-1", "R30-1", "R34-2", "R36-1", "R38-3",
    "R46-1", "R48-1", "R50-2", "R51-1", "R53-1", "R55-4", "R13-1", "R18-1", "R42-2", "R56-1", "R58-1",
}  # fmt: skip
TAKEN_OUT = [
    "s1", "h1", "p1", "x1", "k1", "q1", "q2", "w1", "e1", "m1.record", "participation.feedback", "initiation.units",
    "drafting.fair_competition_review", "drafting.trade_compliance_review", "drafting.cost_benefit", "f1.response",
    "deliberation.party_report", "publication.adoption_statement_on", "archive", "catalogue", "x1.materials",
    "k1.key_visits", "execution.units", "matter.category", "initiation.study", "ur1.countersigns", "attestations",
]  # fmt: skip


def more(day: date) -> list[tuple[str, dict[str, Any]]]:
    """Further evidence of the things that existence norms ask for, on a day."""
    return [
        ("participation.symposia", {"id": "new", "held_on": day}),
        ("participation.hearings", {"id": "new", "held_on": day}),
        ("participation.other_methods", {"id": "new", "method": "问卷调查", "completed_on": day}),
        ("participation.polls", {"id": "new", "conducted_on": day}),
        ("participation.enterprise_consultations", {"id": "new", "name": "某企业", "kind": "企业", "on": day}),
        ("expert_reviews", {"id": "new", "concluded_on": day, "materials_provided_on": day, "materials": ["草案"]}),
        ("risk.prior_assessments", {"id": "new", "kinds": ["舆情风险"], "on": day, "document": "批复"}),
        ("attestations", {"norm": "R18-1", "by": "某人", "on": day, "note": "已办"}),
        ("initiation.units", {"name": "又一单位"}),
    ]


def report_of(document: Any, day: date) -> CheckReport:
    return CHECKER.check(dossier_from_document(document, "p"), day)


def without(names: list[str]) -> dict[str, Any]:
    """The base dossier with some of its facts taken out."""
    document = base()
    for name in ["o3", *names] if "s1" in names else names:  # o3 was said at the symposium s1
        try:
            changed(document, remove=[name])
        except KeyError:
            continue  # it went with its record
    return document


PARTIAL = st.lists(st.sampled_from(TAKEN_OUT), unique=True, max_size=6).map(without)


@settings(max_examples=80, deadline=None)
@given(PARTIAL, DAYS, DAYS, st.integers(0, 8))
def test_more_evidence_never_breaks_an_existence_norm(
    document: dict[str, Any], day: date, new_day: date, which: int
) -> None:
    before = {verdict.norm: verdict.state for verdict in report_of(document, day).verdicts}
    path, record = more(new_day)[which]
    richer = changed(deepcopy(document), add={path: [record]})
    after = {verdict.norm: verdict.state for verdict in report_of(richer, day).verdicts}
    broken = {norm for norm in EXISTENCE if before[norm] is State.MET and after[norm] is not State.MET}
    assert broken == ({"R34-2"} & broken if path == "expert_reviews" and new_day > day else set())


@settings(max_examples=60, deadline=None)
@given(PARTIAL, DAYS)
def test_every_norm_has_one_verdict_with_words_and_only_a_pending_one_has_a_due_day(
    document: dict[str, Any], day: date
) -> None:
    report = report_of(document, day)
    assert len(report.verdicts) == len({verdict.norm for verdict in report.verdicts}) == 131
    assert [verdict.norm for verdict in report.verdicts if not verdict.message.endswith(("。", "〕"))] == []
    assert [v.norm for v in report.verdicts if v.due and v.state is not State.PENDING] == []


@settings(max_examples=60, deadline=None)
@given(PARTIAL, DAYS)
def test_a_gate_is_shut_exactly_when_norms_hold_it(document: dict[str, Any], day: date) -> None:
    gates = report_of(document, day).gates
    assert [gate.norm for gate in gates] == ["R41-1", "R41-2", "R40-3", "R48-2", "R55-1", "R57-4"]
    assert all(gate.open is not bool(gate.held_by) for gate in gates)


@settings(max_examples=60, deadline=None)
@given(PARTIAL, DAYS)
def test_the_lists_of_records_may_stand_in_any_order(document: dict[str, Any], day: date) -> None:
    turned = deepcopy(document)
    for owner, name in (("participation", "opinions"), ("drafting", "consultations"), ("matter", "fields")):
        turned.get(owner, {}).get(name, []).reverse()
    if turned.get("expert_reviews"):
        turned["expert_reviews"][0]["experts"].reverse()
    states = [verdict.state for verdict in report_of(document, day).verdicts]
    assert [verdict.state for verdict in report_of(turned, day).verdicts] == states


@settings(max_examples=60, deadline=None)
@given(PARTIAL, st.integers(0, 300))
def test_an_unmet_norm_without_a_new_fact_stays_unmet(document: dict[str, Any], later: int) -> None:
    """After the last recorded day nothing turns from unmet to anything better by itself."""
    end = date(2023, 7, 31)
    first = {verdict.norm for verdict in report_of(document, end).unmet}
    assert first <= {verdict.norm for verdict in report_of(document, end + timedelta(days=later)).unmet}
