"""企业培育: the registry, the ladder, the pool, targets and rewards, as of any day and in its year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from guanxian_desk.base.money import short_yuan
from guanxian_desk.desk.background import Task
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
from guanxian_desk.desk.pages.duty import DutyPage, UsualDays
from guanxian_desk.desk.pages.full_numbers import FullNumbers
from guanxian_desk.desk.pages.segments import Segment
from guanxian_desk.desk.widgets.figure_cards import Figure

if TYPE_CHECKING:
    from guanxian_desk.base.picture import Picture
    from guanxian_desk.desk.pages.cultivation_story import FirmPage
    from guanxian_desk.services.cultivation_day import CultivationDay
    from guanxian_desk.services.office import Office

KEY, TITLE = "cultivation", "企业培育"
FIRMS, PAIRS, POOL, TITLES, TARGETS = "firms", "pairs", "pool", "titles", "targets"
REWARDS, OWED, FINDINGS, SERVICES, WHATIF = "rewards", "owed", "findings", "services", "whatif"

TABLES = frozenset(
    f"cultivation_{name}"
    for name in (
        "enterprises", "years", "recognitions", "events", "claims", "steps", "pool", "budget_uses", "other_awards",
        "services", "trainees", "scores", "decisions", "identities",
    )
) | {"policy_choices", "attachments"}  # fmt: skip
SEGMENTS_WITH_PICTURE = frozenset({TARGETS, REWARDS, WHATIF})

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
_NOTHING = (
    "还没有登记企业",
    "把各乡镇的企业名册、统计局的年度数据、工信局的认定和培育库名单导入以后，梯队、目标和奖补自动算出。",
)


class CultivationPage(DutyPage["CultivationDay"]):
    """The ladder of the enterprises, what they reached, and what they are owed."""

    key, title = KEY, TITLE
    tables = TABLES
    help_key = "cultivation"
    papers = PAPERS
    masked = "cultivation_enterprises"
    import_words = "导入企业资料…"
    reading = "读取企业培育"
    full: FullNumbers

    def views(self) -> tuple[Segment, ...]:
        """What the year is looked at by."""
        desk = self._desk
        return (
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
        )

    # what a day shows

    def reader(self) -> Callable[[Office, Task], tuple[CultivationDay, UsualDays]]:
        """Reads the day and its year."""
        day, full = self.as_of.day, self.full.isChecked()

        def read(office: Office, _task: Task) -> tuple[CultivationDay, UsualDays]:
            from guanxian_desk.services.cultivation_day import look, usual_days

            found = look(office, day, full)
            return found, usual_days(found.policy, office.clock.today())

        return read

    def nothing(self, day: CultivationDay) -> tuple[str, str] | None:
        """Which files the registry wants."""
        return _NOTHING if day.empty else None

    def figures(self, day: CultivationDay) -> tuple[Figure, ...]:
        """The pool, the targets and the pot."""
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

    def drawing(self, day: CultivationDay) -> Callable[[float], Picture]:
        """The ladder, and who climbed it in the year."""
        from guanxian_desk.modules.cultivation.pictures import ladder

        rungs, since, until = day.rungs, date(day.year - 1, 12, 31), day.as_of
        return lambda width: ladder(rungs, since, until, width)

    def counts(self, day: CultivationDay) -> Mapping[str, int | None]:
        """The lengths of the registers."""
        return {
            FIRMS: len(day.known.firms),
            POOL: day.review.in_pool,
            TITLES: len(day.records.recognitions),
            REWARDS: len(day.rewards.claims),
            OWED: len(day.everything.suggested),
            FINDINGS: len(day.rewards.findings),
        }

    def attention(self, day: CultivationDay) -> int:
        """The findings."""
        return len(day.rewards.findings)

    def _show_view(self, key: str) -> None:
        """A view with a picture of its own stands without the page's."""
        if self.day is not None and not self.day.empty:
            self.picture.setVisible(key not in SEGMENTS_WITH_PICTURE)
        super()._show_view(key)

    # views

    def _wired(self, view: CultivationRegister) -> CultivationRegister:
        view.firm_asked.connect(self.open_firm)
        view.paper_asked.connect(self.open_paper)
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
        page.print_asked.connect(lambda firm: self.open_paper("cultivation-enterprise", "企业档案", firm))
        self._desk.over_asked.emit(page, self.day.name_of(code))
        return page

    def open_claim(self, number: str) -> None:
        """The list of claims at this one."""
        self.segments.open_as(REWARDS, RewardsView).show_claim(number)

    def open_card(self, key: str) -> None:
        """The view that a figure sums up."""
        self.segments.open(_OPENED_BY_CARD[key])

    def open_shape(self, key: str) -> None:
        """The enterprises on a rung of the ladder."""
        self.segments.open_as(FIRMS, FirmsView).show_rung(key)
