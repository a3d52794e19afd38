"""The report around the verdicts: marks, evidence, options, missing calendars, the JSON document."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guanxian_desk.base.days import WorkCalendar
from guanxian_desk.base.errors import UserError
from guanxian_desk.law.calendar import official_calendar, shipped_years
from guanxian_desk.law.policy import read_policy
from guanxian_desk.law.verdicts import State, Verdict
from guanxian_desk.modules.decisions.check import Checker, as_document
from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.limits import Editions, editions_with, shipped_editions
from tests.cases.decision_cases import base, changed


def verdict(norm: str, day: str, checker: Checker | None = None, **changes: Any) -> Verdict:
    dossier = dossier_from_document(changed(base(), **changes), "c")
    report = (checker or Checker()).check(dossier, date.fromisoformat(day))
    return next(one for one in report.verdicts if one.norm == norm)


def test_the_json_document_of_a_report() -> None:
    told = as_document(Checker().check(dossier_from_document(base(), "c"), date(2022, 6, 30)))
    assert (told["key"], told["as_of"], len(told["verdicts"]), len(told["gates"])) == ("base", "2022-06-30", 131, 6)
    assert next(one for one in told["verdicts"] if one["norm"] == "R20-3") == {
        "norm": "R20-3",
        "article": 20,
        "verdict": "pending",
        "message": "公告自2022年6月1日起，满30日是2022年7月1日，登记的期限届满日：2022年7月1日。",
        "evidence": ["n1"],
        "due": "2022-07-01",
    }
    assert told["gates"][0] == {"gate": "R41-1", "open": False, "held_by": ["R14-1", "R41-1"]}


def test_evidence_names_the_records_and_their_attachments() -> None:
    attachment = {"id": "f9", "name": "公告.pdf", "role": "公告", "media_type": "application/pdf", "sha256": "0" * 64}
    found = verdict("R20-3", "2022-07-01", set={"n1.evidence": ["f9"], "attachments": [attachment]})
    assert found.evidence == ("n1", "f9")


@pytest.mark.parametrize(
    ("norm", "day", "changes"),
    [
        ("R20-3", "2022-07-01", {}),
        ("R21-2", "2022-06-20", {"s1.materials_delivered_on": "2022-06-17"}),
        ("R34-1", "2022-06-17", {"x1.materials_provided_on": "2022-06-08"}),
        ("R44-3", "2022-07-19", {"r1.opinion.issued_on": "2022-07-19"}),
        ("R57-1", "2023-02-08", {"e1.report.submitted_on": "2023-02-08"}),
    ],
)
def test_a_step_exactly_on_its_limit_is_met_with_a_note(norm: str, day: str, changes: dict[str, Any]) -> None:
    found = verdict(norm, day, set=changes)
    assert found.state is State.MET
    assert "压线" in found.message


def test_a_step_with_a_day_to_spare_has_no_note() -> None:
    assert "压线" not in verdict("R21-2", "2022-06-20").message
    assert "压线" not in verdict("R44-3", "2022-07-20").message


def test_an_assumption_is_marked_and_a_plain_number_is_not() -> None:
    assert "〔推定：规定没有写明“为主”的比例〕" in verdict("R31-3", "2022-06-17").message
    assert "推定" not in verdict("R31-6", "2022-06-17").message


def test_a_step_before_the_regulation_is_judged_by_it_and_marked() -> None:
    changes = {
        "initiation.study.completed_on": "2022-03-01",
        "initiation.reported_on": "2022-03-02",
        "initiation.decided_on": "2022-03-03",
    }
    found = verdict("R11-1", "2022-06-01", set=changes)
    assert found.state is State.MET
    assert "〔此步在2022年4月13日施行之前，按2022年版评判〕" in found.message


def test_an_unmet_message_says_what_is_missing_and_what_to_do() -> None:
    assert verdict("R21-2", "2022-06-18", set={"s1.materials_delivered_on": "2022-06-18"}).message == (
        "座谈会在2022年6月20日，材料送达与会人员应当不晚于2022年6月17日（提前3日），实际在2022年6月18日。请改期或者重新办理。"
    )
    assert "应当先履行的程序没有履行：R36-1" in verdict("R41-1", "2022-07-08", remove=["k1"]).message


def test_a_waived_message_names_who_why_and_when() -> None:
    waiver = {"norm": "R31-6", "reason": "专业冷门", "by": "局长", "on": "2022-06-17", "evidence": ["x1"]}
    removed = [f"x1.experts.{place}" for place in (6, 5, 4)]
    found = verdict("R31-6", "2022-06-17", remove=removed, add={"waivers": [waiver]})
    assert found.state is State.WAIVED
    assert "局长于2022年6月17日书面放行，理由：专业冷门。" in found.message


def test_several_records_are_named_in_the_message() -> None:
    second = {"id": "s2", "held_on": "2022-06-20", "materials_delivered_on": "2022-06-19"}
    assert verdict("R21-2", "2022-06-20", add={"participation.symposia": [second]}).message.startswith("〔s2〕")


def test_the_office_may_choose_what_the_regulation_leaves_open() -> None:
    late = {"e1.report.submitted_on": "2023-02-09"}
    assert verdict("R57-1", "2023-02-09", set=late).state is State.UNMET
    longer = Checker(editions=editions_with({"prompt_workdays": 6}))
    assert verdict("R57-1", "2023-02-09", longer, set=late).state is State.MET


@pytest.mark.parametrize("name", ["notice_days", "nonsense"])
def test_a_number_of_the_regulation_cannot_be_chosen(name: str) -> None:
    with pytest.raises(UserError, match=name):
        editions_with({name: 3})


def test_a_later_edition_judges_the_steps_of_its_own_days() -> None:
    raw = {"title": "规定", "doc": "某号"}
    book = shipped_editions()._book
    for name, values in book.values.items():
        raw[name] = [  # type: ignore[assignment]
            {
                "from": one.since,
                "value": one.value,
                "unit": one.unit,
                "clause": one.clause,
                "doc": one.doc,
                "label": one.label,
            }
            for one in values
        ]
    later = {**raw["notice_days"][0], "from": date(2022, 6, 2), "value": 20}  # type: ignore[dict-item]
    raw["notice_days"].append(later)  # type: ignore[attr-defined]
    editions = Editions(read_policy("later", raw))
    short = {"n1.closes_on": "2022-06-25"}
    assert verdict("R20-3", "2022-07-05", Checker(editions=editions), set=short).state is State.UNMET
    moved = short | {"n1.published_on": "2022-06-02"}
    assert verdict("R20-3", "2022-07-05", Checker(editions=editions), set=moved).state is State.MET
    assert editions.on(date(2020, 1, 1)).notice_days == 30


def test_a_year_without_a_calendar_is_said_and_the_other_norms_are_judged() -> None:
    checker = Checker(calendar=WorkCalendar(year for year in shipped_years() if year.year != 2023))
    report = checker.check(dossier_from_document(base(), "c"), date(2023, 7, 1))
    assert report.missing_calendars == (2023,)
    unsure = next(one for one in report.verdicts if one.norm == "R57-1")
    assert (unsure.state, unsure.due) == (State.PENDING, None)
    assert "没有2023年的工作日历" in unsure.message
    assert len(report.having(State.MET)) > 100
    assert official_calendar().years[-1] == 2026


def test_a_reference_to_a_record_of_another_kind_fails_its_norm() -> None:
    assert verdict("R48-2", "2022-07-28", set={"z1.meeting": "n1"}).state is State.UNMET
    assert verdict("R41-1", "2022-07-08", set={"r1.unit_review": "m1"}).state is State.UNMET


def test_a_superseded_record_is_history() -> None:
    found = verdict("R21-2", "2022-06-20", set={"s1.superseded_by": "n1", "s1.materials_delivered_on": None})
    assert found.state is State.NOT_APPLICABLE


def test_waiver_and_attestation_of_a_later_day_do_not_count_yet() -> None:
    waiver = {"norm": "R44-3", "reason": "急需", "by": "局长", "on": "2022-07-19"}
    short = {"r1.opinion.issued_on": "2022-07-18"}
    assert verdict("R44-3", "2022-07-18", set=short, add={"waivers": [waiver]}).state is State.UNMET
    assert verdict("R44-3", "2022-07-19", set=short, add={"waivers": [waiver]}).state is State.WAIVED
    assert verdict("R07-2", "2022-05-24").state is State.PENDING
    assert verdict("R07-2", "2022-05-25").state is State.MET
