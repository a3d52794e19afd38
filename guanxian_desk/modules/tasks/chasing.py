"""催报: whom to call at a unit, what to say, and the log of every call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks.models import Reminder, TaskReport, UnitContact
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.rules.deadlines import GRACE_DAYS
from guanxian_desk.modules.tasks.rules.unitwise import UnitTask
from guanxian_desk.modules.tasks.units import UnitBook
from guanxian_desk.store.store import ChangeSession

WAYS = ("电话", "微信", "短信", "书面")
_SEVERAL = 6


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call; "" where nobody is known. from_report: taken from the unit's newest report, not yet confirmed."""

    leader: str = ""
    leader_phone: str = ""
    contact: str = ""
    phone: str = ""
    from_report: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """One call or message of the log."""

    unit: str
    period: str
    at: datetime
    way: str
    spoken_to: str
    text: str
    answer: str
    by: str


def contacts(session: Session, book: UnitBook, as_of: date) -> dict[str, Contact]:
    """Whom to call, by unit: what the clerk entered, else 填报人 and 联系电话 of the unit's newest report."""
    found: dict[str, Contact] = {}
    newest = select(TaskReport).where(TaskReport.reported_on <= as_of).order_by(TaskReport.reported_on, TaskReport.id)
    for row in session.scalars(newest):
        unit = book.resolve(row.unit_name)
        if unit and (row.reporter or row.phone):
            found[unit] = Contact("", "", row.reporter or "", row.phone or "", from_report=True)
    for entry in session.scalars(select(UnitContact)):
        found[entry.unit_name] = Contact(entry.leader, entry.leader_phone, entry.contact, entry.phone)
    return found


def keep_contact(session: ChangeSession, unit: str, contact: Contact) -> None:
    """Whom to call at a unit from now on; a second entry writes over the first. UserError when nobody is named."""
    if not (contact.leader or contact.contact):
        raise UserError("没有填负责人或联系人", "没有保存", "请至少填写一人的姓名")
    row = session.scalars(select(UnitContact).where(UnitContact.unit_name == unit)).first()
    if row is None:
        row = UnitContact(unit_name=unit)
        session.add(row)
    row.leader, row.leader_phone = contact.leader, contact.leader_phone
    row.contact, row.phone = contact.contact, contact.phone


def reminder_text(unit: str, plan_title: str, quarter: Quarter, owing: Sequence[UnitTask], as_of: date) -> str:
    """What to say or send to a unit about a quarter's missing reports."""
    numbers = [one.task.task.no for one in owing]
    some = "、".join(numbers[:_SEVERAL]) + ("等" if len(numbers) > _SEVERAL else "")
    last = quarter.end + timedelta(days=GRACE_DAYS)
    late = (as_of - last).days
    when = f"已逾期 {late} 天，请今天报送" if late > 0 else f"请于 {last.month} 月 {last.day} 日前报送"
    return (
        f"{unit}：《{plan_title}》{quarter.words}进展尚有 {len(numbers)} 项任务未报送（任务 {some}），{when}。"
        "进展表须写明进展情况、完成百分比，完成的附佐证材料，并经负责同志签发、加盖公章。"
    )


def log_reminder(session: ChangeSession, plan: str, called: Called) -> None:
    """Keep one call. UserError without the person or with an unknown way."""
    if called.way not in WAYS:
        raise UserError(f"催报方式“{called.way}”认不出来", "没有登记", f"可选：{'、'.join(WAYS)}")
    if not called.spoken_to.strip():
        raise UserError("没有填接听人或接收人", "没有登记", "请填写姓名，书面催报填签收人")
    session.add(
        Reminder(
            plan_key=plan,
            unit_name=called.unit,
            period=called.period,
            at=called.at,
            way=called.way,
            spoken_to=called.spoken_to.strip(),
            text=called.text,
            answer=called.answer.strip(),
            by=called.by,
        )
    )


def calls(session: Session, plan: str, as_of: date) -> list[Called]:
    """The log of a plan up to a day, newest first."""
    end = datetime.combine(as_of + timedelta(days=1), time())
    query = select(Reminder).where(Reminder.plan_key == plan, Reminder.at < end).order_by(Reminder.at.desc())
    return [
        Called(row.unit_name, row.period, row.at, row.way, row.spoken_to, row.text, row.answer, row.by)
        for row in session.scalars(query)
    ]


def times_reminded(log: Sequence[Called], period: str = "") -> Counter[str]:
    """How often each unit was reminded, of one period or altogether."""
    return Counter(one.unit for one in log if period in ("", one.period))
