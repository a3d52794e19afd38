"""可兑现: rewards that the records show and nobody has claimed, with the clause and the facts behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.cultivation.rules.catalogue import MATTERS

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay

STORY, APPLY = "story", "apply"
_COLUMNS = (
    TableColumn("name", "企业", width=216),
    TableColumn("what", "奖励事项", width=152),
    TableColumn("year", "年度", Kind.CODE, 64),
    TableColumn("entitled", "封顶数", Kind.MONEY, 112),
    TableColumn("because", "事实", width=320, stretch=True),
    TableColumn("clause", "依据", width=208),
)
_FILTERS = (
    ChoiceFilter("year", "年度", (("", "全部年度"), ("this", "本年度"))),
    ChoiceFilter("matter", "事项", (("", "全部事项"), *((matter, matter) for matter in MATTERS))),
    TextFilter("words", "查找企业", 176),
)
_NONE = ("没有可主动兑现的奖补", "记录里看得出的事项都有人申请了。")


class OwedView(CultivationRegister):
    """The suggestions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "可兑现", _FILTERS, self._takes, _detail, _NONE, _rows)
        self.table.opened.connect(lambda row: self.firm_asked.emit(row["code"]))
        self.panel.action_chosen.connect(self._act)

    def _takes(self, row: Row, values: dict[str, str]) -> bool:
        year = self.day.year if self.day else None
        right = values["year"] == "" or row["year"] == year
        return right and values["matter"] in ("", row["matter"]) and found(row, values)

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key == STORY:
            self.firm_asked.emit(row["code"])
            return
        self.new_record(
            "reward-claims",
            code=row["code"],
            matter=row["matter"],
            level=row["level"],
            occurred_on=row["day"].isoformat(),
            amount_fen=_wan(row["entitled"]),
        )


def _wan(fen: int) -> str:
    """As a cell of the sheet is written: 15, 4.5."""
    from guanxian_desk.modules.cultivation.wording import wan

    return wan(fen).removesuffix(" 万元").replace(",", "")


def _rows(day: CultivationDay) -> list[Row]:
    from guanxian_desk.services.cultivation_claims import suggestion_rows

    return suggestion_rows(day)


def _detail(row: Row) -> Detail:
    fields = (
        Field("事项", row["what"]),
        Field("封顶数", f"最高 {yuan(row['entitled'])} 元"),
        Field("依据", row["clause"]),
    )
    sections = (
        Section("", fields),
        Section("事实", words=f"{row['because']}。"),
        Section("怎么办", words="请通知企业按申报指南申请；方案写的是“最高”，实发数由申报指南定。"),
    )
    actions = (Action(APPLY, "代企业登记申请…", "plus", primary=True), Action(STORY, "查看企业", "enterprises"))
    return Detail(row["name"], row["code"], ("没有人申请", "amber"), sections, actions)
