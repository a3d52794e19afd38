"""The desktop put together: the office is opened, the window built, and everything closed in order."""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.desk import crash
from guanxian_desk.desk.app import make_app, set_look
from guanxian_desk.desk.background import Background, Changes, Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.specs import page_specs
from guanxian_desk.desk.remembered import Remembered, forget_missing, remember, remembered
from guanxian_desk.desk.state_line import OfficeState
from guanxian_desk.desk.theme import Look
from guanxian_desk.desk.troubles import Troubles
from guanxian_desk.desk.window import MainWindow
from guanxian_desk.services.office import Office, default_operator, open_office

_AFTER_PAINTING = 20  # milliseconds
_SHOWN_IN_STATE = frozenset({"batches", "settings", "operators"})


def run_desktop(data: str | None, operator: str | None) -> int:
    """Opens the window and stays until it is closed; returns the exit code.

    data: a data file (UserError when it cannot be opened); without it the one opened last, or the first-start page.
    operator: who works; without it who was remembered.
    """
    kept = remembered()
    app = make_app(kept.look)
    desktop = Desktop(app, Clock())
    uninstall = crash.install(desktop.troubles.report)
    try:
        desktop.start(data or os.environ.get("GUANXIAN_DESK_DATA"), _actor(operator, kept), kept)
        return app.exec()
    finally:
        desktop.close()
        uninstall()


def _actor(operator: str | None, kept: Remembered) -> Actor:
    name = operator or os.environ.get("GUANXIAN_DESK_OPERATOR")
    return Actor(name) if name else kept.actor or Actor(default_operator())


if TYPE_CHECKING:
    from guanxian_desk.desk.start import StartWindow


class Desktop(QObject):
    """The application's windows: the first start, or the window over one office."""

    def __init__(self, app: QApplication, clock: Clock) -> None:
        super().__init__()
        self._app = app
        self._clock = clock
        self.troubles = Troubles()
        self.first: StartWindow | None = None
        self.window: MainWindow | None = None
        self.desk: Desk | None = None

    def start(self, data: str | None, actor: Actor, kept: Remembered) -> None:
        """Opens the named file, or the one of the last time, or the first-start page."""
        path = Path(data).expanduser() if data else forget_missing(kept)
        if path is None:
            self.show_first_start()
            return
        try:
            office = open_office(path, actor, self._clock)
        except UserError as error:
            if data:
                raise
            self.show_first_start()
            self.troubles.report(error, "打开上次的数据文件")
            return
        self.show_office(office)

    def show_first_start(self) -> None:
        """Asks what to open; beside the window that stands, until something else is open."""
        from guanxian_desk.desk.start import StartWindow

        if self.first is not None:
            self.first.show()
            self.first.activateWindow()
            return
        self.first = StartWindow(Background(self.troubles.report), self._clock, self.troubles.report)
        self.first.opened.connect(self._chosen)
        self.first.show()

    def show_office(self, office: Office) -> None:
        """Builds the window over an open office, in place of the one that stands."""
        before = self.desk, self.window
        self.desk = Desk(office, Background(self.troubles.report), self)
        self.desk.look_asked.connect(self._change_look)
        self.desk.files_asked.connect(self.show_first_start)
        self.desk.operator_changed.connect(self._remember_operator)
        self.window = build_window(self.desk)
        self.window.showMaximized()
        freeze_when_idle(self.desk.background)
        _let_go(*before)
        QTimer.singleShot(_AFTER_PAINTING, self.desk.settle)

    def close(self) -> None:
        """Ends the workers, then closes the file."""
        self._close_first()
        if self.desk is not None:
            self.desk.background.close()
            self.desk.office.close()

    def _chosen(self, office: Office) -> None:
        self.show_office(office)
        remember(replace(remembered(), file=str(office.path), operator=office.actor.name, role=office.actor.role))
        self._close_first()

    def _close_first(self) -> None:
        if self.first is not None:
            self.first.close()
            self.first.background.close()
            self.first.deleteLater()
            self.first = None

    def _change_look(self, look: Look) -> None:
        set_look(self._app, look)
        remember(replace(remembered(), colours=look.colours, large=look.large))

    def _remember_operator(self, actor: Actor) -> None:
        remember(replace(remembered(), operator=actor.name, role=actor.role))


def _let_go(desk: Desk | None, window: MainWindow | None) -> None:
    """Closes a window and its file; a change that is being written ends first."""
    if desk is None or window is None:
        return
    window.close()
    desk.background.close()
    desk.office.close()
    window.deleteLater()
    desk.deleteLater()


def build_window(desk: Desk) -> MainWindow:
    """The window with its pages over a desk; nothing is shown yet."""
    window = MainWindow(desk.background, page_specs(desk), state_of(desk.office))
    desk.tab_asked.connect(window.open_page)
    desk.place_asked.connect(window.open_place)
    desk.over_asked.connect(window.show_over)
    desk.back_asked.connect(window.overlay.back)
    desk.said.connect(window.state_line.say)
    window.files_dropped.connect(lambda paths: take_files(window, paths))
    desk.background.changed.connect(lambda changes: _on_change(desk, window, changes))
    desk.operator_changed.connect(lambda _actor: tell_state(desk, window))
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), window)
    undo.activated.connect(lambda: undo_step(desk, window))
    QTimer.singleShot(_AFTER_PAINTING, window, lambda: tell_state(desk, window))
    return window


def freeze_when_idle(background: Background) -> None:
    """Once the first page is read, takes what stands then (the program itself) out of the garbage collector's rounds.

    A round over everything would stop the window for a tenth of a second; reference counts still free what is let go.
    """
    background.idle.connect(gc.freeze, Qt.ConnectionType.SingleShotConnection)


def state_of(office: Office) -> OfficeState:
    """Whose data this is; what came in last is told a moment later."""
    actor = office.actor
    return OfficeState(office.name, actor.name, actor.role, office.path.name, office.is_sample)


def take_files(window: MainWindow, paths: list[Path]) -> None:
    """Files that fell on the window go to the exchange, whatever page was open."""
    from guanxian_desk.desk.pages.exchange import ExchangePage

    window.open_page("exchange")
    page = window.page
    if isinstance(page, ExchangePage):
        page.take_files(paths)


def undo_step(desk: Desk, window: MainWindow) -> None:
    """Ctrl+Z: takes back the last step and says which."""

    def run(office: Office, _task: Task) -> str:
        from guanxian_desk.services.steps import undo_last

        return undo_last(office)

    desk.change(run, desk.said.emit, owner=window, title="撤销上一步")


def tell_state(desk: Desk, window: MainWindow) -> None:
    """Reads whose data this is and what came in last, for the state line."""

    def read(office: Office, _task: Task) -> OfficeState:
        from guanxian_desk.services.batch_list import last_import

        return replace(state_of(office), last_import=last_import(office))

    desk.ask(read, window.show_state, owner=window, key="state")


def _on_change(desk: Desk, window: MainWindow, changes: Changes) -> None:
    if changes.tables & _SHOWN_IN_STATE:
        tell_state(desk, window)
