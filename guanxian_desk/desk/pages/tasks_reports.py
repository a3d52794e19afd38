"""报告: everything that was reported, with its state; entered by hand, or taken down from a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.record_edit import open_record
from guanxian_desk.desk.pages.register_view import RegisterView, chosen
from guanxian_desk.desk.pages.tasks_parts import put_bar
from guanxian_desk.desk.widgets.columns import Row, TableColumn, in_words
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

KIND = "task-progress"
STATES = {
    "口头": Lamp("ring", "amber", "口头 待补"),
    "电子": Lamp("clock", "blue", "电子"),
    "盖章": Lamp("done", "green", "盖章"),
}
_COUNTS = {
    "有效": Lamp("done", "green", "有效"),
    "已被替代": Lamp("minus", "grey", "已被替代"),
    "不计入": Lamp("alert", "amber", "不计入"),
}
_COLUMNS = (
    TableColumn("reported_on", "填报日期", Kind.DAY, 104),
    TableColumn("unit", "单位", width=152),
    TableColumn("no", "任务", width=52),
    TableColumn("period", "报告期", width=80),
    TableColumn("percent", "完成", Kind.PERCENT, 64),
    TableColumn("state", "状态", width=104, lamps=tuple(STATES.items())),
    TableColumn("counts", "计入", width=92, lamps=tuple(_COUNTS.items())),
    TableColumn("progress", "进展情况", width=160, stretch=True),
    TableColumn("evidence", "佐证材料", width=132),
)
_STATE_FILTER = (("", "全部状态"), ("口头", "口头（待补盖章件）"), ("电子", "电子（未盖章）"), ("盖章", "已盖章"))
_COUNT_FILTER = (("", "不限是否计入"), *((key, key) for key in _COUNTS))
_NONE = ("没有报告，或没有符合筛选的", "导入单位报来的进展表，或手工填报、快速录入。")


class ReportsView(RegisterView):
    """The reports of a plan."""

    def __init__(self, desk: Desk) -> None:
        filters = (
            ChoiceFilter("state", "状态", _STATE_FILTER),
            ChoiceFilter("counts", "是否计入", _COUNT_FILTER),
            TextFilter("words", "查找单位、任务、进展", 190),
        )
        super().__init__(desk, _COLUMNS, "报告", filters, chosen("state", "counts"), _detail, _NONE)
        self.day: TaskDay | None = None
        self.new_button = button("手工填报…", self._enter, icon="plus")
        self.quick_button = button("快速录入…", self._quick, icon="copy", tip="粘贴微信消息，或记下电话里报的进展")
        self.import_button = button("导入进展表…", lambda: desk.tab_asked.emit("exchange"), icon="import")
        put_bar(self, self.new_button, self.quick_button, self.import_button)
        self.panel.action_chosen.connect(lambda _key: self._mend())

    def show_day(self, day: TaskDay) -> None:
        """Shows the reports up to a day."""
        self.day = day

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.task_rows import report_rows

            return report_rows(office, day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows")

    def _enter(self) -> None:
        day = self.day
        if day is not None:
            texts = {"plan_key": day.key, "period": day.quarter.code, "reported_on": self._desk.today.isoformat()}
            units = tuple(sorted(unit.unit for unit in day.units))
            numbers = tuple(task.task.no for task in day.status.tasks)
            open_record(self._desk, self, KIND, texts=texts, suggestions={"unit_name": units, "task_number": numbers})

    def _quick(self) -> None:
        from guanxian_desk.desk.pages.tasks_quick import QuickEntry

        if self.day is not None:
            self._desk.over_asked.emit(QuickEntry(self._desk, self.day), "快速录入")

    def _mend(self) -> None:
        if self.row is not None:
            open_record(self._desk, self, KIND, self.row["key"])


def _detail(row: Row) -> Detail:
    state = STATES[row["state"]]
    written = f"（原写“{row['written']}”）" if row["written"] != row["unit"] else ""
    fields = (
        Field("单位", f"{row['unit']}{written}"),
        Field("任务", f"{row['no']} {row['title']}"),
        Field("完成", in_words(row["percent"], Kind.PERCENT) or "没有写，沿用上一次"),
        Field("佐证材料", row["evidence"] or "没有", "" if row["evidence"] else "amber"),
        Field("盖章件", row["sealed"] or "没有", "" if row["sealed"] else "amber"),
        Field("来源", _source(row)),
        Field("填报", f"{row['reporter']} {row['phone']} {row['reported_on'].isoformat()}".strip()),
        *([Field("签发人", row["signer"])] if row["signer"] else []),
        *([Field("指标值", row["values"])] if row["values"] else []),
        Field("是否计入", _COUNTS[row["counts"]].words, _COUNTS[row["counts"]].token),
    )
    sections = [Section("", fields), Section("进展情况", words=row["progress"])]
    sections += [Section("存在问题", words=row["problems"])] if row["problems"] else []
    sections += [Section("下步措施", words=row["next_steps"])] if row["next_steps"] else []
    actions = (Action("mend", "修改这份报告…", "settings"),)
    return Detail(row["unit"], row["period"], (state.words, state.token), tuple(sections), actions)


def _source(row: Row) -> str:
    waits = row["source"] and not row["sealed"]
    return f"{row['source']}，待补盖章件" if waits else row["source"] or "进展表"
