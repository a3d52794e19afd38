"""What the pages of the duties have in common: a day, results read once for it, and views that all show the same."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.as_of import AsOf
from guanxian_desk.desk.pages.base import Page, PageAction
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.full_numbers import FullNumbers
from guanxian_desk.desk.pages.segments import Segment, Segments
from guanxian_desk.desk.widgets.empty_state import EmptyState
from guanxian_desk.desk.widgets.figure_cards import Figure, FigureCards
from guanxian_desk.desk.widgets.parts import across
from guanxian_desk.desk.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from guanxian_desk.base.picture import Picture
    from guanxian_desk.services.office import Office

_AFTER_PAINTING = 10  # milliseconds
_LOW = 560  # logical pixels of the page at normal type

UsualDays = tuple[tuple[str, date], ...]


class Day(Protocol):
    """The results of a day."""

    @property
    def sentence(self) -> str:
        """Their state in one sentence."""


D = TypeVar("D", bound=Day)


@runtime_checkable
class DayView(Protocol):
    """A view of a duty's page."""

    def show_day(self, day: Any, /) -> None:
        """Shows the results of a day."""


class DatedPage(Page):
    """A page as of a day, which is the day of the whole desk."""

    def __init__(self, desk: Desk, key: str, title: str) -> None:
        super().__init__(key, title)
        self._desk = desk
        self.as_of = AsOf(desk.as_of)
        self.as_of.changed.connect(self._another_day)

    def show_day(self, day: date) -> None:
        """Shows the state on a day."""
        self.as_of.edit.set_day(day)

    def tools(self) -> tuple[QWidget, ...]:
        """The day."""
        return (self.as_of,)

    def _another_day(self, day: date) -> None:
        self._desk.as_of = day
        self.refresh()


class DutyPage(DatedPage, Generic[D]):
    """Reads a day's results once; figures and a picture over the views, and every view shows the same.

    A subclass says what it reads (reader), what stands above (figures, drawing), its views, and what leads where.
    papers: forms of the whole day with their words. masked: the table whose numbers are masked until a clerk asks.
    import_words: what Ctrl+I does. reading: what the worker is said to do.
    """

    key: str
    title: str
    papers: tuple[tuple[str, str], ...] = ()
    masked = ""
    import_words = ""
    reading = ""
    segments: Segments
    full: FullNumbers | None = None

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.key, self.title)
        self.day: D | None = None
        self._fresh: set[str] = set()
        self._seen = False
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_PAINTING)
        self._soon.timeout.connect(self._read)
        if self.masked:
            self.full = FullNumbers(desk, self.title, self.masked)
            self.full.changed.connect(lambda _full: self.refresh())
        self.cards, self.picture = FigureCards(), PictureView()
        self.segments = Segments(self.views(), f"{self.title}的各项")
        self.empty = EmptyState()
        self._lay_out()
        self.segments.opened.connect(self._show_view)
        self.cards.opened.connect(self.open_card)
        self.picture.opened.connect(self.open_shape)
        self.segments.open(next(iter(self.segments.chips)))

    def _lay_out(self) -> None:
        above = self.overview()
        self.add_overview(*above)
        row: QWidget = self.segments
        if self.full is not None:
            line = across(self.segments, self.full)
            line.setStretch(0, 1)
            row = QWidget()
            row.setLayout(line)
        self._parts = (*above, row, self.segments.views)
        self.add(row)
        self.add(self.segments.views, 1)
        self.add(self.empty, 1)
        self.empty.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """On a low screen the overview is folded away at first: the table is what is worked on."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            if self.height() < theme.current().scaled(_LOW):
                self._fold()

    # what a duty says of itself

    @abstractmethod
    def views(self) -> tuple[Segment, ...]:
        """The views, the first of which is open at first; each takes a day (DayView)."""

    @abstractmethod
    def reader(self) -> Callable[[Office, Task], tuple[D, UsualDays]]:
        """What reads on the worker what is asked for now: the results, and the days the clerk may choose.

        What is read with is imported in there: the window is there before the machinery behind it.
        """

    @abstractmethod
    def figures(self, day: D) -> tuple[Figure, ...]:
        """The cards."""

    @abstractmethod
    def drawing(self, day: D) -> Callable[[float], Picture]:
        """The picture, by its width."""

    @abstractmethod
    def counts(self, day: D) -> Mapping[str, int | None]:
        """How many things the views hold; None: no number."""

    @abstractmethod
    def attention(self, day: D) -> int:
        """How many things want a clerk."""

    def nothing(self, _day: D) -> tuple[str, str] | None:
        """What stands in place of all this while nothing was imported, and what to do; None: there is something."""
        return None

    def overview(self) -> tuple[QWidget, ...]:
        """What stands above the views."""
        return (self.cards, self.picture)

    @abstractmethod
    def open_card(self, key: str) -> None:
        """A figure was pressed."""

    @abstractmethod
    def open_shape(self, key: str) -> None:
        """A shape of the picture was pressed."""

    # what the header shows

    def import_action(self) -> PageAction | None:
        """Files come in on the exchange page."""
        return PageAction(self.import_words, self._ask_files, "import", primary=True)

    def print_actions(self) -> tuple[PageAction, ...]:
        """The papers of the whole day."""
        return tuple(PageAction(words, partial(self.open_paper, form, words)) for form, words in self.papers)

    @property
    def shows_full(self) -> bool:
        """Whether numbers are shown in full."""
        return self.full is not None and self.full.isChecked()

    def open_paper(self, form: str, words: str, subject: str = "", *, full: bool | None = None) -> None:
        """A paper of the day over the page. full: numbers in full; None: as the screen shows them."""
        from guanxian_desk.desk.pages.papers import open_paper

        open_paper(self._desk, self, form, words, subject, self.as_of.day, self.shows_full if full is None else full)

    def _ask_files(self) -> None:
        self._desk.tab_asked.emit("exchange")

    # reading

    def reload(self, _changes: Changes | None) -> None:
        """Reads the day; at first once the window has been painted: what the worker imports must not hold that up."""
        self._soon.start()

    def _read(self) -> None:
        self._soon.setInterval(0)
        self._desk.ask(self.reader(), lambda found: self._show(*found), owner=self, key="day", title=self.reading)

    def _show(self, day: D, usual: UsualDays) -> None:
        self.day = day
        self.as_of.set_usual(usual)
        self.say(day.sentence)
        self._show_overview(day)
        self._show_counts(day)
        self.attention_changed.emit(self.attention(day))
        self._fresh.clear()
        self._show_view(self.segments.current)

    def _show_overview(self, day: D) -> None:
        nothing = self.nothing(day)
        for part in self._parts:
            part.setVisible(nothing is None)
        self.empty.setVisible(nothing is not None)
        if nothing is None:
            self._show_results(day)
        else:
            self.empty.say(*nothing, self.import_words, self._ask_files)

    def _show_results(self, day: D) -> None:
        self.cards.show_figures(self.figures(day))
        self.picture.show_drawn(self.drawing(day))

    def _show_counts(self, day: D) -> None:
        for key, count in self.counts(day).items():
            self.segments.show_count(key, count)

    def _show_view(self, key: str) -> None:
        """Gives the day to a view that has not seen it."""
        view = self.segments.built[key]
        if self.day is not None and key not in self._fresh:
            self._fresh.add(key)
            assert isinstance(view, DayView)
            view.show_day(self.day)
