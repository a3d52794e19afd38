"""The ladder, the targets against time and the budget as plain shapes, the same on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from guanxian_desk.base.picture import Band, Line, Picture, Rect, Shape, Text
from guanxian_desk.modules.cultivation.policy import CultivationPolicy
from guanxian_desk.modules.cultivation.rules.budget import Pot
from guanxian_desk.modules.cultivation.rules.ladder import (
    ABOVE_SCALE,
    MUNICIPAL_SPECIALIZED,
    PROVINCIAL_SPECIALIZED,
    RUNGS,
    SMALL,
    TOP,
    rungs_on,
)
from guanxian_desk.modules.cultivation.rules.targets import Target
from guanxian_desk.modules.cultivation.rules.who import Firm
from guanxian_desk.modules.cultivation.wording import wan

_LADDER_HEIGHT, _RISE, _FLOOR = 112.0, 13.0, 108.0
_STEPS: tuple[tuple[str, ...], ...] = (
    (SMALL,),
    (ABOVE_SCALE,),
    (MUNICIPAL_SPECIALIZED,),
    (PROVINCIAL_SPECIALIZED,),
    TOP,
)
_NAMED = 6
_BAR, _ROW, _TWO_COLUMNS = 14.0, 26.0, 800.0


@dataclass(frozen=True)
class Rung:
    """A rung with who stands on it, who came and who went since the day before."""

    name: str
    stand: tuple[Firm, ...]
    came: tuple[Firm, ...]
    went: tuple[Firm, ...]


def ladder_rungs(firms: Iterable[Firm], since: date, until: date) -> list[Rung]:
    """Where everybody stands at the end of until, and who moved since the end of since; industry and what climbed."""
    pairs = [(firm, rungs_on(firm, since), rungs_on(firm, until)) for firm in firms if _on_ladder(firm)]
    return [
        Rung(
            name,
            tuple(firm for firm, _, after in pairs if name in after),
            tuple(firm for firm, before, after in pairs if name in after and name not in before),
            tuple(firm for firm, before, after in pairs if name in before and name not in after),
        )
        for name in RUNGS
    ]


def _on_ladder(firm: Firm) -> bool:
    """Enterprises (91… and individual ones 92…); platforms, associations and parks do not climb."""
    return firm.code.startswith("9")


def ladder(rungs: Sequence[Rung], since: date, until: date, width: float = 1180.0) -> Picture:
    """A staircase: each step a rung with its number and who moved; the top ones share the highest step."""
    by_name = {rung.name: rung for rung in rungs}
    weights = (1.0, 1.0, 1.0, 1.0, 2.2)
    unit = (width - 8 * (len(_STEPS) - 1)) / sum(weights)
    shapes: list[Shape] = [Line(((0, _FLOOR), (width, _FLOOR)), "line")]
    x = 0.0
    for place, (names, weight) in enumerate(zip(_STEPS, weights)):
        wide, top = unit * weight, 56 - place * _RISE
        part = wide / len(names)
        for at, name in enumerate(names):
            shapes += _step(by_name[name], x + at * part, part - (2 if at + 1 < len(names) else 0), top)
        x += wide + 8
    words = "；".join(_in_words(rung) for rung in rungs)
    title = f"梯队（{since.isoformat()} 以后至 {until.isoformat()} 的变动）"
    return Picture(width, _LADDER_HEIGHT, title, f"{words}。", tuple(shapes))


def _step(rung: Rung, x: float, wide: float, top: float) -> list[Shape]:
    shapes: list[Shape] = [
        Band(x, top, _FLOOR, x + wide, top, _FLOOR, "accent", 0.14, rung.name, _in_words(rung)),
        Rect(x, top, wide, 4, "accent", 2),
        Text(x + 8, top + 21, rung.name, 12, "ink_soft"),
        Text(x + 8, top + 42, str(len(rung.stand)), 18, "ink", bold=True),
    ]
    beside = x + 14 + 11 * len(str(len(rung.stand)))
    if rung.came:
        shapes.append(Text(beside, top + 42, f"＋{len(rung.came)}", 12, "green"))
        beside += 14 + 8 * len(str(len(rung.came)))
    if rung.went:
        shapes.append(Text(beside, top + 42, f"－{len(rung.went)}", 12, "ink_soft"))
    return shapes


def _in_words(rung: Rung) -> str:
    parts = [f"{rung.name} {len(rung.stand)} 家"]
    if rung.came:
        parts.append(f"新到 {len(rung.came)} 家（{_names(rung.came)}）")
    if rung.went:
        parts.append(f"离开 {len(rung.went)} 家（{_names(rung.went)}）")
    return "，".join(parts)


def _names(firms: Sequence[Firm]) -> str:
    return "、".join(firm.name for firm in firms[:_NAMED]) + ("等" if len(firms) > _NAMED else "")


def target_bars(
    targets: Sequence[Target], policy: CultivationPolicy, as_of: date, width: float = 1180.0, row: float = _ROW
) -> Picture:
    """Each target as a bar, in two columns where there is room; the dashed line is where time stands.

    row: the height of a line.
    """
    columns = 2 if width >= _TWO_COLUMNS else 1
    rows = -(-len(targets) // columns)
    height = rows * row + 24
    passed, whole = elapsed(policy, as_of)
    shapes: list[Shape] = []
    column = (width - 32 * (columns - 1)) / columns
    for place, target in enumerate(targets):
        x, y = (place // rows) * (column + 32), (place % rows) * row + 4
        shapes += _target(target, x, y, column, passed, whole)
    share = f"{100 * passed // whole}%"
    shapes.append(Text(0, height - 6, f"虚线是时间进度 {share}（三年计划至 {as_of.isoformat()}）", 12, "ink_soft"))
    words = "；".join(f"{one.metric.name}目标 {one.target}，已完成 {one.actual}" for one in targets)
    return Picture(width, height, "三年目标完成情况", f"时间进度 {share}。{words}。", tuple(shapes))


def elapsed(policy: CultivationPolicy, as_of: date) -> tuple[int, int]:
    """Days of the programme passed by the end of the day, and all of them."""
    whole = (policy.last_day - policy.first_day).days + 1
    return min(max((as_of - policy.first_day).days + 1, 0), whole), whole


def behind(target: Target, policy: CultivationPolicy, as_of: date) -> bool:
    """Whether less is reached than time would have it."""
    passed, whole = elapsed(policy, as_of)
    return target.actual * whole < target.target * passed


def _target(target: Target, x: float, y: float, column: float, passed: int, whole: int) -> list[Shape]:
    label, figure = 148.0, 76.0
    track = column - label - figure
    share = min(target.actual / target.target, 1.0) if target.target else 1.0
    late = target.actual * whole < target.target * passed
    token = "blue" if target.actual >= target.target else "amber" if late else "green"
    tip = f"{target.metric.name}：目标 {target.target}，已完成 {target.actual}"
    marker = x + label + track * passed / whole
    state = "已完成" if target.actual >= target.target else "落后" if late else "正常"
    return [
        Text(x, y + 11, target.metric.name, 12, "ink"),
        Rect(x + label, y, track, _BAR, "line", 3, target.metric.key, tip),
        Rect(x + label, y, max(track * share, 1), _BAR, token, 3, target.metric.key, tip),
        Line(((marker, y - 2), (marker, y + _BAR + 2)), "ink_soft", 1, dashed=True),
        Text(x + column, y + 11, f"{target.actual}/{target.target} {state}", 12, "ink", "right"),
    ]


def budget_bar(pot: Pot, width: float = 1180.0) -> Picture:
    """The budget: other uses, paid, approved and not yet paid, what waits, what is left or missing."""
    parts = (
        ("其他用途", pot.used, "grey"),
        ("已拨付", pot.paid, "blue"),
        ("已批准未拨", pot.approved - pot.paid, "accent"),
        ("待批准可付", pot.payable, "amber" if pot.short else "green"),
    )
    most = max(pot.budget, sum(fen for _, fen, _ in parts), 1)
    shapes: list[Shape] = [Rect(0, 22, width * pot.budget / most, 22, "line", 3, "", f"额度 {wan(pot.budget)}")]
    x = 0.0
    said: list[tuple[str, int | None, str]] = []
    for name, fen, token in parts:
        if fen > 0:
            wide = width * fen / most
            shapes.append(Rect(x, 22, max(wide - 1, 1), 22, token, 2, name, f"{name} {wan(fen)}"))
            x += wide
            said.append((name, fen, token))
    edge = width * pot.budget / most
    shapes.append(Line(((edge - 1, 16), (edge - 1, 50)), "ink", 2))
    shapes.append(Text(edge - 6, 13, f"{pot.period}年额度 {wan(pot.budget)}", 12, "ink", "right", bold=True))
    left = pot.room - pot.payable
    left_words = f"批准后还剩 {wan(left)}" if left >= 0 else f"缺 {wan(-left)}"
    shapes += _legend([*said, (left_words, None, "red" if left < 0 else "ink_soft")], width)
    words = "，".join(f"{name} {wan(fen)}" for name, fen, _ in said if fen is not None)
    return Picture(
        width, 76, f"{pot.period}年统筹资金", f"额度 {wan(pot.budget)}：{words}；{left_words}。", tuple(shapes)
    )


def _legend(entries: Sequence[tuple[str, int | None, str]], width: float) -> list[Shape]:
    shapes: list[Shape] = []
    step = width / max(len(entries), 1)
    for place, (name, fen, token) in enumerate(entries):
        x = place * min(step, 230)
        if fen is not None:
            shapes.append(Rect(x, 58, 10, 10, token, 2))
        words = name if fen is None else f"{name} {wan(fen)}"
        color = token if fen is None else "ink_soft"
        shapes.append(Text(x + (14 if fen is not None else 0), 67, words, 12, color))
    return shapes
