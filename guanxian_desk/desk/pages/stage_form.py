"""阶段变动: a project goes on one stage, or back one with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.form import FormField, all_ok
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import button, label


@dataclass(frozen=True)
class Moved:
    """Where the project goes, when, on what paper, why where it goes back."""

    stage: str
    day: date
    paper: str
    reason: str


class StageForm(PanelForm):
    """stage: where the project stands; neighbours: the stages beside it, those before it go back."""

    submitted = Signal(object)  # Moved

    def __init__(self, whom: str, stages: tuple[str, ...], stage: str, today: date) -> None:
        super().__init__()
        self._stages, self._stage = stages, stage
        at = stages.index(stage)
        near = (*stages[at + 1 : at + 2], *stages[max(at - 1, 0) : at])
        self.to = FormField("变动后的阶段", self._stage_fault, options=near)
        self.to.set_text(near[0])
        self.reason = FormField("退回原因", self._reason_fault, lines=3, hint="退回前一阶段时必须写")
        self.paper = FormField("依据文件", hint="例如：施工许可证号、会议纪要文号")
        self.day = DayEdit("变动日期", today)
        self.submit_button = button("登记阶段变动", self._submit, icon="save", role="primary")
        now = label(f"现在的阶段：{stage}。阶段逐级推进，一次一级。", "soft", wrap=True)
        self.lay_out(whom, (now, self.to, self.day, self.paper, self.reason), self.submit_button)
        self.setFocusProxy(self.to)

    def _stage_fault(self, text: str) -> str:
        if text not in self._stages:
            return f"请选择{'、'.join(self._stages)}"
        by = self._stages.index(text) - self._stages.index(self._stage)
        return "" if abs(by) == 1 else "一次只能变动一级"

    def _reason_fault(self, text: str) -> str:
        to = self.to.text
        back = to in self._stages and self._stages.index(to) < self._stages.index(self._stage)
        return "请写明退回的原因" if back and not text else ""

    def _submit(self) -> None:
        if all_ok((self.to, self.reason)):
            self.submitted.emit(Moved(self.to.text, self.day.day, self.paper.text, self.reason.text))
