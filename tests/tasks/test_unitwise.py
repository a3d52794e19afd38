"""The plan seen from its units: lamps, what is owed, ranks; the same numbers at both sides of every limit."""

from __future__ import annotations

from datetime import date

from guanxian_desk.modules.tasks.facts import Reporting, ReportState
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.modules.tasks.rules.unitwise import by_unit, due_since, ended_quarters, round_quarter, section_lamps
from tests.tasks.making import DUE, on, plan, report, task

Q2, Q3, Q4 = (Quarter(2022, number) for number in (2, 3, 4))
TWO = plan(task("1", ("甲", "乙")), task("2", ("甲",)))


def unit(status, name):
    return next(one for one in by_unit(status) if one.unit == name)


def test_a_units_lamp_follows_the_steps_of_the_tasks_own() -> None:
    done = [report(100, evidence="总结", unit="甲"), report(100, unit="乙")]
    status = on("2022-07-11", done, plan(task("1", ("甲", "乙"))))
    lamps = {one.unit: one.tasks[0].lamp for one in by_unit(status)}
    assert lamps == {"甲": Lamp.DONE, "乙": Lamp.ON_TIME}
    late = on("2023-01-01", done, plan(task("1", ("甲", "乙"))))
    assert unit(late, "乙").tasks[0].lamp is Lamp.OVERDUE
    assert unit(late, "甲").tasks[0].lamp is Lamp.DONE
    assert unit(on("2022-07-11", [report(0)], plan()), "甲").tasks[0].lamp is Lamp.NOT_BEGUN


def test_a_report_is_owed_from_the_day_after_its_quarter_not_only_when_it_is_due() -> None:
    assert unit(on("2022-06-30", (), TWO), "甲").owed == 0
    assert unit(on("2022-07-01", (), TWO), "甲").owed == 2
    assert [one.task.task.no for one in unit(on("2022-07-05", [report(10, no="1")], TWO), "甲").owing(Q2)] == ["2"]


def test_where_leads_report_for_all_nobody_else_owes() -> None:
    led = plan(task("1", ("甲", "乙"), lead=("甲",)), reporting=Reporting.LEAD)
    status = on("2022-07-01", (), led)
    assert [(one.unit, one.owed) for one in by_unit(status)] == [("乙", 0), ("甲", 1)]


def test_the_quarter_asked_for_is_the_last_that_ended() -> None:
    assert round_quarter(TWO, date(2022, 6, 30)) == Q2
    assert round_quarter(TWO, date(2022, 9, 30)) == Q2
    assert round_quarter(TWO, date(2022, 10, 1)) == Q3
    assert round_quarter(TWO, date(2024, 5, 1)) == Q4
    assert ended_quarters(TWO, DUE, date(2023, 1, 1)) == (Q2, Q3, Q4)
    assert ended_quarters(TWO, date(2022, 8, 31), date(2023, 1, 1)) == (Q2, Q3)
    assert (due_since(Q2, date(2022, 7, 10)), due_since(Q2, date(2022, 7, 11))) == (0, 1)


def test_equal_units_share_a_rank_and_the_next_is_counted_from_the_top() -> None:
    four = plan(task("1", ("甲", "乙", "丙", "丁")))
    reports = [report(60, unit="乙"), report(60, unit="甲"), report(50, unit="丁")]
    ranks = [(one.rank, one.unit, one.percent) for one in by_unit(on("2022-07-11", reports, four))]
    assert ranks == [(1, "乙", 60), (1, "甲", 60), (3, "丁", 50), (4, "丙", 0)]


def test_of_equal_percents_the_one_that_owes_less_comes_first() -> None:
    both = plan(task("1", ("甲", "乙")))
    reports = [report(60, unit="甲"), report(60, "2022-05", unit="乙"), report(60, "2022Q3", "2022-10-08", unit="甲")]
    ranks = [(one.rank, one.unit, one.owed) for one in by_unit(on("2022-10-11", reports, both))]
    assert ranks == [(1, "甲", 0), (2, "乙", 1)]


def test_a_section_shows_the_worst_of_the_units_tasks() -> None:
    status = on("2022-07-11", [report(100, no="1", evidence="总结"), report(5, no="2")], TWO)
    assert section_lamps(status, unit(status, "甲")) == {"一": Lamp.WATCH}


def test_a_report_says_how_it_came() -> None:
    assert report(10).state is ReportState.FILED
    assert report(10, source="微信").state is ReportState.SPOKEN
    assert report(10, source="微信", sealed="盖章件").state is ReportState.SEALED
    status = on("2022-07-11", [report(10, no="1"), report(10, no="2", sealed="盖章件")], TWO)
    assert unit(status, "甲").unsealed == 1
