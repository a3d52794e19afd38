"""What is worked on at the left, and the panel where a record opens at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.detail_panel import WIDTH, DetailPanel

_LEAST_HEIGHT = 248  # below this the page scrolls rather than pressing its table


def work_split(left: QWidget, panel: DetailPanel) -> QSplitter:
    """A splitter whose panel keeps its width while the window grows."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(theme.current().size("step"))
    split.addWidget(left)
    split.addWidget(panel)
    split.setStretchFactor(0, 1)
    split.setStretchFactor(1, 0)
    split.setSizes([10 * WIDTH, theme.current().scaled(WIDTH)])
    split.setMinimumHeight(theme.current().scaled(_LEAST_HEIGHT))
    return split
