"""The import view: files are recognised, previewed, and taken one by one, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from guanxian_desk.base.errors import Cancelled
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.crash import in_words
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.incoming import Incoming
from guanxian_desk.desk.theme import current
from guanxian_desk.desk.widgets.import_panel import KEEP, MARGINS, ImportPanel
from guanxian_desk.desk.widgets.parts import across, down, label
from guanxian_desk.services import importing
from guanxian_desk.services.files import read_file
from guanxian_desk.services.modules import of_kind, sheets
from guanxian_desk.services.office import Office
from guanxian_desk.services.prepared import Prepared, Report, Wishes
from guanxian_desk.services.recognising import recognise
from guanxian_desk.services.returning import returned_workbook

Read = tuple[bytes, str, Prepared | None]


class ImportView(QWidget):
    """An import panel over the importing service. imported: after a file was taken."""

    imported = Signal()
    results_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._full = False
        self.files: dict[str, Incoming] = {}
        self.shown: Incoming | None = None
        self.panel = ImportPanel(desk.background, tuple((sheet.key, sheet.title) for sheet in sheets()))
        self.from_whom = QLineEdit()
        self.from_whom.setAccessibleName("报送单位")
        self.from_whom.setPlaceholderText("例如：县税务局")
        self.from_whom.setFixedWidth(current().scaled(200))
        self.erase = QCheckBox("空白的单元格清除原有内容")
        self.erase.setToolTip("不勾选时，空白的单元格不改动原有记录")
        self.panel.setContentsMargins(-MARGINS[0], 0, -MARGINS[2], -MARGINS[3])
        options = across(label("报送单位", "soft"), self.from_whom, self.erase, 1)
        column = down(options, self.panel, spacing=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.panel.zone.choose_button)
        self._connect()

    def _connect(self) -> None:
        panel = self.panel
        panel.files_chosen.connect(self.add)
        panel.file_opened.connect(lambda key: self._show(self.files[key]))
        panel.kind_chosen.connect(self._choose_kind)
        panel.commit_asked.connect(self.commit)
        panel.cancel_asked.connect(self._leave_out)
        panel.error_workbook_asked.connect(self._ask_for_errors)
        self.erase.toggled.connect(self._erase_toggled)

    def add(self, paths: list[Path]) -> None:
        """Reads files that were dropped or chosen; the first is shown as soon as it is ready."""
        for path in paths:
            incoming = Incoming(path)
            self.files[incoming.key] = incoming
            self._read(incoming, "")
        self._show_files()

    def show_full(self, full: bool) -> None:
        """Shows ID numbers and phones in full, or masked again."""
        self._full = full
        if self.shown is not None:
            self._show(self.shown)

    def commit(self, on_conflict: str) -> None:
        """Takes the file that is shown."""
        incoming = self.shown
        if incoming is None or incoming.prepared is None:
            return
        prepared = replace(incoming.prepared, sender=self.from_whom.text().strip())
        choice: Literal["keep", "replace"] = "keep" if on_conflict == KEEP else "replace"
        self._desk.change(
            lambda office, _task: importing.take(office, prepared, choice),
            partial(self._taken, incoming),
            owner=self,
            title=f"导入{of_kind(prepared.kind)[1].title}",
        )

    def save_errors(self, path: Path) -> None:
        """Writes the error workbook of the file that is shown."""
        make = self._returned()
        if make is not None:
            self._desk.save_to(self, path, make)

    # reading

    def _read(self, incoming: Incoming, kind: str) -> None:
        incoming.reading, incoming.failure, incoming.report = True, None, None
        self._desk.ask(
            _reading(incoming, kind, self.erase.isChecked()),
            partial(self._ready, incoming),
            partial(self._failed, incoming),
            owner=self,
            title=f"读取{incoming.path.name}",
        )

    def _ready(self, incoming: Incoming, read: Read) -> None:
        incoming.data, incoming.kind, incoming.prepared = read
        incoming.reading = False
        self._show_files()
        if self.shown is None or self.shown is incoming:
            self._show(incoming)

    def _failed(self, incoming: Incoming, error: BaseException) -> None:
        incoming.reading = False
        if isinstance(error, Cancelled):
            self.files.pop(incoming.key, None)
        else:
            incoming.failure = in_words(error)
        self._show_files()
        if self.shown is None and incoming.key in self.files:
            self._show(incoming)

    def _choose_kind(self, key: str, kind: str) -> None:
        incoming = self.files[key]
        if kind and incoming.waiting:
            self.shown = incoming
            self._read(incoming, kind)

    def _erase_toggled(self) -> None:
        for incoming in self.files.values():
            if incoming.waiting and incoming.kind:
                self._read(incoming, incoming.kind)

    # showing

    def _show_files(self) -> None:
        self.panel.show_files(tuple(incoming.line() for incoming in self.files.values()))

    def _show(self, incoming: Incoming) -> None:
        if incoming.reading or not incoming.waiting:
            return
        self.shown = incoming
        self.panel.show_preview(incoming.view(full=self._full))

    def _leave_out(self) -> None:
        if self.shown is not None:
            self.files.pop(self.shown.key, None)
        self._show_next("这个文件没有导入")

    def _show_next(self, words: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Goes on to the next file that waits; says words when none does."""
        self.shown = None
        self._show_files()
        ready = [incoming for incoming in self.files.values() if incoming.waiting and not incoming.reading]
        if ready:
            self._show(ready[0])
            return
        self.panel.show_preview(None)
        self.panel.notice.say(words, "可以继续选择或拖入别的表格。", action, run, "done" if action else "inbox")
        if action:
            # Enter goes on to the results, Ctrl+Z takes the import back: a text field would keep both for itself.
            self.panel.notice.button.setFocus()

    # after

    def _taken(self, incoming: Incoming, report: Report) -> None:
        incoming.report, incoming.data = report, b""
        self._desk.said.emit(_in_words(report))
        self._compare_again(incoming.kind)
        self._show_next(_in_words(report), "查看核对结果", self.results_asked.emit)
        self.imported.emit()

    def _compare_again(self, kind: str) -> None:
        """Files of the kind that still wait are compared with what stands now."""
        for other in self.files.values():
            prepared = other.prepared
            if other.waiting and other.kind == kind and prepared is not None and prepared.preview is not None:
                self._desk.ask(
                    _comparing(prepared),
                    partial(self._compared, other),
                    owner=self,
                )

    def _compared(self, incoming: Incoming, prepared: Prepared) -> None:
        if incoming.waiting:
            incoming.prepared = prepared
            self._show_files()
            if self.shown is incoming:
                self._show(incoming)

    def _ask_for_errors(self) -> None:
        make = self._returned()
        if make is not None and self.shown is not None:
            self._desk.save_as(self, f"退回-{self.shown.path.stem}.xlsx", "工作簿 (*.xlsx)", make)

    def _returned(self) -> Callable[[Office, Task], bytes] | None:
        """What makes the error workbook of the file that is shown."""
        incoming = self.shown
        if incoming is None or incoming.prepared is None or incoming.prepared.extract is None:
            return None
        data, name, extract = incoming.data, incoming.path.name, incoming.prepared.extract
        return lambda _office, _task: returned_workbook(data, name, extract)


def _reading(incoming: Incoming, kind: str, erase: bool) -> Callable[[Office, Task], Read]:
    """What the worker does for a file: bytes, kind, preview."""
    path = incoming.path

    def read(office: Office, task: Task) -> Read:
        data = read_file(path)
        task.check()
        found = kind or recognise(data, path.name)
        if not found:
            return data, "", None
        prepared = importing.prepare(
            office,
            found,
            data,
            path.name,
            wishes=Wishes(erase_blanks=erase),
            progress=lambda done, total: task.progress(done, total),
        )
        return data, found, prepared

    return read


def _comparing(prepared: Prepared) -> Callable[[Office, Task], Prepared]:
    return lambda office, _task: importing.prepare_again(office, prepared)


def _in_words(report: Report) -> str:
    entry = report.entry()
    if report.batch is None:
        return f"“{entry['file']}”没有可导入的行"
    parts = [f"新增 {entry['new']} 行"]
    parts += [f"{word} {entry[key]} 行" for key, word in _OTHERS if entry[key]]
    return f"已导入“{entry['file']}”：{'，'.join(parts)}"


_OTHERS = (("changed", "变更"), ("unchanged", "未变"), ("conflicts", "冲突保留原记录"))
