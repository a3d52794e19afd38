"""The papers that can be made: chosen, seen, saved, printed; all statements in one run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, FilterLine, TextFilter
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.modules.papers import Choice
from guanxian_desk.services.filing import DOCX, PDF, XLSX, FormView, forms
from guanxian_desk.services.modules import MODULES
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_subjects import STATEMENT, subject_word, subjects
from guanxian_desk.services.reconciling import policy_on
from guanxian_desk.services.voucher_day import usual_days

_COLUMNS = (
    TableColumn("title", "文书", width=160),
    TableColumn("duty", "事项", width=96),
    TableColumn("clause", "依据", width=144, stretch=True),
    TableColumn("subject", "对象", width=112),
    TableColumn("formats", "格式", width=136),
    TableColumn("wording", "表单", width=112),
)
_DUTIES = {module.key: module.title for module in MODULES}
_OTHER = "登记和收发"
_FILTERS = (
    ChoiceFilter("duty", "事项", (("", "全部事项"), *((title, title) for title in _DUTIES.values()), (_OTHER, _OTHER))),
    TextFilter("words", "查找文书的名称或依据"),
)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_FORMATS = {PDF: "PDF", XLSX: "Excel", DOCX: "文稿"}
VOUCHERS = "vouchers"
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
        self._day = desk.as_of
        self.asked: PaperAsked | None = None
        self.table = RecordTable(desk.background, _COLUMNS, "可以出具的文书")
        self.filters = FilterLine(_FILTERS)
        self.filters.changed.connect(lambda _values: self._list())
        self.panel = DetailPanel()
        self.panel.closed.connect(self._closed)
        left = QWidget()
        column = down(self.filters, self.table)
        column.setStretch(1, 1)
        left.setLayout(column)
        self.setLayout(down(work_split(left, self.panel)))
        self.setFocusProxy(self.table.view)
        self.table.current_changed.connect(self._open)
        self.table.opened.connect(lambda _row: self._preview())

    def reload(self) -> None:
        """Reads the forms anew."""
        self._desk.ask(lambda office, _task: forms(office), self._show, owner=self, key="forms")

    def _show(self, found: list[FormView]) -> None:
        self._forms = {form.key: form for form in found}
        self._list()

    def _list(self) -> None:
        """The forms that are asked for."""
        wanted = self.filters.values()
        rows = [_row(form) for form in sorted(self._forms.values(), key=_order)]
        self._rows.replace([row for row in rows if _is_wanted(row, wanted)])
        if self.table.model.provider is None:
            self.table.show_rows(self._rows)
        else:
            self.table.reload()

    def _open(self, row: Row | None) -> None:
        if row is not None and (self.asked is None or self.asked.form.key != row["key"]):
            day = self._day if self.asked is None else self.asked.as_of.day
            self.asked = PaperAsked(self._desk, self._forms[row["key"]], day)
            self.panel.open(self.asked, row["title"])

    def _closed(self) -> None:
        """The panel let go of what was asked; its day is kept."""
        if self.asked is not None:
            self._day, self.asked = self.asked.as_of.day, None

    def _preview(self) -> None:
        if self.asked is not None:
            self.asked.preview()


class PaperAsked(QWidget):
    """For whom, as of which day, masked or in full; then preview, workbook, or one file for each."""

    ready = Signal()  # the subjects are there

    def __init__(self, desk: Desk, form: FormView, day: date) -> None:
        """day: the one that was asked for last."""
        super().__init__()
        self._desk = desk
        self.form = form
        self.as_of: AsOf = AsOf(day)
        self.as_of.changed.connect(lambda _day: self._read())
        self.subject = _box(subject_word(form.key))
        self.full = QCheckBox("写出完整的证件号码和手机号（记入审计）")
        self.preprinted = QCheckBox("套打：红头已经印好，只打黑字")
        self.basis = label("", "small", wrap=True)
        self.preview_button = button("预览并打印…", self.preview, icon="print", role="primary")
        self.book_button = button("存为 Excel…", self._ask_for_book, icon="excel")
        each = "每户一份存入文件夹…" if form.key == STATEMENT else "每个对象一份存入文件夹…"
        self.each_button = button(each, self._ask_for_folder, icon="save")
        self._lay_out()
        self.each_button.setVisible(bool(subject_word(form.key)))
        self.preprinted.setVisible(form.red)
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
        for part in (self.full, self.preprinted, self.basis):
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
        preprinted = self.preprinted.isChecked()
        open_paper(self._desk, self, form.key, form.title, self.chosen, self.as_of.day, full, preprinted)

    def save_each(self, folder: Path) -> None:
        """One PDF for every subject, with progress; each is kept in the history."""
        form, title, day, full = self.form.key, self.form.title, self.as_of.day, self.full.isChecked()
        wanted = [str(self.subject.itemData(place)) for place in range(self.subject.count())]
        wanted = [subject for subject in wanted if subject]

        def run(office: Office, task: Task) -> int:
            for done, subject in enumerate(wanted):
                task.progress(done, len(wanted), subject)
                name = _NOT_IN_NAMES.sub("_", f"{title}_{subject}_{day}")
                save_paper(office, form, subject, day, PDF, full, folder / f"{name}.pdf")
            return len(wanted)

        self._desk.change(
            run,
            lambda count: self._desk.said.emit(f"已存入“{folder.name}”：{count} 份，都已存入文书记录"),
            owner=self,
            title=f"逐份出具{self.form.title}",
        )

    def _read(self) -> None:
        form, day, of_vouchers = self.form.key, self.as_of.day, self.form.module == VOUCHERS

        def read(office: Office, _task: Task) -> tuple[list[Choice], str, tuple[tuple[str, date], ...]]:
            lines = [line for line in policy_on(office, day).lines if line.basis] if of_vouchers else []
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


def _order(form: FormView) -> tuple[int, int, str]:
    """By duty, in the order of the work; a form that nobody ranked comes last."""
    duties = list(_DUTIES)
    duty = duties.index(form.module) if form.module in duties else len(duties)
    return duty, _USUAL.index(form.key) if form.key in _USUAL else len(_USUAL), form.key


def _is_wanted(row: Row, wanted: Mapping[str, str]) -> bool:
    words = wanted["words"]
    return wanted["duty"] in ("", row["duty"]) and (words in row["title"] or words in row["clause"])


def _row(form: FormView) -> Row:
    word, needed = subject_word(form.key), "subject" in form.needs
    return {
        "key": form.key,
        "title": form.title,
        "duty": _DUTIES.get(form.module, _OTHER),
        "clause": form.clause,
        "subject": word if needed or not word else f"{word}，或全部",
        "formats": "、".join(_FORMATS[fmt] for fmt in form.formats),
        "wording": f"{'本单位' if form.own else '随程序'}第 {form.version} 版",
    }
