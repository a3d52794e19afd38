"""Waiving, first start, error dialogs: filled in by typing, refused in plain words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.troubles import Troubles
from guanxian_desk.desk.widgets.error_dialog import ErrorDialog
from guanxian_desk.desk.widgets.first_start import FirstAnswers, FirstStart
from guanxian_desk.desk.widgets.waive_form import WaiveForm, Waiver

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def form(qtbot: QtBot) -> WaiveForm:
    made = WaiveForm("R02 重复核销 2 条，共 200.00 元", "张三", ("李四", "张三"))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_waiver_needs_reason_basis_and_another_person(qtbot: QtBot, form: WaiveForm) -> None:
    with qtbot.assertNotEmitted(form.submitted):
        qtbot.mouseClick(form.submit_button, LEFT)
    assert [field.reason.text() for field in form.fields] == [
        "请写明为什么可以放行",
        "请写会议纪要或批复的文号",
        "请填审核人的姓名",
    ]
    assert form.focusWidget() is form.reason.editor
    assert form.reason.editor.accessibleDescription() == "请写明为什么可以放行"


def test_nobody_approves_what_he_proposed(qtbot: QtBot, form: WaiveForm) -> None:
    qtbot.keyClicks(form.reason.editor, "reason")
    qtbot.keyClicks(form.basis.editor, "7")
    form.approver.set_text("张三")
    with qtbot.assertNotEmitted(form.submitted):
        qtbot.mouseClick(form.submit_button, LEFT)
    assert form.approver.reason.text() == "审核人不能是提出人本人"
    assert form.approver.editor.property("bad") == "true"


def test_a_complete_waiver_is_handed_on(qtbot: QtBot, form: WaiveForm) -> None:
    form.reason.set_text(" 平台已更正 ")
    form.basis.editor.setFocus()
    qtbot.keyClicks(form.basis.editor, "7")
    qtbot.keyClick(form.basis.editor, Qt.Key.Key_Tab)
    assert form.approver.isAncestorOf(form.focusWidget())
    qtbot.keyClicks(form.approver.editor, "Li")
    with qtbot.waitSignal(form.submitted) as done:
        qtbot.mouseClick(form.submit_button, LEFT)
    assert done.args == [Waiver("平台已更正", "7", "张三", "Li")]
    with qtbot.waitSignal(form.cancelled):
        qtbot.mouseClick(form.cancel_button, LEFT)


def test_a_reason_goes_away_while_typing(qtbot: QtBot, form: WaiveForm) -> None:
    form.basis.ok()
    assert form.basis.reason.isVisible()
    qtbot.keyClicks(form.basis.editor, "7")
    assert not form.basis.reason.isVisible()


@pytest.fixture
def start(qtbot: QtBot) -> FirstStart:
    made = FirstStart(("冠县商务局", "冠县财政局"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_sample_office_asks_nothing(qtbot: QtBot, start: FirstStart) -> None:
    with qtbot.waitSignal(start.sample_asked):
        qtbot.mouseClick(start.sample_button, LEFT)


def test_a_new_file_asks_who_and_where(qtbot: QtBot, start: FirstStart) -> None:
    with qtbot.assertNotEmitted(start.new_asked):
        qtbot.mouseClick(start.new_button, LEFT)
    assert start.office.reason.text() == "请填单位名称"
    qtbot.keyClick(start.office.editor, Qt.Key.Key_Down)
    start.operator.set_text("张三")
    start.role.setCurrentText("审核")
    with qtbot.waitSignal(start.new_asked) as asked:
        qtbot.mouseClick(start.new_button, LEFT)
    assert asked.args == [FirstAnswers("冠县商务局", "张三", "审核")]


def test_opening_a_file_asks_only_who(qtbot: QtBot, start: FirstStart) -> None:
    with qtbot.assertNotEmitted(start.open_asked):
        qtbot.mouseClick(start.open_button, LEFT)
    start.operator.set_text("张三")
    with qtbot.waitSignal(start.open_asked) as asked:
        qtbot.mouseClick(start.open_button, LEFT)
    assert asked.args == [FirstAnswers("", "张三", "管理")]


ERROR = UserError("“核销明细.xlsx”没有认得出的列名", "没有写入任何数据", "请选择是哪一种表")


def test_an_error_says_what_it_means_and_what_to_do(qtbot: QtBot) -> None:
    dialog = ErrorDialog(ERROR)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.text().splitlines() == [ERROR.what, ERROR.meaning, ERROR.todo]
    assert not dialog.copy_button.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_details_are_unfolded_and_copied(qtbot: QtBot) -> None:
    dialog = ErrorDialog(ERROR, "Traceback\nKeyError")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.details_box.isVisible()
    qtbot.mouseClick(dialog.show_button, LEFT)
    assert dialog.details_box.isVisible()
    qtbot.mouseClick(dialog.copy_button, LEFT)
    assert QApplication.clipboard().text() == dialog.text()
    assert dialog.text().endswith("Traceback\nKeyError")


@pytest.fixture
def troubles(qtbot: QtBot) -> Troubles:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Troubles(window)


def test_errors_are_told_one_after_another(qtbot: QtBot, troubles: Troubles) -> None:
    troubles.report(ERROR)
    troubles.report(KeyError("x"), "核对消费券")
    first = troubles.dialog
    assert first is not None
    assert first.error is ERROR
    qtbot.mouseClick(first.close_button, LEFT)
    qtbot.waitUntil(lambda: troubles.dialog not in (None, first))
    assert troubles.dialog is not None
    assert "没有预料到" in troubles.dialog.error.what
    assert "正在做：核对消费券" in troubles.dialog.details
    qtbot.mouseClick(troubles.dialog.close_button, LEFT)
    assert troubles.dialog is None


def test_no_dialog_over_a_dialog(qtbot: QtBot, troubles: Troubles) -> None:
    other = QDialog()
    qtbot.addWidget(other)
    other.open()
    troubles.report(ERROR)
    assert troubles.dialog is None
    other.accept()
    qtbot.waitUntil(lambda: troubles.dialog is not None)
    assert troubles.dialog is not None
    troubles.dialog.accept()


def test_a_fault_on_every_paint_does_not_bring_endless_dialogs(troubles: Troubles) -> None:
    for _ in range(100):
        troubles.report(KeyError("x"))
    closed = 0
    while troubles.dialog is not None:
        troubles.dialog.accept()
        closed += 1
    assert closed < 10
