"""The papers that can be made: chosen, seen, saved, printed; all statements in one run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFileDialog, QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.as_of import AsOf
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.live_rows import LiveRows
from guanxian_desk.desk.pages.papers import BOOK, open_paper, save_paper
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.modules.papers import Choice
from guanxian_desk.services.filing import PDF, XLSX, FormView, forms
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_subjects import STATEMENT, subject_word, subjects
from guanxian_desk.services.reconciling import policy_on
from guanxian_desk.services.voucher_day import usual_days

_COLUMNS = (
    TableColumn("title", "文书", width=176),
    TableColumn("clause", "依据", width=216, stretch=True),
    TableColumn("subject", "对象", width=160),
    TableColumn("formats", "格式", width=104),
    TableColumn("wording", "表单", width=128),
)
_USUAL = tuple(
    f"voucher-{name}"
    for name in (
        "daily", "weekly", "findings", "waiver", "entitlements", "statement", "settlement", "recoveries",
        "recovery-notice", "closing",
    )
)  # fmt: skip


class FormsView(QWidget):
    """The list of papers, and what is asked for one of them at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._forms: dict[str, FormView] = {}
        self._rows = LiveRows()
        self.asked: PaperAsked | None = None
        self.table = RecordTable(desk.background, _COLUMNS, "可以出具的文书")
        self.panel = DetailPanel()
        self.setLayout(down(work_split(self.table, self.panel)))
        self.setFocusProxy(self.table.view)
        self.table.current_changed.connect(self._open)
        self.table.opened.connect(lambda _row: self._preview())

    def reload(self) -> None:
        """Reads the forms anew."""
        self._desk.ask(lambda office, _task: forms(office), self._show, owner=self, key="forms")

    def _show(self, found: list[FormView]) -> None:
        self._forms = {form.key: form for form in found}
        self._rows.replace([_row(form) for form in sorted(found, key=_order)])
        if self.table.model.provider is None:
            self.table.show_rows(self._rows)
        else:
            self.table.reload()

    def _open(self, row: Row | None) -> None:
        if row is not None and (self.asked is None or self.asked.form.key != row["key"]):
            self.asked = PaperAsked(self._desk, self._forms[row["key"]], self.asked)
            self.panel.open(self.asked, row["title"])

    def _preview(self) -> None:
        if self.asked is not None:
            self.asked.preview()


