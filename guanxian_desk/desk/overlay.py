"""What lies over a page (the preview of a paper, a merchant's story); each step back leads to where the clerk was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guanxian_desk.desk.widgets.parts import down


class Overlay(QWidget):
    """Holds widgets one over another and shows the last; Esc goes a step back."""

    shown = Signal(str)  # the title of what is seen now
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheets: list[tuple[QWidget, str]] = []
        self._place: QVBoxLayout = down(spacing=0)
        self.setLayout(self._place)

    def show_widget(self, widget: QWidget, title: str = "") -> None:
        """Shows a widget over what is there."""
        if self._sheets:
            self._sheets[-1][0].hide()
        self._sheets.append((widget, title))
        self._place.addWidget(widget, 1)
        self._show_top()

    def back(self) -> None:
        """Lets the top widget go; the one below is seen again, after the last the page."""
        self._let_go()
        if self._sheets:
            self._show_top()
        else:
            self.closed.emit()

    def drop(self) -> None:
        """Lets everything go without telling."""
        while self._sheets:
            self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def _show_top(self) -> None:
        widget, title = self._sheets[-1]
        widget.show()
        widget.setFocus()
        self.shown.emit(title)

    def _let_go(self) -> None:
        if self._sheets:
            widget, _title = self._sheets.pop()
            self._place.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
