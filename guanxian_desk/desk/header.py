"""The line at the top: the page's title, what the page can do, the data file and who works."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QStackedWidget, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.pages.base import Page, PageAction
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, button, label


class Header(QFrame):
    """Each page keeps its own tools and buttons here; they change with the page."""

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.title = label("", "title")
        self.who = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideMiddle)
        self.who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back_button = button("返回", self.back_asked.emit, icon="back", tip="Esc")
        self.back_button.hide()
        self._lines: dict[str, QWidget] = {}
        self._prints: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(self._stack.sizePolicy().Policy.Maximum, self._stack.sizePolicy().Policy.Preferred)
        line = across(self.back_button, self.title, self._stack, 1, self.who, spacing=16, margins=(16, 0, 16, 0))
        line.setStretch(4, 1)
        self.setLayout(line)
        self.setFixedHeight(theme.current().size("control") + 16)

    def show_page(self, page: Page) -> None:
        """Shows a page's title and what it can do."""
        if page.key not in self._lines:
            self._lines[page.key] = self._line(page)
            self._stack.addWidget(self._lines[page.key])
        self.back_button.hide()
        self._stack.show()
        self.title.setText(page.title)
        self._stack.setCurrentWidget(self._lines[page.key])

    def show_over(self, title: str) -> None:
        """Shows the title of what lies over the page, with a step back instead of the page's buttons."""
        self.title.setText(title)
        self._stack.hide()
        self.back_button.show()

    def open_prints(self, page: Page) -> bool:
        """Prints the page's only paper, or lets the clerk choose; False when it has none."""
        actions = page.print_actions()
        if len(actions) == 1:
            actions[0].run()
        elif actions:
            self._offer(actions, self._prints[page.key])
        return bool(actions)

    def _line(self, page: Page) -> QWidget:
        holder = QWidget()
        pieces: list[QWidget] = [*page.tools()]
        imports = page.import_action()
        if imports is not None:
            pieces.append(_button(imports, "Ctrl+I"))
        pieces += [_button(action) for action in page.header_actions()]
        if prints := page.print_actions():
            words = prints[0].words if len(prints) == 1 else "打印…"
            self._prints[page.key] = button(words, lambda: self.open_prints(page), icon="print", tip="Ctrl+P")
            pieces.append(self._prints[page.key])
        holder.setLayout(across(*pieces, 1))
        return holder

    def _offer(self, actions: tuple[PageAction, ...], under: QPushButton) -> None:
        menu = QMenu(under)
        for action in actions:
            menu.addAction(action.words, action.run)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))


def _button(action: PageAction, keys: str = "") -> QPushButton:
    tip = "　".join(part for part in (action.tip, keys) if part)
    return button(action.words, action.run, icon=action.icon, role="primary" if action.primary else "", tip=tip)
