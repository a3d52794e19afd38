"""Importing workbooks: files, what each would do, what cannot be taken, and then all accepted rows or none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QVBoxLayout, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.widgets.drop_zone import DropZone
from guanxian_desk.desk.widgets.empty_state import EmptyState
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.import_views import (
    CONFLICT,
    ERROR,
    ERROR_COLUMNS,
    LEADING,
    OUTCOMES,
    TRAILING,
    FileLine,
    PreviewView,
)
from guanxian_desk.desk.widgets.lamps import badge
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, button, clear, down, frame, label
from guanxian_desk.desk.widgets.record_table import RecordTable

MARGINS = (16, 12, 16, 12)
_STATE = 144  # so that the boxes of several files stand below each other
KEEP, REPLACE = "keep", "replace"


class ImportPanel(QWidget):
    """Emits what the clerk wants; whoever reads and writes answers with show_files and show_preview."""

    files_chosen = Signal(object)  # list[Path]
    file_opened = Signal(str)  # key of a FileLine
    kind_chosen = Signal(str, str)  # key of a FileLine, kind
    commit_asked = Signal(str)  # KEEP or REPLACE
    cancel_asked = Signal()
    error_workbook_asked = Signal()

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
        self.chips = QButtonGroup(self)
        self._chip_line = FlowLayout()
        self._notes = label("", "soft", wrap=True)
        self.notice = EmptyState("还没有选择表格", "选好以后先看预览，确认无误再导入；没有确认之前不会写入任何数据。")
        self.table: RecordTable | None = None
        self._place = down(self.notice)
        self._make_buttons()
        self._lay_out()
        self._show_state()

    def _make_buttons(self) -> None:
        self.on_conflict = QComboBox()
        self.on_conflict.setAccessibleName("冲突的行怎么办")
        self.on_conflict.addItem("冲突的行保留原记录", KEEP)
        self.on_conflict.addItem("冲突的行用新文件替换", REPLACE)
        self.on_conflict.currentIndexChanged.connect(self._show_state)
        self.errors_button = button("保存退回件…", self.error_workbook_asked.emit, icon="excel")
        self.errors_button.setToolTip("在来件上标出不能收的单元格和改法，退给报送单位")
        self.cancel_button = button("不导入", self.cancel_asked.emit)
        self.commit_button = button("导入", self._commit, icon="import", role="primary")

    def _lay_out(self) -> None:
        buttons = across(self.errors_button, 1, self.on_conflict, self.cancel_button, self.commit_button)
        column = down(
            self.zone, self.files, self._chip_line, self._notes, self._place, frame("line"), buttons, margins=MARGINS
        )
        column.setStretchFactor(self._place, 1)
        self.setLayout(column)

    def show_files(self, lines: tuple[FileLine, ...]) -> None:
        """Shows the files that were chosen, with the kind guessed for each."""
        clear(self.files)
        for line in lines:
            self.files.addWidget(self._file_row(line))

    def show_preview(self, view: PreviewView | None) -> None:
        """Shows what importing one of the files would do; None: nothing chosen."""
        self._view = view
        self._outcome = ""
        clear(self._chip_line)
        self._notes.setText("读取时的处理：" + "；".join(view.notes) + "。" if view and view.notes else "")
        self._notes.setVisible(bool(view and view.notes))
        if view is None or view.refused is not None:
            self._show_notice(view)
        else:
            self._show_chips(view)
            self.show_outcome("")
        self._show_state()

    def show_outcome(self, outcome: str) -> None:
        """Shows the rows of one outcome ("" all); of errors, the bad cells with their Excel rows."""
        view = self._view
        if view is None:
            return
        self._outcome = outcome
        columns = ERROR_COLUMNS if outcome == ERROR else (*LEADING, *view.columns, *TRAILING)
        table = RecordTable(self._background, columns, f"{view.file}的预览")
        table.when_empty("没有这样的行")
        table.show_rows(view.errors if outcome == ERROR else view.rows(outcome))
        self.table = table
        self._put(table)

    def _file_row(self, line: FileLine) -> QWidget:
        row = frame()
        kind = QComboBox()
        kind.setAccessibleName(f"{line.name}是哪一种表")
        kind.addItem("请选择是哪一种表", "")
        for key, title in self._kinds:
            kind.addItem(title, key)
        kind.setCurrentIndex(max(0, kind.findData(line.kind)))
        kind.currentIndexChanged.connect(lambda _index: self.kind_chosen.emit(line.key, kind.currentData()))
        show = button("查看预览", partial(self.file_opened.emit, line.key), role="flat", name=f"查看{line.name}的预览")
        state = badge(line.state, line.token)
        state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        state.setMinimumWidth(theme.current().scaled(_STATE))
        pieces = across(ElidedLabel(line.name), kind, state, show, margins=(12, 3, 4, 3))
        pieces.setStretch(0, 1)
        pieces.setAlignment(state, Qt.AlignmentFlag.AlignVCenter)
        row.setLayout(pieces)
        # Not before: a widget without a parent would flash as a window of its own.
        state.setVisible(bool(line.state))
        return row

    def _show_chips(self, view: PreviewView) -> None:
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
            self.notice.say(view.refused.what, f"{view.refused.meaning}　{view.refused.todo}".strip(), icon="error")
        self.table = None
        self._put(self.notice)

    def _put(self, widget: QWidget) -> None:
        while (item := self._place.takeAt(0)) is not None:
            old = item.widget()
            if old is self.notice:
                old.hide()
            elif old is not None:
                old.deleteLater()
        self._place.addWidget(widget)
        widget.show()

    def _show_state(self) -> None:
        view = self._view if self._view and self._view.refused is None else None
        replace = self.on_conflict.currentData() == REPLACE
        taken = view.taken(replace=replace) if view else 0
        self.on_conflict.setVisible(bool(view and view.counts.get(CONFLICT)))
        self.errors_button.setVisible(bool(view and view.counts.get(ERROR)))
        self.cancel_button.setVisible(self._view is not None)
        words = f"导入 {taken:,} 行{view.kind_title}" if view and taken else "没有可导入的行" if view else "导入"
        self.commit_button.setText(words)
        self.commit_button.setAccessibleName(words)
        self.commit_button.setVisible(view is not None)
        self.commit_button.setEnabled(taken > 0)

    def _commit(self) -> None:
        self.commit_asked.emit(self.on_conflict.currentData())
