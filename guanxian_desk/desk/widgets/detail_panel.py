"""The panel at the right where a record opens; Esc closes it, what is opened from it has a step back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.lamps import badge
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, button, down, frame, label

WIDTH = 360  # logical pixels at normal type


@dataclass(frozen=True)
class _Sheet:
    title: str
    widget: QWidget


class DetailPanel(QFrame):
    """Shows a Detail, or a widget of the page's own (a form, a story) under a title."""

    link_opened = Signal(str)
    action_chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setMinimumWidth(theme.current().scaled(280))
        self._sheets: list[_Sheet] = []
        self.title = ElidedLabel("", "heading")
        self.back_button = button("", self.back, icon="back", role="flat", name="返回上一层")
        self.close_button = button("", self.close_panel, icon="close", role="flat", name="关闭右侧栏（Esc）")
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        head = across(self.back_button, self.title, self.close_button, spacing=4, margins=(12, 4, 4, 4))
        head.setStretch(1, 1)
        self.setLayout(down(head, frame("line"), self._body, spacing=0))
        self.setAccessibleName("右侧栏")
        self.hide()

    def open(self, content: Detail | QWidget, title: str = "") -> None:
        """Shows this instead of everything that was open. title: of a widget; a Detail has its own."""
        while self._sheets:
            self._drop()
        self.push(content, title)

    def push(self, content: Detail | QWidget, title: str = "") -> None:
        """Shows this over what is open; 返回 leads back."""
        if self._sheets:
            self._sheets[-1].widget.hide()
        if isinstance(content, Detail):
            sheet = _Sheet(content.title, self._page(content))
            self._body.addWidget(sheet.widget, 1)
        elif isinstance(content, QAbstractScrollArea):
            sheet = _Sheet(title, content)
            self._body.addWidget(content, 1)
        else:
            area = _scroll_area(title)
            sheet = _Sheet(title, area)
            # The area has its place before it is filled: what moves with its content in it is styled twice.
            self._body.addWidget(area, 1)
            area.setWidget(content)
        self._sheets.append(sheet)
        self._show_top()

    def back(self) -> None:
        """One step back; from the first sheet it closes."""
        if len(self._sheets) < 2:
            self.close_panel()
            return
        self._drop()
        self._show_top()

    def close_panel(self) -> None:
        """Lets everything go and hides."""
        if not self._sheets:
            return
        while self._sheets:
            self._drop()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes a step back, and closes at the first sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def _show_top(self) -> None:
        top = self._sheets[-1]
        self.title.setText(top.title)
        self.title.setAccessibleName(top.title)
        self.back_button.setVisible(len(self._sheets) > 1)
        top.widget.show()
        self.show()

    def _drop(self) -> None:
        widget = self._sheets.pop().widget
        self._body.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _page(self, detail: Detail) -> QWidget:
        body = QWidget()
        body.setObjectName("body")
        column = down(spacing=12, margins=(12, 8, 12, 12))
        if detail.lamp or detail.subtitle:
            column.addLayout(self._state(detail))
        for section in detail.sections:
            column.addLayout(self._section(section))
        column.addStretch(1)
        body.setLayout(column)
        area = _scroll_area(detail.title)
        area.setWidget(body)
        column = down(area, spacing=0)
        if detail.actions:
            column.addWidget(frame("line"))
            column.addLayout(self._actions(detail.actions))
        page = QWidget()
        page.setLayout(column)
        return page

    def _state(self, detail: Detail) -> FlowLayout:
        line = FlowLayout()
        if detail.lamp:
            line.addWidget(badge(*detail.lamp))
        if detail.subtitle:
            line.addWidget(_selectable(label(detail.subtitle, "soft")))
        return line

    def _section(self, section: Section) -> QVBoxLayout:
        column = down(spacing=4)
        if section.title:
            column.addWidget(label(section.title, "heading"))
        if section.fields:
            column.addLayout(self._fields(section.fields))
        if section.words:
            column.addWidget(_selectable(label(section.words, wrap=True)))
        for key, words in section.links:
            column.addWidget(self._link(key, words), 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _fields(self, fields: tuple[Field, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for line, entry in enumerate(fields):
            grid.addWidget(label(entry.title, "soft"), line, 0, Qt.AlignmentFlag.AlignTop)
            if entry.link:
                grid.addWidget(self._link(entry.link, entry.text), line, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                grid.addWidget(_selectable(label(entry.text, wrap=True, tone=entry.tone)), line, 1)
        return grid

    def _link(self, key: str, words: str) -> QWidget:
        return button(words, lambda: self.link_opened.emit(key), role="link")

    def _actions(self, actions: tuple[Action, ...]) -> FlowLayout:
        flow = FlowLayout()
        flow.setContentsMargins(12, 8, 12, 8)
        for action in actions:
            flow.addWidget(action_button(action, self.action_chosen.emit))
        return flow


def action_button(action: Action, chosen: Callable[[str], object]) -> QPushButton:
    """The button of an action; chosen(key) when pressed."""
    role = "primary" if action.primary else ""
    made = button(action.words, lambda: chosen(action.key), icon=action.icon, role=role, tip=action.tip)
    made.setEnabled(action.enabled)
    return made


def _scroll_area(title: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(f"{title}的内容")
    return area


def _selectable(text: QLabel) -> QLabel:
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text
