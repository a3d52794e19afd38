"""The small forms of 企业培育: a stage of a claim, a cut, a decision of the review, points, a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from guanxian_desk.base.money import MoneyError, fen_from_yuan, yuan
from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import button, down, label
from guanxian_desk.modules.cultivation.rules.catalogue import APPLIED_TITLES, POOL_CLASSES
from guanxian_desk.modules.cultivation.rules.scoring import CRITERION_OF, MOST, ScoreSheet
from guanxian_desk.modules.cultivation.rules.stages import APPROVAL, CHECK, PAYMENT, PUBLICITY

_SHORTEST_BOX = 16  # characters; a longer choice is elided rather than pushing the panel wide


@dataclass(frozen=True)
class Stage:
    """A stage as it was typed. amount: fen, None where several claims get each its own."""

    day: date
    amount: int | None
    texts: dict[str, str]


_FIELDS: dict[str, tuple[tuple[str, str, str], ...]] = {
    CHECK: (
        ("township_opinion", "乡镇初审意见", "例如：材料齐全，同意上报"),
        ("joint_opinion", "部门联审意见", "例如：发改、财政、市场监管、税务无异议"),
        ("handled_by", "审核人", ""),
    ),
    PUBLICITY: (("objections", "异议及处理", "没有异议可以不填"), ("handled_by", "经办人", "")),
    APPROVAL: (("minutes", "会议纪要文号", "例如：冠工信会纪〔2023〕9号"), ("handled_by", "批准人", "")),
    PAYMENT: (("voucher", "凭证号", "财政支付凭证的号码"), ("handled_by", "经办人", "")),
}
_REQUIRED = {"voucher": "请填支付凭证的号码", "minutes": "请填批准所依据的会议纪要文号"}


class StepForm(PanelForm):
    """Day, amount and what belongs to one stage."""

    submitted = Signal(object)  # Stage

    def __init__(
        self, stage: str, whom: str, today: date, operator: str, amount: int | None = None, hint: str = ""
    ) -> None:
        """amount: fen to begin with, None when each claim has its own; hint: what to know beforehand."""
        super().__init__()
        self.stage = stage
        self.day = DayEdit(f"{stage}日期", today)
        self.amount = FormField("金额（元）", _amount_fault)
        if amount is not None:
            self.amount.set_text(yuan(amount).replace(",", ""))
        if amount is None or stage not in (APPROVAL, PAYMENT):
            self.amount.hide()
        self.misconduct = QComboBox()
        self.misconduct.setAccessibleName("失信及重大违法")
        self.misconduct.addItems(["无", "暂缓"])
        self.fields = {
            name: FormField(title, needed(_REQUIRED[name]) if name in _REQUIRED else None, hint=words)
            for name, title, words in _FIELDS.get(stage, (("handled_by", "经办人", ""),))
        }
        self.fields["handled_by"].set_text(operator)
        self.submit_button = button(f"登记{stage}", self._submit, icon="save", role="primary")
        parts: list[QWidget] = [self.day, self.amount, *self.fields.values()]
        if stage == CHECK:
            held = QWidget()
            held.setLayout(down(label("失信及重大违法（暂缓的不再往下办）", "soft"), self.misconduct, spacing=4))
            parts.insert(1, held)
        if hint:
            parts.insert(0, label(hint, "soft", wrap=True))
        self.lay_out(whom, parts, self.submit_button)

    def _submit(self) -> None:
        asked = (*((self.amount,) if not self.amount.isHidden() else ()), *self.fields.values())
        if not all_ok(asked):
            return
        texts = {name: field.text for name, field in self.fields.items()}
        if self.stage == CHECK:
            texts["misconduct"] = self.misconduct.currentText()
        amount = None if self.amount.isHidden() else _fen(self.amount.text)
        self.submitted.emit(Stage(self.day.day, amount, texts))


@dataclass(frozen=True)
class Chosen:
    """How money that is short is shared out."""

    way: str
    day: date
    minutes: str


class CutForm(PanelForm):
    """One of the two ways, the day and the minutes of the approval."""

    submitted = Signal(object)  # Chosen

    def __init__(self, whom: str, ways: tuple[tuple[str, str], ...], today: date) -> None:
        super().__init__()
        self.way = _box("分配办法", ways)
        self.day = DayEdit("批准日期", today)
        self.minutes = FormField("会议纪要文号", needed("请填批准所依据的会议纪要文号"))
        self.submit_button = button("按此办法批准", self._submit, icon="check", role="primary")
        note = "只批准已经公示的申请；每份按所选办法分到的数批准，合计不超过剩余额度。"
        way = QWidget()
        way.setLayout(down(label("分配办法", "soft"), self.way, spacing=4))
        parts: list[QWidget] = [label(note, "soft", wrap=True), way, self.day, self.minutes]
        self.lay_out(whom, parts, self.submit_button, "不批准")

    def _submit(self) -> None:
        if all_ok((self.minutes,)):
            self.submitted.emit(Chosen(str(self.way.currentData()), self.day.day, self.minutes.text))


@dataclass(frozen=True)
class Verdict:
    """What was decided about a pool entry."""

    action: str
    reason: str
    day: date
    category: str
    aiming_at: str


class DecisionForm(PanelForm):
    """保留, 调整 or 退出, the reason and the day."""

    submitted = Signal(object)  # Verdict

    def __init__(self, whom: str, action: str, because: str, category: str, today: date) -> None:
        super().__init__()
        self.action = _box("评价结论", (("keep", "保留"), ("adjust", "调整到别的类别"), ("leave", "退出培育库")))
        self.action.setCurrentIndex(max(0, self.action.findData(action)))
        others = tuple((name, name) for name in POOL_CLASSES if name != category)
        self.category = _box("调整到", others)
        self.aiming_at = _box("拟申报称号", (("", "（不填）"), *((title, title) for title in APPLIED_TITLES)))
        self.reason = FormField("理由", needed("请写明理由"), lines=4)
        self.reason.set_text(because)
        self.day = DayEdit("评价日期", today)
        self.submit_button = button("登记评价结论", self._submit, icon="save", role="primary")
        self.moved = QWidget()
        self.moved.setLayout(
            down(label("调整到", "soft"), self.category, label("拟申报称号", "soft"), self.aiming_at, spacing=4)
        )
        self.action.currentIndexChanged.connect(self._follow)
        parts: list[QWidget] = [self.action, self.moved, self.reason, self.day]
        self.lay_out(whom, parts, self.submit_button)
        self._follow()

    def _follow(self) -> None:
        self.moved.setVisible(self.action.currentData() == "adjust")

    def _submit(self) -> None:
        if all_ok((self.reason,)):
            action = str(self.action.currentData())
            category = str(self.category.currentData()) if action == "adjust" else ""
            aim = str(self.aiming_at.currentData()) if action == "adjust" else ""
            self.submitted.emit(Verdict(action, self.reason.text, self.day.day, category, aim))


class ScoreForm(PanelForm):
    """A year's scoring sheet: each criterion with its weight and what is proposed."""

    submitted = Signal(object, str)  # {criterion: points or None}, remark

    def __init__(self, sheet: ScoreSheet) -> None:
        super().__init__()
        self.fields = {
            one.criterion.key: FormField(
                f"{one.criterion.title}（{one.weight} 分）",
                _points_fault,
                hint=f"建议 {one.proposed}" if one.proposed is not None else "由评价人打分",
            )
            for one in sheet.lines
        }
        for one in sheet.lines:
            if one.given is not None:
                self.fields[one.criterion.key].set_text(str(one.given))
        self.remark = FormField("评语", lines=3)
        self.remark.set_text(next((one.remark for one in sheet.lines if one.remark), ""))
        self.submit_button = button("保存评价打分", self._submit, icon="save", role="primary")
        note = f"每项 0—{MOST} 分，按权重加权；不填的用建议分（在库企业里的位次）。"
        parts: list[QWidget] = [label(note, "soft", wrap=True), *self.fields.values(), self.remark]
        self.lay_out(f"{sheet.firm.name}　{sheet.year}年度", parts, self.submit_button, "不保存")

    def _submit(self) -> None:
        if all_ok(tuple(self.fields.values())):
            points = {key: int(field.text) if field.text else None for key, field in self.fields.items()}
            assert points.keys() == CRITERION_OF.keys()
            self.submitted.emit(points, self.remark.text)


