"""What all dossiers ask for: broken norms and coming limits, each with its clause; a line opens its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_verdicts import BADGES
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.law.verdicts import State

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office

COLUMNS = (
    TableColumn("due", "期限", Kind.DAY, 104),
    TableColumn(
        "state",
        "状态",
        width=104,
        lamps=(("unmet", Lamp("failed", "red", "未满足")), ("pending", Lamp("clock", "amber", "未到期"))),
    ),
    TableColumn("demand", "要求", width=280, stretch=True),
    TableColumn("title", "决策事项", width=220),
    TableColumn("citation", "条文", width=136),
    TableColumn("norm", "规范", Kind.CODE, 72),
)
_SHOWN = (("", "全部"), ("unmet", "未满足的"), ("soon", "三十天内到期的"), ("pending", "未到期的"))
_SOON = 30
_EMPTY = ("没有到期的事项", "在办档案里没有未满足的要求，也没有登记期限。")
_OPEN = "open"


class DueView(RegisterView):
    """Emits opened(key, stage)."""

    opened = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        filters = (ChoiceFilter("shown", "哪些事项", _SHOWN), TextFilter("words", "查找要求、事项、规范编号", 216))
        super().__init__(desk, COLUMNS, "到期事项", filters, _takes, _detail, _EMPTY)
        self.table.opened.connect(lambda row: self.opened.emit(row["key"], row["phase"]))
        self.panel.action_chosen.connect(self._act)

    def reload(self) -> None:
        """Reads what is due as of the window's day."""
        day = self._desk.as_of

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.dossier_list import due_rows

            return due_rows(office, day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows", title="读取到期事项")

    def _act(self, action: str) -> None:
        if self.row is not None and action == _OPEN:
            self.opened.emit(self.row["key"], self.row["phase"])


def _takes(row: Row, values: dict[str, str]) -> bool:
    shown, words = values["shown"], values["words"].lower()
    if shown == "soon" and not (row["days"] is not None and row["days"] <= _SOON):
        return False
    if shown in ("unmet", "pending") and row["state"] != shown:
        return False
    return not words or any(words in str(row[name]).lower() for name in ("demand", "title", "norm", "key"))


def _detail(row: Row) -> Detail:
    fields = (
        Field("决策事项", f"{row['title']}（{row['key']}）"),
        Field("条文", f"冠政发〔2022〕8号{row['citation']}"),
        *((Field("期限", f"{row['due'].isoformat()}（还有 {row['days']} 天）"),) if row["due"] else ()),
    )
    lamp = BADGES[State(row["state"])]
    sections = (Section(fields=fields), Section("评判", words=row["message"]))
    return Detail(row["demand"], row["norm"], lamp, sections, (Action(_OPEN, "打开这一阶段", "open", primary=True),))
