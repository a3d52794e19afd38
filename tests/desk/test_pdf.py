"""The preview of papers: pages, zoom, save, print."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from guanxian_desk.base.errors import Cancelled, UserError
from guanxian_desk.desk.app import settle
from guanxian_desk.desk.background import Background, Task
from guanxian_desk.desk.widgets import pdf_pages
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from tests.desk.conftest import Reported

A4 = (595, 842)


def paper(*sizes: tuple[int, int]) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for size in sizes:
        document.new_page(*size)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot, background: Background) -> PdfPreview:
    made = PdfPreview(background)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_pdf(paper(A4, A4, A4), "对账单.pdf")
    assert settle(background)
    return made


def test_pages_are_rendered_to_the_asked_size() -> None:
    page = pdf_pages.page_image(paper(A4, (842, 595)), 1, 144)
    assert (page.number, page.count) == (1, 2)
    assert page.image.size().toTuple() == (1684, 1190)
    assert pdf_pages.page_image(paper(A4), 9, 72).number == 0


def test_the_first_page_shows_fitted(preview: PdfPreview) -> None:
    assert preview.total.text() == "/ 3 页"
    wide = preview.sheet.pixmap().width()
    assert preview.area.viewport().width() - 40 < wide <= preview.area.viewport().width()
    assert preview.sheet.accessibleName() == "第 1 页，共 3 页"


def test_the_keyboard_turns_pages(qtbot: QtBot, background: Background, preview: PdfPreview) -> None:
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert settle(background)
    assert preview.sheet.accessibleName() == "第 3 页，共 3 页"
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page.value() == 2


def test_zoom_goes_in_steps_and_back_to_the_width(background: Background, preview: PdfPreview) -> None:
    fitted = preview.sheet.pixmap().width()
    preview.zoom_to(100)
    assert settle(background)
    assert preview.sheet.pixmap().width() == pytest.approx(595 * 96 / 72, abs=2)
    preview._step_zoom(1)
    assert settle(background)
    assert preview.percent.text() == "125%"
    preview._step_zoom(-1)
    preview._step_zoom(-1)
    assert settle(background)
    assert preview.percent.text() == "75%"
    preview.zoom_to(0)
    assert settle(background)
    assert preview.sheet.pixmap().width() == fitted


def test_a_wide_page_is_fitted_too(background: Background, preview: PdfPreview) -> None:
    preview.show_pdf(paper((1191, 842)), "清单.pdf")
    assert settle(background)
    assert preview.sheet.pixmap().width() <= preview.area.viewport().width()


def test_it_is_saved_byte_for_byte(
    qtbot: QtBot, preview: PdfPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = paper(A4)
    preview.show_pdf(data, "对账单.pdf")
    with qtbot.waitSignal(preview.saved) as saved:
        preview.save_to(tmp_path / "对账单.pdf")
    assert saved.args == [str(tmp_path / "对账单.pdf")]
    assert (tmp_path / "对账单.pdf").read_bytes() == data
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.mouseClick(preview.folder_button, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path)]


def test_a_file_that_cannot_be_written_is_told(
    background: Background, preview: PdfPreview, reported: Reported, tmp_path: Path
) -> None:
    preview.save_to(tmp_path / "no folder" / "x.pdf")
    assert settle(background)
    (error,) = reported.take()
    assert isinstance(error, UserError)
    assert "没有存到" in error.what


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def sizes_of(path: Path) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path)
    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    return sizes


def test_every_page_is_printed_on_its_own_paper(qtbot: QtBot, preview: PdfPreview, tmp_path: Path) -> None:
    preview.show_pdf(paper(A4, (842, 595)), "对账单.pdf")
    with qtbot.waitSignal(preview.printed) as printed:
        preview.print_to(printer_to(tmp_path / "out.pdf"))
    assert printed.args == [2]
    assert sizes_of(tmp_path / "out.pdf") == [A4, (842, 595)]


def test_chosen_pages_only(qtbot: QtBot, preview: PdfPreview, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    with qtbot.waitSignal(preview.printed) as printed:
        preview.print_to(printer)
    assert printed.args == [2]


def test_printing_is_done_on_the_worker_and_stops_when_cancelled(tmp_path: Path) -> None:
    seen: list[int] = []
    task = Task(lambda done, _total, _words: seen.append(done))
    pdf_pages.print_pages(task, paper(A4), printer_to(tmp_path / "one.pdf"))
    assert seen == [0]
    task.cancel()
    with pytest.raises(Cancelled):
        pdf_pages.print_pages(task, paper(A4), printer_to(tmp_path / "two.pdf"))


def test_a_printer_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="打印机没有接受"):
        pdf_pages.print_pages(Task(lambda *_told: None), paper(A4), printer_to(tmp_path / "no folder" / "x.pdf"))


def test_rendering_never_runs_here(qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    real = pdf_pages._render
    monkeypatch.setattr(
        pdf_pages, "_render", lambda page, dpi: (threads.append(threading.get_ident()), real(page, dpi))[1]
    )
    preview = PdfPreview(background)
    qtbot.addWidget(preview)
    preview.show_pdf(paper(A4), "x.pdf")
    assert settle(background)
    assert threads
    assert threading.get_ident() not in threads


def test_a_broken_paper_is_told(qtbot: QtBot, background: Background, reported: Reported) -> None:
    preview = PdfPreview(background)
    qtbot.addWidget(preview)
    preview.show_pdf(b"no pdf", "x.pdf")
    assert settle(background)
    (error,) = reported.take()
    assert isinstance(error, UserError)
    assert error.what == "这份文书的 PDF 打不开"


def words_of(*pages: str) -> bytes:
    from guanxian_desk.filings.document import Document, PageBreak, Paragraph, Run
    from guanxian_desk.filings.pdf import pdf_bytes

    blocks = [block for words in pages for block in (Paragraph((Run(words),)), PageBreak())]
    return pdf_bytes(Document("通知", tuple(blocks)))


def test_words_are_found_on_every_page_and_shaded(qtbot: QtBot, background: Background, preview: PdfPreview) -> None:
    preview.show_pdf(words_of("消费券已经发放", "别的", "消费券和消费券"), "通知.pdf")
    assert settle(background)
    plain = preview.sheet.pixmap().toImage()
    qtbot.keyClick(preview, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert preview.search.field.hasFocus()
    preview.search.field.setText("消费券")
    qtbot.keyClick(preview.search.field, Qt.Key.Key_Return)
    assert settle(background)
    assert preview.search.count.text() == "1/3"
    assert preview.sheet.pixmap().toImage() != plain
    qtbot.keyClick(preview.search.field, Qt.Key.Key_Return)
    assert settle(background)
    assert (preview.search.count.text(), preview.page.value()) == ("2/3", 3)
    qtbot.mouseClick(preview.search.next_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(preview.search.next_button, Qt.MouseButton.LeftButton)
    assert settle(background)
    assert (preview.search.count.text(), preview.page.value()) == ("1/3", 1)
    qtbot.mouseClick(preview.search.back_button, Qt.MouseButton.LeftButton)
    assert preview.search.count.text() == "3/3"


def test_words_that_are_not_there_are_said_and_let_go(
    qtbot: QtBot, background: Background, preview: PdfPreview
) -> None:
    preview.show_pdf(words_of("消费券"), "通知.pdf")
    preview.search.field.setText("没有")
    qtbot.keyClick(preview.search.field, Qt.Key.Key_Return)
    assert settle(background)
    assert preview.search.count.text() == "没有找到"
    assert not preview.search.next_button.isEnabled()
    qtbot.keyClick(preview.search.field, Qt.Key.Key_Escape)
    assert preview.search.count.text() == ""
    preview.show_pdf(words_of("消费券"), "通知.pdf")
    assert settle(background)


def test_the_boxes_lie_over_the_words() -> None:
    (hit,) = pdf_pages.find_words(Task(lambda *_told: None), words_of("甲", "乙丙"), "丙")
    (box,) = hit.boxes
    assert hit.page == 1
    assert box[2] - box[0] == pytest.approx(16, abs=3)
    assert 100 < box[1] < box[3] < 140
