"""Registering a notice to pay back, money that came back, and a statement's slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from guanxian_desk.base.money import MoneyError, fen_from_yuan, yuan
from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import across, button


@dataclass(frozen=True)
class Notice:
    """A notice to pay back: its number, its day, fen."""

    notice: str
    day: date
    amount: int


@dataclass(frozen=True)
class PaidBack:
    """Money that came back: its day and the receipt."""

    day: date
    receipt: str


@dataclass(frozen=True)
class Slip:
    """A statement's slip that came back: its day, whether it agrees, the objection."""

    day: date
    agrees: bool
    objection: str


class NoticeForm(PanelForm):
    """Number, day and amount of a notice."""

    submitted = Signal(object)  # Notice

    def __init__(self, whom: str, left: int, today: date) -> None:
        """left: what is still to come back, fen."""
        super().__init__()
        self.notice = FormField("通知文号", needed("请填通知的文号"), hint="例如：冠商函〔2022〕12号")
        self.amount = FormField("要追回的金额（元）", _amount_fault)
        self.amount.set_text(yuan(left).replace(",", ""))
        self.day = DayEdit("通知日期", today)
        self.submit_button = button("登记催缴通知", self._submit, icon="save", role="primary")
        self.lay_out(whom, (self.notice, self.amount, self.day), self.submit_button)

    def _submit(self) -> None:
        if all_ok((self.notice, self.amount)):
            self.submitted.emit(Notice(self.notice.text, self.day.day, _fen(self.amount.text)))


class PaidBackForm(PanelForm):
    """Day and receipt of money that came back."""

    submitted = Signal(object)  # PaidBack

    def __init__(self, whom: str, today: date) -> None:
        super().__init__()
        self.receipt = FormField("凭据", needed("请填收款凭据的号码"), hint="例如：非税票据 0012345")
        self.day = DayEdit("追回日期", today)
        self.submit_button = button("登记追回", self._submit, icon="save", role="primary")
        self.lay_out(whom, (self.receipt, self.day), self.submit_button)

    def _submit(self) -> None:
        if all_ok((self.receipt,)):
            self.submitted.emit(PaidBack(self.day.day, self.receipt.text))


class SlipForm(PanelForm):
    """What a merchant answered to its statement."""

    submitted = Signal(object)  # Slip

    def __init__(self, whom: str, today: date) -> None:
        super().__init__()
        self.agrees = QRadioButton("核对相符")
        self.agrees.setChecked(True)
        self.objects = QRadioButton("有异议")
        self.objection = FormField("异议内容", self._check, lines=3, hint="照回执抄写")
        self.day = DayEdit("收到日期", today)
        self.submit_button = button("登记回执", self._submit, icon="save", role="primary")
        choice = QWidget()
        choice.setLayout(across(self.agrees, self.objects, 1, spacing=16))
        self.lay_out(whom, (choice, self.objection, self.day), self.submit_button)

    def _check(self, text: str) -> str:
        return "" if self.agrees.isChecked() or text else "请照回执写明异议"

    def _submit(self) -> None:
        if all_ok((self.objection,)):
            agrees = self.agrees.isChecked()
            self.submitted.emit(Slip(self.day.day, agrees, "" if agrees else self.objection.text))


def _amount_fault(text: str) -> str:
    try:
        return "" if _fen(text) > 0 else "金额要大于 0"
    except MoneyError as error:
        return str(error)


def _fen(text: str) -> int:
    return fen_from_yuan(text.replace(",", "").strip())
