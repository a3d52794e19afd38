"""进展, 问题, 要素, 专班 and 差错: the library's other registers of a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.record_edit import open_record
from guanxian_desk.desk.pages.register_view import RegisterView, chosen
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, Filter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.digital.catalogue import NOTICE, PROBLEM_CLAUSE, RULE_OF, RULES, SEAT_CLAUSE
from guanxian_desk.modules.digital.pictures import wan

if TYPE_CHECKING:
    from guanxian_desk.services.digital_day import DigitalDay

EDIT, PROJECT = "edit", "project"
_TO_PROJECT = Action(PROJECT, "查看项目", "right")
_STATES = (
    ("超期", Lamp("square", "red", "超期")),
    ("办理中", Lamp("clock", "amber", "办理中")),
    ("已办结", Lamp("done", "green", "已办结")),
    ("待落实", Lamp("clock", "amber", "待落实")),
    ("已落实", Lamp("done", "green", "已落实")),
)


class KeptView(RegisterView):
    """A register of one sheet kind, whose lines are mended by hand. project_asked: a project is to be shown."""

    project_asked = Signal(str)
    kind = ""
    rows_of = ""

    def __init__(
        self,
        desk: Desk,
        columns: tuple[TableColumn, ...],
        name: str,
        filters: tuple[Filter, ...],
        detail: Callable[[Row], Detail],
        empty: tuple[str, str],
    ) -> None:
        keys = (one.key for one in filters if isinstance(one, ChoiceFilter))
        super().__init__(desk, columns, name, filters, chosen(*keys), detail, empty)
        self.panel.action_chosen.connect(self._act)
        self.table.opened.connect(lambda _row: self._act(EDIT))

    def show_day(self, day: DigitalDay) -> None:
        """Shows a day's lines."""
        self.show_rows(getattr(day, self.rows_of))

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """The record's natural key as it is stored."""
        return (row["code"],)

    def _act(self, key: str) -> None:
        if self.row is None:
            return
        if key == PROJECT:
            self.project_asked.emit(self.row["number"])
        elif self.kind:
            open_record(self._desk, self, self.kind, self.key_of(self.row))


class ProgressView(KeptView):
    """进展: the monthly reports, the latest first."""

    kind, rows_of = "project-progress", "progress"

    def __init__(self, desk: Desk) -> None:
        columns = (
            TableColumn("month", "月份", width=72),
            TableColumn("number", "编号", Kind.CODE, 84),
            TableColumn("name", "项目", width=160, stretch=True),
            TableColumn("stage", "报的阶段", width=76),
            TableColumn("invested", "累计完成", Kind.MONEY, 124, summed=False),
            TableColumn("added", "本月新增", Kind.MONEY, 116),
            TableColumn("physical", "形象进度", width=104),
            TableColumn("reported", "填报日期", Kind.DAY, 100),
        )
        filters: tuple[Filter, ...] = (
            ChoiceFilter("month", "月份", (("", "全部月份"),)),
            TextFilter("words", "查找项目、形象进度、问题", 232),
        )
        empty = ("还没有月报", "导入“项目进度”工作簿，或在项目里登记月报。")
        super().__init__(desk, columns, "进展", filters, _progress_detail, empty)

    def show_day(self, day: DigitalDay) -> None:
        """The months that have reports can be chosen."""
        months = sorted({row["month"] for row in day.progress}, reverse=True)
        self.filters.set_options("month", (("", "全部月份"), *((month, month) for month in months)))
        super().show_day(day)

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """Project and month."""
        return (row["number"], row["month"])


def _progress_detail(row: Row) -> Detail:
    fields = (
        Field("累计完成", f"{wan(row['invested'])} 万元"),
        Field("本月新增", f"{wan(row['added'])} 万元", "red" if row["added"] < 0 else ""),
        Field("形象进度", row["physical"]),
        Field("报的阶段", row["stage"] or "没有变化"),
        Field("存在问题", row["problems"] or "无"),
        Field("需协调事项", row["coordination"] or "无"),
        Field("填报日期", str(row["reported"])),
    )
    actions = (Action(EDIT, "修改这份月报…", "file", primary=True), _TO_PROJECT)
    return Detail(row["name"], f"{row['number']} · {row['month']}", None, (Section("", fields),), actions)


