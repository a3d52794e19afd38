"""The lines below an import preview: mending a bad cell, deciding single conflicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFrame

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.parts import across, button, label

_EDITOR = 220


class MendStrip(QFrame):
    """A bad cell and what it should say. mended(row of the error list, text, whether the word is remembered)."""

    mended = Signal(object, str, bool)

    def __init__(self, suggest: Callable[[Row], Sequence[str]], remembers: Callable[[Row], bool]) -> None:
        """suggest: what can stand in the cell of an error, the likeliest first; remembers: whether its word may be
        remembered for the sender."""
        super().__init__()
        self.setProperty("role", "panel")
        self._suggest = suggest
        self._remembers = remembers
        self._row: Row | None = None
        self.place = label("选中一个错误的单元格，可以在这里改正后再导入。", "soft")
        self.editor = QComboBox()
        self.editor.setEditable(True)
        self.editor.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.editor.setAccessibleName("改成")
        self.editor.setFixedWidth(theme.current().scaled(_EDITOR))
        completer = self.editor.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line = self.editor.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._tell)
        self.remember = QCheckBox("记住：这个单位以后都这样改")
        self.remember.setToolTip("以后这个报送单位的这种表里再出现同样的写法，自动按改正后的内容读取")
        self.mend_button = button("改正这一格", self._tell, icon="check")
        pieces = across(self.place, self.editor, self.remember, self.mend_button, margins=(12, 4, 8, 4))
        pieces.setStretch(0, 1)
        self.setLayout(pieces)
        self._show_tools()

    def show_row(self, row: Row | None) -> None:
        """Offers to mend the cell of an error."""
        self._row = row
        if row is not None:
            self.place.setText(f"第 {row['row']} 行“{row['column']}”改成")
            self.editor.clear()
            self.editor.addItems([text for text in self._suggest(row) if text])
            self.editor.setCurrentText(str(row["value"]))
            self.remember.setChecked(False)
        self._show_tools()

    def _show_tools(self) -> None:
        shown = self._row is not None
        self.editor.setVisible(shown)
        self.mend_button.setVisible(shown)
        self.remember.setVisible(self._row is not None and self._remembers(self._row))

    def _tell(self) -> None:
        if self._row is not None and self.editor.currentText().strip() != str(self._row["value"]):
            remember = self.remember.isChecked() and not self.remember.isHidden()
            self.mended.emit(self._row, self.editor.currentText().strip(), remember)


class DecideStrip(QFrame):
    """Conflicts of the selected rows decided one by one. decided(what): "keep", "replace" or "" (as all others)."""

    decided = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.words = label("选中冲突的行，逐条决定；没有决定的按下面的选择。", "soft", wrap=True)
        self.keep_button = button("选中的保留原记录", lambda: self.decided.emit("keep"))
        self.replace_button = button("选中的用新内容", lambda: self.decided.emit("replace"))
        self.open_button = button("取消决定", lambda: self.decided.emit(""), role="flat")
        pieces = across(self.words, self.keep_button, self.replace_button, self.open_button, margins=(12, 4, 8, 4))
        pieces.setStretch(0, 1)
        self.setLayout(pieces)
        self.show_selected(0)

    def show_selected(self, count: int) -> None:
        """How many rows are selected."""
        for made in (self.keep_button, self.replace_button, self.open_button):
            made.setEnabled(count > 0)
