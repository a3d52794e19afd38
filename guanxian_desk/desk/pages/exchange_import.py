"""The import view: files are recognised, previewed, mended, and taken one by one, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QWidget

from guanxian_desk.base.errors import Cancelled
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.crash import in_words
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.exchange_reading import Opened, comparing, opening, reading
from guanxian_desk.desk.pages.incoming import Incoming, Read
from guanxian_desk.desk.theme import current
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.import_panel import KEEP, MARGINS, ImportPanel
from guanxian_desk.desk.widgets.import_views import CONFLICT, ERROR
from guanxian_desk.desk.widgets.parts import across, down, label
from guanxian_desk.services import importing
from guanxian_desk.services.import_memory import remember_columns, remember_values
from guanxian_desk.services.modules import of_kind, sheets
from guanxian_desk.services.office import Office
from guanxian_desk.services.periods import read_period
from guanxian_desk.services.prepared import Prepared, Report
from guanxian_desk.services.receipts import note_returned
from guanxian_desk.services.returning import returned_workbook
from guanxian_desk.services.senders import known_senders


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
        self.from_whom = _field("报送单位", "例如：县税务局", 200)
        self.period = _field("报告期", "例如：2022-05", 104)
        self.period.setToolTip("月份写 2022-05，季度写 2022Q2，全年写 2022；用于报送情况")
        self.erase = QCheckBox("空白的单元格清除原有内容")
        self.erase.setToolTip("不勾选时，空白的单元格不改动原有记录")
        self.panel.setContentsMargins(-MARGINS[0], 0, -MARGINS[2], -MARGINS[3])
        said = (label("报送单位", "soft"), self.from_whom, label("报告期", "soft"), self.period)
        column = down(across(*said, self.erase, 1), self.panel, spacing=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.panel.zone.choose_button)
        self._connect()
        desk.ask(lambda office, _task: known_senders(office), self._offer_senders, owner=self, key="senders")

    def _connect(self) -> None:
        panel = self.panel
        panel.files_chosen.connect(self.add)
        panel.file_opened.connect(lambda key: self._show(self.files[key]))
        panel.kind_chosen.connect(self._choose_kind)
        panel.commit_asked.connect(self.commit)
        panel.cancel_asked.connect(self._leave_out)
        panel.error_workbook_asked.connect(self._ask_for_errors)
        panel.mapping_told.connect(self._map)
        panel.words_told.connect(self._read_words_as)
        panel.cell_mended.connect(self._mend)
        panel.conflicts_decided.connect(self._decide)
        self.erase.toggled.connect(self._erase_toggled)
        self.from_whom.editingFinished.connect(self._sender_typed)
        self.period.editingFinished.connect(self._period_typed)

    def add(self, paths: list[Path]) -> None:
        """Reads files that were dropped or chosen; the first is shown as soon as it is ready."""
        for path in paths:
            incoming = Incoming(path, sender=self.from_whom.text().strip() if self.shown is None else "")
            incoming.wishes = replace(incoming.wishes, erase_blanks=self.erase.isChecked())
            self.files[incoming.key] = incoming
            self._open(incoming, "")
        self._show_files()

    def show_full(self, full: bool) -> None:
        """Shows ID numbers and phones in full, or masked again."""
        self._full = full
        if self.shown is not None:
            self._show(self.shown, self.panel.outcome)

    def commit(self, on_conflict: str) -> None:
        """Takes the file that is shown."""
        incoming = self.shown
        if incoming is None or incoming.prepared is None:
            return
        incoming.sender = self.from_whom.text().strip()
        prepared = replace(incoming.prepared, sender=incoming.sender, period=incoming.period)
        choice: Literal["keep", "replace"] = "keep" if on_conflict == KEEP else "replace"
        apart = incoming.apart(choice)
        self._desk.change(
            lambda office, _task: importing.take(office, prepared, choice, apart),
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

    def _open(self, incoming: Incoming, kind: str) -> None:
        incoming.reading, incoming.failure, incoming.report = True, None, None
        self._desk.ask(
            opening(incoming.path, kind),
            partial(self._opened, incoming),
            partial(self._failed, incoming),
            owner=self,
            title=f"打开{incoming.path.name}",
        )

    def _opened(self, incoming: Incoming, opened: Opened) -> None:
        incoming.data, incoming.peek = opened.data, opened.peek
        early = incoming.early_view(opened.kind) if opened.peek else None
        if early is not None and self.shown is None:
            self.panel.show_preview(early)
        self._read(incoming, opened.kind)

    def _read(self, incoming: Incoming, kind: str, outcome: str = "") -> None:
        """Reads the bytes as a kind; afterwards the rows of an outcome are shown first."""
        incoming.reading, incoming.failure, incoming.report = True, None, None
        self._desk.ask(
            reading(incoming.data, incoming.path.name, kind, incoming.sender, incoming.wishes),
            partial(self._ready, incoming, outcome),
            partial(self._failed, incoming),
            owner=self,
            title=f"读取{incoming.path.name}",
        )

    def _ready(self, incoming: Incoming, outcome: str, read: Read) -> None:
        incoming.take(read)
        self._show_files()
        if self.shown is None or self.shown is incoming:
            self._show(incoming, outcome)

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
            incoming.wishes = replace(incoming.wishes, mapping={}, money_unit="", edits=())
            self._read(incoming, kind) if incoming.data else self._open(incoming, kind)

    def _erase_toggled(self, erase: bool) -> None:
        for incoming in self.files.values():
            incoming.wishes = replace(incoming.wishes, erase_blanks=erase)
            if incoming.waiting and incoming.kind:
                self._read(incoming, incoming.kind)

    # what the clerk says of the file that is shown

    def _sender_typed(self) -> None:
        """What is remembered depends on who sends it."""
        incoming, sender = self.shown, self.from_whom.text().strip()
        if incoming is None or incoming.sender == sender or not incoming.waiting:
            return
        incoming.sender = sender
        if incoming.kind and not incoming.reading:
            self._read(incoming, incoming.kind, self.panel.outcome)

    def _period_typed(self) -> None:
        if self.shown is not None:
            said = self.period.text().strip()
            self.shown.period = read_period(said) or said
            self.period.setText(self.shown.period)

    def _map(self, changed: Mapping[str, str], unit: str, remember: bool) -> None:
        incoming = self.shown
        if incoming is None:
            return
        incoming.wishes = replace(
            incoming.wishes, mapping={**incoming.wishes.mapping, **changed}, money_unit=unit, edits=()
        )
        if remember and changed:
            kind, sender = incoming.kind, incoming.sender
            self._remember(lambda office, _task: remember_columns(office, kind, sender, changed))
        self._read(incoming, incoming.kind)

    def _read_words_as(self, said: Mapping[tuple[str, str], str]) -> None:
        incoming = self.shown
        if incoming is None:
            return
        if said:
            kind, sender = incoming.kind, incoming.sender
            self._remember(lambda office, _task: remember_values(office, kind, sender, said))
        self._read(incoming, incoming.kind, self.panel.outcome)

    def _mend(self, row: Row, text: str, remember: bool) -> None:
        incoming = self.shown
        if incoming is None:
            return
        if remember:
            kind, sender, said = incoming.kind, incoming.sender, {(row["field"], row["value"]): text}
            self._remember(lambda office, _task: remember_values(office, kind, sender, said))
        else:
            incoming.mend(row, text)
        self._read(incoming, incoming.kind, ERROR)

    def _decide(self, positions: Sequence[int], what: str) -> None:
        incoming = self.shown
        if incoming is None:
            return
        for position in positions:
            incoming.decided.pop(position, None)
            if what:
                incoming.decided[position] = what
        self._show(incoming, CONFLICT)

    def _remember(self, verb: Callable[[Office, Task], None]) -> None:
        self._desk.change(verb, owner=self, title="记住对应")

    def _offer_senders(self, names: list[str]) -> None:
        completer = QCompleter(names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.from_whom.setCompleter(completer)

    # showing

    def _show_files(self) -> None:
        self.panel.show_files(tuple(incoming.line() for incoming in self.files.values()))

    def _show(self, incoming: Incoming, outcome: str = "") -> None:
        if incoming.reading or not incoming.waiting:
            return
        self.shown = incoming
        if incoming.prepared is not None:
            self.from_whom.setText(incoming.sender)
            self.period.setText(incoming.period)
        self.panel.show_preview(incoming.view(full=self._full), outcome)

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
                self._desk.ask(comparing(prepared), partial(self._compared, other), owner=self)

    def _compared(self, incoming: Incoming, prepared: Prepared) -> None:
        if incoming.waiting:
            incoming.read = replace(incoming.read, prepared=prepared)
            self._show_files()
            if self.shown is incoming:
                self._show(incoming)

    def _ask_for_errors(self) -> None:
        make = self._returned()
        if make is not None and self.shown is not None:
            self._desk.save_as(self, f"退回-{self.shown.path.stem}.xlsx", "工作簿 (*.xlsx)", make)

    def _returned(self) -> Callable[[Office, Task], bytes] | None:
        """What makes the error workbook of the file that is shown; that it goes back is kept."""
        incoming = self.shown
        if incoming is None or incoming.prepared is None or incoming.prepared.extract is None:
            return None
        data, name, extract = incoming.data, incoming.path.name, incoming.prepared.extract
        prepared, period = replace(incoming.prepared, sender=incoming.sender), incoming.period

        def make(office: Office, _task: Task) -> bytes:
            content = returned_workbook(data, name, extract)
            note_returned(office, prepared, period)
            return content

        return make


def _field(name: str, hint: str, width: int) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setFixedWidth(current().scaled(width))
    return made


def _in_words(report: Report) -> str:
    entry = report.entry()
    if report.batch is None:
        return f"“{entry['file']}”没有可导入的行"
    parts = [f"新增 {entry['new']} 行"]
    parts += [f"{word} {entry[key]} 行" for key, word in _OTHERS if entry[key]]
    return f"已导入“{entry['file']}”：{'，'.join(parts)}"


_OTHERS = (("changed", "变更"), ("unchanged", "未变"), ("conflicts", "冲突保留原记录"))
