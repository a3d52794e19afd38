"""数字经济: the library in four stages, what projects need, the task force and its meetings, as of any day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.base import PageAction
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
from guanxian_desk.desk.pages.duty import DutyPage, UsualDays
from guanxian_desk.desk.pages.segments import Segment
from guanxian_desk.desk.widgets.columns import in_words
from guanxian_desk.desk.widgets.figure_cards import Figure
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


class DigitalPage(DutyPage["DigitalDay"]):
    """The library under its four stages, what holds projects up, and the meetings that settle it."""

    key, title = KEY, TITLE
    tables = TABLES
    help_key = "digital"
    papers = PAPERS
    import_words = "导入项目与进度…"
    reading = "读项目库"

    def views(self) -> tuple[Segment, ...]:
        """What the library is looked at by."""
        return (
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
        )

    # what the header shows

    def header_actions(self) -> tuple[PageAction, ...]:
        """What is entered by hand."""
        return (PageAction("登记…", self._offer_new, "plus", tip="新增项目，登记问题、要素需求或调度会"),)

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

    # what a day shows

    def reader(self) -> Callable[[Office, Task], tuple[DigitalDay, UsualDays]]:
        """Reads the library; the meetings that were held are days to choose."""
        day = self.as_of.day

        def read(office: Office, _task: Task) -> tuple[DigitalDay, UsualDays]:
            from guanxian_desk.services.digital_day import look

            found = look(office, day)
            meetings = tuple((row["title"], row["held"]) for row in found.meetings if row["came"])
            return found, (("今天", office.clock.today()), *meetings)

        return read

    def figures(self, day: DigitalDay) -> tuple[Figure, ...]:
        """How much is begun, finished and invested, and what holds it up."""
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

    def drawing(self, day: DigitalDay) -> Callable[[float], Picture]:
        """The four stages."""
        from guanxian_desk.modules.digital.pictures import stage_funnel

        return lambda width: stage_funnel(day.library, width)

    def counts(self, day: DigitalDay) -> Mapping[str, int | None]:
        """Problems and needs are counted while they are open."""
        return {
            PROJECTS: len(day.projects),
            PROGRESS: len(day.progress),
            PROBLEMS: len(day.library.open_problems()),
            NEEDS: len(day.library.open_needs()),
            MEETINGS: len(day.meetings),
            MEMBERS: len(day.members),
            FINDINGS: len(day.findings),
        }

    def attention(self, day: DigitalDay) -> int:
        """The findings."""
        return len(day.findings)

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
        view.paper_asked.connect(lambda form, subject: self.open_paper(form, dict(PAPERS)[form], subject))
        return self._kept(view)

    def open_card(self, key: str) -> None:
        """The view that a figure sums up, or the projects of a stage."""
        if key in self.segments.chips:
            self.segments.open(key)
        else:
            self._filter_projects(stage=key)

    def open_shape(self, key: str) -> None:
        """The projects of a stage."""
        self._filter_projects(stage=key)

    def _open_from_picture(self, key: str) -> None:
        self._filter_projects(words=key.removeprefix("place:"))

    def _filter_projects(self, **values: str) -> None:
        self.segments.open_as(PROJECTS, ProjectsView).filter_by(**values)


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
