"""Releasing differences: by keyboard alone, several at once, taken back, and never lost while it is being written."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QPushButton, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.findings import FindingState
from guanxian_desk.services.reconciling import reconcile_as_of
from guanxian_desk.services.waiving import releases, waive_findings
from tests.desk_pages.conftest import CLOSED, Clerk, button

TAB, ENTER, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab_to(clerk: Clerk, what: type[QWidget], words: str) -> QWidget:
    """Presses Tab until the keyboard is on a control with this name."""
    for _ in range(80):
        here = focus()
        if isinstance(here, what) and here.accessibleName() == words:
            return here
        clerk.qtbot.keyClick(here, TAB)
    raise AssertionError(f"Tab does not reach {words}")


def test_a_difference_is_released_by_keyboard_alone(clerk: Clerk) -> None:
    open_before = len(clerk.vouchers.day.open_rows) if clerk.vouchers.day else 0
    tab = Qt.Key(Qt.Key.Key_1 + list(clerk.window.rail.buttons).index("vouchers"))
    clerk.qtbot.keyClick(clerk.window, tab, Qt.KeyboardModifier.ControlModifier)
    clerk.window.header.setFocus()
    table = tab_to(clerk, type(clerk.findings.table.view), "差异清单")
    clerk.qtbot.keyClick(table, DOWN)
    clerk.qtbot.keyClick(table, DOWN)
    clerk.wait()
    row = clerk.findings.table.current_row()
    assert row is not None
    clerk.qtbot.keyClick(table, ENTER)
    here = focus()
    assert isinstance(here, QPushButton)
    here = tab_to(clerk, QPushButton, "说明理由后放行…")
    clerk.qtbot.keyClick(here, Qt.Key.Key_Space)
    clerk.wait()
    here = focus()
    assert isinstance(here, QPlainTextEdit), "the keyboard is where the reason is written"
    clerk.qtbot.keyClicks(here, "platform corrected its list")
    here = tab_to(clerk, QWidget, "依据")
    clerk.qtbot.keyClicks(here, "2022-7")
    here = tab_to(clerk, QComboBox, "审核人")
    clerk.qtbot.keyClicks(here, "Wang")
    here = tab_to(clerk, QPushButton, "说明理由后放行")
    clerk.qtbot.keyClick(here, Qt.Key.Key_Space)
    clerk.wait()
    done = releases(clerk.desk.office, row["code"], row["subject"])
    assert [(one.reason, one.basis, one.proposed_by, one.approved_by) for one in done] == [
        ("platform corrected its list", "2022-7", "张三", "Wang")
    ]
    assert clerk.vouchers.day is not None
    assert len(clerk.vouchers.day.open_rows) == open_before - 1
    assert clerk.window.state_line.message.text().startswith("已放行")
    assert focus() is clerk.findings.table.view


def test_several_are_released_in_one_step_that_ctrl_z_takes_back(clerk: Clerk) -> None:
    view = clerk.findings
    view.filters.set_values({"code": "R02"})
    clerk.wait()
    held = clerk.vouchers.day.held_back if clerk.vouchers.day else 0
    view.table.view.selectAll()
    clerk.wait()
    count = view.table.selected_count()
    assert count > 1
    clerk.click(view.list, "说明理由后放行…")
    form = view.form
    assert form is not None
    form.reason.set_text("平台已更正")
    form.basis.set_text("冠商纪要〔2022〕7号")
    form.approver.set_text("李四")
    clerk.click(view.panel, "说明理由后放行")
    result = reconcile_as_of(clerk.desk.office, CLOSED)
    waived = [finding for finding in result.findings if finding.state is FindingState.WAIVED]
    assert {finding.code for finding in waived} == {"R02"}
    assert len(waived) == count
    clerk.qtbot.keyClick(clerk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    clerk.wait()
    assert reconcile_as_of(clerk.desk.office, CLOSED).open_count == len(result.findings)
    assert clerk.window.state_line.message.text() == f"已撤销“放行 {count} 条差异”。"
    assert clerk.vouchers.day is not None
    assert clerk.vouchers.day.held_back == held


def test_a_release_is_taken_back_and_stays_in_the_history(clerk: Clerk) -> None:
    view = clerk.findings
    row = _first(clerk, "R04")
    waive_findings(clerk.desk.office, [(row["code"], row["subject"])], "商户已补审", "", "李四", CLOSED)
    clerk.vouchers.refresh()
    view.filters.set_values({"state": "waived"})
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
    clerk.click(view.panel, "收回放行")
    (release,) = releases(clerk.desk.office, row["code"], row["subject"])
    assert release.revoked_by == "张三"
    view.filters.set_values({"state": "open", "words": row["subject"]})
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
    said = [label.text() for label in view.panel.findChildren(type(view.panel.title).__mro__[1])]
    assert any("已于 2023-01-10 由张三收回" in words for words in said)


def test_a_reason_that_is_being_written_survives_news(clerk: Clerk) -> None:
    view = clerk.findings
    _first(clerk, "R01")
    clerk.click(view.panel, "说明理由后放行…")
    form = view.form
    assert form is not None
    form.reason.set_text("写到一半")
    clerk.vouchers.refresh()
    clerk.wait()
    view.table.select_row(1)
    clerk.wait()
    assert view.panel.title.text() == "说明理由后放行"
    assert form.reason.text == "写到一半"
    clerk.click(view.panel, "不放行")
    assert view.panel.title.text() != "说明理由后放行"


def test_the_two_must_be_two(clerk: Clerk) -> None:
    view = clerk.findings
    _first(clerk, "R01")
    clerk.click(view.panel, "说明理由后放行…")
    form = view.form
    assert form is not None
    form.reason.set_text("理由")
    form.basis.set_text("依据")
    form.approver.set_text("张三")
    clerk.click(view.panel, "说明理由后放行")
    assert form.approver.reason.text() == "审核人不能是提出人本人"
    assert reconcile_as_of(clerk.desk.office, CLOSED).open_count == len(
        reconcile_as_of(clerk.desk.office, CLOSED).findings
    )


def test_selected_rows_that_are_released_already_are_left_alone(clerk: Clerk) -> None:
    view = clerk.findings
    row = _first(clerk, "R04")
    waive_findings(clerk.desk.office, [(row["code"], row["subject"])], "商户已补审", "纪要", "李四", CLOSED)
    clerk.vouchers.refresh()
    view.filters.set_values({"state": "waived"})
    clerk.wait()
    view.list.action_chosen.emit("waive", [view.table.model.row(0)])
    clerk.wait()
    assert clerk.window.state_line.message.text() == "选中的差异都已经放行"


def test_a_release_of_what_has_vanished_is_told(clerk: Clerk) -> None:
    row = _first(clerk, "R04")
    which = [(row["code"], row["subject"])]
    waive_findings(clerk.desk.office, which, "商户已补审", "纪要", "李四", CLOSED)
    clerk.click(clerk.findings.panel, "说明理由后放行…")
    form = clerk.findings.form
    assert form is not None
    for field, text in ((form.reason, "理由"), (form.basis, "依据"), (form.approver, "李四")):
        field.set_text(text)
    clerk.click(clerk.findings.panel, "说明理由后放行")
    (error,) = clerk.take_errors()
    assert isinstance(error, UserError)
    assert "已经放行" in error.what
    assert form.reason.text == "理由", "what was written stays"


def _first(clerk: Clerk, code: str) -> dict[str, str]:
    view = clerk.findings
    view.filters.set_values({"code": code})
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
    row = view.table.current_row()
    assert row is not None
    return dict(row)


def test_the_slip_of_a_finding_can_be_printed(clerk: Clerk) -> None:
    row = _first(clerk, "R02")
    assert button(clerk.findings.panel, "打印审批单…").isEnabled()
    clerk.click(clerk.findings.panel, "打印审批单…")
    assert clerk.window.header.title.text() == "差异放行审批单"
    assert row["code"] == "R02"
    assert clerk.desk.as_of == date(2022, 12, 31)
