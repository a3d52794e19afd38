"""追缴台账: who was issued more than a right to, what was done, what is still to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.recovery_forms import Notice, NoticeForm, PaidBack, PaidBackForm
from guanxian_desk.desk.pages.register_view import RegisterView, found
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, TextFilter
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.voucher_day import VoucherDay

NOTICE, PAID_BACK, LETTER, PAYER = "notice", "paid_back", "letter", "payer"
_LAMPS = {
    "待催缴": Lamp("ring", "amber", "待催缴"),
    "已催缴": Lamp("clock", "blue", "已催缴"),
    "已追回": Lamp("done", "green", "已追回"),
    "已放行": Lamp("flag", "blue", "已放行"),
}
_COLUMNS = (
    TableColumn("name", "姓名", width=120),
    TableColumn("shown", "证件号码", width=160),
    TableColumn("title", "差异", width=112),
    TableColumn("amount", "应追缴", Kind.MONEY, 112),
    TableColumn("notice", "最近一次催缴", width=120, stretch=True),
    TableColumn("left", "尚未追回", Kind.MONEY, 124),
    TableColumn("state", "状态", width=96, lamps=tuple(_LAMPS.items())),
)
_NONE = ("没有要追缴的", "没有发现无凭证或超额发放的消费券。")
_SHOWN = (("", "全部"), *((state, state) for state in _LAMPS))


class RecoveriesView(RegisterView):
    """The ledger of what is to come back."""

    letter_asked = Signal(str)  # ID number
    payer_asked = Signal(str)  # ID number

    def __init__(self, desk: Desk) -> None:
        filters = (ChoiceFilter("shown", "状态", _SHOWN), TextFilter("words", "查找姓名、证件号码", 200))
        super().__init__(desk, _COLUMNS, "追缴台账", filters, _takes, _detail, _NONE)
        self.panel.action_chosen.connect(self._act)

    def show_day(self, day: VoucherDay) -> None:
        """Reads the ledger as of a day."""

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.recovering import recovery_rows

            return recovery_rows(office, day)

        self._desk.ask(read, self.show_rows, owner=self, key="rows")

    def show_person(self, number: str) -> None:
        """Shows only one person."""
        self.filters.set_values({"shown": "", "words": number})

    def _act(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        whom = f"{row['name']} {row['shown']}"
        if key == NOTICE:
            form = NoticeForm(whom, row["left"], self._desk.today)
            form.submitted.connect(lambda notice: self._register_notice(row, notice))
            self.push_form(form, "登记催缴通知", form.notice)
        elif key == PAID_BACK:
            paid = PaidBackForm(whom, self._desk.today)
            paid.submitted.connect(lambda back: self._register_back(row, back))
            self.push_form(paid, "登记追回", paid.receipt)
        else:
            (self.letter_asked if key == LETTER else self.payer_asked).emit(row["number"])

    def _register_notice(self, row: Row, notice: Notice) -> None:
        def verb(office: Office) -> None:
            from guanxian_desk.services.recovering import register_notice

            register_notice(office, row["number"], notice.amount, notice.notice, notice.day)

        self.write(verb, f"已登记催缴 {row['name']} {yuan(notice.amount)} 元", "登记催缴")

    def _register_back(self, row: Row, back: PaidBack) -> None:
        def write(office: Office, _task: Task) -> int:
            from guanxian_desk.services.recovering import register_paid_back

            return register_paid_back(office, row["number"], back.day, back.receipt)

        self._desk.change(
            write,
            lambda amount: self.done(f"已登记追回 {row['name']} {yuan(amount)} 元"),
            owner=self,
            title="登记追回",
        )


def _takes(row: Row, values: dict[str, str]) -> bool:
    return values["shown"] in ("", row["state"]) and found(row, values)


def _detail(row: Row) -> Detail:
    lamp = _LAMPS[row["state"]]
    figures = (
        Field("差异", f"{row['title']}（{row['code']}）"),
        Field("应追缴", f"{yuan(row['amount'])} 元"),
        Field("已追回", f"{yuan(row['paid_back'])} 元"),
        Field("尚未追回", f"{yuan(row['left'])} 元", tone="amber" if row["left"] else "green"),
    )
    steps = [
        Section(
            "催缴" if place == 0 else "",
            (
                Field("通知", f"{step.notice}，{step.noticed_on}"),
                Field("金额", f"{yuan(step.amount)} 元"),
                Field("追回", f"{step.paid_back_on}，凭据 {step.receipt}" if step.paid_back_on else "等待"),
            ),
        )
        for place, step in enumerate(row["steps"])
    ]
    owes = row["left"] > 0
    actions = (
        *([Action(NOTICE, "登记催缴通知…", "flag", primary=not row["steps"])] if owes else []),
        *([Action(PAID_BACK, "登记追回…", "check", primary=True)] if row["waiting"] else []),
        *([Action(LETTER, "打印催缴通知…", "print")] if owes else []),
        Action(PAYER, "查看缴款人", "account"),
    )
    return Detail(row["name"], row["shown"], (row["state"], lamp.token), (Section("", figures), *steps), actions)
