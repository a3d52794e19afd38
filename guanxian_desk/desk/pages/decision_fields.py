"""Editors for the fields of a dossier, one a shape of the outline; each knows its value and why it cannot be taken."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from guanxian_desk.desk.pages.decision_words import called
from guanxian_desk.desk.widgets.day_field import DayField
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.form import FormField
from guanxian_desk.desk.widgets.parts import down, label
from guanxian_desk.modules.decisions.editing import get
from guanxian_desk.modules.decisions.outline import Field, Shape, field_at

_UNKNOWN = "（未填）"
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
_LONG_CHOICE = 14  # characters from which choices stand one below the other
_NONE_OF_THEM = "经核对没有"
# An empty list of these is an answer (“none of them”), not a blank.
_ANSWERED_BY_NONE = frozenset({"hearing_grounds", "higher_approval"})
_BLANK = "必须填写"


@dataclass(frozen=True)
class Context:
    """What editors know of the dossier around them: its document, and the year of days typed without one."""

    document: Mapping[str, Any]
    year: int

    def records_of(self, field: Field) -> list[tuple[str, str]]:
        """The records that a reference may name: id and words."""
        lists = field.leads_to or ((("attachments",),) if field.shape is Shape.EVIDENCE else ())
        several = len(lists) > 1
        return [
            (record["id"], f"{field_at(path).label}：{words}" if several else words)
            for path in lists
            for record in get(dict(self.document), path) or []
            if (words := called(field_at(path), record))
        ]


class Editor(QWidget):
    """A field on screen. changed is told whenever its value may be another."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.setToolTip(field.help)

    @abstractmethod
    def value(self) -> Any:
        """What is entered; None when nothing is."""

    def ok(self) -> bool:
        """Whether it can be taken; shows the reason when not."""
        return True

    @property
    def title(self) -> str:
        """What stands above the editor."""
        return f"{self.field.label}（必填）" if self.field.required else self.field.label

    def _hold(self, inner: QWidget) -> None:
        self.setLayout(down(inner, spacing=0))
        self.setFocusProxy(inner)


class TextEditor(Editor):
    """One line, several lines, a time, a whole number, or names one a line."""

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__(field)
        lines = 3 if field.shape in (Shape.LONG, Shape.NAMES) else 1
        hint = {Shape.NAMES: "每行一个", Shape.TIME: "如 9:30"}.get(field.shape, "")
        self.box = FormField(self.title, self._fault, hint=hint, lines=lines)
        self._hold(self.box)
        written = "\n".join(value) if isinstance(value, list) else "" if value is None else str(value)
        self.box.set_text(written)
        self.box.tell("")
        # Only now: what stands already is not told as typed.
        if isinstance(self.box.editor, QComboBox):
            self.box.editor.currentTextChanged.connect(self.changed)
        else:
            self.box.editor.textChanged.connect(self.changed)

    def value(self) -> Any:
        """The text, the number, the time as 09:30, the list of names."""
        text = self.box.text
        if not text:
            return None
        if self.field.shape is Shape.NUMBER:
            return int(text) if _whole(text) else text
        if self.field.shape is Shape.NAMES:
            return [line.strip() for line in text.splitlines() if line.strip()]
        found = _TIME.fullmatch(text) if self.field.shape is Shape.TIME else None
        return f"{int(found[1]):02d}:{found[2]}" if found else text

    def ok(self) -> bool:
        """Blank where something is needed, or no number where one is needed."""
        return self.box.ok()

    def _fault(self, text: str) -> str:
        if not text:
            return _BLANK if self.field.required else ""
        if self.field.shape is Shape.NUMBER and not _whole(text):
            return f"“{text}”不是整数"
        if self.field.shape is Shape.TIME and not _TIME.fullmatch(text):
            return f"“{text}”不是时间，请写成 9:30"
        return ""


class DayEditor(Editor):
    """A day."""

    def __init__(self, field: Field, value: Any, context: Context) -> None:
        super().__init__(field)
        self.box = DayField(self.title, context.year, required=field.required)
        self._hold(self.box)
        self.box.set_text(value or "")
        self.box.tell("")
        self.box.line.textChanged.connect(self.changed)

    def value(self) -> Any:
        """As 2022-04-13."""
        day = self.box.day
        return day.isoformat() if day else self.box.text or None

    def ok(self) -> bool:
        """No day."""
        return self.box.ok()


