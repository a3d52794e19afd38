"""Importing workbooks: files, what each would do, what cannot be taken, and then all accepted rows or none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from guanxian_desk.desk.background import Background
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.drop_zone import DropZone
from guanxian_desk.desk.widgets.empty_state import EmptyState
from guanxian_desk.desk.widgets.file_row import FileRow
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.import_strips import DecideStrip, MendStrip
from guanxian_desk.desk.widgets.import_views import (
    CONFLICT,
    DECISION,
    ERROR,
    ERROR_COLUMNS,
    LEADING,
    OUTCOMES,
    TRAILING,
    FileLine,
    PreviewView,
)
from guanxian_desk.desk.widgets.mapping_view import MappingView
from guanxian_desk.desk.widgets.parts import across, button, clear, down, frame, label
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.desk.widgets.words_view import WordsView

MARGINS = (16, 12, 16, 12)
_FILES_SEEN = 3
KEEP, REPLACE = "keep", "replace"


class ImportPanel(QWidget):
    """Emits what the clerk wants; whoever reads and writes answers with show_files and show_preview."""

    files_chosen = Signal(object)  # list[Path]
    file_opened = Signal(str)  # key of a FileLine
    kind_chosen = Signal(str, str)  # key of a FileLine, kind
    commit_asked = Signal(str)  # KEEP or REPLACE
    cancel_asked = Signal()
    error_workbook_asked = Signal()
    mapping_told = Signal(object, str, bool)  # heading → field of what was changed, money unit, remember
    words_told = Signal(object)  # (field, word as written) → what it means
    cell_mended = Signal(object, str, bool)  # row of the error list, text, remember
    conflicts_decided = Signal(object, str)  # positions, KEEP, REPLACE or "" (as all others)

    def __init__(self, background: Background, kinds: tuple[tuple[str, str], ...]) -> None:
        """kinds: key → title of the sheets that can be imported here."""
        super().__init__()
        self._background = background
        self._kinds = kinds
        self._view: PreviewView | None = None
        self._outcome = ""
        self.zone = DropZone("把收到的表格拖到这里（Excel、WPS 或 CSV），可以一次放多个。")
        self.zone.chosen.connect(self.files_chosen)
        self.files = QVBoxLayout()
        self.files.setSpacing(4)
        self.files.setContentsMargins(0, 0, 0, 0)
        self._file_list = _scrolled(self.files)
        self._rows: dict[str, FileRow] = {}
        self.chips = QButtonGroup(self)
        self._chip_line = FlowLayout()
        self._notes = label("", "soft", wrap=True)
        self.notice = EmptyState("还没有选择表格", "选好以后先看预览，确认无误再导入；没有确认之前不会写入任何数据。")
        self.table: RecordTable | None = None
        self.mapping: MappingView | None = None
        self.words: WordsView | None = None
        self.mend: MendStrip | None = None
        self.decide: DecideStrip | None = None
        self._place = down(self.notice)
        self._make_buttons()
        self._lay_out()
        self._show_state()

    def _make_buttons(self) -> None:
        self.on_conflict = QComboBox()
        self.on_conflict.setAccessibleName("冲突的行怎么办")
        self.on_conflict.addItem("冲突的行保留原记录", KEEP)
        self.on_conflict.addItem("冲突的行用新文件替换", REPLACE)
        self.mapping_button = button("列的对应…", self.show_mapping, icon="fit")
        self.mapping_button.setToolTip("看文件的每一列读作什么，读错的在这里改")
        self.words_button = button("核对名称…", self.show_words, icon="search")
        self.words_button.setToolTip("文件里有不认识的单位名称或选项，指明它们是什么")
        self.on_conflict.currentIndexChanged.connect(self._show_state)
        self.errors_button = button("保存退回件…", self.error_workbook_asked.emit, icon="excel")
        self.errors_button.setToolTip("在来件上标出不能收的单元格和改法，退给报送单位")
        self.cancel_button = button("不导入", self.cancel_asked.emit)
        self.commit_button = button("导入", self._commit, icon="import", role="primary")

    def _lay_out(self) -> None:
        asides = (self.errors_button, self.mapping_button, self.words_button)
        buttons = across(*asides, 1, self.on_conflict, self.cancel_button, self.commit_button)
        column = down(
            self.zone,
            self._file_list,
            self._chip_line,
            self._notes,
            self._place,
            frame("line"),
            buttons,
            margins=MARGINS,
        )
        column.setStretchFactor(self._place, 1)
        self.setLayout(column)

    def show_files(self, lines: tuple[FileLine, ...]) -> None:
        """Shows the files that were chosen, with the kind guessed for each."""
        known = {line.key for line in lines}
        for key in [key for key in self._rows if key not in known]:
            gone = self._rows.pop(key)
            self.files.removeWidget(gone)
            gone.deleteLater()
        for line in lines:
            if line.key in self._rows:
                self._rows[line.key].show_line(line)
            else:
                self._rows[line.key] = self._file_row(line)
                self.files.addWidget(self._rows[line.key])
        rows = list(self._rows.values())
        # A few files stand below each other, more of them scroll: the preview needs the room.
        high = rows[0].sizeHint().height() + self.files.spacing() if rows else 0
        self._file_list.setFixedHeight(min(len(rows), _FILES_SEEN) * high)
        self._file_list.setVisible(bool(lines))

    def show_preview(self, view: PreviewView | None, outcome: str = "") -> None:
        """Shows what importing one of the files would do, the rows of an outcome first; None: nothing chosen."""
        self._view = view
        self._outcome = outcome if view and view.counts.get(outcome) else ""
        clear(self._chip_line)
        self._notes.setText("读取时的处理：" + "；".join(view.notes) + "。" if view and view.notes else "")
        self._notes.setVisible(bool(view and view.notes))
        if view is None or view.refused is not None:
            self._show_notice(view)
        else:
            self._show_chips(view)
            self.show_outcome(self._outcome)
        self._show_state()

    @property
    def outcome(self) -> str:
        """Which rows are shown ("" all)."""
        return self._outcome

    def show_outcome(self, outcome: str) -> None:
        """Shows the rows of one outcome ("" all); of errors, the bad cells with their Excel rows."""
        view = self._view
        if view is None:
            return
        self._outcome = outcome
        columns = ERROR_COLUMNS if outcome == ERROR else _columns(view, outcome)
        table = RecordTable(self._background, columns, f"{view.file}的预览")
        table.when_empty("没有这样的行")
        table.show_rows(view.errors if outcome == ERROR else view.rows(outcome))
        holder = QWidget()
        self._put(holder)
        self.table = table
        strip = self._strip(view, table, outcome)
        place = down(table, strip) if strip else down(table)
        place.setStretch(0, 1)
        holder.setLayout(place)

    def show_mapping(self) -> None:
        """Shows which column of the file is read as what."""
        view = self._view
        if view is None or not view.headings:
            return
        remember = f"记住：以后这个报送单位的{view.kind_title}都这样读"
        mapping = MappingView(view.headings, view.fields, ask_unit=view.ask_unit, remember=remember)
        mapping.told.connect(self.mapping_told)
        mapping.left.connect(lambda: self.show_preview(view, self._outcome))
        self._put(mapping)
        self.mapping = mapping

    def show_words(self) -> None:
        """Shows the words that nobody knows, with what they could mean."""
        view = self._view
        if view is None or not view.words:
            return
        words = WordsView(view.words)
        words.told.connect(self.words_told)
        words.left.connect(lambda: self.show_preview(view, self._outcome))
        self._put(words)
        self.words = words

    def _strip(self, view: PreviewView, table: RecordTable, outcome: str) -> QWidget | None:
        """What can be done with the selected rows of an outcome."""
        if outcome == ERROR:
            mend = MendStrip(view.suggest, view.remembers)
            table.current_changed.connect(mend.show_row)
            mend.mended.connect(self.cell_mended)
            self.mend = mend
            return mend
        if outcome == CONFLICT:
            decide = DecideStrip()
            table.selection_changed.connect(decide.show_selected)
            decide.decided.connect(lambda what: table.gather_selected(partial(self._decided, what)))
            self.decide = decide
            return decide
        return None

    def _decided(self, what: str, rows: list[Row]) -> None:
        self.conflicts_decided.emit([row["position"] for row in rows], what)

    def _file_row(self, line: FileLine) -> FileRow:
        row = FileRow(line, self._kinds)
        row.opened.connect(partial(self.file_opened.emit, line.key))
        row.kind_chosen.connect(partial(self.kind_chosen.emit, line.key))
        return row

    def _show_chips(self, view: PreviewView) -> None:
        if view.early:
            self._chip_line.addWidget(label(f"{view.kind_title}，先看开头的几行；整份文件正在读取……", "heading"))
            return
        self._chip_line.addWidget(label(f"{view.kind_title}，共 {view.total:,} 行：", "heading"))
        self._chip_line.addWidget(self._chip("", f"全部 {view.total:,}", ""))
        for outcome, lamp in OUTCOMES:
            count = view.counts.get(outcome, 0)
            chip = self._chip(outcome, f"{lamp.words} {count:,}", lamp.icon, lamp.token)
            chip.setEnabled(count > 0)
            self._chip_line.addWidget(chip)

    def _chip(self, outcome: str, words: str, glyph: str, token: str = "ink_soft") -> QPushButton:
        chip = button(words, partial(self.show_outcome, outcome), role="chip")
        chip.setCheckable(True)
        chip.setChecked(outcome == self._outcome)
        if glyph:
            chip.setIcon(icon(glyph, token))
        self.chips.addButton(chip)
        return chip

    def _show_notice(self, view: PreviewView | None) -> None:
        if view is not None and view.refused is not None:
            action, run = ("指明各列是什么…", self.show_mapping) if view.headings else ("", None)
            hint = f"{view.refused.meaning}　{view.refused.todo}".strip()
            self.notice.say(view.refused.what, hint, action, run, icon="error")
        self._put(self.notice)

    def _put(self, widget: QWidget) -> None:
        self.table = self.mapping = self.words = self.mend = self.decide = None
        while (item := self._place.takeAt(0)) is not None:
            old = item.widget()
            if old is self.notice:
                old.hide()
            elif old is not None:
                old.deleteLater()
        self._place.addWidget(widget)
        widget.show()

    def _show_state(self) -> None:
        view = self._view if self._view and self._view.refused is None and not self._view.early else None
        replace = self.on_conflict.currentData() == REPLACE
        taken = view.taken(replace=replace) if view else 0
        self.on_conflict.setVisible(bool(view and view.counts.get(CONFLICT)))
        self.errors_button.setVisible(bool(view and view.counts.get(ERROR)))
        self.mapping_button.setVisible(bool(view and view.headings))
        self.words_button.setVisible(bool(view and view.words))
        self.cancel_button.setVisible(self._view is not None)
        words = f"导入 {taken:,} 行{view.kind_title}" if view and taken else "没有可导入的行" if view else "导入"
        self.commit_button.setText(words)
        self.commit_button.setAccessibleName(words)
        self.commit_button.setVisible(view is not None)
        self.commit_button.setEnabled(taken > 0)

    def _commit(self) -> None:
        self.commit_asked.emit(self.on_conflict.currentData())


def _scrolled(lines: QVBoxLayout) -> QScrollArea:
    inner = QWidget()
    inner.setLayout(down(lines, 1, spacing=0))
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inner)
    made.hide()
    return made


def _columns(view: PreviewView, outcome: str) -> tuple[TableColumn, ...]:
    """Of conflicts the difference comes first: it is what is decided about."""
    if outcome == CONFLICT:
        return (*LEADING, DECISION, *TRAILING, *view.columns)
    return (*LEADING, *view.columns, *TRAILING)
