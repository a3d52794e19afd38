"""服务与培训: what the special commissioners did, problems raised and solved, and who was trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay

STORY, EDIT = "story", "edit"
_OPEN, _SOLVED, _QUIET, _TRAINED = "未解决", "已解决", "没有提出问题", "培训"
_LAMPS = (
    (_OPEN, Lamp("triangle", "amber", _OPEN)),
    (_SOLVED, Lamp("done", "green", _SOLVED)),
    (_QUIET, Lamp("minus", "grey", "—")),
    (_TRAINED, Lamp("account", "blue", _TRAINED)),
)
_COLUMNS = (
    TableColumn("day", "日期", Kind.DAY, 104),
    TableColumn("name", "企业", width=208),
    TableColumn("kind", "类别", width=112),
    TableColumn("words", "内容", width=240, stretch=True),
    TableColumn("who", "人员", width=88),
    TableColumn("state", "问题", width=112, lamps=_LAMPS),
)
_FILTERS = (
    ChoiceFilter(
        "state",
        "哪些",
        (
            ("", "全部"),
            (_OPEN, "问题没有解决的"),
            (_SOLVED, "问题已解决的"),
            ("service", "只看服务"),
            (_TRAINED, "只看培训"),
        ),
    ),
    TextFilter("words", "查找企业、内容、人员", 200),
)
_NONE = ("没有这样的记录", "导入企业服务和培训人员，或点右边的按钮登记。")


class ServicesView(CultivationRegister):
    """Services and trainees in one list, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "服务与培训", _FILTERS, _takes, _detail, _NONE, _rows)
        self.add_button = button("登记服务…", lambda: self.new_record("services"), icon="plus")
        self.train_button = button("登记培训…", lambda: self.new_record("trainees"), icon="plus")
        self.add_tools(self.add_button, self.train_button)
        self.table.opened.connect(lambda row: self.firm_asked.emit(row["code"]))
        self.panel.action_chosen.connect(self._act)

    def _act(self, key: str) -> None:
        row = self.row
        if row is not None and key == STORY:
            self.firm_asked.emit(row["code"])
        elif row is not None:
            self.old_record(row["sheet"], *row["key"])


def _rows(day: CultivationDay) -> list[Row]:
    from guanxian_desk.services.cultivation_firms import service_rows, trainee_rows

    rows: list[Row] = [
        {
            **row,
            "day": row["served_on"],
            "words": row["content"],
            "who": row["served_by"] or "",
            "sheet": "services",
            "key": (row["number"],),
        }
        for row in service_rows(day)
    ]
    rows += [
        {
            **row,
            "day": row["trained_on"],
            "who": row["name"],
            "name": row["firm_name"],
            "words": row["training"],
            "state": _TRAINED,
            "problem": None,
            "outcome": None,
            "sheet": "trainees",
            "key": (row["name"], row["code"], row["kind"], row["trained_on"]),
        }
        for row in trainee_rows(day)
    ]
    return sorted(rows, key=lambda row: row["day"], reverse=True)


def _takes(row: Row, values: dict[str, str]) -> bool:
    state = values["state"]
    return (state in ("", row["state"]) or (state == "service" and row["sheet"] == "services")) and found(row, values)


def _detail(row: Row) -> Detail:
    fields = (
        Field("日期", row["day"].isoformat()),
        Field("企业", row["name"]),
        Field("类别", row["kind"]),
        Field("人员", row["who"] or "—"),
    )
    sections = [Section("", fields), Section("内容", words=row["words"])]
    if row["problem"]:
        sections.append(Section("提出的问题", words=row["problem"]))
        sections.append(Section("解决情况", words=row["outcome"] or "还没有解决"))
    actions = (Action(STORY, "查看企业", "enterprises", primary=True), Action(EDIT, "修改记录…", "file"))
    lamp = dict(_LAMPS)[row["state"]]
    return Detail(row["kind"], row["code"], (row["state"], lamp.token), tuple(sections), actions)