class PaperAsked(QWidget):
    """For whom, as of which day, masked or in full; then preview, workbook, or one file for each."""

    ready = Signal()  # the subjects are there

    def __init__(self, desk: Desk, form: FormView, before: PaperAsked | None) -> None:
        """before: what was asked for another paper; its day is kept."""
        super().__init__()
        self._desk = desk
        self.form = form
        day: date = before.as_of.day if before is not None else desk.as_of
        self.as_of: AsOf = AsOf(day)
        self.as_of.changed.connect(lambda _day: self._read())
        self.subject = _box(subject_word(form.key))
        self.full = QCheckBox("写出完整的证件号码和手机号（记入审计）")
        self.basis = label("", "small", wrap=True)
        self.preview_button = button("预览并打印…", self.preview, icon="print", role="primary")
        self.book_button = button("存为 Excel…", self._ask_for_book, icon="excel")
        self.each_button = button("每户一份存入文件夹…", self._ask_for_folder, icon="save")
        self._lay_out()
        self.each_button.setVisible(form.key == STATEMENT)
        self.book_button.setVisible(XLSX in form.formats)
        self._read()

    def _lay_out(self) -> None:
        self.setObjectName("body")
        buttons = FlowLayout()
        for made in (self.preview_button, self.book_button, self.each_button):
            buttons.addWidget(made)
        column = down(spacing=12, margins=(12, 12, 12, 12))
        column.addWidget(label(self.form.clause, "soft", wrap=True))
        column.addLayout(across(self.as_of, 1))
        word = subject_word(self.form.key)
        if word:
            column.addLayout(down(label(word, "soft"), self.subject, spacing=4))
        for part in (self.full, self.basis):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addStretch(1)
        self.setLayout(column)

    @property
    def chosen(self) -> str:
        """The subject, "" for all."""
        typed = self.subject.currentText().strip()
        place = self.subject.findText(typed)
        return str(self.subject.itemData(place)) if place >= 0 else typed

    def preview(self) -> None:
        """Makes the paper and shows it over the page."""
        form, full = self.form, self.full.isChecked()
        open_paper(self._desk, self, form.key, form.title, self.chosen, self.as_of.day, full)

    def save_each(self, folder: Path) -> None:
        """One PDF for every subject, with progress; each is kept in the history."""
        form, title, day, full = self.form.key, self.form.title, self.as_of.day, self.full.isChecked()
        wanted = [str(self.subject.itemData(place)) for place in range(self.subject.count())]
        wanted = [subject for subject in wanted if subject]

        def run(office: Office, task: Task) -> int:
            for done, subject in enumerate(wanted):
                task.progress(done, len(wanted), subject)
                save_paper(office, form, subject, day, PDF, full, folder / f"{title}_{subject}_{day}.pdf")
            return len(wanted)

        self._desk.change(
            run,
            lambda count: self._desk.said.emit(f"已存入“{folder.name}”：{count} 份，都已存入文书记录"),
            owner=self,
            title=f"逐户出具{self.form.title}",
        )

    def _read(self) -> None:
        form, day = self.form.key, self.as_of.day

        def read(office: Office, _task: Task) -> tuple[list[Choice], str, tuple[tuple[str, date], ...]]:
            lines = [line for line in policy_on(office, day).lines if line.basis]
            basis = "；".join(f"{line.label}：{line.text}（{line.basis}）" for line in lines)
            return subjects(office, form, day), basis, usual_days(office, office.clock.today())

        self._desk.ask(read, lambda found: self._show(*found), owner=self, key="subjects")

    def _show(self, choices: Sequence[Choice], basis: str, usual: tuple[tuple[str, date], ...]) -> None:
        self.as_of.set_usual(usual)
        self.basis.setText(f"口径　{basis}。" if basis else "")
        before = self.chosen
        self.subject.clear()
        if "subject" not in self.form.needs:
            self.subject.addItem("全部", "")
        for value, words in choices:
            self.subject.addItem(words, value)
        self.subject.setCurrentIndex(max(0, self.subject.findData(before)))
        self.ready.emit()

    def _ask_for_book(self) -> None:
        name = f"{self.form.title}_{self.as_of.day.isoformat()}.xlsx"
        path = self._desk.choose_file(self, name, BOOK)
        if path is not None:
            form, subject, day, full = self.form.key, self.chosen, self.as_of.day, self.full.isChecked()
            self._desk.change(
                lambda office, _task: save_paper(office, form, subject, day, XLSX, full, path),
                lambda number: self._desk.said.emit(f"已存为 {path.name}，存入文书记录第 {number} 号"),
                owner=self,
                title=f"写出{path.name}",
            )

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "每户一份，存入哪个文件夹")
        if chosen:
            self.save_each(Path(chosen))


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    completer = box.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box


def _order(form: FormView) -> tuple[int, str]:
    """In the order of the work; a form that nobody ranked comes last."""
    return _USUAL.index(form.key) if form.key in _USUAL else len(_USUAL), form.key


def _row(form: FormView) -> Row:
    word, needed = subject_word(form.key), "subject" in form.needs
    return {
        "key": form.key,
        "title": form.title,
        "clause": form.clause,
        "subject": word if needed or not word else f"{word}，或全部",
        "formats": "、".join("PDF" if fmt == PDF else "Excel" for fmt in form.formats),
        "wording": f"{'本单位' if form.own else '随程序'}第 {form.version} 版",
    }
