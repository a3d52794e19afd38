"""F1: the help page of this place, from resources/help, in the panel at the window's right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from guanxian_desk.base.paths import shipped
from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label

START = "window"


def help_file(key: str) -> Path:
    """The help page of a key; the window's own page when there is none."""
    path = shipped("resources", "help", f"{key}.md")
    return path if path.is_file() else shipped("resources", "help", f"{START}.md")


class HelpPanel(QFrame):
    """One help page; Esc closes it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(theme.current().scaled(340))
        self.text = QTextBrowser()
        self.text.setAccessibleName("帮助")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(lambda url: self.show_help(Path(url.path()).stem))
        close = button("", self.close_help, icon="close", role="flat", name="关闭帮助（Esc）")
        head = across(label("帮助", "heading"), 1, close, margins=(12, 4, 4, 4))
        self.setLayout(down(head, frame("line"), self.text, spacing=0))
        self.text.document().setDocumentMargin(12)
        self.hide()

    def show_help(self, key: str) -> None:
        """Opens the page of a key."""
        self.text.setMarkdown(help_file(key).read_text("utf-8"))
        _set_headings(self.text.document())
        self.show()
        self.text.setFocus()

    def close_help(self) -> None:
        """Closes."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_help()
        else:
            super().keyPressEvent(event)


def _set_headings(document: QTextDocument) -> None:
    """Headings in the window's own sizes; Markdown's are made for a whole page."""
    document.setIndentWidth(theme.current().size("step") * 2)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            written = QTextCharFormat()
            written.setFont(theme.current().font("title" if level == 1 else "text", bold=True))
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.setCharFormat(written)
            placed = block.blockFormat()
            placed.setTopMargin(theme.current().size("step"))
            cursor.setBlockFormat(placed)
        block = block.next()
