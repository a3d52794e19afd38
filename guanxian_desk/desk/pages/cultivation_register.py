"""What the registers of 企业培育 share: rows of a day, a line of tools beside the filters, ways to the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.record_edit import open_record
from guanxian_desk.desk.pages.register_view import RegisterView, Take
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Detail
from guanxian_desk.desk.widgets.filter_line import Filter
from guanxian_desk.desk.widgets.parts import across

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay

Rows = Callable[["CultivationDay"], Sequence[Row]]


class CultivationRegister(RegisterView):
    """A register over a CultivationDay. rows(day) is asked on the worker."""

    firm_asked = Signal(str)  # credit code
    paper_asked = Signal(str, str, str)  # form, words, subject

    def __init__(
        self,
        desk: Desk,
        columns: tuple[TableColumn, ...],
        name: str,
        filters: tuple[Filter, ...],
        take: Take,
        detail: Callable[[Row], Detail],
        empty: tuple[str, str],
        rows: Rows,
    ) -> None:
        super().__init__(desk, columns, name, filters, take, detail, empty)
        self.day: CultivationDay | None = None
        self._of_day = rows

    def show_day(self, day: CultivationDay) -> None:
        """Reads the rows of a day."""
        self.day = day
        rows = self._of_day
        self._desk.ask(lambda _office, _task: rows(day), self.show_rows, owner=self, key="rows")

    def add_tools(self, *tools: QWidget) -> None:
        """Buttons at the right of the filters."""
        column = self.layout()
        assert isinstance(column, QBoxLayout)
        column.removeWidget(self.filters)
        line = across(self.filters, *tools)
        line.setStretch(0, 1)
        column.insertLayout(0, line)

    def new_record(self, kind: str, **texts: str) -> None:
        """The form of a new record; texts: what is known of it."""
        open_record(self._desk, self, kind, texts=texts)

    def old_record(self, kind: str, *key: Any) -> None:
        """The form of the record under a natural key."""
        open_record(self._desk, self, kind, key)
