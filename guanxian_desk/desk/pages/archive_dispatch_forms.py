"""What is asked for when an outgoing paper is registered, and when somebody takes delivery of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.widgets.day_edit import read_day
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.parts import across, button, down
from guanxian_desk.services.outgoing import MEANS, MOST_COPIES, Delivered, Sent

_DAY = "例如：2022-4-13，可以不填"


class DispatchForm(QWidget):
    """An outgoing paper: number, title, who signed, when it was sealed, how many, to whom."""

    submitted = Signal(object)  # Sent

    def __init__(self, sent: Sent) -> None:
        super().__init__()
        self._sent = sent
        self.title = FormField("标题", needed("请填写标题"))
        self.number = FormField("发文字号", hint="例如：冠政发〔2022〕8号")
        self.signer = FormField("签发人")
        self.day = FormField("成文日期", _is_day, hint=_DAY)
        self.sealed_on = FormField("用印日期", _is_day, hint=_DAY)
        self.copies = FormField("份数", _is_count)
        self.recipients = FormField("主送", lines=2)
        self.copied = FormField("抄送", lines=2)
        self.note = FormField("备注")
        self.save_button = button("保存登记", self._submit, icon="save", role="primary")
        self.fields = (
            self.title, self.number, self.signer, self.day, self.sealed_on, self.copies, self.recipients, self.copied,
            self.note,
        )  # fmt: skip
        self._fill()
        self.setLayout(down(*self.fields, across(self.save_button, 1), 1, spacing=8, margins=(12, 12, 12, 12)))
        self.setFocusProxy(self.title)

    def _fill(self) -> None:
        sent = self._sent
        shown = (
            sent.title, sent.number, sent.signer, _written(sent.day), _written(sent.sealed_on),
            "" if sent.copies is None else str(sent.copies), sent.recipients, sent.copied, sent.note,
        )  # fmt: skip
        for part, text in zip(self.fields, shown):
            part.set_text(text)
            part.tell("")

    def _submit(self) -> None:
        if all_ok(self.fields):
            copies = int(self.copies.text) if self.copies.text else None
            self.submitted.emit(
                Sent(
                    self.title.text, self.number.text, self._sent.filing, _day(self.day), self.signer.text,
                    _day(self.sealed_on), copies, self.recipients.text, self.copied.text, self.note.text,
                )
            )  # fmt: skip


class DeliveryForm(QWidget):
    """Who took delivery of a paper."""

    submitted = Signal(object)  # Delivered

    def __init__(self, today: date) -> None:
        super().__init__()
        self.unit = FormField("签收单位", needed("请填写签收单位"))
        self.receiver = FormField("签收人")
        self.day = FormField("签收日期", _is_day, hint=_DAY)
        self.day.set_text(today.isoformat())
        self.means = FormField("送达方式", options=MEANS)
        self.note = FormField("备注")
        self.save_button = button("保存签收", self._submit, icon="save", role="primary")
        self.fields = (self.unit, self.receiver, self.day, self.means, self.note)
        self.setLayout(down(*self.fields, across(self.save_button, 1), 1, spacing=8, margins=(12, 12, 12, 12)))
        self.setFocusProxy(self.unit)

    def _submit(self) -> None:
        if all_ok(self.fields):
            self.submitted.emit(
                Delivered(self.unit.text, self.receiver.text, _day(self.day), self.means.text, self.note.text)
            )


def _written(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(part: FormField) -> date | None:
    return read_day(part.text, date.min.year) if part.text else None


def _is_day(text: str) -> str:
    found = read_day(text, date.min.year) if text else None
    return "" if not text or (found is not None and found.year > date.min.year) else "请写成 2022-4-13 这样的日期"


def _is_count(text: str) -> str:
    fine = text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_COPIES
    return "" if fine or not text else f"请填 1 至 {MOST_COPIES} 的整数"
