"""年度评价表: the office's own scoring sheet over what the registry knows of each enterprise of the pool.

The notice asks for a yearly evaluation and gives no method (冠政发〔2022〕9号 三). Each criterion is given 0 to 100
points and weighs as much as the office decided; what is proposed is the enterprise's place among those of the pool.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guanxian_desk.modules.cultivation.rules.who import Firm

MOST = 100
"""Points of the best in a criterion."""
_MILLION = 1_000_000


@dataclass(frozen=True)
class Criterion:
    """One line of the sheet. key: of its weight; measure: what is compared, None when unknown or left to the clerk."""

    key: str
    title: str
    measure: Callable[[Firm, int], int | None]


@dataclass(frozen=True)
class Scored:
    """One line filled in. given: by a clerk, proposed: by place in the pool; weight: as decided by the office."""

    criterion: Criterion
    weight: int
    proposed: int | None
    given: int | None
    remark: str = ""

    @property
    def points(self) -> int | None:
        """What counts: the clerk's points, or else those proposed."""
        return self.proposed if self.given is None else self.given


@dataclass(frozen=True)
class ScoreSheet:
    """An enterprise's sheet of a year."""

    firm: Firm
    year: int
    lines: tuple[Scored, ...]

    @property
    def tenths(self) -> int | None:
        """The weighted score in tenths of a point, half a tenth up; None while no line has points."""
        counted = [(one.weight, one.points) for one in self.lines if one.points is not None]
        weights = sum(weight for weight, _ in counted)
        if not weights:
            return None
        return (2 * 10 * sum(weight * points for weight, points in counted) + weights) // (2 * weights)

    @property
    def complete(self) -> bool:
        """Whether every line has points."""
        return all(one.points is not None for one in self.lines)


def _growth(firm: Firm, year: int) -> int | None:
    now, before = firm.figures.get(year), firm.figures.get(year - 1)
    if now is None or before is None or not before.revenue_fen:
        return None
    return (now.revenue_fen - before.revenue_fen) * _MILLION // before.revenue_fen


def _research(firm: Firm, year: int) -> int | None:
    now = firm.figures.get(year)
    if now is None or now.research_fen is None or not now.revenue_fen:
        return None
    return now.research_fen * _MILLION // now.revenue_fen


def _patents(firm: Firm, year: int) -> int | None:
    now = firm.figures.get(year)
    return now.patents if now else None


def _tax(firm: Firm, year: int) -> int | None:
    now = firm.figures.get(year)
    return now.tax_fen if now else None


def _titles(firm: Firm, year: int) -> int | None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    held = {
        (one.title, one.level)
        for one in firm.recognitions
        if one.recognised_on <= last and (one.valid_until is None or one.valid_until >= first)
    }
    return len(held)


CRITERIA: tuple[Criterion, ...] = (
    Criterion("growth", "营业收入增幅", _growth),
    Criterion("research", "研发投入占营业收入", _research),
    Criterion("patents", "发明专利", _patents),
    Criterion("tax", "纳税额", _tax),
    Criterion("titles", "称号和认定", _titles),
    Criterion("service", "配合服务和整改", lambda _firm, _year: None),
)
CRITERION_OF: Mapping[str, Criterion] = {one.key: one for one in CRITERIA}


def score_sheets(
    firms: Iterable[Firm],
    year: int,
    weights: Mapping[str, int],
    given: Mapping[tuple[str, str], tuple[int, str]],
) -> list[ScoreSheet]:
    """The sheets of the pool's enterprises of a year.

    weights: by criterion; given: by (any code of the enterprise, criterion) the clerk's points and remark.
    """
    firms = tuple(firms)
    measured = {one.key: {firm.code: one.measure(firm, year) for firm in firms} for one in CRITERIA}
    ranked = {key: sorted(value for value in own.values() if value is not None) for key, own in measured.items()}
    return [
        ScoreSheet(
            firm, year, tuple(_line(one, firm, weights, measured[one.key], ranked[one.key], given) for one in CRITERIA)
        )
        for firm in firms
    ]


def _line(
    criterion: Criterion,
    firm: Firm,
    weights: Mapping[str, int],
    measured: Mapping[str, int | None],
    ranked: Sequence[int],
    given: Mapping[tuple[str, str], tuple[int, str]],
) -> Scored:
    value = measured[firm.code]
    proposed = None if value is None else MOST * bisect_right(ranked, value) // len(ranked)
    own = next((given[(code, criterion.key)] for code in firm.codes if (code, criterion.key) in given), (None, ""))
    return Scored(criterion, weights[criterion.key], proposed, *own)
