"""What a clerk does about tasks: each step is one change that can be taken back, and refuses what is incomplete."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.models import NormativeDocument
from guanxian_desk.modules.tasks.chasing import Contact
from guanxian_desk.modules.tasks.quick import QuickLine
from guanxian_desk.modules.tasks.urging import UrgingDraft
from guanxian_desk.services import task_work, tasks
from guanxian_desk.services.office import Office
from guanxian_desk.services.steps import undo_last
from guanxian_desk.services.task_day import curve, look, usual_days
from guanxian_desk.services.task_rows import call_rows, finding_rows, report_rows, task_rows, unit_rows, urging_rows
from tests.tasks.conftest import Put

PLAN, DAY = "rule-of-law-2022", date(2022, 8, 1)
UNIT = "县司法局"


def found(office: Office, *codes: str, day: date = DAY) -> list[tuple[str, str, str]]:
    return [(f.task, f.unit, f.period) for f in tasks.status(office, PLAN, day).findings if f.code in codes]


def test_a_ruling_shows_beside_the_computed_lamp_and_ends(office: Office) -> None:
    task_work.rule_lamp(office, PLAN, "7", "蓝", "上级已验收", "李四", DAY)
    row = next(row for row in task_rows(look(office, PLAN, DAY)) if row["no"] == "7")
    assert (row["lamp"], row["shown"], str(row["task"].lamp)) == ("蓝", "蓝核定", "灰")
    assert tasks.status(office, PLAN, DAY).as_json()["tasks"][6]["lamp"] == "灰"  # type: ignore[index]
    assert look(office, PLAN, date(2022, 7, 31)).lamps["7"] == "灰"
    task_work.withdraw_lamp(office, PLAN, "7", date(2022, 8, 5))
    assert look(office, PLAN, date(2022, 8, 4)).lamps["7"] == "蓝"
    assert look(office, PLAN, date(2022, 8, 5)).lamps["7"] == "灰"


def test_nobody_approves_a_ruling_of_their_own(office: Office) -> None:
    with pytest.raises(UserError, match="不能是提出人本人"):
        task_work.rule_lamp(office, PLAN, "7", "蓝", "理由", office.actor.name, DAY)


def test_a_call_is_logged_with_the_moment_and_counted(office: Office) -> None:
    call = task_work.Call(UNIT, "2022Q2", "电话", "赵六", "请报送", "下午报")
    task_work.log_call(office, PLAN, call)
    day = look(office, PLAN, DAY)
    assert [(row["unit"], row["way"], row["at"], row["by"]) for row in call_rows(day.calls)] == [
        (UNIT, "电话", datetime(2022, 8, 1, 9, 30), "张三")
    ]
    assert {row["unit"]: row["reminders"] for row in unit_rows(day)}[UNIT] == 1
    assert look(office, PLAN, date(2022, 7, 31)).calls == []
    undo_last(office)
    assert look(office, PLAN, DAY).calls == []


@pytest.mark.parametrize(("way", "whom", "why"), [("喊话", "赵六", "认不出来"), ("电话", " ", "没有填接听人")])
def test_a_call_needs_a_way_and_a_person(office: Office, way: str, whom: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        task_work.log_call(office, PLAN, task_work.Call(UNIT, "2022Q2", way, whom, "请报送"))


def test_whom_to_call_is_what_the_clerk_entered_else_who_reported_last(office: Office, put: Put) -> None:
    early = {"task_number": "1", "unit_name": "冠县司法局", "reporter": "早先", "phone": "1"}
    rows = [
        early | {"reported_on": date(2022, 7, 1)},
        {"task_number": "2", "unit_name": UNIT, "reporter": "最近", "phone": "2", "reported_on": date(2022, 7, 5)},
    ]
    put("task-progress", rows)
    assert look(office, PLAN, DAY).contacts[UNIT] == Contact("", "", "最近", "2", from_report=True)
    assert look(office, PLAN, date(2022, 7, 4)).contacts[UNIT].contact == "早先"
    task_work.keep_contact(office, UNIT, Contact("局长", "3", "联络员", "4"))
    assert look(office, PLAN, DAY).contacts[UNIT] == Contact("局长", "3", "联络员", "4")
    with pytest.raises(UserError, match="没有填负责人或联系人"):
        task_work.keep_contact(office, UNIT, Contact())


def test_a_slip_draws_its_number_and_is_tracked_to_its_end(office: Office) -> None:
    draft = UrgingDraft(UNIT, ("1", "2"), "请抓紧办理", date(2022, 8, 8))
    assert task_work.issue_urging(office, PLAN, draft) == "冠法督〔2022〕1号"
    number = task_work.issue_urging(office, PLAN, draft)
    assert number == "冠法督〔2022〕2号"

    def state(day: date) -> list[str]:
        return [row["state"] for row in urging_rows(look(office, PLAN, day)) if row["number"] == number]

    assert (state(date(2022, 7, 31)), state(date(2022, 8, 8)), state(date(2022, 8, 9))) == (
        [], ["待回复"], ["逾期未回复"],
    )  # fmt: skip
    with pytest.raises(UserError, match="还没有回复"):
        task_work.settle_urging(office, number)
    task_work.register_reply(office, number, date(2022, 8, 10), "局长", "已办结", settled=False)
    assert (state(date(2022, 8, 9)), state(date(2022, 8, 10))) == (["逾期未回复"], ["已回复"])
    task_work.settle_urging(office, number)
    assert state(date(2022, 8, 10)) == ["已办结"]
    with pytest.raises(UserError, match="已经办结"):
        task_work.register_reply(office, number, date(2022, 8, 11), "局长", "再报", settled=False)


def test_a_number_whose_step_is_taken_back_is_not_drawn_again(office: Office) -> None:
    draft = UrgingDraft(UNIT, ("1",), "请抓紧办理", date(2022, 8, 8))
    task_work.issue_urging(office, PLAN, draft)
    undo_last(office)
    assert look(office, PLAN, DAY).urgings == []
    assert task_work.issue_urging(office, PLAN, draft) == "冠法督〔2022〕2号"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"tasks": ()}, "要写明任务"),
        ({"matter": " "}, "要写明任务和督办事项"),
        ({"reply_by": date(2022, 7, 31)}, "早于发出日期"),
    ],
)
def test_a_slip_says_what_by_when(office: Office, values: dict[str, Any], why: str) -> None:
    whole: dict[str, Any] = {"unit": UNIT, "tasks": ("1",), "matter": "办理", "reply_by": date(2022, 8, 8)}
    with pytest.raises(UserError, match=why):
        task_work.issue_urging(office, PLAN, UrgingDraft(**(whole | values)))


@pytest.mark.parametrize(
    ("day", "by", "words", "why"),
    [
        (date(2022, 7, 31), "局长", "已办", "早于发出日期"),
        (DAY, "", "已办", "没有写回复内容"),
        (DAY, "局长", " ", "没有写回复内容"),
    ],
)
def test_a_reply_needs_its_day_and_words(office: Office, day: date, by: str, words: str, why: str) -> None:
    number = task_work.issue_urging(office, PLAN, UrgingDraft(UNIT, ("1",), "办理", date(2022, 8, 8)))
    with pytest.raises(UserError, match=why):
        task_work.register_reply(office, number, day, by, words, settled=False)
    with pytest.raises(UserError, match="没有编号为“无”"):
        task_work.settle_urging(office, "无")


def test_a_message_becomes_reports_that_wait_for_their_seal(office: Office) -> None:
    draft = task_work.understand(office, PLAN, "县司法局第二季度：任务1 学习4次，完成60%；任务7 公开32条，完成55%", DAY)
    assert task_work.keep_message(office, PLAN, draft.unit, draft.period, "微信", draft.lines, DAY) == 2
    rows = report_rows(office, look(office, PLAN, DAY))
    assert [(row["no"], row["unit"], row["percent"], row["state"], row["counts"]) for row in rows] == [
        ("7", UNIT, 550_000, "口头", "有效"),
        ("1", UNIT, 600_000, "口头", "有效"),
    ]
    undo_last(office)
    assert report_rows(office, look(office, PLAN, DAY)) == []


@pytest.mark.parametrize(
    ("line", "period", "source", "why"),
    [
        (QuickLine("99", "推进", "10%", "", ""), "2022Q2", "微信", "没有编号为“99”"),
        (QuickLine("1", "", "10%", "", ""), "2022Q2", "微信", "必须填写"),
        (QuickLine("1", "推进", "120%", "", ""), "2022Q2", "微信", "0 至 100"),
        (QuickLine("1", "推进", "10%", "", ""), "上半年", "微信", "认不出来"),
        (QuickLine("1", "推进", "10%", "", ""), "2022Q2", "传真", "来源“传真”认不出来"),
    ],
)
def test_a_message_is_kept_whole_or_not_at_all(
    office: Office, line: QuickLine, period: str, source: str, why: str
) -> None:
    good = QuickLine("2", "推进", "10%", "", "")
    with pytest.raises(UserError, match=why):
        task_work.keep_message(office, PLAN, UNIT, period, source, [good, line], DAY)
    assert report_rows(office, look(office, PLAN, DAY)) == []


def test_a_sealed_workbook_of_the_same_day_changes_the_state(office: Office, put: Put) -> None:
    put("task-progress", [{"task_number": "1", "unit_name": UNIT, "sealed": "冠司〔2022〕1号"}])
    put("task-progress", [{"task_number": "2", "unit_name": UNIT, "sealed": "无"}])
    states = {row["no"]: row["state"] for row in report_rows(office, look(office, PLAN, DAY))}
    assert states == {"1": "盖章", "2": "电子"}


def test_reports_say_whether_they_count(office: Office, put: Put) -> None:
    rows = [
        {"task_number": "1", "unit_name": UNIT, "reported_on": date(2022, 7, 5)},
        {"task_number": "1", "unit_name": UNIT, "reported_on": date(2022, 7, 8)},
        {"task_number": "1", "unit_name": "某局"},
        {"task_number": "14", "unit_name": UNIT},
    ]
    put("task-progress", rows)
    counts = {
        (row["no"], row["unit"], row["reported_on"].day): row["counts"]
        for row in report_rows(office, look(office, PLAN, DAY))
    }
    assert counts == {
        ("1", UNIT, 8): "有效",
        ("1", UNIT, 5): "已被替代",
        ("1", "某局", 5): "不计入",
        ("14", UNIT, 5): "不计入",
    }


def test_an_alias_settles_earlier_reports_and_is_nobody_elses(office: Office, put: Put) -> None:
    put("task-progress", [{"task_number": "1", "unit_name": "县法院办"}])
    assert found(office, "T08") == [("1", "县法院办", "2022Q2")]
    view = task_work.units_view(office, PLAN)
    assert [(name, count) for name, _, count in view.unknown] == [("县法院办", 1)]
    task_work.add_alias(office, UNIT, "县法院办")
    assert found(office, "T08") == []
    assert task_work.units_view(office, PLAN).unknown == ()
    assert office.directory().resolve("县法院办").canonical == UNIT  # type: ignore[union-attr]
    with pytest.raises(UserError, match="已经是县司法局"):
        task_work.add_alias(office, "县财政局", "县法院办")
    with pytest.raises(UserError, match="没有“无此局”"):
        task_work.add_alias(office, "无此局", "某局")


def test_a_settled_group_binds_its_members(office: Office, put: Put) -> None:
    put("task-progress", [{"task_number": "6", "unit_name": "县水利局"}])
    assert found(office, "T01") == [("6", "县水利局", "2022Q2")]
    task_work.settle_group(office, "县政府有关部门", ["县水利局"], "冠法办〔2022〕3号")
    assert found(office, "T01") == []
    group = next(one for one in task_work.units_view(office, PLAN).groups if one.phrase == "县政府有关部门")
    assert (group.members, group.settled, group.basis, group.used) == (("县水利局",), True, "冠法办〔2022〕3号", 4)


def test_townships_are_confirmed_once(office: Office) -> None:
    assert not look(office, PLAN, DAY).confirmed
    assert "名录未核定" in look(office, PLAN, DAY).sentence
    task_work.confirm_townships(office, ["烟庄街道办事处", "定远寨镇"])
    day = look(office, PLAN, DAY)
    assert day.confirmed
    assert "名录未核定" not in day.sentence
    assert day.unit("烟庄街道办事处") is not None
    assert day.unit("定远寨镇") is not None
    assert office.directory().resolve("定寨镇").canonical == "定远寨镇"  # type: ignore[union-attr]


def test_the_meeting_day_is_offered_among_the_usual_days(office: Office) -> None:
    assert task_work.meeting_day(office) is None
    task_work.keep_meeting_day(office, date(2022, 7, 25))
    assert task_work.meeting_day(office) == date(2022, 7, 25)
    assert usual_days(office, PLAN, DAY) == (
        ("今天", DAY),
        ("上次会议", date(2022, 7, 25)),
        ("2022年第二季度末", date(2022, 6, 30)),
    )


def test_the_office_chooses_how_a_plan_is_reported_on(office: Office) -> None:
    task_work.choose_reporting(office, PLAN, "牵头汇总", date(2022, 7, 1), "")
    assert look(office, PLAN, DAY).choice.basis == ""
    assert len(found(office, "T06")) < 561
    assert len(found(office, "T06", day=date(2022, 7, 11))) < 561


def test_the_curve_ends_with_the_days_figures(office: Office, put: Put) -> None:
    put("task-progress", [{"task_number": "17", "unit_name": UNIT, "percent": 1_000_000}])
    points = curve(office, PLAN, DAY)
    assert (points[0][0], points[0][1], points[0][2]) == (date(2022, 4, 13), 0, 0)
    day = look(office, PLAN, DAY)
    assert points[-1] == (DAY, day.mean, day.expected) == (DAY, 5, 42)


def test_every_finding_has_words_and_a_way_out(office: Office) -> None:
    rows = finding_rows(look(office, PLAN, DAY))
    assert {row["title"] for row in rows} == {"没有报送"}
    assert all(row["todo"] for row in rows)


def test_what_another_register_counts_stands_before_what_is_typed(office: Office, put: Put) -> None:
    values = "行政规范性文件报备率=100"
    put("task-progress", [{"task_number": "9", "unit_name": UNIT, "indicator_values": values}])

    def rate() -> tuple[object, object]:
        task = look(office, PLAN, date(2022, 12, 31)).task("9")
        assert task is not None
        return task.indicators[0].shown, task.indicators[0].met

    assert rate() == (100, True)
    with office.store.change("登记规范性文件", office.actor) as session:
        for number, filed in (("1", date(2022, 3, 10)), ("2", None)):
            session.add(NormativeDocument(register_number=number, issued_on=date(2022, 3, 1), filed_on=filed))
    assert rate() == (50, False)
