"""One record entered or mended by hand, over the page: every field of its sheet, checked while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.day_edit import read_day
from guanxian_desk.desk.widgets.form import FormField
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.exchange.declare import Column, Kind

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.records import Checked, RecordForm

_LONG = 32  # characters of a column's width from which a text gets a field of several lines
_COLUMNS = 2
_WIDEST = 960  # logical pixels at normal type
_DAY_HINT = "如 2022-04-13，或 4.13"
_DELETE, _SURE = "删除这条记录", "确定删除（可以撤销）"

Done = Callable[[], object]
Suggestions = Mapping[str, tuple[str, ...]]
"""Field → what may be typed there, to choose from."""


def open_record(
    desk: Desk,
    owner: QWidget,
    kind: str,
    key: tuple[Any, ...] | None = None,
    *,
    texts: Mapping[str, str] | None = None,
    suggestions: Suggestions | None = None,
    done: Done | None = None,
) -> None:
    """Opens a record's form over the page. key: its natural key as stored; None for a new one.

    texts: what is known of a new record beforehand; done: what to do after it was saved or deleted.
    """

    def read(office: Office, _task: Task) -> RecordForm:
        from guanxian_desk.services import records

        return records.blank(kind, texts) if key is None else records.opened(office, kind, key)

    def show(form: RecordForm) -> None:
        desk.over_asked.emit(RecordEdit(desk, form, suggestions or {}, done), form.title)

    desk.ask(read, show, owner=owner, key="record")


class RecordEdit(QWidget):
    """The form. What is typed and not saved is kept as a draft of this window and comes back when it is reopened."""

    def __init__(self, desk: Desk, form: RecordForm, suggestions: Suggestions, done: Done | None) -> None:
        super().__init__()
        self._desk = desk
        self._form = form
        self._done = done
        self._draft = (form.kind, form.row_id)
        self.fields = {column.field: self._field(column, suggestions) for column in form.sheet.columns}
        self.told = label("", "warning", wrap=True)
        self.told.hide()
        self.save_button = button("保存这条记录", self._save, icon="save", role="primary")
        self.leave_button = button("不保存", self._leave)
        self.delete_button = button(_DELETE, self._delete, icon="close")
        self._lay_out()
        self.delete_button.setVisible(form.row_id is not None)
        self._fill()

    def _field(self, column: Column, suggestions: Suggestions) -> FormField:
        title = f"{column.heading}（必填）" if column.required else column.heading
        options = suggestions.get(column.field) or column.choices
        if column.kind is Kind.FLAG:
            options = ("是", "否")
        hint = _DAY_HINT if column.kind is Kind.DAY else column.help
        lines = 3 if _is_long(column) and not options else 1
        made = FormField(title, lambda text: self._fault(column, text), hint=hint, lines=lines, options=options)
        made.editor.setToolTip(column.help)
        return made

    def _fault(self, column: Column, text: str) -> str:
        from guanxian_desk.services import records

        self._keep_draft()
        return records.fault(self._form.sheet, column.field, self._read(column, text))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        place = 0
        for column in self._form.sheet.columns:
            span = _COLUMNS if _is_long(column) else 1
            place += -place % span
            grid.addWidget(self.fields[column.field], place // _COLUMNS, place % _COLUMNS, 1, span)
            place += span
        for at in range(_COLUMNS):
            grid.setColumnStretch(at, 1)
        body = QWidget()
        body.setObjectName("body")
        body.setLayout(down(label(self._form.sheet.purpose, "soft", wrap=True), grid, 1, spacing=16, margins=(16,) * 4))
        body.setMaximumWidth(theme.current().scaled(_WIDEST))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setAccessibleName(self._form.title)
        buttons = across(self.save_button, self.leave_button, 1, self.delete_button, margins=(16, 8, 16, 8))
        told = across(self.told, margins=(16, 8, 16, 0))
        whole = down(area, frame("line"), told, buttons, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.fields[self._form.sheet.columns[0].field])

    def _fill(self) -> None:
        draft = self._desk.drafts.get(self._draft)
        for name, text in (draft or self._form.texts).items():
            self.fields[name].set_text(text)
            self.fields[name].tell("")
        self._keep_draft()
        if draft:
            self._tell("已恢复上次填写、还没有保存的内容。")

    def _keep_draft(self) -> None:
        """Nothing typed is lost when the form is left by another way than 不保存."""
        typed = {name: field.text for name, field in self.fields.items()}
        if typed != dict(self._form.texts):
            self._desk.drafts[self._draft] = typed
        else:
            self._desk.drafts.pop(self._draft, None)

    def _texts(self) -> dict[str, str]:
        by_field = self._form.sheet.by_field
        return {name: self._read(by_field[name], field.text) for name, field in self.fields.items()}

    def _read(self, column: Column, text: str) -> str:
        """A day typed as 4.13 is one of this year."""
        day = read_day(text, self._desk.today.year) if column.kind is Kind.DAY else None
        return day.isoformat() if day else text

    def _save(self) -> None:
        texts, form = self._texts(), self._form

        def check(office: Office, _task: Task) -> Checked:
            from guanxian_desk.services import records

            checked = records.check(office, form, texts)
            return checked if checked.faults else records.save(office, form, texts)

        self._desk.change(check, self._saved, owner=self, title=form.title)

    def _saved(self, checked: Checked) -> None:
        if checked.faults:
            for name, why in checked.faults.items():
                self.fields[name].tell(why)
            self.fields[next(iter(checked.faults))].setFocus()
            self._tell(f"有 {len(checked.faults)} 处不能保存，原因写在各栏下面；没有写入任何数据。")
            return
        self._close("已保存。" + "".join(f"注意：{note}。" for note in checked.notes))

    def _delete(self) -> None:
        if self.delete_button.text() == _DELETE:
            self.delete_button.setText(_SURE)
            return
        form = self._form

        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services import records

            records.remove(office, form)

        self._desk.change(run, lambda _none: self._close("已删除，可以用 Ctrl+Z 撤销。"), owner=self, title="删除记录")

    def _leave(self) -> None:
        self._desk.drafts.pop(self._draft, None)
        self._desk.back_asked.emit()

    def _close(self, words: str) -> None:
        self._desk.drafts.pop(self._draft, None)
        self._desk.said.emit(words)
        self._desk.back_asked.emit()
        if self._done is not None:
            self._done()

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()


def _is_long(column: Column) -> bool:
    return column.kind is Kind.TEXT and column.width >= _LONG
