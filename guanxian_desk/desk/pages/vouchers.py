"""消费券核对: the money's path, the identities, the differences, and who they are about, as of any day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from guanxian_desk.base.money import short_yuan
from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.as_of import AsOf
from guanxian_desk.desk.pages.base import Page, PageAction
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.full_numbers import FullNumbers
from guanxian_desk.desk.pages.segments import Segment, Segments
from guanxian_desk.desk.pages.voucher_curve import CurveView
from guanxian_desk.desk.pages.voucher_estates import EstatesView
from guanxian_desk.desk.pages.voucher_findings import FindingsView
from guanxian_desk.desk.pages.voucher_identity import identity_detail
from guanxian_desk.desk.pages.voucher_recoveries import RecoveriesView
from guanxian_desk.desk.pages.voucher_registers import MerchantsView, PayersView
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.empty_state import EmptyState
from guanxian_desk.desk.widgets.figure_cards import Figure, FigureCards
from guanxian_desk.desk.widgets.identity_strip import Balance, IdentityStrip
from guanxian_desk.desk.widgets.parts import across
from guanxian_desk.desk.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from guanxian_desk.desk.pages.voucher_story import StoryPage
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.voucher_day import VoucherDay

KEY, TITLE = "vouchers", "消费券核对"
FINDINGS, WAITING, MERCHANTS, PAYERS = "findings", "waiting", "merchants", "payers"
ESTATES, RECOVERIES, CURVE = "estates", "recoveries", "curve"

TABLES = frozenset(
    f"voucher_{name}"
    for name in (
        "payments", "issues", "merchants", "redemptions", "refunds", "withdrawals", "transfers", "estates",
        "recipients", "waivers", "recoveries", "kept_findings",
    )
) | {"policy_choices"}  # fmt: skip
_AFTER_PAINTING = 10  # milliseconds
_LOW = 560  # logical pixels of the page at normal type
DayView = FindingsView | MerchantsView | PayersView | EstatesView | RecoveriesView | CurveView

PAPERS = (
    ("voucher-daily", "日报"),
    ("voucher-weekly", "简报"),
    ("voucher-findings", "差异清单"),
    ("voucher-entitlements", "应发核对表"),
    ("voucher-statement", "全部商户对账单"),
    ("voucher-settlement", "据实结算表"),
    ("voucher-recoveries", "追缴台账"),
    ("voucher-closing", "资金清算表"),
)
_OPENED_BY_CARD = {"paid": PAYERS, "entitled": PAYERS, "issued": PAYERS, "redeemed": CURVE, "due": MERCHANTS}


class VouchersPage(Page):
    """Reads a day's results once; every view shows the same."""

    tables = TABLES
    help_key = "vouchers"
    segments: Segments

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self.day: VoucherDay | None = None
        self._fresh: set[str] = set()
        self._seen = False
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_PAINTING)
        self._soon.timeout.connect(self._read)
        self.as_of = AsOf(desk.as_of)
        self.as_of.changed.connect(self._another_day)
        self.full = FullNumbers(desk, "消费券核对", "voucher_persons")
        self.full.changed.connect(lambda _full: self.refresh())
        self.cards, self.picture, self.strip = FigureCards(), PictureView(), IdentityStrip()
        self.segments = self._make_segments()
        self.empty = EmptyState()
        self._lay_out()
        self._connect()
        self.segments.open(FINDINGS)

    def show_day(self, day: date) -> None:
        """Shows the results as of a day."""
        self.as_of.edit.set_day(day)

    def _make_segments(self) -> Segments:
        return Segments(
            (
                Segment(FINDINGS, "差异", self._findings),
                Segment(WAITING, "待发放", lambda: self._wired(FindingsView(self._desk, waiting=True))),
                Segment(MERCHANTS, "商户", self._merchants),
                Segment(PAYERS, "缴款人", self._payers),
                Segment(ESTATES, "小区进度", lambda: EstatesView(self._desk)),
                Segment(RECOVERIES, "追缴台账", self._recoveries),
                Segment(CURVE, "日核销曲线", lambda: CurveView(self._desk)),
            ),
            "消费券核对的各项",
        )

    def _lay_out(self) -> None:
        self.add_overview(self.cards, self.picture, self.strip)
        line = across(self.segments, self.full)
        line.setStretch(0, 1)
        row = QWidget()
        row.setLayout(line)
        self._work = (row, self.segments.views)
        self.add(row)
        self.add(self.segments.views, 1)
        self.add(self.empty, 1)
        self.empty.hide()

    def _connect(self) -> None:
        self.segments.opened.connect(self._show_view)
        self.cards.opened.connect(lambda key: self.segments.open(_OPENED_BY_CARD[key]))
        self.picture.opened.connect(self._open_from_picture)
        self.strip.opened.connect(self._explain)

    def showEvent(self, event: QShowEvent) -> None:
        """On a low screen the overview is folded away at first: the table is what is worked on."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            if self.height() < theme.current().scaled(_LOW):
                self._fold()

    # what the header shows

    def tools(self) -> tuple[QWidget, ...]:
        """The day."""
        return (self.as_of,)

    def import_action(self) -> PageAction | None:
        """Files come in on the exchange page."""
        return PageAction("导入凭证与明细…", lambda: self._desk.tab_asked.emit("exchange"), "import", primary=True)

    def header_actions(self) -> tuple[PageAction, ...]:
        """Reading anew by hand."""
        tip = "导入以后会自动核对；这里再核对一遍（F5）"
        return (PageAction("重新核对", self.refresh, "refresh", tip=tip),)

    def print_actions(self) -> tuple[PageAction, ...]:
        """The papers of the whole day."""
        return tuple(PageAction(words, partial(self._paper, form, words)) for form, words in PAPERS)

    # reading

    def _another_day(self, day: date) -> None:
        self._desk.as_of = day
        self.refresh()

    def reload(self, _changes: Changes | None) -> None:
        """Reads the day; at first once the window has been painted: what the worker imports must not hold that up."""
        self._soon.start()

    def _read(self) -> None:
        self._soon.setInterval(0)
        day, full = self.as_of.day, self.full.isChecked()

        def read(office: Office, task: Task) -> tuple[VoucherDay, tuple[tuple[str, date], ...]]:
            # Imported here, on the worker: the window is there before the machinery behind it.
            from guanxian_desk.services.voucher_day import look, usual_days

            def told(words: str, share: float) -> None:
                task.progress(round(share * 1000), 1000, words)

            return look(office, day, full, told), usual_days(office, office.clock.today())

        self._desk.ask(read, lambda found: self._show(*found), owner=self, key="day", title="核对消费券")

    def _show(self, day: VoucherDay, usual: tuple[tuple[str, date], ...]) -> None:
        self.day = day
        self.as_of.set_usual(usual)
        self.say(day.sentence)
        self._show_overview(day)
        self._show_segments(day)
        self.attention_changed.emit(len(day.open_rows))
        self._fresh.clear()
        self._show_view(self.segments.current)

    def _show_overview(self, day: VoucherDay) -> None:
        for part in (self.cards, self.picture, self.strip, *self._work):
            part.setVisible(not day.empty)
        self.empty.setVisible(day.empty)
        if day.empty:
            self.empty.say(
                "还没有可以核对的资料",
                "把税务局的缴费凭证、平台的发放和核销明细、商务局的商户名册、财政局的拨款表导入以后，核对自动进行。",
                "导入凭证与明细…",
                lambda: self._desk.tab_asked.emit("exchange"),
            )
            return
        from guanxian_desk.modules.vouchers.pictures import money_band

        self.cards.show_figures(_figures(day))
        self.picture.show_drawn(lambda width: money_band(day.result, width))
        self.strip.show_balances(
            tuple(Balance(one.name, one.words, one.left, one.right) for one in day.result.identities)
        )

    def _show_segments(self, day: VoucherDay) -> None:
        waits = len(day.waiting_rows)
        self.segments.show_count(FINDINGS, len(day.open_rows))
        self.segments.show_count(WAITING, waits)
        self.segments.show_count(RECOVERIES, day.recoverable)
        self.segments.show_count(MERCHANTS, len(day.result.shops))
        books, totals = day.result.books, day.result.totals
        there = {
            FINDINGS: True,
            WAITING: waits > 0,
            MERCHANTS: bool(day.result.shops),
            PAYERS: bool(totals.paid or totals.issued),
            ESTATES: bool(totals.paid),
            RECOVERIES: day.recoverable > 0,
            CURVE: bool(books.redemptions),
        }
        self.segments.show_only(frozenset(key for key, some in there.items() if some))

    def _show_view(self, key: str) -> None:
        """Gives the day to a view that has not seen it."""
        view = self.segments.built[key]
        if self.day is not None and key not in self._fresh:
            self._fresh.add(key)
            assert isinstance(view, DayView)
            view.show_day(self.day)

    # views

    def _findings(self) -> FindingsView:
        return self._wired(FindingsView(self._desk))

    def _wired(self, view: FindingsView) -> FindingsView:
        view.person_asked.connect(self.open_person)
        view.slip_asked.connect(self._slip)
        view.recover_asked.connect(self._recover)
        return view

    def _merchants(self) -> MerchantsView:
        view = MerchantsView(self._desk)
        view.opened.connect(lambda number: self.open_person("merchant", number))
        view.statement_asked.connect(self._statement)
        return view

    def _payers(self) -> PayersView:
        view = PayersView(self._desk)
        view.opened.connect(lambda number: self.open_person("payer", number))
        return view

    def _recoveries(self) -> RecoveriesView:
        view = RecoveriesView(self._desk)
        view.payer_asked.connect(lambda number: self.open_person("payer", number))
        view.letter_asked.connect(self._letter)
        return view

    # ways on

    def open_person(self, kind: str, number: str) -> StoryPage | None:
        """A merchant's or a payer's page over this one."""
        from guanxian_desk.desk.pages.voucher_story import MerchantPage, PayerPage

        day = self.day
        if day is None:
            return None
        page: StoryPage
        if kind == "merchant":
            page = MerchantPage(self._desk, day, number)
            page.print_asked.connect(self._statement)
        else:
            page = PayerPage(self._desk, day, number)
        page.finding_opened.connect(self._open_finding)
        self._desk.over_asked.emit(page, f"商户 {number}" if kind == "merchant" else "缴款人")
        return page

    def _open_finding(self, row: Row) -> None:
        """Back to the list, at this finding."""
        self._desk.tab_asked.emit(KEY)
        self.segments.open(FINDINGS)
        self._list().filter_by({"state": "", "code": row["code"], "words": row["subject"]})

    def _open_from_picture(self, key: str) -> None:
        if key == "paid":
            self.segments.open(PAYERS)
            return
        self.segments.open(FINDINGS)
        self._list().filter_by({"code": key})

    def _explain(self, name: str) -> None:
        """Where both sides of an identity come from."""
        if self.day is not None:
            self.segments.open(FINDINGS)
            self._list().panel.open(identity_detail(self.day.result, name))

    def _list(self) -> FindingsView:
        view = self.segments.built[FINDINGS]
        assert isinstance(view, FindingsView)
        return view

    def _paper(self, form: str, words: str) -> None:
        self._open(form, words, "", self.full.isChecked())

    def _open(self, form: str, words: str, subject: str, full: bool) -> None:
        from guanxian_desk.desk.pages.papers import open_paper

        open_paper(self._desk, self, form, words, subject, self.as_of.day, full)

    def _recover(self, row: Row) -> None:
        """To the person's line in the ledger of what is to come back."""
        self.segments.open(RECOVERIES)
        view = self.segments.built[RECOVERIES]
        assert isinstance(view, RecoveriesView)
        view.show_person(row["subject"])

    def _letter(self, number: str) -> None:
        self._open("voucher-recovery-notice", "催缴通知", number, self.full.isChecked())

    def _statement(self, number: str) -> None:
        self._open("voucher-statement", "商户对账单", number, False)

    def _slip(self, row: Row) -> None:
        self._open("voucher-waiver", "差异放行审批单", f"{row['code']}/{row['subject']}", self.full.isChecked())


def _figures(day: VoucherDay) -> tuple[Figure, ...]:
    totals, face = day.result.totals, day.result.policy.face_fen
    used = f"已发的 {100 * totals.redeemed_net / totals.issued:.1f}%" if totals.issued else ""
    issued = f"应发的 {100 * totals.issued / totals.entitled:.1f}%" if totals.entitled else ""
    held = f"不予拨付 {short_yuan(day.held_back)} 元" if day.held_back else ""
    eligible = f"计入 {short_yuan(totals.eligible)}" if totals.paid != totals.eligible else ""
    return (
        Figure("缴费", short_yuan(totals.paid), "元", hint=eligible, key="paid"),
        Figure("应发", short_yuan(totals.entitled), "元", hint=f"{totals.entitled // face:,} 张", key="entitled"),
        Figure("已发", short_yuan(totals.issued), "元", hint=issued, key="issued"),
        Figure("有效核销", short_yuan(totals.redeemed_net), "元", hint=used, key="redeemed"),
        Figure("应拨", short_yuan(totals.treasury_due), "元", tone="red" if held else "", hint=held, key="due"),
    )
