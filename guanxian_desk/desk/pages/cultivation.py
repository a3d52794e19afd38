"""企业培育: the registry, the ladder, the pool, targets and rewards, as of any day and in its year."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from guanxian_desk.base.money import short_yuan
from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Changes, Task
from guanxian_desk.desk.pages.as_of import AsOf
from guanxian_desk.desk.pages.base import Page, PageAction
from guanxian_desk.desk.pages.cultivation_findings import FindingsView
from guanxian_desk.desk.pages.cultivation_firms import FirmsView
from guanxian_desk.desk.pages.cultivation_owed import OwedView
from guanxian_desk.desk.pages.cultivation_pairs import PairsView
from guanxian_desk.desk.pages.cultivation_pool import PoolView
from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.cultivation_rewards import RewardsView
from guanxian_desk.desk.pages.cultivation_services import ServicesView
from guanxian_desk.desk.pages.cultivation_targets import TargetsView
from guanxian_desk.desk.pages.cultivation_titles import TitlesView
from guanxian_desk.desk.pages.cultivation_whatif import WhatIfView
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.full_numbers import FullNumbers
from guanxian_desk.desk.pages.segments import Segment, Segments
from guanxian_desk.desk.widgets.empty_state import EmptyState
from guanxian_desk.desk.widgets.figure_cards import Figure, FigureCards
from guanxian_desk.desk.widgets.parts import across
from guanxian_desk.desk.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from guanxian_desk.desk.pages.cultivation_story import FirmPage
    from guanxian_desk.services.cultivation_day import CultivationDay
    from guanxian_desk.services.office import Office

KEY, TITLE = "cultivation", "企业培育"
FIRMS, PAIRS, POOL, TITLES, TARGETS = "firms", "pairs", "pool", "titles", "targets"
REWARDS, OWED, FINDINGS, SERVICES, WHATIF = "rewards", "owed", "findings", "services", "whatif"
DayView = CultivationRegister | TargetsView | WhatIfView

TABLES = frozenset(
    f"cultivation_{name}"
    for name in (
        "enterprises", "years", "recognitions", "events", "claims", "steps", "pool", "budget_uses", "other_awards",
        "services", "trainees", "scores", "decisions", "identities",
    )
) | {"policy_choices", "attachments"}  # fmt: skip
SEGMENTS_WITH_PICTURE = frozenset({TARGETS, REWARDS, WHATIF})
_AFTER_PAINTING = 10  # milliseconds
_LOW = 560  # logical pixels of the page at normal type

PAPERS = (
    ("cultivation-pool", "培育库名册"),
    ("cultivation-review", "年度评价表"),
    ("cultivation-targets", "目标完成情况"),
    ("cultivation-claims", "奖补资金申报汇总表"),
    ("cultivation-publicity", "兑现公示"),
    ("cultivation-audit", "审计明细"),
    ("cultivation-effect", "年度成效评估"),
)
_OPENED_BY_CARD = {"pool": POOL, "titles": TITLES, "targets": TARGETS, "rewards": REWARDS, "findings": FINDINGS}


class CultivationPage(Page):
    """Reads a day once; every view shows the same."""

    tables = TABLES
    help_key = "cultivation"
    segments: Segments

    def __init__(self, desk: Desk) -> None:
        super().__init__(KEY, TITLE)
        self._desk = desk
        self.day: CultivationDay | None = None
        self._fresh: set[str] = set()
        self._seen = False
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_PAINTING)
        self._soon.timeout.connect(self._read)
        self.as_of = AsOf(desk.as_of)
        self.as_of.changed.connect(self._another_day)
        self.full = FullNumbers(desk, TITLE, "cultivation_enterprises")
        self.full.changed.connect(lambda _full: self.refresh())
        self.cards, self.picture = FigureCards(), PictureView()
        self.segments = self._make_segments()
        self.empty = EmptyState()
        self._lay_out()
        self.segments.opened.connect(self._show_view)
        self.cards.opened.connect(lambda key: self.segments.open(_OPENED_BY_CARD[key]))
        self.picture.opened.connect(self._show_rung)
        self.segments.open(FIRMS)

    def show_day(self, day: date) -> None:
        """Shows the state on a day and in its year."""
        self.as_of.edit.set_day(day)

    def _make_segments(self) -> Segments:
        desk = self._desk
        return Segments(
            (
                Segment(FIRMS, "企业", lambda: self._wired(FirmsView(desk))),
                Segment(PAIRS, "重名核对", lambda: self._wired(PairsView(desk))),
                Segment(POOL, "培育库", lambda: self._wired(PoolView(desk))),
                Segment(TITLES, "认定", lambda: self._wired(TitlesView(desk))),
                Segment(TARGETS, "目标", self._targets),
                Segment(REWARDS, "奖补", lambda: self._wired(RewardsView(desk))),
                Segment(OWED, "可兑现", lambda: self._wired(OwedView(desk))),
                Segment(FINDINGS, "差错", self._findings),
                Segment(SERVICES, "服务与培训", lambda: self._wired(ServicesView(desk))),
                Segment(WHATIF, "试算", lambda: WhatIfView(desk)),
            ),
            "企业培育的各项",
        )

    def _lay_out(self) -> None:
        self.add_overview(self.cards, self.picture)
        line = across(self.segments, self.full)
        line.setStretch(0, 1)
        row = QWidget()
        row.setLayout(line)
        self._work = (row, self.segments.views)
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

    # what the header shows

    def tools(self) -> tuple[QWidget, ...]:
        """The day."""
        return (self.as_of,)

    def import_action(self) -> PageAction | None:
        """Files come in on the exchange page."""
        return PageAction("导入企业资料…", lambda: self._desk.tab_asked.emit("exchange"), "import", primary=True)

    def print_actions(self) -> tuple[PageAction, ...]:
        """The papers of the whole day."""
        return tuple(PageAction(words, partial(self._paper, form, words, "")) for form, words in PAPERS)

    # reading

    def _another_day(self, day: date) -> None:
        self._desk.as_of = day
        self.refresh()

    def reload(self, _changes: Changes | None) -> None:
        """Reads the day; at first once the window has been painted."""
        self._soon.start()

    def _read(self) -> None:
        self._soon.setInterval(0)
        day, full = self.as_of.day, self.full.isChecked()

        def read(office: Office, _task: Task) -> tuple[CultivationDay, tuple[tuple[str, date], ...]]:
            # Imported here, on the worker: the window is there before the machinery behind it.
            from guanxian_desk.services.cultivation_day import look, usual_days

            found = look(office, day, full)
            return found, usual_days(found.policy, office.clock.today())

        self._desk.ask(read, lambda found: self._show(*found), owner=self, key="day", title="读取企业培育")

    def _show(self, day: CultivationDay, usual: tuple[tuple[str, date], ...]) -> None:
        self.day = day
        self.as_of.set_usual(usual)
        self.say(day.sentence)
        self._show_overview(day)
        self._show_segments(day)
        self.attention_changed.emit(len(day.rewards.findings))
        self._fresh.clear()
        self._show_view(self.segments.current)

    def _show_overview(self, day: CultivationDay) -> None:
        for part in (self.cards, *self._work):
            part.setVisible(not day.empty)
        self.picture.setVisible(not day.empty and self.segments.current not in SEGMENTS_WITH_PICTURE)
        self.empty.setVisible(day.empty)
        if day.empty:
            self.empty.say(
                "还没有登记企业",
                "把各乡镇的企业名册、统计局的年度数据、工信局的认定和培育库名单导入以后，梯队、目标和奖补自动算出。",
                "导入企业资料…",
                lambda: self._desk.tab_asked.emit("exchange"),
            )
            return
        from guanxian_desk.modules.cultivation.pictures import ladder

        rungs, since, until = day.rungs, date(day.year - 1, 12, 31), day.as_of
        self.cards.show_figures(_figures(day))
        self.picture.show_drawn(lambda width: ladder(rungs, since, until, width))

    def _show_segments(self, day: CultivationDay) -> None:
        counts = {
            FIRMS: len(day.known.firms),
            POOL: day.review.in_pool,
            TITLES: len(day.records.recognitions),
            REWARDS: len(day.rewards.claims),
            OWED: len(day.everything.suggested),
            FINDINGS: len(day.rewards.findings),
        }
        for key, count in counts.items():
            self.segments.show_count(key, count)

    def _show_view(self, key: str) -> None:
        """Gives the day to a view that has not seen it."""
        view = self.segments.built[key]
        if self.day is not None and not self.day.empty:
            self.picture.setVisible(key not in SEGMENTS_WITH_PICTURE)
        if self.day is not None and key not in self._fresh:
            self._fresh.add(key)
            assert isinstance(view, DayView)
            view.show_day(self.day)

    # views

    def _wired(self, view: CultivationRegister) -> CultivationRegister:
        view.firm_asked.connect(self.open_firm)
        view.paper_asked.connect(self._paper)
        return view

    def _targets(self) -> TargetsView:
        view = TargetsView(self._desk)
        view.firm_asked.connect(self.open_firm)
        return view

    def _findings(self) -> CultivationRegister:
        view = FindingsView(self._desk)
        view.claim_asked.connect(self.open_claim)
        return self._wired(view)

    # ways on

    def open_firm(self, code: str) -> FirmPage | None:
        """An enterprise's page over this one."""
        from guanxian_desk.desk.pages.cultivation_story import FirmPage

        if self.day is None or not code:
            return None
        page = FirmPage(self._desk, self.day, code)
        page.print_asked.connect(lambda firm: self._paper("cultivation-enterprise", "企业档案", firm))
        self._desk.over_asked.emit(page, self.day.name_of(code))
        return page

    def open_claim(self, number: str) -> None:
        """The list of claims at this one."""
        self.segments.open(REWARDS)
        view = self.segments.built[REWARDS]
        assert isinstance(view, RewardsView)
        view.show_claim(number)

    def _show_rung(self, rung: str) -> None:
        self.segments.open(FIRMS)
        view = self.segments.built[FIRMS]
        assert isinstance(view, FirmsView)
        view.show_rung(rung)

    def _paper(self, form: str, words: str, subject: str) -> None:
        from guanxian_desk.desk.pages.papers import open_paper

        open_paper(self._desk, self, form, words, subject, self.as_of.day, self.full.isChecked())


def _figures(day: CultivationDay) -> tuple[Figure, ...]:
    pot, targets = day.rewards.pot, day.targets.targets
    done = sum(one.actual >= one.target for one in targets)
    left = f"剩余 {short_yuan(pot.room)}"
    blocked = sum(one.code not in ("C02", "C04", "C05", "C08") for one in day.rewards.findings)
    return (
        Figure("在库企业", str(day.review.in_pool), "家", hint=f"目标 {day.review.target} 家左右", key="pool"),
        Figure(
            "认定将到期", str(day.lapsing), "项", tone="amber" if day.lapsing else "", hint="180 天内", key="titles"
        ),
        Figure("目标已完成", f"{done} / {len(targets)}", "项", hint="2022—2024年", key="targets"),
        Figure("已批准奖补", short_yuan(pot.approved), "元", "red" if pot.short else "", left, "rewards"),
        Figure(
            "差错", str(len(day.rewards.findings)), "条", "red" if blocked else "", f"拦截 {blocked} 条", "findings"
        ),
    )
