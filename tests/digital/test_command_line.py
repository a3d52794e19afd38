"""The project library as another program sees it: workbooks in, status out, exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from openpyxl import Workbook

from tests.stories.desk import Desk

HEADS = {
    "digital-projects": "项目编号 项目名称 类别 实施主体 项目所在地 阶段 总投资（万元） 计划开工日期 计划竣工日期",
    "project-progress": "项目编号 报告月份 累计完成投资（万元） 形象进度 阶段 存在问题 填报日期",
    "project-problems": "编号 项目编号 问题 提出日期 责任单位 答复期限 办结日期",
    "taskforce-members": "序号 角色 职务 姓名 任职日期 离任日期",
    "project-moves": "项目编号 变动日期 变动后阶段 退回原因",
    "project-needs": "编号 项目编号 要素 需求内容 提出日期 责任单位 落实日期",
    "project-selections": "项目编号 论证日期 引领作用强 论证意见 结论",
    "dispatch-meetings": "会议编号 会议名称 召开日期",
    "dispatch-actions": "事项编号 会议编号 项目编号 问题编号 议定事项 责任单位 完成时限",
}
NUMBER = "附3-工-2"


@pytest.fixture
def desk(fresh_file: Path, tmp_path: Path) -> Desk:
    copy(fresh_file, tmp_path / "office.gxdesk")
    return Desk(tmp_path / "office.gxdesk")


def book(path: Path, kind: str, rows: Sequence[Sequence[Any]]) -> Path:
    made = Workbook()
    made.active.append(HEADS[kind].split())
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path


def put(desk: Desk, kind: str, *rows: Sequence[Any], code: int = 0) -> dict[str, Any]:
    """Imports a workbook of these rows and returns what became of it."""
    said = desk("import", kind, book(desk.data.with_name(f"{kind}.xlsx"), kind, rows), "--json")
    assert said.code == code, said.err + said.out
    entry: dict[str, Any] = said.json[0]
    return entry


def status(desk: Desk, day: str) -> dict[str, Any]:
    said = desk("projects", "status", "--as-of", day, "--json")
    document: dict[str, Any] = said.json
    assert said.code == (3 if document["findings"] else 0)
    return document


def one(desk: Desk, day: str, number: str = NUMBER) -> dict[str, Any]:
    return next(project for project in status(desk, day)["projects"] if project["no"] == number)


def codes(desk: Desk, day: str, number: str = NUMBER) -> list[str]:
    return [found["code"] for found in status(desk, day)["findings"] if found["subject"] == number]


def test_a_fresh_file_has_only_the_nine_without_an_owner(desk: Desk) -> None:
    document = status(desk, "2022-06-10")
    assert {found["code"] for found in document["findings"]} == {"D01"}
    assert len(document["findings"]) == 9
    # Ten days after the end of May every one of the 23 owes its report.
    assert len(status(desk, "2022-06-11")["findings"]) == 9 + 23


@pytest.mark.parametrize("kind", HEADS)
def test_an_export_comes_back_unchanged(desk: Desk, kind: str) -> None:
    put(desk, "project-progress", [NUMBER, "2022-05", 100, "设计", "储备", "无", "2022-06-01"])
    put(desk, "project-problems", ["问1", NUMBER, "缺地", "2022-05-05", "县财政局", "2022-05-20", None])
    put(desk, "dispatch-meetings", ["2022-1", "第一次调度会", "2022-06-10"])
    put(desk, "dispatch-actions", ["2022-1-1", "2022-1", NUMBER, "问1", "落实用地", "县财政局", "2022-07-01"])
    put(desk, "project-needs", ["需1", NUMBER, "用地", "20 亩", "2022-05-05", "县财政局", None])
    put(desk, "project-selections", [NUMBER, "2022-04-20", "是", "同意", "入库"])
    put(desk, "project-moves", [NUMBER, "2022-06-20", "开工", None])
    out = desk.data.with_name("out.xlsx")
    assert desk("export", kind, out, "--full").code == 0
    said = desk("import", kind, out, "--json")
    entry = said.json[0]
    assert (said.code, entry["errors"]) == (0, [])
    assert entry["rows"] == entry["unchanged"] > 0


def test_a_blank_required_cell_is_an_error_only_under_a_new_key(desk: Desk) -> None:
    old, new = [NUMBER, None, None, None, None, None, 500], ["新-1", "新项目", "数字政府", None, "清水镇", "谋划", 500]
    entry = put(desk, "digital-projects", old, new, code=3)
    assert (entry["changed"], entry["new"], [e["column"] for e in entry["errors"]]) == (1, 0, ["实施主体"])
    found = one(desk, "2022-05-01")
    assert (found["owner"], found["stage"]) == ("冠县美安复合材料有限公司", "谋划")
    only_new = put(desk, "digital-projects", ["新-2", None, None, "某公司", "清水镇", "谋划"], code=2)
    assert [e["column"] for e in only_new["errors"]] == ["项目名称", "类别"]


def test_the_blank_cells_of_the_other_sheets(desk: Desk) -> None:
    first = [NUMBER, "2022-05", 100, "设计", None, None, "2022-06-01"]
    put(desk, "project-progress", first)
    kept = put(desk, "project-progress", [NUMBER, "2022-05", None, None, None, None, None])
    assert (kept["unchanged"], one(desk, "2022-06-01")["invested"]) == (1, 100_000_000)
    lacking = put(desk, "project-progress", [NUMBER, "2022-06", None, "设计", None, None, "2022-07-01"], code=2)
    assert [e["column"] for e in lacking["errors"]] == ["累计完成投资（万元）"]
    assert put(desk, "project-problems", ["问1", NUMBER, None, "2022-05-05", "局", "2022-05-20"], code=2)["errors"]
    assert put(desk, "taskforce-members", [30, "成员", "某局局长", "某人", None, None], code=2)["errors"]


def test_a_report_without_a_filing_day_counts_from_its_months_last_day(desk: Desk) -> None:
    entry = put(desk, "project-progress", [NUMBER, "2022年5月", 1.5, "设计", "储备", None, None])
    assert any("填报日期" in note for note in entry["notes"])
    assert one(desk, "2022-05-30")["stage"] == "谋划"
    assert (one(desk, "2022-05-31")["stage"], one(desk, "2022-05-31")["invested"]) == ("储备", 1_500_000)


def test_registers_are_changed_and_keyed_by_project_and_month(desk: Desk) -> None:
    row = [NUMBER, "2022-05", 100, "设计", None, None, "2022-06-01"]
    assert put(desk, "project-progress", row)["new"] == 1
    assert put(desk, "project-progress", [NUMBER, date(2022, 5, 1), 90, *row[3:]])["changed"] == 1
    assert one(desk, "2022-06-01")["invested"] == 90_000_000
    assert put(desk, "project-progress", row, [*row[:2], 80, *row[3:]], code=3)["conflicts"] == 1


def test_an_unknown_project_or_a_bad_month_is_an_error(desk: Desk) -> None:
    rows = [
        ["附9-1", "2022-05", 1, "设计", None, None, "2022-06-01"],
        [NUMBER, "五月", 1, "设计", None, None, "2022-06-01"],
    ]
    entry = put(desk, "project-progress", *rows, code=2)
    assert [error["column"] for error in entry["errors"]] == ["项目编号", "报告月份"]


def test_a_missing_required_column_refuses_the_file(desk: Desk) -> None:
    made = Workbook()
    made.active.append(["项目编号", "报告月份", "累计完成投资（万元）", "形象进度"])
    made.active.append([NUMBER, "2022-05", 1, "设计"])
    path = desk.data.with_name("short.xlsx")
    made.save(path)
    said = desk("import", "project-progress", path, "--json")
    assert (said.code, said.json[0]["batch"]) == (2, None)
    assert "填报日期" in said.json[0]["refused"]


def test_planned_and_behind_and_each_finding(desk: Desk) -> None:
    put(desk, "digital-projects", [NUMBER, None, None, None, None, None, 1000, "2022-05-01", "2022-08-09"])
    assert codes(desk, "2022-05-01") == []
    assert codes(desk, "2022-05-02") == ["D03"]
    put(desk, "project-progress", [NUMBER, "2022-05", 245, "设计", "开工", None, "2022-06-01"])
    found = one(desk, "2022-06-20")
    # Day 50 of 100: 50 less 24.5 is 25.5, a half upwards.
    assert (found["planned"], found["behind"], found["stage"]) == (500_000_000, 26, "开工")
    assert codes(desk, "2022-06-20") == ["D02"]
    put(desk, "project-progress", [NUMBER, "2022-06", 244, "设计", None, None, "2022-07-01"])
    assert codes(desk, "2022-07-01") == ["D02", "D05"]
    put(desk, "project-problems", ["问1", NUMBER, "缺地", "2022-05-05", "县财政局", "2022-07-10", None])
    assert codes(desk, "2022-07-10") == ["D02", "D05"]
    assert codes(desk, "2022-07-11") == ["D02", "D05", "D06"]
    assert codes(desk, "2022-08-11") == ["D02", "D03", "D04", "D05", "D06"]
    assert status(desk, "2022-08-11")["stages"] == {"谋划": 22, "储备": 0, "开工": 1, "竣工": 0}


def test_moves_are_judged_in_their_order(desk: Desk) -> None:
    both = put(desk, "project-moves", [NUMBER, "2022-06-20", "开工"], [NUMBER, "2022-05-20", "储备"])
    assert both["new"] == 2
    assert [one(desk, f"2022-{day}")["stage"] for day in ("05-19", "05-20", "06-19", "06-20")] == [
        "谋划",
        "储备",
        "储备",
        "开工",
    ]
    back = put(desk, "project-moves", [NUMBER, "2022-07-01", "储备", "暂无"], code=2)
    assert [error["column"] for error in back["errors"]] == ["退回原因"]
    put(desk, "project-moves", [NUMBER, "2022-07-01", "储备", "用地没有批准"])
    assert put(desk, "project-moves", [NUMBER, "2022-07-02", "竣工"], code=2)["errors"][0]["column"] == "变动后阶段"
    assert codes(desk, "2022-07-02") == ["D04"]


def test_undo_takes_a_batch_back(desk: Desk) -> None:
    batch = put(desk, "project-progress", [NUMBER, "2022-05", 1, "设计", "储备", None, "2022-06-01"])["batch"]
    assert one(desk, "2022-06-01")["stage"] == "储备"
    assert desk("undo", batch).code == 0
    assert one(desk, "2022-06-01")["stage"] == "谋划"


@pytest.mark.parametrize("kind", HEADS)
def test_a_template_brings_no_row(desk: Desk, kind: str) -> None:
    path = desk.data.with_name("模板.xlsx")
    assert desk("template", kind, path).code == 0
    said = desk("import", kind, path, "--json")
    assert (said.code, said.json[0]["rows"], said.json[0]["errors"]) == (2, 0, [])


@pytest.mark.parametrize("words", [["projects"], ["projects", "status", "--as-of", "2022-02-30"], ["projects", "list"]])
def test_a_wrong_command_is_told_in_chinese(desk: Desk, words: list[str]) -> None:
    said = desk(*words)
    assert (said.code, said.out) == (2, "")
    assert "Traceback" not in said.err
    assert said.err
