"""Every control can be named by a screen reader, in Chinese, and reached by the keyboard."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.app import settle
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.widgets.error_dialog import ErrorDialog
from guanxian_desk.desk.widgets.first_start import FirstStart
from guanxian_desk.desk.widgets.import_panel import ImportPanel
from guanxian_desk.desk.widgets.import_views import FileLine
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.desk.widgets.picture_view import PictureView
from guanxian_desk.desk.widgets.timeline import Timeline
from guanxian_desk.desk.widgets.waive_form import WaiveForm
from guanxian_desk.desk.window import MainWindow
from tests.desk.pages import STATE, Log, specs
from tests.desk.test_import_panel import KINDS, view

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
    PictureView,
)
# Parts that Qt makes inside a control that has a name itself.
INSIDE = (QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView)


def controls(root: QWidget) -> list[QWidget]:
    found = [part for part in root.findChildren(QWidget) if isinstance(part, CONTROLS)]
    return [part for part in found if not isinstance(part, QHeaderView) and not inside_another(part)]


def inside_another(part: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, INSIDE) or above.inherits("QCalendarWidget"):
            return True
        above = above.parentWidget()
    return False


def name_of(part: QWidget) -> str:
    spoken = QAccessible.queryAccessibleInterface(part)
    return spoken.text(QAccessible.Text.Name) if spoken else ""


def full_window(background: Background) -> QWidget:
    window = MainWindow(background, specs(background, Log(), papers=2), STATE)
    window.open_page("vouchers")
    window.help.show_help("window")
    return window


def import_panel(background: Background) -> QWidget:
    panel = ImportPanel(background, KINDS)
    panel.show_files((FileLine("a", "4月.xlsx", "voucher-payments", "已读完", "green"),))
    panel.show_preview(view())
    return panel


MAKERS = {
    "window": full_window,
    "first start": lambda _background: FirstStart(("冠县商务局",)),
    "waive": lambda _background: WaiveForm("R02", "张三", ("李四",)),
    "import": import_panel,
    "preview": PdfPreview,
    "error": lambda _background: ErrorDialog(UserError("没有完成"), "details"),
    "story": lambda _background: Timeline("经过"),
}


@pytest.fixture(params=MAKERS)
def root(request: pytest.FixtureRequest, qtbot: QtBot, background: Background) -> QWidget:
    made: QWidget = MAKERS[request.param](background)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    assert settle(background)
    return made


def test_every_control_has_a_name(root: QWidget) -> None:
    found = [part for part in [root, *controls(root)] if isinstance(part, CONTROLS)]
    assert found
    nameless = [(type(part).__name__, part.parent()) for part in found if not name_of(part)]
    assert nameless == []


def test_names_are_chinese_words(root: QWidget) -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    names = [name_of(part) for part in controls(root) if part.accessibleName()]
    assert [name for name in names if not chinese.search(name)] == []


def test_every_visible_button_can_be_reached_by_tab(root: QWidget) -> None:
    buttons = [part for part in controls(root) if isinstance(part, QAbstractButton) and part.isVisible()]
    unreachable = [name_of(part) for part in buttons if not part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert unreachable == []


WALK = [
    "首页",
    "消费券核对",
    "截至日期",
    "导入缴费凭证",
    "核对消费券",
    "打印…",
    "收起概览",
    "应拨 997,900元",
    "资金流向",
]
WALK += ["应拨 = 各商户：相符", "差异", "查找姓名", "差异清单", "关闭右侧栏（Esc）", "重复核销的内容", "五、3"]


def test_tab_walks_as_the_eye_does_and_back(qtbot: QtBot, background: Background) -> None:
    window = MainWindow(background, specs(background, Log(), papers=2), STATE)
    qtbot.addWidget(window)
    window.open_page("vouchers")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert settle(background)
    first = window.rail.buttons["home"]
    first.setFocus()
    for key, walk in ((Qt.Key.Key_Tab, WALK), (Qt.Key.Key_Backtab, WALK[:1] + WALK[:0:-1])):
        names = []
        for _ in walk:
            names.append(QApplication.focusWidget().accessibleName())
            qtbot.keyClick(QApplication.focusWidget(), key)
        assert names == walk
        assert QApplication.focusWidget() is first


def test_arrow_keys_walk_through_the_tabs(qtbot: QtBot, background: Background) -> None:
    window = MainWindow(background, specs(background, Log()), STATE)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.rail.buttons["home"].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is window.rail.buttons["vouchers"]
    assert list(window.pages) == ["home"], "walking opens nothing"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert list(window.pages) == ["home", "vouchers"]
    qtbot.keyClick(window.rail.buttons["vouchers"], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is window.rail.buttons["home"]
    assert settle(background)
