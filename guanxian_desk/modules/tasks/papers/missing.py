"""未报送单位名单: who has not reported for a quarter, how often it was reminded, whom to call."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.papers import Asked as AnyAsked
from guanxian_desk.modules.papers import Choice, Content
from guanxian_desk.modules.tasks import chasing
from guanxian_desk.modules.tasks.papers.asked import SMALL, Asked, Ground, number_column, plan_choices, titled
from guanxian_desk.modules.tasks.periods import Quarter, parse_period
from guanxian_desk.modules.tasks.plans import bind
from guanxian_desk.modules.tasks.queries import plan_keys, plan_text, unit_book
from guanxian_desk.modules.tasks.rules.unitwise import UnitStatus, due_since, ended_quarters, round_quarter


def content(asked: Asked) -> Content:
    """The list of a quarter, the last one that ended without a word. subject: [plan/][quarter]."""
    ground = Ground(asked)
    quarter = asked_quarter(ground)
    late = late_units(ground, quarter)
    table = _table(ground, late, quarter)
    document = {
        **ground.head,
        "draft": ground.draft,
        "quarter": quarter.words,
        "table": table,
        "units": len(late),
        "holding": len(ground.units),
        "reports": sum(len(unit.owing(quarter)) for unit in late),
        "late_days": max(due_since(quarter, ground.as_of), 0),
    }
    lines = tuple(filter(None, (ground.draft, ground.basis)))
    return Content((document,), (titled(table, "未报送单位"),), lines, quarter.words, persons=len(late))


def subjects(asked: AnyAsked) -> list[Choice]:
    """Each plan's quarters that ended, the newest first."""
    found, book = plan_choices(asked), unit_book(asked.session)
    for key in plan_keys(asked.session):
        plan = bind(plan_text(asked.session, key), book)
        last = max((task.due for task in plan.tasks), default=plan.day)
        quarters = ended_quarters(plan, last, asked.as_of)
        found += [(f"{key}/{one.code}", f"{one.words}（{plan.title}）") for one in reversed(quarters)]
    return found


def asked_quarter(ground: Ground) -> Quarter:
    """The quarter that the subject names, else the last one that ended. UserError when it is no quarter."""
    if not ground.rest:
        return round_quarter(ground.status.plan, ground.as_of)
    period = parse_period(ground.rest)
    if period is None or period.month is not None:
        raise UserError(f"“{ground.rest}”不是季度", "没有生成文书", "请写成 2022Q3 或 2022年第三季度")
    return period.quarter


def late_units(ground: Ground, quarter: Quarter) -> list[UnitStatus]:
    """The units with reports of the quarter still to come, those that owe most first."""
    late = [unit for unit in ground.units if unit.owing(quarter)]
    return sorted(late, key=lambda unit: (-len(unit.owing(quarter)), unit.unit))


def _table(ground: Ground, late: list[UnitStatus], quarter: Quarter) -> Table:
    columns = (
        number_column(),
        Column("单位", weight=2.2),
        Column("未报任务", CellKind.COUNT, 0.8, align="center"),
        Column("任务编号", weight=3),
        Column("催报次数", CellKind.COUNT, 0.8, align="center"),
        Column("联系人", weight=1, align="center"),
        Column("电话", CellKind.PHONE, 1.3),
    )
    whom = chasing.contacts(ground.session, unit_book(ground.session), ground.as_of)
    times = chasing.times_reminded(chasing.calls(ground.session, ground.key, ground.as_of), quarter.code)
    rows = []
    for place, unit in enumerate(late, 1):
        owing, contact = unit.owing(quarter), whom.get(unit.unit, chasing.Contact())
        numbers = "、".join(one.task.task.no for one in owing)
        person = contact.contact or contact.leader
        phone = contact.phone or contact.leader_phone
        rows.append((place, unit.unit, len(owing), numbers, times[unit.unit], person, phone or None))
    return Table(columns, tuple(rows), size=SMALL, unmasked=ground.asked.full)
