"""Fields of a form: each with its name, and a plain reason below while what is typed cannot be taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.parts import down, label, set_property

Check = Callable[[str], str]
_SHORTEST_BOX = 6  # characters


def needed(reason: str) -> Check:
    """A check that the field is not blank."""
    return lambda text: "" if text else reason


class FormField(QWidget):
    """A name, an editor and the reason why its text is not taken.

    check(text) returns the reason, "" when it is fine; it is asked while typing once something was typed,
    and by ok(). options make a box that can also be typed into; lines > 1 a field of several lines.
    """

    def __init__(
        self, title: str, check: Check | None = None, *, hint: str = "", lines: int = 1, options: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self._check = check
        self.title = title
        self.editor = _editor(hint, lines, options)
        self.editor.setAccessibleName(title)
        self.reason = label("", "warning", wrap=True)
        self.reason.hide()
        name = label(title, "soft")
        name.setBuddy(self.editor)
        self.setLayout(down(name, self.editor, self.reason, spacing=4))
        self.setFocusProxy(self.editor)
        self._connect()

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        if isinstance(self.editor, QPlainTextEdit):
            return self.editor.toPlainText().strip()
        if isinstance(self.editor, QComboBox):
            return self.editor.currentText().strip()
        return self.editor.text().strip()

    def set_text(self, text: str) -> None:
        """Types for the clerk."""
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setPlainText(text)
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentText(text)
        else:
            self.editor.setText(text)

    def ok(self) -> bool:
        """Whether the text can be taken; shows the reason when not."""
        why = self._check(self.text) if self._check else ""
        self.tell(why)
        return not why

    def tell(self, why: str) -> None:
        """Shows why the text cannot be taken; "" when it can."""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        self.editor.setAccessibleDescription(why)
        set_property(self.editor, "bad", "true" if why else "false")

    def _connect(self) -> None:
        if isinstance(self.editor, QComboBox):
            self.editor.currentTextChanged.connect(self.ok)
        else:
            self.editor.textChanged.connect(self.ok)


def all_ok(fields: tuple[FormField, ...]) -> bool:
    """Checks all fields; the keyboard goes to the first that is not fine."""
    bad = [part for part in fields if not part.ok()]
    if bad:
        bad[0].setFocus()
    return not bad


def _editor(hint: str, lines: int, options: tuple[str, ...]) -> QLineEdit | QPlainTextEdit | QComboBox:
    if options:
        box = QComboBox()
        box.setEditable(True)
        # A long option must not make the form wider than its panel.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_SHORTEST_BOX)
        box.addItems(list(options))
        line = QLineEdit()
        line.setPlaceholderText(hint)
        box.setLineEdit(line)
        box.setCurrentIndex(-1)
        return box
    if lines > 1:
        plain = QPlainTextEdit()
        plain.setPlaceholderText(hint)
        plain.setTabChangesFocus(True)
        plain.setFixedHeight(theme.current().scaled(22 * lines + 10))
        return plain
    edit = QLineEdit()
    edit.setPlaceholderText(hint)
    return edit
