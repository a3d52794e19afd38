"""小区进度: how many households of every estate have paid, the slowest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView, found
from guanxian_desk.desk.widgets.columns import Row, TableColumn, in_words
from guanxian_desk.desk.widgets.detail import Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.voucher_day import VoucherDay

_COLUMNS = (
    TableColumn("place", "小区", width=144, stretch=True),
    TableColumn("unit", "产权单位", width=144),
    TableColumn("due", "应办户数", Kind.COUNT, 80),
    TableColumn("ever", "已办户数", Kind.COUNT, 80),
    TableColumn("rate", "完成率", Kind.PERCENT, 80),
    TableColumn("today", "当日", Kind.COUNT, 56),
    TableColumn("week", "本周", Kind.COUNT, 56),
    TableColumn("fen", "缴费金额", Kind.MONEY, 128),
    TableColumn("responsible", "责任人", width=80),
)
_NONE = ("没有这样的小区", "导入适用范围认定或缴费凭证以后，小区列在这里。")
_SHOWN = (("", "全部小区"), ("behind", "未办完的"), ("unknown", "没有应办户数的"))


class EstatesView(RegisterView):
    """The estates."""

    def __init__(self, desk: Desk) -> None:
        filters = (ChoiceFilter("shown", "哪些小区", _SHOWN), TextFilter("words", "查找小区、产权单位、责任人", 232))
        super().__init__(desk, _COLUMNS, "小区进度", filters, _takes, _detail, _NONE)

    def show_day(self, day: VoucherDay) -> None:
        """Reads the estates as of a day."""

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.voucher_people import estate_rows

            return estate_rows(office, day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows")


def _takes(row: Row, values: dict[str, str]) -> bool:
    due = row["due"]
    shown = {"": True, "behind": bool(due) and row["ever"] < due, "unknown": due is None}
    return shown[values["shown"]] and found(row, values)


def _detail(row: Row) -> Detail:
    due = row["due"]
    left = max(due - row["ever"], 0) if due is not None else None
    figures = (
        Field("产权单位", row["unit"]),
        Field("责任人", row["responsible"] or "（没有写明）"),
        Field("应办户数", f"{due:,} 户" if due is not None else "（适用范围认定里没有写）"),
        Field("已办户数", f"{row['ever']:,} 户（当日 {row['today']:,}，本周 {row['week']:,}）"),
        *([Field("还差", f"{left:,} 户", tone="amber" if left else "green")] if left is not None else []),
        Field("完成率", in_words(row["rate"], Kind.PERCENT) if row["rate"] is not None else "算不出"),
        Field("缴费金额", f"{yuan(row['fen'])} 元"),
    )
    how = "活动期内缴过费的人数算作已办户数；一人有几张凭证只算一户。"
    return Detail(row["place"], sections=(Section("", figures), Section("怎么算的", words=how)))
