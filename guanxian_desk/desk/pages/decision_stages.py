"""The stages of a dossier down a line with lamps, and below them what belongs to the whole dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from guanxian_desk.desk import theme
from guanxian_desk.desk.icons import paint_icon
from guanxian_desk.desk.widgets.lamps import Lamp

Index = QModelIndex | QPersistentModelIndex
_RAIL, _GLYPH, _ROW = 34, 16, 26
WIDTH = 156  # logical pixels at normal type


@dataclass(frozen=True, slots=True)
class StageItem:
    """One line: its key, its word, its lamp (None: not a stage), a number at the right, and what it says in words."""

    key: str
    title: str
    lamp: Lamp | None = None
    count: str = ""
    words: str = ""


class _Items(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[StageItem, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "　".join(part for part in (item.title, item.lamp.words if item.lamp else "", item.words) if part)
        return None

    def show(self, items: tuple[StageItem, ...]) -> None:
        if len(items) != len(self.items):
            self.beginResetModel()
            self.items = items
            self.endResetModel()
        else:
            self.items = items
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))


class _Painter(QStyledItemDelegate):
    def __init__(self, view: QListView, items: _Items) -> None:
        super().__init__(view)
        self._items = items

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        # All lines fit without scrolling on the lowest screens.
        high = _ROW if self._items.items[index.row()].lamp else _ROW - 3
        return QSize(theme.current().scaled(WIDTH) - 8, theme.current().scaled(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, item, area = theme.current(), self._items.items[index.row()], option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, now.color("accent_wash"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), now.color("accent"))
        if item.lamp is not None:
            self._paint_line(painter, area, index.row(), item.lamp)
        painter.setPen(now.color("ink"))
        painter.setFont(now.font(bold=chosen))
        room = area.adjusted(_RAIL, 0, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, item.title)
        painter.setFont(now.font("small"))
        painter.setPen(now.text_color(item.lamp.token) if item.lamp else now.color("ink_soft"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, item.count)

    def _paint_line(self, painter: QPainter, area: QRect, row: int, lamp: Lamp) -> None:
        """The line through the stages, and the lamp on it."""
        x, y, items = area.left() + _RAIL // 2, area.center().y(), self._items.items
        last = row + 1 >= len(items) or items[row + 1].lamp is None
        painter.setPen(theme.current().color("edge"))
        painter.drawLine(x, y if row == 0 else area.top(), x, y if last else area.bottom() + 1)
        glyph = QRect(x - _GLYPH // 2, y - _GLYPH // 2, _GLYPH, _GLYPH)
        painter.fillRect(glyph.adjusted(-1, -1, 1, 1), theme.current().color("paper"))
        paint_icon(painter, glyph, lamp.icon, theme.current().color(lamp.token))


class StageRail(QListView):
    """Emits chosen(key) when another line is current, and when the current one is clicked again."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._items = _Items()
        self.setAccessibleName("程序的各个阶段")
        self.setModel(self._items)
        self.setItemDelegate(_Painter(self, self._items))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.current().scaled(WIDTH))
        self.clicked.connect(self._tell)

    @property
    def key(self) -> str:
        """The line the keyboard is on; "" before anything was shown."""
        at = self.currentIndex()
        return self._items.items[at.row()].key if at.isValid() else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """All lines."""
        return tuple(item.key for item in self._items.items)

    def show_items(self, items: tuple[StageItem, ...]) -> None:
        """Shows other lamps; the current line stays."""
        self._items.show(items)

    def open(self, key: str) -> None:
        """Goes to a line; an unknown one is left alone."""
        if key in self.keys:
            self.setCurrentIndex(self._items.index(self.keys.index(key)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Walking with the keyboard opens at once."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._tell(current)

    def _tell(self, index: Index) -> None:
        self.chosen.emit(self._items.items[index.row()].key)
