"""数字经济: the library in four stages, what projects need, the task force and its meetings, as of any day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.as_of import AsOf
from guanxian_desk.desk.pages.base import Page, PageAction
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.digital_meetings import MeetingsView
from guanxian_desk.desk.pages.digital_pictures import DigitalPicture, Draw
from guanxian_desk.desk.pages.digital_projects import ProjectsView
from guanxian_desk.desk.pages.digital_registers import (
    FindingsView,
    KeptView,
    MembersView,
    NeedsView,
    ProblemsView,
    ProgressView,
)
from guanxian_desk.desk.pages.segments import Segment, Segments
from guanxian_desk.desk.widgets.columns import in_words
from guanxian_desk.desk.widgets.figure_cards import Figure, FigureCards
from guanxian_desk.desk.widgets.picture_view import PictureView
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.base.picture import Picture
    from guanxian_desk.modules.digital.library import Library
    from guanxian_desk.services.digital_day import DigitalDay
    from guanxian_desk.services.office import Office

KEY, TITLE = "digital", "数字经济"
PROJECTS, PERMITS, INVESTED, PLACES = "projects", "permits", "invested", "places"
PROGRESS, PROBLEMS, NEEDS = "progress", "problems", "needs"
MEETINGS, MEMBERS, FINDINGS = "meetings", "members", "findings"
TABLES = frozenset(
    (
        "digital_projects", "project_progress", "project_problems", "taskforce_members", "project_moves",
        "project_selections", "project_needs", "dispatch_meetings", "dispatch_actions", "task_reports", "task_plans",
    )
)  # fmt: skip
_AFTER_PAINTING = 10  # milliseconds
_LOW = 560  # logical pixels of the page at normal type
_NEW = (
    ("digital-projects", "新增项目…"),
    ("project-problems", "登记问题…"),
    ("project-needs", "登记要素需求…"),
    ("dispatch-meetings", "登记调度会…"),
)
PAPERS = (
    ("digital-projects", "重点项目表"),
    ("digital-bulletin", "项目进度通报"),
    ("digital-dispatch", "调度会材料"),
    ("digital-minutes", "调度会纪要"),
    ("digital-taskforce", "专班成员名单"),
    ("digital-plan", "年度工作要点（草稿）"),
    ("digital-report", "发展报告（草稿）"),
)
DayView = ProjectsView | KeptView | DigitalPicture


class DigitalPage(Page):
    """Reads a day's library once; every view shows the same."""

    tables = TABLES
    help_key = "digital"
    segments: Segments

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self.day: DigitalDay | None = None
        self._fresh: set[str] = set()
        self._seen = False
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_PAINTING)
        self._soon.timeout.connect(self._read)
        self.as_of = AsOf(desk.as_of)
        self.as_of.changed.connect(self._another_day)
        self.cards, self.picture = FigureCards(), PictureView()
        self.segments = self._make_segments()
        self.add_overview(self.cards, self.picture)
        self.add(self.segments)
        self.add(self.segments.views, 1)
        self.segments.opened.connect(self._show_view)
        self.cards.opened.connect(self._open_from_card)
        self.picture.opened.connect(lambda stage: self._filter_projects(stage=stage))
        self.segments.open(PROJECTS)

    def show_day(self, day: date) -> None:
        """Shows the library as of a day."""
        self.as_of.edit.set_day(day)

    def _make_segments(self) -> Segments:
        return Segments(
            (
                Segment(PROJECTS, "项目", lambda: ProjectsView(self._desk)),
                Segment(PERMITS, "手续", lambda: self._drawn(_permits, "手续")),
                Segment(INVESTED, "投资", lambda: self._drawn(_invested, "投资")),
                Segment(PLACES, "分布", lambda: self._drawn(_places, "分布")),
                Segment(PROGRESS, "进展", lambda: self._kept(ProgressView(self._desk))),
                Segment(PROBLEMS, "问题", lambda: self._kept(ProblemsView(self._desk))),
                Segment(NEEDS, "要素", lambda: self._kept(NeedsView(self._desk))),
                Segment(MEETINGS, "调度会", self._meetings),
                Segment(MEMBERS, "专班", lambda: self._kept(MembersView(self._desk))),
                Segment(FINDINGS, "差错", lambda: self._kept(FindingsView(self._desk))),
            ),
            "数字经济的各项",
        )

    def showEvent(self, event: QShowEvent) -> None:
        """On a low screen the overview is folded away at first: the table is what is worked on."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            if self.height() < theme.current().scaled(_LOW):
                self._fold()

    # what the header shows

    def tools(self) -> tuple[QWidget, ...]:
        """The day."""
        return (self.as_of,)

    def import_action(self) -> PageAction | None:
        """Files come in on the exchange page."""
        return PageAction("导入项目与进度…", lambda: self._desk.tab_asked.emit("exchange"), "import", primary=True)

    def header_actions(self) -> tuple[PageAction, ...]:
        """What is entered by hand."""
        return (PageAction("登记…", self._offer_new, "plus", tip="新增项目，登记问题、要素需求或调度会"),)

    def print_actions(self) -> tuple[PageAction, ...]:
        """The papers of the day."""
        return tuple(PageAction(words, partial(self._paper, form, "")) for form, words in PAPERS)

    def _offer_new(self) -> QMenu:
        menu = QMenu(self)
        for kind, words in _NEW:
            menu.addAction(words, partial(self._new, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        pressed = QApplication.focusWidget()
        under = pressed if isinstance(pressed, QPushButton) else None
        menu.popup(under.mapToGlobal(QPoint(0, under.height())) if under else self.mapToGlobal(QPoint(0, 0)))
        return menu

    def _new(self, kind: str) -> None:
        from guanxian_desk.desk.pages.record_edit import open_record

        code = self.day.codes.get(kind) if self.day is not None else None
        open_record(self._desk, self, kind, texts={"code": code} if code else None)

    # reading

    def _another_day(self, day: date) -> None:
        self._desk.as_of = day
        self.refresh()

    def reload(self, _changes: Changes | None) -> None:
        """Reads the day; at first once the window has been painted."""
        self._soon.start()

    def _read(self) -> None:
        self._soon.setInterval(0)
        day = self.as_of.day

        def read(office: Office, _task: Task) -> DigitalDay:
            from guanxian_desk.services.digital_day import look

            return look(office, day)

        self._desk.ask(read, self._show, owner=self, key="day", title="读项目库")

    def _show(self, day: DigitalDay) -> None:
        from guanxian_desk.modules.digital.pictures import stage_funnel

        self.day = day
        self.say(day.sentence)
        meetings = tuple((row["title"], row["held"]) for row in day.meetings if row["came"])
        self.as_of.set_usual((("今天", self._desk.today), *meetings))
        self.cards.show_figures(_figures(day))
        self.picture.show_drawn(lambda width: stage_funnel(day.library, width))
        counts = {
            PROJECTS: len(day.projects),
            PROGRESS: len(day.progress),
            PROBLEMS: len(day.library.open_problems()),
            NEEDS: len(day.library.open_needs()),
            MEETINGS: len(day.meetings),
            MEMBERS: len(day.members),
            FINDINGS: len(day.findings),
        }
        for key, count in counts.items():
            self.segments.show_count(key, count)
        self.attention_changed.emit(len(day.findings))
        self._fresh.clear()
        self._show_view(self.segments.current)

    def _show_view(self, key: str) -> None:
        """Gives the day to a view that has not seen it."""
        view = self.segments.built[key]
        if self.day is not None and key not in self._fresh:
            self._fresh.add(key)
            assert isinstance(view, DayView)
            view.show_day(self.day)

    # views and ways on

    def _drawn(self, draw: Draw, name: str) -> DigitalPicture:
        view = DigitalPicture(draw, name)
        view.opened.connect(self._open_from_picture)
        return view

    def _kept(self, view: KeptView) -> KeptView:
        view.project_asked.connect(lambda number: self._filter_projects(words=number))
        return view

    def _meetings(self) -> KeptView:
        view = MeetingsView(self._desk)
        view.paper_asked.connect(self._paper)
        return self._kept(view)

    def _open_from_card(self, key: str) -> None:
        if key in self.segments.chips:
            self.segments.open(key)
        else:
            self._filter_projects(stage=key)

    def _open_from_picture(self, key: str) -> None:
        self._filter_projects(words=key.removeprefix("place:"))

    def _filter_projects(self, **values: str) -> None:
        self.segments.open(PROJECTS)
        view = self.segments.built[PROJECTS]
        assert isinstance(view, ProjectsView)
        view.filter_by(**values)

    def _paper(self, form: str, subject: str) -> None:
        from guanxian_desk.desk.pages.papers import open_paper

        open_paper(self._desk, self, form, dict(PAPERS)[form], subject, self.as_of.day)


def _figures(day: DigitalDay) -> tuple[Figure, ...]:
    from guanxian_desk.modules.digital.pictures import wan

    rates, library = day.library.rates, day.library
    lamps = [library.lamp(number) for number in library.entries]
    red = sum(lamp == "红" for lamp in lamps)
    late = sum(row["state"] == "超期" for row in day.problems)
    year = f"年度计划的 {_share(rates.year_rate)}" if rates.year_rate is not None else ""
    return (
        Figure("开工率", _share(rates.begun_rate), hint=f"{rates.begun} / {rates.projects} 个", key="开工"),
        Figure("竣工率", _share(rates.finished_rate), hint=f"{rates.finished} / {rates.projects} 个", key="竣工"),
        Figure(
            "投资完成率",
            _share(rates.invested_rate),
            hint=year or f"累计 {wan(rates.invested)} 万元",
            key=INVESTED,
        ),
        Figure("红灯项目", str(red), "个", tone="red" if red else "", key=FINDINGS),
        Figure(
            "未办结问题",
            str(len(library.open_problems())),
            "个",
            tone="amber" if late else "",
            hint=f"其中超期 {late} 个" if late else "",
            key=PROBLEMS,
        ),
    )


def _share(rate: int | None) -> str:
    if rate is None:
        return "—"
    tenths = (rate + 500) // 1000
    return in_words(tenths * 1000, Kind.PERCENT)


def _permits(library: Library, width: float) -> Picture:
    from guanxian_desk.modules.digital.pictures import permit_matrix

    return permit_matrix(library, width)


def _invested(library: Library, width: float) -> Picture:
    from guanxian_desk.modules.digital.pictures import investment_bars

    return investment_bars(library, width)


def _places(library: Library, width: float) -> Picture:
    from guanxian_desk.modules.digital.pictures import place_tiles

    return place_tiles(library, width)
