"""调度会: the meetings, their minutes, what they settled and how it stands; open items go into the task tracker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.digital_registers import EDIT, KeptView
from guanxian_desk.desk.pages.record_edit import open_record
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import Filter, TextFilter
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.digital.catalogue import NOTICE, PROBLEM_CLAUSE

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office

ADD, TRACK, PACKET, MINUTES = "add", "track", "digital-dispatch", "digital-minutes"
_TONES = {"已完成": "green", "超期": "red", "办理中": "amber"}


class MeetingsView(KeptView):
    """The meetings, the latest first."""

    kind, rows_of = "dispatch-meetings", "meetings"
    paper_asked = Signal(str, str)  # form, meeting

    def __init__(self, desk: Desk) -> None:
        columns = (
            TableColumn("held", "日期", Kind.DAY, 100),
            TableColumn("code", "编号", Kind.CODE, 80),
            TableColumn("title", "会议", width=220, stretch=True),
            TableColumn("chair", "主持人", width=96),
            TableColumn("items", "议定事项", Kind.COUNT, 80),
            TableColumn("done", "已完成", Kind.COUNT, 72),
            TableColumn("late", "超期", Kind.COUNT, 64),
            TableColumn("paper", "纪要文号", width=144),
        )
        filters: tuple[Filter, ...] = (TextFilter("words", "查找会议、纪要", 200),)
        empty = ("还没有登记调度会", "用“登记调度会”记下会议，再登记议定事项。")
        super().__init__(desk, columns, "调度会", filters, _detail, empty)
        self.panel.link_opened.connect(self._follow)

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """The meeting's number."""
        return (row["code"],)

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key == ADD:
            number = f"{row['code']}-{row['items'] + 1}"
            open_record(self._desk, self, "dispatch-actions", texts={"code": number, "meeting_code": row["code"]})
        elif key == TRACK:
            self._track(row)
        elif key == EDIT:
            super()._act(key)
        else:
            self.paper_asked.emit(key, row["code"])

    def _follow(self, key: str) -> None:
        if key in (MINUTES, PACKET, EDIT):
            self._act(key)
        else:
            open_record(self._desk, self, "dispatch-actions", (key,))

    def _track(self, row: Row) -> None:
        code = row["code"]

        def write(office: Office, _task: Task) -> int:
            from guanxian_desk.services.dispatch import put_into_tracker

            return put_into_tracker(office, code)

        self._desk.change(
            write,
            lambda count: self._desk.said.emit(f"{count} 项议定事项已转入任务台账，由责任单位报进展"),
            owner=self,
            title="转入任务台账",
        )


def _detail(row: Row) -> Detail:
    head = (
        Field("召开", f"{row['held']}　{row['place']}"),
        Field("主持人", row["chair"] or "（没有填写）"),
        Field("参加人员", row["attendees"] or "（没有填写）"),
        *([Field("纪要文号", row["paper"])] if row["paper"] else []),
    )
    sections = (
        Section("", head, links=((EDIT, "修改会议…"), (PACKET, "打印会议材料…"))),
        *(Section("" if at else "议程", words=line) for at, line in enumerate(row["agenda"])),
        Section("会议纪要", words=row["minutes"] or "（没有填写）", links=((MINUTES, "打印会议纪要…"),)),
        *_items(row),
        Section(f"依据　{NOTICE} 二", words=f"“{PROBLEM_CLAUSE}”"),
    )
    if not row["came"]:
        lamp = ("还没有召开", "grey")
    elif row["late"]:
        lamp = (f"{row['late']} 项超期", "red")
    else:
        left = row["items"] - row["done"]
        lamp = (f"{left} 项办理中", "amber") if left else ("全部完成", "green")
    return Detail(row["title"], row["code"], lamp, sections, _actions(row))


def _items(row: Row) -> list[Section]:
    if not row["actions"]:
        return [Section("议定事项", words="还没有登记议定事项。")]
    sections = []
    for at, (action, state) in enumerate(row["actions"]):
        done = f"{action.done_on}，{action.outcome or ''}" if action.done_on else action.outcome or "（没有填写）"
        fields = (
            Field(action.code, action.action),
            Field("谁、何时", f"{action.responsible}，{action.due} 前"),
            Field("状态", state.words, _TONES[state.words]),
            Field("完成情况", done),
            *([Field("任务台账", f"{state.lamp}灯，{state.percent}%（{state.task}）")] if state.task else []),
        )
        mend = ((action.code, f"登记 {action.code} 的完成情况…"),)
        sections.append(Section("" if at else "议定事项", fields, links=mend))
    return sections


def _actions(row: Row) -> tuple[Action, ...]:
    left = any(not action.task_number and state.words != "已完成" for action, state in row["actions"])
    return (
        Action(ADD, "登记议定事项…", "plus", primary=True),
        *(
            [Action(TRACK, "未完成的转入任务台账", "tasks", tip="每项成为任务台账里的一项任务，由责任单位报进展")]
            if left
            else []
        ),
    )