class ChoiceEditor(Editor):
    """One of several: a choice, 是/否, or a record referred to."""

    def __init__(self, field: Field, value: Any, context: Context) -> None:
        super().__init__(field)
        self.box = QComboBox()
        self.box.setAccessibleName(self.title)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.addItem(_UNKNOWN, None)
        for known, words in _options(field, context):
            self.box.addItem(words, known)
        if value is not None and self.box.findData(value) < 0:
            self.box.addItem(str(value), value)
        self.box.setCurrentIndex(max(0, self.box.findData(value)) if value is not None else 0)
        name = label(self.title, "soft", wrap=True)
        name.setBuddy(self.box)
        self.reason = label("", "warning", wrap=True)
        self.setLayout(down(name, self.box, self.reason, spacing=4))
        self.reason.hide()
        self.setFocusProxy(self.box)
        self.box.currentIndexChanged.connect(self._chosen)

    def value(self) -> Any:
        """The choice."""
        return self.box.currentData()

    def ok(self) -> bool:
        """Nothing chosen where something is needed."""
        why = "请选一项" if self.field.required and self.value() is None else ""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        return not why

    def _chosen(self) -> None:
        self.ok()
        self.changed.emit()


class ChoicesEditor(Editor):
    """Some of several, as boxes to tick; where the order is a fact, in the order they were ticked."""

    def __init__(self, field: Field, value: Any, context: Context) -> None:
        super().__init__(field)
        self._order: list[str] = list(value or [])
        options = _options(field, context)
        known = {one for one, _words in options}
        options += [(one, one) for one in self._order if one not in known]
        self.boxes = {one: self._box(one, words) for one, words in options}
        self.none = self._none(value) if field.name in _ANSWERED_BY_NONE else None
        long = any(len(words) > _LONG_CHOICE for _one, words in options)
        pieces = [*self.boxes.values(), *([self.none] if self.none else [])]
        self.reason = label("", "warning", wrap=True)
        column = down(label(self.title, "soft", wrap=True), spacing=2)
        if long:
            for piece in pieces:
                column.addWidget(piece)
        elif pieces:
            flow = FlowLayout()
            for piece in pieces:
                flow.addWidget(piece)
            column.addLayout(flow)
        else:
            column.addWidget(label("还没有附件；先在左边“附件”里加入扫描件。", "small", wrap=True))
        column.addWidget(self.reason)
        self.setLayout(column)
        self.reason.hide()
        self._number()
        if pieces:
            self.setFocusProxy(pieces[0])

    def value(self) -> Any:
        """Those that are ticked; [] where “none of them” is the answer."""
        if not self._order:
            return [] if self.none is not None and self.none.isChecked() else None
        return list(self._order) if self.field.ordered else [one for one in self.boxes if one in self._order]

    def ok(self) -> bool:
        """Nothing ticked where something is needed."""
        why = "请至少选一项" if self.field.required and not self._order else ""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        return not why

    def _box(self, one: str, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(one in self._order)
        box.toggled.connect(lambda on: self._ticked(one, on))
        return box

    def _none(self, value: Any) -> QCheckBox:
        box = QCheckBox(_NONE_OF_THEM)
        box.setChecked(value == [])
        box.toggled.connect(self._none_ticked)
        return box

    def _none_ticked(self, on: bool) -> None:
        if on:
            for box in self.boxes.values():
                box.setChecked(False)
        self.changed.emit()

    def _ticked(self, one: str, on: bool) -> None:
        if on:
            self._order.append(one)
            if self.none is not None:
                self.none.setChecked(False)
        else:
            self._order.remove(one)
        self._number()
        self.changed.emit()

    def _number(self) -> None:
        """Shows the order where it is a fact."""
        if self.field.ordered:
            for one, box in self.boxes.items():
                place = f"{self._order.index(one) + 1}. " if one in self._order else ""
                box.setText(place + one)


def _options(field: Field, context: Context) -> list[tuple[Any, str]]:
    if field.shape is Shape.FLAG:
        return [(True, "是"), (False, "否")]
    if field.shape in (Shape.REFERENCE, Shape.EVIDENCE):
        return list(context.records_of(field))
    return [(choice, choice) for choice in field.choices]


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit()


_MAKERS: Mapping[Shape, Callable[[Field, Any, Context], Editor]] = {
    Shape.DAY: DayEditor,
    Shape.FLAG: ChoiceEditor,
    Shape.CHOICE: ChoiceEditor,
    Shape.REFERENCE: ChoiceEditor,
    Shape.CHOICES: ChoicesEditor,
    Shape.EVIDENCE: ChoicesEditor,
}


def editor_of(field: Field, value: Any, context: Context) -> Editor:
    """The editor of a field that is neither a group nor a list of records."""
    make = _MAKERS.get(field.shape)
    return make(field, value, context) if make else TextEditor(field, value)


def is_wide(field: Field) -> bool:
    """Whether it takes the whole width of a form."""
    return field.shape in (
        Shape.LONG,
        Shape.NAMES,
        Shape.CHOICES,
        Shape.EVIDENCE,
        Shape.GROUP,
        Shape.RECORDS,
    )
