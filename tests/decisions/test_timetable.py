"""The timetable: lags and order, both directions, recorded days, and that its own days are always lawful."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.check import Checker, CheckReport
from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.limits import shipped_editions
from guanxian_desk.modules.decisions.timetable import (
    Timetable,
    as_document,
    from_day,
    until_meeting,
)
from guanxian_desk.modules.decisions.what_if import shortened, shortenings
from tests.cases.decision_cases import base, changed
from tests.decisions.filled import PLACES, chosen, filled

CALENDAR = official_calendar()
LIMITS = shipped_editions().on(date(2022, 6, 1))
HEARING = ["存在重大分歧"]
SECRET = {"confidential": True, "basis": "国家秘密"}
PRIOR = [{"id": "pa", "kinds": ["社会稳定风险"], "on": "2022-05-01"}]
ALL_TRAITS = {
    "market_entities": True,
    "trade": True,
    "other_units": True,
    "professional": True,
    "adverse_effects": True,
    "hearing_grounds": HEARING,
    "enterprises_affected": False,
    "wide_or_controversial": True,
    "public_concern": False,
    "higher_approval": [],
}
TRAITS = st.fixed_dictionaries(
    {name: st.booleans() for name in ("market_entities", "trade", "other_units", "professional", "adverse_effects")}
    | {"hearing_grounds": st.sampled_from([[], HEARING])}
).map(lambda chosen_traits: ALL_TRAITS | chosen_traits)
FIRST_DAYS = st.dates(date(2022, 4, 13), date(2025, 6, 1))

# For every step that the regulation times: the norms of which one breaks when the step comes a day too early.
EARLY = {
    "notice_end": {"R20-3"},
    "symposium": {"R21-2"},
    "hearing": {"R23-1", "R24-4", "R24-5"},
    "hearing_report": {"R26-1"},
    "expert_review": {"R34-1"},
    "first_review": {"R41-1"},
    "office_meeting": {"R41-1"},
    "submission": {"R41-1"},
    "legality_opinion": {"R44-3"},
    "request": {"R41-2"},
    "meeting": {"R49-1"},
    "decision": {"R48-2"},
    "publication": {"R52-1"},
}


def dossier(traits: dict[str, Any], symposium: bool = True) -> Dossier:
    return dossier_from_document(chosen(traits, symposium), "empty")


def earliest(timetable: Timetable) -> dict[str, date]:
    return {step.step: step.earliest for step in timetable.steps if step.earliest is not None}


def checked(traits: dict[str, Any], symposium: bool, days: dict[str, date]) -> CheckReport:
    return Checker().check(filled(chosen(traits, symposium), days), max(days.values()))


def assert_in_order(report: CheckReport, timetable: Timetable) -> None:
    """Every norm of every step is met; R40-3 asks nothing where nothing was to be assessed."""
    norms = {norm for step in timetable.steps for norm in step.norms} - {"R13-1", "R40-3"}
    assert {verdict.norm for verdict in report.having(State.MET)} >= norms
    assert {verdict.state for verdict in report.verdicts if verdict.norm == "R40-3"} <= {
        State.MET,
        State.NOT_APPLICABLE,
    }


@settings(max_examples=60, deadline=None)
@given(TRAITS, st.booleans(), FIRST_DAYS)
def test_the_earliest_days_are_always_judged_met(traits: dict[str, Any], symposium: bool, first: date) -> None:
    timetable = from_day(dossier(traits, symposium), first, CALENDAR, LIMITS)
    assert_in_order(checked(traits, symposium, earliest(timetable)), timetable)


@settings(max_examples=60, deadline=None)
@given(TRAITS, st.booleans(), st.dates(date(2022, 9, 1), date(2025, 9, 1)))
def test_the_latest_days_before_a_meeting_are_always_judged_met(
    traits: dict[str, Any], symposium: bool, meeting: date
) -> None:
    timetable = until_meeting(dossier(traits, symposium), meeting, CALENDAR, LIMITS)
    assert_in_order(checked(traits, symposium, {step.step: step.latest for step in timetable.steps}), timetable)


@settings(max_examples=60, deadline=None)
@given(TRAITS, st.booleans(), FIRST_DAYS, st.sampled_from(sorted(EARLY)))
def test_one_day_before_the_earliest_breaks_a_norm_of_the_step(
    traits: dict[str, Any], symposium: bool, first: date, name: str
) -> None:
    timetable = from_day(dossier(traits, symposium), first, CALENDAR, LIMITS)
    days = earliest(timetable)
    if name not in days:
        return
    days[name] -= timedelta(days=1)
    assert {verdict.norm for verdict in checked(traits, symposium, days).unmet} & EARLY[name]


@settings(max_examples=40, deadline=None)
@given(TRAITS, st.booleans(), FIRST_DAYS)
def test_planning_back_from_the_earliest_meeting_leaves_time_for_every_step(
    traits: dict[str, Any], symposium: bool, first: date
) -> None:
    forward = from_day(dossier(traits, symposium), first, CALENDAR, LIMITS)
    backward = until_meeting(dossier(traits, symposium), forward.meeting, CALENDAR, LIMITS)
    assert [step.latest for step in backward.steps] == [step.latest for step in forward.steps]
    assert all(step.slack is not None and step.slack >= 0 for step in forward.steps)
    assert {"start", "draft", "submission", "legality_opinion", "meeting"} <= {
        s.step for s in forward.steps if s.critical
    }


def test_the_full_procedure_from_the_first_of_june() -> None:
    days = earliest(from_day(dossier(ALL_TRAITS), date(2022, 6, 1), CALENDAR, LIMITS))
    assert list(days) == list(PLACES)
    expected = {
        "notice_end": date(2022, 7, 1),
        "symposium": date(2022, 6, 4),
        "hearing_notice": date(2022, 6, 1),
        "hearing": date(2022, 6, 16),
        "expert_review": date(2022, 6, 13),  # 2, 6–10 and 13 June: the 3rd is the Dragon Boat day off
        "opinion_summary": date(2022, 7, 1),
        "submission": date(2022, 7, 1),
        "legality_opinion": date(2022, 7, 12),
        "meeting": date(2022, 7, 12),
        "publication": date(2022, 7, 12),
    }
    assert {name: days[name] for name in expected} == expected


def test_the_latest_days_before_a_meeting() -> None:
    timetable = until_meeting(dossier(ALL_TRAITS), date(2022, 10, 12), CALENDAR, LIMITS)
    latest = {step.step: step.latest for step in timetable.steps}
    # 12, 11, 10 October, the make-up days 9 and 8, 30 and 29 September are seven: the latest start is the 28th.
    expected = {
        "legality_opinion": date(2022, 10, 12),
        "submission": date(2022, 9, 28),
        "notice_end": date(2022, 9, 28),
        "notice": date(2022, 8, 29),
        "hearing_notice": date(2022, 9, 13),
        "hearing_participants": date(2022, 9, 21),
        "hearing_materials": date(2022, 9, 21),
        "publication": date(2022, 11, 9),
        "party_report": date(2022, 11, 9),
        "decision": date(2022, 10, 12),
    }
    assert {name: latest[name] for name in expected} == expected
    assert timetable.step("hearing").earliest is None
    assert timetable.meeting == date(2022, 10, 12)


def test_a_latest_day_may_be_a_day_off() -> None:
    timetable = until_meeting(dossier(ALL_TRAITS), date(2022, 7, 12), CALENDAR, LIMITS)
    assert timetable.step("submission").latest == date(2022, 7, 3)  # a Sunday


def test_recorded_days_stand_and_do_not_move_the_latest() -> None:
    document = changed(base(), set={"m1.held_on": None, "m1.request.submitted_on": None, "r1.opinion.issued_on": None})
    timetable = from_day(dossier_from_document(document, "base"), date(2022, 7, 1), CALENDAR, LIMITS)
    submission = timetable.step("submission")
    assert (submission.actual, submission.earliest) == (date(2022, 7, 8), date(2022, 7, 8))
    assert timetable.step("notice").earliest == date(2022, 6, 1)
    assert timetable.step("legality_opinion").earliest == date(2022, 7, 19)
    wanted = until_meeting(dossier_from_document(base(), "base"), date(2022, 7, 12), CALENDAR, LIMITS)
    assert wanted.step("submission").latest == date(2022, 7, 3)
    assert wanted.step("submission").slack == -5


def test_the_recorded_day_of_several_records_is_the_latest_but_the_earliest_of_notices() -> None:
    document = base()
    changed(
        document,
        add={
            "participation.notices": [{"id": "n2", "published_on": "2022-06-03", "closes_on": "2022-07-03"}],
            "participation.symposia": [
                {"id": "s2", "held_on": "2022-06-30"},
                {"id": "s3", "superseded_by": "s2", "held_on": "2022-07-02"},
            ],
            "drafting.consultations": [{"id": "c2", "unit": "县审计局"}],
        },
    )
    timetable = from_day(dossier_from_document(document, "base"), date(2022, 6, 1), CALENDAR, LIMITS)
    found = {name: timetable.step(name).actual for name in ("notice", "notice_end", "symposium", "consultation")}
    assert found == {
        "notice": date(2022, 6, 1),
        "notice_end": date(2022, 7, 3),
        "symposium": date(2022, 6, 30),
        "consultation": None,
    }


@pytest.mark.parametrize(
    ("change", "gone", "there"),
    [
        ({"matter.confidentiality": SECRET}, {"notice", "symposium", "hearing", "opinion_summary"}, {"first_review"}),
        ({"matter.traits.trade": None}, {"trade_compliance"}, {"fair_competition"}),
        ({"matter.traits.hearing_grounds": []}, set(), {"hearing"}),  # one is recorded
        ({"risk.assessments": [], "risk.prior_assessments": PRIOR}, {"risk_report"}, {"meeting"}),
        ({"matter.traits.adverse_effects": None, "risk.assessments": []}, {"risk_report"}, {"meeting"}),
    ],
)
def test_the_chain_has_the_steps_that_were_chosen(change: dict[str, Any], gone: set[str], there: set[str]) -> None:
    timetable = from_day(dossier_from_document(changed(base(), set=change), "base"), date(2022, 6, 1), CALENDAR, LIMITS)
    names = {step.step for step in timetable.steps}
    assert not names & gone
    assert there <= names
    assert all(set(step.after) <= names for step in timetable.steps)


def test_what_a_shortening_would_give() -> None:
    empty = dossier(ALL_TRAITS)
    found = {one.norm: one.gained for one in shortenings(empty, date(2022, 6, 1), CALENDAR, LIMITS)}
    assert found == {"R20-3": 15, "R44-3": 11}
    half = from_day(empty, date(2022, 6, 1), CALENDAR, shortened(LIMITS, "R20-3", 20))
    assert half.step("notice_end").earliest == date(2022, 6, 21)


def test_the_document_of_a_timetable() -> None:
    told = as_document(until_meeting(dossier(ALL_TRAITS), date(2022, 10, 12), CALENDAR, LIMITS))
    assert told["meeting"] == "2022-10-12"
    assert told["steps"][3] == {
        "step": "fair_competition",
        "earliest": None,
        "latest": "2022-09-28",
        "actual": None,
        "after": ["draft"],
        "norms": ["R14-3"],
        "critical": False,
    }
    assert [step["step"] for step in told["steps"] if step["critical"]] == [
        "start", "draft", "notice", "notice_end", "opinion_summary", "first_review", "countersign", "office_meeting",
        "submission", "legality_opinion", "request", "meeting",
    ]  # fmt: skip
