"""A paper over the page: seen before it is printed, saved as PDF or Excel; what goes out is kept in the history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.services.files import write_file
from guanxian_desk.services.filing import PDF, XLSX, Produced, issue, produce
from guanxian_desk.services.office import Office

BOOK = "工作簿 (*.xlsx)"


def open_paper(
    desk: Desk, owner: QWidget, form: str, title: str, subject: str = "", as_of: date | None = None, full: bool = False
) -> None:
    """Makes a paper in the background and shows it over the page."""

    def make(office: Office, _task: Task) -> Produced:
        return produce(office, form, subject, as_of, PDF, full, allow_missing=True)

    # A change, because a paper with full numbers is logged.
    desk.change(make, lambda paper: show_paper(desk, paper, full), owner=owner, title=f"生成{title}")


def show_paper(desk: Desk, paper: Produced, full: bool = False) -> PaperView:
    """Shows a paper that was made."""
    view = PaperView(desk, paper, full)
    desk.over_asked.emit(view, paper.title)
    return view


class PaperView(QWidget):
    """The preview, and the workbook with the same numbers."""

    def __init__(self, desk: Desk, paper: Produced, full: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self.paper = paper
        self._full = full
        self._kept = False
        self.preview = PdfPreview(desk.background)
        self.excel_button = button("存为 Excel…", self._save_book, icon="excel")
        words = f"截至 {paper.as_of.isoformat()}　数据指纹 {paper.fingerprint[:16]}　打印或保存后存入文书记录"
        self.note = label(words + _lacking(paper), "soft", wrap=True)
        head = across(self.note, self.excel_button, margins=(16, 8, 12, 0))
        head.setStretch(0, 1)
        column = down(head, self.preview, spacing=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.preview.print_button)
        self.preview.saved.connect(lambda name: self._keep(f"已存为 {Path(name).name}"))
        self.preview.printed.connect(lambda pages: self._keep(f"已打印 {pages} 页"))
        self.preview.show_pdf(paper.content, paper.file_name)

    def _keep(self, words: str) -> None:
        """The first time a paper leaves the desk it goes into the history."""
        if self._kept:
            self._desk.said.emit(words)
            return
        self._kept = True
        paper = self.paper
        self._desk.change(
            lambda office, _task: issue(office, paper),
            lambda number: self._desk.said.emit(f"{words}，存入文书记录第 {number} 号"),
            owner=self,
            title="存入文书记录",
        )

    def _save_book(self) -> None:
        path = self._desk.choose_file(self, str(Path(self.paper.file_name).with_suffix(".xlsx")), BOOK)
        if path is not None:
            self.save_book(path)

    def save_book(self, path: Path) -> None:
        """Writes the workbook and keeps it in the history."""
        paper, full = self.paper, self._full
        self._desk.change(
            lambda office, _task: save_paper(office, paper.form, paper.subject, paper.as_of, XLSX, full, path),
            lambda number: self._desk.said.emit(f"已存为 {path.name}，存入文书记录第 {number} 号"),
            owner=self,
            title=f"写出{path.name}",
        )


def save_paper(office: Office, form: str, subject: str, as_of: date, fmt: str, full: bool, path: Path) -> int:
    """Makes a paper, writes it and keeps it in the history; returns its number there."""
    made = produce(office, form, subject, as_of, fmt, full, allow_missing=True)
    return issue(office, made, lambda content: write_file(path, content))


def _lacking(paper: Produced) -> str:
    return "".join(f"　注意：{warning}" for warning in paper.warnings)
