"""手续, 投资 and 分布: the library's pictures, each as high as it needs to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from guanxian_desk.base.picture import Picture
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from guanxian_desk.modules.digital.library import Library
    from guanxian_desk.services.digital_day import DigitalDay

Draw = Callable[["Library", float], Picture]


class DigitalPicture(QWidget):
    """One picture over the whole library. opened: the key of a shape, a project's number or place:…."""

    opened = Signal(str)

    def __init__(self, draw: Draw, name: str) -> None:
        super().__init__()
        self._draw = draw
        self.picture = PictureView()
        self.picture.opened.connect(self.opened)
        inner = QWidget()
        inner.setObjectName("body")
        inner.setLayout(down(self.picture, 1, spacing=0, margins=(0, 8, 12, 8)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setAccessibleName(f"{name}图")
        area.setMinimumHeight(200)
        self.setLayout(down(area, spacing=0))
        self.setFocusProxy(self.picture)

    def show_day(self, day: DigitalDay) -> None:
        """Draws a day's library."""
        library, draw = day.library, self._draw
        self.picture.show_drawn(lambda width: draw(library, width))
