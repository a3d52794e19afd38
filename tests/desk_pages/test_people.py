"""Merchants, payers, estates, what is to come back: their pages and what is registered there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from guanxian_desk.base.money import short_yuan, yuan
from guanxian_desk.desk.pages.recovery_forms import NoticeForm, PaidBackForm, SlipForm
from guanxian_desk.desk.pages.voucher_curve import CurveView
from guanxian_desk.desk.pages.voucher_estates import EstatesView
from guanxian_desk.desk.pages.voucher_recoveries import RecoveriesView
from guanxian_desk.desk.pages.voucher_registers import MerchantsView, PayersView
from guanxian_desk.desk.pages.voucher_story import MerchantPage, PayerPage
from guanxian_desk.services.reconciling import reconcile_as_of
from guanxian_desk.services.voucher_people import merchant_rows
from tests.desk_pages.conftest import CLOSED, Clerk, W


def shown_over(clerk: Clerk, kind: type[W]) -> W:
    """What lies over the page."""
    found = [part for part in clerk.window.overlay.findChildren(kind) if part.isVisible()]
    assert len(found) == 1
    return found[0]


def words_in(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def test_a_merchant_opens_with_its_story_and_esc_leads_back(clerk: Clerk) -> None:
    view = clerk.view("merchants", MerchantsView)
    view.table.select_row(0)
    row = view.table.current_row()
    assert row is not None
    clerk.qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    clerk.wait()
    page = shown_over(clerk, MerchantPage)
    assert row["name"] in page.sentence.text()
    figures = [card.accessibleName() for card in page.cards.findChildren(QWidget) if card.accessibleName()]
    assert any(f"应拨 {short_yuan(row['payable'])}元" in name for name in figures)
    assert page.story.model().rowCount() > 1
    assert page.findings.table.model.rowCount() >= row["open"]
    clerk.qtbot.keyClick(page.story, Qt.Key.Key_Escape)
    assert clerk.window.stack.currentWidget() is clerk.vouchers


def test_a_finding_of_a_merchant_leads_back_to_the_list(clerk: Clerk) -> None:
    row = next(row for row in clerk.vouchers.day.rows if row["code"] == "R05") if clerk.vouchers.day else {}
    page = clerk.vouchers.open_person("merchant", row["merchant"])
    clerk.wait()
    assert page is not None
    page.findings.table.select_row(0)
    chosen = page.findings.table.current_row()
    assert chosen is not None
    clerk.qtbot.keyClick(page.findings.table.view, Qt.Key.Key_Return)
    clerk.wait()
    assert clerk.window.stack.currentWidget() is clerk.vouchers
    only = clerk.findings.table.model.row(0)
    assert only is not None
    assert only["subject"] == chosen["subject"]


def test_a_payer_opens_from_the_register_masked(clerk: Clerk) -> None:
    view = clerk.view("payers", PayersView)
    view.table.select_row(0)
    clerk.wait()
    row = view.table.current_row()
    assert row is not None
    clerk.click(view.panel, "查看全部经过")
    page = shown_over(clerk, PayerPage)
    assert row["shown"] in page.sentence.text()
    assert row["number"] not in words_in(page)
    assert f"应发 {short_yuan(row['entitled'])}元" in [
        card.accessibleName() for card in page.cards.findChildren(QWidget) if card.accessibleName()
    ]


def test_a_paper_over_a_merchant_leads_back_to_the_merchant(clerk: Clerk) -> None:
    page = clerk.vouchers.open_person("merchant", merchant_rows_of(clerk)[0]["number"])
    clerk.wait()
    assert page is not None
    clerk.click(page, "打印对账单…")
    assert clerk.window.header.title.text() == "商户对账单"
    clerk.qtbot.keyClick(clerk.window.overlay, Qt.Key.Key_Escape)
    assert page.isVisible()
    assert clerk.window.header.title.text().startswith("商户 ")
    clerk.qtbot.keyClick(clerk.window.overlay, Qt.Key.Key_Escape)
    assert clerk.window.stack.currentWidget() is clerk.vouchers


def merchant_rows_of(clerk: Clerk) -> list[dict[str, str]]:
    assert clerk.vouchers.day is not None
    return [dict(row) for row in merchant_rows(clerk.vouchers.day)]


def test_a_slip_with_an_objection_is_registered(clerk: Clerk) -> None:
    number = merchant_rows_of(clerk)[0]["number"]
    page = clerk.vouchers.open_person("merchant", number)
    clerk.wait()
    assert page is not None
    clerk.click(page, "登记对账回执…")
    form = page.panel.findChild(SlipForm)
    form.objects.setChecked(True)
    clerk.click(page.panel, "登记回执")
    assert form.objection.reason.text() == "请照回执写明异议"
    form.objection.set_text("少记 2 张")
    clerk.click(page.panel, "登记回执")
    with clerk.desk.office.store.read() as session:
        rows = session.connection().exec_driver_sql("SELECT as_of, agrees, objection FROM voucher_statement_slips")
        assert rows.fetchall() == [("2022-12-31", 0, "少记 2 张")]
    assert clerk.window.state_line.message.text() == "已登记对账回执：有异议"


def test_estates_are_listed_slowest_first(clerk: Clerk) -> None:
    view = clerk.view("estates", EstatesView)
    rows = [view.table.model.row(place) for place in range(view.table.model.rowCount())]
    rates = [row["rate"] for row in rows if row and row["rate"] is not None]
    assert rates == sorted(rates)
    view.filters.set_values({"shown": "unknown"})
    clerk.wait()
    assert all(row["due"] is None for row in [view.table.model.row(0)] if row)
    view.filters.set_values({"shown": ""})
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
    assert "还差" in words_in(view.panel)


def test_what_is_to_come_back_from_notice_to_receipt(clerk: Clerk) -> None:
    view = clerk.view("recoveries", RecoveriesView)
    view.table.select_row(0)
    clerk.wait()
    row = view.table.current_row()
    assert row is not None
    assert row["state"] == "待催缴"
    clerk.click(view.panel, "登记催缴通知…")
    form = view.panel.findChild(NoticeForm)
    clerk.click(view.panel, "登记催缴通知")
    assert form.notice.reason.text() == "请填通知的文号"
    form.notice.set_text("冠商函〔2022〕12号")
    assert form.amount.text == yuan(row["left"]).replace(",", "")
    form.day.set_day(date(2022, 10, 1))
    clerk.click(view.panel, "登记催缴通知")
    _find(clerk, view, row["number"])
    assert view.row is not None
    assert view.row["state"] == "已催缴"
    clerk.click(view.panel, "登记追回…")
    paid = view.panel.findChild(PaidBackForm)
    paid.receipt.set_text("非税 001")
    paid.day.set_day(date(2022, 10, 20))
    clerk.click(view.panel, "登记追回")
    _find(clerk, view, row["number"])
    assert view.row is not None
    assert (view.row["state"], view.row["left"]) == ("已追回", 0)
    assert "非税 001" in words_in(view.panel)


def test_a_recoverable_finding_leads_to_the_ledger(clerk: Clerk) -> None:
    view = clerk.findings
    view.filters.set_values({"code": "I02"})
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
    clerk.click(view.panel, "登记追缴…")
    ledger = clerk.vouchers.segments.built["recoveries"]
    assert isinstance(ledger, RecoveriesView)
    assert ledger.table.model.rowCount() == 1
    clerk.qtbot.waitUntil(lambda: ledger.isVisible())
    ledger.table.select_row(0)
    clerk.wait()
    clerk.click(ledger.panel, "打印催缴通知…")
    assert clerk.window.header.title.text() == "催缴通知"


def test_a_bar_of_the_curve_opens_its_day(clerk: Clerk) -> None:
    view = clerk.view("curve", CurveView)
    days = [view.table.model.row(place) for place in range(view.table.model.rowCount())]
    gross = next(one for one in reconcile_as_of(clerk.desk.office, CLOSED).identities if "gross" in one.name).left
    assert days[0] is not None
    assert days[0]["total"] == gross
    assert days[3] is not None
    view.picture.opened.emit(days[3]["day"].isoformat())
    current = view.table.current_row()
    assert current is not None
    assert current["day"] == days[3]["day"]


def _find(clerk: Clerk, view: RecoveriesView, number: str) -> None:
    view.show_person(number)
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
