"""通知读入: a notice pasted or opened is read, shown for correction, and kept as a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.day_edit import read_day
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.parts import across, button, down, label

if TYPE_CHECKING:
    from guanxian_desk.modules.tasks.notice.notice import Notice, Remark
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

_HEADINGS = ("编号", "部分", "任务", "具体内容", "牵头单位", "责任单位", "完成时限")
_WIDTHS = (60, 76, 180, 0, 160, 200, 96)
_ROW = 68  # logical pixels: three lines of a cell
_KINDS = "通知 (*.docx *.txt)"
_EXAMPLE = "把通知的正文粘贴到这里（从 Word、网页或 PDF 复制都可以，换行和页码会自动整理），或打开 .docx、.txt 文件。"


@dataclass(frozen=True)
class Typed:
    """The table and the head as they stand: texts by column, still to be taken apart."""

    title: str
    number: str
    issuer: str
    day: date | None
    rows: tuple[tuple[str, ...], ...]


class NoticeView(QWidget):
    """First the text, then what was read, to be corrected."""

    adopted = Signal(str)  # the plan's key

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.notice: Notice | None = None
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setAccessibleName("通知正文")
        self.text.setTabChangesFocus(True)
        self.read_button = button("识别任务", self._read_text, icon="search", role="primary")
        self.file_button = button("打开通知文件…", self._ask_file, icon="open")
        self.title = FormField("通知标题", needed("请填通知标题"))
        self.number = FormField("发文字号")
        self.issuer = FormField("发文机关")
        self.day = FormField("印发日期", _is_day, hint="2023-04-13")
        self.key = FormField("计划代号", needed("请填代号，如 rule-of-law-2023"), hint="rule-of-law-2023")
        self.found = self._make_table()
        self.remarks = label("", "soft", wrap=True)
        self.check_button = button("重新检查", self._check, icon="refresh")
        self.keep_button = button("建立计划", self._keep, icon="save", role="primary")
        self.again_button = button("重新读入", self._again, icon="back")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._first())
        self._stack.addWidget(self._second())
        self.setLayout(down(self._stack))
        self.setFocusProxy(self.text)

    def show_day(self, _day: TaskDay) -> None:
        """A notice is read the same on any day."""

    def _first(self) -> QWidget:
        page = QWidget()
        column = down(self.text, across(self.read_button, self.file_button, 1))
        column.setStretch(0, 1)
        page.setLayout(column)
        self.text.setMinimumHeight(160)
        return page

    def _second(self) -> QWidget:
        page = QWidget()
        head = across(self.title, self.number, self.issuer, self.day, self.key, spacing=12)
        head.setStretch(0, 3)
        for place in (1, 2, 4):
            head.setStretch(place, 2)
        buttons = across(self.keep_button, self.check_button, self.again_button, 1)
        column = down(head, self.found, self.remarks, buttons)
        column.setStretch(1, 1)
        page.setLayout(column)
        return page

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(_HEADINGS))
        table.setHorizontalHeaderLabels(list(_HEADINGS))
        table.setAccessibleName("读到的任务")
        table.verticalHeader().hide()
        table.setWordWrap(True)
        for place, width in enumerate(_WIDTHS):
            if width:
                table.setColumnWidth(place, width)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setDefaultSectionSize(theme.current().scaled(_ROW))
        table.setMinimumHeight(theme.current().scaled(200))
        return table

    # reading

    def _read_text(self) -> None:
        text = self.text.toPlainText()
        if not text.strip():
            self._desk.said.emit("请先粘贴通知正文，或打开通知文件")
            return
        self.read_bytes(text.encode(), "粘贴的通知.txt")

    def _ask_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, "打开通知文件", "", _KINDS)
        if chosen:
            self.read_path(Path(chosen))

    def read_path(self, path: Path) -> None:
        """Reads a file."""

        def read(office: Office, _task: Task) -> Notice:
            from guanxian_desk.base.files import read_file
            from guanxian_desk.services import tasks

            return tasks.read(read_file(path), path.name, office)

        self._desk.ask(read, self.show_notice, owner=self, key="read", title="识别通知")

    def read_bytes(self, data: bytes, name: str) -> None:
        """Reads a text."""

        def read(office: Office, _task: Task) -> Notice:
            from guanxian_desk.services import tasks

            return tasks.read(data, name, office)

        self._desk.ask(read, self.show_notice, owner=self, key="read", title="识别通知")

    def show_notice(self, notice: Notice) -> None:
        """Shows what was read, to be corrected."""
        self.notice = notice
        for field, text in (
            (self.title, notice.title),
            (self.number, notice.number),
            (self.issuer, notice.issuer),
            (self.day, notice.day.isoformat() if notice.day else ""),
        ):
            field.set_text(text)
        self.found.setRowCount(0)
        for task in notice.tasks:
            row = self.found.rowCount()
            self.found.insertRow(row)
            units = ("、".join(task.lead), "、".join(task.responsible))
            due = task.due.isoformat() if task.due else ""
            for place, text in enumerate((task.no, task.section, task.title, task.text, *units, due)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self.found.setItem(row, place, item)
        self._show_remarks(notice.remarks)
        self._stack.setCurrentIndex(1)
        self.key.editor.setFocus()

    def _show_remarks(self, remarks: tuple[Remark, ...]) -> None:
        blocking = [remark.words for remark in remarks if remark.blocking]
        others = [remark.words for remark in remarks if not remark.blocking]
        parts = [f"读到 {self.found.rowCount()} 项任务。"]
        parts += [f"必须改正后才能建立计划：{'；'.join(blocking)}。"] if blocking else []
        parts += [f"请核对：{'；'.join(others)}。"] if others else []
        self.remarks.setText("".join(parts))
        self.keep_button.setEnabled(not blocking)
        self.keep_button.setToolTip("请先改正编号，再点“重新检查”" if blocking else "")

    def _again(self) -> None:
        self._stack.setCurrentIndex(0)
        self.text.setFocus()

    # keeping

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        day = read_day(self.day.text, self._desk.today.year) if self.day.text else None
        return Typed(
            self.title.text,
            self.number.text,
            self.issuer.text,
            day,
            tuple(map(self._row, range(self.found.rowCount()))),
        )

    def _row(self, row: int) -> tuple[str, ...]:
        items = [self.found.item(row, place) for place in range(len(_HEADINGS))]
        return tuple(item.text().strip() if item else "" for item in items)

    def _check(self) -> None:
        notice, typed = self.notice, self.typed
        assert notice is not None

        def read(office: Office, _task: Task) -> Notice:
            from guanxian_desk.services import tasks

            return tasks.correct(office, notice, typed.rows, typed.title, typed.number, typed.issuer, typed.day)

        self._desk.ask(read, self._checked, owner=self, key="check")

    def _checked(self, notice: Notice) -> None:
        self.notice = notice
        self._show_remarks(notice.remarks)

    def _keep(self) -> None:
        if not all_ok((self.title, self.day, self.key)):
            return
        notice, typed, key = self.notice, self.typed, self.key.text
        assert notice is not None

        def write(office: Office, _task: Task) -> int:
            from guanxian_desk.services import tasks

            whole = tasks.correct(office, notice, typed.rows, typed.title, typed.number, typed.issuer, typed.day)
            tasks.adopt(office, whole, key, typed.day)
            return len(whole.tasks)

        def done(count: int) -> None:
            self._desk.said.emit(f"已建立计划“{key}”，{count} 项任务")
            self.text.clear()
            self._again()
            self.adopted.emit(key)

        self._desk.change(write, done, owner=self, title="建立计划")


def _is_day(text: str) -> str:
    return "" if read_day(text, 1) else "请填印发日期，如 2023-04-13"
