"""Releasing a difference with a reason: proposed by one operator, approved by another."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.parts import across, button, down, label


@dataclass(frozen=True)
class Waiver:
    """Why a difference is released, on what basis (minutes or approval number), proposed and approved by whom."""

    reason: str
    basis: str
    proposer: str
    approver: str


class WaiveForm(QWidget):
    """Reason, basis, proposer (the operator at this window) and approver, each checked in place."""

    submitted = Signal(object)  # Waiver
    cancelled = Signal()

    def __init__(self, what: str, proposer: str, approvers: tuple[str, ...] = ()) -> None:
        """what: the differences in words (R02 重复核销 3 条，共 300 元); approvers: names to choose from."""
        super().__init__()
        self._proposer = proposer
        self.reason = FormField(
            "放行理由", needed("请写明为什么可以放行"), lines=3, hint="例如：平台已出具更正说明，商户实际提供了服务"
        )
        self.basis = FormField("依据", needed("请写会议纪要或批复的文号"), hint="例如：冠商纪要〔2022〕7号")
        self.approver = FormField("审核人", self._check_approver, options=approvers, hint="与提出人不是同一人")
        self.fields = (self.reason, self.basis, self.approver)
        self.submit_button = button("说明理由后放行", self._submit, icon="waive", role="primary")
        self.cancel_button = button("不放行", self.cancelled.emit)
        note = label("放行只对当前金额有效；金额变化后差异重新打开，本次放行留在历史里。", "small", wrap=True)
        self.setLayout(
            down(
                label(what, "heading", wrap=True),
                *self.fields,
                across(label("提出人", "soft"), label(proposer), 1),
                note,
                across(self.submit_button, self.cancel_button, 1),
                1,
                spacing=12,
                margins=(12, 12, 12, 12),
            )
        )

    def _check_approver(self, text: str) -> str:
        if not text:
            return "请填审核人的姓名"
        return "审核人不能是提出人本人" if text == self._proposer else ""

    def _submit(self) -> None:
        if all_ok(self.fields):
            self.submitted.emit(Waiver(self.reason.text, self.basis.text, self._proposer, self.approver.text))
