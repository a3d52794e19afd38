"""Trying a timetable: shortened periods, work that takes days, steps beside each other; and the Gantt of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.picture import Rect, Text
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.decisions.document import dossier_from_document
from guanxian_desk.modules.decisions.limits import shipped_editions
from guanxian_desk.modules.decisions.pictures import gantt
from guanxian_desk.modules.decisions.timetable import from_day, until_meeting
from guanxian_desk.modules.decisions.what_if import WhatIf, shortenings, try_out
from tests.cases.decision_cases import base

FIRST = date(2022, 6, 1)
CALENDAR = official_calendar()
LIMITS = shipped_editions().on(FIRST)
EMPTY = dossier_from_document(
    {"format": "guanxian-dossier/1", "key": "x", "matter": {"title": "t", "traits": base()["matter"]["traits"]}}, "x"
)
USUAL = from_day(EMPTY, FIRST, CALENDAR, LIMITS)


def tried(what: WhatIf) -> int:
    return try_out(EMPTY, FIRST, CALENDAR, LIMITS, what).gained


def test_nothing_tried_gains_nothing() -> None:
    assert try_out(EMPTY, FIRST, CALENDAR, LIMITS, WhatIf()).timetable == USUAL


def test_shorter_notice_moves_the_meeting_and_says_what_it_needs() -> None:
    found = try_out(EMPTY, FIRST, CALENDAR, LIMITS, WhatIf(lengths={"R20-3": 20}))
    assert found.gained == (USUAL.meeting - found.timetable.meeting).days > 0
    assert found.timetable.step("notice_end").earliest == FIRST + timedelta(days=20)
    assert "说明缩短的理由" in found.needs[0]


def test_notice_shorter_than_the_hearing_gains_no_more_than_the_hearing_allows() -> None:
    # The hearing needs 15 days of notice: what lies below is not gained.
    assert tried(WhatIf(lengths={"R20-3": 15})) == tried(WhatIf(lengths={"R20-3": 0}))


@pytest.mark.parametrize(
    ("norm", "length", "words"),
    [("R23-1", 10, "不能缩短"), ("R20-3", 31, "0 至 30"), ("R20-3", -1, "0 至 30"), ("R44-3", 8, "0 至 7 个工作日")],
)
def test_what_may_not_be_shortened_is_refused(norm: str, length: int, words: str) -> None:
    with pytest.raises(UserError, match=words):
        tried(WhatIf(lengths={norm: length}))


def test_work_that_takes_longer_than_the_period_moves_the_meeting_back() -> None:
    assert tried(WhatIf(work={"risk_report": 30})) == 0
    assert tried(WhatIf(work={"risk_report": 40})) < 0
    with pytest.raises(UserError, match="366"):
        tried(WhatIf(work={"draft": 400}))


def test_risk_assessment_beside_participation_saves_its_own_days() -> None:
    beside, after = WhatIf(work={"risk_report": 20}), WhatIf(work={"risk_report": 20}, one_after_another=True)
    assert tried(beside) == 0
    late = try_out(EMPTY, FIRST, CALENDAR, LIMITS, after).timetable
    summary = late.step("opinion_summary").earliest
    assert summary is not None
    assert late.step("risk_report").earliest == summary + timedelta(days=20)
    assert tried(after) < 0


def test_each_lawful_shortening_tells_its_gain() -> None:
    found = {one.norm: one for one in shortenings(EMPTY, FIRST, CALENDAR, LIMITS)}
    assert set(found) == {"R20-3", "R44-3"}
    assert all(one.gained > 0 and one.needs for one in found.values())


def test_gantt_shows_every_step_with_its_days_in_words() -> None:
    picture = gantt(USUAL, FIRST)
    texts = {shape.text for shape in picture.shapes if isinstance(shape, Text)}
    for step in USUAL.steps:
        assert step.title in texts
        assert step.earliest is not None
        assert step.earliest.isoformat() in texts
    assert picture.words.startswith(f"集体讨论会议 {USUAL.meeting.isoformat()}")
    for shape in picture.shapes:
        if isinstance(shape, Rect):
            assert 0 <= shape.x <= shape.x + shape.width <= picture.width


def test_gantt_of_what_can_no_longer_be_reached_says_so() -> None:
    dossier = dossier_from_document(base(), "x")
    picture = gantt(until_meeting(dossier, date(2022, 7, 8), CALENDAR, LIMITS), FIRST)
    assert any(isinstance(shape, Rect) and shape.fill == "red" for shape in picture.shapes)
    late = gantt(until_meeting(EMPTY, date(2022, 6, 10), CALENDAR, LIMITS), date(2022, 6, 9))
    assert "已过最迟日期" in late.words
