"""The sample's reports: declared counts, every finding, three quarters of both plans, lateness and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.sample.deeds import fill
from guanxian_desk.sample.task_books import task_drafts
from guanxian_desk.sample.tasks import DIGITAL_PLAN, QUARTERS, task_rows
from guanxian_desk.services import importing, tasks
from guanxian_desk.services.office import Office, create_office
from guanxian_desk.services.task_day import look

LAW = "rule-of-law-2022"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    clock = stopped_at(datetime(2023, 1, 10, 9, 30))
    made = create_office(tmp_path_factory.mktemp("office") / "s.gxdesk", Actor("张三"), clock, "冠县", sample=True)
    for draft in task_drafts():
        report = importing.take(made, importing.prepare(made, draft.kind, draft.content, draft.name, draft.sender))
        errors = report.prepared.extract.error_rows if report.prepared.extract else 0
        assert (report.entry()["rows"], errors) == (draft.rows, draft.errors), draft.name
    fill(made.store, made.actor)
    yield made
    made.close()


def test_the_same_bytes_each_time() -> None:
    assert [draft.content for draft in task_drafts()] == [draft.content for draft in task_drafts()]


def test_three_quarters_of_both_plans_with_gaps_and_lateness() -> None:
    rows = task_rows()
    assert {(row.plan, row.quarter) for row in rows} == {(plan, q) for plan in (LAW, DIGITAL_PLAN) for q in QUARTERS}
    late = [row for row in rows if row.reported_on > row.quarter.end + timedelta(days=10)]
    assert 20 < len(late) < 200
    assert len({(row.plan, row.task, row.unit, row.quarter) for row in rows}) == len(rows) - 1


def test_every_finding_occurs(office: Office) -> None:
    codes = Counter(found.code for found in tasks.status(office, LAW, date(2023, 1, 20)).findings)
    assert set(codes) == {f"T0{number}" for number in range(1, 9)}
    assert all(codes[code] <= 2 for code in ("T01", "T02", "T03", "T04", "T07", "T08"))


def test_every_lamp_is_seen_in_the_course_of_the_year(office: Office) -> None:
    days = (date(2022, 7, 15), date(2022, 12, 31), date(2023, 1, 20))
    seen = {str(task.lamp) for day in days for task in tasks.status(office, LAW, day).tasks}
    assert seen == {"蓝", "绿", "黄", "红", "灰"}


def test_clerks_have_been_at_work(office: Office) -> None:
    day = look(office, LAW, date(2022, 12, 31))
    assert len(day.calls) == 4
    assert [row.settled for row in day.urgings] == [False, False, True]
    assert list(day.rulings) == ["8"]


def test_files_say_that_they_are_samples() -> None:
    assert all(draft.name.startswith("示例-") and draft.note and draft.sender for draft in task_drafts())
