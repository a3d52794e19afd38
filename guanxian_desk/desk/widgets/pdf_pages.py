"""Pages of a PDF as images, and on a printer. Runs on the database worker only: pdfium takes one thread at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.background import Task

POINTS_PER_INCH = 72
PRINT_DPI = 300


@dataclass(frozen=True)
class PageImage:
    """One rendered page (number from 0) and how many pages there are."""

    number: int
    count: int
    image: QImage


@dataclass(frozen=True)
class Hit:
    """A place where words were found: the page (from 0) and boxes around them, in points from its top left corner."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


def find_words(task: Task, data: bytes, words: str) -> list[Hit]:
    """Every place of the words, in the order of the pages; capitals count for nothing."""
    hits: list[Hit] = []
    with _opened(data) as document:
        for number in range(len(document)):
            task.progress(number, len(document), "正在查找")
            page = document[number]
            text = page.get_textpage()
            hits += [Hit(number, boxes) for boxes in _places(text, words, page.get_height())]
            text.close()
            page.close()
    return hits


def _places(text: Any, words: str, height: float) -> Iterator[tuple[tuple[float, float, float, float], ...]]:
    searcher = text.search(words)
    while (found := searcher.get_next()) is not None:
        count = text.count_rects(*found)
        rects = [text.get_rect(index) for index in range(count)]
        yield tuple((left, height - top, right, height - bottom) for left, bottom, right, top in rects)
    searcher.close()


def page_image(data: bytes, number: int, dpi: float) -> PageImage:
    """Renders a page; a number beyond the last gives the last."""
    with _opened(data) as document:
        count = len(document)
        number = min(max(0, number), count - 1)
        return PageImage(number, count, _render(document[number], dpi))


def print_pages(task: Task, data: bytes, printer: QPrinter) -> int:
    """Prints the pages chosen in the printer (all when none are), each on paper of its own size; returns how many."""
    with _opened(data) as document:
        numbers = _chosen(printer, len(document))
        painter = QPainter()
        for done, number in enumerate(numbers):
            task.progress(done, len(numbers), "正在送往打印机")
            page = document[number]
            printer.setPageSize(QPageSize(QSizeF(*page.get_size()), QPageSize.Unit.Point))
            _next_sheet(painter, printer, first=done == 0)
            painter.drawImage(painter.viewport(), _render(page, PRINT_DPI))
        painter.end()
        return len(numbers)


def _next_sheet(painter: QPainter, printer: QPrinter, *, first: bool) -> None:
    printer.setFullPage(True)
    if not (painter.begin(printer) if first else printer.newPage()):
        raise UserError("打印机没有接受这份文书", "没有打印出完整的一份", "请检查打印机是否开机、有纸，再打印一次")


def _chosen(printer: QPrinter, count: int) -> range:
    if printer.fromPage() < 1:
        return range(count)
    return range(printer.fromPage() - 1, min(count, printer.toPage() or count))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UserError("这份文书的 PDF 打不开", "文件可能已经损坏，没有显示", "请重新生成一次") from error
    try:
        yield document
    finally:
        document.close()


def _render(page: Any, dpi: float) -> QImage:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=False, prefer_bgrx=True)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    # The buffer belongs to pdfium and goes with the bitmap.
    return image.copy()
