"""任务: every task with its lamp; a task opens with its measures, units and indicators; chosen ones become 今日口径."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages import tasks_indicators
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.pages.tasks_detail import task_detail
from guanxian_desk.desk.pages.tasks_forms import LampForm, ReportingForm, Ruled, WayChosen
from guanxian_desk.desk.pages.tasks_parts import LAMP_COLUMN, LAMPS, copied, push_form, put_bar
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Detail
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

RULE, WITHDRAW, EVIDENCE, ATTACH = "rule", "withdraw", "evidence", "attach"
_SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
_COLUMNS = (
    TableColumn("no", "编号", width=52),
    TableColumn("shown", "灯", width=104, lamps=LAMP_COLUMN),
    TableColumn("title", "任务", width=160, stretch=True),
    TableColumn("lead", "牵头（责任）单位", width=140),
    TableColumn("percent", "完成（%）", Kind.COUNT, 84, summed=False),
    TableColumn("reports", "已报/应报", width=88),
    TableColumn("indicators", "指标", width=56),
    TableColumn("due", "期限", Kind.DAY, 104),
)
_SHOWN = (("", "全部灯"), *((lamp, made.words) for lamp, made in LAMPS.items()))
_NONE = ("没有符合的任务", "放宽或清除筛选再看。")


class TasksView(RegisterView):
    """The plan's tasks."""

    unit_asked = Signal(str)
    paper_asked = Signal(str, str, str)  # form, words, the subject after the plan

    def __init__(self, desk: Desk) -> None:
        filters = (
            ChoiceFilter("lamp", "灯", _SHOWN),
            ChoiceFilter("section", "部分", (("", "全部部分"),)),
            TextFilter("words", "查找编号、任务、单位", 220),
        )
        super().__init__(desk, _COLUMNS, "任务清单", filters, _takes, self._detail_of, _NONE)
        self.day: TaskDay | None = None
        self.brief_button = button("复制今日口径", self.brief, icon="copy", tip="把选中的任务写成一段话，可直接发送")
        self.way_button = button("报送方式…", self._ask_way, icon="settings")
        put_bar(self, self.brief_button, self.way_button, share=(3, 1))
        self.panel.action_chosen.connect(self._act)
        self.panel.link_opened.connect(self._follow)

    def show_day(self, day: TaskDay) -> None:
        """Shows a plan on a day under the same filters."""
        self.day = day
        sections = tuple((words, words) for words in dict.fromkeys(
            day.status.plan.section_words(task.task.section) for task in day.status.tasks
        ))  # fmt: skip
        self.filters.set_options("section", (("", "全部部分"), *sections))

        def read(_office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.task_rows import task_rows

            return task_rows(day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows")

    def show_task(self, no: str) -> None:
        """Only one task, opened."""
        self.filters.set_values({"lamp": "", "section": "", "words": f"#{no}"})

    def brief(self) -> None:
        """今日口径 of the selected tasks, of all that are listed when none is selected, onto the clipboard."""
        if self.table.selected_count():
            self.table.gather_selected(self._brief)
        else:
            values = self.filters.values()
            self._brief([row for row in self._all if _takes(row, values)])

    def _brief(self, rows: list[Row]) -> None:
        day = self.day
        if day is None or not rows:
            self._desk.said.emit("没有可写口径的任务")
            return
        from guanxian_desk.modules.tasks.briefing import briefing

        text = briefing(day.status, [row["no"] for row in rows], day.lamps)
        copied(self._desk, text, f"已复制 {len(rows)} 项任务的今日口径（{len(text)} 字），可直接粘贴")

    def _detail_of(self, row: Row) -> Detail:
        assert self.day is not None
        return task_detail(self.day, row)

    def _act(self, key: str) -> None:
        row, day = self.row, self.day
        if row is None or day is None:
            return
        if key == RULE:
            self._ask_lamp(row)
        elif key == WITHDRAW:
            self._withdraw(row, day)
        elif key == ATTACH:
            self._ask_files(row, day)
        elif key == EVIDENCE:
            self.paper_asked.emit("tasks-evidence", "迎检佐证清单", row["no"])
        else:
            self._brief([row])

    def _follow(self, key: str) -> None:
        row, day = self.row, self.day
        if key in (tasks_indicators.ADD, tasks_indicators.CHANGE):
            if row is not None and day is not None:
                tasks_indicators.ask(self, day, row, new=key == tasks_indicators.ADD)
        else:
            self.unit_asked.emit(key)

    def _ask_lamp(self, row: Row) -> None:
        def read(office: Office, _task: Task) -> tuple[str, ...]:
            from guanxian_desk.services.waiving import approvers

            return approvers(office)

        def show(names: tuple[str, ...]) -> None:
            form = LampForm(f"任务 {row['no']} {row['title']}（现为{row['lamp']}灯）", self._desk.operator, names)
            form.submitted.connect(lambda ruled: self._rule(row, ruled))
            push_form(self, form, "核定灯", form.lamp)

        self._desk.ask(read, show, owner=self)

    def _rule(self, row: Row, ruled: Ruled) -> None:
        day = self.day
        if day is None:
            return
        plan, since = day.key, day.as_of

        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import rule_lamp

            rule_lamp(office, plan, row["no"], ruled.lamp, ruled.reason, ruled.approver, since)

        words = f"任务 {row['no']} 核定为{ruled.lamp}灯"
        self.write(verb, words, "核定灯")

    def _ask_files(self, row: Row, day: TaskDay) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(self, "附佐证文件", "", _SCANS)
        if chosen:
            self.attach(day.key, row["no"], [Path(name) for name in chosen])

    def attach(self, plan: str, no: str, files: list[Path]) -> None:
        """Keeps evidence files with a task; they are bound into its 迎检佐证卷 (文书归档)."""

        def write(office: Office, _task: Task) -> int:
            from guanxian_desk.services.packet_issue import attach

            return attach(office, "task", f"{plan}/{no}", files)

        def done(count: int) -> None:
            self._desk.said.emit(f"任务 {no} 已附 {count} 份佐证文件，在“文书归档”里可装订成迎检佐证卷")

        self._desk.change(write, done, owner=self, title="附佐证文件")

    def _ask_way(self) -> None:
        day = self.day
        if day is not None:
            form = ReportingForm(day.status.plan.title, day.choice.reporting, day.choice.basis, self._desk.today)
            form.submitted.connect(lambda chosen: self._choose_way(day, chosen))
            self.panel.close_panel()
            push_form(self, form, "报送方式", form.way)

    def _choose_way(self, day: TaskDay, chosen: WayChosen) -> None:
        plan = day.key

        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import choose_reporting

            choose_reporting(office, plan, chosen.value, chosen.since, chosen.basis)

        words = f"从 {chosen.since.isoformat()} 起{chosen.value}报送"
        self.write(verb, words, "改报送方式")

    def _withdraw(self, row: Row, day: TaskDay) -> None:
        plan, since = day.key, day.as_of

        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import withdraw_lamp

            withdraw_lamp(office, plan, row["no"], since)

        words = f"已取消任务 {row['no']} 的核定灯"
        self.write(verb, words, "取消核定灯")


def _takes(row: Row, values: dict[str, str]) -> bool:
    words = values["words"].casefold()
    if words.startswith("#"):
        return bool(row["no"] == words[1:])
    return (
        values["lamp"] in ("", row["lamp"])
        and values["section"] in ("", row["section"])
        and all(word in row["find"] for word in words.split())
    )
