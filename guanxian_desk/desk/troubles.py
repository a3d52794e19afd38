"""Shows errors one after another: never a dialog over a dialog."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.crash import crash_report, in_words
from guanxian_desk.desk.widgets.error_dialog import ErrorDialog

_LOOK_AGAIN = 200  # milliseconds until the next look whether another dialog is gone
_MOST_WAITING = 5  # a fault that repeats on every paint must not bring a dialog each


class Troubles(QObject):
    """Takes errors from anywhere on the window's thread and tells them in dialogs, one at a time."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: deque[tuple[UserError, str]] = deque(maxlen=_MOST_WAITING)
        self.dialog: ErrorDialog | None = None

    def report(self, error: BaseException, title: str = "") -> None:
        """Shows an error as soon as no other dialog is open. title: what was being done."""
        details = "" if isinstance(error, UserError) else crash_report(error, title)
        self._waiting.append((in_words(error), details))
        self._next()

    def _next(self) -> None:
        if self.dialog is not None or not self._waiting:
            return
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(_LOOK_AGAIN, self, self._next)
            return
        self.dialog = ErrorDialog(*self._waiting.popleft(), parent=self._window)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._next()
