"""A small form in the panel: what it is about, its fields, the button that submits it and the one that leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.widgets.parts import across, button, down, label

_MARGINS = (12, 12, 12, 12)


class PanelForm(QWidget):
    """A subclass declares what it submits."""

    cancelled = Signal()

    def lay_out(self, about: str, parts: Sequence[QWidget], submit: QWidget, leave: str = "不登记") -> None:
        """Puts the parts below what the form is about; leave: the words of the button that leaves it."""
        self.setObjectName("body")
        buttons = across(submit, button(leave, self.cancelled.emit), 1)
        self.setLayout(down(label(about, "heading", wrap=True), *parts, buttons, 1, spacing=12, margins=_MARGINS))
