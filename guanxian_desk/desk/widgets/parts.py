"""The small pieces every page is made of: labels, buttons, rows, with the roles that the style sheet knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.icons import icon as icon_of

_GAP = 4  # between a button's icon and its words
Box = TypeVar("Box", bound=QBoxLayout)
Margins = tuple[int, int, int, int]


def label(text: str = "", role: str = "", *, wrap: bool = False, tone: str = "") -> QLabel:
    """A label; role: title, heading, soft, small, warning; tone: the colour of a lamp."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    return made


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Changes a property that the style sheet looks at, and has the widget drawn by it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(
    words: str, run: Callable[[], object], *, icon: str = "", role: str = "", tip: str = "", name: str = ""
) -> QPushButton:
    """A button; role: primary, flat, link. Without words it shows the icon and needs a name for screen readers."""
    made = QPushButton(words)
    made.setProperty("role", role)
    made.setAccessibleName(name or words)
    made.setToolTip(tip or ("" if words else name))
    made.setAutoDefault(False)
    made.setSizePolicy(made.sizePolicy().horizontalPolicy(), made.sizePolicy().Policy.Fixed)
    if icon:
        made.setIcon(icon_of(icon, "on_accent" if role == "primary" else "ink_soft"))
        side = theme.current().size("icon")
        made.setIconSize(QSize(side + (_GAP if words else 0), side))
    # clicked carries "checked"; the caller's function takes nothing.
    made.clicked.connect(lambda _checked=False: run())
    return made


def frame(role: str = "panel") -> QFrame:
    """A framed surface (panel, card, drop) or a thin line (line, upright)."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def across(*items: QWidget | QLayout | int, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row; a number is a stretch of that weight."""
    return _fill(QHBoxLayout(), items, spacing, margins)


def down(*items: QWidget | QLayout | int, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column; a number is a stretch of that weight."""
    return _fill(QVBoxLayout(), items, spacing, margins)


def _fill(box: Box, items: tuple[QWidget | QLayout | int, ...], spacing: int, margins: Margins) -> Box:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for item in items:
        if isinstance(item, int):
            box.addStretch(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    return box


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        widget = item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ElidedLink(QPushButton):
    """A link in one line that ends in … where room is short; the whole text is its tooltip and accessible name."""

    def __init__(self, text: str, run: Callable[[], object]) -> None:
        super().__init__(text)
        self._text = text
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        policy = self.sizePolicy()
        self.setSizePolicy(policy.Policy.Ignored, policy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: run())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows what fits."""
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width() - 2)
        self.setText(shown)
        self.setToolTip("" if shown == self._text else self._text)


class ElidedLabel(QLabel):
    """One line that ends in … where room is short; the whole text is its tooltip and accessible name."""

    def __init__(self, text: str = "", role: str = "", *, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self._mode = mode

    def minimumSizeHint(self) -> QSize:
        """May shrink to a few characters."""
        return QSize(min(super().sizeHint().width(), theme.current().size("text") * 3), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws what fits."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        self.setToolTip("" if text == self.text() else self.text())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
