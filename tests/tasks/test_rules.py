"""Readings 11–17 at both sides of every number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from guanxian_desk.modules.tasks.facts import Count, Indicator, Reporting
from guanxian_desk.modules.tasks.rules.lamps import expected
from guanxian_desk.modules.tasks.rules.reports import says_done
from guanxian_desk.modules.tasks.rules.standing import half_up
from tests.tasks.making import DUE, PLAN_DAY, found, lamp, on, plan, report, task

TWO = plan(task(units=("甲", "乙")))


def percent(day: str, *reports, of=None) -> int:
    return on(day, reports, of).tasks[0].percent


# Reading 11


def test_11_the_latest_filing_of_a_period_is_valid_and_exists_from_its_day() -> None:
    first, second = report(40, on="2022-07-05"), report(60, on="2022-07-08")
    assert [percent(day, second, first) for day in ("2022-07-04", "2022-07-05", "2022-07-07", "2022-07-08")] == [
        0,
        40,
        40,
        60,
    ]


def test_11_an_unknown_unit_counts_nowhere_but_is_told() -> None:
    status = on("2022-07-10", [report(100, unit=None, written="甲乙丙", evidence="文件")])
    assert (status.tasks[0].percent, status.tasks[0].reported) == (0, 0)
    assert found(status, "T01", "T02", "T04", "T08") == [("T08", "1", "甲乙丙", "2022Q2")]


# Reading 12


def test_12_a_report_without_percent_keeps_the_last_one() -> None:
    reports = [report(30), report(None, "2022Q3", "2022-10-05")]
    assert percent("2022-10-05", *reports) == 30
    assert percent("2022-07-06", report(None)) == 0


def test_12_a_replacing_report_without_percent_keeps_that_of_the_report_it_replaces() -> None:
    assert percent("2022-07-09", report(30), report(None, on="2022-07-08")) == 30


def test_12_the_latest_is_the_greatest_period_end_then_the_later_filing() -> None:
    late_filed_for_q2 = report(90, "2022Q2", "2022-10-09")
    assert percent("2022-10-10", report(50, "2022Q3", "2022-10-05"), late_filed_for_q2) == 50
    june_and_quarter = [report(50, "2022-06", "2022-07-02"), report(70, "2022Q2", "2022-07-01")]
    assert percent("2022-07-10", *june_and_quarter) == 50


def test_12_reported_counts_holding_units_with_any_valid_report() -> None:
    status = on("2022-07-10", [report(10), report(20, "2022-05"), report(30, unit="丙")], TWO)
    assert status.tasks[0].reported == 1


@pytest.mark.parametrize(("one", "two", "mean"), [(50, 51, 51), (50, 50.9, 50), (0.5, 0.5, 1), (0.49, 0.49, 0)])
def test_12_percent_is_the_mean_half_up_with_absent_units_as_nought(one: float, two: float, mean: int) -> None:
    assert percent("2022-07-10", report(one), report(two, unit="乙"), of=TWO) == mean


def test_12_percent_counts_absent_units_and_is_nought_without_units() -> None:
    assert percent("2022-07-10", report(99), of=TWO) == 50
    assert percent("2022-07-10", report(99), of=plan(task(units=()))) == 0


def test_12_strangers_are_judged_by_no_other_rule() -> None:
    strange = [
        report(80, unit="丙"),
        report(60, unit="丙", on="2022-07-06"),
        report(100, "2022Q3", "2022-10-01", unit="丙"),
    ]
    status = on("2022-10-05", strange)
    assert found(status, "T01", "T02", "T03", "T04") == [("T01", "1", "丙", "2022Q2"), ("T01", "1", "丙", "2022Q3")]


# Reading 13

DONE = report(100, evidence="验收报告")


def test_13_blue_needs_every_holding_unit_at_100_with_evidence() -> None:
    other = report(100, unit="乙", evidence="总结")
    assert lamp("2022-07-10", [DONE, other], TWO) == "蓝"
    assert lamp("2022-07-10", [DONE], TWO) == "绿"
    assert lamp("2022-07-10", [DONE, replace(other, evidence="")], TWO) == "绿"
    assert lamp("2022-07-10", [DONE, replace(other, percent=Fraction(9999, 100))], TWO) == "绿"
    assert lamp("2022-07-10", [], plan(task(units=()))) == "灰"


def test_13_blue_looks_at_the_latest_report_only() -> None:
    assert lamp("2022-10-10", [DONE, report(100, "2022Q3", "2022-10-05")]) == "绿"
    assert lamp("2023-02-01", [DONE]) == "蓝"


def test_13_red_begins_the_day_after_the_due_day() -> None:
    half = report(99, "2022Q4", "2022-12-30")
    assert (lamp("2022-12-31", [half]), lamp("2023-01-01", [half])) == ("黄", "红")
    assert lamp("2023-01-01", []) == "红"


def test_13_grey_until_somebody_has_more_than_nought() -> None:
    assert lamp("2022-07-10", [report(0)]) == "灰"
    assert lamp("2022-12-20", [report(None)]) == "灰"
    assert lamp("2022-05-10", [report("0.01", "2022-04", "2022-05-01")]) == "绿"


def test_13_yellow_from_30_days_before_the_due_day() -> None:
    nearly = report(99, "2022Q3", "2022-10-05")
    assert (lamp("2022-11-30", [nearly]), lamp("2022-12-01", [nearly])) == ("绿", "黄")


def test_13_yellow_below_ten_points_behind_time() -> None:
    # 2022-07-10 is day 88 of 262: 33.59, so 34 is expected and 24 is just enough.
    assert expected(PLAN_DAY, DUE, date(2022, 7, 10)) == 34
    assert lamp("2022-07-10", [report(24)]) == "绿"
    assert lamp("2022-07-10", [report(23)]) == "黄"
    # The percent is rounded before it is compared.
    assert lamp("2022-07-10", [report("23.5")]) == "绿"


@pytest.mark.parametrize(
    ("day", "share"),
    [("2022-04-12", 0), ("2022-04-13", 0), ("2022-08-22", 50), ("2022-12-31", 100), ("2023-05-01", 100)],
)
def test_13_expected_follows_time_within_0_and_100(day: str, share: int) -> None:
    assert expected(PLAN_DAY, DUE, date.fromisoformat(day)) == share


def test_13_expected_rounds_half_up_and_survives_a_task_due_at_once() -> None:
    assert expected(date(2022, 1, 1), date(2022, 7, 20), date(2022, 1, 2)) == 1  # 0.5
    assert expected(PLAN_DAY, PLAN_DAY, PLAN_DAY) == 100
    assert half_up(Fraction(5, 2)) == 3


# Reading 14


def test_14_t01_and_t08_are_one_a_unit_and_period() -> None:
    twice = [report(10, unit="丙"), report(20, unit="丙", on="2022-07-09"), report(20, "2022-07", unit="丙")]
    assert found(on("2022-08-10", twice), "T01") == [("T01", "1", "丙", "2022Q2"), ("T01", "1", "丙", "2022-07")]


def test_14_t02_needs_two_filing_days_by_the_day_asked() -> None:
    reports = [report(10), report(20, on="2022-07-08")]
    assert found(on("2022-07-07", reports), "T02") == []
    assert found(on("2022-07-08", reports), "T02") == [("T02", "1", "甲", "2022Q2")]
    same_day = [report(10, place=1), report(20, place=2)]
    assert found(on("2022-07-08", same_day), "T02") == []


def test_14_t03_falls_below_the_previous_period_that_has_a_percent() -> None:
    reports = [report(50, "2022-05", "2022-06-01"), report(None, "2022-06", "2022-07-01")]
    fall = report(49, "2022-07", "2022-08-01")
    assert found(on("2022-08-10", [*reports, fall]), "T03") == [("T03", "1", "甲", "2022-07")]
    assert found(on("2022-08-10", [*reports, replace(fall, percent=Fraction(50))]), "T03") == []
    assert found(on("2022-08-10", [*reports, replace(fall, problems="口径调整")]), "T03") == []
    recovered = report(49, "2022-08", "2022-09-01")
    assert found(on("2022-09-10", [*reports, fall, recovered]), "T03") == [("T03", "1", "甲", "2022-07")]


def test_14_t03_compares_with_the_valid_report_not_the_replaced_one() -> None:
    reports = [report(90, on="2022-07-05"), report(40, on="2022-07-08"), report(50, "2022Q3", "2022-10-05")]
    assert found(on("2022-10-06", reports), "T03") == []


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        ("已完成", True),
        ("已完成。", True),
        ("已完成，待验收", True),
        ("已完成3项", False),
        ("已完成了", False),
        ("基本已完成。", False),
    ],
)
def test_14_t04_reads_done_only_before_punctuation(progress: str, says: bool) -> None:
    assert says_done(progress) is says
    status = on("2022-07-10", [report(80, progress=progress)])
    assert bool(found(status, "T04")) is says


def test_14_t04_100_without_evidence() -> None:
    assert found(on("2022-07-10", [report(100)]), "T04") == [("T04", "1", "甲", "2022Q2")]
    assert found(on("2022-07-10", [DONE]), "T04") == []
    assert found(on("2022-07-10", [report(99)]), "T04") == []


def test_14_t08_names_the_plans_own_unknown_names() -> None:
    status = on("2022-05-01", of=plan(task(unknown=["县科学技术局"])))
    assert found(status, "T08") == [("T08", "1", "县科学技术局", "")]


# Reading 15


def test_15_t05_is_one_a_task_after_its_due_day_unless_blue() -> None:
    assert found(on("2022-12-31"), "T05") == []
    assert found(on("2023-01-01"), "T05") == [("T05", "1", "", "")]
    assert found(on("2023-01-01", [DONE]), "T05") == []
    assert found(on("2023-01-01", of=plan(task(units=()))), "T05") == [("T05", "1", "", "")]


def test_15_t06_is_due_more_than_ten_days_after_the_quarter() -> None:
    assert found(on("2022-07-10"), "T06") == []
    assert found(on("2022-07-11"), "T06") == [("T06", "1", "甲", "2022Q2")]
    # A quarter runs from the plan's day to the due day.
    assert [f[3] for f in found(on("2023-06-01"), "T06")] == ["2022Q2", "2022Q3", "2022Q4"]
    early = plan(task(due=date(2022, 9, 1)))
    assert [f[3] for f in found(on("2023-06-01", of=early), "T06")] == ["2022Q2", "2022Q3"]


@pytest.mark.parametrize("period", ["2022Q2", "2022-04", "2022-05", "2022-06"])
def test_15_t06_is_answered_by_the_quarter_or_any_of_its_months(period: str) -> None:
    assert found(on("2022-07-15", [report(10, period)]), "T06") == []


@pytest.mark.parametrize("period", ["2022Q1", "2022-03", "2022-07", "2022Q3"])
def test_15_t06_is_not_answered_by_another_quarter(period: str) -> None:
    assert found(on("2022-07-15", [report(10, period)]), "T06") == [("T06", "1", "甲", "2022Q2")]


def test_15_t06_is_answered_only_from_the_filing_day_on() -> None:
    late = report(10, on="2022-08-01")
    assert found(on("2022-07-31", [late]), "T06") == [("T06", "1", "甲", "2022Q2")]
    assert found(on("2022-08-01", [late]), "T06") == []


def test_15_t06_is_not_owed_after_a_quarter_at_100_with_evidence() -> None:
    assert found(on("2023-06-01", [DONE]), "T06") == []
    assert [f[3] for f in found(on("2023-06-01", [report(100)]), "T06")] == ["2022Q3", "2022Q4"]
    third = replace(DONE, period=report(0, "2022Q3").period, reported_on=date(2022, 10, 1))
    assert [f[3] for f in found(on("2023-06-01", [third]), "T06")] == ["2022Q2"]


def test_15_t06_is_one_a_unit_and_quarter() -> None:
    assert found(on("2022-07-15", [report(10)], TWO), "T06") == [("T06", "1", "乙", "2022Q2")]


# Reading 16

LECTURES = Indicator("法治专题讲座次数", ">=", 2, "次")
RATE = Indicator("备案率", "=", 100, "%", "norm-filing-rate")
DISCUSSED = Indicator("集体讨论率", "=", 100, "%", "collective-discussion-rate", typed=False)


class Counted:
    """An indicator source that knows what it is told."""

    def __init__(self, **counts: Count) -> None:
        self._counts = {name.replace("_", "-"): count for name, count in counts.items()}

    def count(self, measure: str, year: int, as_of: date) -> Count | None:
        assert year == 2022
        return self._counts.get(measure)


def measured(status) -> list[tuple[float | None, bool | None]]:
    return [(one["actual"], one["met"]) for one in status.as_json()["tasks"][0]["indicators"]]


def test_16_typed_without_a_value_is_not_met() -> None:
    of = plan(task(indicators=[LECTURES]))
    status = on("2022-12-30", of=of)
    assert measured(status) == [(None, False)]
    assert status.as_json()["tasks"][0]["indicators"][0]["target"] == 2
    assert found(status, "T07") == []
    assert found(on("2022-12-31", of=of), "T07") == [("T07", "1", "", "")]


@pytest.mark.parametrize(("value", "met"), [("1", False), ("2", True), ("3", True)])
def test_16_at_least_and_t07_from_the_due_day(value: str, met: bool) -> None:
    of = plan(task(indicators=[LECTURES]))
    status = on("2022-12-31", [report(50, values={"法治专题讲座次数": value})], of)
    assert measured(status) == [(int(value), met)]
    assert bool(found(status, "T07")) is not met


@pytest.mark.parametrize(("value", "met"), [("99.99", False), ("100", True), ("100.5", False)])
def test_16_equal_means_equal(value: str, met: bool) -> None:
    status = on("2022-12-31", [report(50, values={"备案率": value})], plan(task(indicators=[RATE])))
    assert [m for _, m in measured(status)] == [met]


def test_16_one_finding_an_indicator() -> None:
    status = on("2023-01-05", of=plan(task(indicators=[LECTURES, RATE])))
    assert [(f.code, f.detail.split("”")[0]) for f in status.findings if f.code == "T07"] == [
        ("T07", "“法治专题讲座次数"),
        ("T07", "“备案率"),
    ]


def test_16_a_lead_units_value_stands_before_others_and_the_newest_before_older() -> None:
    of = plan(task(units=("甲", "乙"), lead=("乙",), indicators=[LECTURES]))
    mine = report(1, "2022Q3", "2022-10-01", values={"法治专题讲座次数": "9"})
    lead = report(1, "2022Q2", unit="乙", values={"法治专题讲座次数": "1"})
    assert measured(on("2022-11-01", [mine, lead], of)) == [(1, False)]
    newer = report(1, "2022Q3", "2022-10-02", unit="乙", values={"法治专题讲座次数": "2"})
    assert measured(on("2022-11-01", [mine, lead, newer], of)) == [(2, True)]
    assert measured(on("2022-11-01", [mine], of)) == [(9, True)]


def test_16_computed_with_nothing_to_count_says_nothing() -> None:
    of = plan(task(indicators=[DISCUSSED]))
    typed = report(1, values={"集体讨论率": "100"})
    for source in (None, Counted(), Counted(collective_discussion_rate=Count(0, 0))):
        status = on("2023-01-05", [typed], of, source=source)
        assert measured(status) == [(None, None)]
        assert found(status, "T07") == []


@pytest.mark.parametrize(("part", "actual", "met"), [(3, 100, True), (2, 66.67, False), (0, 0, False)])
def test_16_computed_is_a_rate_of_what_was_counted(part: int, actual: float, met: bool) -> None:
    source = Counted(collective_discussion_rate=Count(part, 3))
    status = on("2022-12-31", of=plan(task(indicators=[DISCUSSED])), source=source)
    assert measured(status) == [(actual, met)]
    assert bool(found(status, "T07")) is not met


def test_16_a_typed_value_counts_until_the_other_duty_has_entries() -> None:
    of, typed = plan(task(indicators=[RATE])), report(1, values={"备案率": "90"})
    assert measured(on("2022-11-01", [typed], of)) == [(90, False)]
    assert measured(on("2022-11-01", [typed], of, source=Counted(norm_filing_rate=Count(4, 4)))) == [(100, True)]


# Reading 17


def test_17_where_leads_report_for_all_only_they_owe_and_decide() -> None:
    one = task(units=("甲", "乙"), lead=("乙",))
    each, lead = plan(one), plan(one, reporting=Reporting.LEAD)
    done = report(100, unit="乙", evidence="总结")
    assert (lamp("2022-07-20", [done], each), lamp("2022-07-20", [done], lead)) == ("绿", "蓝")
    assert found(on("2022-07-20", [done], each), "T06") == [("T06", "1", "甲", "2022Q2")]
    assert found(on("2022-07-20", [done], lead), "T06") == []
    assert found(on("2022-07-20", [], lead), "T06") == [("T06", "1", "乙", "2022Q2")]
    assert on("2022-07-20", [done], lead).tasks[0].percent == 50


def test_17_a_task_without_a_lead_stays_with_every_unit() -> None:
    of = plan(task(units=("甲", "乙")), reporting=Reporting.LEAD)
    assert found(on("2022-07-20", [], of), "T06") == [("T06", "1", "乙", "2022Q2"), ("T06", "1", "甲", "2022Q2")]
    assert lamp("2022-07-20", [DONE], of) == "绿"
