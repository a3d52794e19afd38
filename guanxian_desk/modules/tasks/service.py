"""The tracker's verbs: the state of a plan on a day, keeping a plan, settling what the notices leave open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks import queries
from guanxian_desk.modules.tasks.changes import Difference, difference
from guanxian_desk.modules.tasks.facts import IndicatorSource, Plan, Report, Reporting
from guanxian_desk.modules.tasks.models import GroupMember, LampRuling
from guanxian_desk.modules.tasks.notice.notice import Notice, Remark
from guanxian_desk.modules.tasks.plans import bind, from_notice
from guanxian_desk.modules.tasks.planting import plan_row
from guanxian_desk.modules.tasks.reporting import chosen
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, judge
from guanxian_desk.modules.tasks.rules.lamps import Lamp, expected
from guanxian_desk.modules.tasks.rules.standing import half_up, reports_of_day, standings, task_percent
from guanxian_desk.store.store import ChangeSession

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
_UNCHANGED = "没有改动任何数据"
_STEP = 10


@dataclass(frozen=True, slots=True)
class Ruling:
    """核定灯 of a task on a day."""

    task: str
    lamp: Lamp
    reason: str
    approved_by: str
    since: date


def tasks_status(
    session: Session,
    plan: str,
    as_of: date,
    source: IndicatorSource | None = None,
    reporting: Reporting | None = None,
) -> PlanStatus:
    """A plan on a day. source: the duty that computes indicators; reporting: tried for this answer only.

    UserError for an unknown plan.
    """
    book = queries.unit_book(session)
    text = queries.plan_text(session, plan)
    bound = bind(text, book, reporting or chosen(session, plan, as_of).reporting)
    return judge(bound, queries.reports(session, plan, book), as_of, source)


def progress_curve(session: Session, plan: str, as_of: date) -> list[tuple[date, int, int]]:
    """Day, mean percent of the tasks and the percent that time asks for, every ten days up to the day."""
    book = queries.unit_book(session)
    bound = bind(queries.plan_text(session, plan), book, chosen(session, plan, as_of).reporting)
    reports = queries.reports(session, plan, book)
    last = max((task.due for task in bound.tasks), default=bound.day)
    days = [bound.day + timedelta(days=step) for step in range(0, max((as_of - bound.day).days, 0), _STEP)]
    return [(day, _mean(bound, reports, day), expected(bound.day, last, day)) for day in [*days, max(as_of, bound.day)]]


def _mean(plan: Plan, reports: Sequence[Report], day: date) -> int:
    known = reports_of_day(reports, day)
    percents = [task_percent(standings(task, known).values()) for task in plan.tasks]
    return half_up(Fraction(sum(percents), max(len(percents), 1)))


def changes_between(
    session: Session, plan: str, before: date, now: date, source: IndicatorSource | None = None
) -> Difference:
    """What changed in a plan from one day to another."""
    return difference(tasks_status(session, plan, before, source), tasks_status(session, plan, now, source))


def adopt(session: ChangeSession, notice: Notice, key: str, day: date | None = None) -> tuple[Remark, ...]:
    """Keep a notice that was read as a plan; returns what the clerk should still look at.

    day: the notice's date where it says none. UserError, and nothing kept, while a number is twice or missing.
    """
    blocking = [remark.words for remark in notice.remarks if remark.blocking]
    if blocking:
        raise UserError(f"这份通知还不能作为计划：{'；'.join(blocking)}", "没有保存计划", "请改正通知的编号后重试")
    if not _KEY.fullmatch(key):
        raise UserError(f"计划代号“{key}”不合要求", "没有保存计划", "请用小写字母、数字和连字符，如 rule-of-law-2023")
    if key in queries.plan_keys(session):
        raise UserError(f"已经有代号为“{key}”的计划", "没有保存计划，原计划保持不变", "请换一个代号")
    dated = notice.day or day
    if dated is None:
        raise UserError("通知里没有写日期", "没有保存计划", "请用 --date 写明印发日期")
    session.add(plan_row(from_notice(notice, key, dated)))
    return notice.remarks


def settle_group(session: ChangeSession, phrase: str, units: Iterable[str], basis: str) -> None:
    """Say who a group phrase (有关部门) means; an empty list takes the answer back.

    UserError for an unknown phrase or unit, or without a basis.
    """
    book = queries.unit_book(session)
    group = book.phrase(phrase)
    if group is None:
        raise UserError(f"“{phrase}”不是通知里的集合称谓", _UNCHANGED)
    names = {name: book.resolve(name) for name in units}
    unknown = [name for name, unit in names.items() if unit is None]
    if unknown:
        raise UserError(f"单位名录里没有“{'”“'.join(unknown)}”", _UNCHANGED, "请核对名称")
    if names and not basis.strip():
        raise UserError("没有写明依据", _UNCHANGED, "请写明确定成员的文件或会议")
    wanted = {str(unit) for unit in names.values()}
    for member in session.scalars(select(GroupMember).where(GroupMember.phrase == group)):
        if member.unit_name in wanted:
            member.basis = basis
            wanted.discard(member.unit_name)
        else:
            session.delete(member)
    session.add_all(GroupMember(phrase=group, unit_name=unit, basis=basis) for unit in sorted(wanted))


def rule_lamp(session: ChangeSession, plan: str, ruling: Ruling) -> None:
    """Set 核定灯 of a task; the one before it ends that day. UserError without reason, approver or such a task."""
    if not ruling.reason.strip() or not ruling.approved_by.strip():
        raise UserError("核定灯要写明理由和核定人", _UNCHANGED)
    if ruling.task not in {task.no for task in queries.plan_text(session, plan).tasks}:
        raise UserError(f"计划里没有编号为“{ruling.task}”的任务", _UNCHANGED)
    withdraw_lamp(session, plan, ruling.task, ruling.since)
    session.add(
        LampRuling(
            plan_key=plan,
            task_number=ruling.task,
            lamp=ruling.lamp,
            reason=ruling.reason,
            approved_by=ruling.approved_by,
            since=ruling.since,
        )
    )


def withdraw_lamp(session: ChangeSession, plan: str, task: str, day: date) -> None:
    """End the 核定灯 of a task on a day."""
    query = select(LampRuling).where(
        LampRuling.plan_key == plan, LampRuling.task_number == task, LampRuling.until.is_(None)
    )
    for row in session.scalars(query):
        row.until = day


def rulings(session: Session, plan: str, as_of: date) -> dict[str, Ruling]:
    """核定灯 of a plan's tasks on a day, by task number."""
    query = select(LampRuling).where(LampRuling.plan_key == plan, LampRuling.since <= as_of).order_by(LampRuling.id)
    return {
        row.task_number: Ruling(row.task_number, Lamp(row.lamp), row.reason, row.approved_by, row.since)
        for row in session.scalars(query)
        if row.until is None or as_of < row.until
    }
