"""The task tracker for the faces: a plan on a day, reading a notice, keeping it as a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks import queries, service
from guanxian_desk.modules.tasks.changes import Difference
from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN, IndicatorSource, Reporting
from guanxian_desk.modules.tasks.notice.corrected import corrected, units_of
from guanxian_desk.modules.tasks.notice.notice import Notice, NoticeTask, Remark
from guanxian_desk.modules.tasks.notice.reading import read_notice
from guanxian_desk.modules.tasks.rules.judge import PlanStatus
from guanxian_desk.modules.tasks.units import UnitBook, shipped_book
from guanxian_desk.services.indicators import OfficeIndicators
from guanxian_desk.services.office import Office

REPORTING = "报送方式"


def status(
    office: Office,
    plan: str = DEFAULT_PLAN,
    as_of: date | None = None,
    options: Mapping[str, str] | None = None,
    source: IndicatorSource | None = None,
) -> PlanStatus:
    """A plan on a day (today when None); options are tried for this answer only.

    source: what computes indicators instead of this office's registers and dossiers.

    UserError for an unknown plan or option.
    """
    reporting = _reporting(options or {})
    with office.store.read() as session:
        counting = source or OfficeIndicators(session)
        return service.tasks_status(session, plan, as_of or office.clock.today(), counting, reporting)


def changes(office: Office, plan: str, before: date, now: date) -> Difference:
    """What changed in a plan from one day to another."""
    with office.store.read() as session:
        return service.changes_between(session, plan, before, now, OfficeIndicators(session))


def read(data: bytes, name: str, office: Office | None = None) -> Notice:
    """Read a notice by the office's register of units, or by the one that came with the program."""
    return read_notice(data, name, _book(office))


def correct(
    office: Office,
    notice: Notice,
    rows: Sequence[Sequence[str]],
    title: str,
    number: str,
    issuer: str,
    day: date | None,
) -> Notice:
    """A notice after the clerk's corrections, checked anew.

    rows: number, section, title, text, lead units, responsible units, due day of each task, as texts; one without
    title and text is left out. UserError for a due day that is none.
    """
    book = _book(office)
    tasks = [_typed_task(row, book) for row in rows if row[2] or row[3]]
    return corrected(notice, tasks, book, title=title, number=number, issuer=issuer, day=day)


def _typed_task(row: Sequence[str], book: UnitBook) -> NoticeTask:
    number, section, title, text, lead, responsible, due = row
    try:
        last = date.fromisoformat(due) if due else None
    except ValueError:
        what = f"任务 {number} 的完成时限“{due}”不是日期"
        raise UserError(what, "没有保存计划", "请写成 2023-06-30，或留空") from None
    return NoticeTask(number, section, title or text, text, units_of(lead, book), units_of(responsible, book), last)


def adopt(office: Office, notice: Notice, key: str, day: date | None = None) -> tuple[Remark, ...]:
    """Keep a notice as a plan; returns what the clerk should still look at. UserError when it cannot be kept."""
    with office.store.change(f"建立计划：{notice.title or key}", office.actor) as session:
        return service.adopt(session, notice, key, day)


def _book(office: Office | None) -> UnitBook:
    if office is None:
        return shipped_book()
    with office.store.read() as session:
        return queries.unit_book(session)


def _reporting(options: Mapping[str, str]) -> Reporting | None:
    unknown = [name for name in options if name != REPORTING]
    if unknown:
        raise UserError(f"没有“{unknown[0]}”这个口径选项", "没有计算", f"可用的有：{REPORTING}")
    value = options.get(REPORTING)
    if value is None:
        return None
    if value not in tuple(Reporting):
        raise UserError(f"{REPORTING}不能是“{value}”", "没有计算", f"可选：{'、'.join(Reporting)}")
    return Reporting(value)
