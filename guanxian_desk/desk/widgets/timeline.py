"""A payer's or a merchant's story: day, words, amount, down a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from guanxian_desk.base.money import yuan
from guanxian_desk.desk import theme

_RAIL = 28  # room for the line and its dots
_DOT = 4
_PAD = 6
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: day or moment, words, amount in fen, the colour of its dot, the key that opens it."""

    when: date | datetime
    words: str
    amount: int | None = None
    token: str = "grey"
    key: str = ""

    @property
    def when_text(self) -> str:
        """2022-05-02, or 2022-05-02 14:05."""
        if isinstance(self.when, datetime):
            return self.when.strftime("%Y-%m-%d %H:%M")
        return self.when.isoformat()

    @property
    def amount_text(self) -> str:
        """1,234.50 元, nothing without an amount."""
        return "" if self.amount is None else f"{yuan(self.amount)} 元"


class _Events(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.events: tuple[Event, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        event = self.events[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "　".join(part for part in (event.when_text, event.words, event.amount_text) if part)
        return None

    def show(self, events: tuple[Event, ...]) -> None:
        self.beginResetModel()
        self.events = events
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Two lines for each event: day and amount, then the words in as many lines as they need."""

    def __init__(self, view: QListView, events: _Events) -> None:
        super().__init__(view)
        self._view, self._events = view, events

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        words = self._words_rect(self._events.events[index.row()].words, QRect(0, 0, width, 0))
        return QSize(width, words.bottom() + _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, event, area = theme.current(), self._events.events[index.row()], option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, now.color("accent_wash"))
        self._paint_line(painter, area, index.row(), event)
        head = QRect(area.left() + _RAIL, area.top() + _PAD, area.width() - _RAIL - _PAD, self._small().height())
        painter.setFont(now.font("small"))
        painter.setPen(now.color("ink_soft"))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, event.when_text)
        painter.setFont(now.font())
        painter.setPen(now.color("ink"))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, event.amount_text)
        painter.drawText(self._words_rect(event.words, area), Qt.TextFlag.TextWordWrap, event.words)

    def _paint_line(self, painter: QPainter, area: QRect, row: int, event: Event) -> None:
        x, y = area.left() + _RAIL // 2, area.top() + _PAD + self._small().height() // 2
        top = y if row == 0 else area.top()
        bottom = y if row == len(self._events.events) - 1 else area.bottom() + 1
        painter.setPen(theme.current().color("line"))
        painter.drawLine(x, top, x, bottom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color(event.token))
        painter.drawEllipse(QPoint(x, y), _DOT, _DOT)

    def _small(self) -> QFontMetrics:
        return QFontMetrics(theme.current().font())

    def _words_rect(self, words: str, area: QRect) -> QRect:
        metrics = self._small()
        top = area.top() + _PAD + metrics.height() + 2
        room = QRect(area.left() + _RAIL, top, area.width() - _RAIL - _PAD, 10_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words)


class Timeline(QListView):
    """Events in the order given; Enter or a double click opens one that has a key."""

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._events = _Events()
        self.setAccessibleName(name)
        self.setProperty("role", "inside")
        self.setModel(self._events)
        self.setItemDelegate(_Painter(self, self._events))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Thousands of events are measured in batches, so that opening a long story does not stop the window.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.activated.connect(self._open)

    def show_events(self, events: tuple[Event, ...]) -> None:
        """Shows another story."""
        self._events.show(events)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew at another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        key = self._events.events[index.row()].key
        if key:
            self.opened.emit(key)
