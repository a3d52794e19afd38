"""消费券核对: the money's path, the identities, the differences, and who they are about, as of any day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from guanxian_desk.base.money import short_yuan
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.base import PageAction
from guanxian_desk.desk.pages.duty import DutyPage, UsualDays
from guanxian_desk.desk.pages.full_numbers import FullNumbers
from guanxian_desk.desk.pages.segments import Segment
from guanxian_desk.desk.pages.voucher_curve import CurveView
from guanxian_desk.desk.pages.voucher_estates import EstatesView
from guanxian_desk.desk.pages.voucher_findings import FindingsView
from guanxian_desk.desk.pages.voucher_identity import identity_detail
from guanxian_desk.desk.pages.voucher_recoveries import RecoveriesView
from guanxian_desk.desk.pages.voucher_registers import MerchantsView, PayersView
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.figure_cards import Figure
from guanxian_desk.desk.widgets.identity_strip import Balance, IdentityStrip

if TYPE_CHECKING:
    from guanxian_desk.base.picture import Picture
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
_NOTHING = (
    "还没有可以核对的资料",
    "把税务局的缴费凭证、平台的发放和核销明细、商务局的商户名册、财政局的拨款表导入以后，核对自动进行。",
)


class VouchersPage(DutyPage["VoucherDay"]):
    """The money's path over the differences, and who they are about."""

    key, title = KEY, TITLE
    tables = TABLES
    help_key = "vouchers"
    papers = PAPERS
    masked = "voucher_persons"
    import_words = "导入凭证与明细…"
    reading = "核对消费券"
    full: FullNumbers
    strip: IdentityStrip

    def views(self) -> tuple[Segment, ...]:
        """What the day is looked at by."""
        return (
            Segment(FINDINGS, "差异", lambda: self._wired(FindingsView(self._desk))),
            Segment(WAITING, "待发放", lambda: self._wired(FindingsView(self._desk, waiting=True))),
            Segment(MERCHANTS, "商户", self._merchants),
            Segment(PAYERS, "缴款人", self._payers),
            Segment(ESTATES, "小区进度", lambda: EstatesView(self._desk)),
            Segment(RECOVERIES, "追缴台账", self._recoveries),
            Segment(CURVE, "日核销曲线", lambda: CurveView(self._desk)),
        )

    def overview(self) -> tuple[QWidget, ...]:
        """The identities stand below the money's path."""
        self.strip = IdentityStrip()
        self.strip.opened.connect(self._explain)
        return (*super().overview(), self.strip)

    def header_actions(self) -> tuple[PageAction, ...]:
        """Reading anew by hand."""
        tip = "导入以后会自动核对；这里再核对一遍（F5）"
        return (PageAction("重新核对", self.refresh, "refresh", tip=tip),)

    # what a day shows

    def reader(self) -> Callable[[Office, Task], tuple[VoucherDay, UsualDays]]:
        """Reconciles the day, or takes what was kept of it."""
        day, full = self.as_of.day, self.full.isChecked()

        def read(office: Office, task: Task) -> tuple[VoucherDay, UsualDays]:
            from guanxian_desk.services.voucher_day import look, usual_days

            def told(words: str, share: float) -> None:
                task.progress(round(share * 1000), 1000, words)

            return look(office, day, full, told), usual_days(office, office.clock.today())

        return read

    def nothing(self, day: VoucherDay) -> tuple[str, str] | None:
        """Which files the reconciliation wants."""
        return _NOTHING if day.empty else None

    def figures(self, day: VoucherDay) -> tuple[Figure, ...]:
        """From what was paid to what is due."""
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

    def drawing(self, day: VoucherDay) -> Callable[[float], Picture]:
        """The money's path."""
        from guanxian_desk.modules.vouchers.pictures import money_band

        return lambda width: money_band(day.result, width)

    def _show_results(self, day: VoucherDay) -> None:
        super()._show_results(day)
        self.strip.show_balances(
            tuple(Balance(one.name, one.words, one.left, one.right) for one in day.result.identities)
        )

    def counts(self, day: VoucherDay) -> Mapping[str, int | None]:
        """What wants a clerk, and how many merchants there are."""
        return {
            FINDINGS: len(day.open_rows),
            WAITING: len(day.waiting_rows),
            RECOVERIES: day.recoverable,
            MERCHANTS: len(day.result.shops),
        }

    def attention(self, day: VoucherDay) -> int:
        """The open differences."""
        return len(day.open_rows)

    def _show_counts(self, day: VoucherDay) -> None:
        """A view that has nothing to show is left out."""
        super()._show_counts(day)
        books, totals = day.result.books, day.result.totals
        there = {
            FINDINGS: True,
            WAITING: bool(day.waiting_rows),
            MERCHANTS: bool(day.result.shops),
            PAYERS: bool(totals.paid or totals.issued),
            ESTATES: bool(totals.paid),
            RECOVERIES: day.recoverable > 0,
            CURVE: bool(books.redemptions),
        }
        self.segments.show_only(frozenset(key for key, some in there.items() if some))

    # views

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
        self._list().filter_by({"state": "", "code": row["code"], "words": row["subject"]})

    def open_card(self, key: str) -> None:
        """The view that a figure sums up."""
        self.segments.open(_OPENED_BY_CARD[key])

    def open_shape(self, key: str) -> None:
        """What was paid, or the differences of one kind."""
        if key == "paid":
            self.segments.open(PAYERS)
            return
        self._list().filter_by({"code": key})

    def _explain(self, name: str) -> None:
        """Where both sides of an identity come from."""
        if self.day is not None:
            self._list().panel.open(identity_detail(self.day.result, name))

    def _list(self) -> FindingsView:
        return self.segments.open_as(FINDINGS, FindingsView)

    def _recover(self, row: Row) -> None:
        """To the person's line in the ledger of what is to come back."""
        self.segments.open_as(RECOVERIES, RecoveriesView).show_person(row["subject"])

    def _letter(self, number: str) -> None:
        self.open_paper("voucher-recovery-notice", "催缴通知", number)

    def _statement(self, number: str) -> None:
        self.open_paper("voucher-statement", "商户对账单", number, full=False)

    def _slip(self, row: Row) -> None:
        self.open_paper("voucher-waiver", "差异放行审批单", f"{row['code']}/{row['subject']}")
