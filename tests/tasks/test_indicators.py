"""Indicators summed from units, and those that an office sets for the plans it adopted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.models import NormativeDocument
from guanxian_desk.modules.tasks import indicator_drafts as drafts
from guanxian_desk.modules.tasks import queries
from guanxian_desk.modules.tasks.facts import UNITS_SUM, Indicator
from guanxian_desk.modules.tasks.indicator_drafts import IndicatorDraft
from guanxian_desk.modules.tasks.papers.asked import Asked
from guanxian_desk.modules.tasks.papers.catalogue import FORMS
from guanxian_desk.modules.tasks.pictures import indicators_picture
from guanxian_desk.modules.tasks.plans import SHIPPED
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, TaskStatus
from guanxian_desk.services import task_indicators, tasks
from guanxian_desk.services.indicators import MEASURES, OfficeIndicators
from guanxian_desk.services.office import Office
from guanxian_desk.services.steps import noted, undo_last
from guanxian_desk.services.task_day import look
from guanxian_desk.store.audit import verify
from tests.tasks.conftest import Put
from tests.tasks.making import found, on, plan, report, task

TRAINED = Indicator("培训人次", ">=", 500, "人次", UNITS_SUM)
CLOSED = Indicator("关停家数", "=", 3, "家", UNITS_SUM)
HELD = ("甲", "乙", "丙")


def of(unit: str, value: str, period: str = "2022Q2", day: str = "2022-07-05", name: str = "培训人次"):
    return report(50, period, day, unit, values={name: value})


def measured(status: PlanStatus) -> list[tuple[float | None, bool | None]]:
    return [(one["actual"], one["met"]) for one in status.as_json()["tasks"][0]["indicators"]]  # type: ignore[index]


CASES = [
    ("没有单位填报：没有数，未达标", [], None, False),
    ("填了进展没有填指标值：没有数，未达标", [report(50)], None, False),
    ("差一人次：未达标", [of("甲", "300"), of("乙", "199")], 499, False),
    ("正好：达标", [of("甲", "300"), of("乙", "200")], 500, True),
    ("多一人次：达标", [of("甲", "300"), of("乙", "201")], 501, True),
    ("没有填的单位不计", [of("甲", "500"), report(50, unit="乙")], 500, True),
    ("填了零的单位按零计", [of("甲", "0")], 0, False),
    ("同期后报的替换先报的", [of("甲", "300"), of("甲", "400", day="2022-07-06")], 400, False),
    ("各期取最近一期，不累加", [of("甲", "300"), of("甲", "450", "2022Q3", "2022-10-08")], 450, False),
    ("最近一期没有填，取最近填过的一期", [of("甲", "300"), report(60, "2022Q3", "2022-10-08")], 300, False),
    ("不承担任务的单位不计", [of("甲", "300"), of("丁", "900")], 300, False),
    ("不认识的单位不计", [of("甲", "300"), report(1, unit=None, values={"培训人次": "900"})], 300, False),
    ("统计日以后填报的不计", [of("甲", "300"), of("乙", "900", "2022Q4", "2023-01-01")], 300, False),
    ("小数照加", [of("甲", "0.1"), of("乙", "0.2")], 0.3, False),
]


@pytest.mark.parametrize(("reports", "actual", "met"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_16_summed_from_units(reports: list, actual: float | None, met: bool) -> None:
    bound = plan(task(units=HELD, lead=("乙",), indicators=[TRAINED]))
    status = on("2022-12-31", reports, bound)
    assert measured(status) == [(actual, met)]
    assert found(status, "T07") == ([] if met else [("T07", "1", "", "")])
    assert found(on("2022-12-30", reports, bound), "T07") == []


@pytest.mark.parametrize(("last", "met"), [("0", False), ("1", True), ("2", False)])
def test_16_a_sum_may_have_to_be_exact(last: str, met: bool) -> None:
    reports = [of("甲", "2", name="关停家数"), of("乙", last, name="关停家数")]
    assert [m for _, m in measured(on("2022-12-31", reports, plan(task(units=HELD, indicators=[CLOSED]))))] == [met]


def test_16_a_shortfall_says_that_it_is_a_sum_and_the_shape_stays() -> None:
    status = on("2022-12-31", [of("甲", "120")], plan(task(units=HELD, indicators=[TRAINED])))
    assert [one.detail for one in status.findings if one.code == "T07"] == [
        "“培训人次”应达到各单位合计不少于 500人次，实际 120人次，期限 2022-12-31 已到"
    ]
    assert status.as_json()["tasks"][0]["indicators"] == [  # type: ignore[index]
        {"name": "培训人次", "target": 500, "actual": 120, "met": False}
    ]


@given(st.dictionaries(st.sampled_from(HELD), st.lists(st.decimals(-1000, 1000, places=2), max_size=4)))
def test_16_a_sum_is_each_units_last_value_whatever_came_before(given_values: dict[str, list[Decimal]]) -> None:
    reports = [
        of(unit, str(value), "2022Q2", f"2022-07-{place + 1:02}")
        for unit, values in given_values.items()
        for place, value in enumerate(values)
    ]
    one = on("2022-12-31", reports, plan(task(units=HELD, indicators=[TRAINED]))).tasks[0].indicators[0]
    last = [Fraction(values[-1]) for values in given_values.values() if values]
    assert one.actual == (sum(last) if last else None)


# What a clerk may write


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("培训人次", ""),
        ("报备率（%）", ""),
        ("", "请填指标名称"),
        ("  ", "请填指标名称"),
        ("甲=乙", "“=”"),
        ("甲；乙", "“;”"),
        ("甲，乙", "“,”"),
        ("甲、乙", "“、”"),
        ("“双百”人数", "引号"),
        ("字" * 40, ""),
        ("字" * 41, "40 个字"),
        ("讲座次数", "同名"),
        ("讲座 次数", "同名"),
    ],
)
def test_a_name_must_be_readable_in_a_report(name: str, why: str) -> None:
    said = drafts.name_fault(name, ["讲座次数"])
    assert why in said
    assert bool(why) is bool(said)


@pytest.mark.parametrize(
    ("text", "op", "measure", "fine"),
    [
        ("1", ">=", "", True),
        ("0", ">=", "", False),
        ("0", "=", "", True),
        ("-1", "=", "", False),
        ("1.5", ">=", "", False),
        ("500次", ">=", "", False),
        ("", ">=", "", False),
        ("５００", ">=", "", True),
        ("1,200", ">=", "", True),
        ("999999999", ">=", "", True),
        ("1000000000", ">=", "", False),
        ("101", ">=", "", True),
        ("100", "=", "norm-filing-rate", True),
        ("101", "=", "norm-filing-rate", False),
    ],
)
def test_a_target_is_a_whole_number(text: str, op: str, measure: str, fine: bool) -> None:
    assert (drafts.target_fault(text, op, measure) == "") is fine


@pytest.mark.parametrize(
    ("unit", "measure", "fine"),
    [
        ("次", "", True),
        ("%", "", True),
        ("", "", False),
        ("一二三四五六", "", True),
        ("一二三四五六七", "", False),
        ("100", "", False),
        ("次", UNITS_SUM, True),
        ("%", UNITS_SUM, False),
        ("%", "norm-filing-rate", True),
        ("次", "norm-filing-rate", False),
    ],
)
def test_a_unit_fits_how_the_value_is_found(unit: str, measure: str, fine: bool) -> None:
    assert (drafts.unit_fault(unit, measure) == "") is fine


# Kept in a plan that the office adopted

TEXT = """冠县2022年法治政府建设工作计划
1.加强行政执法培训。〔牵头单位：县司法局；责任单位：县财政局、县水利局〕
2.推进依法决策。〔责任单位：县司法局〕
冠县人民政府办公室
2022年2月1日"""
KEY, DAY = "law-own", date(2022, 12, 31)
DRAFT = IndicatorDraft("培训人次", ">=", 500, "人次", UNITS_SUM)


@pytest.fixture
def adopted(office: Office) -> Office:
    """An office with a plan of its own."""
    tasks.adopt(office, tasks.read(TEXT.encode(), "通知.txt", office), KEY)
    return office


def first(office: Office, no: str = "1") -> TaskStatus:
    kept = look(office, KEY, DAY).task(no)
    assert kept is not None
    return kept


def names(office: Office) -> list[str]:
    return [one.indicator.name for one in first(office).indicators]


def test_an_indicator_is_added_changed_and_removed_each_as_one_step(adopted: Office) -> None:
    task_indicators.add_indicator(adopted, KEY, "1", DRAFT)
    task_indicators.add_indicator(adopted, KEY, "1", IndicatorDraft("讲座次数", "=", 2, "次"))
    assert names(adopted) == ["培训人次", "讲座次数"]
    changed = IndicatorDraft("执法培训人次", "=", 300, "人", "")
    task_indicators.change_indicator(adopted, KEY, "1", "培训 人次", changed)
    assert [one.indicator for one in first(adopted).indicators] == [
        Indicator("执法培训人次", "=", 300, "人", ""),
        Indicator("讲座次数", "=", 2, "次"),
    ]
    task_indicators.remove_indicator(adopted, KEY, "1", "执法培训人次")
    assert names(adopted) == ["讲座次数"]
    assert first(adopted, "2").indicators == ()
    assert "删除指标：任务 1 执法培训人次" in undo_last(adopted)
    assert names(adopted) == ["执法培训人次", "讲座次数"]
    undo_last(adopted)
    assert names(adopted) == ["培训人次", "讲座次数"]
    undo_last(adopted)
    undo_last(adopted)
    assert names(adopted) == []
    with adopted.store.read() as session:
        assert verify(session).broken_at is None


def test_what_shows_tasks_is_told_of_a_new_indicator(adopted: Office) -> None:
    heard = noted(adopted, lambda: task_indicators.add_indicator(adopted, KEY, "1", DRAFT))
    assert {"task_indicators", "planned_tasks"} <= heard.tables
    same = noted(adopted, lambda: task_indicators.change_indicator(adopted, KEY, "1", "培训人次", DRAFT))
    assert same.tables == frozenset()


@pytest.mark.parametrize("key", SHIPPED)
def test_a_shipped_plan_keeps_its_own_indicators(office: Office, key: str) -> None:
    before = look(office, key, DAY).status.as_json()
    steps = (
        lambda: task_indicators.add_indicator(office, key, "3", DRAFT),
        lambda: task_indicators.change_indicator(office, key, "3", "法治专题讲座次数", DRAFT),
        lambda: task_indicators.remove_indicator(office, key, "3", "法治专题讲座次数"),
    )
    for step in steps:
        with pytest.raises(UserError, match="随程序带来的计划"):
            step()
    assert look(office, key, DAY).status.as_json() == before


def test_what_cannot_be_taken_is_refused_and_nothing_kept(adopted: Office) -> None:
    task_indicators.add_indicator(adopted, KEY, "1", DRAFT)
    with pytest.raises(UserError, match="同名"):
        task_indicators.add_indicator(adopted, KEY, "1", DRAFT)
    with pytest.raises(UserError, match="不能相加"):
        task_indicators.change_indicator(adopted, KEY, "1", "培训人次", IndicatorDraft("率", "=", 9, "%", UNITS_SUM))
    with pytest.raises(UserError, match="没有编号为“9”"):
        task_indicators.add_indicator(adopted, KEY, "9", DRAFT)
    with pytest.raises(UserError, match="没有名为“讲座”"):
        task_indicators.remove_indicator(adopted, KEY, "1", "讲座")
    with pytest.raises(UserError, match="不会计算“moon-phase”"):
        task_indicators.add_indicator(adopted, KEY, "1", IndicatorDraft("月相", "=", 1, "%", "moon-phase"))
    assert names(adopted) == ["培训人次"]


def test_the_units_values_are_added_up_from_the_records(adopted: Office, put: Put) -> None:
    task_indicators.add_indicator(adopted, KEY, "1", DRAFT)
    values = {"县财政局": "培训人次=300人次", "县水利局": "培训人次=2百", "县司法局": "培训 人次＝150"}
    rows = [
        {"plan_key": KEY, "task_number": "1", "unit_name": unit, "indicator_values": said}
        for unit, said in values.items()
    ]
    put("task-progress", rows)
    one = first(adopted).indicators[0]
    assert (one.shown, one.met) == (450, False)
    picture = indicators_picture([("1", one)])
    assert "培训人次 450人次，目标 合计≥500人次" in picture.words


def test_a_value_may_carry_the_unit_that_the_office_chose(adopted: Office, put: Put) -> None:
    task_indicators.add_indicator(adopted, KEY, "1", IndicatorDraft("投入", ">=", 10, "万元", UNITS_SUM))
    row = {"plan_key": KEY, "task_number": "1", "unit_name": "县财政局", "indicator_values": "投入=12.5万元"}
    put("task-progress", [row])
    assert first(adopted).indicators[0].shown == 12.5


def test_a_computed_indicator_is_judged_once_there_is_something_to_count(adopted: Office) -> None:
    draft = IndicatorDraft("报备率", "=", 100, "%", "norm-filing-rate")
    task_indicators.add_indicator(adopted, KEY, "2", draft)
    (one,) = first(adopted, "2").indicators
    assert (one.shown, one.met, one.indicator.typed) == (None, None, False)
    with adopted.store.change("登记规范性文件", adopted.actor) as session:
        session.add(NormativeDocument(register_number="1", issued_on=date(2022, 3, 1)))
    (one,) = first(adopted, "2").indicators
    assert (one.shown, one.met) == (0, False)


def test_every_measure_on_offer_is_one_that_is_computed(office: Office) -> None:
    with office.store.read() as session:
        assert set(OfficeIndicators(session)._measures) == set(MEASURES)
    assert task_indicators.measures() == tuple(MEASURES.items())


# The importer and the papers


def test_the_importer_knows_new_names_and_tells_what_will_not_count(adopted: Office) -> None:
    def told(said: str) -> list[str]:
        with adopted.store.read() as session:
            check = queries.row_checks(session)["task-progress"]
        row = {
            "plan_key": KEY, "task_number": "1", "period": "2022Q2", "percent": None, "unit_name": "县财政局",
            "indicator_values": said,
        }  # fmt: skip
        return [one.message for one in check(row).said]

    assert told("培训人次=300") == ["任务 1 没有名为“培训人次”的指标，这个值不计入"]
    task_indicators.add_indicator(adopted, KEY, "1", DRAFT)
    assert told("培训人次=300；说明") == []
    assert told("培训人次=300人次") == []
    assert told("培训人次=三百") == ["“培训人次=三百”读不出数值，请只写数或带单位“人次”，这个值不计入"]


def test_the_breakdown_says_that_a_target_is_for_all_units_together(adopted: Office) -> None:
    task_indicators.add_indicator(adopted, KEY, "1", DRAFT)
    task_indicators.add_indicator(adopted, KEY, "1", IndicatorDraft("讲座次数", "=", 2, "次"))
    papers = {paper.key: paper for paper in FORMS}

    def rows(key: str, subject: str) -> tuple:
        with adopted.store.read() as session:
            return papers[key].content(Asked(session, DAY, adopted.name, False, subject)).sheets[0].rows

    assert rows("tasks-breakdown", KEY)[0][-1] == "培训人次合计≥500人次；讲座次数2次"
    assert rows("tasks-breakdown", f"{KEY}/县财政局")[0][5] == "培训人次合计≥500人次；讲座次数2次"
