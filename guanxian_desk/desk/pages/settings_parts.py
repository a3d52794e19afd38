"""The panels of the settings page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QLayout, QWidget

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.desk.theme import Look
from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.services.office_settings import PAPER_SETTINGS, OptionView

MARGINS = (16, 12, 16, 16)
_COLOURS = (("light", "浅色"), ("dark", "深色"), ("contrast", "高对比"))


class LookPanel(QWidget):
    """Colours and size of type; changed(look) at once."""

    changed = Signal(object)  # Look

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.colours = _box("颜色", _COLOURS)
        self.colours.setCurrentIndex(max(0, self.colours.findData(look.colours)))
        self.large = QCheckBox("大字（重新打开窗口后生效）")
        self.large.setChecked(look.large)
        self.colours.currentIndexChanged.connect(self._tell)
        self.large.toggled.connect(self._tell)
        self.setLayout(_panel("显示", across(label("颜色", "soft"), self.colours, self.large, 1, spacing=12)))

    def _tell(self) -> None:
        self.changed.emit(Look(self.colours.currentData(), self.large.isChecked()))


class OperatorPanel(QWidget):
    """Who works at this window."""

    changed = Signal(object)  # Actor

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.name = FormField("姓名", needed("请填姓名，操作记录上会写它"))
        self.name.set_text(actor.name)
        self.role = _box("角色", tuple((str(role), str(role)) for role in Role))
        self.role.setCurrentIndex(max(0, self.role.findData(str(actor.role))))
        self.save_button = button("换成这位操作员", self._submit, icon="account")
        side = down(label("角色", "soft"), self.role, spacing=4)
        line = across(self.name, side, spacing=12)
        line.setStretch(0, 1)
        self.setLayout(_panel("操作员", line, across(self.save_button, 1)))

    def _submit(self) -> None:
        if all_ok((self.name,)):
            self.changed.emit(Actor(self.name.text, Role(self.role.currentData())))


class PapersPanel(QWidget):
    """What papers print about the office."""

    submitted = Signal(object)  # dict[str, str]

    def __init__(self) -> None:
        super().__init__()
        self.fields = {one.key: FormField(one.title, hint=one.hint) for one in PAPER_SETTINGS}
        self.save_button = button("保存单位信息", self._submit, icon="save", role="primary")
        note = label("印在结算表、催缴通知、对账单上；没有填的，纸面上留空待填。", "soft", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for place, made in enumerate(self.fields.values()):
            grid.addWidget(made, place // 2, place % 2)
        self.setLayout(_panel("文书上的单位信息", note, grid, across(self.save_button, 1)))

    def show_values(self, values: dict[str, str]) -> None:
        """Shows what is kept."""
        for key, made in self.fields.items():
            made.set_text(values[key])

    def _submit(self) -> None:
        self.submitted.emit({key: made.text for key, made in self.fields.items()})


class OptionPanel(QWidget):
    """One choice where the notice is silent, with its basis and from which day it holds."""

    submitted = Signal(str, str, object, str)  # key, value, date, basis

    def __init__(self, option: OptionView, today: date) -> None:
        super().__init__()
        self._option = option
        self.value: QComboBox | FormField
        if option.values:
            self.value = _box(option.label, option.values)
            self.value.setCurrentIndex(max(0, self.value.findData(option.value)))
        else:
            self.value = FormField(f"{option.label}（{option.unit}）", _whole)
            self.value.set_text(option.value)
        self.since = DayEdit("起用日期", today)
        self.basis = FormField("口径依据", hint="例如：专班会议纪要〔2022〕3号，2022-05-10")
        self.basis.set_text(option.basis)
        self.save_button = button(f"保存{option.label}", self._submit, icon="save")
        head = label(f"{option.label}　{option.clause}", "heading")
        why = label(f"{option.note}，由办公室选定；没有依据时纸面上写“口径待主管部门明确”。", "soft", wrap=True)
        line = across(self.value, self.since, 1, spacing=12)
        self.setLayout(down(head, why, line, self.basis, across(self.save_button, 1), spacing=8))

    def _submit(self) -> None:
        if isinstance(self.value, QComboBox):
            value = str(self.value.currentData())
        elif not all_ok((self.value,)):
            return
        else:
            value = self.value.text
        self.submitted.emit(self._option.key, value, self.since.day, self.basis.text)


def file_panel(path: str, other: Callable[[], object]) -> QWidget:
    """Where the data lie, and the way to other data."""
    made = QWidget()
    where = label(path, wrap=True)
    made.setLayout(_panel("数据文件", where, across(button("打开或新建别的数据文件…", other, icon="open"), 1)))
    return made


def titled_panel(title: str, *parts: QWidget) -> QWidget:
    """Several parts under one title."""
    made = QWidget()
    made.setLayout(_panel(title, *parts))
    return made


def _panel(title: str, *parts: QWidget | QLayout) -> QLayout:
    surface: QFrame = frame()
    surface.setLayout(down(label(title, "heading"), *parts, spacing=12, margins=MARGINS))
    return down(surface)


def _box(name: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words in options:
        box.addItem(words, value)
    return box


def _whole(text: str) -> str:
    return "" if text.isascii() and text.isdigit() else "请填 0 或正整数"
