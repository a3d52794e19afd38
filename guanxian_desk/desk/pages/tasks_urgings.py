"""督办: the register of 督办通知单, each tracked to its reply and its end; and the log of reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView, chosen
from guanxian_desk.desk.pages.tasks_forms import Replied, ReplyForm
from guanxian_desk.desk.pages.tasks_parts import push_form
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

REPLY, SETTLE, PRINT = "reply", "settle", "print"
_LAMPS = {
    "待回复": Lamp("clock", "blue", "待回复"),
    "逾期未回复": Lamp("square", "red", "逾期未回复"),
    "已回复": Lamp("ring", "amber", "已回复"),
    "已办结": Lamp("done", "green", "已办结"),
}
_COLUMNS = (
    TableColumn("number", "编号", width=152),
    TableColumn("unit", "单位", width=168),
    TableColumn("tasks", "任务", width=96),
    TableColumn("matter", "督办事项", width=200, stretch=True),
    TableColumn("issued_on", "发出", Kind.DAY, 104),
    TableColumn("reply_by", "要求回复", Kind.DAY, 104),
    TableColumn("replied_on", "回复", Kind.DAY, 104),
    TableColumn("state", "状态", width=112, lamps=tuple(_LAMPS.items())),
)
_NONE = ("没有督办通知单", "在“单位”里选一个单位，点“发督办通知单…”。")


class UrgingsView(RegisterView):
    """The slips of a plan."""

    paper_asked = Signal(str, str, str)  # form, words, number

    def __init__(self, desk: Desk) -> None:
        shown = (("", "全部"), *((state, state) for state in _LAMPS))
        filters = (ChoiceFilter("state", "状态", shown), TextFilter("words", "查找编号、单位、事项", 200))
        super().__init__(desk, _COLUMNS, "督办通知单", filters, chosen("state"), _detail, _NONE)
        self.panel.action_chosen.connect(self._act)

    def show_day(self, day: TaskDay) -> None:
        """Shows the register up to a day."""

        def read(_office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.task_rows import urging_rows

            return urging_rows(day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows")

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key == REPLY:
            form = ReplyForm(f"{row['number']} {row['unit']}", self._desk.today)
            form.submitted.connect(lambda replied: self._reply(row, replied))
            push_form(self, form, "登记督办回执", form.by)
        elif key == SETTLE:
            self._settle(row)
        else:
            self.paper_asked.emit("tasks-urging", "督办通知单", row["number"])

    def _reply(self, row: Row, replied: Replied) -> None:
        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import register_reply

            register_reply(office, row["number"], replied.day, replied.by, replied.words, replied.settled)

        self.write(verb, f"已登记{row['number']}的回执", "登记督办回执")

    def _settle(self, row: Row) -> None:
        def verb(office: Office) -> None:
            from guanxian_desk.services.task_work import settle_urging

            settle_urging(office, row["number"])

        self.write(verb, f"{row['number']}已办结", "督办办结")


def _detail(row: Row) -> Detail:
    lamp = _LAMPS[row["state"]]
    fields = (
        Field("任务", row["tasks"]),
        Field("发出", row["issued_on"].isoformat()),
        Field("要求回复", row["reply_by"].isoformat(), "red" if row["state"] == "逾期未回复" else ""),
        Field("回复", f"{row['replied_on'].isoformat()} {row['replied_by']}" if row["replied_on"] else "还没有"),
    )
    sections = [Section("", fields), Section("督办事项", words=row["matter"])]
    sections += [Section("回复内容", words=row["reply"])] if row["reply"] else []
    actions = (
        *([Action(REPLY, "登记回执…", "check", primary=not row["replied_on"])] if row["state"] != "已办结" else []),
        *([Action(SETTLE, "办结", "done", primary=True)] if row["state"] == "已回复" else []),
        Action(PRINT, "打印督办通知单…", "print"),
    )
    return Detail(row["unit"], row["number"], (lamp.words, lamp.token), tuple(sections), actions)
