"""The tracker's workbooks as offices fill them in: read by the declaration, judged by the duty's own checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from guanxian_desk.exchange.declare import Kind, Sheet
from guanxian_desk.exchange.extract import Extract, extract
from guanxian_desk.exchange.source import read_source
from guanxian_desk.modules.tasks.checks import Judged, PlanNumbers, ProgressFacts, check_progress, check_unit
from guanxian_desk.modules.tasks.landings import LANDINGS
from guanxian_desk.modules.tasks.sheets import PROGRESS, SHEETS, UNITS
from guanxian_desk.modules.tasks.units import shipped_book

FACTS = ProgressFacts(
    {
        "rule-of-law-2022": PlanNumbers(
            "冠县2022年法治政府建设工作计划",
            {"1": "1", "3": "3"},
            {"1": {}, "3": {"法治专题讲座次数": "次"}},
        ),
        "grain-2023": PlanNumbers("粮食", {"二-(一)-1": "二-（一）-1"}, {"二-（一）-1": {}}),
    },
    shipped_book(),
)
HEADINGS = ["任务编号", "填报单位", "报告期", "进展情况", "完成百分比", "填报日期"]


def workbook(*rows: Sequence[Any], percent_cells: Sequence[str] = ()) -> bytes:
    book = Workbook()
    page = book.active
    for row in rows:
        page.append(list(row))
    for place in percent_cells:
        page[place].number_format = "0%"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def taken(data: bytes, sheet: Sheet = PROGRESS) -> Extract:
    return extract(read_source(data, "报表.xlsx"), sheet)


def fields(found: Extract, at: int = 0) -> dict[str, Any]:
    return dict(zip([column.field for column in found.sheet.columns], found.rows[at]))


def judged(**more: Any) -> Judged:
    row: dict[str, Any] = dict.fromkeys(column.field for column in PROGRESS.columns)
    row |= {"task_number": "1", "unit_name": "县司法局", "period": "2022Q2", "progress": "推进", **more}
    return check_progress(row, FACTS)


def faults(found: Judged) -> list[str]:
    return [said.field for said in found.said if said.fatal]


def test_the_declared_headings_are_those_of_the_contract() -> None:
    assert [column.heading + "*" * column.required for column in PROGRESS.columns] == [
        "计划",
        "任务编号*",
        "填报单位*",
        "报告期*",
        "进展情况*",
        "完成百分比",
        "指标值",
        "存在问题",
        "下步措施",
        "佐证材料",
        "填报人",
        "联系电话",
        "审核人",
        "签发人",
        "签发日期",
        "盖章件",
        "填报日期*",
    ]
    assert [column.heading + "*" * column.required for column in UNITS.columns] == [
        "单位名称*",
        "类别*",
        "所属组",
        "曾用名及别名",
        "启用日期",
        "停用日期",
    ]
    assert not any(sheet.evidence for sheet in SHEETS)


def test_every_column_has_a_place_in_its_table() -> None:
    for sheet in SHEETS:
        where = LANDINGS[sheet.key]
        assert set(where.columns) <= set(where.table.columns.keys())
        assert "batch_id" in where.table.columns
        needed = {column.name for column in where.table.columns if not column.nullable and not column.primary_key}
        assert needed == {column.field for column in sheet.columns if column.required or column.default is not None}


def test_a_workbook_as_a_township_sends_it() -> None:
    found = taken(
        workbook(
            ["冠县 2022 年法治政府建设任务进展表"],
            ["填报单位：店子镇"],
            ["任务\n编号", "报送单位", "报告 期", "进展情况", "完成百分比（%）", "填报日期", "佐证材料"],
            [1, " 店子镇 人民政府", "2022年第二季度", "正在推进。", "80%", "2022.7.5", "台账"],
            ["3", "店子镇人民政府", "2022-05", "已完成", 0.5, "2022年7月5日", None],
            [3, "店子镇人民政府", date(2022, 6, 1), "已完成", 12.5, date(2022, 7, 5), None],
            percent_cells=["E5"],
        )
    )
    assert (found.refused, found.errors) == (None, [])
    rows = [fields(found, at) for at in range(3)]
    assert [row["task_number"] for row in rows] == ["1", "3", "3"]
    assert [row["percent"] for row in rows] == [800_000, 500_000, 125_000]
    assert {row["reported_on"] for row in rows} == {date(2022, 7, 5)}
    assert {row["unit_name"] for row in rows} == {"店子镇人民政府"}
    ready = [check_progress(row, FACTS) for row in rows]
    assert [one.said for one in ready] == [(), (), ()]
    assert [one.values["period"] for one in ready] == ["2022Q2", "2022-05", "2022-06"]
    assert {one.values["plan_key"] for one in ready} == {"rule-of-law-2022"}


@pytest.mark.parametrize("blank", HEADINGS[:4] + HEADINGS[5:])
def test_11_a_blank_required_cell_is_an_error(blank: str) -> None:
    row = dict(zip(HEADINGS, ["1", "县司法局", "2022Q2", "推进", "80", "2022-07-05"]))
    row[blank] = ""
    found = taken(workbook(HEADINGS, ["1", "县司法局", "2022Q2", "推进", "80", "2022-07-05"], list(row.values())))
    assert [(error.row, error.column) for error in found.errors] == [(3, blank)]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (None, "rule-of-law-2022"),
        ("Rule-Of-Law-2022", "rule-of-law-2022"),
        ("冠县 2022 年法治政府建设工作计划", "rule-of-law-2022"),
    ],
)
def test_11_a_blank_plan_is_the_rule_of_law_plan(written: str | None, stored: str) -> None:
    found = judged(plan_key=written)
    assert (found.values["plan_key"], found.said) == (stored, ())


def test_11_unknown_plans_and_numbers_are_errors() -> None:
    assert faults(judged(plan_key="rule-of-law-2023")) == ["plan_key"]
    assert faults(judged(task_number="21")) == ["task_number"]
    assert faults(judged(plan_key="grain-2023")) == ["task_number"]
    path = judged(plan_key="grain-2023", task_number="二-(一)-1")
    assert (path.values["task_number"], path.said) == ("二-（一）-1", ())


@pytest.mark.parametrize("period", ["2022Q5", "2022年上半年", "第二季度", "2022-13"])
def test_11_a_bad_period_is_an_error(period: str) -> None:
    assert faults(judged(period=period)) == ["period"]


@pytest.mark.parametrize(
    ("percent", "bad"), [(-1, True), (0, False), (1_000_000, False), (1_000_001, True), (None, False)]
)
def test_11_a_percent_outside_0_and_100_is_an_error(percent: int | None, bad: bool) -> None:
    assert (faults(judged(percent=percent)) == ["percent"]) is bad


def test_11_an_unknown_unit_is_taken_with_a_note() -> None:
    found = judged(unit_name="县市场监管局")
    assert [(said.field, said.fatal) for said in found.said] == [("unit_name", False)]
    assert "县市场监督管理局" in found.said[0].message
    assert judged(unit_name="冠县店子镇").said == ()


def test_an_indicator_nobody_asked_for_is_told() -> None:
    found = judged(task_number="3", indicator_values="法治专题讲座次数=1；讲座=2")
    assert [(said.field, said.fatal) for said in found.said] == [("indicator_values", False)]
    assert "讲座" in found.said[0].message


def test_the_register_is_read_with_its_kinds_and_days() -> None:
    found = taken(
        workbook(
            ["单位名称", "类别", "所属组", "曾用名及别名", "启用日期", "停用日期"],
            ["县审计局", "部门", "各行政执法部门、县直有关部门", "", "2022-01-01", ""],
            ["县某局", "机关", "", "", "", ""],
        ),
        UNITS,
    )
    assert [error.column for error in found.errors] == ["类别"]
    assert fields(found)["group_names"] == "各行政执法部门、县直有关部门"
    assert check_unit(fields(found)).said == ()


@pytest.mark.parametrize(("until", "bad"), [(date(2022, 1, 1), True), (date(2022, 1, 2), False)])
def test_a_unit_ends_after_it_begins(until: date, bad: bool) -> None:
    found = check_unit({"name": "县审计局", "since": date(2022, 1, 1), "until": until})
    assert bool(found.said) is bad


def test_every_column_says_what_it_wants() -> None:
    assert [c.heading for sheet in SHEETS for c in sheet.columns if not c.example] == []
    assert {c.field for c in PROGRESS.columns if c.kind is Kind.DAY} == {"signed_on", "reported_on"}
