"""The line above a table: what is shown, chosen and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import button, label

DEBOUNCE = 250  # milliseconds after the last key before what was typed counts


@dataclass(frozen=True)
class ChoiceFilter:
    """A box to choose from; options: value → words; the first is "all" and its value is usually ""."""

    key: str
    title: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TextFilter:
    """A field to type into; hint says what is looked through."""

    key: str
    hint: str
    width: int = 200


Filter = ChoiceFilter | TextFilter


class FilterLine(QWidget):
    """Emits changed(values) at once for a choice, a quarter of a second after the last key for typed words."""

    changed = Signal(object)  # dict[str, str]

    def __init__(self, filters: tuple[Filter, ...], title: str = "筛选") -> None:
        super().__init__()
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._timer.timeout.connect(self._tell)
        self._told: dict[str, str] = {}
        self.boxes = {part.key: self._box(part) for part in filters if isinstance(part, ChoiceFilter)}
        self.fields = {part.key: self._field(part) for part in filters if isinstance(part, TextFilter)}
        self.clear_button = button("清除筛选", self.clear, icon="clear", role="flat")
        pieces = [self.boxes.get(part.key) or self.fields[part.key] for part in filters]
        flow = FlowLayout()
        for piece in (label(title, "soft"), *pieces, self.clear_button):
            flow.addWidget(piece)
        self.setLayout(flow)
        self._start = self._told = self.values()
        self._set_clear()

    def values(self) -> dict[str, str]:
        """What is chosen and typed, blanks around it removed."""
        chosen = {key: str(box.currentData()) for key, box in self.boxes.items()}
        return chosen | {key: field.text().strip() for key, field in self.fields.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Chooses and types for the clerk (a link that opens a filtered table); told once."""
        for key, value in values.items():
            if key in self.boxes:
                self.boxes[key].blockSignals(True)
                self.boxes[key].setCurrentIndex(max(0, self.boxes[key].findData(value)))
                self.boxes[key].blockSignals(False)
            else:
                self.fields[key].setText(value)
        self._tell()

    def set_options(self, key: str, options: tuple[tuple[str, str], ...]) -> None:
        """Other options for a box; the choice stays where it can."""
        box = self.boxes[key]
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for value, words in options:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
        self._tell()

    def clear(self) -> None:
        """Back to the first choices and empty fields."""
        self.set_values({key: str(box.itemData(0)) for key, box in self.boxes.items()} | dict.fromkeys(self.fields, ""))

    def _box(self, part: ChoiceFilter) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(part.title)
        box.setToolTip(part.title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, words in part.options:
            box.addItem(words, value)
        box.currentIndexChanged.connect(self._tell)
        return box

    def _field(self, part: TextFilter) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(part.hint)
        field.setPlaceholderText(part.hint)
        field.setClearButtonEnabled(False)
        field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.setFixedWidth(theme.current().scaled(part.width))
        field.textChanged.connect(self._timer.start)
        field.returnPressed.connect(self._tell)
        return field

    def _tell(self) -> None:
        self._timer.stop()
        values = self.values()
        self._set_clear()
        if values != self._told:
            self._told = values
            self.changed.emit(values)

    def _set_clear(self) -> None:
        self.clear_button.setEnabled(self.values() != self._start)
