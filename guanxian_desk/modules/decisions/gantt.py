"""A timetable as a Gantt chart: the same plain shapes for the screen and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from guanxian_desk.base.days import spoken
from guanxian_desk.base.picture import Area, Line, Picture, Rect, Shape, Text
from guanxian_desk.modules.decisions.timetable import PlannedStep, Timetable

_LABELS, _RIGHT = 168.0, 16.0
_HEAD, _ROW, _BAR, _FOOT = 44.0, 23.0, 11.0, 44.0
_MARK = 5.5
_DAY = 80.0
_WEEKS_UP_TO = 200
"""A span of more days shows months only."""


@dataclass(frozen=True)
class _Scale:
    """Days along the width."""

    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        return _LABELS + (day - self.first).days * self.step

    @property
    def step(self) -> float:
        """The width of one day."""
        return (self.width - _LABELS - _RIGHT) / max((self.last - self.first).days + 1, 1)


def gantt(timetable: Timetable, as_of: date | None = None, width: float = 1000.0, *, dates: bool = False) -> Picture:
    """A bar a step: from the day its last predecessor is through to its earliest day (blue when critical), its slack
    after that in light, the recorded day as a mark (red when later than the latest day). as_of is drawn as a line.

    dates: the days in figures beside each bar, as the screen wants them (paper has them in a table).
    """
    scale = _scale(timetable, as_of, width - 3 * _DAY if dates else width)
    height = _HEAD + _ROW * len(timetable.steps) + _FOOT
    shapes: list[Shape] = [*_axis(scale, height), *_lines(timetable, as_of, scale, height)]
    for place, step in enumerate(timetable.steps):
        shapes += _step(timetable, step, scale, _HEAD + place * _ROW)
    if dates:
        shapes += _dates(timetable, scale.width)
    shapes += _legend(height)
    return Picture(width, height, "工期表", _words(timetable), tuple(shapes))


def _scale(timetable: Timetable, as_of: date | None, width: float) -> _Scale:
    days = [day for step in timetable.steps for day in (step.earliest, step.latest, step.actual) if day]
    days += [timetable.meeting, *([as_of] if as_of else [])]
    return _Scale(min(days) - timedelta(days=2), max(days) + timedelta(days=4), width)


def _axis(scale: _Scale, height: float) -> Iterator[Shape]:
    """Months with their names, weeks as fine lines."""
    foot = height - _FOOT
    day = scale.first
    while day <= scale.last:
        if day.day == 1 or day == scale.first:
            yield Line(((scale.x(day), 6), (scale.x(day), foot)), "line", 1)
            if (scale.last - day).days * scale.step > 60 and (day.day == 1 or day.day < 22):
                yield Text(scale.x(day) + 4, 18, f"{day.year}年{day.month}月", 11, "ink_soft")
        elif day.weekday() == 0 and (scale.last - scale.first).days <= _WEEKS_UP_TO:
            yield Line(((scale.x(day), _HEAD - 8), (scale.x(day), foot)), "ground", 1)
            yield Text(scale.x(day) + 1, _HEAD - 10, str(day.day), 8.5, "ink_soft")
        day += timedelta(days=1)


def _lines(timetable: Timetable, as_of: date | None, scale: _Scale, height: float) -> Iterator[Shape]:
    """The meeting and the day of the chart."""
    for day, words, color in ((timetable.meeting, "集体讨论", "red"), (as_of, "截至日", "green")):
        if day is not None:
            x = scale.x(day) + scale.step / 2
            yield Line(((x, _HEAD - 6), (x, height - _FOOT)), color, 1, dashed=True)
            yield Text(x, height - _FOOT + 12, words, 10, color, "center")


def _step(timetable: Timetable, step: PlannedStep, scale: _Scale, top: float) -> Iterator[Shape]:
    middle, color = top + _ROW / 2, "accent" if step.critical else "grey"
    bar = middle - _BAR / 2
    yield Line(((0, top + _ROW), (scale.width, top + _ROW)), "ground", 1)
    yield Text(_LABELS - 8, middle + 4, step.title, 11.5, "ink", "right", bold=step.critical)
    if step.earliest:
        start = _start(timetable, step) or step.earliest
        width = max(scale.x(step.earliest) - scale.x(start), 0) + scale.step
        yield Rect(scale.x(start), bar, width, _BAR, color, 2, step.step, tip(step))
    if step.latest and (step.earliest is None or step.latest > step.earliest):
        since = scale.x(step.earliest) + scale.step if step.earliest else scale.x(step.latest)
        yield Rect(since, bar + 3, scale.x(step.latest) + scale.step - since, _BAR - 6, "line", 1, step.step, tip(step))
    if step.latest and step.earliest and step.latest < step.earliest:
        # Not to be reached any more: red from the latest day to the earliest.
        missed = scale.x(step.earliest) - scale.x(step.latest)
        yield Rect(scale.x(step.latest), bar + 3, missed, _BAR - 6, "red", 1, step.step, tip(step))
    if step.actual:
        late = step.latest is not None and step.actual > step.latest
        yield _diamond(scale.x(step.actual) + scale.step / 2, middle, "red" if late else "green")


def _start(timetable: Timetable, step: PlannedStep) -> date | None:
    """When the last of those it waits for is through; never after the step itself."""
    days = [timetable.step(name).earliest for name in step.after]
    known = [day for day in days if day is not None and step.earliest is not None and day <= step.earliest]
    return max(known, default=None)


def _dates(timetable: Timetable, left: float) -> Iterator[Shape]:
    """最早, 最迟 and 实际 of every step in figures; a latest day that was missed in red."""
    for column, name in enumerate(("最早", "最迟", "实际")):
        yield Text(left + column * _DAY + 6, _HEAD - 10, name, 11, "ink_soft")
    for place, step in enumerate(timetable.steps):
        base = _HEAD + place * _ROW + _ROW / 2 + 4
        reached = step.actual or step.earliest
        missed = step.latest is not None and reached is not None and reached > step.latest
        for column, day in enumerate((step.earliest, step.latest, step.actual)):
            color = "red" if missed and column == 1 else "ink"
            yield Text(left + column * _DAY + 6, base, day.isoformat() if day else "—", 11.5, color)
        yield Line(((left, base + _ROW / 2 - 4), (left + 3 * _DAY, base + _ROW / 2 - 4)), "ground", 1)


def _diamond(x: float, y: float, fill: str) -> Area:
    return Area(((x, y - _MARK), (x + _MARK, y), (x, y + _MARK), (x - _MARK, y)), fill)


def _legend(height: float) -> Iterator[Shape]:
    """What the colours mean."""
    y = height - 10
    x = _LABELS
    for fill, words in (("accent", "关键工期"), ("grey", "其他工期"), ("line", "可以推迟的余量")):
        yield Rect(x, y - 8, 22, 8, fill, 1)
        yield Text(x + 28, y, words, 10.5, "ink_soft")
        x += 128
    for fill, words in (("green", "实际日期"), ("red", "实际日期晚于最迟日期")):
        yield _diamond(x + 8, y - 4, fill)
        yield Text(x + 20, y, words, 10.5, "ink_soft")
        x += 110


def tip(step: PlannedStep) -> str:
    """A step in one line: its days and its slack."""
    days = [
        f"{name}{spoken(day)}"
        for name, day in (("最早", step.earliest), ("最迟", step.latest), ("实际", step.actual))
        if day
    ]
    slack = f"，余量{step.slack}天" if step.slack is not None else ""
    return f"{step.title}：{'，'.join(days) or '日期未定'}{slack}"


def _words(timetable: Timetable) -> str:
    chain = "、".join(step.title for step in timetable.steps if step.critical)
    return f"集体讨论{spoken(timetable.meeting)}。关键工期：{chain}。"
