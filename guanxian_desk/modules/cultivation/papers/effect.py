"""年度成效评估 draft: the year in numbers for the yearly evaluation that the notice asks for (五（四）)."""

from __future__ import annotations

from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.day import CultivationDay
from guanxian_desk.modules.cultivation.papers.parts import SMALL, day_of, head, sums, titled
from guanxian_desk.modules.cultivation.papers.targets import target_table
from guanxian_desk.modules.cultivation.pictures import behind
from guanxian_desk.modules.cultivation.rules.catalogue import ITEMS
from guanxian_desk.modules.cultivation.rules.pool import Action
from guanxian_desk.modules.cultivation.stories import pool_moves
from guanxian_desk.modules.papers import Asked, Content


def content(asked: Asked) -> Content:
    """The draft of the year that the day lies in; what only people can judge is left to be written."""
    day = day_of(asked)
    targets, ladder, paid = target_table(day), _ladder(day), _paid(day)
    moves = pool_moves(day.books, day.known, day.year)
    pot = day.rewards.pot
    document = {
        **head(asked, day),
        "in_pool": day.review.in_pool,
        "pool_target": day.review.target,
        "came": sum(one.what == "入库" for one in moves),
        "left": sum(one.what == "退出" for one in moves),
        "unfit": sum(one.action in (Action.LEAVE, Action.ADJUST) for one in day.review.entries),
        "candidates": len(day.review.candidates),
        "revenue": _revenue(day),
        "targets": targets,
        "done": sum(one.actual >= one.target for one in day.targets.targets),
        "late": "、".join(one.metric.name for one in day.targets.targets if behind(one, day.policy, day.as_of)),
        "ladder": ladder,
        "paid": paid if paid.rows else None,
        "budget": _wan(pot.budget),
        "used": _wan(pot.used),
        "approved": _wan(pot.approved),
        "sent": _wan(pot.paid),
        "room": _wan(pot.room),
        "claims": len(day.rewards.claims),
        "served": _served(day),
        "problems": _problems(day),
        "trained": sum(one.trained_on.year == day.year for one in day.records.trainees),
        "findings": sum(one.code != "C05" for one in day.rewards.findings),
        "owed": len(day.rewards.suggested),
        "lapsing": day.lapsing,
    }
    sheets = (titled(targets, "目标完成情况"), titled(ladder, "梯队变动"), titled(paid, "奖补兑现"))
    return Content((document,), sheets, (day.options_words,))


def _revenue(day: CultivationDay) -> str:
    """Revenue of the pool's enterprises against the year before, of those recorded in both."""
    firms = {one.firm for one in day.review.entries if one.firm}
    both = [
        (firm.figures[day.year - 1].revenue_fen, firm.figures[day.year].revenue_fen)
        for firm in firms
        if day.year in firm.figures and day.year - 1 in firm.figures
    ]
    before, now = sum(one for one, _ in both), sum(one for _, one in both)
    if not before:
        return ""
    tenths = (now - before) * 1000 // before
    change = f"{'增长' if tenths >= 0 else '下降'}{abs(tenths) // 10}.{abs(tenths) % 10}%"
    return f"有两年数据的 {len(both)}家在库企业，营业收入由 {_wan(before)}到 {_wan(now)}，{change}"


def _served(day: CultivationDay) -> int:
    return sum(row["served_on"].year == day.year for rows in day.books.services.values() for row in rows)


def _problems(day: CultivationDay) -> str:
    own = [row for rows in day.books.services.values() for row in rows if row["served_on"].year == day.year]
    raised = [row for row in own if row["problem"]]
    solved = sum(bool(row["outcome"]) for row in raised)
    return f"企业提出问题{len(raised)}个，已答复或解决{solved}个" if raised else "企业没有提出问题"


def _ladder(day: CultivationDay) -> Table:
    columns = (
        Column("梯队", weight=2),
        Column("年末", CellKind.COUNT),
        Column("新到", CellKind.COUNT),
        Column("离开", CellKind.COUNT),
        Column("新到的企业", weight=6),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            rung.name,
            len(rung.stand),
            len(rung.came) or None,
            len(rung.went) or None,
            "、".join(firm.name for firm in rung.came) or None,
        )
        for rung in day.rungs
    )
    return Table(columns, rows, size=SMALL)


def _paid(day: CultivationDay) -> Table:
    columns = (
        Column("奖励事项", weight=2.4),
        Column("申请（份）", CellKind.COUNT),
        Column("批准（份）", CellKind.COUNT),
        Column("批准金额（元）", CellKind.MONEY, 1.6),
        Column("拨付金额（元）", CellKind.MONEY, 1.6),
    )
    rows: list[tuple[Value, ...]] = []
    for item in ITEMS:
        own = [one for one in day.rewards.claims if one.item is item]
        approved = sum(one.progress.approved_fen for one in own)
        if own:
            count = sum(one.progress.approved for one in own)
            rows.append((item.matter, len(own), count, approved, sum(one.progress.paid_fen for one in own)))
    totals: tuple[Value, ...] | None = ("合计", *sums(rows, range(1, 5))) if rows else None
    return Table(columns, tuple(rows), totals, size=SMALL)


def _wan(fen: int) -> str:
    """An amount as running text of an official paper writes it, without a blank: 500万元."""
    return wording.wan(fen).replace(" ", "")
