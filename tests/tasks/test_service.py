"""The tracker over a data file: fresh state, reports, late aliases, adopting, settling, differences."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.modules.tasks import planting, queries, reporting, service
from guanxian_desk.modules.tasks.facts import Count, Reporting
from guanxian_desk.modules.tasks.models import PlannedTask, TaskReport, UnitEntry
from guanxian_desk.modules.tasks.plans import PlanFileError, load_shipped
from guanxian_desk.modules.tasks.register import publish
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.services import tasks as faces
from guanxian_desk.services.office import Office
from guanxian_desk.store import units as shared_units
from guanxian_desk.store.tables import Unit

Put = Callable[[str, Sequence[dict[str, Any]]], None]
NOTICES = Path(__file__).parent / "data" / "notices"
JULY = date(2022, 7, 20)


def status(office: Office, as_of: date = JULY, plan: str = "rule-of-law-2022", **more: Any) -> dict[str, Any]:
    return faces.status(office, plan, as_of, **more).as_json()


def task(document: dict[str, Any], no: str) -> dict[str, Any]:
    return next(entry for entry in document["tasks"] if entry["no"] == no)


def found(document: dict[str, Any], *codes: str) -> list[tuple[str, str, str, str]]:
    return [(f["code"], f["task"], f["unit"], f["period"]) for f in document["findings"] if f["code"] in codes]


def notice(name: str) -> bytes:
    text: str = yaml.safe_load((NOTICES / f"{name}.yaml").read_text("utf-8"))["text"]
    return text.encode()


def test_a_fresh_file_on_the_plans_day(office: Office) -> None:
    document = status(office, date(2022, 4, 13))
    assert list(document) == ["plan", "as_of", "tasks", "findings"]
    assert (document["plan"], document["as_of"], document["findings"]) == ("rule-of-law-2022", "2022-04-13", [])
    assert list(document["tasks"][0]) == [
        "no",
        "section",
        "title",
        "lead",
        "responsible",
        "units",
        "reported",
        "percent",
        "lamp",
        "indicators",
    ]
    assert {entry["lamp"] for entry in document["tasks"]} == {"灰"}
    assert task(document, "9")["indicators"] == [
        {"name": "行政规范性文件报备率", "target": 100, "actual": None, "met": False},
        {"name": "行政规范性文件（报备）及时率", "target": 100, "actual": None, "met": False},
        {"name": "行政规范性文件备案审查率", "target": 100, "actual": None, "met": False},
    ]
    assert task(document, "11")["indicators"] == [
        {"name": "重大行政决策集体讨论率", "target": 100, "actual": None, "met": None}
    ]
    assert [one["target"] for one in task(document, "3")["indicators"]] == [2, 1]
    assert sum(len(entry["indicators"]) for entry in document["tasks"]) == 6
    assert len(status(office, date(2022, 4, 12), "digital-economy-2022")["tasks"]) == 60
    json.dumps(document)


def test_the_quarter_after_every_holding_unit_is_missing(office: Office) -> None:
    document = status(office)
    assert len(found(document, "T06")) == sum(entry["units"] for entry in document["tasks"])
    assert found(document, "T01", "T05", "T07", "T08") == []


def test_a_report_counts_and_a_strangers_does_not(office: Office, put: Put) -> None:
    put(
        "task-progress",
        [
            {"task_number": "17", "unit_name": "冠县司法局", "percent": 1_000_000, "evidence": "台账"},
            {"task_number": "17", "unit_name": "县公安局", "percent": 500_000},
            {"task_number": "6", "unit_name": "县水利局", "percent": 500_000},
            {"task_number": "16", "unit_name": "县司法", "percent": 500_000},
        ],
    )
    document = status(office)
    assert {name: task(document, "17")[name] for name in ("units", "reported", "percent", "lamp")} == {
        "units": 1,
        "reported": 1,
        "percent": 100,
        "lamp": "蓝",
    }
    # 县水利局 is perhaps one of 县政府有关部门, but until somebody says so it holds nothing.
    assert found(document, "T01", "T08") == [
        ("T01", "6", "县水利局", "2022Q2"),
        ("T01", "17", "县公安局", "2022Q2"),
        ("T08", "16", "县司法", "2022Q2"),
    ]


@pytest.mark.parametrize("nothing", ["无", "暂无", "没有", "-", "—", "/", " 无 ", "－", "　"])
def test_12_words_for_nothing_are_blank(office: Office, put: Put, nothing: str) -> None:
    june = {"task_number": "17", "unit_name": "县司法局", "period": "2022-06"}
    put(
        "task-progress",
        [
            {**june, "percent": 1_000_000, "evidence": nothing},
            {**june, "period": "2022-07", "percent": 500_000, "problems": nothing, "reported_on": date(2022, 8, 3)},
        ],
    )
    document = status(office, date(2022, 8, 10))
    assert found(document, "T03", "T04") == [("T03", "17", "县司法局", "2022-07"), ("T04", "17", "县司法局", "2022-06")]


def test_12_other_words_are_words(office: Office, put: Put) -> None:
    put(
        "task-progress",
        [{"task_number": "17", "unit_name": "县司法局", "percent": 1_000_000, "evidence": "无纸化台账"}],
    )
    assert found(status(office), "T04") == []


def test_7_a_later_alias_settles_earlier_reports(office: Office, put: Put) -> None:
    put("task-progress", [{"task_number": "17", "unit_name": "县法制办", "percent": 400_000}])
    assert task(status(office), "17")["reported"] == 0
    with office.store.change("补别名", office.actor) as session:
        entry = session.scalars(select(UnitEntry).where(UnitEntry.name == "县司法局")).one()
        entry.alias_names = "县法制办"
    assert (task(status(office), "17")["percent"], found(status(office), "T08")) == (40, [])


def test_8_the_register_of_a_fresh_file(office: Office) -> None:
    with office.store.read() as session:
        kinds = [entry.kind for entry in session.scalars(select(UnitEntry))]
    assert (len(kinds), kinds.count("部门"), kinds.count("其他")) == (80, 29, 16)


def test_8_townships_are_offered_and_confirmed(office: Office) -> None:
    with office.store.read() as session:
        offered = [unit.name for unit in planting.offered_townships(session)]
        assert not planting.townships_confirmed(session)
    assert len(offered) == 8
    with office.store.change("核定乡镇名录", office.actor) as session:
        planting.confirm_townships(session, ["桑阿镇", "定远寨镇"])
    with office.store.read() as session:
        book = queries.unit_book(session)
        assert planting.townships_confirmed(session)
        assert len(planting.offered_townships(session)) == 6
    # One new township; the other takes the place of the misprint, which stays its alias.
    assert len(book.members("各乡镇人民政府（街道办事处）", JULY)) == 12
    assert book.resolve("定寨镇") == "定远寨镇"
    with (
        pytest.raises(UserError, match="不在待核定的乡镇里"),
        office.store.change("核定乡镇名录", office.actor) as session,
    ):
        planting.confirm_townships(session, ["范寨镇"])


def test_9_the_clerk_settles_who_a_group_is_and_takes_it_back(office: Office, put: Put) -> None:
    put("task-progress", [{"task_number": "6", "unit_name": "县水利局", "percent": 500_000}])
    with office.store.change("确定有关部门", office.actor) as session:
        service.settle_group(session, "县政府有关部门", ["冠县水利局", "县民政局"], "县政府常务会议纪要第 8 号")
    assert (task(status(office), "6")["units"], found(status(office), "T01")) == (17, [])
    with office.store.change("改定有关部门", office.actor) as session:
        service.settle_group(session, "县政府有关部门", ["县民政局"], "纪要第 9 号")
    assert task(status(office), "6")["units"] == 16
    with office.store.change("撤回", office.actor) as session:
        service.settle_group(session, "县政府有关部门", [], "")
    assert task(status(office), "6")["units"] == 15


@pytest.mark.parametrize(
    ("phrase", "units", "basis", "words"),
    [
        ("县司法局", ["县民政局"], "纪要", "不是通知里的集合称谓"),
        ("县政府有关部门", ["县某局"], "纪要", "单位名录里没有“县某局”"),
        ("县政府有关部门", ["县民政局"], " ", "没有写明依据"),
    ],
)
def test_9_settling_needs_a_group_units_and_a_basis(
    office: Office, phrase: str, units: list[str], basis: str, words: str
) -> None:
    with pytest.raises(UserError, match=words), office.store.change("确定", office.actor) as session:
        service.settle_group(session, phrase, units, basis)


def test_10_a_unit_that_begins_after_the_plans_day_is_no_member(office: Office, put: Put) -> None:
    put(
        "units",
        [
            {"name": "桑阿镇", "kind": "乡镇", "since": date(2022, 4, 13)},
            {"name": "柳林镇", "kind": "乡镇", "since": date(2022, 4, 14)},
        ],
    )
    assert task(status(office), "16")["units"] == 13


def test_13_a_ruling_leaves_the_computed_lamp(office: Office) -> None:
    ruling = service.Ruling("17", Lamp.ON_TIME, "材料已在途", "李四", date(2022, 7, 1))
    with office.store.change("核定灯", office.actor) as session:
        service.rule_lamp(session, "rule-of-law-2022", ruling)
    assert task(status(office), "17")["lamp"] == "灰"
    with office.store.change("再核定", office.actor) as session:
        later = service.Ruling("17", Lamp.WATCH, "仍未收到", "李四", date(2022, 7, 10))
        service.rule_lamp(session, "rule-of-law-2022", later)
    with office.store.read() as session:
        days = [date(2022, 6, 30), date(2022, 7, 1), date(2022, 7, 9), date(2022, 7, 10)]
        known = [service.rulings(session, "rule-of-law-2022", day) for day in days]
    assert [rulings["17"].lamp if rulings else None for rulings in known] == [None, "绿", "绿", "黄"]


@pytest.mark.parametrize(
    ("no", "reason", "approver", "words"),
    [("17", "", "李四", "理由"), ("17", "理由", " ", "核定人"), ("21", "理由", "李四", "没有编号")],
)
def test_13_a_ruling_needs_reason_approver_and_task(
    office: Office, no: str, reason: str, approver: str, words: str
) -> None:
    ruling = service.Ruling(no, Lamp.ON_TIME, reason, approver, JULY)
    with pytest.raises(UserError, match=words), office.store.change("核定灯", office.actor) as session:
        service.rule_lamp(session, "rule-of-law-2022", ruling)


def test_16_a_source_computes_what_the_dossiers_say(office: Office) -> None:
    class Dossiers:
        def count(self, measure: str, year: int, as_of: date) -> Count | None:
            return Count(9, 12) if measure == "collective-discussion-rate" and year == 2022 else None

    document = status(office, date(2022, 12, 31), source=Dossiers())
    assert task(document, "11")["indicators"][0] | {"name": ""} == {
        "name": "",
        "target": 100,
        "actual": 75,
        "met": False,
    }
    assert len(found(document, "T07")) == 6


def test_17_statutory_dates_stand_beside_the_task(office: Office) -> None:
    with office.store.read() as session:
        plan = queries.plan_text(session, "rule-of-law-2022")
    dates = {task.no: [(one.to, one.by) for one in task.statutory] for task in plan.tasks if task.statutory}
    assert dates == {"2": [("同级党委、人大常委会和上一级政府", date(2023, 3, 1)), ("社会公开", date(2023, 4, 1))]}


def test_17_the_way_of_reporting_is_a_plans_option(office: Office) -> None:
    each = status(office)
    lead = status(office, options={"报送方式": "牵头汇总"})
    assert [f[2] for f in found(lead, "T06") if f[1] == "2"] == ["县司法局", "县政府办公室"]
    assert len([f for f in found(each, "T06") if f[1] == "2"]) == 41
    assert len([f for f in found(lead, "T06") if f[1] == "11"]) == 41
    with office.store.change("改报送方式", office.actor) as session:
        reporting.choose(session, "rule-of-law-2022", Reporting.LEAD, date(2022, 7, 1), "冠法办〔2022〕3号", "张三")
    assert status(office) == lead
    with office.store.read() as session:
        assert "冠法办〔2022〕3号" in reporting.chosen(session, "rule-of-law-2022", date(2022, 7, 1)).words
        before = reporting.chosen(session, "rule-of-law-2022", date(2022, 6, 30))
        assert (before.reporting, before.since) == (Reporting.EACH, None)
        assert "口径待主管部门明确" in before.words
        with pytest.raises(UserError, match="没有“nope”"):
            reporting.chosen(session, "nope", date(2022, 7, 1))
    with pytest.raises(UserError, match="报送方式不能是"):
        status(office, options={"报送方式": "随便"})
    with pytest.raises(UserError, match="没有“其他”"):
        status(office, options={"其他": "1"})


def test_an_unknown_plan_is_told_with_the_known_ones(office: Office) -> None:
    with pytest.raises(UserError, match="rule-of-law-2022、digital-economy-2022"):
        status(office, plan="rule-of-law-2099")


def test_a_notice_is_kept_as_a_plan(office: Office, put: Put) -> None:
    read = faces.read(notice("01-round-brackets"), "通知.txt", office)
    assert faces.adopt(office, read, "business-2023") == ()
    document = status(office, date(2023, 7, 20), "business-2023")
    assert [(entry["no"], entry["units"]) for entry in document["tasks"]] == [("1", 12), ("2", 4), ("3", 1)]
    put("task-progress", [{"plan_key": "business-2023", "task_number": "2", "unit_name": "县行政审批服务局"}])
    assert task(status(office, date(2023, 7, 20), "business-2023"), "2")["reported"] == 1
    assert "business-2023" in [f["task"] for f in document["findings"]] or found(document, "T06")
    with pytest.raises(UserError, match="已经有代号"):
        faces.adopt(office, read, "business-2023")
    with pytest.raises(UserError, match="不合要求"):
        faces.adopt(office, read, "营商2023")


def test_6_a_notice_with_numbers_twice_or_missing_is_not_kept(office: Office) -> None:
    read = faces.read(notice("12-everything-wrong"), "通知.txt", office)
    with pytest.raises(UserError, match="任务 2：编号出现了 2 次；任务 3：缺号") as told:
        faces.adopt(office, read, "law-2023", date(2023, 1, 1))
    assert "没有编号" in str(told.value)
    with office.store.read() as session:
        assert queries.plan_keys(session) == ["rule-of-law-2022", "digital-economy-2022"]


def test_6_unknown_and_absent_units_are_told_but_kept(office: Office) -> None:
    text = "冠县2023年普法工作计划\n1.制定清单。〔责任单位：县科学技术局〕\n2.开展宣传。\n"
    read = faces.read(text.encode(), "通知.txt", office)
    with pytest.raises(UserError, match="没有写日期"):
        faces.adopt(office, read, "law-2023")
    remarks = faces.adopt(office, read, "law-2023", date(2023, 2, 1))
    assert [remark.words.split("，")[0] for remark in remarks] == [
        "任务 1：单位名录里没有“县科学技术局”",
        "任务 2：没有写明单位",
    ]
    document = status(office, date(2023, 2, 1), "law-2023")
    assert [entry["units"] for entry in document["tasks"]] == [0, 0]
    assert found(document, "T08") == [("T08", "1", "县科学技术局", "")]


def test_an_adopted_plan_is_due_by_its_own_year_and_its_table(office: Office) -> None:
    read = faces.read(notice("09-pasted-table"), "台账.txt", office)
    faces.adopt(office, read, "supervision-2023", date(2022, 12, 28))
    with office.store.read() as session:
        bound = service.tasks_status(session, "supervision-2023", date(2023, 1, 1)).plan
    assert [one.due.isoformat() for one in bound.tasks] == [
        "2023-06-30",
        "2023-09-30",
        "2023-12-31",
        "2024-02-29",
        "2023-12-31",
        "2023-12-31",
    ]


def test_what_changed_between_two_days(office: Office, put: Put) -> None:
    mine = {"task_number": "17", "unit_name": "县司法局"}
    put(
        "task-progress",
        [
            {**mine, "percent": 200_000},
            {**mine, "percent": 300_000, "reported_on": date(2022, 7, 18)},
            {**mine, "period": "2022-07", "percent": 400_000, "reported_on": date(2022, 8, 2)},
        ],
    )
    change = faces.changes(office, "rule-of-law-2022", date(2022, 7, 10), date(2022, 8, 10))
    assert [(c.task, c.what, c.before, c.now) for c in change.changes] == [
        # 34 points were expected by then, 45 now.
        ("17", "灯", "黄", "绿"),
        ("17", "完成百分比", "20", "40"),
    ]
    assert change.arrived == (("17", "县司法局", "2022Q2"), ("17", "县司法局", "2022-07"))
    appeared = {(f.code, f.task, f.unit) for f in change.appeared}
    assert ("T02", "17", "县司法局") in appeared
    assert ("T06", "16", "县司法局") in appeared
    assert ("T06", "17", "县司法局") not in appeared
    assert change.gone == ()
    back = faces.changes(office, "rule-of-law-2022", date(2022, 8, 10), date(2022, 7, 10))
    assert (back.appeared, len(back.gone)) == ((), len(change.appeared))


def test_the_shared_directory_of_a_fresh_file_needs_nothing(office: Office) -> None:
    with office.store.change("同步", office.actor) as session:
        publish(session)
        assert (list(session.new), list(session.dirty)) == ([], [])


def test_the_shared_directory_follows_the_register(office: Office, put: Put) -> None:
    put("units", [{"name": "桑阿镇", "kind": "乡镇", "alias_names": "桑阿、冠县桑阿", "since": date(2022, 5, 1)}])
    with office.store.change("同步", office.actor) as session:
        publish(session)
    with office.store.read() as session:
        directory = shared_units.directory(session)
        unit = session.scalars(select(Unit).where(Unit.name == "桑阿镇")).one()
    known = directory.resolve("桑阿")
    assert known is not None
    assert (known.canonical, unit.kind, unit.since) == ("桑阿镇", "township", date(2022, 5, 1))
    with office.store.change("再同步", office.actor) as session:
        publish(session)
        assert not session.new
        assert not session.dirty


def test_reports_of_a_stored_row_keep_their_exact_percent(office: Office, put: Put) -> None:
    put("task-progress", [{"task_number": "17", "unit_name": "县司法局", "percent": 335_000}])
    assert task(status(office), "17")["percent"] == 34
    with office.store.read() as session:
        assert session.scalars(select(TaskReport.source)).one() is None


def test_shipped_plans_hold_what_the_notices_say(office: Office) -> None:
    with office.store.read() as session:
        kept = [queries.plan_text(session, key) for key in queries.plan_keys(session)]
        assert len(session.scalars(select(PlannedTask)).all()) == 80
    assert kept == [load_shipped(plan.key) for plan in kept]
    assert [(plan.number, plan.article, plan.day) for plan in kept] == [
        ("冠政办发〔2022〕4号", "", date(2022, 4, 13)),
        ("冠政发〔2022〕10号", "附件2", date(2022, 4, 12)),
    ]


def test_a_wrong_plan_file_is_a_fault_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = json.loads(shipped("resources", "plans", "rule-of-law-2022.json").read_text("utf-8"))
    monkeypatch.setattr("guanxian_desk.modules.tasks.plans.shipped", lambda *parts: tmp_path / parts[-1])
    for key, wrong in (("a", {**raw, "key": "a", "titel": ""}), ("b", raw), ("c", {**raw, "key": "c", "tasks": [{}]})):
        (tmp_path / f"{key}.json").write_text(json.dumps(wrong), "utf-8")
        with pytest.raises(PlanFileError):
            load_shipped(key)
