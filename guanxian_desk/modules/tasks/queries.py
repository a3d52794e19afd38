"""The tracker's records as values: the register, plans and reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.identity import normal_code
from guanxian_desk.base.units import plain_name
from guanxian_desk.exchange.rowchecks import RowCheck
from guanxian_desk.modules.tasks.checks import (
    PlanNumbers,
    ProgressFacts,
    check_progress,
    check_unit,
    indicator_values,
)
from guanxian_desk.modules.tasks.facts import Indicator, Report, Reporting, StatutoryDate
from guanxian_desk.modules.tasks.models import GroupMember, PlannedTask, TaskIndicator, TaskPlan, TaskReport, UnitEntry
from guanxian_desk.modules.tasks.notice.notice import Section
from guanxian_desk.modules.tasks.periods import parse_period
from guanxian_desk.modules.tasks.plans import PlanTask, PlanText
from guanxian_desk.modules.tasks.units import UnitBook, UnitFact, shipped_phrases, split_aliases, split_groups

# What people write for nothing in 佐证材料 and 存在问题 (reading 12).
_NOTHING = frozenset(["", "无", "暂无", "没有", "-", "—", "/"])
_PERCENT = 10_000


def unit_book(session: Session) -> UnitBook:
    """The register of units as it stands, with the clerk's answers about groups."""
    entries = session.scalars(select(UnitEntry).order_by(UnitEntry.id))
    settled: dict[str, set[str]] = defaultdict(set)
    for member in session.scalars(select(GroupMember)):
        settled[member.phrase].add(member.unit_name)
    return UnitBook(
        map(unit_fact, entries), shipped_phrases(), {phrase: frozenset(names) for phrase, names in settled.items()}
    )


def group_basis(session: Session) -> dict[str, str]:
    """On what basis the clerk named the members of a group phrase."""
    return {member.phrase: member.basis for member in session.scalars(select(GroupMember))}


def unit_fact(entry: UnitEntry) -> UnitFact:
    """A line of the register as a value."""
    return UnitFact(
        entry.name,
        entry.kind,
        split_groups(entry.group_names or ""),
        split_aliases(entry.alias_names or ""),
        entry.since,
        entry.until,
    )


def plan_keys(session: Session) -> list[str]:
    """The keys of all plans, in the order they were kept."""
    return list(session.scalars(select(TaskPlan.key).order_by(TaskPlan.id)))


def plan_text(session: Session, key: str) -> PlanText:
    """A plan as its notice says it. UserError when there is none with the key."""
    row = session.scalars(select(TaskPlan).where(TaskPlan.key == key).options(*_WHOLE)).first()
    if row is None:
        known = "、".join(plan_keys(session))
        raise UserError(f"没有“{key}”这个计划", "没有读写任何数据", f"现有的计划：{known}")
    return PlanText(
        row.key,
        row.title,
        row.number,
        row.article,
        row.issuer,
        row.day,
        row.year,
        tuple(Section(section.number, section.title) for section in row.sections),
        tuple(map(_task, row.tasks)),
        Reporting(row.reporting),
    )


_TASKS = selectinload(TaskPlan.tasks)
_WHOLE = (
    selectinload(TaskPlan.sections),
    _TASKS.selectinload(PlannedTask.units),
    _TASKS.selectinload(PlannedTask.indicators),
    _TASKS.selectinload(PlannedTask.statutory),
)


def _task(row: PlannedTask) -> PlanTask:
    return PlanTask(
        row.number,
        row.section,
        row.title,
        row.text,
        tuple(unit.name for unit in row.units if unit.role == "lead"),
        tuple(unit.name for unit in row.units if unit.role == "responsible"),
        row.due,
        tuple(Indicator(i.name, i.op, i.target, i.unit, i.measure, i.typed, i.quote) for i in row.indicators),
        tuple(StatutoryDate(s.what, s.to_whom, s.by_day, s.source) for s in row.statutory),
    )


def reports(session: Session, key: str, book: UnitBook) -> list[Report]:
    """Every report of a plan; who reported is resolved now, so that a later alias settles earlier reports."""
    rows = session.scalars(select(TaskReport).where(TaskReport.plan_key == key).order_by(TaskReport.id))
    units = _indicator_units(session, key)
    return [_report(row, book, units.get(row.task_number, ())) for row in rows]


def _indicator_units(session: Session, key: str) -> Mapping[str, Sequence[str]]:
    """The units of each task's indicators, by the task's number."""
    query = select(PlannedTask.number, TaskIndicator.unit).join(PlannedTask, PlannedTask.id == TaskIndicator.task_id)
    units: dict[str, list[str]] = defaultdict(list)
    for number, unit in session.execute(query.join(TaskPlan).where(TaskPlan.key == key)):
        units[number].append(unit)
    return units


def _report(row: TaskReport, book: UnitBook, units: Sequence[str]) -> Report:
    period = parse_period(row.period)
    if period is None:
        raise ValueError(f"task_reports {row.id}: period {row.period!r}")
    return Report(
        row.task_number,
        book.resolve(row.unit_name, period.end),
        row.unit_name,
        period,
        row.reported_on,
        row.progress,
        None if row.percent is None else Fraction(row.percent, _PERCENT),
        said(row.problems),
        said(row.evidence),
        _values(row.indicator_values, units),
        row.id,
        said(row.next_steps),
        said(row.sealed),
        row.source or "",
    )


def _values(text: str | None, units: Sequence[str]) -> dict[str, Decimal]:
    return indicator_values(text, units) if text else {}


def said(text: str | None) -> str:
    """The text, "" where it only says 无 or the like."""
    return "" if not text or plain_name(text) in _NOTHING else text


def progress_facts(session: Session) -> ProgressFacts:
    """What incoming reports are checked against."""
    plans = {key: _numbers(plan_text(session, key)) for key in plan_keys(session)}
    return ProgressFacts(plans, unit_book(session))


def _numbers(plan: PlanText) -> PlanNumbers:
    return PlanNumbers(
        plan.title,
        {normal_code(task.no): task.no for task in plan.tasks},
        {task.no: {plain_name(one.name): one.unit for one in task.indicators} for task in plan.tasks},
    )


def row_checks(session: Session) -> dict[str, RowCheck]:
    """For each sheet of the tracker, what judges one incoming row (its values by field, as cleaned)."""
    facts = progress_facts(session)
    return {"task-progress": lambda row: check_progress(row, facts), "units": check_unit}
