"""快速录入: a message pasted or a call taken down becomes reports, looked at before they are kept, 待补盖章件."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QSplitter, QTableWidget, QTableWidgetItem, QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.modules.tasks.quick import SOURCES, QuickDraft, QuickLine

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

_HEADINGS = ("任务编号", "进展情况", "完成百分比", "存在问题", "下步措施")
_WIDTHS = (84, 0, 96, 140, 140)
_EXAMPLE = "例如：\n清水镇二季度进展：任务1 组织专题学习4次，完成60%；任务7 公开信息32条，完成55%。存在问题：人手不足。"


class QuickEntry(QWidget):
    """Left the message, right what was understood; lies over the page."""

    def __init__(self, desk: Desk, day: TaskDay) -> None:
        super().__init__()
        self._desk = desk
        self._day = day
        self.message = QPlainTextEdit()
        self.message.setPlaceholderText(_EXAMPLE)
        self.message.setAccessibleName("单位发来的消息")
        self.message.setTabChangesFocus(True)
        self.read_button = button("识别内容", self._read, icon="search", role="primary")
        units = tuple(sorted(unit.unit for unit in day.units))
        self.source = FormField("来源", _is_source, options=SOURCES)
        self.source.set_text(SOURCES[1])
        self.unit = FormField("填报单位", needed("没有认出单位，请选择"), options=units)
        self.period = FormField("报告期", needed("请填报告期，如 2022Q3"))
        self.period.set_text(day.quarter.code)
        self.filed = DayEdit("填报日期", desk.today)
        self.found = self._make_table()
        self.add_button = button("加一行", lambda: self._append(QuickLine("", "", "", "", "")), icon="plus")
        self.save_button = button("保存为待补盖章件的报告", self._save, icon="save", role="primary")
        self.leave_button = button("不保存", desk.back_asked.emit)
        self.told = label("", "soft", wrap=True)
        self._lay_out()
        self.setFocusProxy(self.message)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(_HEADINGS))
        table.setHorizontalHeaderLabels(list(_HEADINGS))
        table.setAccessibleName("认出的任务进展")
        table.verticalHeader().hide()
        table.setWordWrap(True)
        for place, width in enumerate(_WIDTHS):
            if width:
                table.setColumnWidth(place, width)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        first = down(label("单位发来的消息", "heading"), self.message, across(self.read_button, 1))
        first.setStretch(1, 1)
        left.setLayout(first)
        fields = across(self.source, self.unit, self.period, spacing=12)
        fields.setStretch(1, 1)
        buttons = across(self.save_button, self.leave_button, 1, self.add_button)
        title, filed = label("认出的内容（可以改）", "heading"), across(self.filed, 1)
        second = down(title, fields, filed, self.found, self.told, buttons)
        second.setStretch(3, 1)
        right.setLayout(second)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.setLayout(down(split, margins=(16, 8, 16, 12)))

    def _read(self) -> None:
        text, day = self.message.toPlainText(), self._day
        if not text.strip():
            self.told.setText("请先粘贴消息，或记下电话里报的内容。")
            return

        def read(office: Office, _task: Task) -> QuickDraft:
            from guanxian_desk.services.task_work import understand

            return understand(office, day.key, text, day.as_of)

        self._desk.ask(read, self._show, owner=self, key="understand")

    def _show(self, draft: QuickDraft) -> None:
        if draft.unit:
            self.unit.set_text(draft.unit)
        if draft.period:
            self.period.set_text(draft.period)
        self.found.setRowCount(0)
        for line in draft.lines:
            self._append(line)
        lacking = [words for words, text in (("单位", draft.unit), ("报告期", draft.period)) if not text]
        lacking += ["任务编号"] if any(not line.task for line in draft.lines) else []
        said = f"没有认出{'、'.join(lacking)}，请补上；" if lacking else ""
        self.told.setText(f"认出 {len(draft.lines)} 行。{said}没有写的百分比留空，沿用上一次。")

    def _append(self, line: QuickLine) -> None:
        row = self.found.rowCount()
        self.found.insertRow(row)
        for place, text in enumerate((line.task, line.progress, line.percent, line.problems, line.next_steps)):
            self.found.setItem(row, place, QTableWidgetItem(text))

    @property
    def lines(self) -> Sequence[QuickLine]:
        """What stands in the table; empty rows left out."""
        found = []
        for row in range(self.found.rowCount()):
            items = [self.found.item(row, place) for place in range(len(_HEADINGS))]
            texts = [item.text().strip() if item else "" for item in items]
            if any(texts):
                found.append(QuickLine(*texts))
        return found

    def _save(self) -> None:
        if not all_ok((self.source, self.unit, self.period)):
            return
        plan, unit, period = self._day.key, self.unit.text, self.period.text
        source, lines, filed = self.source.text, self.lines, self.filed.day

        def write(office: Office, _task: Task) -> int:
            from guanxian_desk.services.task_work import keep_message

            return keep_message(office, plan, unit, period, source, lines, filed)

        self._desk.change(write, self._saved, owner=self, title="保存快速录入")

    def _saved(self, count: int) -> None:
        self._desk.said.emit(f"已保存 {self.unit.text} 的 {count} 份报告，待补盖章件")
        self._desk.back_asked.emit()


def _is_source(text: str) -> str:
    return "" if text in SOURCES else f"请选 {'、'.join(SOURCES)} 之一"
