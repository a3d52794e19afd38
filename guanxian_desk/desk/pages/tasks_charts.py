"""图表: sections across units, the curve of progress against time, indicators against their targets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.parts import down, label
from guanxian_desk.desk.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.task_day import TaskDay


class ChartsView(QWidget):
    """Three pictures, one under the other; each can be copied and saved (right click)."""

    task_asked = Signal(str)
    unit_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.matrix, self.curve, self.indicators = PictureView(), PictureView(), PictureView()
        self.matrix.opened.connect(lambda key: self.unit_asked.emit(key.removeprefix("cell:").partition("|")[0]))
        self.indicators.opened.connect(lambda key: self.task_asked.emit(key.removeprefix("task:")))
        self._last = label("指标完成情况", "heading")
        body = QWidget()
        body.setObjectName("body")
        column = down(
            label("各单位各部分任务的灯（取最差的一项；点一格查看单位）", "heading"), self.matrix,
            label("进度曲线（实线为平均完成，虚线为时序进度）", "heading"), self.curve,
            self._last, self.indicators, 1,
        )  # fmt: skip
        body.setLayout(column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setAccessibleName("图表")
        area.setMinimumHeight(240)
        self.setLayout(down(area))
        self.setFocusProxy(self.matrix)

    def show_day(self, day: TaskDay) -> None:
        """Draws the pictures of a day."""
        from guanxian_desk.modules.tasks.pictures import indicators_picture, matrix_picture

        measured = [(task.task.no, one) for task in day.status.tasks for one in task.indicators]
        self.matrix.show_drawn(lambda width: matrix_picture(day.status, day.units, width))
        self.indicators.show_drawn(lambda width: indicators_picture(measured, width))
        for part in (self._last, self.indicators):
            part.setVisible(bool(measured))

        def read(office: Office, _task: Task) -> list[tuple[date, int, int]]:
            from guanxian_desk.services.task_day import curve

            return curve(office, day.key, day.as_of)

        self._desk.ask(read, self._show_curve, owner=self, key="curve")

    def _show_curve(self, points: list[tuple[date, int, int]]) -> None:
        from guanxian_desk.modules.tasks.pictures import curve_picture

        self.curve.show_drawn(lambda width: curve_picture(points, width))
