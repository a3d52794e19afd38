"""One file of the import panel: its name, the kind it is read as, a word on its state."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.import_views import FileLine
from guanxian_desk.desk.widgets.lamps import badge
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, button, set_property

_STATE = 144  # so that the boxes of several files stand below each other


class FileRow(QFrame):
    """Shows a FileLine; shows another one of the same file without being built anew."""

    opened = Signal()
    kind_chosen = Signal(str)

    def __init__(self, line: FileLine, kinds: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._line: FileLine | None = None
        self.kind = QComboBox()
        self.kind.setAccessibleName(f"{line.name}是哪一种表")
        self.kind.addItem("请选择是哪一种表", "")
        for key, title in kinds:
            self.kind.addItem(title, key)
        self.kind.currentIndexChanged.connect(lambda _index: self.kind_chosen.emit(self.kind.currentData()))
        show = button("查看预览", self.opened.emit, role="flat", name=f"查看{line.name}的预览")
        self.state = badge(line.state, line.token)
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.state.setMinimumWidth(theme.current().scaled(_STATE))
        pieces = across(ElidedLabel(line.name), self.kind, self.state, show, margins=(12, 3, 4, 3))
        pieces.setStretch(0, 1)
        pieces.setAlignment(self.state, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(pieces)
        self.show_line(line)

    def show_line(self, line: FileLine) -> None:
        """The same file, in another state."""
        if line == self._line:
            return
        self._line = line
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(max(0, self.kind.findData(line.kind)))
        self.kind.blockSignals(False)
        self.state.setText(line.state)
        set_property(self.state, "lamp", line.token)
        self.state.setVisible(bool(line.state))
