"""In which order Tab walks through a window: as the eye does, not as the widgets happened to be made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QLayout,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

# What is inside these is their own business.
_WHOLE = (QAbstractItemView, QAbstractSpinBox, QCalendarWidget, QComboBox, QLineEdit, QTextEdit)


def focus_order(root: QWidget | None) -> list[QWidget]:
    """The visible widgets that Tab stops at, in the order of their layouts."""
    if root is None or not root.isVisible():
        return []
    stops = root.isEnabled() and bool(root.focusPolicy() & Qt.FocusPolicy.TabFocus) and root.focusProxy() is None
    found = [root] if stops else []
    for part in _parts(root):
        found += focus_order(part)
    return found


def move_focus(root: QWidget, *, forward: bool) -> bool:
    """Puts the keyboard on the next (or previous) stop, scrolled into sight; False when there is none."""
    order = focus_order(root)
    if not order:
        return False
    now = root.window().focusWidget()
    at = order.index(now) if now in order else -1 if forward else 0
    target = order[(at + (1 if forward else -1)) % len(order)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    _show(target)
    return True


def _parts(widget: QWidget) -> Iterator[QWidget | None]:
    if isinstance(widget, _WHOLE):
        return
    if isinstance(widget, QMainWindow):
        yield widget.centralWidget()
    elif isinstance(widget, QStackedWidget):
        yield widget.currentWidget()
    elif isinstance(widget, QSplitter):
        yield from (widget.widget(number) for number in range(widget.count()))
    elif isinstance(widget, QScrollArea):
        yield widget.widget()
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if inner is not None:
            yield from _laid_out(inner)
        if widget is not None:
            yield widget


def _show(target: QWidget) -> None:
    above = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target)
        above = above.parentWidget()
