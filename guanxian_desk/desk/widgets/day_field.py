"""A day in a form: may stay blank; typed as 4.13 or 2022-4-13, or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit

from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.widgets.day_edit import read_day
from guanxian_desk.desk.widgets.form import FormField
from guanxian_desk.desk.widgets.parts import down, frame

HINT = "如 4.13 或 2022-04-13"


class DayField(FormField):
    """year: the year of a day that was typed without one; required: whether it may not stay blank."""

    def __init__(self, title: str, year: int, *, required: bool = False) -> None:
        super().__init__(title, self._fault, hint=HINT)
        self._year = year
        self._required = required
        assert isinstance(self.editor, QLineEdit)
        self.line = self.editor
        self.line.editingFinished.connect(self._write_out)
        pick = self.line.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setText("从日历上选")
        pick.setToolTip("从日历上选（Alt+↓）")
        pick.setShortcut("Alt+Down")
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self._pick)

    @property
    def day(self) -> date | None:
        """The day, None while the field is blank or holds none."""
        return read_day(self.text, self._year)

    def _fault(self, text: str) -> str:
        if not text:
            return "必须填写" if self._required else ""
        return "" if self.day else f"“{text}”不是日期，请写成 4.13 或 2022-4-13"

    def _write_out(self) -> None:
        """What was typed short stands there in full."""
        day = self.day
        if day is not None and self.line.text() != day.isoformat():
            self.line.setText(day.isoformat())

    def _pick(self) -> None:
        """A calendar is only made when it is asked for: a form has many days."""
        popup = frame()
        popup.setParent(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setAccessibleName(f"{self.title}日历")
        day = self.day
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.setLayout(down(calendar))

        def take(chosen: QDate) -> None:
            self.line.setText(date(chosen.year(), chosen.month(), chosen.day()).isoformat())
            popup.close()
            self.line.setFocus()

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        popup.show()
        calendar.setFocus()
