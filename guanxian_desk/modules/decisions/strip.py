"""The strip above a dossier: the steps of its timetable on three lines over the days, with today.

Green is done, blue is entered for a coming day, grey is the earliest lawful day, red is too late for the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guanxian_desk.base.days import spoken
from guanxian_desk.base.picture import Line, Picture, Rect, Shape, Text
from guanxian_desk.modules.decisions.timetable import PlannedStep, Timetable

_LANES = ("公众参与", "论证评估", "主线")
# Line, words, the step it begins with and the one it ends with ("" for a single day).
_MARKS = (
    (0, "公示", "notice", "notice_end"),
    (0, "座谈", "symposium", ""),
    (0, "听证", "hearing_notice", "hearing"),
    (0, "归纳", "opinion_summary", ""),
    (1, "专家论证", "expert_materials", "expert_review"),
    (1, "风险评估", "risk_report", ""),
    (2, "启动", "start", ""),
    (2, "草案", "draft", ""),
    (2, "初审", "first_review", ""),
    (2, "审查", "submission", "legality_opinion"),
    (2, "会议", "meeting", ""),
    (2, "公布", "publication", ""),
)
_HEIGHT, _LEFT, _RIGHT, _TOP, _LANE, _BAR, _DOT = 88, 64, 24, 18, 22, 12, 10
_TYPE, _LETTER = 12, 12.5
_LEAST_DAYS = 30
_TODAY = 32  # points that the word 今天 takes


_Mark = tuple[str, str, list[tuple[float, PlannedStep]]]
"""Word, tip, and where it begins and ends."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to points across."""

    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return _LEFT + share * (self.width - _LEFT - _RIGHT)


def strip(timetable: Timetable, today: date, width: float) -> Picture:
    """The picture at a width in points; a click on a mark opens the step's stage (its key is the step's name)."""
    steps = {step.step: step for step in timetable.steps}
    days = [day for step in timetable.steps if (day := _day(step)) is not None]
    first, last = min([*days, today]), max([*days, today])
    first, last = first - timedelta(days=3), max(last, first + timedelta(days=_LEAST_DAYS)) + timedelta(days=6)
    scale = _Scale(first, last, width)
    shapes = [*_ground(scale, today), *_today(scale, today)]
    for lane in range(len(_LANES)):
        shapes += _lane(scale, lane, steps, today)
    meeting = steps["meeting"]
    how = "已登记在" if meeting.actual else "最早可以在"
    words = f"时间表：集体讨论{how}{spoken(_day(meeting) or timetable.meeting)}，今天是{spoken(today)}。"
    return Picture(width, _HEIGHT, "法定时间表", words, tuple(shapes))


def _day(step: PlannedStep) -> date | None:
    return step.actual or step.earliest


def _ground(scale: _Scale, today: date) -> Iterator[Shape]:
    taken = (scale.x(today) - _TODAY, scale.x(today) + _TODAY)
    for lane, title in enumerate(_LANES):
        yield Text(0, _middle(lane) + 4, title, _TYPE, "ink_soft")
        yield Line(((_LEFT, _middle(lane)), (scale.width - _RIGHT, _middle(lane))), "line")
    day = date(scale.first.year, scale.first.month, 1)
    free = 0.0
    while day <= scale.last:
        if day >= scale.first:
            x = scale.x(day)
            yield Line(((x, _TOP), (x, _HEIGHT)), "line")
            words = f"{day.year} 年 {day.month} 月" if day.month == 1 or not free else f"{day.month} 月"
            if x >= free and not (x < taken[1] and x + len(words) * _LETTER > taken[0]):
                yield Text(x + 3, 12, words, _TYPE, "ink_soft")
                free = x + len(words) * _LETTER
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _today(scale: _Scale, today: date) -> Iterator[Shape]:
    x = scale.x(today)
    yield Line(((x, 2), (x, _HEIGHT)), "accent", 1.5, dashed=True)
    yield Text(x + 4, 12, "今天", _TYPE, "accent", bold=True)


def _lane(scale: _Scale, lane: int, steps: dict[str, PlannedStep], today: date) -> Iterator[Shape]:
    middle, marks = _middle(lane), list(_marks_of(scale, lane, steps))
    dots = [(x, step, tip) for _words, tip, ends in marks for x, step in ends]
    for _words, tip, ends in marks:
        (left, first), (right, last) = ends[0], ends[-1]
        if right - left > _DOT:
            yield Rect(left, middle - _BAR / 2, right - left, _BAR, f"{_token(last, today)}_wash", 3, first.step, tip)
    for x, step, tip in dots:
        yield Rect(x - _DOT / 2, middle - _DOT / 2, _DOT, _DOT, _token(step, today), _DOT / 2, step.step, tip)
    taken = [(x - _DOT / 2, x + _DOT / 2) for x, _step, _tip in dots]
    for words, _tip, ends in marks:
        place = _place(len(words) * _LETTER, ends[0][0], ends[-1][0], taken, scale.width)
        if place is not None:
            taken.append((place, place + len(words) * _LETTER))
            yield Text(place, middle + 4, words, _TYPE, "ink")


def _marks_of(scale: _Scale, lane: int, steps: dict[str, PlannedStep]) -> Iterator[_Mark]:
    for line, words, first, last in _MARKS:
        begin = _day(steps[first]) if first in steps else None
        if line == lane and begin is not None:
            ends = [(scale.x(begin), steps[first])]
            if last in steps:
                ends.append((scale.x(max(begin, _day(steps[last]) or begin)), steps[last]))
            yield words, _tip(words, ends[0][1], ends[-1][1]), ends


def _place(wide: float, left: float, right: float, taken: Sequence[tuple[float, float]], width: float) -> float | None:
    """Where a mark's word has room: right of it, on its bar, left of it; None where it has none."""
    on_bar = [(left + right - wide) / 2] if right - left >= wide + 2 * _DOT else []
    for start in (right + _DOT - 2, *on_bar, left - _DOT + 2 - wide):
        free = all(start >= end or start + wide <= begin for begin, end in taken)
        if free and start >= _LEFT and start + wide <= width:
            return start
    return None


def _token(step: PlannedStep, today: date) -> str:
    if step.actual is not None:
        return "green" if step.actual <= today else "blue"
    return "red" if step.latest is not None and step.latest < today else "grey"


def _tip(words: str, first: PlannedStep, last: PlannedStep) -> str:
    told = [_told(step) for step in ((first,) if first is last else (first, last))]
    return f"{words}：{'；'.join(told)}"


def _told(step: PlannedStep) -> str:
    if step.actual is not None:
        return f"{step.title} {step.actual.isoformat()}"
    latest = f"，最迟 {step.latest.isoformat()}" if step.latest else ""
    return f"{step.title}最早 {step.earliest.isoformat() if step.earliest else '未知'}{latest}"


def _middle(lane: int) -> float:
    return _TOP + 8 + lane * _LANE + 2
