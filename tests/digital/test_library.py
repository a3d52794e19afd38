"""What stands around the rules: lamps, rates, stories, moves, meetings that become tasks, the first page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.digital.due import due, glance
from guanxian_desk.modules.digital.library import MILLION, Lamp, Library, share
from guanxian_desk.modules.digital.models import DispatchAction, StageMove
from guanxian_desk.modules.digital.stories import stage_changes, story
from guanxian_desk.services import projects, tasks
from guanxian_desk.services.digital_day import look
from guanxian_desk.services.dispatch import action_states, key_tasks, plan_key, put_into_tracker
from guanxian_desk.services.office import Office
from guanxian_desk.services.steps import undo_last

Put = Callable[[str, Sequence[dict[str, Any]]], None]
NUMBER, WAN = "附3-工-2", 1_000_000
CLOSED = date(2022, 12, 31)


def library(office: Office, day: date) -> Library:
    with office.store.read() as session:
        return Library.of(session, day)


def report(month: str, invested: int = 0, **more: Any) -> dict[str, Any]:
    year, number = map(int, month.split("-"))
    facts = {"project_number": NUMBER, "month": month, "invested_fen": invested * WAN, "physical": "施工"}
    return facts | {"reported_on": date(year, number, 28)} | more


# lamps


def planned(office: Office, total: int) -> None:
    """100 days from 2022-05-01."""
    with office.store.change("改", office.actor) as session:
        row = session.scalars(select(projects.queries.DigitalProject).filter_by(number=NUMBER)).one()
        row.total_fen, row.stage = total * WAN, "开工"
        row.planned_start, row.planned_end = date(2022, 5, 1), date(2022, 8, 9)


@pytest.mark.parametrize(("invested", "lamp"), [(49, Lamp.GREEN), (50, Lamp.GREEN), (39, Lamp.AMBER), (40, Lamp.GREEN)])
def test_a_project_more_than_ten_points_behind_is_amber(office: Office, put: Put, invested: int, lamp: Lamp) -> None:
    planned(office, 100)
    put("project-progress", [report("2022-05", invested, reported_on=date(2022, 6, 1))])
    assert library(office, date(2022, 6, 20)).lamp(NUMBER) is lamp


def test_the_lamps_in_their_order(office: Office, put: Put) -> None:
    assert library(office, date(2022, 6, 10)).lamp(NUMBER) is Lamp.GREY
    assert library(office, date(2022, 6, 11)).lamp(NUMBER) is Lamp.AMBER, "the report of May is due"
    planned(office, 100)
    put("project-progress", [report("2022-05", 90), report("2022-06", 90), report("2022-07", 90)])
    assert library(office, date(2022, 8, 9)).lamp(NUMBER) is Lamp.GREEN
    assert library(office, date(2022, 8, 10)).lamp(NUMBER) is Lamp.RED, "the planned end has passed"
    put("project-progress", [report("2022-08", 100, stage="竣工", reported_on=date(2022, 8, 10))])
    assert library(office, date(2022, 8, 10)).lamp(NUMBER) is Lamp.BLUE


def test_a_problem_past_its_answer_day_is_red(office: Office, put: Put) -> None:
    asked = {"code": "问1", "project_number": NUMBER, "problem": "用地", "responsible": "局"}
    put("project-problems", [asked | {"raised_on": date(2022, 5, 1), "answer_by": date(2022, 5, 20)}])
    assert library(office, date(2022, 5, 20)).lamp(NUMBER) is Lamp.GREY
    assert library(office, date(2022, 5, 21)).lamp(NUMBER) is Lamp.RED


# rates


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_the_nearest_millionth_half_up(part: int, whole: int) -> None:
    found = share(part, whole)
    assert found is not None
    assert -whole <= 2 * (part * MILLION - found * whole) < whole


def test_rates_of_the_sample(read_only: Office) -> None:
    rates = library(read_only, CLOSED).rates
    assert (rates.projects, rates.begun, rates.finished) == (23, 17, 3)
    assert (rates.begun_rate, rates.finished_rate) == (739_130, 130_435)
    assert share(1, 0) is None


# moves and stories


def test_a_stage_is_moved_one_at_a_time_and_back_only_with_a_reason(office: Office) -> None:
    projects.move_stage(office, NUMBER, "储备", date(2022, 5, 10), "论证会纪要1号")
    with pytest.raises(UserError, match="跳过了中间阶段"):
        projects.move_stage(office, NUMBER, "竣工", date(2022, 6, 1))
    with pytest.raises(UserError, match="没有写明原因"):
        projects.move_stage(office, NUMBER, "谋划", date(2022, 6, 1), reason="　")
    with pytest.raises(UserError, match="本来就在这个阶段"):
        projects.move_stage(office, NUMBER, "储备", date(2022, 6, 1))
    with pytest.raises(UserError, match="还没有到"):
        projects.move_stage(office, NUMBER, "开工", date(2022, 8, 2))
    with pytest.raises(UserError, match="没有编号"):
        projects.move_stage(office, "附9-9", "开工", date(2022, 6, 1))
    projects.move_stage(office, NUMBER, "谋划", date(2022, 6, 1), reason="资金没有落实")
    assert [found.code for found in projects.status(office, date(2022, 6, 2)).findings if found.subject == NUMBER] == []
    stages = [library(office, date(2022, *day)).projects[NUMBER].stage for day in ((5, 9), (5, 10), (5, 31), (6, 1))]
    assert stages == ["谋划", "储备", "储备", "谋划"]
    changes = stage_changes(library(office, date(2022, 7, 1)), NUMBER)
    assert [(c.day, str(c.after), c.basis, c.reason) for c in changes] == [
        (date(2022, 5, 10), "储备", "论证会纪要1号", ""),
        (date(2022, 6, 1), "谋划", "（没有写依据）", "资金没有落实"),
    ]


def test_a_move_stands_before_the_report_of_its_month(office: Office, put: Put) -> None:
    put("project-progress", [report("2022-05", stage="储备"), report("2022-06", stage="开工")])
    with pytest.raises(UserError, match="本来就在这个阶段"):
        projects.move_stage(office, NUMBER, "储备", date(2022, 6, 30))
    projects.move_stage(office, NUMBER, "开工", date(2022, 6, 30), "许可证")
    told = [(change.day, change.basis) for change in stage_changes(library(office, date(2022, 7, 1)), NUMBER)]
    assert told == [(date(2022, 5, 28), "2022-05 月报"), (date(2022, 6, 30), "许可证")]


def test_a_move_is_one_step_that_can_be_taken_back(office: Office) -> None:
    projects.move_stage(office, NUMBER, "储备", date(2022, 5, 10))
    undo_last(office)
    with office.store.read() as session:
        assert session.scalars(select(StageMove)).all() == []


def test_a_finished_project_of_the_register_owes_up_to_the_month_it_reported_so(office: Office, put: Put) -> None:
    with office.store.change("改", office.actor) as session:
        session.scalars(select(projects.queries.DigitalProject).filter_by(number=NUMBER)).one().stage = "竣工"
    put("project-progress", [report("2022-07", stage="竣工")])
    missing = [f.detail for f in projects.status(office, CLOSED).findings if (f.code, f.subject) == ("D04", NUMBER)]
    assert missing == ["没有报送2022-05、2022-06的进展"]


def test_a_story_leaves_out_what_comes_later(read_only: Office) -> None:
    early, late = (story(library(read_only, day), "附3-工-4") for day in (date(2022, 6, 19), CLOSED))
    assert (len(early.problems), len(late.problems)) == (0, 1)
    assert (len(early.reports), len(late.reports)) == (1, 7)
    assert [row.code for row in late.needs] == ["需2022-01"]
    assert [row.verdict for row in story(library(read_only, CLOSED), "附3-工-9").selections] == ["暂缓入库"]


# meetings


def test_a_meeting_is_known_by_the_problems_it_took(read_only: Office) -> None:
    known = library(read_only, CLOSED)
    taken = {code: known.meeting_of_problem(code) for code in ("问2022-01", "问2022-03", "问2022-05")}
    assert [one.code if one else "" for one in taken.values()] == ["2022-1", "2022-2", ""]
    last = known.last_meeting()
    assert last is not None
    assert last.code == "2022-2"
    before = known.last_meeting(last)
    assert before is not None
    assert before.code == "2022-1"
    assert library(read_only, date(2022, 7, 14)).last_meeting() is None


def test_settled_items_become_tasks_and_come_back_done(sample: Office, put_report: Callable[..., None]) -> None:
    assert put_into_tracker(sample, "2022-2") == 3
    key = plan_key("2022-2")
    status = tasks.status(sample, key, CLOSED)
    assert [(one.task.no, one.task.lead, one.task.due) for one in status.tasks] == [
        ("1", ("县金融与企业服务中心",), date(2022, 11, 30)),
        ("2", ("县住房和城乡建设局",), date(2022, 12, 10)),
        ("3", ("县水利局",), date(2023, 1, 15)),
    ]
    with pytest.raises(UserError, match="没有还要转入"):
        put_into_tracker(sample, "2022-2")
    put_report(sample, key, "3", "县水利局")
    states = {row["code"]: row for row in look(sample, CLOSED).meetings}["2022-2"]["actions"]
    assert [(action.code, state.words, state.lamp) for action, state in states] == [
        ("2022-2-1", "已完成", ""),
        ("2022-2-2", "超期", "红"),
        ("2022-2-3", "超期", "红"),
        ("2022-2-4", "已完成", "蓝"),
    ]


@pytest.fixture
def put_report() -> Callable[..., None]:
    def lay(office: Office, plan: str, task: str, unit: str) -> None:
        from guanxian_desk.services import records

        texts = {"plan_key": plan, "task_number": task, "unit_name": unit, "period": "2022Q4", "progress": "已完成"}
        form = records.blank("task-progress")
        records.save(office, form, texts | {"percent": "100", "evidence": "验收单", "reported_on": "2022-12-20"})

    return lay


def test_items_settled_later_join_the_plan_of_their_meeting(sample: Office) -> None:
    put_into_tracker(sample, "2022-1")
    with sample.store.change("再议定一项", sample.actor) as session:
        facts = {"meeting_code": "2022-1", "action": "补报台账。", "responsible": "县统计局", "due": date(2023, 2, 1)}
        session.add(DispatchAction(code="2022-1-4", **facts))
    assert put_into_tracker(sample, "2022-1") == 1
    assert [one.task.no for one in tasks.status(sample, plan_key("2022-1"), CLOSED).tasks] == ["1", "2"]
    undo_last(sample)
    assert [one.task.no for one in tasks.status(sample, plan_key("2022-1"), CLOSED).tasks] == ["1"]


def test_an_item_is_late_the_day_after_its_day(sample: Office) -> None:
    words = []
    for day in (date(2022, 11, 30), date(2022, 12, 1)):
        with sample.store.read() as session:
            words.append(action_states(session, library(sample, day).actions, day)["2022-2-2"].words)
    assert words == ["办理中", "超期"]


def test_key_tasks_come_through_the_port(office: Office) -> None:
    with office.store.read() as session:
        found = key_tasks(session, date(2022, 7, 1))
    assert (len(found), found[0].title, found[0].units) == (60, "农业数字化", ("县农业农村局",))


# the first page


def test_the_first_page_announces_what_has_a_day(read_only: Office) -> None:
    with read_only.store.read() as session:
        found = due(session, CLOSED)
        picture = glance(session, CLOSED)
    by_place: dict[str, list[str]] = {}
    for one in found:
        by_place.setdefault(one.place, []).append(f"{one.day} {one.words}")
    assert len(by_place["digital/problems"]) == 4
    assert len(by_place["digital/needs"]) == 3
    assert len(by_place["digital/meetings"]) == 4
    reports = by_place["digital/progress"]
    assert [line.split()[0] for line in reports] == ["2022-11-10", "2022-12-10"], "the last two months that are due"
    assert "2022-08-01 计划开工：年产6000套挖掘机生产设备智能升级改造项目" in by_place["digital/projects"]
    assert "开工 14 个" in picture.words


def test_the_next_report_is_announced_once_its_month_is_over(office: Office) -> None:
    days = []
    for day in (date(2022, 5, 31), date(2022, 6, 1), date(2022, 6, 11)):
        with office.store.read() as session:
            days.append([one.day for one in due(session, day) if one.place == "digital/progress"])
    assert days == [[], [date(2022, 6, 10)], [date(2022, 6, 10)]]
