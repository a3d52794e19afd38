"""年度评价表: every entry of the pool with its score, what is proposed and decided, and who could come in."""

from __future__ import annotations

from guanxian_desk.filings.document import CellKind, Column, Figure, Table, Value
from guanxian_desk.modules.cultivation.day import CultivationDay
from guanxian_desk.modules.cultivation.papers.parts import SMALL, day_of, head, number_column, numbered, titled
from guanxian_desk.modules.cultivation.rules.pool import ACTION_WORDS, DECIDED_WORDS, Action, Reviewed
from guanxian_desk.modules.cultivation.rules.scoring import CRITERIA
from guanxian_desk.modules.papers import Asked, Content


def content(asked: Asked) -> Content:
    """The review of the year that the day lies in."""
    day = day_of(asked)
    entries, candidates = _entries(day), _candidates(day)
    counted = {action: sum(one.action is action for one in day.review.entries) for action in Action}
    figures = (
        Figure("在库企业", str(day.review.in_pool), "家"),
        *(Figure(ACTION_WORDS[action], str(counted[action]), "项") for action in Action),
    )
    weights = "、".join(f"{one.title} {day.weights[one.key]} 分" for one in CRITERIA)
    document = {
        **head(asked, day),
        "figures": figures,
        "entries": entries,
        "candidates": candidates if candidates.rows else None,
        "weights": weights,
    }
    return Content((document,), (titled(entries, "年度评价"), titled(candidates, "可入库企业")))


def _entries(day: CultivationDay) -> Table:
    columns = (
        number_column(),
        Column("企业名称", weight=2.6),
        Column("入库类别", weight=1.2),
        *(Column(one.title, CellKind.COUNT, 0.75, group="评价打分（0—100）") for one in CRITERIA),
        Column("总分", weight=0.8, align="right"),
        Column("符合的类别", weight=1.5),
        Column("评价", weight=1.1),
        Column("理由", weight=3.4),
    )
    ordered = sorted(day.review.entries, key=lambda one: (-_tenths(day, one), one.firm.name if one.firm else ""))
    return Table(columns, numbered(_row(day, one) for one in ordered), landscape=True, size=8.0)


def _tenths(day: CultivationDay, one: Reviewed) -> int:
    sheet = day.sheets.get(one.firm.code) if one.firm else None
    return (sheet.tenths or 0) if sheet else 0


def _row(day: CultivationDay, one: Reviewed) -> tuple[Value, ...]:
    sheet = day.sheets.get(one.firm.code) if one.firm else None
    points: tuple[Value, ...] = tuple(line.points for line in sheet.lines) if sheet else (None,) * len(CRITERIA)
    decided = day.decided.get((one.entry.code, one.entry.category, one.entry.entered_on))
    tenths = _tenths(day, one)
    return (
        one.firm.name if one.firm else f"（未登记）{one.entry.code}",
        one.entry.category,
        *points,
        f"{tenths // 10}.{tenths % 10}" if sheet else None,
        "、".join(one.meets) or "都不符合",
        DECIDED_WORDS[decided["action"]] if decided else ACTION_WORDS[one.action],
        decided["reason"] if decided else one.because,
    )


def _candidates(day: CultivationDay) -> Table:
    columns = (
        number_column(),
        Column("企业名称", weight=2.6),
        Column("统一社会信用代码", CellKind.CODE, 2),
        Column("乡镇", weight=1.2),
        Column("符合的类别", weight=2),
    )
    rows = numbered(
        (one.firm.name, one.firm.code, day.books.entry(one.firm)["township"], "、".join(one.meets))
        for one in sorted(day.review.candidates, key=lambda one: one.firm.name)
    )
    return Table(columns, rows, size=SMALL)
