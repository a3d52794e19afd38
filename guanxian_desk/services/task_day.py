"""A plan on a day as the task page shows it: read once, every view shows the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from guanxian_desk.base.days import spoken
from guanxian_desk.modules.tasks import chasing, queries, rounds, service, urging
from guanxian_desk.modules.tasks.models import Urging
from guanxian_desk.modules.tasks.papers.packet import evidence_files
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.planting import townships_confirmed
from guanxian_desk.modules.tasks.reporting import Chosen, chosen
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, TaskStatus
from guanxian_desk.modules.tasks.rules.lamps import Lamp, expected
from guanxian_desk.modules.tasks.rules.unitwise import UnitStatus, by_unit, round_quarter
from guanxian_desk.modules.tasks.service import Ruling
from guanxian_desk.services.indicators import OfficeIndicators
from guanxian_desk.services.office import Office


@dataclass(frozen=True)
class TaskDay:
    """plans: key and title of each; quarter: the one whose reports are asked for; sent: the round's workbooks by unit;
    calls: the log of reminders, newest first; confirmed: 乡镇名录; files: evidence files of tasks, by number."""

    plans: tuple[tuple[str, str], ...]
    status: PlanStatus
    rulings: Mapping[str, Ruling]
    quarter: Quarter
    units: tuple[UnitStatus, ...]
    calls: Sequence[chasing.Called]
    contacts: Mapping[str, chasing.Contact]
    sent: Mapping[str, rounds.Sent]
    urgings: Sequence[Urging]
    choice: Chosen
    confirmed: bool
    files: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """The plan's key."""
        return self.status.plan.key

    @property
    def as_of(self) -> date:
        """The day."""
        return self.status.as_of

    @cached_property
    def lamps(self) -> dict[str, Lamp]:
        """The lamp to show by task number: 核定灯, else the computed one."""
        return {
            task.task.no: self.rulings[task.task.no].lamp if task.task.no in self.rulings else task.lamp
            for task in self.status.tasks
        }

    @cached_property
    def late(self) -> tuple[UnitStatus, ...]:
        """The units whose reports of the quarter are still to come, those that owe most first."""
        late = [unit for unit in self.units if unit.owing(self.quarter)]
        return tuple(sorted(late, key=lambda unit: (-len(unit.owing(self.quarter)), unit.unit)))

    @property
    def mean(self) -> int:
        """The mean percent of the tasks, half up."""
        tasks = self.status.tasks
        return (2 * sum(task.percent for task in tasks) + len(tasks)) // (2 * len(tasks)) if tasks else 0

    @property
    def expected(self) -> int:
        """The percent that time alone asks for, from the plan's day to its last due day."""
        last = max((task.task.due for task in self.status.tasks), default=self.as_of)
        return expected(self.status.plan.day, last, self.as_of)

    def task(self, no: str) -> TaskStatus | None:
        """A task by its number."""
        return next((task for task in self.status.tasks if task.task.no == no), None)

    def unit(self, name: str) -> UnitStatus | None:
        """A unit by its name."""
        return next((unit for unit in self.units if unit.unit == name), None)

    @property
    def sentence(self) -> str:
        """The state in one sentence."""
        counts = Counter(map(str, self.lamps.values()))
        lamps = "、".join(f"{lamp}灯 {counts[lamp]} 项" for lamp in map(str, Lamp) if counts[lamp])
        late = f"{self.quarter.words}进展还有 {len(self.late)} 个单位没有报齐" if self.late else "进展都已报齐"
        draft = "" if self.confirmed else "乡镇名录未核定，排名和通报是草稿。"
        return f"{spoken(self.as_of)}：{len(self.status.tasks)} 项任务，{lamps}；{late}。{draft}"


def look(office: Office, plan: str, as_of: date) -> TaskDay:
    """Everything the page shows of a plan on a day. UserError when there is no such plan."""
    with office.store.read() as session:
        status = service.tasks_status(session, plan, as_of, OfficeIndicators(session))
        quarter = round_quarter(status.plan, as_of)
        book = queries.unit_book(session)
        return TaskDay(
            tuple((key, queries.plan_text(session, key).title) for key in queries.plan_keys(session)),
            status,
            service.rulings(session, plan, as_of),
            quarter,
            by_unit(status),
            chasing.calls(session, plan, as_of),
            chasing.contacts(session, book, as_of),
            rounds.sent(session, plan, quarter, as_of),
            urging.issued(session, plan, as_of),
            chosen(session, plan, as_of),
            townships_confirmed(session),
            evidence_files(session, plan),
        )


def usual_days(office: Office, plan: str, today: date) -> tuple[tuple[str, date], ...]:
    """Days a clerk often asks for: today, the last meeting, the ends of the plan's quarters that are over."""
    from guanxian_desk.modules.tasks.papers.changes import MEETING
    from guanxian_desk.store import settings

    with office.store.read() as session:
        day = queries.plan_text(session, plan).day
        meeting = settings.get(session, MEETING)
    days = [("今天", today)]
    if isinstance(meeting, str):
        days.append(("上次会议", date.fromisoformat(meeting)))
    quarter = Quarter.of(day)
    while quarter.end < today and len(days) < 8:
        days.append((quarter.words + "末", quarter.end))
        quarter = quarter.following
    return tuple(days)


def curve(office: Office, plan: str, as_of: date) -> list[tuple[date, int, int]]:
    """The plan's mean percent and what time asks for, every ten days from its first day to the day."""
    with office.store.read() as session:
        return service.progress_curve(session, plan, as_of)
