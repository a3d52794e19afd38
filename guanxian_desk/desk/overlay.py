"""What lies over a page (the preview of a paper, an import); a step back leads to where the clerk was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guanxian_desk.desk.widgets.parts import down


class Overlay(QWidget):
    """Holds one widget; Esc goes back."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._widget: QWidget | None = None
        self._place: QVBoxLayout = down(spacing=0)
        self.setLayout(self._place)

    def show_widget(self, widget: QWidget) -> None:
        """Shows a widget instead of the one before."""
        self.drop()
        self._widget = widget
        self._place.addWidget(widget, 1)
        widget.show()
        widget.setFocus()

    def back(self) -> None:
        """Lets the widget go."""
        self.drop()
        self.closed.emit()

    def drop(self) -> None:
        """Lets the widget go without telling."""
        if self._widget is not None:
            self._place.removeWidget(self._widget)
            self._widget.hide()
            self._widget.deleteLater()
            self._widget = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)
