"""The voucher page: state in words, figures, filters, details, days."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from guanxian_desk.base.money import short_yuan
from guanxian_desk.desk.pages.voucher_findings import FindingsView
from guanxian_desk.desk.pages.voucher_registers import MerchantsView, PayersView
from guanxian_desk.services.reconciling import reconcile_as_of
from guanxian_desk.store.store import Store
from tests.desk_pages.conftest import CLOSED, LEFT, Clerk, texts


def words_in(inside: QWidget) -> str:
    """Everything that is written somewhere."""
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def test_the_sentence_counts_what_the_reconciliation_found(clerk: Clerk) -> None:
    result = reconcile_as_of(clerk.desk.office, CLOSED)
    said = clerk.vouchers.sentence.text()
    kinds = len({finding.code for finding in result.findings})
    assert said.startswith("四项平衡全部相符；23 类差异中有")
    assert f"有 {kinds} 类、{result.open_count} 条待处理" in said
    assert clerk.findings.table.model.rowCount() == result.open_count


def test_the_cards_show_the_totals(clerk: Clerk) -> None:
    totals = reconcile_as_of(clerk.desk.office, CLOSED).totals
    names = [card.accessibleName() for card in clerk.vouchers.cards.findChildren(QWidget) if card.accessibleName()]
    for title, fen in (("缴费", totals.paid), ("应发", totals.entitled), ("应拨", totals.treasury_due)):
        assert any(name.startswith(f"{title} {short_yuan(fen)}元") for name in names), names


def test_another_day_shows_another_ledger(clerk: Clerk) -> None:
    before = clerk.findings.table.model.rowCount()
    clerk.at(date(2022, 5, 31))
    assert clerk.findings.table.model.rowCount() < before
    assert "另有" in clerk.vouchers.sentence.text()
    waiting = clerk.view("waiting", FindingsView)
    assert {waiting.table.model.row(place)["code"] for place in range(waiting.table.model.rowCount())} == {"I03"}
    clerk.at(CLOSED)
    assert not clerk.vouchers.segments.chips["waiting"].isVisible()
    assert clerk.vouchers.segments.current == "findings", "a view with nothing to show is left"


def test_usual_days_come_from_the_policy(clerk: Clerk) -> None:
    menu = clerk.vouchers.as_of.offer()
    offered = {action.text().partition("　")[2]: action for action in menu.actions()}
    assert {"2023-01-10", "2022-06-30", "2022-12-31", "2023-01-01"} <= offered.keys()
    offered["2022-06-30"].trigger()
    clerk.wait()
    assert clerk.vouchers.day is not None
    assert clerk.vouchers.day.as_of == date(2022, 6, 30)


def test_filters_choose_by_kind_words_and_amount(clerk: Clerk) -> None:
    view = clerk.findings
    box = view.filters.boxes["code"]
    box.setCurrentIndex(box.findData("R02"))
    clerk.wait()
    rows = [view.table.model.row(place) for place in range(view.table.model.rowCount())]
    assert {row["code"] for row in rows} == {"R02"}
    assert f"重复核销 {len(rows)}" in box.currentText()
    clerk.click(view.filters, "清除筛选")
    merchant = rows[0]["merchant"]
    clerk.qtbot.keyClicks(view.filters.fields["words"], merchant)
    clerk.qtbot.keyClick(view.filters.fields["words"], Qt.Key.Key_Return)
    clerk.wait()
    found = [view.table.model.row(place) for place in range(view.table.model.rowCount())]
    assert found
    assert all(merchant in (row["merchant"], row["subject"]) or merchant in row["detail"] for row in found)
    view.filters.clear()
    for key, text in (("least", "150"), ("most", "1,000")):
        clerk.qtbot.keyClicks(view.filters.fields[key], text)
    clerk.qtbot.keyClick(view.filters.fields["most"], Qt.Key.Key_Return)
    clerk.wait()
    amounts = [view.table.model.row(place)["amount"] for place in range(view.table.model.rowCount())]
    assert amounts
    assert all(15_000 <= amount <= 100_000 for amount in amounts)


def test_a_filter_that_finds_nothing_offers_its_way_out(clerk: Clerk) -> None:
    view = clerk.findings
    every = view.table.model.rowCount()
    view.filters.set_values({"words": "没有这个人"})
    clerk.wait()
    assert view.table.notice.isVisible()
    assert view.table.notice.words == "没有符合筛选的差异"
    clerk.click(view.table.notice, "清除筛选")
    assert view.table.model.rowCount() == every


def test_a_finding_shows_the_clause_beside_it(clerk: Clerk) -> None:
    view = clerk.findings
    view.filters.set_values({"code": "R02"})
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
    said = words_in(view.panel)
    row = view.table.current_row()
    assert row is not None
    assert row["detail"] in said
    assert "消费券不找零、不可重复使用" in said
    assert "冠政办发〔2022〕5号 五、3" in said
    assert row["subject"] in said
    assert texts(view.panel)[-4:] == ["说明理由后放行…", "查看商户", "查看缴款人", "打印审批单…"]


def test_every_kind_of_record_can_be_opened(clerk: Clerk) -> None:
    view = clerk.findings
    for code in ("E01", "I01", "I04", "R01", "R06", "F02", "S01", "S02", "S03"):
        view.filters.set_values({"code": code})
        clerk.wait()
        view.table.select_row(0)
        clerk.wait()
        row = view.table.current_row()
        assert row is not None, code
        assert row["code"] == code
        assert view.panel.isVisible()
        assert view.panel.title.text() == row["title"]


def test_numbers_are_masked_until_somebody_asks_and_that_is_logged(clerk: Clerk) -> None:
    payers = clerk.view("payers", PayersView)
    number = payers.table.model.row(0)["number"]
    assert payers.table.model.row(0)["shown"] != number
    assert "*" in payers.table.model.row(0)["shown"]
    clerk.qtbot.mouseClick(clerk.vouchers.full, LEFT, pos=clerk.vouchers.full.rect().center())
    clerk.wait()
    assert payers.table.model.row(0)["shown"] == number
    with clerk.desk.office.store.read() as session:
        labels = [row[0] for row in session.connection().exec_driver_sql("SELECT label FROM changes WHERE kind='查看'")]
    assert labels == ["在屏幕上查看完整号码：消费券核对"]
    clerk.qtbot.mouseClick(clerk.vouchers.full, LEFT, pos=clerk.vouchers.full.rect().center())
    clerk.wait()
    assert "*" in payers.table.model.row(0)["shown"]


def test_what_leaks_from_the_picture_opens_its_findings(clerk: Clerk) -> None:
    picture = clerk.vouchers.picture
    keys = [door.key for door in picture.doors]
    assert "R" in keys
    picture.opened.emit("R")
    clerk.wait()
    codes = {row["code"][0] for row in _rows(clerk.findings)}
    assert codes == {"R"}


def test_a_balance_opens_where_both_sides_come_from(clerk: Clerk) -> None:
    clerk.click(clerk.vouchers.strip, "财政拨款＝商户提现＋平台余额")
    said = words_in(clerk.findings.panel)
    totals = reconcile_as_of(clerk.desk.office, CLOSED).totals
    assert f"{totals.platform_balance / 100:,.2f} 元" in said
    assert "相符" in said


def test_registers_filter_by_what_is_wrong(clerk: Clerk) -> None:
    merchants = clerk.view("merchants", MerchantsView)
    merchants.filters.set_values({"shown": "over"})
    clerk.wait()
    found = _rows(merchants)
    assert found
    assert all(row["balance"] < 0 for row in found)
    payers = clerk.view("payers", PayersView)
    payers.filters.set_values({"shown": "less"})
    clerk.wait()
    assert sum(-row["gap"] for row in _rows(payers)) == sum(
        finding.amount for finding in reconcile_as_of(clerk.desk.office, CLOSED).findings if finding.code == "I03"
    )


def test_without_data_the_page_says_what_to_do_first(beginner: Clerk) -> None:
    page = beginner.vouchers
    assert page.sentence.text().startswith("还没有数据")
    assert not page.cards.isVisible()
    assert page.empty.words == "还没有可以核对的资料"
    beginner.click(page.empty, "导入凭证与明细…")
    assert beginner.window.rail.buttons["exchange"].isChecked()


def test_nothing_is_read_on_the_windows_thread(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: set[int] = set()
    read = Store.read

    @contextmanager
    def seen(store: Store) -> Iterator[object]:
        threads.add(threading.get_ident())
        with read(store) as session:
            yield session

    monkeypatch.setattr(Store, "read", seen)
    clerk.at(date(2022, 9, 30))
    for key in clerk.vouchers.segments.offered:
        clerk.view(key, QWidget)
    clerk.window.open_page("archive")
    clerk.window.open_page("exchange")
    clerk.wait()
    assert threads
    assert threading.get_ident() not in threads


def _rows(view: FindingsView | MerchantsView | PayersView) -> list[dict[str, object]]:
    model = view.table.model
    return [dict(row) for place in range(model.rowCount()) if (row := model.row(place)) is not None]
