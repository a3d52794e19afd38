"""Finding words in a paper: a line to type them, how many places there are, and the way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.parts import across, button, label
from guanxian_desk.desk.widgets.pdf_pages import Hit

_FAINT, _STRONG = 60, 130  # of 255


class SearchLine(QWidget):
    """asked(words) when the typed words are to be found; moved(hit) when the next or the one before is wanted."""

    asked = Signal(str)
    moved = Signal(object)  # Hit | None

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[Hit] = []
        self._at = -1
        self._words = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText("在文书里查找")
        self.field.setAccessibleName("在文书里查找")
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(theme.current().scaled(160))
        self.field.returnPressed.connect(self._entered)
        self.field.textChanged.connect(self._typed)
        self.count = label("", "soft")
        self.back_button = button("", lambda: self.step(-1), icon="up", role="flat", name="上一处")
        self.next_button = button("", lambda: self.step(1), icon="down", role="flat", name="下一处")
        self.setLayout(across(self.field, self.count, self.back_button, self.next_button, spacing=4))
        self._show()

    @property
    def hits(self) -> list[Hit]:
        """Every place that was found."""
        return self._hits

    @property
    def current(self) -> Hit | None:
        """The place that is shown."""
        return self._hits[self._at] if self._hits else None

    def show_hits(self, words: str, hits: list[Hit]) -> None:
        """What was found; goes to the first place."""
        if words != self.field.text().strip():
            return
        self._words, self._hits, self._at = words, hits, 0
        self._show()
        self.moved.emit(self.current)

    def step(self, by: int) -> None:
        """To the next place or the one before, round the end."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show()
            self.moved.emit(self.current)

    def clear(self) -> None:
        """Another paper: nothing is found in it yet."""
        self._hits, self._at, self._words = [], -1, ""
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets the words go."""
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _entered(self) -> None:
        words = self.field.text().strip()
        if not words:
            return
        if words == self._words:
            self.step(1)
        else:
            self.asked.emit(words)

    def _typed(self, text: str) -> None:
        if not text.strip() and self._words:
            self.clear()
            self.moved.emit(None)

    def _show(self) -> None:
        found = bool(self._hits)
        self.count.setText(f"{self._at + 1}/{len(self._hits)}" if found else ("没有找到" if self._words else ""))
        for made in (self.back_button, self.next_button):
            made.setEnabled(found)


def marked(pixmap: QPixmap, hits: list[Hit], current: Hit | None, scale: float) -> QPixmap:
    """The page with its found places shaded, the current one more. scale: device pixels a point."""
    painter = QPainter(pixmap)
    logical = scale / pixmap.devicePixelRatio()
    for hit in hits:
        colour = theme.current().color("accent")
        colour.setAlpha(_STRONG if hit is current else _FAINT)
        for left, top, right, bottom in hit.boxes:
            corner = QPointF(left * logical, top * logical)
            painter.fillRect(QRectF(corner, QPointF(right * logical, bottom * logical)), colour)
    painter.end()
    return pixmap
