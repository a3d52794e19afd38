"""A dossier's lawful timetable as a Gantt of plain shapes, the same on the screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guanxian_desk.base.picture import Band, Line, Picture, Rect, Shape, Text
from guanxian_desk.modules.decisions.timetable import PlannedStep, Timetable

_ROW = 24.0
_HEAD = 38.0
_FOOT = 30.0
_NAMES = 150.0
_DAYS = 96.0
_BAR = 10.0
_DOT = 8.0
_SLACK = 0.3
_EDGE = 6.0
_WEEK = timedelta(days=7)
# Two month names need about this much room beside each other.
_MONTH_ROOM = 34.0


@dataclass(frozen=True)
class _Scale:
    """Days to points: first at left, last at right."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """The middle of a day."""
        span = (self.last - self.first).days or 1
        return self.left + (day - self.first).days * (self.right - self.left) / span


def gantt(timetable: Timetable, as_of: date, width: float = 1080.0) -> Picture:
    """Every step from its earliest to its latest lawful day, the recorded day as a dot, dates in words beside.

    Solid accent: the critical chain; pale: slack; green dot: done; red dot: done too late; dashed line: the as-of day.
    """
    steps = timetable.steps
    scale = _scale(steps, as_of, width)
    floor = _HEAD + len(steps) * _ROW
    shapes: list[Shape] = [*_heads(width), *_months(scale, floor)]
    for place, step in enumerate(steps):
        shapes += _row(step, _HEAD + place * _ROW, scale, width, as_of)
    if scale.first <= as_of <= scale.last:
        x = scale.x(as_of)
        shapes += [
            Line(((x, _HEAD - 4), (x, floor)), "red", dashed=True),
            Text(x, _HEAD - 7, f"{as_of.month}月{as_of.day}日", 12, "red", "center"),
        ]
    shapes += _legend(floor + 20)
    return Picture(width, floor + _FOOT, "法定程序倒排工期", _in_words(timetable, as_of), tuple(shapes))


def _scale(steps: Sequence[PlannedStep], as_of: date, width: float) -> _Scale:
    days = [day for step in steps for day in (step.earliest, step.latest, step.actual) if day is not None]
    first, last = min(days, default=as_of), max(days, default=as_of)
    # A day long past or far ahead must not press the plan into a corner.
    if first - _WEEK * 4 <= as_of <= last + _WEEK * 4:
        first, last = min(first, as_of), max(last, as_of)
    return _Scale(first - _WEEK, last + _WEEK, _NAMES, width - 3 * _DAYS * 0.8 - _EDGE)


def _columns(width: float) -> tuple[float, float, float]:
    return tuple(width - _DAYS * 0.8 * place for place in (3, 2, 1))  # type: ignore[return-value]


def _heads(width: float) -> list[Shape]:
    names = ("最早", "最迟", "实际")
    return [Text(x + _EDGE, _HEAD - 12, name, 12, "ink_soft") for x, name in zip(_columns(width), names)]


def _months(scale: _Scale, floor: float) -> list[Shape]:
    shapes: list[Shape] = []
    day, free = date(scale.first.year, scale.first.month, 1), 0.0
    while day <= scale.last:
        if day >= scale.first:
            x = scale.x(day)
            shapes.append(Line(((x, _HEAD - 4), (x, floor)), "line"))
            if free <= x < scale.right - _MONTH_ROOM:
                words = f"{day.year}年{day.month}月" if day.month == 1 or not free else f"{day.month}月"
                shapes.append(Text(x + 3, 14, words, 12, "ink_soft"))
                free = x + _MONTH_ROOM * (2 if "年" in words else 1)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return shapes


def _row(step: PlannedStep, top: float, scale: _Scale, width: float, as_of: date) -> list[Shape]:
    middle, baseline = top + _ROW / 2, top + _ROW / 2 + 4
    tip = _tip(step)
    shapes: list[Shape] = [
        Line(((0, top + _ROW), (width, top + _ROW)), "line"),
        Text(0, baseline, step.title, 12, "ink", bold=step.critical),
        *_bar(step, middle, scale, tip),
    ]
    if step.actual is not None:
        shapes.append(_dot(scale.x(step.actual), middle, _colour(step, as_of), step.step, tip))
    for x, day in zip(_columns(width), (step.earliest, step.latest, step.actual)):
        late = day is step.latest and _colour(step, as_of) == "red"
        shapes.append(Text(x + _EDGE, baseline, day.isoformat() if day else "—", 12, "red" if late else "ink"))
    return shapes


def _bar(step: PlannedStep, middle: float, scale: _Scale, tip: str) -> list[Shape]:
    if step.latest is None or step.actual is not None:
        return []
    start = min(step.earliest or step.latest, step.latest)
    left, right = scale.x(start), scale.x(step.latest)
    top = middle - _BAR / 2
    bar: Shape = Rect(left - _BAR / 2, top, right - left + _BAR, _BAR, "accent", _BAR / 2, step.step, tip)
    if not step.critical:
        bar = _pale(left - _BAR / 2, right + _BAR / 2, top, step.step, tip)
    if step.earliest is not None and step.earliest > step.latest:
        # Not to be reached any more: from the latest day to the earliest in red.
        reach = scale.x(step.earliest) - right
        return [bar, Rect(right, middle - 2, reach, 4, "red", 2, step.step, tip)]
    return [bar]


def _pale(left: float, right: float, top: float, key: str, tip: str) -> Band:
    return Band(left, top, top + _BAR, right, top, top + _BAR, "accent", _SLACK, key, tip)


def _dot(x: float, middle: float, colour: str, key: str, tip: str) -> Rect:
    return Rect(x - _DOT / 2, middle - _DOT / 2, _DOT, _DOT, colour, _DOT / 2, key, tip)


def _colour(step: PlannedStep, as_of: date) -> str:
    """green: done in time; red: after its latest day, or not done and past it; grey: a plan that has not come."""
    reached = step.actual or as_of
    if step.latest is not None and reached > step.latest:
        return "red"
    return "green" if step.actual is not None and step.actual <= as_of else "grey"


def _tip(step: PlannedStep) -> str:
    parts = [f"{name} {day.isoformat()}" for name, day in _named_days(step) if day is not None]
    slack = f"，余 {step.slack} 日" if step.slack is not None and step.actual is None else ""
    return f"{step.title}：{'，'.join(parts)}{slack}（{'、'.join(step.norms)}）"


def _named_days(step: PlannedStep) -> tuple[tuple[str, date | None], ...]:
    return ("最早", step.earliest), ("最迟", step.latest), ("实际", step.actual)


def _legend(y: float) -> list[Shape]:
    x = 14.0 * 9
    shapes: list[Shape] = [_pale(0, 22, y - 4 - _BAR / 2, "", ""), Text(28, y, "有余地的步骤", 12, "ink_soft")]
    for colour, words in (
        ("accent", "关键步骤"),
        ("green", "已办"),
        ("grey", "已定日期"),
        ("red", "来不及或者已晚"),
    ):
        shapes += [_dot(x + 4, y - 4, colour, "", ""), Text(x + 14, y, words, 12, "ink_soft")]
        x += 14 * (len(words) + 2) + 8
    return shapes


def _in_words(timetable: Timetable, as_of: date) -> str:
    chain = "、".join(step.title for step in timetable.steps if step.critical and step.actual is None)
    late = [step.title for step in timetable.steps if step.actual is None and (step.latest or as_of) < as_of]
    words = f"集体讨论会议 {timetable.meeting.isoformat()}。关键步骤：{chain or '都已办完'}。"
    return words + (f"已过最迟日期：{'、'.join(late)}。" if late else "")
