"""The main window: tabs, header line, page, progress, state line; pages are built when first opened."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QMainWindow, QStackedWidget, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Background, Changes, Job
from guanxian_desk.desk.header import Header
from guanxian_desk.desk.help import HelpPanel
from guanxian_desk.desk.overlay import Overlay
from guanxian_desk.desk.pages.base import Page, PageSpec
from guanxian_desk.desk.rail import Rail
from guanxian_desk.desk.state_line import OfficeState, StateLine
from guanxian_desk.desk.tab_order import move_focus
from guanxian_desk.desk.widgets.drop_zone import files_of
from guanxian_desk.desk.widgets.parts import across, down
from guanxian_desk.desk.widgets.progress_strip import ProgressStrip

NARROW = 1100  # logical pixels: below this the tabs go to the top
_SMALLEST = QSize(800, 480)


class MainWindow(QMainWindow):
    """Pages as tabs over one background. Closing waits for a change that is being written."""

    page_opened = Signal(str)
    files_dropped = Signal(object)  # list[Path]: files that fell on the window anywhere

    def __init__(self, background: Background, specs: tuple[PageSpec, ...], state: OfficeState) -> None:
        super().__init__()
        self._background = background
        self._specs = specs
        self._closing = False
        self.pages: dict[str, Page] = {}
        self.rail = Rail(specs)
        self.header = Header()
        self.state_line = StateLine()
        self.strip = ProgressStrip(background)
        self.help = HelpPanel()
        self.overlay = Overlay()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.overlay)
        self._frame = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self._set_keys()
        self.show_state(state)
        if specs:
            self.open_page(specs[0].key)

    def _lay_out(self) -> None:
        self.setMinimumSize(_SMALLEST)
        self.setAcceptDrops(True)
        self.setAccessibleName("冠县政务台")
        middle = across(self.stack, self.help, spacing=0)
        middle.setStretch(0, 1)
        right = down(self.header, middle, self.strip, spacing=0)
        right.setStretch(1, 1)
        self._frame.setContentsMargins(0, 0, 0, 0)
        self._frame.setSpacing(0)
        self._frame.addWidget(self.rail)
        self._frame.addLayout(right, 1)
        whole = down(self._frame, self.state_line, spacing=0)
        whole.setStretch(0, 1)
        desk = QWidget()
        desk.setObjectName("desk")
        desk.setLayout(whole)
        self.setCentralWidget(desk)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open_page)
        self.header.back_asked.connect(self.overlay.back)
        self.overlay.shown.connect(self.header.show_over)
        self.overlay.closed.connect(self._show_current)
        self._background.changed.connect(self.announce)
        self._background.started.connect(self._on_work)
        self._background.ended.connect(self._on_work)

    def _set_keys(self) -> None:
        for number, spec in enumerate(self._specs[:9], 1):
            self._key(f"Ctrl+{number}", lambda key=spec.key: self.open_page(key))
        self._key("F1", lambda: self.help.show_help(self.page.help_key if self.page else ""))
        self._key("F5", lambda: self.page.refresh() if self.page else None)
        self._key("Ctrl+P", self._print)
        self._key("Ctrl+I", self._import)

    def _key(self, keys: str, run: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(run)

    # pages

    @property
    def page(self) -> Page | None:
        """The page that is seen, or that the overlay covers."""
        return self.pages.get(self._current)

    def open_page(self, key: str) -> None:
        """Shows a tab; builds it at the first time."""
        self._current = key
        if key not in self.pages:
            self.pages[key] = self._build(key)
        self.overlay.drop()
        self._show_current()
        self.page_opened.emit(key)

    def open_place(self, place: str) -> None:
        """Shows a place: "tab" or "tab/view"."""
        key, _stroke, view = place.partition("/")
        self.open_page(key)
        if view:
            self.pages[key].show_place(view)

    def show_over(self, widget: QWidget, title: str) -> None:
        """Shows a widget over the page, or over what lies there already, with a step back."""
        self.overlay.show_widget(widget, title)
        self.stack.setCurrentWidget(self.overlay)

    def announce(self, changes: Changes) -> None:
        """Tells all built pages what was touched."""
        for key, page in self.pages.items():
            page.touched(changes, seen=key == self._current and self.stack.currentWidget() is page)

    def show_state(self, state: OfficeState) -> None:
        """Whose data this is, in title, header and state line."""
        self.setWindowTitle(f"{'示例数据 · ' if state.sample else ''}{state.office} · 冠县政务台")
        self.header.who.setText(f"{state.file} · {state.operator}")
        self.state_line.show_state(state)

    def _build(self, key: str) -> Page:
        page = next(spec for spec in self._specs if spec.key == key).build()
        page.attention_changed.connect(lambda count: self.rail.mark(key, count))
        self.stack.addWidget(page)
        return page

    def _show_current(self) -> None:
        page = self.pages[self._current]
        self.rail.show_chosen(page.key)
        self.header.show_page(page)
        self.stack.setCurrentWidget(page)
        page.come_into_sight()

    def _print(self) -> None:
        if self.page is not None and not self.header.open_prints(self.page):
            self.state_line.say("这一页没有可打印的文书")

    def _import(self) -> None:
        action = self.page.import_action() if self.page else None
        if action is None:
            self.state_line.say("这一页不导入表格")
        else:
            action.run()

    # the frame

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files wherever no zone of its own does."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The files that were let go."""
        event.acceptProposedAction()
        self.files_dropped.emit(files_of(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs go to the top when the window is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().scaled(NARROW)
        direction = QBoxLayout.Direction
        self._frame.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.rail.set_narrow(narrow=narrow)
        self.header.who.setVisible(not narrow)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks as the eye does, also to what was made later."""
        return move_focus(self, forward=forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes at once, or as soon as the change that is being written has ended."""
        job = self._background.changing
        if job is None:
            self._background.close()
            event.accept()
            return
        self._closing = True
        event.ignore()
        self.state_line.say(f"正在{job.title}，完成或取消后窗口自动关闭")

    def _on_work(self, _job: Job) -> None:
        job = self._background.changing
        self.state_line.show_work(job.title if job else "")
        if self._closing and job is None:
            self.close()
