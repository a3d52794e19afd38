"""Papers: what is printed shows the numbers on the screen, and what goes out is kept."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.pages.archive_forms import FormsView, PaperAsked
from guanxian_desk.desk.pages.archive_history import HistoryView
from guanxian_desk.desk.pages.papers import PaperView
from guanxian_desk.desk.pages.voucher_registers import MerchantsView
from guanxian_desk.desk.pages.vouchers import PAPERS
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.services.filing import forms, produce
from guanxian_desk.services.filing_list import filing_content, filing_rows
from guanxian_desk.services.paper_subjects import subjects
from guanxian_desk.services.reconciling import reconcile_as_of
from tests.desk_pages.conftest import CLOSED, LEFT, Clerk, W


def text_of(data: bytes) -> str:
    """The words of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    finally:
        document.close()


def over(clerk: Clerk, kind: type[W]) -> W:
    found = [part for part in clerk.window.overlay.findChildren(kind) if part.isVisible()]
    assert len(found) == 1
    return found[0]


def asked_for(clerk: Clerk, form: str) -> PaperAsked:
    """The form of a paper, chosen in the list."""
    view = clerk.archive.segments.built["forms"]
    assert isinstance(view, FormsView)
    keys = [row["key"] for place in range(view.table.model.rowCount()) if (row := view.table.model.row(place))]
    view.table.select_row(keys.index(form))
    clerk.wait()
    assert view.asked is not None
    return view.asked


def test_a_statement_on_paper_has_the_number_on_the_screen(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = clerk.view("merchants", MerchantsView)
    view.table.select_row(0)
    clerk.wait()
    row = view.table.current_row()
    assert row is not None
    clerk.click(view.panel, "打印对账单…")
    paper = over(clerk, PaperView)
    clerk.wait()
    assert paper.preview.sheet.pixmap().width() > 300
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "对账单.pdf"), ""))
    clerk.click(paper.preview, "另存为…")
    said = text_of((tmp_path / "对账单.pdf").read_bytes())
    assert row["name"] in said
    assert yuan(row["payable"]) in said
    (kept,) = filing_rows(clerk.desk.office)
    assert (kept["title"], kept["subject"], kept["as_of"]) == ("商户对账单", row["number"], CLOSED)
    assert filing_content(clerk.desk.office, kept["id"]) == (tmp_path / "对账单.pdf").read_bytes()
    assert "存入文书记录第 1 号" in clerk.window.state_line.message.text()
    clerk.click(paper.preview, "另存为…")
    assert len(filing_rows(clerk.desk.office)) == 1, "the same paper is kept once"


def test_the_settlement_is_the_sum_on_the_card(clerk: Clerk) -> None:
    due = reconcile_as_of(clerk.desk.office, CLOSED).totals.treasury_due
    asked = asked_for(clerk, "voucher-settlement")
    assert asked.as_of.day == CLOSED, "the day that the pages show"
    clerk.click(asked, "预览并打印…")
    paper = over(clerk, PaperView)
    assert yuan(due) in text_of(paper.paper.content)
    assert clerk.window.header.title.text() == "据实结算表"


def test_a_subject_is_found_by_a_part_of_its_name(clerk: Clerk) -> None:
    asked = asked_for(clerk, "voucher-statement")
    number, words = subjects(clerk.desk.office, "voucher-statement", CLOSED)[5]
    asked.subject.setFocus()
    asked.subject.lineEdit().selectAll()
    clerk.qtbot.keyClicks(asked.subject.lineEdit(), number)
    completer = asked.subject.completer()
    assert completer.completionCount() == 1
    completer.activated.emit(completer.currentCompletion())
    asked.subject.setCurrentIndex(asked.subject.findText(completer.currentCompletion()))
    assert asked.subject.currentText() == words
    assert asked.chosen == number


def test_all_statements_go_into_a_folder_and_the_history(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = subjects(clerk.desk.office, "voucher-statement", CLOSED)[:3]
    asked = asked_for(clerk, "voucher-statement")
    asked._show(wanted, "", ())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    clerk.click(asked, "每户一份存入文件夹…")
    made = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert made == sorted(f"商户对账单_{number}_2022-12-31.pdf" for number, _words in wanted)
    assert len(filing_rows(clerk.desk.office)) == 3
    assert "3 份" in clerk.window.state_line.message.text()


def test_a_workbook_has_the_same_numbers(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_for(clerk, "voucher-findings")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "差异.xlsx"), ""))
    clerk.click(asked, "存为 Excel…")
    book = load_workbook(tmp_path / "差异.xlsx", read_only=True)
    rows = sum(1 for row in book["差异明细"].iter_rows(values_only=True) if isinstance(row[0], int))
    assert rows == len(reconcile_as_of(clerk.desk.office, CLOSED).findings)
    (kept,) = filing_rows(clerk.desk.office)
    assert kept["format"] == "xlsx"


def test_the_history_opens_the_very_paper(clerk: Clerk) -> None:
    from guanxian_desk.services.filing import issue

    made = produce(clerk.desk.office, "voucher-recovery-notice", "", CLOSED)
    issue(clerk.desk.office, made)
    page = clerk.archive
    clerk.click(page.segments, "文书记录")
    view = page.segments.built["history"]
    assert isinstance(view, HistoryView)
    view.table.select_row(0)
    clerk.wait()
    clerk.qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    clerk.wait()
    preview = over(clerk, PdfPreview)
    assert preview._data == made.content
    assert clerk.window.header.title.text() == "催缴通知（第 1 号原件）"


def test_a_full_number_on_paper_is_logged(clerk: Clerk) -> None:
    asked = asked_for(clerk, "voucher-recoveries")
    clerk.qtbot.mouseClick(asked.full, LEFT, pos=asked.full.rect().center())
    clerk.click(asked, "预览并打印…")
    owing = next(one for one in reconcile_as_of(clerk.desk.office, CLOSED).findings if one.code == "I01")
    assert owing.subject in text_of(over(clerk, PaperView).paper.content)
    with clerk.desk.office.store.read() as session:
        looks = session.connection().exec_driver_sql("SELECT count(*) FROM changes WHERE kind = '查看'").scalar()
    assert looks == 1


def test_every_paper_that_the_voucher_page_prints_is_a_form(clerk: Clerk) -> None:
    known = {form.key: form for form in forms(clerk.desk.office)}
    for key, _words in PAPERS:
        assert "subject" not in known[key].needs
    assert [action.words for action in clerk.vouchers.print_actions()] == [words for _key, words in PAPERS]


def test_every_form_with_a_subject_offers_some(clerk: Clerk) -> None:
    for form in forms(clerk.desk.office):
        if "subject" in form.needs and form.module == "vouchers":
            offered = subjects(clerk.desk.office, form.key, CLOSED)
            assert offered, form.key
            assert produce(clerk.desk.office, form.key, offered[0][0], CLOSED).content.startswith(b"%PDF")
