"""The papers that went out: the very bytes can be seen and saved again."""

from __future__ import annotations

from PySide6.QtCore import Signal

from guanxian_desk.desk.pages.archive_compare import CompareView
from guanxian_desk.desk.pages.archive_register import ArchiveRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.columns import Row, TableColumn, in_words
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.services.filing import DOCX, PDF, XLSX
from guanxian_desk.services.filing_list import filing_content, filing_rows
from guanxian_desk.services.merging import merged
from guanxian_desk.services.outgoing import Sent, sent_of
from guanxian_desk.services.reissuing import Reissue, reissue

_FORMATS = (
    (PDF, Lamp("file", "ink_soft", "PDF")),
    (XLSX, Lamp("excel", "ink_soft", "Excel")),
    (DOCX, Lamp("file", "ink_soft", "文稿")),
)
_KINDS = {PDF: "PDF 文书 (*.pdf)", XLSX: "工作簿 (*.xlsx)", DOCX: "文稿 (*.docx)"}
_COLUMNS = (
    TableColumn("id", "第几号", Kind.COUNT, 64, summed=False),
    TableColumn("title", "文书", width=120),
    TableColumn("subject", "对象", width=96, stretch=True),
    TableColumn("number", "编号", width=104),
    TableColumn("as_of", "截至", Kind.DAY, 96),
    TableColumn("amount", "金额", Kind.MONEY, 96, summed=False),
    TableColumn("format", "格式", width=72, lamps=_FORMATS),
    TableColumn("at", "出具时间", Kind.MOMENT, 148),
)
_OPEN, _SAVE, _COMPARE, _SEND = "open", "save", "compare", "send"
_NONE = ("还没有出具过文书", "文书打印或保存以后，原件存在这里，可以随时重印。")


class HistoryView(ArchiveRegister):
    """The history, newest first. sent(paper) when one of them is to be registered as an outgoing paper."""

    sent = Signal(object)  # Sent

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "文书记录", _NONE, filing_rows)
        self.run_button = button("选中的合成一份打印…", self._print_run, icon="print")
        self.run_button.setEnabled(False)
        self.run_button.setToolTip("按住 Ctrl 或 Shift 选几份 PDF 文书，合成一份预览并打印")
        self.add_tools(self.run_button)
        self.table.selection_changed.connect(lambda count: self.run_button.setEnabled(count > 1))
        self.table.opened.connect(lambda row: self._act(_OPEN if row["format"] == PDF else _SAVE))
        self.panel.action_chosen.connect(self._act)

    def open_row(self, row: Row) -> None:
        """What is known of a paper."""
        self.panel.open(_detail(row))

    def _act(self, key: str) -> None:
        row = self._row
        if row is None:
            return
        number, name = row["id"], f"{row['title']}_{row['as_of']}.{row['format']}"
        if key == _SAVE:
            self._desk.save_as(self, name, _KINDS[row["format"]], lambda office, _task: filing_content(office, number))
            return
        if key == _COMPARE:
            self._compare(number, row)
            return
        if key == _SEND:
            self._desk.ask(lambda office, _task: sent_of(office, number), self._tell_sent, owner=self)
            return
        self._desk.ask(
            lambda office, _task: filing_content(office, number),
            lambda data: self.preview(data, name, f"{row['title']}（第 {row['id']} 号原件）"),
            owner=self,
            title="打开文书",
        )

    def _tell_sent(self, sent: Sent) -> None:
        self.sent.emit(sent)

    def _compare(self, number: int, row: Row) -> None:
        """Makes the paper again. A change, because one with full numbers is logged."""

        def show(again: Reissue) -> None:
            self._desk.over_asked.emit(CompareView(self._desk, again), f"{row['title']}（第 {number} 号）重新生成")

        self._desk.change(lambda office, _task: reissue(office, number), show, owner=self, title="重新生成并比对")

    def _print_run(self) -> None:
        self.table.gather_selected(self._merge)

    def _merge(self, rows: list[Row]) -> None:
        numbers = [row["id"] for row in rows if row["format"] == PDF]
        if not numbers:
            self._desk.said.emit("选中的没有 PDF 文书")
            return
        self._desk.ask(
            lambda office, _task: merged(office, numbers),
            lambda data: self._show_run(data, len(numbers)),
            owner=self,
            title="合成一份",
        )

    def _show_run(self, data: bytes, count: int) -> None:
        self.preview(data, f"{count}份文书.pdf", f"{count} 份文书")


def _detail(row: Row) -> Detail:
    facts = (
        Field("对象", row["subject"]),
        Field("截至", row["as_of"].isoformat()),
        *([Field("金额", f"{in_words(row['amount'], Kind.MONEY)} 元")] if row["amount"] is not None else []),
        Field("出具时间", in_words(row["at"], Kind.MOMENT)),
        Field("经办人", row["operator"]),
        *([Field("编号", row["number"])] if row["number"] else []),
        Field("表单版本", str(row["version"])),
        Field("数据指纹", row["fingerprint"][:16]),
        *([Field("审计链", row["chain"][:16])] if row["chain"] else []),
    )
    see = (Action(_OPEN, "查看并重印…", "print", primary=True),) if row["format"] == PDF else ()
    return Detail(
        row["title"],
        f"第 {row['id']} 号",
        sections=(Section("", facts),),
        actions=(
            *see,
            Action(_SAVE, "另存为…", "save"),
            Action(_COMPARE, "重新生成并比对…", "refresh"),
            Action(_SEND, "登记发文…", "new"),
        ),
    )
