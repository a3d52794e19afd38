"""The two quick forms of the register of opinions: a new opinion, and what became of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from guanxian_desk.desk.widgets.day_field import DayField
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import across, button, down, label

STANCES = ("赞成", "反对", "中立")
ADOPTIONS = ("全部采纳", "部分采纳", "不采纳")
_NO_SOURCE = "先登记公告、座谈会、听证会或者其他公众参与方式，意见要写明出自哪一项。"


@dataclass(frozen=True)
class Answer:
    """What became of an opinion, and why it was not adopted in full."""

    adoption: str
    reason: str


class OpinionForm(PanelForm):
    """Source and day stay from one opinion to the next; Ctrl+Enter enters and begins the next."""

    submitted = Signal(object)  # dict

    def __init__(self, sources: Sequence[tuple[str, str]], day: date) -> None:
        super().__init__()
        self._sources = sources
        self.source = _box("出自", sources)
        self.day = DayField("收到之日", day.year, required=True)
        self.day.set_text(day.isoformat())
        self.author = FormField("提出人", hint="可以不写")
        self.stance = _box("态度", [(one, one) for one in STANCES])
        self.text = FormField("意见内容", needed("请写意见内容"), lines=4)
        self.fields = (self.day, self.author, self.text)
        self.add_button = button("登记这件意见", self._submit, icon="plus", role="primary", tip="Ctrl+回车")
        self.add_button.setEnabled(bool(sources))
        warning = label(_NO_SOURCE, "warning", wrap=True)
        column = down(
            _named("出自", self.source),
            self.day,
            self.author,
            _named("态度", self.stance),
            self.text,
            warning,
            across(self.add_button, button("登记完了", self.cancelled.emit), 1),
            1,
            spacing=10,
            margins=(12, 12, 12, 12),
        )
        self.setLayout(column)
        warning.setVisible(not sources)

    def start(self) -> None:
        """The keyboard to the first field that is typed."""
        self.text.setFocus()

    def next_one(self) -> None:
        """Blank for the next opinion of the same source and day."""
        for part in (self.author, self.text):
            part.set_text("")
            part.tell("")
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter enters."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if not self._sources or not all_ok(self.fields) or self.day.day is None:
            return
        record: dict[str, Any] = {
            "source": self.source.currentData(),
            "received_on": self.day.day.isoformat(),
            "stance": self.stance.currentData(),
            "text": self.text.text,
        }
        self.submitted.emit(record | ({"from": self.author.text} if self.author.text else {}))


class AnswerForm(PanelForm):
    """部分采纳 or 不采纳, with its reason; Ctrl+Enter writes it."""

    submitted = Signal(object)  # Answer

    def __init__(self, text: str, adoption: str, reason: str) -> None:
        super().__init__()
        self.adoption = _box("采纳情况", [(one, one) for one in ADOPTIONS])
        self.adoption.setCurrentIndex(ADOPTIONS.index(adoption))
        self.reason = FormField("理由", self._fault, lines=3)
        self.reason.set_text(reason)
        self.reason.tell("")
        self.write_button = button("记下采纳情况", self._submit, icon="check", role="primary", tip="Ctrl+回车")
        self.setLayout(
            down(
                label(text, wrap=True),
                _named("采纳情况", self.adoption),
                self.reason,
                across(self.write_button, button("返回", self.cancelled.emit), 1),
                1,
                spacing=10,
                margins=(12, 12, 12, 12),
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter writes."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()
        else:
            super().keyPressEvent(event)

    def _fault(self, text: str) -> str:
        full = self.adoption.currentData() == ADOPTIONS[0]
        return "" if text or full else "部分采纳、不采纳要写明理由（第二十九条）"

    def _submit(self) -> None:
        if self.reason.ok():
            self.submitted.emit(Answer(self.adoption.currentData(), self.reason.text))


def _box(name: str, options: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for value, words in options:
        box.addItem(words, value)
    return box


def _named(name: str, box: QComboBox) -> QWidget:
    holder = QWidget()
    title = label(name, "soft")
    title.setBuddy(box)
    holder.setLayout(down(title, box, spacing=4))
    return holder
