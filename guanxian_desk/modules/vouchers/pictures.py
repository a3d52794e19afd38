"""The money's path and the day curve as plain shapes, the same on the screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from guanxian_desk.base.money import short_yuan
from guanxian_desk.base.picture import Area, Band, Line, Picture, Rect, Shape, Text
from guanxian_desk.modules.vouchers.reconcile import Reconciliation
from guanxian_desk.modules.vouchers.stories import DayCount

_HEIGHT = 142.0
_NODE = 14.0
_TOP = 40.0
_FLOW = 54.0
_THIN = 6.0
_DAYS_HEIGHT = 180.0
_BAR_LEFT, _BAR_ROOM, _BAR_ROW = 80.0, 220.0, 28.0


class Leak(NamedTuple):
    """Money that leaves the path; key: the findings it opens ("" for none)."""

    words: str
    fen: int
    key: str = ""


@dataclass(frozen=True)
class Stage:
    """One station of the path, fen, and what leaves after it."""

    words: str
    fen: int
    shown: int
    leaks: tuple[Leak, ...] = ()


def money_path(result: Reconciliation) -> tuple[Stage, ...]:
    """缴费 → 应发 → 已发 → 有效核销 → 应拨 → 已提现. The first station is as wide as the share it gives a right to."""
    totals, sums, policy = result.totals, result.books.sums, result.policy
    untimely = (totals.paid - totals.eligible) * policy.rate_numerator // policy.rate_denominator
    return (
        Stage(
            f"缴费（×{100 * policy.rate_numerator // policy.rate_denominator}%）",
            max(sums.shared + untimely, 0),
            totals.paid,
            (Leak("活动期外缴费", untimely, "E01"), Leak("不足一张的零头", sums.shared - totals.entitled)),
        ),
        Stage("应发", totals.entitled, totals.entitled, (Leak("少发", _amount_of(result, "I03"), "I03"),)),
        Stage(
            "已发", totals.issued, totals.issued, (Leak("未使用", totals.outstanding), Leak("已过期", totals.expired))
        ),
        Stage(
            "有效核销",
            totals.redeemed_net,
            totals.redeemed_net,
            (Leak("待处理不予拨付", totals.redeemed_net - totals.treasury_due, "R"),),
        ),
        Stage(
            "应拨",
            totals.treasury_due,
            totals.treasury_due,
            (Leak("商户未提现", max(totals.treasury_due - totals.withdrawn, 0)),),
        ),
        Stage("已提现", totals.withdrawn, totals.withdrawn),
    )


def money_band(result: Reconciliation, width: float = 1180.0) -> Picture:
    """The path as a band whose thickness is money; what leaks is amber and named below."""
    stages = money_path(result)
    most = max(*(stage.fen for stage in stages), 1)
    step = (width - _NODE - 84) / (len(stages) - 1)
    shapes: list[Shape] = []
    for index, stage in enumerate(stages):
        x = index * step
        thick = _FLOW * stage.fen / most
        if index + 1 < len(stages):
            shapes += _onward(x, step, thick, _FLOW * stages[index + 1].fen / most)
            shapes += _leaks(stage, x, step, most)
        key = "" if index else "paid"
        shapes.append(
            Rect(x, _TOP, _NODE, max(thick, 1), "accent", 2, key, f"{stage.words} {short_yuan(stage.shown)} 元")
        )
        shapes.append(Text(x, 14, stage.words, 12, "ink_soft"))
        shapes.append(Text(x, 31, short_yuan(stage.shown), 14, "ink", bold=True))
    return Picture(width, _HEIGHT, "资金流向", _path_in_words(stages), tuple(shapes))


def money_bars(result: Reconciliation) -> Picture:
    """The path as one bar a station, for a small place: from the entitlement on, each against the largest."""
    stages = money_path(result)[1:]
    most = max(*(stage.fen for stage in stages), 1)
    shapes: list[Shape] = []
    for index, stage in enumerate(stages):
        y = index * _BAR_ROW
        length = _BAR_ROOM * stage.fen / most
        shapes.append(Text(0, y + 16, stage.words, 13))
        shapes.append(Rect(_BAR_LEFT, y + 5, max(length, 1), 14, "accent", radius=4))
        shapes.append(Text(_BAR_LEFT + length + 8, y + 16, f"{short_yuan(stage.fen)} 元", 13))
    words = "，".join(f"{stage.words} {short_yuan(stage.fen)} 元" for stage in stages)
    return Picture(_BAR_LEFT + _BAR_ROOM + 96, len(stages) * _BAR_ROW, "消费券的资金", f"{words}。", tuple(shapes))


def day_picture(days: Sequence[DayCount], first: date, last: date, width: float = 1180.0) -> Picture:
    """Redemptions by day between two days as bars of their face."""
    span = max((last - first).days + 1, 1)
    most = max((day.face_fen for day in days), default=0)
    floor, left = _DAYS_HEIGHT - 22, 64.0
    step = (width - left - 8) / span
    shapes: list[Shape] = [Line(((left, floor), (width - 8, floor)), "line")]
    for share in (0.5, 1.0):
        y = floor - (floor - 14) * share
        shapes.append(Line(((left, y), (width - 8, y)), "line", dashed=True))
        shapes.append(Text(left - 6, y + 4, short_yuan(int(most * share)), 12, "ink_soft", "right"))
    for day in days:
        high = (floor - 14) * day.face_fen / most if most else 0
        x = left + (day.day - first).days * step
        tip = f"{day.day.isoformat()}：核销 {day.count} 张，{short_yuan(day.face_fen)} 元"
        shapes.append(Rect(x, floor - high, max(step - 1, 1), high, "accent", 0, day.day.isoformat(), tip))
    shapes += _months(first, last, left, step, floor)
    total = sum(day.face_fen for day in days)
    words = (
        f"{first.isoformat()} 至 {last.isoformat()} 共核销 {short_yuan(total)} 元，最多的一天 {short_yuan(most)} 元。"
    )
    return Picture(width, _DAYS_HEIGHT, "每日核销金额（元）", words, tuple(shapes))


def _amount_of(result: Reconciliation, code: str) -> int:
    return sum(finding.amount for finding in result.findings if finding.code == code)


def _onward(x: float, step: float, thick: float, next_thick: float) -> list[Shape]:
    flow = min(thick, next_thick)
    shapes: list[Shape] = [Band(x + _NODE, _TOP, _TOP + flow, x + step, _TOP, _TOP + flow, "accent", 0.28)]
    if next_thick > flow:
        # More arrives than came: vouchers without a right to them.
        shapes.append(
            Area(((x + step - 18, _TOP + next_thick), (x + step, _TOP + flow), (x + step, _TOP + next_thick)), "red")
        )
    return shapes


def _leaks(stage: Stage, x: float, step: float, most: int) -> list[Shape]:
    shapes: list[Shape] = []
    top = _TOP + _FLOW * (stage.fen - sum(leak.fen for leak in stage.leaks)) / most
    label, left = _HEIGHT - 30, x + _NODE
    for leak in (one for one in stage.leaks if one.fen > 0):
        thick = max(_FLOW * leak.fen / most, 1.5)
        tip = f"{leak.words} {short_yuan(leak.fen)} 元"
        # A thin leak ends at the left of its words, a thick one above them: no words are crossed out.
        thin = thick <= _THIN
        end, bottom = (left + 16, label - 4 + thick / 2) if thin else (left + min(step * 0.25, 48), label - 14)
        shapes.append(Band(left, top, top + thick, end, bottom - thick, bottom, "amber", 0.75, leak.key, tip))
        shapes.append(Text(left + (20 if thin else 4), label, f"{leak.words} {short_yuan(leak.fen)}", 12, "amber"))
        top += thick
        label += 16
    return shapes


def _months(first: date, last: date, left: float, step: float, floor: float) -> list[Shape]:
    return [
        Text(left + ((date(year, month, 1) - first).days) * step, floor + 16, f"{month}月", 12, "ink_soft")
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]


def _path_in_words(stages: Sequence[Stage]) -> str:
    path = "，".join(f"{stage.words} {short_yuan(stage.shown)} 元" for stage in stages)
    leaks = [f"{leak.words} {short_yuan(leak.fen)} 元" for stage in stages for leak in stage.leaks if leak.fen > 0]
    return f"{path}。{'其中' + '，'.join(leaks) + '。' if leaks else ''}"
