"""What the rules of the cultivation programme are given: the records as they stand, nothing derived. Money is fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Enterprise(NamedTuple):
    """A row of the register. former_names and former_codes as written, several in one cell."""

    code: str
    name: str
    former_names: str | None = None
    former_codes: str | None = None
    industrial: bool = False
    private: bool = False
    converting: bool | None = None
    founded: date | None = None


class YearFigures(NamedTuple):
    """One year of an enterprise. above_scale and counted_before are None while nobody said so.

    first_counted_on: 首次入统日期; document: 统计部门证明文号; counted_before: 以前年度曾入统.
    """

    code: str
    year: int
    revenue_fen: int
    staff: int | None = None
    above_scale: bool | None = None
    first_counted_on: date | None = None
    document: str | None = None
    counted_before: bool | None = None
    research_fen: int | None = None
    tax_fen: int | None = None
    patents: int | None = None


class Recognition(NamedTuple):
    """A title of a level that an enterprise was given on a day."""

    code: str
    title: str
    level: str
    recognised_on: date
    document: str | None = None
    valid_until: date | None = None


class Activity(NamedTuple):
    """A contest or a forum that an enterprise hosted. kind: 职工技能大赛 or 论坛讲座培训."""

    number: str
    code: str
    kind: str
    name: str
    level: str
    held_on: date
    people: int


class Claim(NamedTuple):
    """An application for a reward. matter: 奖励事项; level as recorded, None when blank."""

    number: str
    code: str
    matter: str
    level: str | None
    occurred_on: date
    amount_fen: int


class Step(NamedTuple):
    """One step of a claim's life. stage: 审核, 公示, 批准, 拨付 or 审计."""

    claim: str
    stage: str
    done_on: date
    amount_fen: int | None = None
    voucher: str | None = None


class PoolEntry(NamedTuple):
    """An enterprise in the pool under a class, until left_on."""

    code: str
    category: str
    entered_on: date
    aiming_at: str | None = None
    left_on: date | None = None


class BudgetUse(NamedTuple):
    """Money of the shared budget spent on something else than these rewards."""

    number: str
    year: int
    amount_fen: int


class OtherAward(NamedTuple):
    """A reward that an enterprise got under another policy."""

    code: str
    document: str
    matter: str
    awarded_on: date


class Trainee(NamedTuple):
    """A person trained. kind: 数字专员 or 现代管理人员."""

    name: str
    kind: str
    code: str
    trained_on: date


@dataclass(frozen=True)
class Records:
    """Everything the file holds that the rules look at, in any order."""

    enterprises: tuple[Enterprise, ...] = ()
    years: tuple[YearFigures, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    activities: tuple[Activity, ...] = ()
    claims: tuple[Claim, ...] = ()
    steps: tuple[Step, ...] = ()
    pool: tuple[PoolEntry, ...] = ()
    uses: tuple[BudgetUse, ...] = ()
    awards: tuple[OtherAward, ...] = ()
    trainees: tuple[Trainee, ...] = ()
