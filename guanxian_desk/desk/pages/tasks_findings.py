"""差错: T01–T08 of the day, what each means and what to do about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView, chosen
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

TASK, UNIT = "task", "unit"
_COLUMNS = (
    TableColumn("title", "差错", width=116),
    TableColumn("task", "任务", width=56),
    TableColumn("unit", "单位", width=176),
    TableColumn("period", "报告期", width=84),
    TableColumn("detail", "说明", width=240, stretch=True),
    TableColumn("code", "编号", width=56),
)
_NONE = ("没有差错", "到这一天没有发现差错，或没有符合筛选的。")


class FindingsView(RegisterView):
    """The findings of a plan."""

    task_asked = Signal(str)
    unit_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        filters = (
            ChoiceFilter("code", "差错种类", (("", "全部差错"),)),
            TextFilter("words", "查找任务、单位、说明", 220),
        )
        super().__init__(desk, _COLUMNS, "差错清单", filters, chosen("code"), _detail, _NONE)
        self.panel.action_chosen.connect(self._act)

    def show_day(self, day: TaskDay) -> None:
        """Shows the findings of a day."""
        from guanxian_desk.services.task_rows import FINDING_WORDS

        counts = Counter(found.code for found in day.status.findings)
        kinds = tuple((code, f"{words} {counts[code]:,}") for code, words in FINDING_WORDS.items() if counts[code])
        self.filters.set_options("code", (("", f"全部差错 {len(day.status.findings):,}"), *kinds))

        def read(_office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.task_rows import finding_rows

            return finding_rows(day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows")

    def _act(self, key: str) -> None:
        if self.row is not None:
            (self.task_asked if key == TASK else self.unit_asked).emit(self.row[key])


def _detail(row: Row) -> Detail:
    told = (("任务", TASK), ("单位", UNIT), ("报告期", "period"), ("怎样处理", "todo"))
    fields = tuple(Field(title, row[key]) for title, key in told if row[key])
    actions = (
        Action(TASK, "查看任务", "tasks"),
        *([Action(UNIT, "查看单位", "account")] if row["unit"] and row["code"] != "T08" else []),
    )
    return Detail(row["title"], row["code"], None, (Section("", fields), Section("说明", words=row["detail"])), actions)
