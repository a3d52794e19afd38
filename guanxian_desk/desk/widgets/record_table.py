"""The table of records: a million rows scroll because only what is seen is read, on the database worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from guanxian_desk.base.errors import Cancelled, UserError
from guanxian_desk.desk.background import Background, Task
from guanxian_desk.desk.crash import in_words
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.widgets.clipboard import rows_as_mime
from guanxian_desk.desk.widgets.columns import Provider, Row, Sort, TableColumn
from guanxian_desk.desk.widgets.columns import in_words as value_in_words
from guanxian_desk.desk.widgets.empty_state import EmptyState
from guanxian_desk.desk.widgets.parts import down, label
from guanxian_desk.desk.widgets.rows_model import RowsModel
from guanxian_desk.desk.widgets.table_view import TableView

MOST_GATHERED = 100_000  # rows that copying and adding up take at once; more is what exports are for
_GATHER_STEP = 2_000
_SETTLE = 120  # milliseconds after the last change of the selection before it is added up


@dataclass(frozen=True)
class Shot:
    """A table as it is seen: its name, the columns shown in their order, the rows, how they are sorted."""

    name: str
    columns: tuple[TableColumn, ...]
    provider: Provider
    sort: Sort | None


class RecordTable(QWidget):
    """Columns over a provider: sorting, copying, totals of the selection, and words for empty, loading and failed."""

    opened = Signal(object)  # Row: double click or Enter
    current_changed = Signal(object)  # Row | None
    selection_changed = Signal(int)  # how many rows are selected

    def __init__(self, background: Background, columns: tuple[TableColumn, ...], name: str) -> None:
        """name: what the table is called for screen readers, e.g. 差异清单."""
        super().__init__()
        self._background = background
        # The row to come back to after a reload; -1 after another provider's rows were asked for.
        self._place = -1
        self._empty: tuple[str, str, str, Callable[[], object] | None] = ("没有记录", "", "", None)
        self.model = RowsModel(background, columns, self)
        self.view = TableView(self.model, self._copy, MOST_GATHERED)
        self.view.setAccessibleName(name)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.notice = EmptyState()
        self.total = label("", "small")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.notice)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._add_up)
        self.setLayout(down(self._stack, self.total, spacing=4))
        self._connect()
        self._say_empty()

    def _connect(self) -> None:
        self.model.loading.connect(self._on_loading)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._on_failed)
        self.view.too_many.connect(self._say_too_many)
        self.view.customContextMenuRequested.connect(lambda at: self.menu().popup(self.view.mapToGlobal(at)))
        self.view.activated.connect(lambda index: self._tell_row(self.opened.emit, index))
        selection = self.view.selectionModel()
        selection.currentRowChanged.connect(lambda now, _before: self.current_changed.emit(self.model.row(now.row())))
        selection.selectionChanged.connect(self._on_selection)

    # what pages use

    def show_rows(self, provider: Provider | None) -> None:
        """Shows the rows of a provider; None shows the empty state."""
        self._place = -1
        self.view.scrollToTop()
        self.model.show(provider)

    def reload(self) -> None:
        """Reads anew, and comes back to the same row."""
        self._place = self.view.currentIndex().row()
        self.model.reload()

    def when_empty(self, words: str, hint: str = "", action: str = "", run: Callable[[], object] | None = None) -> None:
        """What stands here when there are no rows: why, and the first step with its button."""
        self._empty = (words, hint, action, run)
        if self.model.rowCount() == 0 and self._stack.currentWidget() is self.notice:
            self._say_empty()

    def current_row(self) -> Row | None:
        """The row the keyboard is on."""
        return self.model.row(self.view.currentIndex().row())

    def select_row(self, number: int) -> None:
        """Puts the keyboard on a row and selects it."""
        index = self.model.index(number, 0)
        self.view.setCurrentIndex(index)
        self.view.selectionModel().select(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def gather_selected(self, done: Callable[[list[Row]], None]) -> None:
        """Calls done with the selected rows, reading in the background those that have not been seen.

        More than MOST_GATHERED rows are refused with a sentence in the total line.
        """
        ranges = self._ranges()
        if sum(bottom - top + 1 for top, bottom in ranges) > MOST_GATHERED:
            self._say_too_many()
            return
        known = [self.model.row(number) for top, bottom in ranges for number in range(top, bottom + 1)]
        rows = [row for row in known if row is not None]
        if len(rows) == len(known):
            done(rows)
        else:
            self._read(ranges, done)

    def shot(self) -> Shot | None:
        """The table as it is seen; None while it has no rows."""
        provider = self.model.provider
        if provider is None or self.model.rowCount() == 0:
            return None
        header = self.view.horizontalHeader()
        seen = [header.logicalIndex(place) for place in range(header.count())]
        columns = tuple(self.model.columns[number] for number in seen if not header.isSectionHidden(number))
        return Shot(self.view.accessibleName(), columns, provider, self.model.order)

    def menu(self) -> QMenu:
        """What can be done with the table: copying the selected rows, taking it out as a workbook."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon("copy"), "复制选中的行")
        copy.setEnabled(self.selected_count() > 0)
        copy.triggered.connect(self._copy)
        shot, export = self.shot(), self._background.export_table
        if export is not None:
            out = menu.addAction(icon("excel"), "把这张表导出为 Excel…")
            out.setEnabled(shot is not None)
            out.triggered.connect(lambda: shot is not None and export(self, shot))
        return menu

    # inside

    def _ranges(self) -> list[tuple[int, int]]:
        chosen = self.view.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return sorted({(part.top(), part.bottom()) for part in parts})

    def _say_too_many(self) -> None:
        self.total.setText(f"{self._counts()} · 超过 {MOST_GATHERED:,} 行，请先筛选再选择、复制或合计")

    def _read(self, ranges: Sequence[tuple[int, int]], done: Callable[[list[Row]], None]) -> None:
        provider, sort = self.model.provider, self.model.order
        if provider is None:
            return
        total = sum(bottom - top + 1 for top, bottom in ranges)

        def read(task: Task) -> list[Row]:
            rows: list[Row] = []
            for top, bottom in ranges:
                for start in range(top, bottom + 1, _GATHER_STEP):
                    rows += provider.fetch(start, min(_GATHER_STEP, bottom + 1 - start), sort)
                    task.progress(len(rows), total)
            return rows

        self._background.run_query(read, done, self._on_failed, owner=self, key="gather", title="读取选中的行")

    def _copy(self) -> None:
        columns = self.model.columns

        def put(rows: list[Row]) -> None:
            QApplication.clipboard().setMimeData(rows_as_mime(columns, rows))
            self.total.setText(f"{self._counts()} · 已复制 {len(rows):,} 行，可粘贴到 Excel 或 WPS")

        if self.selected_count():
            self.gather_selected(put)

    def _on_selection(self) -> None:
        self.selection_changed.emit(self.selected_count())
        self._settle.start()

    def _add_up(self) -> None:
        self.total.setText(self._counts())
        if any(column.is_summed for column in self.model.columns) and self.selected_count() > 1:
            self.gather_selected(self._show_sums)

    def _show_sums(self, rows: list[Row]) -> None:
        parts = [self._counts()]
        for column in self.model.columns:
            if column.is_summed:
                total = sum(row.get(column.key) or 0 for row in rows)
                unit = " 元" if column.heading != column.title else ""
                parts.append(f"{column.title}合计 {value_in_words(total, column.kind)}{unit}")
        self.total.setText(" · ".join(parts))

    def _counts(self) -> str:
        chosen = self.selected_count()
        text = f"共 {self.model.rowCount():,} 条"
        return f"{text} · 已选 {chosen:,} 条" if chosen else text

    def _tell_row(self, tell: Callable[[Row], None], index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            tell(row)

    def _on_loading(self) -> None:
        if self.model.rowCount() == 0:
            self.notice.say("正在读取…", icon="clock")
            self._stack.setCurrentWidget(self.notice)

    def _on_loaded(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
            self.view.tell_seen()
            if self._place >= 0:
                self.select_row(min(self._place, self.model.rowCount() - 1))
        else:
            self._say_empty()
        self.total.setVisible(self.model.rowCount() > 0)
        self.total.setText(self._counts())

    def _say_empty(self) -> None:
        self.notice.say(*self._empty)
        self._stack.setCurrentWidget(self.notice)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        told: UserError = in_words(error)
        hint = " ".join(part + "。" for part in (told.meaning, told.todo) if part)
        self.notice.say(told.what, hint, "重新读取", self.reload, icon="error")
        self._stack.setCurrentWidget(self.notice)
