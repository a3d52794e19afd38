"""Settings: who works here, the look, what papers print, and the choices where the notice is silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.base.errors import UserError
from guanxian_desk.desk import theme
from guanxian_desk.desk.app import set_look
from guanxian_desk.desk.desktop import Desktop
from guanxian_desk.desk.pages.settings import SettingsPage
from guanxian_desk.desk.remembered import remembered
from guanxian_desk.desk.theme import Look
from guanxian_desk.services.filing import produce
from guanxian_desk.services.office import open_office
from guanxian_desk.services.office_settings import PAPER_SETTINGS, policy_options, save_paper_settings
from guanxian_desk.services.operators import operators
from guanxian_desk.services.reconciling import reconcile_as_of
from tests.desk_pages.conftest import CLOSED, NOW, ZHANG, Clerk


def settings(clerk: Clerk) -> SettingsPage:
    clerk.window.open_page("settings")
    clerk.wait()
    page = clerk.window.page
    assert isinstance(page, SettingsPage)
    return page


def test_what_is_kept_stands_on_paper(clerk: Clerk) -> None:
    page = settings(clerk)
    for key, text in (("vouchers.payee", "聊城数字平台有限公司"), ("vouchers.account", "6228480000000001")):
        page.papers.fields[key].set_text(text)
    clerk.click(page.papers, "保存单位信息")
    paper = produce(clerk.desk.office, "voucher-settlement", "", CLOSED).content
    document = pypdfium2.PdfDocument(paper)
    said = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()
    assert "聊城数字平台有限公司" in said
    assert "6228480000000001" in said


def test_a_number_of_days_is_a_number(clerk: Clerk) -> None:
    values = dict.fromkeys((one.key for one in PAPER_SETTINGS), "")
    with pytest.raises(UserError, match="整数"):
        save_paper_settings(clerk.desk.office, values | {"vouchers.reply_days": "十天"})
    page = settings(clerk)
    page.papers.fields["vouchers.reply_days"].set_text("0")
    clerk.click(page.papers, "保存单位信息")
    (error,) = clerk.take_errors()
    assert isinstance(error, UserError)


def test_another_choice_changes_what_is_due(clerk: Clerk) -> None:
    before = reconcile_as_of(clerk.desk.office, CLOSED).totals.entitled
    page = settings(clerk)
    assert page.sentence.text().startswith("有 13 项口径还没有依据")
    panel = page.options["rounding"]
    assert isinstance(panel.value, QComboBox)
    panel.value.setCurrentIndex(panel.value.findData("up"))
    panel.since.set_day(date(2022, 4, 13))
    panel.basis.set_text("专班会议纪要〔2022〕3号")
    clerk.click(panel, "保存应发金额取整")
    assert page.sentence.text().startswith("有 12 项口径还没有依据")
    option = next(one for one in policy_options(clerk.desk.office, NOW.today()) if one.key == "rounding")
    assert (option.value, option.basis) == ("up", "专班会议纪要〔2022〕3号")
    after = reconcile_as_of(clerk.desk.office, CLOSED).totals.entitled
    assert after > before
    clerk.window.open_page("vouchers")
    clerk.wait()
    assert clerk.vouchers.day is not None
    assert clerk.vouchers.day.result.totals.entitled == after


def test_somebody_else_goes_on(clerk: Clerk) -> None:
    page = settings(clerk)
    page.operator.name.set_text("")
    clerk.click(page.operator, "换成这位操作员")
    assert page.operator.name.reason.text() == "请填姓名，操作记录上会写它"
    page.operator.name.set_text("李四")
    page.operator.role.setCurrentIndex(page.operator.role.findData("审核"))
    clerk.click(page.operator, "换成这位操作员")
    assert clerk.desk.office.actor == Actor("李四", Role.REVIEWER)
    assert "李四（审核）" in clerk.window.state_line.who.text()
    assert "李四" in operators(clerk.desk.office)


def test_the_look_follows_and_is_remembered(
    qapp: QApplication, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    desktop = Desktop(qapp, NOW)
    desktop.show_office(open_office(sample_file, ZHANG, NOW))
    assert desktop.desk is not None
    assert desktop.window is not None
    try:
        desktop.desk.look_asked.emit(Look("dark", large=True))
        assert theme.current().look.colours == "dark"
        assert remembered().look == Look("dark", large=True)
        desktop.desk.files_asked.emit()
        assert desktop.first is not None
        assert desktop.first.isVisible()
        assert desktop.window.isVisible(), "the window stays until something else is open"
    finally:
        set_look(qapp, Look())
        desktop.window.close()
        if desktop.first is not None:
            desktop.first.close()
        desktop.close()