class ReasonForm(PanelForm):
    """Why two rows are one enterprise, or two; choices: which code goes on."""

    submitted = Signal(str, str)  # reason, chosen

    def __init__(self, whom: str, verb: str, choices: tuple[tuple[str, str], ...] = (), note: str = "") -> None:
        super().__init__()
        self.choice = _box("现在使用的信用代码", choices) if choices else None
        self.reason = FormField("理由", needed(f"请写明{verb}的理由"), lines=3)
        self.submit_button = button(verb, self._submit, icon="check", role="primary")
        parts: list[QWidget] = [self.reason]
        if self.choice is not None:
            chosen = QWidget()
            chosen.setLayout(down(label("现在使用的信用代码", "soft"), self.choice, spacing=4))
            parts.insert(0, chosen)
        if note:
            parts.insert(0, label(note, "soft", wrap=True))
        self.lay_out(whom, parts, self.submit_button, "不改")

    def _submit(self) -> None:
        if all_ok((self.reason,)):
            self.submitted.emit(self.reason.text, str(self.choice.currentData()) if self.choice else "")


def _box(name: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_SHORTEST_BOX)
    for value, words in options:
        box.addItem(words, value)
    return box


def _points_fault(text: str) -> str:
    if not text or (text.isascii() and text.isdigit() and int(text) <= MOST):
        return ""
    return f"请填 0 到 {MOST} 的整数，或留空"


def _amount_fault(text: str) -> str:
    try:
        return "" if _fen(text) >= 0 else "金额不能是负数"
    except MoneyError as error:
        return str(error)


def _fen(text: str) -> int:
    return fen_from_yuan(text.replace(",", "").strip())
