"""Merchants and payers of a day as registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView, found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.voucher_day import VoucherDay

STORY, STATEMENT = "story", "statement"

MERCHANT_COLUMNS = (
    TableColumn("name", "商户", width=168, stretch=True),
    TableColumn("number", "商户编号", Kind.CODE, 88),
    TableColumn("review", "审核", width=72),
    TableColumn("redemptions", "核销张数", Kind.COUNT, 80),
    TableColumn("payable", "应拨", Kind.MONEY, 112),
    TableColumn("withdrawn", "已提现", Kind.MONEY, 112),
    TableColumn("balance", "尚可提现", Kind.MONEY, 124),
    TableColumn("open", "待处理", Kind.COUNT, 72),
)
PAYER_COLUMNS = (
    TableColumn("name", "缴款人", width=120),
    TableColumn("shown", "证件号码", width=160),
    TableColumn("place", "小区", width=120, stretch=True),
    TableColumn("base", "缴费基数", Kind.MONEY, 128),
    TableColumn("entitled", "应发", Kind.MONEY, 100),
    TableColumn("issued", "已发", Kind.MONEY, 100),
    TableColumn("gap", "多发", Kind.MONEY, 112),
)
_MERCHANT_SHOWN = (
    ("", "全部商户"),
    ("open", "有待处理差异的"),
    ("over", "提现超过应拨的"),
    ("left", "还有未提现的"),
    ("outside", "不在名册或未通过的"),
)
_NO_MERCHANT = ("没有这样的商户", "导入商户名册或核销明细以后，商户列在这里。")
_NO_PAYER = ("没有这样的缴款人", "导入缴费凭证或发放明细以后，缴款人列在这里。")
_PAYER_SHOWN = (("", "全部缴款人"), ("less", "少发的"), ("more", "多发的"), ("even", "相符的"))


class MerchantsView(RegisterView):
    """The merchants."""

    opened = Signal(str)  # number
    statement_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        filters = (ChoiceFilter("shown", "哪些商户", _MERCHANT_SHOWN), TextFilter("words", "查找商户名称、编号", 216))
        super().__init__(desk, MERCHANT_COLUMNS, "商户", filters, _takes_merchant, _merchant_detail, _NO_MERCHANT)
        self.table.opened.connect(lambda row: self.opened.emit(row["number"]))
        self.panel.action_chosen.connect(self._act)

    def show_day(self, day: VoucherDay) -> None:
        """Reads the merchants of a day."""

        def read(_office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.voucher_people import merchant_rows

            return merchant_rows(day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows")

    def _act(self, key: str) -> None:
        if self.row is not None:
            (self.opened if key == STORY else self.statement_asked).emit(self.row["number"])


class PayersView(RegisterView):
    """The payers and holders of vouchers."""

    opened = Signal(str)  # number

    def __init__(self, desk: Desk) -> None:
        words = TextFilter("words", "查找姓名、证件号码、小区", 216)
        filters = (ChoiceFilter("shown", "哪些缴款人", _PAYER_SHOWN), words)
        super().__init__(desk, PAYER_COLUMNS, "缴款人", filters, _takes_payer, _payer_detail, _NO_PAYER)
        self.table.opened.connect(lambda row: self.opened.emit(row["number"]))
        self.panel.action_chosen.connect(lambda _key: self._ask_story())

    def show_day(self, day: VoucherDay) -> None:
        """Reads the payers of a day."""

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.voucher_people import payer_rows

            return payer_rows(office, day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows", title="读取缴款人")

    def _ask_story(self) -> None:
        if self.row is not None:
            self.opened.emit(self.row["number"])


def _takes_merchant(row: Row, values: dict[str, str]) -> bool:
    shown = {
        "": True,
        "open": row["open"] > 0,
        "over": row["balance"] < 0,
        "left": row["balance"] > 0,
        "outside": row["review"] != "通过",
    }
    find = f"{row['name']} {row['number']}".casefold()
    return shown[values["shown"]] and all(word in find for word in values["words"].casefold().split())


def _takes_payer(row: Row, values: dict[str, str]) -> bool:
    gap = row["gap"]
    shown = {"": True, "less": gap < 0, "more": gap > 0, "even": gap == 0}
    return shown[values["shown"]] and found(row, values)


def _merchant_detail(row: Row) -> Detail:
    figures = (
        Field("核销", f"{row['redemptions']:,} 张，{yuan(row['gross'])} 元"),
        Field("不予拨付和退回", f"{yuan(row['deducted'])} 元"),
        Field("应拨", f"{yuan(row['payable'])} 元"),
        Field("已提现", f"{yuan(row['withdrawn'])} 元"),
        Field("尚可提现", f"{yuan(row['balance'])} 元", tone="red" if row["balance"] < 0 else ""),
        Field("待处理差异", f"{row['open']:,} 条", tone="amber" if row["open"] else ""),
    )
    passed = row["review"] == "通过"
    actions = (
        Action(STORY, "查看全部经过", "merchant", primary=True),
        Action(STATEMENT, "打印对账单…", "print"),
    )
    lamp = (f"审核{row['review']}" if row["review"] != "名册外" else "名册外", "green" if passed else "amber")
    return Detail(row["name"], row["number"], lamp, (Section("", figures),), actions)


def _payer_detail(row: Row) -> Detail:
    gap = row["gap"]
    words = "相符" if not gap else f"{'多发' if gap > 0 else '少发'} {yuan(abs(gap))} 元"
    where = " · ".join(part for part in (row["unit"], row["place"]) if part)
    figures = (
        Field("产权单位、小区", where or "（没有写明）"),
        Field("有效凭证", f"{row['papers']:,} 张"),
        Field("缴费基数", f"{yuan(row['base'])} 元"),
        Field("应发", f"{yuan(row['entitled'])} 元"),
        Field("已发", f"{yuan(row['issued'])} 元"),
        Field("核对", words, tone="amber" if gap else "green"),
    )
    sections = [Section("", figures)] + ([Section("说明", words=f"{row['remark']}。")] if row["remark"] else [])
    actions = (Action(STORY, "查看全部经过", "account", primary=True),)
    return Detail(row["name"], row["shown"], (words, "amber" if gap else "green"), tuple(sections), actions)
