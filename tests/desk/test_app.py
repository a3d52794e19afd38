"""Pictures of pages, the application's language, and a guard for new versions of PySide6."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.app import grab, make_app, settle
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.window import MainWindow
from tests.desk.pages import STATE, Log, specs


def test_the_application_is_made_once(qapp: QApplication) -> None:
    assert make_app(offscreen=True) is qapp
    assert qapp.applicationDisplayName() == "冠县政务台"
    assert not qapp.windowIcon().isNull()


def test_qts_own_buttons_speak_chinese(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()


@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1), ((1920, 1080), 1), ((1366, 768), 1.5)])
def test_a_page_becomes_a_picture_of_the_screen(
    qtbot: QtBot, background: Background, tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    window = MainWindow(background, specs(background, Log()), STATE)
    qtbot.addWidget(window)
    window.open_page("vouchers")
    assert settle(background)
    grab(window, tmp_path / "page.png", size, scale)
    image = QImage(str(tmp_path / "page.png"))
    assert image.size().toTuple() == size
    assert window.isHidden()
    assert not window.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen), "it can be shown to the clerk afterwards"
    assert len({image.pixel(x, y) for x in range(0, size[0], 7) for y in range(0, size[1], 7)}) > 10


def test_a_picture_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    with pytest.raises(UserError, match="图片没有存到"):
        grab(label, tmp_path / "no folder" / "x.png", (10, 10))


def test_settle_gives_up_after_its_time(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    background.run_query(lambda _task: go.wait(10), lambda _: None)
    assert not settle(background, most_ms=50)
    go.set()
    assert settle(background)


def test_void_calls_lose_no_reference_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 lost one with every call on CPython 3.11 and crashed after seconds."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(20_000):
        label.setText(str(number % 7))
    assert abs(sys.getrefcount(None) - before) < 1_000
