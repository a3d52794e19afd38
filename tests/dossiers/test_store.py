"""Dossiers in the data file: kept, found, changed one place at a time, struck, taken back, told about."""

from __future__ import annotations

import re
from datetime import date

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.stages import Stage
from guanxian_desk.services import dossiers, steps
from guanxian_desk.services.office import Office
from tests.cases.decision_cases import base

KEY = "2022-001"


@pytest.fixture
def full(office: Office) -> Office:
    """The office with the complete dossier of the law cases."""
    document = base() | {"key": KEY}
    dossiers.create(office, KEY, "占位")
    dossiers.save(office, KEY, document)
    return office


def test_new_dossier_is_listed_with_unit_year_and_stage(office: Office) -> None:
    dossiers.create(office, KEY, "公交线路调整", "县交通运输局", 2022)
    (line,) = dossiers.listing(office)
    assert (line.key, line.title, line.unit, line.year) == (KEY, "公交线路调整", "县交通运输局", 2022)
    assert line.stage(date(2022, 6, 1)) is Stage.PROPOSED
    assert dossiers.keys(office) == [KEY]


def test_key_is_given_once(office: Office) -> None:
    dossiers.create(office, KEY, "甲")
    with pytest.raises(UserError, match="已经有编号"):
        dossiers.create(office, KEY, "乙")
    assert dossiers.next_key(office) == "2022-002"
    assert dossiers.next_key(office, 2023) == "2023-001"


def test_what_is_read_is_what_was_kept(full: Office) -> None:
    assert dossiers.read(full, KEY) == base() | {"key": KEY}


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2022, 5, 23), Stage.PROPOSED),
        (date(2022, 5, 24), Stage.DRAFTING),
        (date(2099, 1, 1), Stage.ARCHIVED),
    ],
)
def test_stage_follows_the_days(full: Office, day: date, stage: Stage) -> None:
    assert dossiers.listing(full)[0].stage(day) is stage


def test_check_reads_the_kept_dossier(full: Office) -> None:
    report = dossiers.check(full, KEY, date(2023, 12, 31))
    assert len(report.verdicts) == 131
    assert not report.unmet
    assert report == dossiers.check_all(full, date(2023, 12, 31))[0]


def test_document_that_does_not_fit_is_refused_and_nothing_changes(full: Office) -> None:
    with pytest.raises(UserError, match="不能用"):
        dossiers.put(full, KEY, ("initiation", "decided_on"), "2022-02-30")
    with pytest.raises(UserError, match="引用的编号"):
        dossiers.put(full, KEY, ("participation", "opinions", "o1", "source"), "nobody")
    assert dossiers.read(full, KEY) == base() | {"key": KEY}


def test_broken_gate_is_recorded_all_the_same(office: Office) -> None:
    dossiers.create(office, KEY, "公交线路调整")
    dossiers.add(office, KEY, ("deliberation", "decisions"), {"made_on": "2022-05-31", "outcome": "同意"})
    verdicts = {one.norm: one.state for one in dossiers.check(office, KEY).verdicts}
    assert verdicts["R48-2"] is State.UNMET


def test_one_place_is_put_added_and_taken_out(full: Office) -> None:
    dossiers.put(full, KEY, ("participation", "hearings", "h1", "held_on"), "2022-06-20")
    name = dossiers.add(full, KEY, ("participation", "polls"), {"conducted_on": "2022-06-01"})
    assert re.fullmatch(r"poll1-[0-9a-f]{4}", name)
    document = dossiers.read(full, KEY)
    assert document["participation"]["hearings"][0]["held_on"] == "2022-06-20"
    assert document["participation"]["polls"][-1] == {"id": name, "conducted_on": "2022-06-01"}
    dossiers.take_out(full, KEY, ("participation", "polls", name))
    assert all(one["id"] != name for one in dossiers.read(full, KEY)["participation"]["polls"])


