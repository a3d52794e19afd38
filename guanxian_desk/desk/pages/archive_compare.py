"""A paper made again beside the copy that was filed: whether they are the same, and if not, why and where."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.lamps import badge
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.services.filing import PDF
from guanxian_desk.services.reissuing import Reissue

_CHANGES_HEIGHT = 150
_KINDS = {"pdf": "PDF 文书 (*.pdf)", "xlsx": "工作簿 (*.xlsx)", "docx": "文稿 (*.docx)"}


class CompareView(QWidget):
    """What came of it, the lines that differ, and the paper as it would be now."""

    def __init__(self, desk: Desk, again: Reissue) -> None:
        super().__init__()
        self._desk = desk
        self.again = again
        same = again.same and again.sound
        lamp = badge("一字不差" if same else "有不同", "green" if same else "red")
        self.words = label(again.words, wrap=True)
        self.save_button = button("另存现在生成的…", self._save, icon="save")
        head = across(lamp, self.words, self.save_button, spacing=12, margins=(16, 8, 12, 4))
        head.setStretch(1, 1)
        self.changes = QPlainTextEdit("\n".join(_spoken(line) for line in again.changes))
        self.changes.setReadOnly(True)
        self.changes.setAccessibleName("存档原件和现在生成的文书不同的行")
        self.changes.setFixedHeight(_CHANGES_HEIGHT)
        column = down(head, self.changes, spacing=0)
        if again.made.format == PDF:
            preview = PdfPreview(desk.background)
            preview.show_pdf(again.made.content, again.made.file_name)
            column.addWidget(preview, 1)
        else:
            column.addStretch(1)
        self.setLayout(column)
        self.changes.setVisible(bool(again.changes))
        self.setFocusProxy(self.save_button)

    def _save(self) -> None:
        made = self.again.made
        self._desk.save_as(self, made.file_name, _KINDS[made.format], lambda _office, _task: made.content)


def _spoken(line: str) -> str:
    return f"{'存档' if line.startswith('-') else '现在'}　{line[1:]}"
