"""Words of a file that nobody knows, each with what it could mean: read so from now on, for this sender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, button, down, label

_BOX_WIDTH = 280
_AS_IT_IS = "（照原样，不改）"


@dataclass(frozen=True)
class WordLine:
    """A word: the field and heading of its column, as written, in how many rows, what it could mean."""

    field: str
    heading: str
    written: str
    rows: int
    candidates: tuple[str, ...]


class WordsView(QWidget):
    """One line per word with a box of names; what is typed is taken too. told({(field, written): meant})."""

    told = Signal(object)
    left = Signal()

    def __init__(self, lines: Sequence[WordLine]) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self.boxes = [self._box(line) for line in lines]
        hint = label(
            "这些名称不在名单里。选好它们指的是什么，以后这个报送单位再这样写就自动读作选好的名称；"
            "可以在“记住的对应”里查看和删除。",
            "soft",
            wrap=True,
        )
        read = button("记住并按这样读取", self._tell, icon="check", role="primary")
        column = down(hint, self._list(), across(1, button("返回", self.left.emit), read))
        column.setStretch(1, 1)
        self.setLayout(column)

    def choose(self, written: str, meant: str) -> None:
        """Chooses for the clerk."""
        for line, box in zip(self._lines, self.boxes):
            if line.written == written:
                box.setCurrentText(meant)

    def _list(self) -> QScrollArea:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for place, words in enumerate(("列", "文件里写的", "行数", "读作")):
            grid.addWidget(label(words, "heading"), 0, place)
        for row, (line, box) in enumerate(zip(self._lines, self.boxes), 1):
            grid.addWidget(label(line.heading, "soft"), row, 0)
            grid.addWidget(ElidedLabel(line.written), row, 1)
            grid.addWidget(label(f"{line.rows:,}"), row, 2)
            grid.addWidget(box, row, 3)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self._lines) + 1, 1)
        inner = QWidget()
        inner.setLayout(grid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        return scroll

    def _box(self, line: WordLine) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(f"“{line.written}”读作")
        box.setFixedWidth(theme.current().scaled(_BOX_WIDTH))
        box.addItems([_AS_IT_IS, *line.candidates])
        box.setCurrentText(_AS_IT_IS)
        return box

    def _tell(self) -> None:
        said = {
            (line.field, line.written): text
            for line, box in zip(self._lines, self.boxes)
            if (text := box.currentText().strip()) and text not in (_AS_IT_IS, line.written)
        }
        self.told.emit(said)
