"""目标: the ten targets of 2022–2024 against time, with the names behind each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.columns import Row, TableColumn, TupleProvider
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.picture_view import PictureView
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay

_LAMPS = (
    ("已完成", Lamp("done", "blue", "已完成")),
    ("正常", Lamp("done", "green", "正常")),
    ("落后", Lamp("triangle", "amber", "落后")),
)
_COLUMNS = (
    TableColumn("name", "目标", width=176, stretch=True),
    TableColumn("target", "目标数", Kind.COUNT, 72, summed=False),
    TableColumn("actual", "已完成", Kind.COUNT, 72, summed=False),
    TableColumn("left", "还差", Kind.COUNT, 64, summed=False),
    TableColumn("share", "完成率", Kind.PERCENT, 72),
    TableColumn("state", "与时间比", width=96, lamps=_LAMPS),
    TableColumn("clause", "依据", width=200),
)
_NAMES = (
    TableColumn("day", "日期", Kind.DAY, 96),
    TableColumn("name", "名称", width=200, stretch=True),
)


class TargetsView(QWidget):
    """A bar or a line opens the names."""

    firm_asked = Signal(str)  # credit code

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[Row] = []
        self.picture = PictureView()
        self.picture.opened.connect(self._select)
        self.table = RecordTable(desk.background, _COLUMNS, "三年目标")
        self.table.current_changed.connect(self._open)
        self.panel = DetailPanel()
        column = down(self.picture, work_split(self.table, self.panel))
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.table.view)

    def show_day(self, day: CultivationDay) -> None:
        """Shows the targets as of a day."""
        from guanxian_desk.modules.cultivation.pictures import behind, target_bars

        targets, policy, as_of = day.targets.targets, day.policy, day.as_of
        self.picture.show_drawn(lambda width: target_bars(targets, policy, as_of, width))
        self._rows = [
            {
                "key": one.metric.key,
                "name": one.metric.name,
                "target": one.target,
                "actual": one.actual,
                "left": max(one.target - one.actual, 0),
                "share": one.actual * 1_000_000 // one.target if one.target else None,
                "state": _state(one.actual >= one.target, behind(one, policy, as_of)),
                "clause": policy.citation(one.metric.policy, policy.last_day),
                "counted": one.counted,
            }
            for one in targets
        ]
        self.table.show_rows(TupleProvider(self._rows))

    def _select(self, key: str) -> None:
        place = next(place for place, row in enumerate(self._rows) if row["key"] == key)
        self.table.select_row(place)

    def _open(self, row: Row | None) -> None:
        if row is None:
            return
        names = RecordTable(self._desk.background, _NAMES, f"{row['name']}的名单")
        names.when_empty("还没有", "达到条件的企业或人员列在这里。")
        names.show_rows(TupleProvider([{"code": one.code, "name": one.name, "day": one.day} for one in row["counted"]]))
        names.opened.connect(lambda who: self.firm_asked.emit(who["code"]))
        self.panel.open(names, f"{row['name']}　{row['actual']} / {row['target']}")


def _state(done: bool, late: bool) -> str:
    if done:
        return "已完成"
    return "落后" if late else "正常"
