"""The view of a record table: tells its model what is seen, copies, sorts by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.rows_model import Index, RowsModel


class TableView(QTableView):
    """The table itself: tells the model what is seen, copies, sorts by keyboard."""

    too_many = Signal()

    def __init__(self, model: RowsModel, copy: Callable[[], None], most: int) -> None:
        """most: rows that may be selected at once."""
        super().__init__()
        self._copy = copy
        self._most = most
        # The column the keyboard was in last: reading anew loses the current cell, sorting on must go on from there.
        self._column = 0
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_headers(model)
        self.verticalScrollBar().valueChanged.connect(self.tell_seen)
        model.dataChanged.connect(lambda *_range: self.viewport().update())

    def _set_headers(self, model: RowsModel) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.current().size("row"))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        # The header asks its selection model on every paint whether whole columns are selected, row by row:
        # seconds with a million selected rows. Whole columns are never selected here, so it gets an empty one.
        across.setSelectionModel(QItemSelectionModel(model, across))
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.setMinimumSectionSize(theme.current().scaled(48))
        for number, column in enumerate(model.columns):
            self.setColumnWidth(number, theme.current().scaled(column.width))
        across.sectionClicked.connect(self._sort_clicked)

    def tell_seen(self) -> None:
        """Tells the model which rows are visible now."""
        height = self.viewport().height()
        first = max(0, self.rowAt(0))
        last = self.rowAt(height - 1)
        size = max(1, self.verticalHeader().defaultSectionSize())
        self._rows.see(first, last if last >= 0 else first + height // size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A taller table sees more rows."""
        super().resizeEvent(event)
        self._stretch()
        self.tell_seen()

    def _stretch(self) -> None:
        """Gives the room that is left to the stretching column, which never gets narrower than declared."""
        wide = [self.columnWidth(number) for number in range(len(self._rows.columns))]
        for number, column in enumerate(self._rows.columns):
            if column.stretch:
                left = self.viewport().width() - sum(wide) + wide[number]
                self.setColumnWidth(number, max(theme.current().scaled(column.width), left))

    def selectAll(self) -> None:
        """All rows, unless they are too many to be copied or added up; then says so."""
        if self._rows.rowCount() > self._most:
            self.too_many.emit()
        else:
            super().selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies; Ctrl+Shift+↑/↓ sorts by the column the keyboard is in; Enter opens."""
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.modifiers() == both and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            order = Qt.SortOrder.AscendingOrder if event.key() == Qt.Key.Key_Up else Qt.SortOrder.DescendingOrder
            self._sort(self._column, order)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Remembers the column."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._column = current.column()

    def _sort_clicked(self, section: int) -> None:
        order = self._rows.order
        same = order is not None and order.key == self._rows.columns[section].key
        down_now = same and order is not None and not order.descending
        self._sort(section, Qt.SortOrder.DescendingOrder if down_now else Qt.SortOrder.AscendingOrder)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if section < 0 or not self._rows.columns[section].sortable:
            return
        self.horizontalHeader().setSortIndicator(section, order)
        self.scrollToTop()
        self._rows.sort(section, order)


class _Delegate(QStyledItemDelegate):
    """Shows the whole text of a cell as a tooltip when the column cuts it."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The tooltip of a cut cell."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = view.visualRect(index).width() - 2 * theme.current().size("step")
        cut = view.fontMetrics().horizontalAdvance(text) > room
        QToolTip.showText(event.globalPos() if cut else QPoint(), text if cut else "", view)
        return cut
