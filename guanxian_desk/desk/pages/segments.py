"""The views of one page: words in a row, one chosen; each view is built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import button

V = TypeVar("V", bound=QWidget)


@dataclass(frozen=True)
class Segment:
    """A view: its key, its word, and what builds it."""

    key: str
    title: str
    build: Callable[[], QWidget]


class _Views(QStackedWidget):
    """Asks for the least height that the view that is seen needs: a page scrolls only where it would be pressed."""

    def hasHeightForWidth(self) -> bool:
        """A stack would ask for the height that its views like best."""
        return False

    def event(self, event: QEvent) -> bool:
        """Lines that wrap at another width, or more of them, need another height."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.fit()
        return super().event(event)

    def fit(self) -> None:
        """Asks anew."""
        seen = self.currentWidget()
        layout = seen.layout() if seen is not None else None
        if layout is not None:
            least = layout.totalMinimumSize().height()
            self.setMinimumHeight(max(least, layout.totalMinimumHeightForWidth(self.width())))


class Segments(QWidget):
    """The row of words. views is the place where the chosen one is seen; opened(key) is told after it is shown."""

    opened = Signal(str)

    def __init__(self, segments: tuple[Segment, ...], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._segments = {segment.key: segment for segment in segments}
        self.views = _Views()
        self.built: dict[str, QWidget] = {}
        self.current = ""
        group = QButtonGroup(self)
        self.chips = {segment.key: self._chip(segment) for segment in segments}
        flow = FlowLayout()
        for chip in self.chips.values():
            group.addButton(chip)
            flow.addWidget(chip)
        self.setLayout(flow)

    def open(self, key: str) -> None:
        """Shows a view; builds it at the first time."""
        if key not in self.built:
            self.built[key] = self._segments[key].build()
            self.views.addWidget(self.built[key])
        self.current = key
        self.chips[key].setChecked(True)
        self.views.setCurrentWidget(self.built[key])
        self.views.fit()
        self.opened.emit(key)

    def open_as(self, key: str, kind: type[V]) -> V:
        """Shows a view and gives it to who has more to say to it."""
        self.open(key)
        view = self.built[key]
        assert isinstance(view, kind)
        return view

    @property
    def offered(self) -> tuple[str, ...]:
        """The views that have something to show now."""
        return tuple(key for key, chip in self.chips.items() if not chip.isHidden())

    def title_of(self, key: str) -> str:
        """A view's word, without its number."""
        return self._segments[key].title

    def show_count(self, key: str, count: int | None) -> None:
        """Writes how many things a view holds behind its word; None: no number."""
        words = self._segments[key].title + (f" {count:,}" if count is not None else "")
        self.chips[key].setText(words)
        self.chips[key].setAccessibleName(words)
        self.chips[key].updateGeometry()

    def show_only(self, keys: frozenset[str]) -> None:
        """Leaves out the views that have nothing to show now; falls back to the first that has."""
        for key, chip in self.chips.items():
            chip.setVisible(key in keys)
        if self.current not in keys:
            self.open(next(key for key in self.chips if key in keys))

    def _chip(self, segment: Segment) -> QPushButton:
        chip = button(segment.title, lambda: self.open(segment.key), role="chip")
        chip.setCheckable(True)
        return chip
