"""The imported files: what became of each, and taking one back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.pages.batch_contents import BatchContentsView
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.columns import Row, TableColumn, TupleProvider, in_words
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.services.batch_list import STANDS, TAKEN_BACK, batch_rows
from guanxian_desk.services.importing import redo_batch, undo_batch
from guanxian_desk.services.steps import undone_in_words

_STATES = ((STANDS, Lamp("done", "green", "在用")), (TAKEN_BACK, Lamp("undo", "grey", "已撤销")))

COLUMNS = (
    TableColumn("id", "批次", Kind.COUNT, 56, summed=False),
    TableColumn("title", "表", width=112),
    TableColumn("file", "文件", width=160, stretch=True),
    TableColumn("sender", "报送单位", width=112),
    TableColumn("day", "导入日期", Kind.DAY, 100),
    TableColumn("operator", "经办人", width=92),
    TableColumn("rows", "行数", Kind.COUNT, 64),
    TableColumn("new", "新增", Kind.COUNT, 64),
    TableColumn("conflicts", "冲突", Kind.COUNT, 56),
    TableColumn("errors", "错误行", Kind.COUNT, 64),
    TableColumn("state", "状态", width=88, lamps=_STATES),
)


class BatchesView(QWidget):
    """The batches, newest first; one opens at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = RecordTable(desk.background, COLUMNS, "导入批次")
        self.table.when_empty("还没有导入过表格", "在“导入表格”里选好文件，看过预览再导入。")
        self.panel = DetailPanel()
        self.setLayout(down(work_split(self.table, self.panel)))
        self.setFocusProxy(self.table.view)
        self.table.current_changed.connect(self._open)
        self.panel.action_chosen.connect(self._act)
        self._row: Row | None = None
        self._full = False

    def show_full(self, full: bool) -> None:
        """Contents opened from now on show ID numbers and phones in full, or masked again."""
        self._full = full

    def reload(self) -> None:
        """Reads the list anew."""
        self._desk.ask(lambda office, _task: batch_rows(office), self._show, owner=self, key="batches")

    def _show(self, rows: list[Row]) -> None:
        self.panel.close_panel()
        self.table.show_rows(TupleProvider(rows))

    def _open(self, row: Row | None) -> None:
        self._row = row
        if row is not None:
            self.panel.open(_detail(row))

    def _act(self, action: str) -> None:
        row = self._row
        if row is None:
            return
        if action == "contents":
            title = f"第 {row['id']} 批 {row['title']}：{row['file']}"
            self._desk.over_asked.emit(BatchContentsView(self._desk, row["id"], self._full), title)
        elif action == "redo":
            self._redo(row)
        else:
            self._undo(row)

    def _redo(self, row: Row) -> None:
        self._desk.change(
            lambda office, _task: redo_batch(office, row["id"]),
            lambda number: self._desk.said.emit(f"已重做第 {row['id']} 批，新的批次编号是 {number}"),
            owner=self,
            title=f"重做第 {row['id']} 批",
        )
        self._desk.settle()

    def _undo(self, row: Row) -> None:
        self._desk.change(
            lambda office, _task: undo_batch(office, row["id"]),
            lambda undone: self._desk.said.emit(f"已撤销第 {row['id']} 批：{undone_in_words(undone)}"),
            owner=self,
            title=f"撤销第 {row['id']} 批",
        )


def _detail(row: Row) -> Detail:
    stands = row["state"] == STANDS
    counted = [("行数", "rows"), ("新增", "new"), ("变更", "changed"), ("未变", "unchanged")]
    counted += [("冲突", "conflicts"), ("错误行", "errors")]
    facts = (
        Field("文件", row["file"]),
        Field("报送单位", row["sender"] or "（没有填写）"),
        Field("报告期", row["period"] or "（没有填写）"),
        Field("导入时间", in_words(row["at"], Kind.MOMENT)),
        Field("经办人", row["operator"]),
        *(Field(title, f"{row[key]:,}") for title, key in counted),
        Field("文件指纹", row["sha256"][:16]),
    )
    sections = [Section("", facts)]
    for title, lines in (("导入前改正的格", _mended(row)), ("读取时的处理", row["notes"])):
        if lines:
            sections.append(Section(title, words="\n".join(f"· {line.rstrip('。')}。" for line in lines)))
    undo = "这一批带来的记录全部退回导入以前的样子；后来改动过的记录保留，并逐条列出"
    redo = "把撤销掉的记录按原样再写一次，成为新的一批；后来又有了同样的记录就不能重做"
    actions = (
        Action("contents", "查看每一行", "detail", primary=True),
        Action("undo", "撤销这一批导入", "undo", tip=undo)
        if stands
        else Action("redo", "重做这一批导入", "refresh", tip=redo),
    )
    return Detail(
        f"第 {row['id']} 批 {row['title']}",
        lamp=("在用", "green") if stands else ("已撤销", "grey"),
        sections=tuple(sections),
        actions=actions,
    )


def _mended(row: Row) -> list[str]:
    """Values are not told here: they may be somebody's numbers."""
    return [f"{edit['sheet']} 第 {edit['row']} 行“{edit['column']}”" for edit in row["mended"]]
