"""Blank templates to send out, and the records as workbooks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.columns import Row, TableColumn, TupleProvider
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.services.exporting import export, template
from guanxian_desk.services.kind_list import kind_rows

BOOK = "工作簿 (*.xlsx)"
_TEMPLATE = "带下拉选项、填写提示和一行示例，发给报送单位填写"
COLUMNS = (
    TableColumn("title", "表", width=144),
    TableColumn("sender", "通常由谁报送", width=176),
    TableColumn("records", "现有记录", Kind.COUNT, 96),
    TableColumn("purpose", "用途", width=280, stretch=True),
)


class KindsView(QWidget):
    """The kinds of sheets; templates and exports of one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: Row | None = None
        self.table = RecordTable(desk.background, COLUMNS, "模板与导出")
        self.panel = DetailPanel()
        self.setLayout(down(work_split(self.table, self.panel)))
        self.setFocusProxy(self.table.view)
        self.table.current_changed.connect(self._open)
        self.panel.action_chosen.connect(self._act)

    def reload(self) -> None:
        """Counts the records anew."""
        self._desk.ask(lambda office, _task: kind_rows(office), self._show, owner=self, key="kinds")

    def _show(self, rows: list[Row]) -> None:
        place = self.table.view.currentIndex().row()
        self.table.show_rows(TupleProvider(rows))
        if place < 0:
            return
        self._open(rows[place])

    def _open(self, row: Row | None) -> None:
        self._row = row
        if row is not None:
            self.panel.open(_detail(row))

    def _act(self, action: str) -> None:
        row = self._row
        if row is None:
            return
        kind, title, day = row["kind"], row["title"], self._desk.today.isoformat()
        if action == "template":
            self._desk.save_as(self, f"{title}（空白模板）.xlsx", BOOK, lambda _office, _task: template(kind))
        elif action == "export":
            self._desk.save_as(self, f"{title}_{day}.xlsx", BOOK, lambda office, _task: export(office, kind))
        else:
            name = f"{title}_{day}_完整号码.xlsx"
            self._desk.save_as(self, name, BOOK, lambda office, _task: export(office, kind, full=True))


def _detail(row: Row) -> Detail:
    facts = (
        Field("通常由谁报送", row["sender"] or "不限"),
        Field("现有记录", f"{row['records']:,} 条"),
        Field("必填的列", row["required"]),
    )
    some = row["records"] > 0
    none = "" if some else "还没有这种记录"
    actions = [
        Action("template", "保存空白模板…", "file", primary=True, tip=_TEMPLATE),
        Action("export", "导出现有记录…", "excel", enabled=some, tip=none),
    ]
    if row["personal"]:
        tip = none or "证件号码和手机号不打码，导出记入审计；再导入时全部为“未变”"
        actions.append(Action("full", "导出（完整号码）…", "excel", enabled=some, tip=tip))
    sections = (Section("", facts), Section("用途", words=row["purpose"]))
    return Detail(row["title"], sections=sections, actions=tuple(actions))
