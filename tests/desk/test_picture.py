"""Pictures: painted from tokens, opened by mouse and keyboard, copied and saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.picture import Area, Band, Line, Picture, Rect, Text
from guanxian_desk.desk import theme
from guanxian_desk.desk.app import set_look
from guanxian_desk.desk.theme import Look
from guanxian_desk.desk.widgets.picture_view import PictureView

PICTURE = Picture(
    200,
    100,
    "资金流向",
    "缴费 100 元，应发 20 元。",
    (
        Rect(0, 0, 20, 100, "accent", key="paid", tip="缴费 100 元"),
        Band(20, 0, 100, 120, 40, 60, "green", 1, "flow", "缴费 → 应发"),
        Rect(120, 40, 20, 20, "amber", key="entitled", tip="应发 20 元"),
        Area(((150, 0), (200, 0), (200, 40)), "red"),
        Line(((150, 90), (200, 90)), "ink", 4, dashed=True),
        Text(170, 70, "应发", 12, "amber", "center"),
    ),
)


@pytest.fixture
def view(qtbot: QtBot) -> PictureView:
    made = PictureView()
    qtbot.addWidget(made)
    made.resize(200, 100)
    made.show_picture(PICTURE)
    made.show()
    return made


def test_shapes_have_the_theme_s_colours(qapp: QApplication, view: PictureView) -> None:
    image = view.image(1)
    now = theme.current()
    assert image.pixelColor(10, 50) == now.color("accent")
    assert image.pixelColor(70, 50) == now.color("green")
    assert image.pixelColor(130, 50) == now.color("amber")
    assert image.pixelColor(190, 5) == now.color("red")
    assert image.pixelColor(160, 30) == now.color("paper")
    try:
        set_look(qapp, Look("dark"))
        assert view.image(1).pixelColor(10, 50) == theme.current().color("accent") != now.color("accent")
    finally:
        set_look(qapp, Look())


def test_a_click_opens_the_shape_under_it(qtbot: QtBot, view: PictureView) -> None:
    for at, key in ((QPoint(10, 50), "paid"), (QPoint(70, 50), "flow"), (QPoint(130, 50), "entitled")):
        with qtbot.waitSignal(view.opened) as opened:
            qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
        assert opened.args == [key]
    with qtbot.assertNotEmitted(view.opened):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(110, 10))


def test_the_hand_and_the_tip_are_over_what_opens(qtbot: QtBot, view: PictureView) -> None:
    qtbot.mouseMove(view, QPoint(10, 50))
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    help_event = QHelpEvent(QEvent.Type.ToolTip, QPoint(10, 50), view.mapToGlobal(QPoint(10, 50)))
    QApplication.sendEvent(view, help_event)
    assert QToolTip.text() == "缴费 100 元"
    qtbot.mouseMove(view, QPoint(110, 10))
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_keyboard_walks_and_opens(qtbot: QtBot, view: PictureView) -> None:
    view.setFocus()
    keys = []
    view.opened.connect(keys.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Enter)
    assert keys == ["paid", "entitled", "paid"]


def test_screen_readers_hear_the_picture_in_words(view: PictureView) -> None:
    assert view.accessibleName() == "资金流向"
    assert view.accessibleDescription() == "缴费 100 元，应发 20 元。"


def test_it_is_copied_at_twice_its_size(qtbot: QtBot, view: PictureView) -> None:
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().image().size().toTuple() == (400, 200)


def test_it_is_saved_as_a_file_or_says_why_not(view: PictureView, tmp_path: Path) -> None:
    view.save(tmp_path / "资金流向.png")
    assert QImage(str(tmp_path / "资金流向.png")).size().toTuple() == (400, 200)
    with pytest.raises(UserError, match="图片没有存到"):
        view.save(tmp_path / "no folder" / "x.png")


def test_it_grows_with_the_window_but_not_without_end(view: PictureView) -> None:
    assert view.heightForWidth(100) == 50
    assert view.heightForWidth(220) == 110
    assert view.heightForWidth(2_000) == 125


def test_a_drawn_picture_is_drawn_for_every_width(qtbot: QtBot) -> None:
    widths: list[float] = []

    def draw(width: float) -> Picture:
        widths.append(width)
        return Picture(width, 80, "日曲线", "", (Rect(width - 10, 0, 10, 80, "accent", key="end"),))

    view = PictureView()
    qtbot.addWidget(view)
    view.show_drawn(draw)
    view.resize(640, 80)
    view.show()
    view.resize(900, 80)
    qtbot.waitUntil(lambda: widths[-1] == 900)
    assert view.heightForWidth(900) == 80
    with qtbot.waitSignal(view.opened):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(895, 40))
