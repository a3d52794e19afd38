"""法治任务: a plan as of any day: who owes what, who has reported, and what presses for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.base import PageAction
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.duty import DutyPage, UsualDays
from guanxian_desk.desk.pages.segments import Segment
from guanxian_desk.desk.pages.tasks_changes import ChangesView
from guanxian_desk.desk.pages.tasks_charts import ChartsView
from guanxian_desk.desk.pages.tasks_findings import FindingsView
from guanxian_desk.desk.pages.tasks_list import TasksView
from guanxian_desk.desk.pages.tasks_notice import NoticeView
from guanxian_desk.desk.pages.tasks_register import RegisterOfUnits
from guanxian_desk.desk.pages.tasks_reports import ReportsView
from guanxian_desk.desk.pages.tasks_units import UnitsView
from guanxian_desk.desk.pages.tasks_urgings import UrgingsView
from guanxian_desk.desk.widgets.figure_cards import Figure
from guanxian_desk.desk.widgets.parts import across
from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN

if TYPE_CHECKING:
    from guanxian_desk.base.picture import Picture
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

KEY, TITLE = "tasks", "法治任务"
TASKS, UNITS, REPORTS, FINDINGS, URGINGS = "tasks", "units", "reports", "findings", "urgings"
CHANGES, CHARTS, NOTICE, REGISTER = "changes", "charts", "notice", "register"

TABLES = frozenset(
    (
        "task_plans", "planned_tasks", "task_reports", "unit_register", "task_group_members", "task_lamp_rulings",
        "task_contacts", "task_reminders", "task_urgings", "task_round_books", "task_indicators", "settings",
        "policy_choices", "decision_dossiers", "normative_documents", "attachments",
    )
)  # fmt: skip
_PLAN_WIDTH = 352
EVERY_BREAKDOWN = "任务分解表（各单位一份）"
PAPERS = (
    ("tasks-breakdown", "任务分解表"),
    ("tasks-breakdown", EVERY_BREAKDOWN),
    ("tasks-bulletin", "季度进展通报"),
    ("tasks-missing", "未报送单位名单"),
    ("tasks-changes", "任务变化情况"),
    ("tasks-evidence", "迎检佐证清单"),
    ("tasks-annual", "年度报告（草稿）"),
)
_OPENED_BY_CARD = {"tasks": TASKS, "done": TASKS, "overdue": TASKS, "late": UNITS, "findings": FINDINGS}


class PlanChooser(QComboBox):
    """The plans of the office; chosen(key) when another is picked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("工作计划")
        self.setToolTip("看哪个计划")
        self.setFixedWidth(theme.current().scaled(_PLAN_WIDTH))
        self.addItem("冠县2022年法治政府建设工作计划", DEFAULT_PLAN)
        self.currentIndexChanged.connect(lambda _index: self.chosen.emit(self.key))

    @property
    def key(self) -> str:
        """The plan that is shown."""
        return str(self.currentData())

    def offer(self, plans: tuple[tuple[str, str], ...]) -> None:
        """Other plans to choose from; the choice stays."""
        key = self.key
        self.blockSignals(True)
        self.clear()
        for value, words in plans:
            self.addItem(words, value)
        self.setCurrentIndex(max(0, self.findData(key)))
        self.blockSignals(False)
        self.setToolTip(self.currentText())

    def choose(self, key: str) -> None:
        """Shows a plan."""
        self.setCurrentIndex(max(0, self.findData(key)))


