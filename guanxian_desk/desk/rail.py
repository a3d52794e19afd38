"""The tabs of the window: icons with words down the left side, along the top when the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QToolButton

from guanxian_desk.desk import theme
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.pages.base import PageSpec
from guanxian_desk.desk.widgets.parts import set_property

_DOT = 4  # radius
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class _Tab(QToolButton):
    """A tab that can carry a dot at the corner of its icon."""

    moved = Signal(int)  # the arrow keys: one tab on or back
    marked = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk through the tabs, Enter opens as Space does."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the dot over it."""
        super().paintEvent(event)
        if not self.marked:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("amber"))
        beside = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        x = self.width() - 2 * _DOT if beside else self.width() // 2 + self.iconSize().width()
        painter.drawEllipse(QPoint(x, 3 * _DOT), _DOT, _DOT)
        painter.end()


class Rail(QFrame):
    """One button a page; chosen(key) when pressed."""

    chosen = Signal(str)

    def __init__(self, specs: tuple[PageSpec, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("页面")
        self._specs = {spec.key: spec for spec in specs}
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.buttons = {spec.key: self._button(number, spec) for number, spec in enumerate(specs, 1)}
        for made in self.buttons.values():
            self._box.addWidget(made)
        self._box.addStretch(1)
        self.setLayout(self._box)
        self.set_narrow(narrow=False)

    def _button(self, number: int, spec: PageSpec) -> _Tab:
        made = _Tab()
        made.setText(spec.title)
        made.setIcon(icon(spec.icon, "ink_soft", "accent_strong"))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(spec.title)
        made.setToolTip(f"{spec.title}（Ctrl+{number}）")
        made.clicked.connect(lambda _checked=False: self.chosen.emit(spec.key))
        made.moved.connect(lambda step: self._move_focus(made, step))
        return made

    def show_chosen(self, key: str) -> None:
        """Marks the page that is seen."""
        for other, made in self.buttons.items():
            made.setChecked(other == key)

    def _move_focus(self, here: _Tab, step: int) -> None:
        tabs = list(self.buttons.values())
        tabs[(tabs.index(here) + step) % len(tabs)].setFocus()

    def mark(self, key: str, count: int) -> None:
        """Shows a dot at a page with open things; screen readers say how many."""
        title = self._specs[key].title
        self.buttons[key].marked = count > 0
        self.buttons[key].update()
        self.buttons[key].setAccessibleName(f"{title}，{count} 条待处理" if count else title)

    def set_narrow(self, *, narrow: bool) -> None:
        """Along the top instead of down the side."""
        now = theme.current()
        direction = QBoxLayout.Direction
        style = Qt.ToolButtonStyle
        self._box.setDirection(direction.LeftToRight if narrow else direction.TopToBottom)
        self.setMinimumWidth(0 if narrow else now.size("rail"))
        self.setMaximumWidth(16777215 if narrow else now.size("rail"))
        side = now.size("icon" if narrow else "icon_large")
        set_property(self, "narrow", "true" if narrow else "false")
        for made in self.buttons.values():
            made.setToolButtonStyle(style.ToolButtonTextBesideIcon if narrow else style.ToolButtonTextUnderIcon)
            made.setIconSize(QSize(side, side))
            made.style().unpolish(made)
            made.style().polish(made)
