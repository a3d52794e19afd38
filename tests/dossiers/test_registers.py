"""The registers by workbook: catalogues as counties publish them, both registers, the expert pool; what they count."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.experts import AGAINST, Concern
from guanxian_desk.services import dossier_registers, dossiers, importing, tasks
from guanxian_desk.services.modules import MODULES
from guanxian_desk.services.office import Office
from tests.cases.decision_cases import base, changed

Rows = list[list[Any]]


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def take(office: Office, kind: str, *rows: list[Any]) -> importing.Report:
    report = importing.take(office, importing.prepare(office, kind, workbook(*rows), "x.xlsx"))
    importing.settle(office, MODULES[0])
    return report


CATALOGUE = (
    ["冠县2022年度重大行政决策事项目录"],
    ["序号", "事项名称", "承办单位", "决策时间", "是否听证"],
    [1, "冠县城乡公交一体化实施方案", "县交通运输局", "第三季度", "否"],
    [2, "冠县城区居民生活用水价格调整", "县发展和改革局", "6月底前", "是"],
)


def test_published_catalogue_opens_a_dossier_for_each_matter(office: Office) -> None:
    report = take(office, "decision-catalogue", *CATALOGUE)
    assert report.exit_code == 0, report.entry()
    assert any("按表格标题填为 2022" in note for note in report.entry()["notes"])  # type: ignore[attr-defined]
    lines = dossiers.listing(office)
    assert [(line.key, line.title, line.unit, line.year) for line in lines] == [
        ("2022-001", "冠县城乡公交一体化实施方案", "县交通运输局", 2022),
        ("2022-002", "冠县城区居民生活用水价格调整", "县发展和改革局", 2022),
    ]
    verdicts = {one.norm: one.state.value for one in dossiers.check(office, "2022-001").verdicts}
    assert verdicts["R12-1"] == "met"
    with pytest.raises(UserError, match="列在2022年度目录里"):
        dossiers.remove(office, "2022-001")
    listed = dossier_registers.year_catalogue(office, 2022)
    assert [(one.key, one.planned, one.hearing) for one in listed] == [
        ("2022-001", "第三季度", False),
        ("2022-002", "6月底前", True),
    ]


def test_same_catalogue_again_opens_nothing_and_undo_closes_what_nobody_touched(office: Office) -> None:
    batch = take(office, "decision-catalogue", *CATALOGUE).batch
    again = take(office, "decision-catalogue", *CATALOGUE, [None]).batch
    assert len(dossiers.keys(office)) == 2
    dossiers.put(office, "2022-002", ("initiation", "decided_on"), "2022-05-30")
    assert batch is not None
    assert again is not None
    importing.undo_batch(office, again)
    assert len(dossiers.keys(office)) == 2
    importing.undo_batch(office, batch)
    assert dossiers.keys(office) == ["2022-002"]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["年份", "重大行政决策事项名称", "牵头单位"], [2022, "甲事项", "县教体局"]),
        (["编号", "决策事项", "责任单位", "计划完成时间"], [1, "甲事项", "县教体局", "2022年12月"]),
        (["项目名称", "起草单位", "配合单位", "目录年度"], ["甲事项", "县教体局", "县财政局、县审计局", "2022"]),
    ],
)
def test_headings_vary(office: Office, headings: list[Any], row: list[Any]) -> None:
    assert take(office, "decision-catalogue", headings, row).exit_code == 0
    (line,) = dossiers.listing(office)
    assert (line.title, line.unit, line.year) == ("甲事项", "县教体局", 2022)
    if "配合单位" in headings:
        units = dossiers.read(office, line.key)["initiation"]["units"]
        assert [(one["name"], one["role"]) for one in units] == [
            ("县教体局", "牵头"),
            ("县财政局", "协办"),
            ("县审计局", "协办"),
        ]


@pytest.mark.parametrize(
    ("row", "words"),
    [(["甲事项", "县教体局", "第三季度"], "认不出是哪一年度"), (["甲事项", "县教体局", "2021年"], "2022年以前")],
)
def test_catalogue_without_a_usable_year_is_an_error(office: Office, row: list[Any], words: str) -> None:
    report = take(office, "decision-catalogue", ["事项名称", "承办单位", "决策时间"], row)
    assert report.exit_code == 2
    assert words in str(report.entry()["errors"])
    assert dossiers.keys(office) == []


def test_review_register_takes_the_bureaus_own_headings(office: Office) -> None:
    headings = [
        "收文号",
        "来文单位",
        "类型",
        "收到",
        "退补",
        "出具日期",
        "承办人",
        "结论",
        "意见书文号",
        "采纳",
    ]
    good = ["2022-1", "县教体局", "重大行政决策", "2022-05-06", "5月9日补齐", "2022-05-18", "张三", "修改后合法"]
    report = take(
        office,
        "legality-reviews",
        headings,
        [*good, "冠司审〔2022〕1号", "已采纳"],
        ["2022-2", "县教体局", "合同", "2022-05-06", None, "2022-05-01", "张三", "合法", None, None],
    )
    assert report.exit_code == 3
    assert "出具日期早于收到日期" in str(report.entry()["errors"])
    assert report.entry()["new"] == 1


DOCUMENTS = (
    ["统一登记号", "文号", "印发", "有效期", "报备日期", "备案审查结果", "清理"],
    ["GXDR-2022-0010001", "冠政发〔2022〕1号", "2022-03-01", "2027-03-31", "2022-03-16", "合法", None],
    ["GXDR-2022-0010002", "冠政发〔2022〕2号", "2022-03-01", "5年", "2022-03-17", "审查中", None],
    ["GXDR-2022-0010003", "冠政发〔2022〕3号", "2022-05-17", None, None, None, "继续有效"],
    ["GXDR-2021-0010001", "冠政发〔2021〕9号", "2021-12-31", None, None, None, "失效"],
)


def rates(office: Office, day: date) -> list[float | None]:
    status = tasks.status(office, "rule-of-law-2022", day)
    task = next(one for one in status.tasks if one.task.no == "9")
    return [one.shown for one in task.indicators]


def test_document_register_computes_the_three_rates(office: Office) -> None:
    assert rates(office, date(2022, 6, 1)) == [None, None, None]
    assert take(office, "normative-documents", *DOCUMENTS).exit_code == 0
    # 15 days after 2022-05-17 is 2022-06-01: the third document is due from the day after.
    assert rates(office, date(2022, 6, 1)) == [100, 50, 50]
    assert rates(office, date(2022, 6, 2)) == [66.67, 33.33, 50]
    # As of a day before it was filed, the second is only not yet filed.
    assert rates(office, date(2022, 3, 16)) == [100, 100, 100]


def test_collective_discussion_is_counted_from_the_dossiers(office: Office) -> None:
    def rate(day: date) -> float | None:
        status = tasks.status(office, "rule-of-law-2022", day)
        return next(one for task in status.tasks for one in task.indicators if "集体讨论" in one.indicator.name).shown

    dossiers.create(office, "A", "占位")
    dossiers.save(office, "A", base() | {"key": "A"})
    dossiers.create(office, "B", "未经会议")
    dossiers.add(office, "B", ("deliberation", "decisions"), {"made_on": "2022-08-01", "outcome": "同意"})
    assert rate(date(2022, 6, 1)) is None
    assert rate(date(2022, 7, 31)) == 100
    assert rate(date(2022, 8, 1)) == 50


def test_expert_who_stands_too_near_is_told_with_the_reason(office: Office) -> None:
    dossiers.create(office, "A", "公交线路调整", "县交通运输局")
    dossiers.put(office, "A", ("matter", "fields"), ["交通"])
    parties = [{"name": "冠县公交公司", "kind": "法人"}, {"name": "赵六", "kind": "公民"}]
    dossiers.put(office, "A", ("matter", "interested_parties"), parties)
    take(
        office,
        "experts",
        ["姓名", "工作单位", "专业领域", "利害关系", "出库日期"],
        ["钱一", "聊城大学", "交通、规划", None, None],
        ["孙二", "冠县 公交公司", "交通", None, None],
        ["李三", "聊城大学", "交通", "冠县公交公司", None],
        ["赵六", "个人", "交通", None, None],
        ["周四", "县交通运输局", "交通", None, None],
        ["吴五", "聊城大学", "法律", None, None],
        ["郑七", "聊城大学", "交通", None, "2022-06-01"],
    )
    found = {one.expert.name: one for one in dossier_registers.candidates(office, "A")}
    assert list(found)[:2] == ["钱一", "吴五"]
    assert {name: one.concerns[0][0] for name, one in found.items() if one.concerns} == {
        "孙二": Concern.EMPLOYER,
        "李三": Concern.CONNECTED,
        "赵六": Concern.PARTY,
        "周四": Concern.UNDERTAKER,
        "吴五": Concern.FIELD,
        "郑七": Concern.LEFT,
    }
    assert found["吴五"].proposed
    assert Concern.FIELD not in AGAINST
    review = dossiers.add(office, "A", ("expert_reviews",), {"method": None})
    dossier_registers.invite(office, "A", review, "钱一", "聊城大学")
    (entry,) = dossiers.read(office, "A")["expert_reviews"][0]["experts"]
    assert entry == {"name": "钱一", "kind": "行业专家", "specialties": ["交通", "规划"], "employer": "聊城大学"}


def test_round_becomes_an_entry_and_what_became_of_it_is_followed_up(office: Office) -> None:
    dossiers.create(office, "A", "占位")
    dossiers.save(office, "A", changed(base(), set={"key": "A", "f1.response": None}))
    dossier_registers.enter_review(office, "A", "r1", "2022-1")
    assert dossier_registers.follow_up(office, date(2022, 7, 19)) == []
    (line,) = dossier_registers.follow_up(office, date(2022, 7, 20))
    assert (line.number, line.sender, line.conclusion, line.answered) == ("2022-1", "县交通运输局", "修改后合法", None)
    answer = ("legality", "rounds", "r1", "opinion", "findings", "f1", "response")
    dossiers.put(office, "A", answer, {"on": "2022-07-22", "adoption": "全部采纳"})
    assert dossier_registers.follow_up(office, date(2022, 7, 22))[0].answered == "全部采纳"
    dossier_registers.enter_review(office, "A", "r1", "2022-1")
    assert dossier_registers.follow_up(office, date(2022, 7, 22)) == []
    dossiers.create(office, "B", "别的事项")
    with pytest.raises(UserError, match="还没有登记送审日期"):
        dossier_registers.enter_review(office, "B", "r1", "2022-2")
    dossiers.add(office, "B", ("legality", "rounds"), {"id": "r1", "submitted_on": "2022-07-01"})
    with pytest.raises(UserError, match="别的事项"):
        dossier_registers.enter_review(office, "B", "r1", "2022-1")