class TasksPage(DutyPage["TaskDay"]):
    """A plan's tasks under their progress, the units that carry them, and what presses for it."""

    key, title = KEY, TITLE
    tables = TABLES
    help_key = "tasks"
    papers = PAPERS
    import_words = "导入进展表…"
    reading = "读取任务"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted = ""
        self.plans = PlanChooser()
        self.plans.chosen.connect(lambda _key: self.refresh())

    def show_place(self, place: str) -> None:
        """A view or a task, of a plan when it is named: view, task/NO, plan/KEY/view, plan/KEY/task/NO."""
        head, _slash, rest = place.partition("/")
        if head == "plan":
            key, _slash, rest = rest.partition("/")
            self._wanted = rest
            if key != self.plans.key and self.plans.findData(key) >= 0:
                self.plans.choose(key)
            else:
                self._open_wanted()
        elif head == "task":
            self.open_task(rest)
        else:
            super().show_place(place)

    def views(self) -> tuple[Segment, ...]:
        """What the plan is looked at by."""
        return (
            Segment(TASKS, "任务", self._tasks),
            Segment(UNITS, "单位", self._units),
            Segment(REPORTS, "报告", lambda: ReportsView(self._desk)),
            Segment(FINDINGS, "差错", self._findings),
            Segment(URGINGS, "督办", self._urgings),
            Segment(CHANGES, "自上次会议以来的变化", self._changes),
            Segment(CHARTS, "图表", self._charts),
            Segment(NOTICE, "通知读入", self._notice),
            Segment(REGISTER, "单位名录", lambda: RegisterOfUnits(self._desk)),
        )

    # what the header shows

    def tools(self) -> tuple[QWidget, ...]:
        """The plan and the day."""
        both = QWidget()
        both.setLayout(across(self.plans, self.as_of))
        return (both,)

    def print_actions(self) -> tuple[PageAction, ...]:
        """The papers of the whole plan."""
        return tuple(
            PageAction(words, partial(self.open_paper, form, words, "各单位" if words == EVERY_BREAKDOWN else ""))
            for form, words in self.papers
        )

    # what a day shows

    def reader(self) -> Callable[[Office, Task], tuple[TaskDay, UsualDays]]:
        """Reads the plan on the day."""
        plan, as_of = self.plans.key, self.as_of.day

        def read(office: Office, _task: Task) -> tuple[TaskDay, UsualDays]:
            from guanxian_desk.services.task_day import look, usual_days

            return look(office, plan, as_of), usual_days(office, plan, office.clock.today())

        return read

    def figures(self, day: TaskDay) -> tuple[Figure, ...]:
        """How far the plan is, and who is late."""
        lamps = list(map(str, day.lamps.values()))
        behind = day.mean < day.expected
        return (
            Figure(
                "任务", str(len(lamps)), "项", hint=f"平均完成 {day.mean}%", key="tasks", tone="amber" if behind else ""
            ),
            Figure("已完成", str(lamps.count("蓝")), "项", hint=f"时序 {day.expected}%", key="done"),
            Figure("逾期", str(lamps.count("红")), "项", tone="red" if "红" in lamps else "", key="overdue"),
            Figure("未报齐", str(len(day.late)), "个单位", hint=day.quarter.words, key="late"),
            Figure("差错", f"{len(day.status.findings):,}", "条", key="findings"),
        )

    def drawing(self, day: TaskDay) -> Callable[[float], Picture]:
        """Every task with its lamp."""
        from guanxian_desk.modules.tasks.pictures import LOW, progress_picture

        return lambda width: progress_picture(day.status, day.lamps, width, LOW)

    def counts(self, day: TaskDay) -> Mapping[str, int | None]:
        """Slips are counted while they wait for their reply or their end."""
        waiting = sum(not row.settled for row in day.urgings)
        return {
            TASKS: len(day.status.tasks),
            UNITS: len(day.units),
            FINDINGS: len(day.status.findings),
            URGINGS: waiting or None,
        }

    def attention(self, day: TaskDay) -> int:
        """The units that have not reported."""
        return len(day.late)

    def _show(self, day: TaskDay, usual: UsualDays) -> None:
        self.plans.offer(day.plans)
        super()._show(day, usual)
        self._open_wanted()

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.show_place(wanted)

    # views

    def _tasks(self) -> TasksView:
        view = TasksView(self._desk)
        view.unit_asked.connect(self.open_unit)
        view.paper_asked.connect(self.open_paper)
        return view

    def _units(self) -> UnitsView:
        view = UnitsView(self._desk)
        view.task_asked.connect(self.open_task)
        view.paper_asked.connect(self.open_paper)
        return view

    def _findings(self) -> FindingsView:
        view = FindingsView(self._desk)
        view.task_asked.connect(self.open_task)
        view.unit_asked.connect(self.open_unit)
        return view

    def _urgings(self) -> UrgingsView:
        view = UrgingsView(self._desk)
        view.paper_asked.connect(self.open_paper)
        return view

    def _changes(self) -> ChangesView:
        view = ChangesView(self._desk)
        view.paper_asked.connect(self.open_paper)
        return view

    def _charts(self) -> ChartsView:
        view = ChartsView(self._desk)
        view.task_asked.connect(self.open_task)
        view.unit_asked.connect(self.open_unit)
        return view

    def _notice(self) -> NoticeView:
        view = NoticeView(self._desk)
        view.adopted.connect(self._adopted)
        return view

    # ways on

    def open_task(self, no: str) -> None:
        """The list of tasks, at this one."""
        self.segments.open_as(TASKS, TasksView).show_task(no)

    def open_unit(self, unit: str) -> None:
        """The ranking, at this unit."""
        self.segments.open_as(UNITS, UnitsView).show_unit(unit)

    def open_paper(self, form: str, words: str, subject: str = "", *, full: bool | None = None) -> None:
        """A paper of the plan that is shown. subject: what of it; a 督办通知单 goes by its number alone."""
        whole = subject if form == "tasks-urging" else "/".join(filter(None, (self.plans.key, subject)))
        super().open_paper(form, words, whole, full=full)

    def open_card(self, key: str) -> None:
        """The view that a figure sums up, filtered by it."""
        self.segments.open(_OPENED_BY_CARD[key])
        view = self.segments.built[self.segments.current]
        if isinstance(view, UnitsView):
            view.show_late()
        elif isinstance(view, TasksView):
            lamp = {"done": "蓝", "overdue": "红"}.get(key, "")
            view.filters.set_values({"lamp": lamp, "section": "", "words": ""})

    def open_shape(self, key: str) -> None:
        """The task that was pressed."""
        self.open_task(key.removeprefix("task:"))

    def _adopted(self, key: str) -> None:
        """A new plan is there: it is shown once the plans are read anew."""
        self.plans.addItem(key, key)
        self.plans.choose(key)
        self.segments.open(TASKS)
