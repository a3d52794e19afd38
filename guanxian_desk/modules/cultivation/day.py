"""Everything of a day and its year, read once: what the screen and the papers show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guanxian_desk.modules.cultivation import queries
from guanxian_desk.modules.cultivation.pictures import Rung, behind, ladder_rungs
from guanxian_desk.modules.cultivation.policy import BASIS_MISSING, PolicyLine
from guanxian_desk.modules.cultivation.registers import (
    Registers,
    certificates,
    decisions,
    given_points,
    identities,
    registers,
)
from guanxian_desk.modules.cultivation.review import PoolReview, Targets, reach, review_pool
from guanxian_desk.modules.cultivation.rewards import Rewards, answer
from guanxian_desk.modules.cultivation.rules.claims import Assessed, assess
from guanxian_desk.modules.cultivation.rules.scoring import ScoreSheet, score_sheets
from guanxian_desk.modules.cultivation.rules.who import Firm, Registry
from guanxian_desk.modules.cultivation.service import policy_on, weights_on
from guanxian_desk.modules.cultivation.wording import wan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from guanxian_desk.modules.cultivation.facts import Records
    from guanxian_desk.modules.cultivation.policy import CultivationPolicy

Row = Mapping[str, Any]
OPTIONS = ("tiers", "climb", "budget_period", "growth_pct", "publicity_days")
"""The office's choices, in the order in which screens and papers name them."""
LAPSING_WITHIN = 180
"""Calendar days before the end of a recognition's validity from which it is announced; the desk's own choice."""


@dataclass(frozen=True, eq=False)
class CultivationDay:
    """A day and its year. rewards: of the year; everything: of all years; weights: of the scoring sheet."""

    as_of: date
    policy: CultivationPolicy
    records: Records
    known: Registry
    books: Registers
    rewards: Rewards
    everything: Rewards
    review: PoolReview
    targets: Targets
    weights: Mapping[str, int]
    given: Mapping[tuple[str, str], tuple[int, str]]
    decided: Mapping[tuple[str, str, date], Row]
    identities: tuple[Row, ...]
    certificates: Mapping[str, tuple[str, ...]]
    full: bool = False

    @property
    def year(self) -> int:
        """The year that is looked at."""
        return self.as_of.year

    @property
    def empty(self) -> bool:
        """Whether nobody is registered yet."""
        return not self.records.enterprises

    @cached_property
    def claims_of(self) -> dict[str, list[Assessed]]:
        """Newest code of the enterprise → its claims of all years."""
        found: dict[str, list[Assessed]] = {}
        for one in self.everything.claims:
            found.setdefault(one.enterprise, []).append(one)
        return found

    @cached_property
    def rungs(self) -> list[Rung]:
        """The ladder: where everybody stands on the day, and who moved since the year before ended."""
        return ladder_rungs(self.known.firms, date(self.year - 1, 12, 31), self.as_of)

    @cached_property
    def sheets(self) -> dict[str, ScoreSheet]:
        """Newest code → the scoring sheet of an enterprise that stands in the pool."""
        inside = {one.firm.code: one.firm for one in self.review.entries if one.firm}
        made = score_sheets(inside.values(), self.year, self.weights, self.given)
        return {sheet.firm.code: sheet for sheet in made}

    @property
    def options(self) -> tuple[PolicyLine, ...]:
        """What the office chose where the notices are silent."""
        by_name = {line.name: line for line in self.policy.lines}
        return tuple(by_name[name] for name in OPTIONS)

    @property
    def lapsing(self) -> int:
        """How many recognitions end soon."""
        return sum(
            0 <= (one.valid_until - self.as_of).days <= LAPSING_WITHIN
            for one in self.records.recognitions
            if one.valid_until is not None
        )

    @property
    def sentence(self) -> str:
        """The state in words."""
        if self.empty:
            return "还没有登记企业。"
        late = [one.metric.name for one in self.targets.targets if behind(one, self.policy, self.as_of)]
        pot, found = self.rewards.pot, len(self.rewards.findings)
        aims = f"{len(late)} 项目标落后于时间进度" if late else "各项目标不落后于时间进度"
        money = f"{self.year}年统筹资金剩余 {wan(pot.room)}"
        more = f"，{len(self.rewards.suggested)} 项奖补没有人申请" if self.rewards.suggested else ""
        return f"在库 {self.review.in_pool} 家；{aims}；{money}{more}；{found} 条差错待处理。"

    @property
    def options_words(self) -> str:
        """The office's choices with the clause each fills and its basis."""
        parts = [
            f"{line.label}“{line.text}”（{line.citation}没有写明，{line.basis or BASIS_MISSING}）"
            for line in self.options
        ]
        return "口径：" + "；".join(parts) + "。"

    def firm(self, code: str) -> Firm | None:
        """The enterprise of a code."""
        return self.known.find(code)

    def name_of(self, code: str) -> str:
        """The enterprise's newest name, or that nobody registered the code."""
        firm = self.known.find(code)
        return firm.name if firm else "（未登记）"


def look(session: Session, as_of: date, full: bool = False, options: Mapping[str, str] | None = None) -> CultivationDay:
    """Everything of a day and its year, under the options chosen by then. options: tried for this look only."""
    records, policy = queries.records(session), policy_on(session, as_of, options)
    year, assessment = as_of.year, assess(records, policy)
    known = assessment.registry
    return CultivationDay(
        as_of,
        policy,
        records,
        known,
        registers(session),
        answer(records, policy, year, assessment),
        answer(records, policy, None, assessment),
        review_pool(records, policy, year, known),
        reach(records, policy, as_of, known),
        weights_on(session, as_of),
        given_points(session, year),
        decisions(session, year),
        tuple(identities(session)),
        certificates(session),
        full,
    )
