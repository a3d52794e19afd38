"""What the registers of 文书归档 share: buttons over the table, the panel where a line opens, steps on the register."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.live_rows import LiveRows
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.services.office import Office


class ArchiveRegister(QWidget):
    """rows(office) is asked on the worker; a subclass says what opens in the panel (open_row)."""

    def __init__(
        self,
        desk: Desk,
        columns: tuple[TableColumn, ...],
        name: str,
        empty: tuple[str, str],
        rows: Callable[[Office], list[Row]],
    ) -> None:
        """empty: what stands where there is no line, and why."""
        super().__init__()
        self._desk = desk
        self._read = rows
        self._row: Row | None = None
        self._rows = LiveRows()
        self.table = RecordTable(desk.background, columns, name)
        self.table.when_empty(*empty)
        self.table.show_rows(self._rows)
        self.panel = DetailPanel()
        self._tools = FlowLayout()
        left = QWidget()
        column = down(self._tools, self.table)
        column.setStretch(1, 1)
        left.setLayout(column)
        self.setLayout(down(work_split(left, self.panel)))
        self.setFocusProxy(self.table.view)
        self.table.current_changed.connect(self._open)

    def add_tools(self, *tools: QPushButton) -> None:
        """Buttons over the table."""
        for tool in tools:
            self._tools.addWidget(tool)

    def reload(self) -> None:
        """Reads the register anew."""
        read = self._read
        self._desk.ask(lambda office, _task: read(office), self._show, owner=self, key="rows")

    @abstractmethod
    def open_row(self, row: Row) -> None:
        """A line was chosen."""

    def do(self, verb: Callable[[Office], object], title: str) -> None:
        """One step on the register, then the panel closes."""
        self._desk.change(lambda office, _task: verb(office), lambda _done: self._after(title), owner=self, title=title)

    def preview(self, data: bytes, name: str, title: str) -> None:
        """A kept paper over the page."""
        preview = PdfPreview(self._desk.background)
        preview.setFocusProxy(preview.print_button)
        preview.show_pdf(data, name)
        self._desk.over_asked.emit(preview, title)

    def _show(self, rows: list[Row]) -> None:
        self._rows.replace(rows)
        self.table.reload()

    def _open(self, row: Row | None) -> None:
        self._row = row
        if row is not None:
            self.open_row(row)

    def _after(self, title: str) -> None:
        self.panel.close_panel()
        self._desk.said.emit(f"已完成：{title}")
