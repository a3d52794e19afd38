"""差错: C01 to C10 of the year, those that block first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import chosen
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import BLOCKS, NOTES
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay

STORY, CLAIM = "story", "claim"
_COLUMNS = (
    TableColumn("blocks", "作用", width=72, lamps=(("拦截", BLOCKS), ("提示", NOTES))),
    TableColumn("title", "差错", width=144),
    TableColumn("name", "企业", width=176),
    TableColumn("detail", "说明", width=264, stretch=True),
    TableColumn("amount", "金额", Kind.MONEY, 112),
    TableColumn("code", "编号", width=56),
)
_FILTERS = (
    ChoiceFilter("code", "差错种类", (("", "全部差错"),)),
    ChoiceFilter("blocks", "作用", (("", "拦截和提示"), ("拦截", "只看拦截的"), ("提示", "只看提示的"))),
    TextFilter("words", "查找企业、申请编号", 200),
)
_NONE = ("没有差错", "本年度的申请、认定和培育库没有发现问题。")


class FindingsView(CultivationRegister):
    """The findings."""

    claim_asked = Signal(str)  # number

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "差错", _FILTERS, chosen("code", "blocks"), _detail, _NONE, _rows)
        self.table.opened.connect(self._open_place)
        self.panel.action_chosen.connect(self._act)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Offers the kinds that there are."""
        counts = Counter((row["code"], row["title"]) for row in rows)
        kinds = tuple((code, f"{code} {title} {number}") for (code, title), number in sorted(counts.items()))
        self.filters.set_options("code", (("", f"全部差错 {len(rows)}"), *kinds))
        super().show_rows(rows)

    def _open_place(self, row: Row) -> None:
        if row["claim"]:
            self.claim_asked.emit(row["claim"])
        elif row["firm"]:
            self.firm_asked.emit(row["firm"])

    def _act(self, key: str) -> None:
        row = self.row
        if row is not None and key == CLAIM:
            self.claim_asked.emit(row["claim"])
        elif row is not None:
            self.firm_asked.emit(row["firm"])


def _rows(day: CultivationDay) -> list[Row]:
    from guanxian_desk.services.cultivation_claims import finding_rows

    return finding_rows(day)


def _detail(row: Row) -> Detail:
    fields = (
        Field(row["subject_word"], row["subject"]),
        *((Field("企业", row["name"]),) if row["name"] else ()),
        *((Field("金额", f"{yuan(row['amount'])} 元"),) if row["amount"] else ()),
        Field("依据", row["clause"] or "信用代码校验规则（GB 32100—2015）"),
    )
    sections = (Section("", fields), Section("经过", words=f"{row['detail']}。"), Section("怎么办", words=row["todo"]))
    actions = (
        *((Action(CLAIM, "查看申请", "file", primary=True),) if row["claim"] else ()),
        *((Action(STORY, "查看企业", "enterprises"),) if row["firm"] else ()),
    )
    tone = "red" if row["blocks"] == "拦截" else "amber"
    return Detail(row["title"], row["code"], (row["blocks"], tone), sections, actions)
