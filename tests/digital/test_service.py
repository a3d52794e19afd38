"""The library over a data file, its workbooks, its command line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from guanxian_desk.base.errors import UserError
from guanxian_desk.cli.parser import build
from guanxian_desk.cli.projects import COMMANDS
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.extract import Extract, extract
from guanxian_desk.exchange.source import read_source
from guanxian_desk.modules.digital.checks import check_member, check_problem, check_progress, parse_month
from guanxian_desk.modules.digital.landings import LANDINGS
from guanxian_desk.modules.digital.service import row_checks
from guanxian_desk.modules.digital.sheets import (
    PROBLEMS,
    PROGRESS,
    PROJECTS,
    SHEETS,
    TASKFORCE,
)
from guanxian_desk.services import projects as faces
from guanxian_desk.services.office import Office

Put = Callable[[str, Sequence[dict[str, Any]]], None]
WAN = 1_000_000


def status(office: Office, day: date) -> dict[str, Any]:
    return faces.status(office, day).as_json()


def test_a_fresh_library_holds_the_23_projects_of_the_annexes(office: Office) -> None:
    document = status(office, date(2022, 5, 1))
    numbers = [project["no"] for project in document["projects"]]
    assert numbers == [
        *(f"附3-农-{n}" for n in range(1, 5)),
        *(f"附3-工-{n}" for n in range(1, 10)),
        *(f"附3-服-{n}" for n in range(1, 7)),
        *(f"附4-{n}" for n in range(1, 4)),
        "附5-1",
    ]
    assert document["stages"] == {"谋划": 23, "储备": 0, "开工": 0, "竣工": 0}
    assert Counter(project["kind"] for project in document["projects"]) == {
        "农业数字化": 4,
        "工业数字化": 9,
        "服务业数字化": 6,
        "数字园区": 3,
        "数字社会": 1,
    }
    by_number = {project["no"]: project for project in document["projects"]}
    assert (by_number["附3-工-6"]["owner"], by_number["附3-工-6"]["place"]) == (
        "赫锐德（山东）智能科技有限公司",
        "清水镇",
    )
    assert (by_number["附3-农-4"]["owner"], by_number["附3-农-4"]["place"]) == ("", "县水利局")
    assert by_number["附3-工-4"]["place"] == "定寨镇"
    assert [(f["code"], f["subject"]) for f in document["findings"]] == [
        ("D01", number) for number in numbers if not by_number[number]["owner"]
    ]
    assert len(document["findings"]) == 9


def test_progress_and_problems_reach_the_status(office: Office, put: Put) -> None:
    put(
        "project-progress",
        [
            {
                "project_number": "附5-1",
                "month": "2022-05",
                "invested_fen": 30 * WAN,
                "physical": "设计",
                "stage": "储备",
                "problems": "无",
                "reported_on": None,
            }
        ],
    )
    put(
        "project-problems",
        [
            {
                "code": "Q1",
                "project_number": "附5-1",
                "problem": "用地",
                "raised_on": date(2022, 5, 5),
                "responsible": "县自然资源和规划局",
                "answer_by": date(2022, 5, 15),
            }
        ],
    )
    # A report without a filing day counts from its month's last day.
    assert [status(office, date(2022, 5, day))["projects"][-1]["stage"] for day in (30, 31)] == ["谋划", "储备"]
    document = status(office, date(2022, 6, 11))
    assert document["projects"][-1]["invested"] == 30 * WAN
    mine = [(f["code"], f["detail"]) for f in document["findings"] if f["subject"] == "附5-1"]
    assert [code for code, _ in mine] == ["D01", "D06"]


@pytest.mark.parametrize("nothing", ["暂无", "　"])
def test_the_words_for_nothing_are_no_reason(office: Office, put: Put, nothing: str) -> None:
    one = {"project_number": "附5-1", "invested_fen": 0, "physical": "设计", "reported_on": date(2022, 6, 30)}
    put(
        "project-progress",
        [
            {**one, "month": "2022-05", "stage": "储备"},
            {**one, "month": "2022-06", "stage": "谋划", "problems": nothing},
        ],
    )
    assert [f["code"] for f in status(office, date(2022, 7, 1))["findings"] if f["subject"] == "附5-1"] == [
        "D01",
        "D02",
    ]


def test_the_task_force_follows_the_posts(office: Office, put: Put) -> None:
    before = faces.task_force(office, date(2022, 5, 1))
    assert (len(before), [m.role for m in before].count("成员")) == (25, 23)
    assert (before[0].name, before[0].post) == ("张志刚", "县委副书记、县长")
    assert faces.task_force(office, date(2022, 4, 11)) == []
    seat = {"seat": 8, "role": "成员", "post": "县工业和信息化局局长"}
    put("taskforce-members", [{**seat, "name": "新人", "since": date(2022, 7, 1), "until": date(2022, 9, 1)}])
    names = [
        [m.name for m in faces.task_force(office, day) if m.seat == 8]
        for day in (date(2022, 6, 30), date(2022, 7, 1), date(2022, 9, 1))
    ]
    assert names == [["张伟国"], ["新人"], []]


def workbook(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def taken(data: bytes, sheet: Sheet) -> Extract:
    return extract(read_source(data, "报表.xlsx"), sheet)


def test_the_declared_headings_are_those_of_the_contract() -> None:
    written = {sheet.key: [c.heading + "*" * c.required for c in sheet.columns] for sheet in SHEETS}
    assert written["digital-projects"][:12] == [
        "项目编号*",
        "项目名称*",
        "类别*",
        "实施主体*",
        "统一社会信用代码",
        "项目所在地*",
        "阶段*",
        "总投资（万元）",
        "计划开工日期",
        "计划竣工日期",
        "实际开工日期",
        "实际竣工日期",
    ]
    assert written["project-progress"] == [
        "项目编号*",
        "报告月份*",
        "累计完成投资（万元）*",
        "形象进度*",
        "阶段",
        "存在问题",
        "需协调事项",
        "填报日期*",
    ]
    assert written["project-problems"] == [
        "编号*",
        "项目编号*",
        "问题*",
        "提出日期*",
        "责任单位*",
        "答复期限*",
        "办结日期",
        "处理结果",
    ]
    assert written["taskforce-members"] == ["序号*", "角色*", "职务*", "姓名*", "任职日期*", "离任日期"]
    assert not any(sheet.evidence for sheet in SHEETS)


def test_every_column_has_a_place_in_its_table() -> None:
    for sheet in SHEETS:
        where = LANDINGS[sheet.key]
        assert set(where.columns) <= set(where.table.columns.keys())
        needed = {c.name for c in where.table.columns if not c.nullable and not c.primary_key}
        required = {c.field for c in sheet.columns if c.required}
        assert needed <= required
        may_lie_blank = {"owner", "place"} if sheet is PROJECTS else set(sheet.may_be_blank)
        assert required - needed == may_lie_blank


def test_amounts_are_in_ten_thousand_yuan() -> None:
    found = taken(
        workbook(
            ["项目编号", "项目名称", "类别", "实施主体", "项目所在地", "阶段", "总投资（万元）", "立项办结日期"],
            ["附6-1", "新项目", "数字政府", "县大数据公司", "清水镇", "谋划", 1200.5, "2022-06-01"],
        ),
        PROJECTS,
    )
    assert (found.refused, found.errors) == (None, [])
    row = dict(zip([column.field for column in PROJECTS.columns], found.rows[0]))
    assert (row["total_fen"], row["approval_on"]) == (1200 * WAN + WAN // 2, date(2022, 6, 1))
    found = taken(
        workbook(
            ["项目编号", "报告月份", "累计完成投资（元）", "形象进度", "填报日期"],
            ["附5-1", "2022年5月", 300, "设计", "2022-06-01"],
        ),
        PROGRESS,
    )
    assert found.rows[0][2] == 300 * 100


def test_a_kind_or_stage_out_of_the_list_is_an_error() -> None:
    found = taken(
        workbook(
            ["项目编号", "项目名称", "类别", "实施主体", "项目所在地", "阶段"],
            ["附6-1", "新项目", "农业", "公司", "清水镇", "在建"],
        ),
        PROJECTS,
    )
    assert sorted(error.column for error in found.errors) == ["类别", "阶段"]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2022-05", "2022-05"),
        ("2022年5月", "2022-05"),
        ("2022-06-01", "2022-06"),
        ("2022-13", None),
        ("5月", None),
        ("2022Q2", None),
    ],
)
def test_a_month_is_read_from_its_spellings(text: str, month: str | None) -> None:
    found = parse_month(text)
    assert (found.code if found else None) == month


def test_rows_are_judged_by_the_library(office: Office) -> None:
    with office.store.read() as session:
        checks = row_checks(session)
    assert set(checks) == {sheet.key for sheet in SHEETS} - {"digital-projects", "dispatch-meetings"}
    row = {"project_number": "附5-1", "month": "2022年5月", "reported_on": date(2022, 6, 1)}
    assert checks["project-progress"](row).values["month"] == "2022-05"
    known = frozenset({"附5-1"})
    assert [(s.field, s.fatal) for s in check_progress({**row, "project_number": "附9-1"}, known).said] == [
        ("project_number", True)
    ]
    assert [(s.field, s.fatal) for s in check_progress({**row, "month": "五月"}, known).said] == [("month", True)]
    assert [(s.field, s.fatal) for s in check_progress({**row, "reported_on": None}, known).said] == [
        ("reported_on", False)
    ]
    asked = {"project_number": "附5-1", "raised_on": date(2022, 5, 10), "answer_by": date(2022, 5, 10)}
    assert check_problem(asked, known).said == ()
    early = check_problem({**asked, "answer_by": date(2022, 5, 9)}, known).said
    assert [(s.field, s.fatal) for s in early] == [("answer_by", False)]
    seat = {"since": date(2022, 7, 1), "until": date(2022, 7, 1)}
    assert [(s.field, s.fatal) for s in check_member(seat).said] == [("until", False)]
    assert check_member({**seat, "until": None}).said == ()


def test_keys_are_what_the_contract_says() -> None:
    assert [sheet.natural_key for sheet in (PROJECTS, PROGRESS, PROBLEMS, TASKFORCE)] == [
        ("number",),
        ("project_number", "month"),
        ("code",),
        ("seat", "name"),
    ]


def run(*words: str) -> int:
    args = build(COMMANDS).parse_args(words)
    return int(args.run(args))


def test_the_command_prints_the_contract(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("projects", "status", "--as-of", "2022-05-01", "--data", str(office.path), "--json") == 3
    document = json.loads(capsys.readouterr().out)
    assert (list(document), len(document["projects"])) == (["stages", "projects", "findings"], 23)
    assert run("--data", str(office.path), "projects", "status", "--as-of", "2022-05-01") == 3
    assert "项目库 23 个项目" in capsys.readouterr().out
    with pytest.raises(UserError, match="没有找到数据文件"):
        run("projects", "status", "--data", str(office.path) + ".none")
