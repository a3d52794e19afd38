"""The small forms of the task page: 核定灯, calls, contacts, 督办通知单 and its reply, a round of workbooks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import button, label
from guanxian_desk.modules.tasks.chasing import WAYS, Contact
from guanxian_desk.modules.tasks.facts import Reporting
from guanxian_desk.modules.tasks.rules.lamps import Lamp

_REPLY_DAYS = 7


def _one_of(options: tuple[str, ...], reason: str) -> Callable[[str], str]:
    return lambda text: "" if text in options else reason


@dataclass(frozen=True)
class Ruled:
    """核定灯 as the clerk proposes it."""

    lamp: str
    reason: str
    approver: str


class LampForm(PanelForm):
    """Lamp, reason, and the approver, who is somebody else."""

    submitted = Signal(object)  # Ruled

    def __init__(self, about: str, proposer: str, approvers: tuple[str, ...]) -> None:
        super().__init__()
        self._proposer = proposer
        lamps = tuple(map(str, Lamp))
        self.lamp = FormField("核定为", _one_of(lamps, f"请选 {'、'.join(lamps)} 之一"), options=lamps)
        self.reason = FormField("理由", needed("请写明核定的理由"), lines=3, hint="例如：上级部署调整，任务延至下年")
        self.approver = FormField("核定人", self._check, options=approvers, hint="与提出人不是同一人")
        self.submit_button = button("保存核定灯", self._submit, icon="save", role="primary")
        note = label("文书上用核定灯，屏幕上两个都显示；计算的灯不变。", "small", wrap=True)
        self.lay_out(about, (self.lamp, self.reason, self.approver, note), self.submit_button, "不保存")

    def _check(self, text: str) -> str:
        if not text:
            return "请填核定人的姓名"
        return "核定人不能是提出人本人" if text == self._proposer else ""

    def _submit(self) -> None:
        if all_ok((self.lamp, self.reason, self.approver)):
            self.submitted.emit(Ruled(self.lamp.text, self.reason.text, self.approver.text))


@dataclass(frozen=True)
class Said:
    """A call as it is logged."""

    way: str
    spoken_to: str
    text: str
    answer: str


class CallForm(PanelForm):
    """How, whom, what was said, what was answered; the text is ready."""

    submitted = Signal(object)  # Said

    def __init__(self, about: str, text: str, whom: str) -> None:
        super().__init__()
        self.way = FormField("方式", _one_of(WAYS, f"请选 {'、'.join(WAYS)} 之一"), options=WAYS)
        self.way.set_text(WAYS[0])
        self.spoken_to = FormField("接听人或接收人", needed("请填姓名，书面催报填签收人"))
        self.spoken_to.set_text(whom)
        self.text = FormField("催报内容", needed("请写催报的内容"), lines=6)
        self.text.set_text(text)
        self.answer = FormField("对方答复", hint="例如：今天下午报", lines=2)
        self.submit_button = button("登记这次催报", self._submit, icon="save", role="primary")
        self.lay_out(about, (self.way, self.spoken_to, self.text, self.answer), self.submit_button, "不保存")

    def _submit(self) -> None:
        if all_ok((self.way, self.spoken_to, self.text)):
            self.submitted.emit(Said(self.way.text, self.spoken_to.text, self.text.text, self.answer.text))


class ContactForm(PanelForm):
    """The leader in charge and the person who reports."""

    submitted = Signal(object)  # Contact

    def __init__(self, unit: str, known: Contact) -> None:
        super().__init__()
        self.leader = FormField("分管负责人")
        self.leader_phone = FormField("负责人电话")
        self.contact = FormField("联系人", lambda text: "" if text or self.leader.text else "请至少填一人的姓名")
        self.phone = FormField("联系电话")
        fields = (self.leader, self.leader_phone, self.contact, self.phone)
        for field, text in zip(fields, (known.leader, known.leader_phone, known.contact, known.phone)):
            field.set_text(text)
        self.submit_button = button("保存联系人", self._submit, icon="save", role="primary")
        self.lay_out(unit, fields, self.submit_button, "不保存")

    def _submit(self) -> None:
        if all_ok((self.contact,)):
            self.submitted.emit(Contact(self.leader.text, self.leader_phone.text, self.contact.text, self.phone.text))


@dataclass(frozen=True)
class Pressed:
    """What a 督办通知单 says."""

    tasks: tuple[str, ...]
    matter: str
    reply_by: date


class UrgingForm(PanelForm):
    """Tasks, matter and the day of the reply; the number is drawn when it is issued."""

    submitted = Signal(object)  # Pressed

    def __init__(self, unit: str, tasks: tuple[str, ...], matter: str, today: date) -> None:
        super().__init__()
        self.tasks = FormField("任务编号（几项用顿号隔开）", needed("请填任务编号"))
        self.tasks.set_text("、".join(tasks))
        self.matter = FormField("督办事项", needed("请写督办事项"), lines=6)
        self.matter.set_text(matter)
        self.reply_by = DayEdit("要求回复", today + timedelta(days=_REPLY_DAYS))
        self.submit_button = button("发出督办通知单", self._submit, icon="save", role="primary")
        note = label("发出时取号并登记，编号不重不漏；撤销后编号作废。", "small", wrap=True)
        self.lay_out(unit, (self.tasks, self.matter, self.reply_by, note), self.submit_button, "不保存")
        self._today = today

    def _submit(self) -> None:
        if all_ok((self.tasks, self.matter)):
            numbers = tuple(part.strip() for part in self.tasks.text.replace(",", "、").replace("，", "、").split("、"))
            self.submitted.emit(Pressed(tuple(filter(None, numbers)), self.matter.text, self.reply_by.day))


@dataclass(frozen=True)
class Replied:
    """A reply slip: its day, who signed, what it says, whether it is taken as done."""

    day: date
    by: str
    words: str
    settled: bool


class ReplyForm(PanelForm):
    """The reply slip of a 督办通知单."""

    submitted = Signal(object)  # Replied

    def __init__(self, about: str, today: date) -> None:
        super().__init__()
        self.day = DayEdit("回复日期", today)
        self.by = FormField("回复人", needed("请填回执上签字的人"))
        self.words = FormField("回复内容", needed("请照回执填写"), lines=5)
        self.settled = QCheckBox("同时办结")
        self.submit_button = button("登记回执", self._submit, icon="save", role="primary")
        self.lay_out(about, (self.day, self.by, self.words, self.settled), self.submit_button, "不保存")

    def _submit(self) -> None:
        if all_ok((self.by, self.words)):
            self.submitted.emit(Replied(self.day.day, self.by.text, self.words.text, self.settled.isChecked()))


@dataclass(frozen=True)
class RoundAsked:
    """A round to send out: the quarter, and the day by which workbooks come back."""

    quarter: str
    reply_by: date


class RoundForm(PanelForm):
    """Quarter and day; the folder is asked for next."""

    submitted = Signal(object)  # RoundAsked

    def __init__(self, about: str, quarter: str, reply_by: date) -> None:
        super().__init__()
        self.quarter = FormField("报告期", needed("请填季度，如 2022Q3"))
        self.quarter.set_text(quarter)
        self.reply_by = DayEdit("要求报回", reply_by)
        self.submit_button = button("选择文件夹并写出…", self._submit, icon="open", role="primary")
        words = "每个应报单位一个工作簿，只有它承担的任务，计划、任务、单位和报告期已经填好；另有一份发送清单。"
        parts = (label(words, "soft", wrap=True), self.quarter, self.reply_by)
        self.lay_out(about, parts, self.submit_button, "不保存")

    def _submit(self) -> None:
        if all_ok((self.quarter,)):
            self.submitted.emit(RoundAsked(self.quarter.text, self.reply_by.day))


@dataclass(frozen=True)
class WayChosen:
    """报送方式 of a plan from a day on, with its basis ("" while it is still missing)."""

    value: str
    since: date
    basis: str


class ReportingForm(PanelForm):
    """Who reports: every unit, or the lead units for all."""

    submitted = Signal(object)  # WayChosen

    def __init__(self, plan: str, value: str, basis: str, today: date) -> None:
        super().__init__()
        ways = tuple(map(str, Reporting))
        self.way = FormField("报送方式", _one_of(ways, f"请选 {'、'.join(ways)} 之一"), options=ways)
        self.way.set_text(value)
        self.since = DayEdit("从哪天起", today)
        self.basis = FormField("口径依据", hint="会议纪要或批复的文号；没有的印“口径待主管部门明确”")
        self.basis.set_text(basis)
        words = "逐单位：每个责任单位都要报。牵头汇总：有牵头单位的任务只由牵头单位报，也只看牵头单位是否完成。"
        self.submit_button = button("保存报送方式", self._submit, icon="save", role="primary")
        parts = (label(words, "soft", wrap=True), self.way, self.since, self.basis)
        self.lay_out(plan, parts, self.submit_button, "不保存")

    def _submit(self) -> None:
        if all_ok((self.way,)):
            self.submitted.emit(WayChosen(self.way.text, self.since.day, self.basis.text))
