"""The list of differences: how grave, in words, whose, how much; the code comes after the words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.base.findings import FindingState
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.widgets.columns import Provider, Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action
from guanxian_desk.desk.widgets.detail_panel import action_button
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.lamps import BLOCKS, NOTES, OPEN, WAITS, WAIVED
from guanxian_desk.desk.widgets.parts import down, label
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind

# The keys a provider's rows have; severity is one of "blocks", "notes", "waits".
COLUMNS = (
    TableColumn("severity", "轻重", width=84, lamps=(("blocks", BLOCKS), ("notes", NOTES), ("waits", WAITS))),
    TableColumn("title", "差异", width=148),
    TableColumn("who", "商户 / 对象", width=132, stretch=True),
    TableColumn("amount", "金额", Kind.MONEY, width=100),
    TableColumn("clause", "依据", width=104),
    TableColumn("todo", "由谁处理", width=108),
    TableColumn("state", "状态", width=120, lamps=((FindingState.OPEN, OPEN), (FindingState.WAIVED, WAIVED))),
    TableColumn("code", "编号", width=56),
)


class FindingsList(QWidget):
    """A record table of findings; actions on the selected ones stand below it while some are selected."""

    action_chosen = Signal(str, object)  # key, list[Row]

    def __init__(
        self,
        background: Background,
        actions: tuple[Action, ...] = (),
        columns: tuple[TableColumn, ...] = COLUMNS,
        name: str = "差异清单",
    ) -> None:
        super().__init__()
        self.table = RecordTable(background, columns, name)
        self.table.when_empty("没有差异", "本期各项资料之间没有发现差异。")
        self._chosen = label("", "soft")
        self.buttons = {action.key: action_button(action, self._act) for action in actions}
        self._bar = QWidget()
        flow = FlowLayout()
        for piece in (self._chosen, *self.buttons.values()):
            flow.addWidget(piece)
        self._bar.setLayout(flow)
        self._bar.setVisible(False)
        self.setLayout(down(self.table, self._bar))
        self.table.selection_changed.connect(self._on_selection)

    def show_rows(self, provider: Provider | None) -> None:
        """Shows the findings of a provider."""
        self.table.show_rows(provider)

    def _act(self, key: str) -> None:
        self.table.gather_selected(lambda rows: self._tell(key, rows))

    def _tell(self, key: str, rows: list[Row]) -> None:
        if rows:
            self.action_chosen.emit(key, rows)

    def _on_selection(self, count: int) -> None:
        self._bar.setVisible(bool(self.buttons) and count > 1)
        self._chosen.setText(f"对选中的 {count:,} 条")
