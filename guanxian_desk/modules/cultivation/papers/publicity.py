"""兑现公示: what is about to be granted, for everybody to object to, in the form of an official notice."""

from __future__ import annotations

from guanxian_desk.base.days import NoCalendarError
from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.day import CultivationDay
from guanxian_desk.modules.cultivation.papers.parts import SMALL, day_of, head, number_column, numbered, titled, total
from guanxian_desk.modules.cultivation.rules.claims import Assessed
from guanxian_desk.modules.cultivation.rules.stages import State
from guanxian_desk.modules.papers import Asked, Content


def content(asked: Asked) -> Content:
    """The claims of the year that are checked or publicised and not approved. UserError when there is none."""
    day = day_of(asked)
    waiting = sorted((one for one in day.rewards.claims if _shown(one)), key=lambda one: one.priority)
    if not waiting:
        raise UserError(
            f"{day.year}年没有已审核、等待公示或正在公示的申请",
            "没有生成兑现公示",
            "请先在“奖补”里登记审核，或换一个年度",
        )
    table = _table(waiting)
    until = day.as_of
    try:
        until = official_calendar().add(day.as_of, day.policy.publicity_days)
        known = True
    except NoCalendarError:
        known = False
    document = {
        **head(asked, day),
        "table": table,
        "count": len(waiting),
        "sum": total(table.rows, 4),
        "days": day.policy.publicity_days,
        "until": until if known else None,
        "basis": _basis(day),
    }
    return Content((document,), (titled(table, "兑现公示"),), (day.options_words,), amount_fen=total(table.rows, 4))


def _shown(one: Assessed) -> bool:
    return one.progress.state in (State.CHECKED, State.PUBLICISED) and one.payable > 0


def _basis(day: CultivationDay) -> str:
    """Where the days of publicity come from: outward papers name it only when somebody decided it."""
    line = next(line for line in day.options if line.name == "publicity_days")
    return "" if line.basis in ("", "口径待主管部门明确") else line.basis


def _table(waiting: list[Assessed]) -> Table:
    columns = (
        number_column(),
        Column("企业名称", weight=3),
        Column("奖励事项", weight=2),
        Column("依据", weight=3.2),
        Column("拟奖补金额（元）", CellKind.MONEY, 1.8),
    )
    rows = numbered(
        (
            one.firm.name if one.firm else one.claim.code,
            wording.matter(one.item, one.level),
            one.citation,
            one.payable,
        )
        for one in waiting
    )
    return Table(columns, rows, (None, "合计", None, None, total(rows, 4)), size=SMALL)
