"""Confirming what no rule can compute, and releasing an 一般 norm with a written reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from guanxian_desk.desk.widgets.day_field import DayField
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.services.dossier_view import Told

_NOTICE_PERIOD = "R20-3"


@dataclass(frozen=True)
class Said:
    """What was written: text, by whom (of a release), on which day."""

    text: str
    on: date
    by: str = ""


class ConfirmForm(PanelForm):
    """A note and a day; the operator at this window confirms."""

    submitted = Signal(object)  # Said

    def __init__(self, told: Told, operator: str, day: date) -> None:
        super().__init__()
        self.note = FormField("说明", needed("请写明确认的依据和情况"), lines=4, hint="做了什么、材料在哪里")
        self.day = DayField("确认之日", day.year, required=True)
        self.day.set_text(day.isoformat())
        self.submit_button = button("确认已经做到", self._submit, icon="check", role="primary")
        words = "这一项由人确认：写明情况；确认人和日期随档案保存，也会印在“履行决策法定程序的说明”里。"
        _lay_out(self, told, words, f"确认人　{operator}", (self.note, self.day))
        self.setFocusProxy(self.note)

    def _submit(self) -> None:
        if all_ok((self.note, self.day)) and self.day.day is not None:
            self.submitted.emit(Said(self.note.text, self.day.day))


class ReleaseForm(PanelForm):
    """Reason, who decided it, and the day."""

    submitted = Signal(object)  # Said

    def __init__(self, told: Told, day: date) -> None:
        super().__init__()
        self.reason = FormField("书面理由", needed("请写明为什么可以有例外"), lines=4)
        self.by = FormField("决定人", needed("请写由谁决定"), hint="例如：分管副县长 王某某")
        self.day = DayField("决定之日", day.year, required=True)
        self.day.set_text(day.isoformat())
        self.submit_button = button("说明理由后放行", self._submit, icon="waive", role="primary")
        words = "这一条写的是“一般”，有正当理由可以例外；理由随档案保存，并印在程序说明里。"
        if told.norm == _NOTICE_PERIOD:
            words += "缩短公开征求意见期限的，还要在公告中写明说明（公告记录里“对缩短期限的说明原文”）。"
        _lay_out(self, told, words, "", (self.reason, self.by, self.day))
        self.setFocusProxy(self.reason)

    def _submit(self) -> None:
        if all_ok((self.reason, self.by, self.day)) and self.day.day is not None:
            self.submitted.emit(Said(self.reason.text, self.day.day, self.by.text))


def _lay_out(form: ConfirmForm | ReleaseForm, told: Told, words: str, who: str, fields: tuple[FormField, ...]) -> None:
    column = down(
        label(f"{told.citation}　{told.norm}", "soft"),
        label(told.demand, "heading", wrap=True),
        label(told.verdict.message, wrap=True),
        *fields,
        spacing=12,
        margins=(12, 12, 12, 12),
    )
    if who:
        column.addWidget(label(who, "soft"))
    column.addWidget(label(words, "small", wrap=True))
    column.addLayout(across(form.submit_button, button("返回", form.cancelled.emit), 1))
    column.addStretch(1)
    form.setLayout(column)
