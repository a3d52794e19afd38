"""What the first page announces of the tasks, at both sides of each day."""

from __future__ import annotations

from datetime import date

from guanxian_desk.base.due import Due
from guanxian_desk.modules.tasks.due import due, glance
from guanxian_desk.modules.tasks.urging import UrgingDraft
from guanxian_desk.services import task_work
from guanxian_desk.services.office import Office
from tests.tasks.conftest import Put

PLAN = "rule-of-law-2022"


def on(office: Office, day: date) -> list[Due]:
    with office.store.read() as session:
        return due(session, day)


def starting(office: Office, day: date, words: str) -> list[Due]:
    return [one for one in on(office, day) if words in one.words]


def test_statutory_days_are_announced_sixty_days_ahead_until_they_pass(office: Office) -> None:
    first, second = starting(office, date(2023, 1, 31), "年度报告")
    assert (first.day, second.day) == (date(2023, 3, 1), date(2023, 4, 1))
    assert "厅字〔2019〕28号" in first.clause
    assert first.place == "tasks/plan/rule-of-law-2022/task/2"
    assert len(starting(office, date(2022, 12, 31), "年度报告")) == 1
    assert starting(office, date(2022, 12, 30), "年度报告") == []
    assert len(starting(office, date(2023, 3, 1), "年度报告")) == 2
    assert len(starting(office, date(2023, 3, 2), "年度报告")) == 1
    assert starting(office, date(2023, 4, 2), "年度报告") == []


def test_a_plan_is_chased_once_it_is_reported_on(office: Office, put: Put) -> None:
    assert starting(office, date(2022, 7, 11), "没有报齐") == []
    put("task-progress", [{"task_number": "17", "unit_name": "县司法局", "percent": 200_000}])
    (missing,) = starting(office, date(2022, 7, 11), "没有报齐")
    assert (missing.day, missing.place) == (date(2022, 7, 10), "tasks/plan/rule-of-law-2022/units")
    assert "41 个单位" in missing.words
    assert len(starting(office, date(2022, 8, 24), "没有报齐")) == 1
    assert starting(office, date(2022, 8, 25), "没有报齐") == []
    assert [one.day for one in starting(office, date(2022, 11, 1), "任务到期")] == [date(2022, 12, 31)]
    assert starting(office, date(2022, 10, 31), "任务到期") == []
    assert starting(office, date(2022, 12, 31), "逾期") == []
    assert len(starting(office, date(2023, 1, 1), "逾期")) == 1


def test_a_slip_waits_for_its_answer(office: Office) -> None:
    number = task_work.issue_urging(office, PLAN, UrgingDraft("县司法局", ("1",), "办理", date(2022, 8, 8)))
    (slip,) = starting(office, date(2022, 8, 1), number)
    assert slip.day == date(2022, 8, 8)
    task_work.register_reply(office, number, date(2022, 8, 3), "局长", "已办", settled=False)
    assert starting(office, date(2022, 8, 3), number) == []


def test_the_register_blocks_until_it_is_confirmed(office: Office) -> None:
    (blocked,) = starting(office, date(2022, 8, 1), "乡镇名录未核定")
    assert (blocked.day, blocked.place) == (None, "tasks/register")
    task_work.confirm_townships(office, [])
    assert starting(office, date(2022, 8, 1), "乡镇名录未核定") == []


def test_the_small_picture_is_of_the_rule_of_law_plan(office: Office) -> None:
    with office.store.read() as session:
        assert "任务 20 完成 0%" in glance(session, date(2022, 8, 1)).words
