"""首页: what is due, what is blocked, what came in; each line opens its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.base import Page
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.lamps import badge
from guanxian_desk.desk.widgets.parts import ElidedLink, across, clear, down, label
from guanxian_desk.desk.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from guanxian_desk.base.due import Due
    from guanxian_desk.services.home import Begun, Board
    from guanxian_desk.services.office import Office

KEY, TITLE = "home", "首页"
_MOST = 40  # lines of a column; more are counted
_PICTURES_A_ROW = 3
_AFTER_PAINTING = 20  # milliseconds


class _Column(QFrame):
    """A heading over lines that can be pressed."""

    def __init__(self, title: str, empty: str, open_place: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._empty = empty
        self._open = open_place
        self._lines: QVBoxLayout = down(spacing=2)
        body = QWidget()
        body.setObjectName("body")
        body.setLayout(down(self._lines, 1))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setAccessibleName(title)
        self.setLayout(down(label(title, "heading"), area, spacing=4, margins=(12, 8, 4, 8)))

    def begin(self) -> None:
        """Nothing stands here."""
        clear(self._lines)

    def section(self, words: str, tone: str, items: Sequence[Due]) -> None:
        """A lamp with words over its lines; nothing for no items."""
        if not items:
            return
        self._lines.addLayout(across(badge(words, tone), 1, margins=(0, 4, 0, 0)))
        for item in items[:_MOST]:
            last = f"{item.day:%Y-%m-%d}　" if item.day else ""
            self.line(f"{last}{item.words}", item.place, "　".join(part for part in (item.clause, item.todo) if part))
        if len(items) > _MOST:
            self._lines.addWidget(label(f"还有 {len(items) - _MOST} 项", "small"))

    def line(self, words: str, place: str, below: str) -> None:
        """One thing: its words lead to its place."""
        self._lines.addWidget(ElidedLink(words, lambda: self._open(place)))
        if below:
            self._lines.addWidget(label(below, "small", wrap=True))

    def end(self) -> None:
        """Says so when nothing was put here."""
        if not self._lines.count():
            self._lines.addWidget(label(self._empty, "soft", wrap=True))


class HomePage(Page):
    """Reads the board of all duties; written tables of any duty make it read anew when it is seen."""

    help_key = "home"

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self._waiting = False
        self.due = _Column("今天要做", "近三十天没有到期的事项。", desk.place_asked.emit)
        self.blocked = _Column("被卡住的", "没有被卡住的事项。", desk.place_asked.emit)
        self.arrived = _Column("新到的", "还没有导入过表格。把收到的表格拖到“数据交换”里。", desk.place_asked.emit)
        columns = across(self.due, self.blocked, self.arrived, spacing=theme.current().size("step"))
        for place in range(3):
            columns.setStretch(place, 1)
        work = QWidget()
        work.setLayout(columns)
        work.setMinimumHeight(theme.current().scaled(260))
        self.pictures = QGridLayout()
        self.pictures.setHorizontalSpacing(24)
        for place in range(_PICTURES_A_ROW):
            self.pictures.setColumnStretch(place, 1)
        self.views: dict[str, PictureView] = {}
        self.add(work, 1)
        self.body.addLayout(self.pictures)

    def touched(self, changes: Changes, *, seen: bool) -> None:
        """Whatever is written may be due or done by it."""
        self._stale = True
        if seen:
            self.refresh(changes)

    def showEvent(self, event: QShowEvent) -> None:
        """Begins to read once the window is painted: reading would slow the start."""
        super().showEvent(event)
        if self._waiting:
            self._waiting = False
            QTimer.singleShot(_AFTER_PAINTING, self, self._read_on)

    def reload(self, _changes: Changes | None) -> None:
        """Reads the board, now or when the window is shown."""
        self._waiting = not self.isVisible()
        if not self._waiting:
            self._read_on()

    def _read_on(self, begun: Begun | None = None) -> None:
        def read(office: Office, _task: Task) -> Begun | Board:
            from guanxian_desk.services.home import Begun, read_on

            return read_on(office, begun or Begun(office.clock.today()))

        self._desk.ask(read, self._take, owner=self, key="home")

    def _take(self, found: Begun | Board) -> None:
        from guanxian_desk.services.home import Begun

        if isinstance(found, Begun):
            self._read_on(found)
        else:
            self._show(found)

    def _show(self, board: Board) -> None:
        self.say(board.words)
        self.attention_changed.emit(len(board.overdue) + len(board.today))
        self.due.begin()
        self.due.section("超期", "red", board.overdue)
        self.due.section("今天到期", "amber", board.today)
        self.due.section("本周到期", "amber", board.week)
        self.due.section("三十天内到期", "green", board.later)
        self.due.end()
        self.blocked.begin()
        self.blocked.section("等待处理", "red", board.blocked)
        self.blocked.end()
        self.arrived.begin()
        for row in board.arrived:
            errors = f"，{row['errors']} 行有错" if row["errors"] else ""
            below = f"{row['sender'] or '未填报送单位'}　{row['at']:%m-%d %H:%M}　{row['operator']}"
            self.arrived.line(f"{row['title']} {row['rows']:,} 行{errors}", "exchange/batches", below)
        self.arrived.end()
        # A turn later: lists and pictures together would hold the window up for a tenth of a second.
        QTimer.singleShot(0, self, partial(self._show_pictures, board))

    def _show_pictures(self, board: Board) -> None:
        for place, (key, title, picture) in enumerate(board.pictures):
            if key not in self.views:
                self.views[key] = PictureView()
                go = partial(self._desk.place_asked.emit, key)
                self.views[key].opened.connect(lambda _shape, go=go: go())
                cell = down(ElidedLink(title, go), self.views[key], 1, spacing=4)
                self.pictures.addLayout(cell, place // _PICTURES_A_ROW, place % _PICTURES_A_ROW)
            self.views[key].show_picture(picture)
