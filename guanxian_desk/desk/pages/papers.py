"""A paper over the page: seen before it is printed, saved as PDF, Excel or .docx; what goes out is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.base.files import write_file
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.services.filing import DOCX, PDF, XLSX, Produced, issue, issue_numbered, produce
from guanxian_desk.services.number_register import next_of
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_making import prepare

BOOK = "工作簿 (*.xlsx)"
_MOST_TOLD = 4
MANUSCRIPT = "文稿 (*.docx)"


def open_paper(
    desk: Desk, owner: QWidget, form: str, title: str, subject: str = "", as_of: date | None = None,
    full: bool = False, preprinted: bool = False,
) -> None:  # fmt: skip
    """Makes a paper in the background and shows it over the page. preprinted: nothing red is drawn."""

    def make(office: Office, _task: Task) -> Produced:
        return produce(office, form, subject, as_of, PDF, full, allow_missing=True, preprinted=preprinted)

    # A change, because a paper with full numbers is logged.
    desk.change(make, lambda paper: show_paper(desk, paper, full), owner=owner, title=f"生成{title}")


def show_paper(desk: Desk, paper: Produced, full: bool = False, remarks: tuple[str, ...] = ()) -> PaperView:
    """Shows a paper that was made. remarks: what else the clerk should know before it is printed."""
    view = PaperView(desk, paper, full, remarks)
    desk.over_asked.emit(view, paper.title)
    return view


class PaperView(QWidget):
    """The preview, its number where it has one, and the same paper as a workbook or to be finished in WPS."""

    def __init__(self, desk: Desk, paper: Produced, full: bool = False, remarks: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._desk = desk
        self._remarks = remarks
        self.paper = paper
        self._full = full
        self._kept = False
        self.preview = PdfPreview(desk.background)
        self.note = label("", "soft", wrap=True)
        self.warning = label("", "warning", wrap=True)
        self.number_button = button("编号并存入记录…", self._open_number, icon="vouchers")
        self.excel_button = button("存为 Excel…", lambda: self._save_as(XLSX), icon="excel")
        self.docx_button = button("存为 WPS 文稿…", lambda: self._save_as(DOCX), icon="file")
        self.docx_button.setToolTip("写成 .docx，在 WPS 或 Word 里继续改文字")
        self.number = NumberLine(desk, paper.series)
        self.number.hide()
        self.number.submitted.connect(self.give_number)
        self._lay_out()
        self.preview.saved.connect(lambda name: self._keep(f"已存为 {Path(name).name}"))
        self.preview.printed.connect(lambda pages: self._keep(f"已打印 {pages} 页"))
        self._show()

    def _lay_out(self) -> None:
        words = down(self.note, self.warning, spacing=2)
        head = across(words, self.number_button, self.docx_button, self.excel_button, margins=(16, 8, 12, 0))
        head.setStretch(0, 1)
        column = down(head, self.number, self.preview, spacing=0)
        column.setStretch(2, 1)
        self.setLayout(column)
        self.setFocusProxy(self.preview.print_button)

    def _show(self) -> None:
        """The paper as it is now."""
        paper = self.paper
        self.excel_button.setVisible(XLSX in paper.formats)
        self.docx_button.setVisible(DOCX in paper.formats)
        number = f"　编号 {paper.number}" if paper.number else ""
        kept = "已存入文书记录" if self._kept else "打印或保存后存入文书记录"
        self.note.setText(f"截至 {paper.as_of.isoformat()}{number}　数据指纹 {paper.fingerprint[:16]}　{kept}")
        told = (*self._remarks, *paper.warnings)
        more = f"\n等 {len(told)} 项" if len(told) > _MOST_TOLD else ""
        self.warning.setText("\n".join(f"注意：{words}" for words in told[:_MOST_TOLD]) + more)
        self.warning.setVisible(bool(told))
        self.number_button.setVisible(paper.numbered and not paper.number)
        self.preview.show_pdf(paper.content, paper.file_name)

    def _open_number(self) -> None:
        self.number.setVisible(not self.number.isVisible())
        self.number.ask()

    def give_number(self, given: str) -> None:
        """Draws or enters the number, makes the paper with it, and keeps it in the history, all in one step."""
        asked = self.paper.inputs
        assert asked is not None
        self._desk.change(
            lambda office, _task: issue_numbered(office, asked, given=given),
            lambda made: self._numbered(*made),
            owner=self,
            title=f"编号并出具{self.paper.title}",
        )

    def _numbered(self, paper: Produced, place: int) -> None:
        self.paper, self._kept = paper, True
        self.number.hide()
        self._show()
        self._desk.said.emit(f"编号 {paper.number}，存入文书记录第 {place} 号")

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

    def _save_as(self, fmt: str) -> None:
        name = str(Path(self.paper.file_name).with_suffix(f".{fmt}"))
        path = self._desk.choose_file(self, name, BOOK if fmt == XLSX else MANUSCRIPT)
        if path is not None:
            self.save_as(fmt, path)

    def save_as(self, fmt: str, path: Path) -> None:
        """Writes the same paper in another format and keeps that in the history."""
        asked, paper, full = self.paper.inputs, self.paper, self._full

        def write(office: Office, _task: Task) -> int:
            if asked is None:
                return save_paper(office, paper.form, paper.subject, paper.as_of, fmt, full, path)
            made = prepare(office, replace(asked, format=fmt)).produced()
            return issue(office, made, lambda content: write_file(path, content))

        self._desk.change(
            write,
            lambda number: self._desk.said.emit(f"已存为 {path.name}，存入文书记录第 {number} 号"),
            owner=self,
            title=f"写出{path.name}",
        )


class NumberLine(QWidget):
    """Where the number comes from: the next of the desk's own series, or one that is typed in."""

    submitted = Signal(str)  # the number typed in, "" for the next of the series

    def __init__(self, desk: Desk, series: str) -> None:
        super().__init__()
        self._desk = desk
        self._series = series
        self.given = FormField("文号", None if series else needed("请照发文填写文号，例如：冠政发〔2022〕8号"))
        self.next = label("", "soft")
        self.submit_button = button("编号并存入记录", self._submit, icon="save", role="primary")
        line = across(
            self.given,
            down(1, self.submit_button),
            down(1, self.next, spacing=12),
            1,
            spacing=12,
            margins=(16, 4, 12, 4),
        )
        self.setLayout(line)
        self.setFocusProxy(self.given)

    def ask(self) -> None:
        """Reads what number would come next."""
        self.given.setFocus()
        series = self._series
        if series:
            self._desk.ask(
                lambda office, _task: next_of(office, series),
                lambda number: self.next.setText(f"不填则取下一个本机编号 {number}；也可以填预留的编号"),
                owner=self,
                key="next",
            )

    def _submit(self) -> None:
        if all_ok((self.given,)):
            self.submitted.emit(self.given.text)


def save_paper(office: Office, form: str, subject: str, as_of: date, fmt: str, full: bool, path: Path) -> int:
    """Makes a paper, writes it and keeps it in the history; returns its number there."""
    made = produce(office, form, subject, as_of, fmt, full, allow_missing=True)
    return issue(office, made, lambda content: write_file(path, content))
