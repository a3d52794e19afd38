"""The papers that went out: the very bytes can be seen and saved again."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.live_rows import LiveRows
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.columns import Row, TableColumn, in_words
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.pdf_preview import PdfPreview
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.services.filing import PDF, XLSX
from guanxian_desk.services.filing_list import filing_content, filing_rows

_FORMATS = ((PDF, Lamp("file", "ink_soft", "PDF")), (XLSX, Lamp("excel", "ink_soft", "Excel")))
_COLUMNS = (
    TableColumn("id", "编号", Kind.COUNT, 56, summed=False),
    TableColumn("title", "文书", width=152),
    TableColumn("subject", "对象", width=152, stretch=True),
    TableColumn("as_of", "截至", Kind.DAY, 104),
    TableColumn("amount", "金额", Kind.MONEY, 124, summed=False),
    TableColumn("format", "格式", width=80, lamps=_FORMATS),
    TableColumn("at", "出具时间", Kind.MOMENT, 160),
)
_OPEN, _SAVE = "open", "save"


class HistoryView(QWidget):
    """The history, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: Row | None = None
        self._rows = LiveRows()
        self.table = RecordTable(desk.background, _COLUMNS, "文书记录")
        self.table.when_empty("还没有出具过文书", "文书打印或保存以后，原件存在这里，可以随时重印。")
        self.panel = DetailPanel()
        self.setLayout(down(work_split(self.table, self.panel)))
        self.setFocusProxy(self.table.view)
        self.table.show_rows(self._rows)
        self.table.current_changed.connect(self._open)
        self.table.opened.connect(lambda row: self._act(_OPEN if row["format"] == PDF else _SAVE))
        self.panel.action_chosen.connect(self._act)

    def reload(self) -> None:
        """Reads the history anew."""
        self._desk.ask(lambda office, _task: filing_rows(office), self._show, owner=self, key="filings")

    def _show(self, rows: list[Row]) -> None:
        self._rows.replace(rows)
        self.table.reload()

    def _open(self, row: Row | None) -> None:
        self._row = row
        if row is not None:
            self.panel.open(_detail(row))

    def _act(self, key: str) -> None:
        row = self._row
        if row is None:
            return
        number, name = row["id"], f"{row['title']}_{row['as_of']}.{row['format']}"
        if key == _SAVE:
            kind = "PDF 文书 (*.pdf)" if row["format"] == PDF else "工作簿 (*.xlsx)"
            self._desk.save_as(self, name, kind, lambda office, _task: filing_content(office, number))
            return
        self._desk.ask(
            lambda office, _task: filing_content(office, number),
            lambda data: self._preview(data, name, row),
            owner=self,
            title="打开文书",
        )

    def _preview(self, data: bytes, name: str, row: Row) -> None:
        preview = PdfPreview(self._desk.background)
        preview.setFocusProxy(preview.print_button)
        preview.show_pdf(data, name)
        self._desk.over_asked.emit(preview, f"{row['title']}（第 {row['id']} 号原件）")


def _detail(row: Row) -> Detail:
    facts = (
        Field("对象", row["subject"]),
        Field("截至", row["as_of"].isoformat()),
        *([Field("金额", f"{in_words(row['amount'], Kind.MONEY)} 元")] if row["amount"] is not None else []),
        Field("出具时间", in_words(row["at"], Kind.MOMENT)),
        Field("经办人", row["operator"]),
        Field("表单版本", str(row["version"])),
        Field("数据指纹", row["fingerprint"][:16]),
    )
    see = (Action(_OPEN, "查看并重印…", "print", primary=True),) if row["format"] == PDF else ()
    return Detail(
        row["title"],
        f"第 {row['id']} 号",
        sections=(Section("", facts),),
        actions=(*see, Action(_SAVE, "另存为…", "save")),
    )
