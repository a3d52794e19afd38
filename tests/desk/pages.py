"""Pages for tests of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from guanxian_desk.base.picture import Picture, Rect
from guanxian_desk.desk.background import Background, Changes
from guanxian_desk.desk.pages.base import Page, PageAction, PageSpec
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.state_line import OfficeState
from guanxian_desk.desk.widgets.columns import TupleProvider
from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.detail import Action, Detail, Section
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.figure_cards import Figure, FigureCards
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, FilterLine, TextFilter
from guanxian_desk.desk.widgets.findings_list import FindingsList
from guanxian_desk.desk.widgets.identity_strip import Balance, IdentityStrip
from guanxian_desk.desk.widgets.picture_view import PictureView

STATE = OfficeState("冠县商务局", "张三", "审核", "sample.gxdesk", True, "今天 08:12", "核销明细 900 行")


@dataclass(frozen=True)
class Touched:
    tables: frozenset[str]


@dataclass
class Log:
    """What pages did."""

    did: list[str] = field(default_factory=list)

    def __call__(self, words: str) -> Callable[[], None]:
        return lambda: self.did.append(words)

    def take(self) -> list[str]:
        taken, self.did = self.did, []
        return taken


class FullPage(Page):
    """Has everything a page can have."""

    tables = frozenset({"voucher_redemptions"})
    help_key = "import"

    def __init__(self, background: Background, log: Log, papers: int = 1) -> None:
        super().__init__("vouchers", "消费券核对")
        self.log, self.papers = log, papers
        self.cards, self.picture, self.strip = FigureCards(), PictureView(), IdentityStrip()
        self.filters = FilterLine((ChoiceFilter("code", "差异", (("", "全部差异"),)), TextFilter("words", "查找姓名")))
        self.findings = FindingsList(background, (Action("waive", "说明理由后放行…"),))
        self.panel = DetailPanel()
        self.add_overview(self.cards, self.picture, self.strip)
        self.add(self.filters)
        self.add(work_split(self.findings, self.panel), 1)

    def reload(self, changes: Changes | None) -> None:
        self.log.did.append("reload" if changes is None else f"reload {sorted(changes.tables)}")
        self.say("四项平衡全部相符。")
        self.cards.show_figures((Figure("应拨", "997,900", "元", key="due"),))
        self.picture.show_picture(Picture(100, 20, "资金流向", "", (Rect(0, 0, 50, 20, "accent", key="paid"),)))
        self.strip.show_balances((Balance("due", "应拨 = 各商户", 1, 1),))
        self.findings.show_rows(TupleProvider([{"severity": "blocks", "title": "重复核销", "amount": 100}]))
        self.panel.open(Detail("重复核销", sections=(Section("依据", links=(("law", "五、3"),)),)))

    def tools(self) -> tuple[QWidget, ...]:
        return (DayEdit("截至", date(2022, 12, 31)),)

    def header_actions(self) -> tuple[PageAction, ...]:
        return (PageAction("核对消费券", self.log("reconcile"), "refresh"),)

    def print_actions(self) -> tuple[PageAction, ...]:
        return tuple(PageAction(f"打印文书{number}", self.log(f"print {number}")) for number in range(self.papers))

    def import_action(self) -> PageAction | None:
        return PageAction("导入缴费凭证", self.log("import"), "import", primary=True)


class PlainPage(Page):
    """Has nothing but a sentence."""

    def __init__(self, log: Log) -> None:
        super().__init__("home", "首页")
        self.log = log

    def reload(self, changes: Changes | None) -> None:
        self.log.did.append("reload home")
        self.say("还没有数据。")


def buttons(widget: QWidget) -> list[QPushButton]:
    """All push buttons of a widget."""
    return widget.findChildren(QPushButton)


def specs(background: Background, log: Log, papers: int = 1) -> tuple[PageSpec, ...]:
    return (
        PageSpec("home", "首页", "home", lambda: PlainPage(log)),
        PageSpec("vouchers", "消费券核对", "vouchers", lambda: FullPage(background, log, papers)),
    )
