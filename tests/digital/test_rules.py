"""The project library's readings at both sides of every number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.modules.digital.facts import Month, Problem, Progress, Project, Stage
from guanxian_desk.modules.digital.rules import LibraryStatus, due_months, half_up, library_status

YUAN = 100
PROJECT = Project("附3-农-1", "项目", "农业数字化", "某公司", "店子镇", Stage.PLANNED)
TIMED = replace(
    PROJECT, total_fen=1_000 * YUAN, planned_start=date(2022, 5, 1), planned_end=date(2022, 8, 9), stage=Stage.STARTED
)


def report(month: str, invested: int = 0, stage: str = "", problems: str = "", on: str = "") -> Progress:
    year, number = map(int, month.split("-"))
    filed = date.fromisoformat(on) if on else date(year, number, 28)
    return Progress(
        PROJECT.number, Month(year, number), invested * YUAN, Stage(stage) if stage else None, problems, filed
    )


def on(day: str, *reports: Progress, of: Project = PROJECT, problems: tuple[Problem, ...] = ()) -> LibraryStatus:
    return library_status([of], reports, problems, date.fromisoformat(day))


def codes(status: LibraryStatus, *wanted: str) -> list[str]:
    return [found.code for found in status.findings if found.code in wanted]


def detail(status: LibraryStatus, code: str) -> str:
    return next((found.detail for found in status.findings if found.code == code), "")


# D01


@pytest.mark.parametrize(
    ("owner", "place", "words"),
    [
        ("某公司", "店子镇", ""),
        ("", "店子镇", "实施主体"),
        ("某公司", "", "项目所在地"),
        ("", "", "实施主体和项目所在地"),
    ],
)
def test_d01_no_owner_or_place(owner: str, place: str, words: str) -> None:
    status = on("2022-05-01", of=replace(PROJECT, owner=owner, place=place))
    assert codes(status, "D01") == (["D01"] if words else [])
    assert words in detail(status, "D01")


# D02 and the stage


@pytest.mark.parametrize(
    ("start", "to", "problems", "faulty"),
    [
        ("谋划", "储备", "", False),
        ("谋划", "谋划", "", False),
        ("谋划", "开工", "", True),
        ("谋划", "开工", "提前开工", True),
        ("储备", "谋划", "", True),
        ("储备", "谋划", "用地未批", False),
        ("竣工", "储备", "返工", True),
    ],
)
def test_d02_jumps_always_and_steps_back_without_a_reason(start: str, to: str, problems: str, faulty: bool) -> None:
    status = on("2022-06-01", report("2022-05", stage=to, problems=problems), of=replace(PROJECT, stage=Stage(start)))
    assert codes(status, "D02") == (["D02"] if faulty else [])
    assert status.projects[0].stage == to


def test_d02_reads_months_in_order_and_a_blank_stage_as_unchanged() -> None:
    june, july = report("2022-06", stage="开工"), report("2022-07", stage="竣工")
    status = on("2022-08-01", july, report("2022-05", stage="储备"), june, report("2022-08", on="2022-08-01"))
    assert (codes(status, "D02"), status.projects[0].stage) == ([], "竣工")
    assert codes(on("2022-08-01", july, june), "D02") == ["D02"]


def test_d02_is_one_a_project_with_its_months() -> None:
    status = on("2022-08-01", report("2022-05", stage="开工"), report("2022-06", stage="谋划"))
    assert codes(status, "D02") == ["D02"]
    assert "2022-05" in detail(status, "D02")
    assert "2022-06" in detail(status, "D02")


def test_a_report_counts_from_its_filing_day() -> None:
    late = report("2022-05", invested=5, stage="储备", on="2022-07-04")
    assert on("2022-07-03", late).projects[0].stage == "谋划"
    status = on("2022-07-04", late).projects[0]
    assert (status.stage, status.invested) == ("储备", 500)


# D03


def test_d03_a_planned_day_has_passed() -> None:
    of = replace(PROJECT, planned_start=date(2022, 6, 1), planned_end=date(2022, 9, 1))
    assert codes(on("2022-06-01", of=of), "D03") == []
    assert codes(on("2022-06-02", of=of), "D03") == ["D03"]
    both = on("2022-09-02", of=of)
    assert codes(both, "D03") == ["D03"]
    assert "开工" in detail(both, "D03")
    assert "竣工" in detail(both, "D03")


@pytest.mark.parametrize(
    ("started", "stage", "late"),
    [
        (None, "谋划", True),
        (date(2022, 6, 10), "谋划", False),
        (date(2022, 6, 11), "谋划", True),
        (None, "储备", True),
        (None, "开工", False),
        (None, "竣工", False),
    ],
)
def test_d03_a_real_day_or_the_stage_answers(started: date | None, stage: str, late: bool) -> None:
    of = replace(PROJECT, planned_start=date(2022, 6, 1), started_on=started, stage=Stage(stage))
    assert codes(on("2022-06-10", of=of), "D03") == (["D03"] if late else [])


def test_d03_a_reported_stage_answers_from_its_filing_day() -> None:
    of = replace(PROJECT, planned_start=date(2022, 6, 1), stage=Stage.RESERVED)
    begun = report("2022-06", stage="开工", on="2022-07-02")
    assert codes(on("2022-07-01", begun, of=of), "D03") == ["D03"]
    assert codes(on("2022-07-02", begun, of=of), "D03") == []


# D04


def test_d04_months_from_may_2022_due_more_than_ten_days_after_their_end() -> None:
    assert codes(on("2022-06-10"), "D04") == []
    assert detail(on("2022-06-11"), "D04") == "没有报送2022-05的进展"
    assert [month.code for month in due_months(date(2022, 8, 11))] == ["2022-05", "2022-06", "2022-07"]
    assert detail(on("2022-08-11", report("2022-06")), "D04") == "没有报送2022-05、2022-07的进展"
    assert detail(on("2023-02-11", of=PROJECT), "D04").count("-") == 9


def test_d04_is_not_owed_after_the_month_of_completion() -> None:
    steps = [report("2022-05", stage="储备"), report("2022-06", stage="开工"), report("2022-07", stage="竣工")]
    assert codes(on("2023-01-01", *steps), "D04") == []
    assert codes(on("2023-01-01", *steps[:2]), "D04") == ["D04"]
    assert codes(on("2023-01-01", *steps, report("2022-08", stage="开工", problems="返工")), "D04") == ["D04"]


def test_d04_the_real_date_or_the_register_also_ends_it() -> None:
    finished = replace(PROJECT, stage=Stage.FINISHED, finished_on=date(2022, 6, 30))
    assert detail(on("2023-01-01", of=finished), "D04") == "没有报送2022-05、2022-06的进展"
    assert codes(on("2023-01-01", of=replace(finished, finished_on=None)), "D04") == []
    later = replace(PROJECT, finished_on=date(2023, 3, 1))
    assert detail(on("2022-07-11", of=later), "D04") == "没有报送2022-05、2022-06的进展"


# D05


def test_d05_falls_below_the_previous_reported_month() -> None:
    assert codes(on("2022-08-01", report("2022-05", 10), report("2022-07", 10)), "D05") == []
    fall = on("2022-08-01", report("2022-05", 10), report("2022-07", 9))
    assert codes(fall, "D05") == ["D05"]
    assert "2022-07" in detail(fall, "D05")


@pytest.mark.parametrize(("invested", "over"), [(1_000, False), (1_001, True)])
def test_d05_passes_the_total(invested: int, over: bool) -> None:
    assert codes(on("2022-06-01", report("2022-05", invested), of=TIMED), "D05") == (["D05"] if over else [])
    assert codes(on("2022-06-01", report("2022-05", invested)), "D05") == []


# D06


def problem(**more: Any) -> Problem:
    facts = {"raised_on": date(2022, 5, 10), "answer_by": date(2022, 5, 20), **more}
    return Problem("问-1", PROJECT.number, **facts)


def test_d06_past_its_answer_day() -> None:
    assert codes(on("2022-05-20", problems=(problem(),)), "D06") == []
    late = on("2022-05-21", problems=(problem(), replace(problem(), code="问-2")))
    assert codes(late, "D06") == ["D06"]
    assert "问-1" in detail(late, "D06")
    assert "问-2" in detail(late, "D06")


def test_d06_settled_by_the_day_or_not_yet_raised() -> None:
    settled = problem(settled_on=date(2022, 5, 30))
    assert codes(on("2022-05-29", problems=(settled,)), "D06") == ["D06"]
    assert codes(on("2022-05-30", problems=(settled,)), "D06") == []
    wrong_order = problem(raised_on=date(2022, 6, 1))
    assert codes(on("2022-05-31", problems=(wrong_order,)), "D06") == []
    assert codes(on("2022-06-01", problems=(problem(),), of=replace(PROJECT, number="附3-农-2")), "D06") == []


# Figures


@pytest.mark.parametrize(
    ("day", "planned", "behind"),
    [
        ("2022-04-01", 0, 0),
        ("2022-05-01", 0, 0),
        ("2022-05-02", 10, 1),
        ("2022-08-09", 1_000, 100),
        ("2023-01-01", 1_000, 100),
    ],
)
def test_planned_follows_time_between_start_and_end(day: str, planned: int, behind: int) -> None:
    status = on(day, of=TIMED).projects[0]
    assert (status.planned, status.behind) == (planned * YUAN, behind)


@pytest.mark.parametrize(("invested", "behind"), [(0, 50), (244, 26), (245, 26), (246, 25), (500, 0), (900, 0)])
def test_behind_is_what_time_asks_less_what_was_invested_half_up(invested: int, behind: int) -> None:
    # Day 50 of 100: 50 points less 24.5 is 25.5, a half upwards.
    status = on("2022-06-20", report("2022-05", invested), of=TIMED).projects[0]
    assert (status.invested, status.behind) == (invested * YUAN, behind)


def test_planned_is_rounded_half_up_to_the_fen() -> None:
    odd = replace(TIMED, total_fen=1, planned_end=date(2022, 5, 3))
    assert on("2022-05-02", of=odd).projects[0].planned == 1
    odd = replace(TIMED, total_fen=1, planned_end=date(2022, 5, 4))
    assert on("2022-05-02", of=odd).projects[0].planned == 0


@pytest.mark.parametrize("field", ["total_fen", "planned_start", "planned_end"])
def test_no_total_or_dates_no_figures(field: str) -> None:
    status = on("2022-06-20", report("2022-05", 10), of=replace(TIMED, **{field: None})).projects[0]
    assert (status.invested, status.planned, status.behind) == (1_000, None, None)


def test_invested_is_the_latest_months() -> None:
    reports = [report("2022-06", 30), report("2022-05", 90)]
    assert on("2022-07-01", *reports).projects[0].invested == 3_000
    assert on("2022-05-01").projects[0].invested == 0


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_half_up_is_the_nearest_integer(over: int, under: int) -> None:
    value = Fraction(over, under)
    assert Fraction(-1, 2) <= value - half_up(value) < Fraction(1, 2)


def test_the_document_has_exactly_the_fields_of_the_contract() -> None:
    document = on("2022-06-20", report("2022-05", 250), of=TIMED).as_json()
    assert document == {
        "stages": {"谋划": 0, "储备": 0, "开工": 1, "竣工": 0},
        "projects": [
            {
                "no": "附3-农-1",
                "name": "项目",
                "kind": "农业数字化",
                "owner": "某公司",
                "place": "店子镇",
                "stage": "开工",
                "invested": 25_000,
                "planned": 50_000,
                "behind": 25,
            }
        ],
        "findings": [],
    }
