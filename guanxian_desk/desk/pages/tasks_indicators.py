"""The indicators of a task, set by the office: the form of one, and what the panel does with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.base.units import plain_name
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.pages.tasks_parts import push_form
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.detail import Field, Section
from guanxian_desk.desk.widgets.form import FormField, all_ok
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import across, button, label
from guanxian_desk.modules.tasks import indicator_drafts as drafts
from guanxian_desk.modules.tasks.facts import UNITS_SUM, Indicator
from guanxian_desk.modules.tasks.indicator_drafts import IndicatorDraft
from guanxian_desk.modules.tasks.plans import SHIPPED

if TYPE_CHECKING:
    from guanxian_desk.modules.tasks.rules.judge import TaskStatus
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay

ADD, CHANGE = "indicator-add", "indicator-change"
_OPS = {"不少于": drafts.AT_LEAST, "等于": drafts.EQUAL}
_TYPED = {"各单位填报，取牵头单位的": "", "各单位填报，各单位合计": UNITS_SUM}
_COMPUTED = "由本机计算："
_FIXED = "随程序带来的计划，指标以通知原文为准，不能增改；用“通知读入”建立的计划可以。"
_REMOVE, _SURE = "删除这项指标", "确定删除（可以撤销）"


def section(plan: str, fields: tuple[Field, ...]) -> list[Section]:
    """The indicators in the panel, with what can be done about them; a shipped plan says why nothing can."""
    if plan in SHIPPED:
        return [Section("指标", fields, words=_FIXED)] if fields else []
    change = ((CHANGE, "修改指标…"),) if fields else ()
    return [Section("指标", fields, links=((ADD, "新增指标…"), *change))]


class IndicatorForm(PanelForm):
    """One indicator, new or one of those that stand; checked while it is typed.

    standing: those of the task, of which one is chosen and changed; with new a further one is written.
    reported: how many reports give a value, by the indicator's plain name.
    """

    submitted = Signal(str, object)  # the name it had ("" for a new one), IndicatorDraft
    removed = Signal(str)

    def __init__(
        self,
        about: str,
        standing: tuple[Indicator, ...],
        measures: tuple[tuple[str, str], ...],
        reported: Mapping[str, int],
        *,
        new: bool,
    ) -> None:
        super().__init__()
        self._standing = {one.name: one for one in standing}
        self._reported = reported
        self._sources = _TYPED | {_COMPUTED + words: measure for measure, words in measures}
        self._old = "" if new else standing[0].name
        self._make_fields()
        self.submit_button = button("保存指标", self._submit, icon="save", role="primary")
        self.remove_button = button(_REMOVE, self._remove, icon="close")
        aim = QWidget()
        row = across(self.op, self.target, self.unit)
        for part in (self.op, self.target, self.unit):
            row.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        aim.setLayout(row)
        parts = (self.which, self.name, aim, self.source, self.note, self.remove_button)
        self.lay_out(about, parts, self.submit_button, "不保存")
        self.which.setVisible(not new and len(standing) > 1)
        self.remove_button.setVisible(not new)
        self.first = self.which if len(standing) > 1 and not new else self.name
        self._connect()
        self._fill()

    def _make_fields(self) -> None:
        self.which = FormField("改哪一项", self._check_which, options=tuple(self._standing) or ("",))
        self.name = FormField("指标名称", self._check_name, hint="例如：行政执法培训人次")
        self.op = FormField("要求", lambda text: drafts.op_fault(_OPS.get(text, "")), options=tuple(_OPS))
        self.target = FormField("目标", self._check_target, hint="如 500")
        self.unit = FormField("单位", self._check_unit, hint="如 人次")
        self.source = FormField("取数", self._check_source, options=tuple(self._sources))
        self.note = label("", "small", wrap=True)

    def _connect(self) -> None:
        self.which.editor.currentTextChanged.connect(self._choose)  # type: ignore[union-attr]
        self.name.editor.textChanged.connect(self._explain)  # type: ignore[union-attr]
        # What one field says may make another one wrong or right.
        self.op.editor.currentTextChanged.connect(lambda _text: self._again(self.target))  # type: ignore[union-attr]
        self.source.editor.currentTextChanged.connect(self._another_source)  # type: ignore[union-attr]

    def _fill(self) -> None:
        one = self._standing.get(self._old)
        if one is None:
            self.op.set_text("不少于")
            self.source.set_text(next(iter(_TYPED)))
        else:
            self.which.set_text(one.name)
            self.source.set_text(next((words for words, key in self._sources.items() if key == one.measure), ""))
            self.op.set_text(next(words for words, op in _OPS.items() if op == one.op))
            self.name.set_text(one.name)
            self.unit.set_text(one.unit)
            self.target.set_text(str(one.target))
        # Where the text stays the same, what is wrong with it may not.
        self._again(self.name, self.target, self.unit)
        self._explain()

    @property
    def _measure(self) -> str:
        return self._sources.get(self.source.text, "")

    def _check_which(self, text: str) -> str:
        return "" if not self._old or text in self._standing else "请选这项任务现有的一项指标"

    def _check_name(self, text: str) -> str:
        return drafts.name_fault(text, [name for name in self._standing if name != self._old])

    def _check_target(self, text: str) -> str:
        return drafts.target_fault(text, _OPS.get(self.op.text, ""), self._measure)

    def _check_unit(self, text: str) -> str:
        return drafts.unit_fault(plain_name(text), self._measure)

    def _check_source(self, text: str) -> str:
        return "" if text in self._sources else "请选一种取数办法"

    def _choose(self, name: str) -> None:
        if name in self._standing and name != self._old:
            self._old = name
            self._fill()

    def _another_source(self, _text: str) -> None:
        if drafts.is_computed(self._measure) and not self.unit.text:
            self.unit.set_text("%")
        self._again(self.target, self.unit)
        self._explain()

    def _again(self, *fields: FormField) -> None:
        for one in fields:
            if one.text:
                one.ok()

    def _explain(self, _text: str = "") -> None:
        """What the choice means, and what a new name would leave behind."""
        measure, name = self._measure, self.name.text or "名称"
        if drafts.is_computed(measure):
            words = "按本机的台账和档案计算，各单位不用填报；没有可计的就不判。"
        elif measure == UNITS_SUM:
            words = f"把每个单位最近一次填报的“{name}=值”加起来；没有填的单位不计。"
        else:
            words = f"取牵头单位最近一次填报的“{name}=值”；牵头单位没有填的，取其他单位最近一次的。"
        count = self._reported.get(plain_name(self._old), 0) if self._old else 0
        if count and plain_name(name) != plain_name(self._old):
            words += f"已有 {count} 份报告按“{self._old}”填报，改名以后不再计入。"
        self.note.setText(words)

    def _remove(self) -> None:
        if self.remove_button.text() != _SURE:
            self.remove_button.setText(_SURE)
        else:
            self.removed.emit(self._old)

    def _submit(self) -> None:
        if all_ok((self.which, self.name, self.op, self.target, self.unit, self.source)):
            target = drafts.whole_number(self.target.text)
            assert target is not None
            unit = plain_name(self.unit.text)
            draft = IndicatorDraft(self.name.text, _OPS[self.op.text], target, unit, self._measure)
            self.submitted.emit(self._old, draft)


def ask(view: RegisterView, day: TaskDay, row: Row, *, new: bool) -> None:
    """Opens the form of a task's indicators in the panel; what it says is kept as one step."""
    from guanxian_desk.services.task_indicators import measures

    task: TaskStatus = row["task"]
    about, where = f"任务 {row['no']} {row['title']}", (day.key, row["no"])
    form = IndicatorForm(about, task.task.indicators, measures(), _reported(task), new=new)
    form.submitted.connect(lambda old, draft: _keep(view, where, old, draft))
    form.removed.connect(lambda name: _remove(view, where, name))
    push_form(view, form, "新增指标" if new else "修改指标", form.first)


def _reported(task: TaskStatus) -> dict[str, int]:
    reports = [valid.report for one in task.held.values() for valid in one.valid]
    names = {plain_name(one.name) for one in task.task.indicators}
    return {name: sum(name in report.values for report in reports) for name in names}


def _keep(view: RegisterView, where: tuple[str, str], old: str, draft: IndicatorDraft) -> None:
    def verb(office: Office) -> None:
        from guanxian_desk.services import task_indicators

        if old:
            task_indicators.change_indicator(office, *where, old, draft)
        else:
            task_indicators.add_indicator(office, *where, draft)

    view.write(verb, f"任务 {where[1]} 的指标“{draft.name}”已保存", "保存指标")


def _remove(view: RegisterView, where: tuple[str, str], name: str) -> None:
    def verb(office: Office) -> None:
        from guanxian_desk.services.task_indicators import remove_indicator

        remove_indicator(office, *where, name)

    view.write(verb, f"任务 {where[1]} 的指标“{name}”已删除，可以用 Ctrl+Z 撤销", "删除指标")
