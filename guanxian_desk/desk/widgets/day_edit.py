"""A day, typed as 4.13 or 2022-4-13 or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.widgets.parts import across, down, frame, label, set_property

_WRITTEN = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")


def read_day(text: str, year: int) -> date | None:
    """The day somebody typed, None when it is none; year is taken when none was typed."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    written_year, month, day = (found[4], found[5], found[6]) if found[4] else (found[1], found[2], found[3])
    try:
        return date(int(written_year or year), int(month), int(day))
    except ValueError:
        return None


class DayEdit(QWidget):
    """Emits changed(day) when another day was typed (Enter or leaving the field) or picked."""

    changed = Signal(object)  # date

    def __init__(self, title: str, day: date) -> None:
        """title: the words before the field, e.g. 截至."""
        super().__init__()
        self._day = day
        self.field = QLineEdit()
        self.field.setAccessibleName(f"{title}日期")
        self.field.setFixedWidth(theme.current().scaled(128))
        self.field.editingFinished.connect(self._typed)
        pick = self.field.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setText("从日历上选")
        pick.setToolTip("从日历上选（Alt+↓）")
        pick.setShortcut("Alt+Down")
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self._pick)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(f"{title}日历")
        self._calendar.activated.connect(self._picked)
        self._calendar.clicked.connect(self._picked)
        self._popup = frame()
        self._popup.setParent(self, Qt.WindowType.Popup)
        self._popup.setLayout(down(self._calendar))
        self.setLayout(across(label(title, "soft"), self.field, spacing=6))
        self._write()

    @property
    def day(self) -> date:
        """The day that counts."""
        return self._day

    def set_day(self, day: date) -> None:
        """Puts another day, and tells."""
        before, self._day = self._day, day
        self._write()
        if day != before:
            self.changed.emit(day)

    def _write(self) -> None:
        self.field.setText(self._day.isoformat())
        self.field.setToolTip("可以键入 4.13、2022-4-13，或从日历上选（Alt+↓）")
        set_property(self.field, "bad", "false")

    def _typed(self) -> None:
        day = read_day(self.field.text(), self._day.year)
        if day is not None:
            self.set_day(day)
            return
        set_property(self.field, "bad", "true")
        self.field.setToolTip(f"“{self.field.text()}”不是日期；请写成 4.13 或 2022-4-13")

    def _pick(self) -> None:
        self._calendar.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))
        self._popup.move(self.field.mapToGlobal(QPoint(0, self.field.height())))
        self._popup.show()
        self._calendar.setFocus()

    def _picked(self, chosen: QDate) -> None:
        self._popup.hide()
        self.field.setFocus()
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
