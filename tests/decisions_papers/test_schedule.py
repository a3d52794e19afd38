"""The timetable as a paper: its chart, its table, what is too late."""

from __future__ import annotations

from datetime import date

import pytest

from guanxian_desk.base.days import NoCalendarError
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.picture import Picture, Text
from guanxian_desk.filings.document import Table
from guanxian_desk.modules.decisions.papers.schedule import timetable
from tests.decisions_papers.dossiers import SPARSE, full, source

FIRST = date(2023, 3, 10)


def test_the_chart_has_every_step_of_the_table() -> None:
    document = timetable(source(SPARSE, as_of=FIRST)).documents[0]
    table, chart = document["table"], document["chart"]
    assert isinstance(table, Table)
    assert isinstance(chart, Picture)
    drawn = {shape.text for shape in chart.shapes if isinstance(shape, Text)}
    assert {str(row[1]) for row in table.rows} <= drawn
    assert chart.width < 800  # on an upright page the words must stay legible


def test_the_paper_goes_forward_from_its_day_or_back_from_a_meeting() -> None:
    forward = timetable(source(SPARSE, as_of=FIRST)).documents[0]
    assert forward["backward"] is False
    assert forward["meeting"] == "2023年4月18日"
    assert any("集体讨论最多可以提前" in line for line in forward["gains"])  # type: ignore[attr-defined]
    back = timetable(source(SPARSE, "2023-05-30", as_of=FIRST)).documents[0]
    assert back["backward"] is True
    assert back["meeting"] == "2023年5月30日"
    assert back["gains"] == ()


def test_what_is_too_late_is_named() -> None:
    back = timetable(source(full(), "2022-07-10")).documents[0]
    assert "合法性审查意见" in str(back["late"])


@pytest.mark.parametrize("words", ["2022-02-30", "七月", "2022"])
def test_a_meeting_that_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(UserError, match="不是会议日期"):
        timetable(source(SPARSE, words))


def test_a_year_without_calendar_is_said() -> None:
    with pytest.raises(NoCalendarError, match="2027"):
        timetable(source(SPARSE, as_of=date(2026, 12, 1)))
