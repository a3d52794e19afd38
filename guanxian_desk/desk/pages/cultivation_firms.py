"""企业: the registry, filtered by township, park, chain and rung."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay

STORY, DOSSIER, EDIT = "story", "dossier", "edit"
COLUMNS = (
    TableColumn("name", "企业", width=200, stretch=True),
    TableColumn("township", "乡镇", width=88),
    TableColumn("chain", "产业链", width=120),
    TableColumn("rung", "梯队", width=104),
    TableColumn("pool", "培育库", width=88),
    TableColumn("revenue", "营业收入", Kind.MONEY, 128, summed=False),
    TableColumn("paid", "已得奖补", Kind.MONEY, 124),
)
_SHOWN = (("", "全部企业"), ("pool", "在库的"), ("owed", "有奖补没申请的"), ("codes", "换过代码的"))
_FILTERS = (
    ChoiceFilter("township", "乡镇", (("", "全部乡镇"),)),
    ChoiceFilter("park", "园区", (("", "全部园区"),)),
    ChoiceFilter("chain", "产业链", (("", "全部产业链"),)),
    ChoiceFilter("rung", "梯队", (("", "全部梯队"),)),
    ChoiceFilter("shown", "哪些企业", _SHOWN),
    TextFilter("words", "查找名称、代码、产品", 176),
)
_NONE = ("没有这样的企业", "放宽筛选，或在“数据交换”导入各乡镇的企业名册。")
_CHOSEN = (("township", "全部乡镇"), ("park", "全部园区"), ("chain", "全部产业链"), ("rung", "全部梯队"))


class FirmsView(CultivationRegister):
    """The enterprises."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, COLUMNS, "企业名册", _FILTERS, _takes, _detail, _NONE, _rows)
        self.add_button = button("新增企业…", lambda: self.new_record("enterprises"), icon="plus")
        self.add_tools(self.add_button)
        self.table.opened.connect(lambda row: self.firm_asked.emit(row["code"]))
        self.panel.action_chosen.connect(self._act)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Offers the townships, parks, chains and rungs that there are."""
        for key, every in _CHOSEN:
            counts: dict[str, int] = {}
            for row in rows:
                for word in row[key].split("、"):
                    counts[word] = counts.get(word, 0) + 1
            options = tuple((word, f"{word} {count}") for word, count in sorted(counts.items()))
            self.filters.set_options(key, (("", every), *options))
        super().show_rows(rows)

    def show_rung(self, rung: str) -> None:
        """Only those who stand on a rung."""
        blank = {key: "" for key, _ in _CHOSEN}
        self.filters.set_values(blank | {"shown": "", "words": "", "rung": rung})

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        if key == STORY:
            self.firm_asked.emit(row["code"])
        elif key == DOSSIER:
            self.paper_asked.emit("cultivation-enterprise", "企业档案", row["code"])
        else:
            self.old_record("enterprises", row["code"])


def _rows(day: CultivationDay) -> list[Row]:
    from guanxian_desk.services.cultivation_firms import firm_rows

    return firm_rows(day)


def _takes(row: Row, values: dict[str, str]) -> bool:
    shown = {"": True, "pool": bool(row["pool"]), "owed": row["owed"], "codes": row["codes"] > 1}
    chosen = all(not values[key] or values[key] in row[key].split("、") for key, _ in _CHOSEN)
    return chosen and shown[values["shown"]] and found(row, values)


def _detail(row: Row) -> Detail:
    revenue = f"{row['revenue_year']}年 {yuan(row['revenue'])} 元" if row["revenue"] is not None else "没有年度数据"
    fields = (
        Field("乡镇", row["township"]),
        Field("园区", row["park"]),
        Field("产业链", row["chain"]),
        Field("行业", row["industry"] or "—"),
        Field("梯队", row["rung"]),
        Field("培育库", row["pool"] or "不在库"),
        Field("营业收入", revenue),
        Field("已得奖补", f"{yuan(row['paid'] or 0)} 元"),
        *((Field("奖补", "有可以申请而没有申请的", "amber"),) if row["owed"] else ()),
    )
    actions = (
        Action(STORY, "查看全部经过", "enterprises", primary=True),
        Action(DOSSIER, "打印企业档案…", "print"),
        Action(EDIT, "修改登记…", "file"),
    )
    lamp = (row["rung"], "blue" if row["pool"] else "grey")
    return Detail(row["name"], row["code"], lamp, (Section("", fields),), actions)
