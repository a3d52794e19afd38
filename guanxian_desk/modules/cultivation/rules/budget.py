"""The shared budget (冠政发〔2022〕9号 五（二）, 10号 四): what is left, C04, two ways to cut (readings 7, 11, 13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from guanxian_desk.modules.cultivation.facts import BudgetUse
from guanxian_desk.modules.cultivation.policy import BudgetPeriod, CultivationPolicy
from guanxian_desk.modules.cultivation.rules.claims import Assessed


class Share(NamedTuple):
    """What a claim gets out of a cut, fen."""

    claim: str
    amount: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Money is short: how what is left could be shared out. priority and prorata hold every claim not yet approved."""

    period: str
    room: int
    over: int
    priority: tuple[Share, ...]
    prorata: tuple[Share, ...]


@dataclass(frozen=True, eq=False)
class Pot:
    """One budget: its period ("2023", "2022-2024"), its money and what weighs on it, fen."""

    period: str
    budget: int
    used: int
    claims: tuple[Assessed, ...]

    @property
    def approved(self) -> int:
        """Σ approved, paid or not."""
        return sum(one.progress.approved_fen for one in self.claims)

    @property
    def paid(self) -> int:
        """Σ paid; part of approved."""
        return sum(one.progress.paid_fen for one in self.claims)

    @property
    def room(self) -> int:
        """What is left for approvals: budget − other uses − approved."""
        return self.budget - self.used - self.approved

    @property
    def waiting(self) -> tuple[Assessed, ...]:
        """The claims that are not approved yet, in order of priority."""
        return tuple(sorted((one for one in self.claims if not one.progress.approved), key=lambda one: one.priority))

    @property
    def payable(self) -> int:
        """Σ of what may be approved on the waiting claims."""
        return sum(one.payable for one in self.waiting)

    @property
    def short(self) -> bool:
        """Whether the waiting claims do not fit; to fit exactly is fine."""
        return self.payable > self.room

    def cut(self) -> Cut:
        """The two ways to share out what is left."""
        waiting = self.waiting
        return Cut(
            self.period,
            self.room,
            self.payable - self.room,
            by_priority(waiting, self.room),
            pro_rata(waiting, self.room),
        )


def by_priority(claims: Sequence[Assessed], room: int) -> tuple[Share, ...]:
    """In the order given each gets what it may, the last one served the rest, the others nothing."""
    left, shares = max(room, 0), []
    for one in claims:
        amount = min(one.payable, left)
        left -= amount
        shares.append(Share(one.claim.number, amount))
    return tuple(shares)


def pro_rata(claims: Sequence[Assessed], room: int) -> tuple[Share, ...]:
    """⌊payable × room ÷ Σ payable⌋ fen each; left-over fen one each to the largest remainders, ties by number."""
    room, total = max(room, 0), sum(one.payable for one in claims)
    if not total:
        return tuple(Share(one.claim.number, 0) for one in claims)
    parts = {one.claim.number: divmod(one.payable * room, total) for one in claims}
    spare = room - sum(whole for whole, _ in parts.values())
    lucky = set(sorted(parts, key=lambda number: (-parts[number][1], number))[:spare])
    return tuple(Share(number, whole + (number in lucky)) for number, (whole, _) in parts.items())


def pots(
    claims: Iterable[Assessed], uses: Iterable[BudgetUse], policy: CultivationPolicy, year: int | None
) -> tuple[Pot, ...]:
    """The budgets that bear the claims of a year; of all years when None."""
    claims, uses = tuple(claims), tuple(uses)
    if year is not None and year not in policy.years:
        return (_pot(str(year), range(year, year + 1), 0, claims, uses),)
    if policy.budget_period is BudgetPeriod.PROGRAMME:
        return (_pot(programme_name(policy), policy.years, budget_fen(policy, None), claims, uses),)
    years = policy.years if year is None else range(year, year + 1)
    return tuple(_pot(str(one), range(one, one + 1), budget_fen(policy, one), claims, uses) for one in years)


def whole(claims: Iterable[Assessed], uses: Iterable[BudgetUse], policy: CultivationPolicy, year: int | None) -> Pot:
    """The budget that the answer for a year shows; without a year all claims on all the programme's money."""
    if year is not None:
        return pots(claims, uses, policy, year)[0]
    used = sum(use.amount_fen for use in uses if use.year in policy.years)
    return Pot(programme_name(policy), budget_fen(policy, None), used, tuple(claims))


def period_of(year: int, policy: CultivationPolicy) -> str:
    """The name of the budget that bears a claim of the year."""
    if policy.budget_period is BudgetPeriod.PROGRAMME and year in policy.years:
        return programme_name(policy)
    return str(year)


def programme_name(policy: CultivationPolicy) -> str:
    """2022-2024."""
    return f"{policy.first_day.year}-{policy.last_day.year}"


def budget_fen(policy: CultivationPolicy, year: int | None) -> int:
    """The money of a year; with None that of the whole programme, which a yearly budget gives each year anew."""
    if year is not None:
        return policy.fen("budget", date(year, 1, 1)) if year in policy.years else 0
    if policy.budget_period is BudgetPeriod.PROGRAMME:
        return policy.fen("budget", policy.first_day)
    return sum(budget_fen(policy, one) for one in policy.years)


def _pot(name: str, years: range, budget: int, claims: tuple[Assessed, ...], uses: tuple[BudgetUse, ...]) -> Pot:
    used = sum(use.amount_fen for use in uses if use.year in years)
    return Pot(name, budget, used, tuple(one for one in claims if one.year in years))
