"""One imported file row by row: what became of each."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.columns import TableColumn
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, FilterLine
from guanxian_desk.desk.widgets.import_views import OUTCOMES
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.services.batch_contents import REMOVED, BatchContents

_OUTCOMES = (*OUTCOMES, (REMOVED, Lamp("undo", "grey", "已撤销")))
COLUMNS = (
    TableColumn("outcome", "结果", width=88, lamps=_OUTCOMES, sortable=False),
    TableColumn("sheet", "工作表", width=112, sortable=False),
    TableColumn("row", "行号", Kind.COUNT, 72, sortable=False, summed=False),
    TableColumn("key", "记录", width=240, sortable=False),
    TableColumn("said", "内容或说明", width=360, stretch=True, sortable=False),
)


class BatchContentsView(QWidget):
    """The rows of a batch, one outcome at a time or all."""

    def __init__(self, desk: Desk, batch: int, full: bool) -> None:
        super().__init__()
        self._desk = desk
        self._batch = batch
        self._full = full
        options = (("", "全部结果"), *((key, lamp.words) for key, lamp in _OUTCOMES))
        self.filters = FilterLine((ChoiceFilter("outcome", "结果", options),))
        self.table = RecordTable(desk.background, COLUMNS, "批次的每一行")
        self.table.when_empty("没有这样的行", "升级以前导入的批次只留有新增的记录。")
        column = down(self.filters, self.table, margins=(16, 8, 16, 12))
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.table.view)
        self.filters.changed.connect(lambda values: self._show(values["outcome"]))
        self._show("")

    def _show(self, outcome: str) -> None:
        self.table.show_rows(BatchContents(self._desk.office, self._batch, outcome, self._full))
