"""What a clerk does about tasks: lamps, calls, slips, messages taken down, the register of units, the meeting day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks import chasing, planting, queries, quick, register, reporting, service, urging
from guanxian_desk.modules.tasks.changes import Difference
from guanxian_desk.modules.tasks.facts import Reporting
from guanxian_desk.modules.tasks.models import TaskReport, UnitEntry
from guanxian_desk.modules.tasks.papers.changes import MEETING
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.modules.tasks.service import Ruling
from guanxian_desk.services import records
from guanxian_desk.services.indicators import OfficeIndicators
from guanxian_desk.services.office import Office

KIND = "task-progress"


def rule_lamp(office: Office, plan: str, task: str, lamp: str, reason: str, approver: str, day: date) -> None:
    """Set 核定灯 from a day on. UserError without reason or approver, or when the approver is the clerk."""
    if approver.strip() == office.actor.name:
        raise UserError("核定人不能是提出人本人", "没有核定", "请由负责人核定")
    with office.store.change(f"核定任务 {task} 为{lamp}灯", office.actor) as session:
        service.rule_lamp(session, plan, Ruling(task, Lamp(lamp), reason.strip(), approver.strip(), day))


def withdraw_lamp(office: Office, plan: str, task: str, day: date) -> None:
    """End 核定灯 on a day."""
    with office.store.change(f"取消任务 {task} 的核定灯", office.actor) as session:
        service.withdraw_lamp(session, plan, task, day)


@dataclass(frozen=True)
class Call:
    """A reminder as the clerk logs it."""

    unit: str
    period: str
    way: str
    spoken_to: str
    text: str
    answer: str = ""


def log_call(office: Office, plan: str, call: Call) -> None:
    """Keep one reminder with the moment and the clerk. UserError without the person who was spoken to."""
    with office.store.change(f"登记催报：{call.unit}", office.actor) as session:
        at, by = office.clock.now(), office.actor.name
        called = chasing.Called(call.unit, call.period, at, call.way, call.spoken_to, call.text, call.answer, by)
        chasing.log_reminder(session, plan, called)


def keep_contact(office: Office, unit: str, contact: chasing.Contact) -> None:
    """Whom to call at a unit from now on."""
    with office.store.change(f"登记联系人：{unit}", office.actor) as session:
        chasing.keep_contact(session, unit, contact)


def issue_urging(office: Office, plan: str, draft: urging.UrgingDraft) -> str:
    """Issue a 督办通知单 today; returns its number."""
    with office.store.change(f"发督办通知单：{draft.unit}", office.actor) as session:
        return urging.issue(session, plan, draft, office.clock.today(), office.actor.name)


def register_reply(office: Office, number: str, day: date, replied_by: str, reply: str, settled: bool) -> None:
    """The reply slip of a 督办通知单 came back; settled: it is taken as done at once."""
    with office.store.change(f"登记督办回执：{number}", office.actor) as session:
        urging.register_reply(session, number, day, replied_by, reply)
        if settled:
            urging.settle(session, number)


def settle_urging(office: Office, number: str) -> None:
    """Take the reply of a 督办通知单 as done."""
    with office.store.change(f"督办办结：{number}", office.actor) as session:
        urging.settle(session, number)


def understand(office: Office, plan: str, message: str, as_of: date) -> quick.QuickDraft:
    """A unit's message as reports to be looked at."""
    with office.store.read() as session:
        book = queries.unit_book(session)
        numbers = [task.no for task in queries.plan_text(session, plan).tasks]
    return quick.read_message(message, book, numbers, as_of)


def keep_message(
    office: Office, plan: str, unit: str, period: str, source: str, lines: Sequence[quick.QuickLine], day: date
) -> int:
    """Keep a message's lines as reports that wait for a sealed copy; returns how many.

    One step: UserError, and nothing kept, when a line cannot be taken, or stands already with that day.
    """
    if source not in quick.SOURCES:
        raise UserError(f"来源“{source}”认不出来", "没有保存", f"可选：{'、'.join(quick.SOURCES)}")
    if not lines:
        raise UserError("没有可以保存的内容", "没有保存")
    form = records.blank(KIND)
    rows = [_message_texts(plan, unit, period, day, line) for line in lines]
    checked = [records.check(office, form, texts) for texts in rows]
    faults = [
        f"任务 {texts['task_number'] or '（未填）'}：{'；'.join(found.faults.values())}"
        for texts, found in zip(rows, checked)
        if found.faults
    ]
    if faults:
        raise UserError(f"有 {len(faults)} 行不能保存（{'。'.join(faults)}）", "没有保存", "请改正后再保存")
    with office.store.change(f"{source}报送：{unit} {period}", office.actor) as session:
        session.add_all(TaskReport(**found.values, source=source) for found in checked)
    return len(lines)


