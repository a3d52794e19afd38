"""What every page of the window is: a title, one sentence of state, what it can do, and when it reads anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Changes
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.pages.segments import Segments
from guanxian_desk.desk.widgets.parts import across, button, down, label

MARGIN = 16


@dataclass(frozen=True)
class PageAction:
    """Something the page can do, shown as a button in the header. words: a verb with its object."""

    words: str
    run: Callable[[], object]
    icon: str = ""
    primary: bool = False
    tip: str = ""


@dataclass(frozen=True)
class PageSpec:
    """A tab of the window: key, title, the icon's name, and what builds the page when it is first opened."""

    key: str
    title: str
    icon: str
    build: Callable[[], Page]


class _Body(QWidget):
    """Takes no more height than its parts need, so that a page scrolls only when its table would be pressed."""

    def heightForWidth(self, width: int) -> int:
        """What the scroll area asks."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1


class Page(QWidget):
    """Base of the pages. A subclass fills body, and overrides what it can do.

    tables: names of the tables it shows; a change to one of them calls reload(), at once when the page is seen,
    otherwise when it is seen next. Slow reading goes through the background the subclass was given.
    """

    tables: frozenset[str] = frozenset()
    help_key = "window"
    segments: Segments | None = None
    """The views of the page, where it has several."""

    sentence_changed = Signal(str)
    attention_changed = Signal(int)  # open things that want a clerk; the tab shows a dot

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key = key
        self.title = title
        self.setAccessibleName(title)
        self._stale = True
        inner = _Body()
        inner.setObjectName("body")
        self.body: QVBoxLayout = down(spacing=theme.current().size("step"), margins=(MARGIN, 8, MARGIN, 12))
        inner.setLayout(self.body)
        self.sentence = label("", wrap=True)
        self._overview = QWidget()
        self._above: QVBoxLayout = down()
        self._overview.setLayout(self._above)
        self._fold_button = button("", self._fold, icon="up", role="flat", name="收起概览")
        self._fold_button.hide()
        head = across(self.sentence, self._fold_button)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._overview)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.setLayout(down(scroll, spacing=0))

    # what a subclass says of itself

    def reload(self, changes: Changes | None) -> None:
        """Reads anew. changes: what was touched; None at first sight and on F5."""

    def tools(self) -> tuple[QWidget, ...]:
        """Widgets for the header line beside the title (the as-of day); asked once."""
        return ()

    def header_actions(self) -> tuple[PageAction, ...]:
        """Buttons of the header line; asked once."""
        return ()

    def print_actions(self) -> tuple[PageAction, ...]:
        """The papers of this page; Ctrl+P prints the only one or offers the list."""
        return ()

    def show_day(self, day: date) -> None:
        """Shows the state on a day, on pages that know days."""

    def show_place(self, place: str) -> None:
        """Opens a view of the page by its key; pages with records may take more."""
        if self.segments is not None and place in self.segments.offered:
            self.segments.open(place)

    def pictured(self) -> tuple[tuple[str, str], ...]:
        """Places of this page that pictures of the desk show besides its views, each with its words."""
        return ()

    def import_action(self) -> PageAction | None:
        """What Ctrl+I does here; None when this page takes no files."""
        return None

    # what the window does

    def say(self, sentence: str) -> None:
        """The sentence of state below the title."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.sentence_changed.emit(sentence)

    def touched(self, changes: Changes, *, seen: bool) -> None:
        """Takes note of a change somewhere; reads anew when it concerns this page and the page is seen."""
        if not self.tables & changes.tables:
            return
        self._stale = True
        if seen:
            self.refresh(changes)

    def refresh(self, changes: Changes | None = None) -> None:
        """Reads anew now."""
        self._stale = False
        self.reload(changes)

    def come_into_sight(self) -> None:
        """Reads what has changed while the page was not seen."""
        if self._stale:
            self.refresh()

    # what pages are made of

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Puts a widget below what is there."""
        self.body.addWidget(widget, stretch)

    def add_overview(self, *widgets: QWidget) -> None:
        """Puts widgets (figures, picture) above the table; the clerk can fold them away on a low screen."""
        for widget in widgets:
            self._above.addWidget(widget)
        self._fold_button.show()

    def _fold(self) -> None:
        folded = not self._overview.isHidden()
        self._overview.setVisible(not folded)
        name = "展开概览" if folded else "收起概览"
        self._fold_button.setIcon(icon("down" if folded else "up"))
        self._fold_button.setAccessibleName(name)
        self._fold_button.setToolTip(name)