class ProblemsView(KeptView):
    """问题: 一事一议."""

    kind, rows_of = "project-problems", "problems"

    def __init__(self, desk: Desk) -> None:
        columns = (
            TableColumn("state", "状态", width=88, lamps=_STATES),
            TableColumn("code", "编号", Kind.CODE, 96),
            TableColumn("problem", "问题", width=184, stretch=True),
            TableColumn("name", "项目", width=128),
            TableColumn("responsible", "谁答复", width=136),
            TableColumn("until", "答复期限", Kind.DAY, 100),
            TableColumn("meeting_day", "上会日期", Kind.DAY, 100),
        )
        states = (("", "全部问题"), *((name, name) for name in ("超期", "办理中", "已办结")))
        filters: tuple[Filter, ...] = (
            ChoiceFilter("state", "状态", states),
            TextFilter("words", "查找问题、项目、责任单位", 232),
        )
        empty = ("没有这样的问题", "项目遇到的困难在这里“一事一议”：用“登记问题”记下来。")
        super().__init__(desk, columns, "问题", filters, _problem_detail, empty)


def _problem_detail(row: Row) -> Detail:
    lamp = dict(_STATES)[row["state"]]
    meeting = f"{row['meeting']}（{row['meeting_day']}）" if row["meeting"] else "还没有上会"
    fields = (
        Field("提出", f"{row['name']}，{row['raised']}"),
        Field("议定的会议", meeting),
        Field("谁答复", row["responsible"]),
        Field("答复期限", str(row["until"]), "red" if row["state"] == "超期" else ""),
        Field("办结日期", str(row["settled"] or "没有办结")),
        Field("处理结果", row["outcome"] or "（没有填写）"),
    )
    sections = (
        Section("问题", words=row["problem"]),
        Section("", fields),
        Section(f"依据　{NOTICE} 二", words=f"“{PROBLEM_CLAUSE}”"),
    )
    actions = (Action(EDIT, "登记答复、办结…", "check", primary=row["state"] != "已办结"), _TO_PROJECT)
    return Detail("一事一议", row["code"], (row["state"], lamp.token), sections, actions)


class NeedsView(KeptView):
    """要素: land, power and money that projects need."""

    kind, rows_of = "project-needs", "needs"

    def __init__(self, desk: Desk) -> None:
        columns = (
            TableColumn("state", "状态", width=96, lamps=_STATES),
            TableColumn("factor", "要素", width=64),
            TableColumn("need", "需求", width=200, stretch=True),
            TableColumn("name", "项目", width=152),
            TableColumn("responsible", "责任单位", width=152),
            TableColumn("by", "需要日期", Kind.DAY, 100),
            TableColumn("met", "落实日期", Kind.DAY, 100),
        )
        filters: tuple[Filter, ...] = (
            ChoiceFilter(
                "factor", "要素", (("", "全部要素"), *((one, one) for one in ("用地", "用电", "资金", "其他")))
            ),
            ChoiceFilter("state", "状态", (("", "全部状态"), ("待落实", "待落实"), ("已落实", "已落实"))),
            TextFilter("words", "查找需求、项目、责任单位", 232),
        )
        empty = ("没有这样的要素需求", "项目的用地、用电、资金需求用“登记要素需求”记下来。")
        super().__init__(desk, columns, "要素需求", filters, _need_detail, empty)


def _need_detail(row: Row) -> Detail:
    lamp = dict(_STATES)[row["state"]]
    fields = (
        Field("项目", row["name"]),
        Field("提出日期", str(row["raised"])),
        Field("责任单位", row["responsible"]),
        Field("需要日期", str(row["by"] or "（没有写明）")),
        Field("落实日期", str(row["met"] or "没有落实")),
        Field("落实情况", row["outcome"] or "（没有填写）"),
    )
    sections = (Section(row["factor"], words=row["need"]), Section("", fields))
    actions = (Action(EDIT, "登记落实情况…", "check", primary=row["state"] == "待落实"), _TO_PROJECT)
    return Detail("要素需求", row["code"], (row["state"], lamp.token), sections, actions)


