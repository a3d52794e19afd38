"""The window: tabs, keys, header, state line, changes, closing."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from guanxian_desk.desk.app import settle
from guanxian_desk.desk.background import Background, Task
from guanxian_desk.desk.help import help_file
from guanxian_desk.desk.window import MainWindow
from tests.desk.conftest import Reported
from tests.desk.pages import STATE, FullPage, Log, PlainPage, Touched, buttons, specs

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def log() -> Log:
    return Log()


def open_window(qtbot: QtBot, background: Background, log: Log, papers: int = 1) -> MainWindow:
    window = MainWindow(background, specs(background, log, papers), STATE)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert settle(background)
    return window


@pytest.fixture
def window(qtbot: QtBot, background: Background, log: Log) -> MainWindow:
    return open_window(qtbot, background, log)


def test_pages_are_built_when_first_opened(qtbot: QtBot, window: MainWindow, log: Log) -> None:
    assert list(window.pages) == ["home"]
    assert log.take() == ["reload home"]
    qtbot.mouseClick(window.rail.buttons["vouchers"], LEFT)
    assert isinstance(window.page, FullPage)
    assert log.take() == ["reload"]
    qtbot.mouseClick(window.rail.buttons["home"], LEFT)
    qtbot.mouseClick(window.rail.buttons["vouchers"], LEFT)
    assert log.take() == [], "nothing has changed, nothing is read again"


def test_ctrl_and_a_figure_open_tabs(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert isinstance(window.page, FullPage)
    assert window.rail.buttons["vouchers"].isChecked()
    assert window.header.title.text() == "消费券核对"
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    assert isinstance(window.page, PlainPage)
    assert not window.rail.buttons["vouchers"].isChecked()


def test_f5_reads_anew(qtbot: QtBot, window: MainWindow, log: Log) -> None:
    log.take()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert log.take() == ["reload home"]


def test_the_header_has_what_the_page_can_do(qtbot: QtBot, window: MainWindow, log: Log) -> None:
    window.open_page("vouchers")
    log.take()
    words = [made.accessibleName() for made in buttons(window.header) if made.isVisible()]
    assert words == ["导入缴费凭证", "核对消费券", "打印文书0"]
    for made in buttons(window.header)[1:]:
        qtbot.mouseClick(made, LEFT)
    assert log.take() == ["import", "reconcile", "print 0"]
    window.open_page("home")
    assert [made.text() for made in buttons(window.header) if made.isVisible()] == []


def test_keys_print_and_import_where_the_page_can(qtbot: QtBot, window: MainWindow, log: Log) -> None:
    window.open_page("vouchers")
    log.take()
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_I, CTRL)
    assert log.take() == ["print 0", "import"]
    window.open_page("home")
    log.take()
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    assert window.state_line.message.text() == "这一页没有可打印的文书"
    qtbot.keyClick(window, Qt.Key.Key_I, CTRL)
    assert window.state_line.message.text() == "这一页不导入表格"
    assert log.take() == []


def test_several_papers_are_offered(qtbot: QtBot, background: Background, log: Log) -> None:
    window = open_window(qtbot, background, log, papers=3)
    window.open_page("vouchers")
    log.take()
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["打印文书0", "打印文书1", "打印文书2"]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(log.did))
    assert log.take() == ["print 1"]


def test_a_change_reloads_the_page_that_is_seen_now_and_others_later(
    qtbot: QtBot, background: Background, window: MainWindow, log: Log
) -> None:
    window.open_page("vouchers")
    window.open_page("home")
    log.take()

    def write(tables: str) -> None:
        background.run_change(
            lambda _task: Touched(frozenset({tables})), lambda _: None, summary=lambda touched: touched, title="导入"
        )
        assert settle(background)

    write("voucher_redemptions")
    assert log.take() == [], "not seen now"
    window.open_page("vouchers")
    assert log.take() == ["reload"]
    write("voucher_redemptions")
    assert log.take() == ["reload ['voucher_redemptions']"]
    write("enterprises")
    assert log.take() == [], "shows none of it"


def test_a_tab_shows_that_things_wait(window: MainWindow) -> None:
    window.open_page("vouchers")
    tab = window.rail.buttons["vouchers"]
    assert window.page is not None
    window.page.attention_changed.emit(63)
    assert tab.accessibleName() == "消费券核对，63 条待处理"
    assert tab.marked
    window.page.attention_changed.emit(0)
    assert tab.accessibleName() == "消费券核对"
    assert not tab.marked


def test_a_narrow_window_has_its_tabs_at_the_top(qtbot: QtBot, window: MainWindow) -> None:
    home, vouchers = window.rail.buttons.values()
    assert home.x() == vouchers.x()
    assert window.rail.width() == 88
    window.resize(911, 512)
    qtbot.waitUntil(lambda: vouchers.x() > home.x())
    assert home.y() == vouchers.y()
    assert window.rail.width() == window.width()
    assert not window.header.who.isVisible()


def test_the_state_line_says_whose_data_this_is(window: MainWindow) -> None:
    line = window.state_line
    said = [part.text() for part in line.findChildren(QLabel) if part.isVisible() and part.text()]
    assert said == [
        "示例数据", "冠县商务局 · 张三（审核）", "已保存", "备份：今天 08:12", "上次导入：核销明细 900 行"
    ]  # fmt: skip
    assert window.windowTitle() == "示例数据 · 冠县商务局 · 冠县政务台"
    assert window.header.who.text() == "sample.gxdesk · 张三"


def test_while_writing_the_state_line_says_so(qtbot: QtBot, background: Background, window: MainWindow) -> None:
    go = threading.Event()
    background.run_change(
        lambda _task: go.wait(10), lambda _: None, summary=lambda _: Touched(frozenset()), title="导入缴费凭证"
    )
    assert window.state_line.saved.text() == "正在导入缴费凭证…"
    go.set()
    qtbot.waitUntil(lambda: window.state_line.saved.text() == "已保存")


def test_closing_waits_for_what_is_being_written(qtbot: QtBot, reported: Reported, log: Log) -> None:
    background = Background(reported)
    window = open_window(qtbot, background, log)
    begun, go = threading.Event(), threading.Event()
    written: list[bool] = []

    def write(_task: Task) -> None:
        begun.set()
        assert go.wait(10)

    background.run_change(write, written.append, summary=lambda _: Touched(frozenset()), title="导入缴费凭证")
    assert begun.wait(10)
    window.close()
    assert window.isVisible()
    assert window.state_line.message.text() == "正在导入缴费凭证，完成或取消后窗口自动关闭"
    go.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert written == [None]


def test_closing_drops_what_is_being_read(qtbot: QtBot, reported: Reported, log: Log) -> None:
    background = Background(reported)
    window = open_window(qtbot, background, log)

    def read(task: Task) -> None:
        while True:
            task.check()

    background.run_query(read, pytest.fail, pytest.fail)
    window.close()
    assert not window.isVisible()
    assert not background.busy


def test_what_lies_over_a_page_has_a_step_back(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("vouchers")
    window.show_over(QLabel("预览"), "商户对账单")
    assert window.header.title.text() == "商户对账单"
    assert [made.accessibleName() for made in buttons(window.header) if made.isVisible()] == ["返回"]
    qtbot.mouseClick(window.header.back_button, LEFT)
    assert window.header.title.text() == "消费券核对"
    assert window.page is not None
    assert window.page.isVisible()
    window.show_over(QLabel("预览"), "商户对账单")
    qtbot.keyClick(window.overlay, Qt.Key.Key_Escape)
    assert window.page.isVisible()


def test_a_change_under_what_lies_over_is_read_on_the_way_back(
    background: Background, window: MainWindow, log: Log
) -> None:
    window.open_page("vouchers")
    window.show_over(QLabel("导入"), "导入表格")
    log.take()
    window.announce(Touched(frozenset({"voucher_redemptions"})))
    assert log.take() == []
    window.overlay.back()
    assert log.take() == ["reload"]


def test_f1_opens_the_help_of_this_place(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    assert "窗口怎么用" in window.help.text.toPlainText()
    window.open_page("vouchers")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert "退回件" in window.help.text.toPlainText()
    qtbot.keyClick(window.help.text, Qt.Key.Key_Escape)
    assert not window.help.isVisible()


def test_every_link_between_help_pages_leads_somewhere() -> None:
    for key in ("window", "import"):
        text = help_file(key).read_text("utf-8")
        linked = [part.split(")")[0] for part in text.split("](")[1:]]
        assert linked
        assert all(help_file(name.removesuffix(".md")).name == name for name in linked)


def test_the_overview_folds_away(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("vouchers")
    page = window.page
    assert isinstance(page, FullPage)
    (fold,) = [made for made in buttons(page) if made.accessibleName() == "收起概览"]
    qtbot.mouseClick(fold, LEFT)
    assert not page.cards.isVisible()
    assert fold.accessibleName() == "展开概览"
    qtbot.mouseClick(fold, LEFT)
    assert page.cards.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (1920, 1080), (800, 480)])
def test_nothing_sticks_out_of_the_window(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.open_page("vouchers")
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert window.size().toTuple() == size
    assert window.page is not None
    places = [*buttons(window.header), *window.rail.buttons.values(), *buttons(window.page)]
    shown = [part for part in places if part.isVisible()]
    right = {part.accessibleName(): part.mapTo(window, part.rect().topRight()).x() for part in shown}
    assert right
    assert [name for name, x in right.items() if x >= window.width()] == []
