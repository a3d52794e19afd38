"""The lawful timetable as a picture, and what would come of a wanted day, a shorter period, one step after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QScrollArea, QSpinBox, QWidget

from guanxian_desk.base.days import spoken
from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.decision_confirm import ReleaseForm, Said
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.day_field import DayField
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import across, button, clear, down, frame, label
from guanxian_desk.desk.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from guanxian_desk.modules.decisions.timetable import Timetable
    from guanxian_desk.modules.decisions.what_if import Shortening
    from guanxian_desk.services.dossier_view import Told
    from guanxian_desk.services.office import Office

_TABLES = frozenset({"decision_dossiers"})
_TITLES = {"R20-3": "公开征求意见（日）", "R34-1": "专家研究（工作日）", "R44-3": "合法性审查（工作日）"}


@dataclass(frozen=True)
class Answer:
    """The timetable under what is asked, and what it takes."""

    timetable: Timetable
    sentence: str
    needs: tuple[str, ...] = ()


class PlanPage(QWidget):
    """Reads anew after every answer typed; nothing is written."""

    def __init__(self, desk: Desk, key: str, told: Mapping[str, Told]) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self._told = told
        self.panel = DetailPanel()
        self.reasons = FlowLayout()
        self.meeting = DayField("希望的上会日期（倒排）", desk.as_of.year)
        self.lengths = {norm: _spin() for norm in _TITLES}
        self.after = QCheckBox("风险评估等公众参与结束后再做")
        self.sentence = label("", "heading", wrap=True)
        self.needs = label("", wrap=True)
        self.gains = FlowLayout()
        self.picture = PictureView()
        self._lay_out()
        self.meeting.line.editingFinished.connect(self.reload)
        self.after.toggled.connect(self.reload)
        for spin in self.lengths.values():
            spin.valueChanged.connect(self.reload)
        desk.background.changed.connect(self._touched)
        self._read_usual()

    def _lay_out(self) -> None:
        asked = frame()
        flow = FlowLayout(16)
        self.meeting.setFixedWidth(theme.current().scaled(200))
        flow.addWidget(self.meeting)
        for norm, spin in self.lengths.items():
            flow.addWidget(_named(_TITLES[norm], spin))
        flow.addWidget(self.after)
        flow.addWidget(button("恢复法定期限", self._reset, icon="undo", role="flat"))
        flow.addWidget(button("打印倒排工期表…", self._print, icon="print"))
        asked.setLayout(down(flow, margins=(12, 8, 12, 8)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setObjectName("body")
        holder.setLayout(down(self.picture, 1))
        area.setWidget(holder)
        area.setAccessibleName("倒排工期图")
        work = work_split(area, self.panel)
        column = down(asked, self.sentence, self.needs, self.reasons, self.gains, work, margins=(16, 8, 16, 12))
        column.setStretch(5, 1)
        self.setLayout(column)
        self.setFocusProxy(self.meeting)

    # reading

    def _touched(self, changes: Changes) -> None:
        if _TABLES & changes.tables:
            self._read_usual()

    def _read_usual(self) -> None:
        """The lawful lengths, and what each lawful shortening would give."""
        key, day = self._key, self._desk.as_of

        def read(office: Office, _task: Task) -> tuple[dict[str, int], list[Shortening]]:
            from guanxian_desk.services import dossiers
            from guanxian_desk.services.dossier_view import lawful_lengths

            return lawful_lengths(office, day), dossiers.shortenings(office, key, day)

        self._desk.ask(read, lambda found: self._show_usual(*found), self._failed, owner=self, key="usual")

    def _show_usual(self, lengths: dict[str, int], gains: list[Shortening]) -> None:
        for norm, spin in self.lengths.items():
            fresh = spin.maximum() != lengths[norm]
            spin.blockSignals(True)
            spin.setMaximum(lengths[norm])
            if fresh:
                spin.setValue(lengths[norm])
            spin.blockSignals(False)
        clear(self.gains)
        if gains:
            self.gains.addWidget(label("说明理由缩短，最多可以提前：", "soft"))
        for one in gains:
            words = f"{_TITLES[one.norm]}：{one.gained} 日（{one.meeting.isoformat()} 上会）"
            self.gains.addWidget(label(words, "soft"))
        self.reload()

    def reload(self) -> None:
        """Reads the timetable under what is asked."""
        key, day, wanted = self._key, self._desk.as_of, self.meeting.day
        lengths = {norm: spin.value() for norm, spin in self.lengths.items() if spin.value() < spin.maximum()}
        after = self.after.isChecked()

        def read(office: Office, _task: Task) -> Answer:
            return _answer(office, key, day, wanted, lengths, after)

        self._offer_reasons(tuple(lengths))
        self._desk.ask(read, self._show, self._failed, owner=self, key="plan")

    # a reason for what is shortened

    def _offer_reasons(self, norms: tuple[str, ...]) -> None:
        clear(self.reasons)
        for norm in norms:
            words = f"写明缩短理由：{_TITLES[norm]}…"
            self.reasons.addWidget(button(words, partial(self._ask_reason, norm), icon="waive"))

    def _ask_reason(self, norm: str) -> None:
        form = ReleaseForm(self._told[norm], self._desk.as_of)
        form.submitted.connect(partial(self._release, norm))
        form.cancelled.connect(self.panel.close_panel)
        self.panel.open(form, "书面理由")
        form.reason.setFocus()

    def _release(self, norm: str, said: Said) -> None:
        key = self._key

        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_edit import waive

            waive(office, key, norm, said.text, said.by, said.on)

        def done(_none: None) -> None:
            self.panel.close_panel()
            self._desk.said.emit("理由已写进档案，到期不足时按已说明理由评判")

        self._desk.change(run, done, owner=self, title="写明缩短理由")

    def _show(self, answer: Answer) -> None:
        from guanxian_desk.modules.decisions.pictures import gantt

        day = self._desk.as_of
        self.sentence.setText(answer.sentence)
        self.needs.setText("\n".join(answer.needs))
        self.needs.setVisible(bool(answer.needs))
        self.picture.show_drawn(lambda width: gantt(answer.timetable, day, width))

    def _failed(self, error: BaseException) -> None:
        self.sentence.setText(str(error))

    def _print(self) -> None:
        """The timetable by the lawful periods, as a paper."""
        from guanxian_desk.desk.pages.papers import open_paper

        open_paper(self._desk, self, "decision-timetable", "倒排工期表", self._key, self._desk.as_of)

    def _reset(self) -> None:
        self.meeting.set_text("")
        for spin in self.lengths.values():
            spin.blockSignals(True)
            spin.setValue(spin.maximum())
            spin.blockSignals(False)
        self.after.setChecked(False)
        self.reload()


def _answer(office: Office, key: str, day: date, wanted: date | None, lengths: dict[str, int], after: bool) -> Answer:
    from guanxian_desk.modules.decisions.what_if import WhatIf
    from guanxian_desk.services import dossiers

    if wanted is not None:
        return _backward(dossiers.timetable(office, key, meeting=wanted), day, wanted)
    tried = dossiers.try_out(office, key, WhatIf(lengths=lengths, one_after_another=after), day)
    moved = "" if not tried.gained else f"，比按法定期限{'提前' if tried.gained > 0 else '推迟'} {abs(tried.gained)} 日"
    sentence = f"从 {spoken(day)} 排起，最早可以在 {spoken(tried.timetable.meeting)} 上会{moved}。"
    return Answer(tried.timetable, sentence, tuple(f"需要：{one}" for one in tried.needs))


def _backward(timetable: Timetable, day: date, wanted: date) -> Answer:
    late = [one.title for one in timetable.steps if one.actual is None and one.latest and one.latest < day]
    told = f"来不及：{'、'.join(late)}已过最迟日期。" if late else "各步都还来得及，最迟日期见图。"
    return Answer(timetable, f"要在 {spoken(wanted)} 上会，{told}")


def _spin() -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(0, 0)
    spin.setKeyboardTracking(False)
    spin.setFixedWidth(theme.current().scaled(88))
    return spin


def _named(name: str, spin: QSpinBox) -> QWidget:
    holder = QWidget()
    spin.setAccessibleName(name)
    title = label(name, "soft")
    title.setBuddy(spin)
    holder.setLayout(down(title, across(spin, 1), spacing=4))
    return holder
