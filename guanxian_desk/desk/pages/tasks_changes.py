"""变化: what changed since the last meeting, or between any two days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.live_rows import LiveRows
from guanxian_desk.desk.pages.tasks_parts import LAMPS, bar
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.desk.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from guanxian_desk.modules.tasks.changes import Difference
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

_WEEK = 7
_KINDS = {
    "任务": Lamp("tasks", "blue", "任务变化"),
    "新到": Lamp("inbox", "green", "新到报告"),
    "差错": Lamp("alert", "amber", "新出现差错"),
    "消除": Lamp("done", "green", "差错消除"),
}
_COLUMNS = (
    TableColumn("kind", "种类", width=116, lamps=tuple(_KINDS.items())),
    TableColumn("task", "任务", width=56),
    TableColumn("unit", "单位", width=168),
    TableColumn("what", "变化", width=120),
    TableColumn("before", "原来", width=96),
    TableColumn("now", "现在", width=96),
    TableColumn("detail", "说明", width=200, stretch=True),
)


class ChangesView(QWidget):
    """Rows of what is different between the earlier day and the page's day."""

    paper_asked = Signal(str, str, str)  # form, words, the earlier day

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.day: TaskDay | None = None
        self._rows = LiveRows()
        self.before = DayEdit("与这一天比", desk.as_of - timedelta(days=_WEEK))
        self.before.changed.connect(lambda _day: self._read())
        self.meeting_button = button("今天开会，记下会议日", self._keep_meeting, icon="calendar")
        self.print_button = button("打印变化情况…", self._print, icon="print")
        self.said = label("", "soft", wrap=True)
        self.table = RecordTable(desk.background, _COLUMNS, "变化清单")
        self.table.when_empty("两天之间没有变化", "换一个日期再比。")
        self.table.show_rows(self._rows)
        head = across(self.before, bar(self.meeting_button, self.print_button))
        head.setStretch(1, 1)
        column = down(head, self.said, self.table)
        column.setStretch(2, 1)
        self.setLayout(column)
        self.setFocusProxy(self.table.view)
        self._asked = False

    def show_day(self, day: TaskDay) -> None:
        """Compares with the last meeting, a week before when none was kept."""
        self.day = day
        if self._asked:
            self._read()
            return
        self._asked = True

        def read(office: Office, _task: Task) -> date | None:
            from guanxian_desk.services.task_work import meeting_day

            return meeting_day(office)

        self._desk.ask(read, self._begin, owner=self, key="meeting")

    def _begin(self, meeting: date | None) -> None:
        assert self.day is not None
        earlier = meeting if meeting and meeting < self.day.as_of else self.day.as_of - timedelta(days=_WEEK)
        if earlier != self.before.day:
            self.before.set_day(earlier)
        else:
            self._read()

    def _read(self) -> None:
        day, before = self.day, self.before.day
        if day is None:
            return
        if before >= day.as_of:
            self.said.setText("比较的一天要早于页面的截至日期。")
            return

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.task_work import changes

            titles = {task.task.no: task.task.title for task in day.status.tasks}
            return _rows(changes(office, day.key, before, day.as_of), titles)

        self._desk.ask(read, self._show, owner=self, key="rows")

    def _show(self, rows: list[Row]) -> None:
        counts = {key: sum(row["kind"] == key for row in rows) for key in _KINDS}
        assert self.day is not None
        span = f"{self.before.day.isoformat()} 至 {self.day.as_of.isoformat()}"
        words = "，".join(f"{_KINDS[key].words} {count} 条" for key, count in counts.items())
        self.said.setText(f"{span}：{words}。")
        self._rows.replace(rows)
        self.table.show_rows(self._rows)

    def _keep_meeting(self) -> None:
        today = self._desk.today

        def write(office: Office, _task: Task) -> None:
            from guanxian_desk.services.task_work import keep_meeting_day

            keep_meeting_day(office, today)

        words = f"已记下会议日 {today.isoformat()}，下次从这一天比起"
        self._desk.change(write, lambda _none: self._desk.said.emit(words), owner=self, title="记下会议日")

    def _print(self) -> None:
        self.paper_asked.emit("tasks-changes", "任务变化情况", self.before.day.isoformat())


def _rows(found: Difference, titles: Mapping[str, str]) -> list[Row]:
    rows: list[Row] = []
    for one in found.changes:
        was, now = _shown(one.what, one.before), _shown(one.what, one.now)
        rows.append(_row("任务", one.task, "", one.what, was, now, titles.get(one.task, "")))
    rows += [_row("新到", task, unit, "报告", "", period, titles.get(task, "")) for task, unit, period in found.arrived]
    for kind, findings in (("差错", found.appeared), ("消除", found.gone)):
        rows += [_row(kind, one.task, one.unit, one.code, "", one.period, one.detail) for one in findings]
    return rows


def _shown(what: str, value: str) -> str:
    if what == "灯":
        return LAMPS[value].words
    return f"{value}%" if what == "完成百分比" else value


def _row(kind: str, task: str, unit: str, what: str, before: str, now: str, detail: str) -> Row:
    return {
        "kind": kind,
        "task": task,
        "unit": unit,
        "what": what,
        "before": before,
        "now": now,
        "detail": detail,
    }
