"""What went wrong, in the clerk's words: what happened, what it means, what to do; details to copy for a developer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.empty_state import Glyph
from guanxian_desk.desk.widgets.parts import across, button, down, label


class ErrorDialog(QDialog):
    """One message; details (already without personal data) are folded away until asked for."""

    def __init__(self, error: UserError, details: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("没有完成")
        self.setAccessibleName("没有完成")
        self.setMinimumWidth(theme.current().scaled(480))
        self.error, self.details = error, details
        self.details_box = QPlainTextEdit(details)
        self.details_box.setReadOnly(True)
        self.details_box.setAccessibleName("详情")
        self.details_box.setMinimumHeight(theme.current().scaled(200))
        self.details_box.hide()
        self.show_button = button("显示详情", self._unfold, role="flat")
        self.copy_button = button("复制详情", self._copy, icon="copy")
        self.close_button = button("知道了", self.accept, role="primary")
        self.close_button.setDefault(True)
        for part in (self.show_button, self.copy_button):
            part.setVisible(bool(details))
        buttons = across(self.show_button, 1, self.copy_button, self.close_button)
        words = down(*self._paragraphs(error), spacing=8)
        picture = Glyph("error", "red")
        head = across(picture, words, spacing=16)
        head.setStretch(1, 1)
        head.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        self.setLayout(down(head, self.details_box, 1, buttons, spacing=16, margins=(24, 24, 24, 16)))
        self.close_button.setFocus()

    def text(self) -> str:
        """Everything the dialog says."""
        return "\n".join(part for part in (self.error.what, self.error.meaning, self.error.todo, self.details) if part)

    def _paragraphs(self, error: UserError) -> list[QLabel]:
        parts = ((error.what, "heading"), (error.meaning, ""), (error.todo, ""))
        return [label(_sentence(words), role, wrap=True) for words, role in parts if words]

    def _unfold(self) -> None:
        shown = self.details_box.isHidden()
        self.details_box.setVisible(shown)
        self.show_button.setText("收起详情" if shown else "显示详情")
        self.adjustSize()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text())
        self.copy_button.setText("已复制")


def _sentence(words: str) -> str:
    return words if words.endswith(("。", "！", "？")) else words + "。"
