"""A day in a form: typed short or in full, blank where it may be, told when it is none."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from guanxian_desk.desk.widgets.day_field import DayField


@pytest.mark.parametrize(
    ("typed", "day"),
    [("4.13", date(2022, 4, 13)), ("2023-04-13", date(2023, 4, 13)), ("", None), ("4.31", None), ("x", None)],
)
def test_what_is_typed(qtbot: QtBot, typed: str, day: date | None) -> None:
    field = DayField("召开之日", 2022)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, typed)
    assert field.day == day
    assert field.ok() == (day is not None or not typed)


def test_a_short_day_stands_in_full_once_the_field_is_left(qtbot: QtBot) -> None:
    field = DayField("召开之日", 2022)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "4.13")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.text == "2022-04-13"


def test_a_needed_day_may_not_stay_blank(qtbot: QtBot) -> None:
    field = DayField("召开之日", 2022, required=True)
    qtbot.addWidget(field)
    assert not field.ok()
    assert field.reason.text() == "必须填写"


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot) -> None:
    field = DayField("召开之日", 2022)
    qtbot.addWidget(field)
    field.show()
    field.line.actions()[0].trigger()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(QDate(2022, 5, 1))
    assert field.day == date(2022, 5, 1)
