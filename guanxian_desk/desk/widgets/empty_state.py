"""What a place says while it has nothing to show: why, and what to do first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.icons import paint_icon
from guanxian_desk.desk.widgets.parts import button, down, label

_PICTURE = 40


class Glyph(QWidget):
    """An icon as a picture."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self.name, self.token = name, token
        self.setFixedSize(QSize(_PICTURE, _PICTURE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRect(0, 0, _PICTURE, _PICTURE), self.name, theme.current().color(self.token))
        painter.end()


class EmptyState(QWidget):
    """A sentence, a hint and one button, in the middle of the free room."""

    def __init__(self, words: str = "", hint: str = "", icon: str = "inbox") -> None:
        super().__init__()
        self._glyph = Glyph(icon, "grey")
        self._words = label(words, "heading", wrap=True)
        self._hint = label(hint, "soft", wrap=True)
        self._run: Callable[[], object] | None = None
        self.button = button("", self._pressed, role="primary")
        for text in (self._words, self._hint):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = down(1, self._glyph, self._words, self._hint, self.button, 1, margins=(24, 8, 24, 8))
        column.setAlignment(self._glyph, Qt.AlignmentFlag.AlignHCenter)
        column.setAlignment(self.button, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column)
        self.say(words, hint, icon=icon)

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text()

    def say(
        self, words: str, hint: str = "", action: str = "", run: Callable[[], object] | None = None, icon: str = "inbox"
    ) -> None:
        """Says something else; the button shows only with something to do."""
        self._words.setText(words)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.button.setText(action)
        self.button.setAccessibleName(action or "现在没有要做的")
        self.button.setVisible(run is not None)
        self._run = run
        self._glyph.name, self._glyph.token = icon, "red" if icon == "error" else "grey"
        self._glyph.update()

    def _pressed(self) -> None:
        if self._run is not None:
            self._run()
