"""The key figures of a page, at most five, each a name, a figure and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, clear, down, frame, label

MOST = 5


@dataclass(frozen=True)
class Figure:
    """title and figure as written (1,228,900); unit: 元, 张, 户; tone: the colour of a lamp when it means something.

    hint: one line below; key: what a click opens ("" for nothing).
    """

    title: str
    text: str
    unit: str = ""
    tone: str = ""
    hint: str = ""
    key: str = ""


class _Number(QWidget):
    """A figure in large type; smaller type where the card is narrow, because a figure must never be cut."""

    def __init__(self, text: str, token: str) -> None:
        super().__init__()
        self._text, self._token = text, token
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """In full size."""
        metrics = QFontMetrics(theme.current().font("figure", bold=True))
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """In the smallest size."""
        metrics = QFontMetrics(theme.current().font("small", bold=True))
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The figure, standing on the line of its unit."""
        now = theme.current()
        pixels = float(now.size("figure"))
        wide = self.sizeHint().width()
        font = now.font(bold=True, pixels=min(pixels, pixels * self.width() / wide))
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(now.text_color(self._token))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


class FigureCards(QWidget):
    """A row of cards of equal width."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = across()
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Shows these figures instead. More than five is a bug: a ValueError."""
        if len(figures) > MOST:
            raise ValueError(f"{len(figures)} key figures; a page has at most {MOST}")
        clear(self._row)
        for figure in figures:
            self._row.addWidget(self._card(figure))

    def _card(self, figure: Figure) -> QWidget:
        card: QFrame | QPushButton = QPushButton() if figure.key else frame("card")
        said = "，".join(part for part in (f"{figure.title} {figure.text}{figure.unit}", figure.hint) if part)
        card.setAccessibleName(said)
        card.setProperty("role", "card")
        card.setLayout(_inside(figure))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if isinstance(card, QPushButton):
            card.setCursor(Qt.CursorShape.PointingHandCursor)
            card.clicked.connect(lambda _checked=False: self.opened.emit(figure.key))
        return card


def _inside(figure: Figure) -> QVBoxLayout:
    title = label(figure.title, "soft")
    number = _Number(figure.text, figure.tone or "ink")
    hint = ElidedLabel(figure.hint, "small")
    hint.setAlignment(Qt.AlignmentFlag.AlignRight)
    for part in (title, number, hint):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    head = across(title, hint)
    head.setStretch(1, 1)
    line = across(number, label(figure.unit, "soft"), 1, spacing=4)
    return down(head, line, spacing=0, margins=(12, 4, 12, 4))
