"""The timetable as a chart and as a paper."""

from __future__ import annotations

from datetime import date

import pytest

from guanxian_desk.base.days import NoCalendarError
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.picture import Area, Rect, Text
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.reading import read
from guanxian_desk.modules.decisions.gantt import gantt, tip
from guanxian_desk.modules.decisions.limits import shipped_editions
from guanxian_desk.modules.decisions.papers.schedule import timetable
from guanxian_desk.modules.decisions.timetable import Timetable, from_day, until_meeting
from tests.decisions_papers.dossiers import SPARSE, full, source

FIRST = date(2023, 3, 10)


def planned(document: dict[str, object], first: date = FIRST) -> Timetable:
    return from_day(read(Dossier, document), first, official_calendar(), shipped_editions().on(first))


def bars(found: Timetable, fill: str) -> dict[str, Rect]:
    return {
        shape.key: shape
        for shape in gantt(found).shapes
        if isinstance(shape, Rect) and shape.fill == fill and shape.key
    }


def test_every_step_has_its_row_and_name() -> None:
    found = planned(SPARSE)
    picture = gantt(found, FIRST)
    names = [shape.text for shape in picture.shapes if isinstance(shape, Text) and shape.anchor == "right"]
    assert names == [step.title for step in found.steps]
    assert "集体讨论" in picture.words
    assert picture.height > 23 * len(found.steps)


def test_nothing_lies_outside_the_picture() -> None:
    for document in (SPARSE, full()):
        picture = gantt(planned(document), FIRST)
        for shape in picture.shapes:
            if isinstance(shape, Rect):
                assert shape.width > 0
                assert shape.x >= 0
                assert shape.x + shape.width <= picture.width
                assert 0 <= shape.y <= picture.height


def test_the_critical_chain_is_blue_and_slack_is_light() -> None:
    found = planned(SPARSE)
    assert set(bars(found, "accent")) == {step.step for step in found.steps if step.critical}
    assert set(bars(found, "line")) == {step.step for step in found.steps if (step.slack or 0) > 0}


def test_the_bar_of_the_notice_is_as_long_as_its_period() -> None:
    found = planned(SPARSE)
    drawn = bars(found, "accent")
    one_day = drawn["notice"].width
    assert drawn["notice_end"].width == pytest.approx(31 * one_day)


def test_a_recorded_day_is_marked_and_red_when_it_is_too_late() -> None:
    marks = [shape.fill for shape in gantt(planned(full(), date(2022, 6, 12))).shapes if isinstance(shape, Area)]
    assert marks.count("red") == 1  # the legend's
    back = until_meeting(read(Dossier, full()), date(2022, 7, 10), official_calendar(), shipped_editions().on(FIRST))
    late = [step for step in back.steps if step.actual and step.latest and step.actual > step.latest]
    assert [shape.fill for shape in gantt(back).shapes if isinstance(shape, Area)].count("red") == 1 + len(late)
    assert late


def test_a_step_is_told_in_a_line() -> None:
    step = planned(SPARSE).step("notice_end")
    assert tip(step) == "公开征求意见期满：最早2023年4月9日，最迟2023年4月9日，余量0天"


def test_the_paper_goes_forward_from_its_day_or_back_from_a_meeting() -> None:
    forward = timetable(source(SPARSE, as_of=FIRST)).documents[0]
    assert forward["backward"] is False
    assert forward["meeting"] == "2023年4月18日"
    assert any("集体讨论最早可以提前" in line for line in forward["gains"])  # type: ignore[attr-defined]
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
