"""截至: the day a page shows, typed, picked from a calendar, or one of the usual days."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from guanxian_desk.desk.widgets.day_edit import DayEdit
from guanxian_desk.desk.widgets.parts import across, button


class AsOf(QWidget):
    """Emits changed(day)."""

    changed = Signal(object)  # date

    def __init__(self, day: date) -> None:
        super().__init__()
        self.edit = DayEdit("截至", day)
        self.edit.changed.connect(self.changed)
        self.usual_button = button("", self.offer, icon="clock", role="flat", name="常用日期")
        self._usual: tuple[tuple[str, date], ...] = ()
        self.setLayout(across(self.edit, self.usual_button, spacing=2))
        self.setFocusProxy(self.edit.field)

    @property
    def day(self) -> date:
        """The day that counts."""
        return self.edit.day

    def set_usual(self, days: tuple[tuple[str, date], ...]) -> None:
        """The days that the menu offers: words → day."""
        self._usual = days

    def offer(self) -> QMenu:
        """Opens the menu."""
        menu = QMenu(self.usual_button)
        for words, day in self._usual:
            menu.addAction(f"{words}　{day.isoformat()}", partial(self.edit.set_day, day))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.usual_button.mapToGlobal(QPoint(0, self.usual_button.height())))
        return menu
