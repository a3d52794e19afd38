"""A record of a dossier over the page: entered, mended or taken out; made from the outline alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from guanxian_desk.base.errors import Cancelled, UserError
from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_boxes import EntriesEditor, FieldsBox
from guanxian_desk.desk.pages.decision_fields import Context
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.modules.decisions.outline import Field, Path
from guanxian_desk.services.office import Office

Document = dict[str, Any]
_WIDEST = 960  # logical pixels at normal type
_FAULTY = "有内容不能保存，原因写在各栏下面；没有写入任何数据。"
_RESTORED = "已恢复上次填写、还没有保存的内容。"


@dataclass(frozen=True)
class Target:
    """What is edited: fields of the object at a path, or (entry) of a record in the list there.

    before: as it stands, None for a new one; words: what it is called.
    """

    dossier: str
    path: Path
    fields: tuple[Field, ...]
    words: str
    before: Document | None = None
    entry: bool = False

    @property
    def draft(self) -> tuple[str, int | None]:
        """Under which name what was typed and not saved is kept."""
        name = (self.before or {}).get("id", "") if self.entry else ""
        names = ",".join(field.name for field in self.fields)
        return f"dossier/{self.dossier}/{'.'.join(self.path)}/{name}/{names}", None


class EntryForm(QWidget):
    """A scrolled set of fields with its buttons; used for the record and for each entry of its lists."""

    submitted = Signal()
    next_asked = Signal()  # take this one, and begin another
    left = Signal()
    removed = Signal()

    def __init__(self, box: FieldsBox, words: str, *, nested: bool, removable: bool) -> None:
        super().__init__()
        self.box = box
        self._many = nested and not removable
        self.next_button = button("确定并添下一条", self.next_asked.emit, icon="plus", tip="Ctrl+Shift+回车")
        self.told = label("", "warning", wrap=True)
        self.save_button = button(
            "确定" if nested else "保存", self.submitted.emit, icon="save", role="primary", tip="Ctrl+回车"
        )
        self.leave_button = button("返回上一层" if nested else "不保存", self.left.emit)
        self.remove_button = button("删去这一条" if nested else "删去这条记录", self._remove, icon="close")
        inner = QWidget()
        inner.setObjectName("body")
        heading = [label(words, "heading", wrap=True)] if nested else []
        inner.setLayout(down(*heading, box, 1, spacing=12, margins=(16,) * 4))
        inner.setMaximumWidth(theme.current().scaled(_WIDEST))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setAccessibleName(words)
        self.area = area
        told = across(self.told, margins=(16, 8, 16, 0))
        buttons = across(
            self.save_button, self.next_button, self.leave_button, 1, self.remove_button, margins=(16, 8, 16, 8)
        )
        whole = down(area, frame("line"), told, buttons, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.told.hide()
        self.next_button.setVisible(self._many)
        self.remove_button.setVisible(removable)
        self.setFocusProxy(box)

    def tell(self, words: str) -> None:
        """A sentence above the buttons."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def ok(self) -> bool:
        """Whether everything can be taken; the keyboard goes to the first field that is not fine."""
        wrong = self.box.first_fault()
        if wrong is not None:
            wrong.setFocus()
            self.area.ensureWidgetVisible(wrong)
            self.tell(_FAULTY)
        return wrong is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, with Shift it begins the next entry."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.next_asked if shift and self._many else self.submitted).emit()
        else:
            super().keyPressEvent(event)

    def _remove(self) -> None:
        sure = "确定删除（可以撤销）"
        if self.remove_button.text() != sure:
            self.remove_button.setText(sure)
        else:
            self.removed.emit()


