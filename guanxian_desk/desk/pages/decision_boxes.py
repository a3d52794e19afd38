"""A set of fields on screen: short ones side by side, groups under their heading, lists of records line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from guanxian_desk.desk.pages.decision_fields import Context, Editor, editor_of, is_wide
from guanxian_desk.desk.pages.decision_words import called
from guanxian_desk.desk.widgets.parts import ElidedLink, across, button, clear, down, frame, label
from guanxian_desk.modules.decisions.outline import Field, Shape

Document = dict[str, Any]
_COLUMNS = 2
_FOLDED = "paper"  # only papers look at these facts; they open when they are wanted


class FieldsBox(QWidget):
    """Editors of fields over one object; what it has besides stays as it is."""

    changed = Signal()
    entry_asked = Signal(object, int)  # EntriesEditor, place (-1: a new one)

    def __init__(self, fields: Sequence[Field], value: Mapping[str, Any] | None, context: Context) -> None:
        super().__init__()
        self._before = dict(value or {})
        self.editors: dict[str, Editor] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        place = 0
        # Facts that only papers need come last.
        for field in sorted(fields, key=lambda one: one.name == _FOLDED):
            editor = self._editor(field, context)
            span = _COLUMNS if is_wide(field) else 1
            place += -place % span
            grid.addWidget(editor, place // _COLUMNS, place % _COLUMNS, 1, span)
            place += span
        for at in range(_COLUMNS):
            grid.setColumnStretch(at, 1)
        self.setLayout(grid)
        first = next(iter(self.editors.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def value(self) -> Document:
        """The object as it stands in the form: blank fields are left out."""
        entered = {name: editor.value() for name, editor in self.editors.items()}
        kept = {name: part for name, part in self._before.items() if name not in entered}
        return kept | {name: part for name, part in entered.items() if part is not None}

    @property
    def blank(self) -> bool:
        """Whether nothing at all is entered."""
        return not self.value()

    def first_fault(self) -> Editor | None:
        """The first field that cannot be taken; all of them show their reason."""
        wrong = [editor for editor in self.editors.values() if not editor.ok()]
        return wrong[0] if wrong else None

    def _editor(self, field: Field, context: Context) -> Editor:
        stands = self._before.get(field.name)
        made: Editor
        if field.shape is Shape.GROUP:
            made = GroupEditor(field, stands, context)
            made.entry_asked.connect(self.entry_asked)
        elif field.shape is Shape.RECORDS:
            made = EntriesEditor(field, stands)
            made.opened.connect(lambda at, one=made: self.entry_asked.emit(one, at))
        else:
            made = editor_of(field, stands, context)
        made.changed.connect(self.changed)
        self.editors[field.name] = made
        return made


class GroupEditor(Editor):
    """The fields of one object under its heading; required ones count only once something of it is filled in."""

    entry_asked = Signal(object, int)

    def __init__(self, field: Field, value: Mapping[str, Any] | None, context: Context) -> None:
        super().__init__(field)
        self._value = value
        self._context = context
        self.box: FieldsBox | None = None
        self.fold_button = button(self._folded_words(), self.unfold, icon="right", role="flat")
        self._column: QVBoxLayout = down(spacing=8)
        self._column.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignLeft)
        if field.name == _FOLDED and not value:
            self.setLayout(self._column)
        else:
            self.unfold()
            self.setLayout(self._column)

    def unfold(self) -> None:
        """Shows the fields."""
        clear(self._column)
        self.box = FieldsBox(self.field.fields, self._value, self._context)
        self.box.changed.connect(self.changed)
        self.box.entry_asked.connect(self.entry_asked)
        inside = frame()
        inside.setLayout(down(label(self.title, "heading"), self.box, spacing=8, margins=(12, 8, 12, 12)))
        self._column.addWidget(inside)
        self.setFocusProxy(self.box)
        if self.isVisible():
            self.box.setFocus()

    def value(self) -> Any:
        """The object, None when nothing is filled in."""
        if self.box is None:
            return self._value or None
        return self.box.value() or None

    def ok(self) -> bool:
        """As its fields; a group that is left blank is fine unless it is required."""
        if self.box is None or (self.box.blank and not self.field.required):
            return True
        return self.box.first_fault() is None

    def _folded_words(self) -> str:
        return f"{self.field.label}（地点、时间、文号等，打印时用）"


class EntriesEditor(Editor):
    """A list of records: each line opens its own form."""

    opened = Signal(int)

    def __init__(self, field: Field, value: Sequence[Document] | None) -> None:
        super().__init__(field)
        self.entries: list[Document] | None = None if value is None else list(value)
        self._lines: QVBoxLayout = down(spacing=2)
        self.add_button = button(f"添加{field.label}", lambda: self.opened.emit(-1), icon="plus")
        head = across(label(self.title, "heading"), 1, self.add_button)
        inside = frame()
        inside.setLayout(down(head, self._lines, spacing=4, margins=(12, 8, 12, 8)))
        self.setLayout(down(inside))
        self.setFocusProxy(self.add_button)
        self._show()

    def value(self) -> Any:
        """The records; None where nothing was ever said of them."""
        return self.entries

    def put(self, place: int, record: Document | None) -> None:
        """Writes an entry (-1: behind the last); None takes it out."""
        entries = self.entries = self.entries or []
        if place < 0:
            if record is not None:
                entries.append(record)
        elif record is None:
            del entries[place]
        else:
            entries[place] = record
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        clear(self._lines)
        for place, record in enumerate(self.entries or ()):
            self._lines.addLayout(self._line(place, record))

    def _line(self, place: int, record: Document) -> QVBoxLayout:
        words = called(self.field, record)
        link = ElidedLink(f"{place + 1}. {words}", lambda: self.opened.emit(place))
        gone: QPushButton = button("", lambda: self.put(place, None), icon="close", role="flat", name=f"删去{words}")
        line = across(link, gone)
        line.setStretch(0, 1)
        return down(line, spacing=0)
