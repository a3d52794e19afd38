"""What the papers say is what the plan's status says, on the paper's day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.modules.tasks.models import TaskPlan
from guanxian_desk.services import task_work, tasks
from guanxian_desk.services.office import Office
from guanxian_desk.services.packet_issue import attach
from guanxian_desk.services.packets import Wanted, make_packet
from tests.tasks_papers.sample_tasks import AFTER, AUTUMN, PLAN, SLIP, YEAR_END, content_of, words

DRAFT = "名录未核定"


@pytest.mark.parametrize("key", ["tasks-missing", "tasks-bulletin"])
def test_they_are_drafts_until_the_townships_are_confirmed(key: str, own_office: Office) -> None:
    assert DRAFT in words(own_office, key)
    task_work.confirm_townships(own_office, [])
    assert DRAFT not in words(own_office, key)


def test_the_breakdown_of_the_whole_plan_names_units_as_the_notice_does(office: Office) -> None:
    assert "任务分解表" in words(office, "tasks-breakdown")
    table = content_of(office, "tasks-breakdown").sheets[0]
    assert len(table.rows) == 20
    assert table.rows[0][3:5] == (
        "县政府办公室、县司法局、县教育和体育局",
        "县直各部门、各乡镇人民政府（街道办事处）、县经济开发区管委会",
    )
    assert table.rows[2][-1] == "法治专题讲座次数≥2次；政府及其部门领导班子成员旁听庭审活动≥1次"


def test_the_breakdown_of_a_unit_holds_only_its_tasks(office: Office) -> None:
    table = content_of(office, "tasks-breakdown", AUTUMN, "冠县清水镇").sheets[0]
    status = tasks.status(office, PLAN, AUTUMN)
    assert [row[0] for row in table.rows] == [task.task.no for task in status.tasks if "清水镇" in task.held]
    assert {row[3] for row in table.rows} == {"责任"}
    with pytest.raises(UserError, match="没有任务"):
        content_of(office, "tasks-breakdown", AUTUMN, "县政协")
    with pytest.raises(UserError, match="没有任务"):
        content_of(office, "tasks-breakdown", AUTUMN, "无此单位")


def test_every_unit_gets_its_own_table_in_one_paper(office: Office) -> None:
    content = content_of(office, "tasks-breakdown", AUTUMN, f"{PLAN}/各单位")
    assert len(content.documents) == len(content.sheets) == 41
    one = next(table for table in content.sheets if table.caption == "清水镇")
    assert one.rows == content_of(office, "tasks-breakdown", AUTUMN, "清水镇").sheets[0].rows


def test_the_list_of_missing_units_is_that_of_the_findings(office: Office) -> None:
    content = content_of(office, "tasks-missing")
    owed = [f for f in tasks.status(office, PLAN, AUTUMN).findings if f.code == "T06" and f.period == "2022Q3"]
    (document,) = content.documents
    assert document["units"] == len({f.unit for f in owed})
    assert document["reports"] == len(owed)
    rows = {row[1]: row for row in content.sheets[0].rows}
    assert {unit: row[2] for unit, row in rows.items()} == {
        unit: sum(f.unit == unit for f in owed) for unit in {f.unit for f in owed}
    }
    assert rows["万善乡"][4] == 2
    assert content_of(office, "tasks-missing", YEAR_END, "2022Q2").documents[0]["quarter"] == "2022年第二季度"
    with pytest.raises(UserError, match="不是季度"):
        content_of(office, "tasks-missing", AUTUMN, "上半年")


def test_phones_are_masked_unless_asked_in_full(office: Office, own_office: Office) -> None:
    assert "15406350002" not in words(office, "tasks-missing")
    assert "154****0002" in words(office, "tasks-missing")
    assert "15406350002" in words(own_office, "tasks-missing", full=True)


def test_the_bulletin_counts_what_is_not_sealed(office: Office) -> None:
    (document,) = content_of(office, "tasks-bulletin", AUTUMN, "2022Q3#12").documents
    quarter = [
        valid.report
        for task in tasks.status(office, PLAN, AUTUMN).tasks
        for one in task.held.values()
        for valid in one.valid
        if valid.report.period.quarter.code == "2022Q3"
    ]
    assert (document["reports"], document["unsealed"]) == (len(quarter), sum(not report.sealed for report in quarter))
    assert document["issue"] == "12"
    assert "第12期" in words(office, "tasks-bulletin", AUTUMN, "2022Q3#12")
    with pytest.raises(UserError, match="不是数字"):
        content_of(office, "tasks-bulletin", AUTUMN, "2022Q3#十二")


def test_papers_show_the_ruled_lamp(office: Office) -> None:
    (document,) = content_of(office, "tasks-evidence", AFTER, "8").documents
    assert ("目前状态", "黄（核定），完成 61%") in document["facts"]  # type: ignore[operator]
    assert str(tasks.status(office, PLAN, AFTER).tasks[7].lamp) == "红"
    (before,) = content_of(office, "tasks-evidence", date(2022, 12, 11), "8").documents
    assert "核定" not in str(before["facts"])


def test_a_slip_shows_where_the_unit_stood_when_it_was_issued(office: Office) -> None:
    said = words(office, "tasks-urging", YEAR_END)
    assert SLIP in said
    assert "督办回执" in said
    rows = {row[0]: row for row in content_of(office, "tasks-urging", YEAR_END).sheets[0].rows}
    assert set(rows) == {"2", "7", "9"}
    assert all(row[4] in ("2022Q2", "2022Q3", "—") for row in rows.values())
    with pytest.raises(UserError, match="没有编号为"):
        content_of(office, "tasks-urging", YEAR_END, "冠法督〔2022〕99号")


def test_the_yearly_report_is_filled_from_what_lead_units_reported(office: Office) -> None:
    (document,) = content_of(office, "tasks-annual", AFTER).documents
    chapters = document["chapters"]
    assert isinstance(chapters, list)
    assert [chapter["heading"][:3] for chapter in chapters] == [f"（{sign}）" for sign in "一二三四五六七八九"]
    first = chapters[0]["paragraphs"][0]
    assert first.startswith("推动学习宣传贯彻习近平法治思想走深走实。县政府办公室")
    assert "2023年3月1日前报同级党委" in words(office, "tasks-annual", AFTER)
    with pytest.raises(UserError, match="没有“别的”"):
        content_of(office, "tasks-annual", AFTER, "别的")


def test_a_units_account_tells_only_its_own_work(office: Office) -> None:
    (document,) = content_of(office, "tasks-account", AFTER, "清水镇").documents
    told = [words for chapter in document["chapters"] for words in chapter["paragraphs"]]  # type: ignore[attr-defined]
    held = [task for task in tasks.status(office, PLAN, AFTER).tasks if "清水镇" in task.held]
    assert len(told) == len(held)
    first = held[0].held["清水镇"].latest
    assert first is not None
    assert told[0] == f"{held[0].task.title}。{first.report.progress}"
    with pytest.raises(UserError, match="要指明单位"):
        content_of(office, "tasks-account", AFTER, "")


def test_the_evidence_list_marks_what_is_missing(office: Office) -> None:
    content = content_of(office, "tasks-evidence", AFTER, "7")
    rows = content.sheets[0].rows
    assert ("梁堂镇", "2022Q3", "100%", "（缺）") in {row[1:5] for row in rows}
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert len(content_of(office, "tasks-evidence", AFTER, "").documents) == 20
    with pytest.raises(UserError, match="没有编号为“99”"):
        content_of(office, "tasks-evidence", AFTER, "99")


def test_changes_are_told_since_the_last_meeting_or_a_given_day(office: Office) -> None:
    (since,) = content_of(office, "tasks-changes", YEAR_END).documents
    assert since["before"] == date(2022, 12, 23)
    (week,) = content_of(office, "tasks-changes", AUTUMN).documents
    assert week["before"] == date(2022, 10, 13)
    content = content_of(office, "tasks-changes", date(2022, 10, 11), "2022-10-10")
    appeared = content.sheets[2].rows
    owed = [row for row in appeared if row[0] == "T06"]
    found = [
        f for f in tasks.status(office, PLAN, date(2022, 10, 11)).findings if f.code == "T06" and f.period == "2022Q3"
    ]
    assert sum(len(str(row[1]).split("、")) for row in owed) == len(found)
    for wrong, why in (("2022-10-11", "要早于截至日期"), ("十月", "不是日期")):
        with pytest.raises(UserError, match=why):
            content_of(office, "tasks-changes", date(2022, 10, 11), wrong)


def test_the_choice_of_reporting_stands_on_paper_with_its_basis(own_office: Office) -> None:
    assert "口径待主管部门明确" in words(own_office, "tasks-missing")
    task_work.choose_reporting(own_office, PLAN, "牵头汇总", date(2022, 5, 1), "冠法办〔2022〕3号")
    said = words(own_office, "tasks-missing")
    assert "牵头汇总" in said
    assert "冠法办〔2022〕3号" in said


def test_a_tasks_evidence_is_one_file_that_says_what_is_missing(own_office: Office, tmp_path: Path) -> None:
    wanted = Wanted("task", f"{PLAN}/7", AFTER)
    bare = make_packet(own_office, wanted, fonts=bundled_fonts())
    assert bare.pieces == 1
    assert any("没有附上佐证文件" in words for words in bare.missing)
    scan = tmp_path / "纪要.png"
    Image.new("RGB", (40, 60), "white").save(scan)
    attach(own_office, "task", f"{PLAN}/7", [scan])
    bound = make_packet(own_office, wanted, fonts=bundled_fonts())
    assert (bound.pieces, bound.pages) == (2, bare.pages + 1)
    assert not any("没有附上佐证文件" in words for words in bound.missing)
    with pytest.raises(UserError, match="没有编号为“99”"):
        make_packet(own_office, Wanted("task", f"{PLAN}/99", AFTER))


@pytest.mark.parametrize("key", ["tasks-breakdown", "tasks-bulletin", "tasks-evidence"])
def test_a_plan_without_a_number_leaves_no_empty_brackets(key: str, own_office: Office) -> None:
    with own_office.store.change("文号待定", own_office.actor) as session:
        session.scalars(select(TaskPlan).where(TaskPlan.key == PLAN)).one().number = ""
    told = words(own_office, key)
    assert "（）" not in told
    assert "（，" not in told
