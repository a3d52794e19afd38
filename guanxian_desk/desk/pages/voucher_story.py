"""A merchant's and a payer's page: figures, the whole story, and the differences that hang on them."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QWidget

from guanxian_desk.base.money import short_yuan
from guanxian_desk.desk import theme
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.recovery_forms import Slip, SlipForm
from guanxian_desk.desk.widgets.columns import Row, TableColumn, TupleProvider
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.figure_cards import Figure, FigureCards
from guanxian_desk.desk.widgets.findings_list import COLUMNS, FindingsList
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.desk.widgets.timeline import Event, Timeline
from guanxian_desk.modules.vouchers.stories import Story, StoryEvent
from guanxian_desk.services.recovering import register_slip
from guanxian_desk.services.voucher_day import VoucherDay
from guanxian_desk.services.voucher_people import (
    MerchantView,
    PayerView,
    findings_of,
    merchant_view,
    open_amount,
    payer_view,
)

MARGINS = (16, 8, 16, 12)
_TOKENS = {"发券": "blue", "核销": "green", "退款": "amber", "取消资格": "red", "提现": "accent"}
_LISTED = tuple(
    TableColumn("shown", "凭证、券码或流水号", width=160, stretch=True) if column.key == "who" else column
    for column in COLUMNS
    if column.key != "todo"
)


class StoryPage(QWidget):
    """A sentence, figures, and side by side the story and the differences. Lies over the page; Esc goes back."""

    print_asked = Signal(str)  # number
    finding_opened = Signal(object)  # Row

    def __init__(self, desk: Desk, print_words: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._number = ""
        self.sentence = label("", wrap=True)
        self.cards = FigureCards()
        self.story = Timeline("全部经过")
        self.findings = FindingsList(desk.background, columns=_LISTED, name="有关的差异")
        self.findings.table.when_empty("没有差异", "与其他资料全部相符。")
        self.findings.table.opened.connect(self.finding_opened)
        self.print_button = button(print_words or "打印", lambda: self.print_asked.emit(self._number), icon="print")
        self.panel = DetailPanel()
        self.buttons = across(self.print_button)
        head = across(self.sentence, self.buttons)
        head.setStretch(0, 1)
        column = down(head, self.cards, self._split(), margins=MARGINS)
        column.setStretch(2, 1)
        self.setLayout(column)
        self.print_button.setVisible(bool(print_words))
        self.setFocusProxy(self.story)

    def _split(self) -> QSplitter:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.current().size("step"))
        for title, inner in (("全部经过", self.story), ("有关的差异（回车或双击打开）", self.findings)):
            side = frame()
            column = down(label(title, "heading"), inner, margins=(12, 8, 12, 8))
            column.setStretch(1, 1)
            side.setLayout(column)
            split.addWidget(side)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        return split

    def _fill(self, number: str, story: Story, findings: list[Row]) -> None:
        self._number = number
        self.story.show_events(tuple(map(_event, story.events)))
        self.findings.show_rows(TupleProvider(findings))


class MerchantPage(StoryPage):
    """One merchant of a day."""

    def __init__(self, desk: Desk, day: VoucherDay, number: str) -> None:
        super().__init__(desk, "打印对账单…")
        self._day = day
        self.slip_button = button("登记对账回执…", self._ask_slip, icon="check")
        self.buttons.insertWidget(0, self.slip_button)
        desk.ask(
            lambda office, _task: merchant_view(office, day, number), lambda view: self._show(day, view), owner=self
        )

    def _ask_slip(self) -> None:
        """The slip of the statement of this day came back."""
        form = SlipForm(f"截至 {self._day.as_of.isoformat()} 的对账单", self._desk.today)
        form.submitted.connect(self._register)
        form.cancelled.connect(self.panel.close_panel)
        self.panel.open(form, "登记对账回执")
        form.agrees.setFocus()

    def _register(self, slip: Slip) -> None:
        number, as_of = self._number, self._day.as_of
        self._desk.change(
            lambda office, _task: register_slip(office, number, as_of, slip.day, slip.agrees, slip.objection),
            lambda _none: self._registered(slip),
            owner=self,
            title="登记对账回执",
        )

    def _registered(self, slip: Slip) -> None:
        self.panel.close_panel()
        self._desk.said.emit(f"已登记对账回执：{'相符' if slip.agrees else '有异议'}")

    def _show(self, day: VoucherDay, view: MerchantView) -> None:
        findings = findings_of(day, "merchant", view.number)
        open_count = sum(row["state"] == "open" for row in findings)
        said = f"，{open_count} 条差异待处理" if open_count else "，没有待处理的差异"
        review = "不在商户名册" if view.review == "名册外" else f"审核{view.review}"
        self.sentence.setText(f"{view.name}（{view.number}），{review}；截至 {day.as_of.isoformat()}{said}。")
        sums = view.sums
        if sums is not None:
            net = sums.gross - sums.unknown - sums.repeated - sums.returned
            self.cards.show_figures(
                (
                    Figure("核销总额", short_yuan(sums.gross), "元", hint=f"{sums.redemptions:,} 张"),
                    Figure("有效核销", short_yuan(net), "元", hint=f"退回 {short_yuan(sums.returned)} 元"),
                    Figure("应拨", short_yuan(sums.payable), "元", hint=f"待处理扣减 {short_yuan(sums.blocked)} 元"),
                    Figure("已提现", short_yuan(sums.withdrawn), "元"),
                    Figure("尚可提现", short_yuan(sums.balance), "元", tone="red" if sums.balance < 0 else ""),
                )
            )
        self._fill(view.number, view.story, findings)


class PayerPage(StoryPage):
    """One payer of a day."""

    def __init__(self, desk: Desk, day: VoucherDay, number: str) -> None:
        super().__init__(desk)
        desk.ask(lambda office, _task: payer_view(office, day, number), lambda view: self._show(day, view), owner=self)

    def _show(self, day: VoucherDay, view: PayerView) -> None:
        findings = findings_of(day, "person", view.number)
        wanting = open_amount(findings)
        said = f"有关差异涉及 {short_yuan(wanting)} 元待处理" if wanting else "没有待处理的差异"
        payer = view.payer
        where = " · ".join(part for part in (payer.estate if payer else ()) if part)
        self.sentence.setText(
            f"{view.name}，{view.shown}{f'，{where}' if where else ''}；截至 {day.as_of.isoformat()}，{said}。"
        )
        if payer is not None:
            gap = payer.issued - payer.entitled
            words = "多发" if gap > 0 else "少发" if gap < 0 else "相差"
            self.cards.show_figures(
                (
                    Figure("缴费基数", short_yuan(payer.base), "元", hint=f"有效凭证 {payer.vouchers_paid} 张"),
                    Figure("应发", short_yuan(payer.entitled), "元"),
                    Figure("已发", short_yuan(payer.issued), "元"),
                    Figure(words, short_yuan(abs(gap)), "元", tone="amber" if gap else ""),
                )
            )
        self._fill(view.number, view.story, findings)


def _event(told: StoryEvent) -> Event:
    """A moment at 00:00 is a day of which no time is known."""
    when = told.at.date() if told.at.time() == time() else told.at
    return Event(when, told.words, told.amount, _TOKENS.get(told.kind, "grey"))
