"""The whole desktop over a sample office: one data file is made for all tests, each works on a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from shutil import copy
from typing import TypeVar

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.desk.app import make_app
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.desktop import build_window
from guanxian_desk.desk.pages.archive import ArchivePage
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.exchange import ExchangePage
from guanxian_desk.desk.pages.voucher_findings import FindingsView
from guanxian_desk.desk.pages.vouchers import VouchersPage
from guanxian_desk.desk.sample_office import open_sample
from guanxian_desk.desk.start import StartWindow
from guanxian_desk.desk.window import MainWindow
from guanxian_desk.sample import workbooks
from guanxian_desk.sample.files import SampleFile
from guanxian_desk.services.office import open_office
from tests.offices import create_office

LEFT = Qt.MouseButton.LeftButton
CLOSED = date(2022, 12, 31)
NOW = stopped_at(datetime(2023, 1, 10, 9, 30))
ZHANG = Actor("张三")
PATIENCE, LOOK_AGAIN, TURNS = 30_000, 20, 4  # milliseconds twice, turns of the event loop
W = TypeVar("W", bound=QWidget)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_app(offscreen=True)


@pytest.fixture(scope="session")
def sample_books(tmp_path_factory: pytest.TempPathFactory) -> list[SampleFile]:
    """The sample workbooks, written once."""
    return workbooks.write_workbooks(tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory, sample_books: list[SampleFile]) -> Path:
    """The sample office, made once."""
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbooks, "write_workbooks", lambda _folder: sample_books)
        return _sample(tmp_path_factory, told)


def _sample(tmp_path_factory: pytest.TempPathFactory, told: list[str]) -> Path:
    folder = tmp_path_factory.mktemp("office")
    office = open_sample(folder, Actor("李四"), NOW, lambda _done, _total, words: told.append(words))
    office.close()
    assert any("核销明细" in words for words in told)
    return office.path


@dataclass
class Clerk:
    """Somebody at the window: clicks, types, and waits until everything has been read."""

    qtbot: QtBot
    window: MainWindow
    desk: Desk
    errors: list[BaseException] = field(default_factory=list)

    def wait(self) -> None:
        """Until nothing is being read: an answer may set off the next question, so quiet several turns long.

        Patience ends when one piece of work takes too long, however many there are.
        """
        background, end, quiet = self.desk.background, QDeadlineTimer(PATIENCE), 0
        heard = background.ended.connect(lambda _job: end.setRemainingTime(PATIENCE))
        while quiet < TURNS:
            assert not end.hasExpired()
            loop = QEventLoop()
            background.idle.connect(loop.quit)
            QTimer.singleShot(LOOK_AGAIN if background.busy else 0, loop.quit)
            loop.exec()
            quiet = 0 if background.busy else quiet + 1
        background.disconnect(heard)

    @property
    def vouchers(self) -> VouchersPage:
        page = self.window.page
        assert isinstance(page, VouchersPage)
        return page

    def vouchers_page(self) -> VouchersPage:
        """The voucher page, opened."""
        self.window.open_page("vouchers")
        self.wait()
        return self.vouchers

    @property
    def findings(self) -> FindingsView:
        view = self.vouchers.segments.built["findings"]
        assert isinstance(view, FindingsView)
        return view

    @property
    def exchange(self) -> ExchangePage:
        self.window.open_page("exchange")
        self.wait()
        page = self.window.page
        assert isinstance(page, ExchangePage)
        return page

    @property
    def archive(self) -> ArchivePage:
        self.window.open_page("archive")
        self.wait()
        page = self.window.page
        assert isinstance(page, ArchivePage)
        return page

    def view(self, key: str, kind: type[W]) -> W:
        """A view of the voucher page, opened with its word."""
        self.qtbot.mouseClick(self.vouchers.segments.chips[key], LEFT)
        self.wait()
        view = self.vouchers.segments.built[key]
        assert isinstance(view, kind)
        return view

    def at(self, day: date) -> None:
        """Types the day."""
        edit = self.vouchers.as_of.edit.field
        edit.setFocus()
        edit.selectAll()
        self.qtbot.keyClicks(edit, day.isoformat())
        self.qtbot.keyClick(edit, Qt.Key.Key_Return)
        self.wait()

    def click(self, inside: QWidget, words: str) -> None:
        """Presses the button with these words."""
        self.qtbot.mouseClick(button(inside, words), LEFT)
        self.wait()

    def take_errors(self) -> list[BaseException]:
        taken, self.errors[:] = list(self.errors), []
        return taken


def button(inside: QWidget, words: str) -> QPushButton:
    """The visible button with these words."""
    found = [made for made in inside.findChildren(QPushButton) if made.isVisible() and made.text() == words]
    assert len(found) == 1, f"{len(found)} buttons say {words}: {texts(inside)}"
    return found[0]


def texts(inside: QWidget) -> list[str]:
    """The words of the visible buttons."""
    return [made.text() for made in inside.findChildren(QPushButton) if made.isVisible()]


class Flashes(QObject):
    """Watches for windows that nobody asked for: a widget shown before it has its place flashes as one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            popup = watched.windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup
            if not popup and not isinstance(watched, MainWindow | StartWindow | QDialog):
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


Open = Callable[[Path, date], Clerk]


@pytest.fixture
def open_clerk(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    opened: list[Clerk] = []
    flashes = Flashes()
    qapp.installEventFilter(flashes)

    def open_file(path: Path, as_of: date) -> Clerk:
        errors: list[BaseException] = []
        background = Background(lambda error, _title: errors.append(error))
        desk = Desk(open_office(path, ZHANG, NOW), background)
        desk.as_of = as_of
        window = build_window(desk)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        clerk = Clerk(qtbot, window, desk, errors)
        opened.append(clerk)
        window.open_page("vouchers")
        qtbot.waitUntil(lambda: clerk.vouchers.day is not None, timeout=PATIENCE)
        clerk.wait()
        return clerk

    yield open_file
    qapp.removeEventFilter(flashes)
    for clerk in opened:
        clerk.window.close()
        clerk.desk.background.close()
        clerk.desk.office.close()
        clerk.window.deleteLater()
    assert [error for clerk in opened for error in clerk.errors] == []
    assert flashes.seen == []


@pytest.fixture
def clerk(open_clerk: Open, sample_file: Path, tmp_path: Path) -> Clerk:
    """At the sample office, as of the last day of 2022."""
    return open_clerk(Path(copy(sample_file, tmp_path / "sample.gxdesk")), CLOSED)


@pytest.fixture
def beginner(open_clerk: Open, tmp_path: Path) -> Clerk:
    """At an office without any record."""
    path = tmp_path / "office.gxdesk"
    create_office(path, ZHANG, NOW, "冠县商务和投资促进局").close()
    return open_clerk(path, NOW.today())
