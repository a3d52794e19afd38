"""Where files are dropped or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame

from guanxian_desk.desk.widgets.parts import across, button, label, set_property

_KINDS = "表格 (*.xlsx *.xlsm *.xls *.xlsb *.ods *.et *.csv);;所有文件 (*)"


class DropZone(QFrame):
    """Files dropped here, or chosen with the button."""

    chosen = Signal(object)  # list[Path]

    def __init__(self, words: str, kinds: str = _KINDS, title: str = "选择要导入的表格") -> None:
        """kinds: the file dialog's filter; title: the dialog's."""
        super().__init__()
        self._kinds, self._title = kinds, title
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.choose_button = button("选择文件…", self.ask, icon="open")
        line = across(label(words, "soft", wrap=True), self.choose_button, spacing=12, margins=(16, 10, 12, 10))
        line.setStretch(0, 1)
        self.setLayout(line)

    def ask(self) -> None:
        """Opens the system's file dialog."""
        names, _kind = QFileDialog.getOpenFileNames(self, self._title, "", self._kinds)
        if names:
            self.chosen.emit([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files only."""
        if files_of(event.mimeData()):
            set_property(self, "over", "true")
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Back to quiet."""
        set_property(self, "over", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        """The files that were let go."""
        set_property(self, "over", "false")
        event.acceptProposedAction()
        self.chosen.emit(files_of(event.mimeData()))


def files_of(mime: QMimeData) -> list[Path]:
    """The files, not folders, that are dragged."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