def _message_texts(plan: str, unit: str, period: str, day: date, line: quick.QuickLine) -> Mapping[str, str]:
    return {
        "plan_key": plan,
        "task_number": line.task,
        "unit_name": unit,
        "period": period,
        "progress": line.progress,
        "percent": line.percent,
        "problems": line.problems,
        "next_steps": line.next_steps,
        "reported_on": day.isoformat(),
    }


def changes(office: Office, plan: str, before: date, now: date) -> Difference:
    """What changed from one day to another."""
    with office.store.read() as session:
        return service.changes_between(session, plan, before, now, OfficeIndicators(session))


def meeting_day(office: Office) -> date | None:
    """The day of the last meeting, None while none was kept."""
    kept = office.setting(MEETING)
    return date.fromisoformat(kept) if isinstance(kept, str) else None


def keep_meeting_day(office: Office, day: date) -> None:
    """The weekly meeting was held on a day."""
    office.remember(f"记下会议日 {day.isoformat()}", {MEETING: day.isoformat()})


def choose_reporting(office: Office, plan: str, value: str, since: date, basis: str) -> None:
    """Decide 报送方式 of a plan from a day on."""
    with office.store.change(f"改报送方式：{value}", office.actor) as session:
        reporting.choose(session, plan, Reporting(value), since, basis, office.actor.name)


# the register of units


@dataclass(frozen=True)
class GroupView:
    """A group phrase: its members on a day, whether the clerk named them, and the tasks that bind it."""

    phrase: str
    members: tuple[str, ...]
    settled: bool
    basis: str
    used: int


@dataclass(frozen=True)
class UnitsView:
    """The register: units as rows, groups, townships on offer, names in reports that nobody has with their nearest."""

    rows: tuple[Mapping[str, object], ...]
    groups: tuple[GroupView, ...]
    offered: tuple[planting.OfferedUnit, ...]
    confirmed: bool
    unknown: tuple[tuple[str, tuple[str, ...], int], ...]


def units_view(office: Office, plan: str) -> UnitsView:
    """The register, with what the plan leaves open."""
    with office.store.read() as session:
        book, text = queries.unit_book(session), queries.plan_text(session, plan)
        basis = queries.group_basis(session)
        entries = session.scalars(select(UnitEntry).order_by(UnitEntry.id)).all()
        names = [name for name in session.scalars(select(TaskReport.unit_name)) if book.resolve(name) is None]
        return UnitsView(
            tuple(map(_unit_row, entries)),
            tuple(
                GroupView(
                    phrase,
                    tuple(sorted(book.members(phrase, text.day))),
                    book.is_settled(phrase),
                    basis.get(phrase, ""),
                    sum(phrase in map(book.canonical, (*task.lead, *task.responsible)) for task in text.tasks),
                )
                for phrase in book.group_names()
            ),
            tuple(planting.offered_townships(session)),
            planting.townships_confirmed(session),
            tuple((name, tuple(book.nearest(name)), names.count(name)) for name in dict.fromkeys(names)),
        )


def _unit_row(entry: UnitEntry) -> Mapping[str, object]:
    return {
        "name": entry.name,
        "kind": entry.kind,
        "groups": entry.group_names or "",
        "aliases": entry.alias_names or "",
        "since": entry.since,
        "until": entry.until,
        "find": f"{entry.name} {entry.alias_names or ''} {entry.group_names or ''}".casefold(),
    }


def settle_group(office: Office, phrase: str, units: Sequence[str], basis: str) -> None:
    """Say who a group phrase means."""
    with office.store.change(f"明确“{phrase}”的成员", office.actor) as session:
        service.settle_group(session, phrase, units, basis)


def confirm_townships(office: Office, adopted: Sequence[str]) -> None:
    """Confirm 乡镇名录 with the chosen townships of the supplement."""
    with office.store.change("核定乡镇名录", office.actor) as session:
        planting.confirm_townships(session, adopted)
        session.flush()
        register.publish(session)


def add_alias(office: Office, unit: str, alias: str) -> None:
    """A written name is a unit's from now on; earlier reports count at once (reading 7)."""
    with office.store.change(f"补别名：{alias} = {unit}", office.actor) as session:
        row = session.scalars(select(UnitEntry).where(UnitEntry.name == unit)).first()
        if row is None:
            raise UserError(f"单位名录里没有“{unit}”", "没有改动任何数据")
        other = queries.unit_book(session).resolve(alias)
        if other is not None:
            raise UserError(f"“{alias}”已经是{other}的名称", "没有改动任何数据")
        row.alias_names = "、".join(filter(None, [row.alias_names, alias]))
        session.flush()
        register.publish(session)
