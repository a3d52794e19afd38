"""A table model that holds only the rows near what is seen, and reads them in the background."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from guanxian_desk.base.errors import Cancelled
from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Background, Task
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.widgets.columns import Provider, Row, Sort, TableColumn

Index = QModelIndex | QPersistentModelIndex
PAGE = 100  # rows read at a time
_KEPT = 80  # pages kept: about 8,000 rows
WAITING = "…"


class RowsModel(QAbstractTableModel):
    """Rows 0 … count-1 of a provider. A row that has not been read yet shows … until it is there."""

    loading = Signal()
    loaded = Signal()
    failed = Signal(object)

    def __init__(self, background: Background, columns: tuple[TableColumn, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._background = background
        self._provider: Provider | None = None
        self._sort: Sort | None = None
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        # Every reload begins a new generation: answers to older questions are dropped.
        self._generation = 0
        self._seen = (0, PAGE)
        # One reading at a time: while the clerk drags the scroll bar only the last place is read next.
        self._reading = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._read_seen)

    # what the view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are in all."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles across, running numbers down."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, lamp and alignment of a cell; never reads anything itself."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole):
            return None
        row = self.row(index.row())
        if row is None:
            return WAITING if role == Qt.ItemDataRole.DisplayRole else None
        value = row.get(column.key)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(value)
        lamp = column.lamp(value)
        return icon(lamp.icon, lamp.token) if lamp else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Reads the rows anew in the order of a column (-1: the provider's own)."""
        descending = order == Qt.SortOrder.DescendingOrder
        self._sort = Sort(self.columns[column].key, descending) if column >= 0 else None
        self.reload()

    # what the table does

    @property
    def provider(self) -> Provider | None:
        """Where the rows come from."""
        return self._provider

    @property
    def order(self) -> Sort | None:
        """The order the rows come in."""
        return self._sort

    def show(self, provider: Provider | None) -> None:
        """Shows the rows of another provider."""
        self._provider = provider
        self._seen = (0, PAGE)
        if provider is None:
            self._take(self._next_generation(), 0, 0, ())
        else:
            self.reload()

    def reload(self) -> None:
        """Counts and reads anew; the old rows stay until the new ones are here."""
        provider, sort = self._provider, self._sort
        if provider is None:
            return
        generation = self._next_generation()
        first = self._seen[0] // PAGE * PAGE

        def read(task: Task) -> tuple[int, int, Sequence[Row]]:
            count = provider.count()
            task.check()
            start = min(first, max(0, (count - 1) // PAGE * PAGE))
            return count, start, provider.fetch(start, 2 * PAGE, sort)

        self.loading.emit()
        self._background.run_query(
            read,
            lambda found: self._take(generation, *found),
            self._fail,
            owner=self,
            key="rows",
        )

    def row(self, number: int) -> Row | None:
        """A row, or None while it has not been read."""
        page = self._pages.get(number // PAGE)
        at = number % PAGE
        return page[at] if page is not None and at < len(page) else None

    def see(self, first: int, last: int) -> None:
        """Tells which rows are visible; what is missing among them is read."""
        self._seen = (max(0, first), max(first, last))
        self._timer.start()

    # reading

    def _next_generation(self) -> int:
        self._generation += 1
        return self._generation

    def _missing(self) -> tuple[int, int] | None:
        """The rows (offset, limit) to read for what is seen, with half a screen around it."""
        first, last = self._seen
        around = (last - first) // 2
        wanted = range(max(0, first - around) // PAGE, min(self._count - 1, last + around) // PAGE + 1)
        missing = [page for page in wanted if page not in self._pages]
        if not missing:
            return None
        return missing[0] * PAGE, (missing[-1] - missing[0] + 1) * PAGE

    def _read_seen(self) -> None:
        for page in range(self._seen[0] // PAGE, self._seen[1] // PAGE + 1):
            if page in self._pages:
                self._pages.move_to_end(page)
        missing = self._missing()
        provider, sort = self._provider, self._sort
        if missing is None or provider is None or self._reading:
            return
        offset, limit = missing
        generation = self._generation
        self._reading = True
        self._background.run_query(
            lambda _task: provider.fetch(offset, limit, sort),
            lambda rows: self._keep(generation, offset, rows),
            self._fail_page,
            owner=self,
        )

    def _take(self, generation: int, count: int, offset: int, rows: Sequence[Row]) -> None:
        if generation != self._generation:
            return
        self.beginResetModel()
        self._count = count
        self._pages.clear()
        self._put(offset, rows)
        self.endResetModel()
        self.loaded.emit()

    def _keep(self, generation: int, offset: int, rows: Sequence[Row]) -> None:
        self._reading = False
        if generation == self._generation and rows:
            self._put(offset, rows)
            last = min(offset + len(rows), self._count) - 1
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(self.columns) - 1))
            self._timer.start()

    def _put(self, offset: int, rows: Sequence[Row]) -> None:
        for start in range(0, len(rows), PAGE):
            self._pages[(offset + start) // PAGE] = rows[start : start + PAGE]
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)

    def _fail_page(self, error: BaseException) -> None:
        self._reading = False
        self._fail(error)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def _alignment(column: TableColumn) -> Qt.AlignmentFlag:
    if column.is_figure:
        return theme.figures_alignment()
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
