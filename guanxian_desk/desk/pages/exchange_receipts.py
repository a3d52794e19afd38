"""报送情况: who sent what for which period, and in how many rounds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.papers import open_paper
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn, in_words
from guanxian_desk.desk.widgets.detail import Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button, down
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.services.receipts import (
    COMPLETE,
    LACKING,
    MISSING,
    RETURNED,
    STATE_WORDS,
    UNDONE,
    receipt_rows,
)

FORM, TITLE = "exchange-receipts", "报送情况"
_LAMPS = {
    COMPLETE: Lamp("done", "green", STATE_WORDS[COMPLETE]),
    LACKING: Lamp("triangle", "amber", STATE_WORDS[LACKING]),
    RETURNED: Lamp("square", "red", STATE_WORDS[RETURNED]),
    UNDONE: Lamp("undo", "grey", STATE_WORDS[UNDONE]),
    MISSING: Lamp("ring", "red", STATE_WORDS[MISSING]),
}
COLUMNS = (
    TableColumn("sender", "报送单位", width=160, stretch=True),
    TableColumn("title", "表", width=128),
    TableColumn("period", "报告期", width=80),
    TableColumn("state", "状态", width=112, lamps=tuple(_LAMPS.items())),
    TableColumn("last_at", "最近报送", Kind.MOMENT, 152),
    TableColumn("operator", "收件人", width=88),
    TableColumn("rounds", "轮次", Kind.COUNT, 56, summed=False),
    TableColumn("rows", "行数", Kind.COUNT, 72),
    TableColumn("wrong", "错误行", Kind.COUNT, 72),
    TableColumn("rate", "错误率", Kind.PERCENT, 72),
)
_STATES = (("", "全部状态"), *STATE_WORDS.items())


class ReceiptsView(QWidget):
    """The receipts under filters; the paper of the chosen period."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        filters = (
            ChoiceFilter("period", "报告期", (("", "全部报告期"),)),
            ChoiceFilter("kind", "表", (("", "全部表"),)),
            ChoiceFilter("state", "状态", _STATES),
            TextFilter("words", "报送单位"),
        )
        empty = ("还没有收到过报送", "在“导入表格”里填好报送单位再导入，这里就有记录。")
        self.register = RegisterView(desk, COLUMNS, TITLE, filters, _take, _detail, empty)
        self.print_button = button("打印报送情况…", self._print, icon="print")
        layout = self.register.filters.layout()
        if layout is not None:
            layout.addWidget(self.print_button)
        self.setLayout(down(self.register))
        self.setFocusProxy(self.register.table.view)

    def reload(self) -> None:
        """Reads the receipts anew."""
        self._desk.ask(lambda office, _task: receipt_rows(office), self._show, owner=self, key="receipts")

    def _show(self, rows: list[Row]) -> None:
        filters = self.register.filters
        periods = dict.fromkeys(row["period"] for row in rows)
        filters.set_options("period", (("", "全部报告期"), *((period, period) for period in periods)))
        kinds = {row["kind"]: row["title"] for row in rows}
        filters.set_options("kind", (("", "全部表"), *kinds.items()))
        self.register.show_rows(rows)

    def _print(self) -> None:
        open_paper(self._desk, self, FORM, TITLE, self.register.filters.values()["period"])


def _take(row: Row, values: dict[str, str]) -> bool:
    chosen = all(values[key] in ("", row[key]) for key in ("period", "kind", "state"))
    return chosen and values["words"] in row["sender"]


def _detail(row: Row) -> Detail:
    lamp = _LAMPS[row["state"]]
    if row["state"] == MISSING:
        words = "这个单位以前报过这种表，最新的报告期还没有报。"
        return Detail(row["sender"], row["title"], (lamp.words, lamp.token), (Section("", words=words),))
    facts = (
        Field("表", row["title"]),
        Field("报告期", row["period"]),
        Field("首次报送", in_words(row["first_at"], Kind.MOMENT)),
        Field("最近报送", in_words(row["last_at"], Kind.MOMENT)),
        Field("收件人", row["operator"]),
        Field("轮次", f"{row['rounds']} 次（不同的文件）"),
        Field("最近一次的行数", f"{row['rows']:,}"),
        Field("其中错误行", f"{row['wrong']:,}"),
        Field("错误率", in_words(row["rate"], Kind.PERCENT)),
        Field("首次错误率", in_words(row["first_rate"], Kind.PERCENT)),
        Field("批次", f"第 {row['batch']} 批" if row["batch"] else "没有收下"),
    )
    return Detail(row["sender"], lamp=(lamp.words, lamp.token), sections=(Section("", facts),))
