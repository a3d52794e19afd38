"""Forms of 口径与日历: another reading with its basis, and the working days of a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal

from guanxian_desk.desk.widgets.day_edit import read_day
from guanxian_desk.desk.widgets.day_field import DayField
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import across, button, down, label

_STOPS = re.compile(r"[、，,；;\s]+")
_PAUSE = 300  # milliseconds after the last key before a value is tried


@dataclass(frozen=True)
class Chosen:
    """A reading: its value, from which day, on what basis ("" while nobody in charge has said)."""

    value: int
    since: date
    basis: str


@dataclass(frozen=True)
class Entered:
    """A working year as the notice has it."""

    year: int
    days_off: tuple[date, ...]
    make_up: tuple[date, ...]
    basis: str


class ReadingForm(PanelForm):
    """value_tried(number) while it is typed; the page answers by tell_touched."""

    submitted = Signal(object)  # Chosen
    value_tried = Signal(int)

    def __init__(self, title: str, unit: str, value: int, basis: str, day: date) -> None:
        super().__init__()
        self.value = FormField(f"改为（{unit}）", _number_fault)
        self.since = DayField("从哪一天起", day.year, required=True)
        self.basis = FormField("口径依据", hint="会议纪要或者批复的名称、文号、日期；没有的留空")
        self.touched = label("", wrap=True)
        self.write_button = button("采用这个口径", self._submit, icon="save", role="primary")
        note = label("没有口径依据的，文书上注明“口径待主管部门明确”。", "small", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._try)
        self.setLayout(
            down(
                label(title, "heading", wrap=True),
                self.value,
                self.since,
                self.basis,
                note,
                self.touched,
                across(self.write_button, button("不改", self.cancelled.emit), 1),
                1,
                spacing=12,
                margins=(12, 12, 12, 12),
            )
        )
        self.value.set_text(str(value))
        self.since.set_text(day.isoformat())
        self.basis.set_text(basis)
        self.value.editor.textChanged.connect(self._soon.start)  # type: ignore[union-attr]
        self.setFocusProxy(self.value)

    def tell_touched(self, words: str) -> None:
        """Which open dossiers it would turn."""
        self.touched.setText(words)

    def _try(self) -> None:
        if self.value.ok():
            self.value_tried.emit(int(self.value.text))

    def _submit(self) -> None:
        if all_ok((self.value, self.since, self.basis)) and self.since.day is not None:
            self.submitted.emit(Chosen(int(self.value.text), self.since.day, self.basis.text))


class YearForm(PanelForm):
    """Days are typed as in the notice: 1.3、1.31 …"""

    submitted = Signal(object)  # Entered

    def __init__(self, year: int, days_off: Sequence[date], make_up: Sequence[date]) -> None:
        super().__init__()
        self.year = FormField("年份", _year_fault)
        self.days_off = FormField("放假的工作日（周一至周五）", self._days_fault, lines=4, hint="例如：1.3、1.31、2.1")
        self.make_up = FormField("调休上班的周末", self._days_fault, lines=2, hint="例如：1.29、1.30")
        self.basis = FormField(
            "放假安排的文号", needed("请写国务院办公厅通知的文号"), hint="例如：国办发明电〔2021〕11号"
        )
        self.fields = (self.year, self.days_off, self.make_up, self.basis)
        self.write_button = button("存入工作日历", self._submit, icon="save", role="primary")
        self.setLayout(
            down(
                *self.fields,
                across(self.write_button, button("不存", self.cancelled.emit), 1),
                1,
                spacing=12,
                margins=(12, 12, 12, 12),
            )
        )
        self.year.set_text(str(year))
        self.days_off.set_text("、".join(f"{day.month}.{day.day}" for day in days_off))
        self.make_up.set_text("、".join(f"{day.month}.{day.day}" for day in make_up))
        self.setFocusProxy(self.days_off)

    def _days(self, text: str) -> list[date | None]:
        year = int(self.year.text) if not _year_fault(self.year.text) else 1
        return [read_day(part, year) for part in _STOPS.split(text) if part]

    def _days_fault(self, text: str) -> str:
        parts = [part for part in _STOPS.split(text) if part]
        wrong = [part for part, day in zip(parts, self._days(text), strict=True) if day is None]
        return f"“{wrong[0]}”不是日期，请写成 1.3" if wrong else ""

    def _submit(self) -> None:
        if all_ok(self.fields):
            off, up = (tuple(day for day in self._days(part.text) if day) for part in (self.days_off, self.make_up))
            self.submitted.emit(Entered(int(self.year.text), off, up, self.basis.text))


def _number_fault(text: str) -> str:
    return "" if text.isascii() and text.isdigit() else f"“{text}”不是整数" if text else "请写一个整数"


def _year_fault(text: str) -> str:
    return "" if len(text) == 4 and text.isascii() and text.isdigit() else "请写四位数的年份"