def test_opinion_is_struck_never_deleted(full: Office) -> None:
    with pytest.raises(UserError, match="不能删除"):
        dossiers.take_out(full, KEY, ("participation", "opinions", "o1"))
    with pytest.raises(UserError, match="不能删除"):
        dossiers.save(full, KEY, base() | {"key": KEY, "participation": None})
    dossiers.strike_opinion(full, KEY, "o1", "重复登记")
    struck = dossiers.read(full, KEY)["participation"]["opinions"][0]["struck"]
    assert struck == {"on": "2022-06-01", "by": "张三", "reason": "重复登记"}
    with pytest.raises(UserError, match="不能恢复"):
        dossiers.put(full, KEY, ("participation", "opinions", "o1", "struck"), None)
    with pytest.raises(UserError, match="不能删除"):
        dossiers.remove(full, KEY)


def test_last_step_is_taken_back_and_the_history_tells_both(full: Office) -> None:
    dossiers.put(full, KEY, ("deliberation", "party_report", "reported_on"), "2022-12-31")
    steps.undo_last(full)
    assert dossiers.read(full, KEY) == base() | {"key": KEY}
    back, there, *_ = dossiers.past(full, KEY)
    assert there.operator == "张三"
    (change,) = there.differences
    assert change.place == "集体讨论决定 › 出台前向党委请示报告 › 请示报告之日"
    assert change.after == "2022-12-31"
    assert back.differences[0].before == "2022-12-31"


def test_nothing_changed_is_no_step(full: Office) -> None:
    before = len(dossiers.past(full, KEY))
    dossiers.save(full, KEY, dossiers.read(full, KEY))
    assert len(dossiers.past(full, KEY)) == before


def test_struck_dossier_stays_and_is_judged_no_more(full: Office) -> None:
    with pytest.raises(UserError, match="写明理由"):
        dossiers.strike(full, KEY, "　")
    dossiers.strike(full, KEY, "重复立档")
    assert dossiers.listing(full) == []
    assert dossiers.listing(full, struck=True)[0].stage(date(2022, 6, 1)) is Stage.STRUCK
    assert dossiers.check_all(full) == []
    assert dossiers.due(full) == []
    with pytest.raises(UserError, match="已经划去"):
        dossiers.put(full, KEY, ("matter", "title"), "改名")
    dossiers.stand_again(full, KEY)
    assert dossiers.keys(full) == [KEY]


def test_dossier_without_opinions_can_be_removed_and_brought_back(office: Office) -> None:
    dossiers.create(office, KEY, "公交线路调整")
    dossiers.remove(office, KEY)
    assert dossiers.listing(office) == []
    steps.undo_last(office)
    assert dossiers.keys(office) == [KEY]


def test_due_list_puts_broken_norms_first_and_then_the_nearest_limit(office: Office) -> None:
    document = base() | {"key": KEY}
    dossiers.create(office, KEY, "占位")
    dossiers.save(office, KEY, document | {"attestations": None})
    lines = dossiers.due(office, date(2022, 6, 15))
    days = [line.verdict.due for line in lines if not line.overdue]
    assert days == sorted(day for day in days if day)
    assert [line.overdue for line in lines] == sorted((line.overdue for line in lines), reverse=True)
    assert "R20-3" in {line.verdict.norm for line in lines}
    assert lines[0].citation.startswith("第")


def test_state_secret_leaves_only_its_number(office: Office) -> None:
    dossiers.create_secret(office, "M-1")
    assert dossiers.listing(office)[0].secret
    with pytest.raises(UserError, match="涉密"):
        dossiers.put(office, "M-1", ("matter", "category"), "一")
    dossiers.create(office, KEY, "某事项")
    with pytest.raises(UserError, match="涉密"):
        dossiers.put(office, KEY, ("matter", "confidentiality"), {"confidential": True, "basis": "国家秘密（秘密级）"})
    dossiers.put(office, KEY, ("matter", "confidentiality"), {"confidential": True, "basis": "商业秘密"})
    assert dossiers.listing(office)[0].confidential


def test_timetable_of_a_kept_dossier(full: Office) -> None:
    assert dossiers.timetable(full, KEY, meeting=date(2022, 12, 1)).meeting == date(2022, 12, 1)
    assert dossiers.timetable(full, KEY, first=date(2022, 5, 24)).step("start").actual == date(2022, 5, 24)