class RecordForm(QWidget):
    """The form of a target. What is typed and not saved is kept in this window and comes back when it is reopened."""

    def __init__(self, desk: Desk, target: Target, document: Mapping[str, Any], done: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self.target = target
        self._done = done
        self._context = Context(document, desk.as_of.year)
        draft = desk.drafts.get(target.draft)
        start = json.loads(draft["value"]) if draft else target.before
        self._stack = QStackedWidget()
        self._entries: list[tuple[EntryForm, EntriesEditor, int, list[Document] | None]] = []
        self.form = self._form(start)
        self._stack.addWidget(self.form)
        self.setLayout(down(self._stack))
        self.setFocusProxy(self.form)
        if draft:
            self.form.tell(_RESTORED)

    def _form(self, start: Mapping[str, Any] | None) -> EntryForm:
        target = self.target
        box = FieldsBox(target.fields, start, self._context)
        exists = target.before is not None
        form = EntryForm(box, target.words, nested=False, removable=exists and target.entry)
        box.changed.connect(self._keep_draft)
        box.entry_asked.connect(self._open_entry)
        form.submitted.connect(self.save)
        form.left.connect(self._leave)
        form.removed.connect(lambda: self._write(None))
        return form

    @property
    def top(self) -> EntryForm:
        """The form that is seen: the record's, or that of an entry of one of its lists."""
        return self._entries[-1][0] if self._entries else self.form

    # entries of lists within the record

    def _open_entry(self, editor: EntriesEditor, place: int) -> None:
        entries = editor.entries or []
        stands = entries[place] if place >= 0 else None
        box = FieldsBox(editor.field.fields, stands, self._context)
        form = EntryForm(box, f"{self.top_words} › {editor.field.label}", nested=True, removable=stands is not None)
        self._entries.append((form, editor, place, editor.entries))
        box.entry_asked.connect(self._open_entry)
        form.submitted.connect(self._take_entry)
        form.next_asked.connect(self._take_and_go_on)
        form.left.connect(self._drop_entry)
        form.removed.connect(lambda: self._put_entry(None))
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        form.setFocus()

    @property
    def top_words(self) -> str:
        """Where the clerk is."""
        return " › ".join([self.target.words, *(editor.field.label for _form, editor, _place, _was in self._entries)])

    def _take_entry(self) -> None:
        if self.top.ok():
            self._put_entry(self.top.box.value())

    def _take_and_go_on(self) -> None:
        """Lists are entered one after another: the form of the next one opens at once."""
        _form, editor, _place, _was = self._entries[-1]
        if self.top.ok():
            self._put_entry(self.top.box.value())
            self._open_entry(editor, -1)

    def _put_entry(self, record: Document | None) -> None:
        _form, editor, place, _was = self._entries[-1]
        editor.put(place, record)
        self._drop_entry()

    def _drop_entry(self) -> None:
        form, editor, _place, _was = self._entries.pop()
        self._stack.removeWidget(form)
        form.hide()
        form.deleteLater()
        self._stack.setCurrentWidget(self.top)
        editor.add_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the entry of a list first."""
        if event.key() == Qt.Key.Key_Escape and self._entries:
            self._drop_entry()
        else:
            super().keyPressEvent(event)

    # saving

    def _keep_draft(self) -> None:
        value = self.form.box.value()
        if value != (self.target.before or {}):
            self._desk.drafts[self.target.draft] = {"value": json.dumps(value, ensure_ascii=False)}
        else:
            self._desk.drafts.pop(self.target.draft, None)

    def save(self) -> None:
        """Writes the record when everything can be taken."""
        if self.form.ok():
            self._write(self.form.box.value())

    def _write(self, value: Document | None) -> None:
        target = self.target

        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services import dossier_edit

            if target.entry:
                dossier_edit.write_entry(office, target.dossier, target.path, target.before, value)
            else:
                dossier_edit.write(office, target.dossier, target.path, target.before, value)

        words = "已删去，可以用 Ctrl+Z 撤销。" if value is None else "已保存。"
        self._desk.change(run, lambda _none: self._close(words), self._failed, owner=self, title=f"保存{target.words}")

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.form.tell(str(error))
        elif not isinstance(error, Cancelled):
            self.form.tell("没有保存：程序遇到了意外的问题。")

    def _leave(self) -> None:
        self._desk.drafts.pop(self.target.draft, None)
        self._desk.back_asked.emit()

    def _close(self, words: str) -> None:
        self._desk.drafts.pop(self.target.draft, None)
        self._desk.said.emit(words)
        self._desk.back_asked.emit()
        self._done()
