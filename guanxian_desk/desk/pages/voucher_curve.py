"""日核销曲线: how many vouchers were used on each day, as a picture and as a table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.columns import TableColumn, TupleProvider
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.picture_view import PictureView
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.modules.vouchers.stories import DayCount
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.voucher_day import VoucherDay

_WEEKDAYS = "一二三四五六日"
_COLUMNS = (
    TableColumn("day", "日期", Kind.DAY, 112),
    TableColumn("weekday", "星期", width=72, sortable=False),
    TableColumn("count", "核销张数", Kind.COUNT, 112),
    TableColumn("face", "核销金额", Kind.MONEY, 152),
    TableColumn("total", "累计金额", Kind.MONEY, 152, summed=False),
    TableColumn("blank", "", width=40, stretch=True, sortable=False),
)


class CurveView(QWidget):
    """A bar opens its day in the table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._days: list[DayCount] = []
        self.picture = PictureView()
        self.picture.opened.connect(self._select)
        self.table = RecordTable(desk.background, _COLUMNS, "每日核销")
        self.table.when_empty("还没有核销", "导入核销明细以后，每天的核销画在这里。")
        column = down(self.picture, self.table)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.table.view)

    def show_day(self, day: VoucherDay) -> None:
        """Reads the days up to a day."""
        as_of, start = day.as_of, day.result.policy.issue_from.date()
        last = min(as_of, day.result.policy.use_until.date() - timedelta(days=1))

        def read(office: Office, _task: Task) -> list[DayCount]:
            from guanxian_desk.services.voucher_people import curve

            return curve(office, as_of)

        self._desk.ask(
            read,
            lambda days: self._show(days, start, max(last, start)),
            owner=self,
            key="curve",
        )

    def _show(self, days: list[DayCount], first: date, last: date) -> None:
        from guanxian_desk.modules.vouchers.pictures import day_picture

        self._days = days
        first = min([first, *(one.day for one in days)])
        last = max([last, *(one.day for one in days)])
        self.picture.show_drawn(lambda width: day_picture(days, first, last, width))
        rows, total = [], 0
        for one in days:
            total += one.face_fen
            weekday = _WEEKDAYS[one.day.weekday()]
            row = {"day": one.day, "weekday": weekday, "count": one.count, "face": one.face_fen, "total": total}
            rows.append(row)
        self.table.show_rows(TupleProvider(rows[::-1]))

    def _select(self, key: str) -> None:
        place = next((place for place, one in enumerate(reversed(self._days)) if one.day.isoformat() == key), None)
        if place is not None:
            self.table.select_row(place)
