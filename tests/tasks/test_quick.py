"""A unit's message taken apart: what it says is found, what it does not say stays blank."""

from __future__ import annotations

from datetime import date

import pytest

from guanxian_desk.modules.tasks.quick import QuickLine, read_message
from guanxian_desk.modules.tasks.units import shipped_book

BOOK, NUMBERS, DAY = shipped_book(), [str(number) for number in range(1, 21)], date(2022, 7, 8)


def read(text: str):
    return read_message(text, BOOK, NUMBERS, DAY)


def test_a_message_of_two_tasks() -> None:
    draft = read(
        "清水镇二季度进展：任务1 组织专题学习4次，完成60%；任务7：公开信息32条，完成55％。"
        "存在问题：人手不足。下一步：增加人手。"
    )
    assert (draft.unit, draft.period) == ("清水镇", "2022Q2")
    assert draft.lines == (
        QuickLine("1", "组织专题学习4次，完成60%", "60%", "", ""),
        QuickLine("7", "公开信息32条，完成55%", "55%", "人手不足", "增加人手"),
    )


def test_a_numbered_list_in_lines() -> None:
    draft = read("县司法局\n2022年第2季度\n2、召开部署会，完成百分之四十。\n11. 建立台账，已完成五成\n")
    assert (draft.unit, draft.period) == ("县司法局", "2022Q2")
    assert [(line.task, line.percent) for line in draft.lines] == [("2", "40%"), ("11", "50%")]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("斜店乡人民政府报：完成30%", "斜店乡"),
        ("清泉街道：完成30%", "清泉街道办事处"),
        ("县卫生和健康局报送", "县卫生健康局"),
        ("某某局：完成30%", ""),
    ],
)
def test_the_unit_is_found_by_any_of_its_names(written: str, unit: str) -> None:
    assert read(written).unit == unit


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("5月份进展", "2022-05"),
        ("2022年5月进展", "2022-05"),
        ("12月进展", "2021-12"),
        ("第三季度", "2022Q3"),
        ("四季度", "2021Q4"),
        ("5月3日开会", ""),
        ("进展如下", ""),
    ],
)
def test_the_period_is_the_last_that_it_can_mean(text: str, period: str) -> None:
    assert read_message(text, BOOK, NUMBERS, date(2022, 7, 8)).period == period


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("完成80%", "80%"),
        ("完成 62.5％", "62.5%"),
        ("百分之一百", "100%"),
        ("百分之十五", "15%"),
        ("已完成", ""),
        ("七成", "70%"),
    ],
)
def test_a_percent_is_only_what_is_said(text: str, percent: str) -> None:
    assert read(text).lines[0].percent == percent


def test_numbers_that_are_no_tasks_stay_text() -> None:
    draft = read("任务99 完成10%；任务3 完成20%，共调解3.5万元")
    assert [(line.task, line.percent) for line in draft.lines] == [("3", "20%")]
    assert read("开展活动3场，2022年共5次").lines == (QuickLine("", "开展活动3场，2022年共5次", "", "", ""),)
