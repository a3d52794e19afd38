"""文书归档: numbers, outgoing papers, packets, papers made again, as a clerk does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.pages.archive_compare import CompareView
from guanxian_desk.desk.pages.archive_dispatch_forms import DispatchForm
from guanxian_desk.desk.pages.archive_dispatches import DispatchesView
from guanxian_desk.desk.pages.archive_forms import FormsView
from guanxian_desk.desk.pages.archive_history import HistoryView
from guanxian_desk.desk.pages.archive_number_forms import GivenForm, ReasonForm, ReserveForm, SeriesForm
from guanxian_desk.desk.pages.archive_numbers import NumbersView
from guanxian_desk.desk.pages.archive_packets import PacketsView
from guanxian_desk.desk.pages.papers import PaperView, open_paper
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.modules.papers import KeptFile, OwnPaper, PacketCover, PacketPiece, PacketPlan
from guanxian_desk.services import number_register as register
from guanxian_desk.services import outgoing, packet_kinds, packets
from guanxian_desk.services.filing import issue, produce
from guanxian_desk.services.filing_list import filing_rows
from guanxian_desk.services.packets import PacketKind
from guanxian_desk.store.tables import Filing
from tests.desk_pages.conftest import CLOSED, Clerk, W, button
from tests.desk_pages.test_archive_page import over, text_of
from tests.filings.attached import locked_pdf, picture


def view(clerk: Clerk, key: str, kind: type[W]) -> W:
    """A view of the archive page, opened with its word."""
    page = clerk.archive
    clerk.qtbot.mouseClick(page.segments.chips[key], Qt.MouseButton.LeftButton)
    clerk.wait()
    found = page.segments.built[key]
    assert isinstance(found, kind)
    return found


def inside(clerk: Clerk, where: object, kind: type[W]) -> W:
    found = [part for part in where.findChildren(kind) if part.isVisible()]  # type: ignore[attr-defined]
    assert len(found) == 1
    return found[0]


def test_numbers_are_kept_back_typed_in_voided_and_written_otherwise(clerk: Clerk) -> None:
    page = view(clerk, "numbers", NumbersView)
    before = len(register.number_rows(clerk.desk.office))
    clerk.click(page, "预留编号…")
    form = inside(clerk, page, ReserveForm)
    form.series.setCurrentIndex(form.series.findData("statement"))
    clerk.click(form, "预留编号")
    assert form.reason.reason.isVisible(), "a reason is asked for"
    form.reason.set_text("等核对")
    form.count.set_text("2")
    clerk.click(form, "预留编号")
    clerk.click(page, "登记外来文号…")
    given = inside(clerk, page, GivenForm)
    given.number.set_text("冠政发[2022]8号")
    clerk.click(given, "登记文号")
    rows = register.number_rows(clerk.desk.office)
    assert [row["number"] for row in rows[:3]] == ["冠政发〔2022〕8号", "DZ2023-0002", "DZ2023-0001"]
    assert page.table.model.rowCount() == before + 3
    page.table.select_row(1)
    clerk.wait()
    clerk.click(page.panel, "作废这个编号…")
    reason = inside(clerk, page, ReasonForm)
    reason.reason.set_text("不发了")
    clerk.click(reason, "作废这个编号")
    assert register.number_rows(clerk.desk.office)[1]["state"] == "作废"
    clerk.click(page, "编号样式…")
    series = inside(clerk, page, SeriesForm)
    series.series.setCurrentIndex(series.series.findData("statement"))
    assert series.template.text == "DZ{年}-{号:04}"
    series.template.set_text("对账〔{年}〕{号}号")
    clerk.click(series, "保存样式")
    assert register.next_of(clerk.desk.office, "statement") == "对账〔2023〕3号"
    clerk.click(page, "编号样式…")
    series = inside(clerk, page, SeriesForm)
    series.series.setCurrentIndex(series.series.findData("letter"))
    series.first.set_text("18")
    clerk.click(series, "设定起始号")
    assert register.next_of(clerk.desk.office, "letter") == "冠政办函〔2023〕18号"


def test_a_double_is_told_and_nothing_is_entered(clerk: Clerk) -> None:
    page = view(clerk, "numbers", NumbersView)
    register.enter_given(clerk.desk.office, "冠政发〔2022〕8号", "规定")
    clerk.click(page, "登记外来文号…")
    given = inside(clerk, page, GivenForm)
    given.number.set_text("冠政发〔2022〕8号")
    clerk.click(given, "登记文号")
    (error,) = clerk.take_errors()
    assert isinstance(error, UserError)
    assert "已经登记过" in error.what
    assert given.isVisible(), "what was typed is still there"


def test_a_statement_gets_its_number_from_the_preview_and_is_kept(clerk: Clerk, tmp_path: Path) -> None:
    clerk.window.open_page("archive")
    open_paper(clerk.desk, clerk.archive, "voucher-statement", "对账单", "YLM001", CLOSED)
    clerk.wait()
    paper = over(clerk, PaperView)
    assert "编号" in paper.warning.text()
    clerk.click(paper, "编号并存入记录…")
    assert "DZ2023-0001" in paper.number.next.text()
    clerk.click(paper.number, "编号并存入记录")
    assert "DZ2023-0001" in text_of(paper.paper.content)
    assert not paper.number_button.isVisible()
    assert not paper.warning.isVisible()
    (kept,) = filing_rows(clerk.desk.office)
    assert kept["number"] == "DZ2023-0001"
    paper.save_as("docx", tmp_path / "对账单.docx")
    clerk.wait()
    assert (tmp_path / "对账单.docx").read_bytes().startswith(b"PK")
    assert [row["format"] for row in filing_rows(clerk.desk.office)] == ["docx", "pdf"]


def test_an_outgoing_paper_from_the_history_to_its_sealed_scan(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = clerk.desk.office
    issue(office, produce(office, "voucher-recoveries", "", CLOSED))
    history = view(clerk, "history", HistoryView)
    history.table.select_row(0)
    clerk.wait()
    clerk.click(history.panel, "登记发文…")
    page = clerk.archive.segments.built["dispatches"]
    assert isinstance(page, DispatchesView)
    form = inside(clerk, page, DispatchForm)
    assert form.title.text == "追缴台账"
    form.number.set_text("冠商发〔2023〕1号")
    form.copies.set_text("三")
    form.sealed_on.set_text("2022-12-30")
    clerk.click(form, "保存登记")
    assert form.copies.reason.isVisible()
    form.copies.set_text("3")
    clerk.click(form, "保存登记")
    (error,) = clerk.take_errors()
    assert "早于成文日期" in str(error)
    form.sealed_on.set_text("2023-1-5")
    clerk.click(form, "保存登记")
    (row,) = outgoing.dispatch_rows(office)
    assert (row["copies"], row["sealed_on"], row["filing"]) == (3, date(2023, 1, 5), 1)
    page.table.select_row(0)
    clerk.wait()
    scan = tmp_path / "盖章.jpg"
    scan.write_bytes(picture("JPEG", (100, 140), "L"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(scan), ""))
    clerk.click(page.panel, "存入盖章件…")
    assert outgoing.original(office, row["id"])[1] == scan.read_bytes()
    page.table.select_row(0)
    clerk.wait()
    clerk.click(page.panel, "打印发文稿纸…")
    assert "冠商发〔2023〕1号" in text_of(over(clerk, PaperView).paper.content)


def test_a_paper_made_again_shows_where_it_differs(clerk: Clerk) -> None:
    office = clerk.desk.office
    issue(office, produce(office, "voucher-recoveries", "", CLOSED))
    history = view(clerk, "history", HistoryView)
    history.table.select_row(0)
    clerk.wait()
    clerk.click(history.panel, "重新生成并比对…")
    shown = over(clerk, CompareView)
    assert shown.again.same
    assert "一字不差" in shown.words.text()
    assert not shown.changes.isVisible()
    clerk.desk.back_asked.emit()
    with office.store.change("改", office.actor) as session:
        row = session.get_one(Filing, 1)
        row.form_version, row.content = "0", produce(office, "voucher-settlement", "", CLOSED).content
        row.inputs = {key: value for key, value in row.inputs.items() if key != "sha256"}
    clerk.wait()
    history._act("compare")
    clerk.wait()
    shown = [part for part in clerk.window.overlay.findChildren(CompareView) if part.isVisible()][-1]
    assert "第 0 版改成了第 1 版" in shown.words.text()
    assert "存档　" in shown.changes.toPlainText()


def test_several_papers_are_printed_as_one_run(clerk: Clerk) -> None:
    office = clerk.desk.office
    for form in ("voucher-recoveries", "voucher-daily"):
        issue(office, produce(office, form, "", CLOSED))
    history = view(clerk, "history", HistoryView)
    assert not history.run_button.isEnabled()
    history.table.view.selectAll()
    clerk.wait()
    clerk.click(history, "选中的合成一份打印…")
    words = text_of(over(clerk, PdfPreview)._data)
    assert "追缴台账" in words
    assert "日报" in words


PLAN = PacketPlan(
    PacketCover("试验案卷"),
    (PacketPiece(OwnPaper("voucher-daily"), "日报"), PacketPiece(KeptFile("加密.pdf", locked_pdf), "签字件")),
)


def test_a_packet_is_bound_in_the_background_and_tells_what_it_lacks(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = (PacketKind("try", "试卷", lambda *_asked: PLAN, takes_files=True), *packet_kinds.KINDS)
    monkeypatch.setattr(packets, "KINDS", kinds)
    page = view(clerk, "packets", PacketsView)
    scan = tmp_path / "回执.tif"
    scan.write_bytes(picture("TIFF", (100, 140), "1"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(scan)], ""))
    clerk.click(page, "附入扫描件…")
    assert page.table.model.rowCount() == 1
    page.table.select_row(0)
    clerk.click(page, "撤出选中的扫描件")
    assert page.table.model.rowCount() == 0
    clerk.qtbot.mouseClick(page.items, Qt.MouseButton.LeftButton, pos=page.items.rect().center())
    page.items.setChecked(True)
    clerk.click(page, "装订并预览…")
    paper = over(clerk, PaperView)
    assert "签字件（加密.pdf）：PDF 加了密码" in paper.warning.text()
    assert paper.paper.version == "件"
    assert not paper.docx_button.isVisible()
    clerk.desk.back_asked.emit()
    page.bind()
    job = clerk.desk.background.changing
    assert job is not None
    job.cancel()
    clerk.wait()
    assert not [part for part in clerk.window.overlay.findChildren(PaperView) if part.isVisible()]


def test_forms_are_found_by_duty_and_word(clerk: Clerk) -> None:
    page = view(clerk, "forms", FormsView)
    every = page.table.model.rowCount()
    page.filters.set_values({"duty": "登记和收发", "words": "发文"})
    clerk.wait()
    shown = [page.table.model.row(place)["title"] for place in range(page.table.model.rowCount())]  # type: ignore[index]
    assert "发文稿纸" in shown
    assert "发文登记簿" in shown
    assert len(shown) < every
    assert button(page, "清除筛选").isEnabled()