class MembersView(KeptView):
    """专班: who holds each seat on the day; whoever takes the post takes the seat."""

    kind, rows_of = "taskforce-members", "members"

    def __init__(self, desk: Desk) -> None:
        columns = (
            TableColumn("seat", "席位", Kind.COUNT, 56, summed=False),
            TableColumn("role", "角色", width=80),
            TableColumn("name", "姓名", width=140),
            TableColumn("post", "职务", width=240, stretch=True),
            TableColumn("since", "任职日期", Kind.DAY, 100),
        )
        filters: tuple[Filter, ...] = (
            ChoiceFilter("role", "角色", (("", "全部成员"), *((one, one) for one in ("组长", "副组长", "成员")))),
            TextFilter("words", "查找姓名、职务", 200),
        )
        empty = ("这一天没有专班成员", "成员名单从 2022-04-12 起，按职务自行替补。")
        super().__init__(desk, columns, "专班成员", filters, _member_detail, empty)
        self.panel.action_chosen.connect(self._succeed)

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """Seat and name."""
        return (row["seat"], row["name"])

    def _act(self, key: str) -> None:
        if key == EDIT:
            super()._act(key)

    def _succeed(self, key: str) -> None:
        row = self.row
        if key == "succeed" and row is not None:
            known = {"seat": str(row["seat"]), "role": row["role"], "post": row["post"]}
            open_record(self._desk, self, self.kind, texts=known)


def _member_detail(row: Row) -> Detail:
    held = tuple(
        Field(f"{one.since} 起", f"{one.name}，{one.post}" + (f"，{one.until} 离任" if one.until else ""))
        for one in row["held"]
    )
    sections = (
        Section("", (Field("角色", row["role"]), Field("职务", row["post"]), Field("任职日期", str(row["since"])))),
        Section("这个席位先后是谁", held),
        Section(f"依据　{NOTICE} 附件1", words=f"“{SEAT_CLAUSE}”"),
    )
    lamp = ("自行替补", "blue") if row["new"] else None
    actions = (
        Action("succeed", "登记继任者…", "account", primary=True),
        Action(EDIT, "修改、登记离任…", "file"),
    )
    return Detail(row["name"], f"第 {row['seat']} 席", lamp, sections, actions)


class FindingsView(KeptView):
    """差错: D01–D06."""

    rows_of = "findings"

    def __init__(self, desk: Desk) -> None:
        columns = (
            TableColumn("title", "差错", width=152),
            TableColumn("code", "代码", Kind.CODE, 56),
            TableColumn("number", "编号", Kind.CODE, 84),
            TableColumn("name", "项目", width=152),
            TableColumn("detail", "经过", width=220, stretch=True),
            TableColumn("responsible", "谁处理", width=128),
        )
        filters: tuple[Filter, ...] = (
            ChoiceFilter("code", "种类", (("", "全部差错"), *((rule.code, rule.title) for rule in RULES))),
            TextFilter("words", "查找项目、经过", 200),
        )
        super().__init__(desk, columns, "差错", filters, _finding_detail, ("没有差错", "项目库截至这一天没有差错。"))
        self.table.opened.connect(lambda _row: self._act(PROJECT))


def _finding_detail(row: Row) -> Detail:
    rule = RULE_OF[row["code"]]
    sections = (
        Section("", (Field("项目", row["name"]), Field("由谁处理", row["responsible"] or "专班办公室"))),
        Section("经过", words=f"{row['detail']}。"),
        Section("怎么办", words=rule.todo),
        Section(f"依据　{NOTICE} 二", words=f"“{rule.clause}”"),
    )
    action = Action(PROJECT, "查看项目", "right", primary=True)
    return Detail(rule.title, f"{row['code']} · {row['number']}", ("待处理", "amber"), sections, (action,))
