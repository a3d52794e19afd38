"""The pool (冠政发〔2022〕9号 三): its classes in a year, and the yearly review (reading 15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.facts import PoolEntry, YearFigures
from guanxian_desk.modules.cultivation.policy import CultivationPolicy
from guanxian_desk.modules.cultivation.rules.catalogue import (
    APPLIED_TITLES,
    APPLYING,
    FAST_GROWING,
    POOL_CLASSES,
    SMALL_TO_SCALE,
)
from guanxian_desk.modules.cultivation.rules.who import Firm, Registry, parts


class Action(StrEnum):
    """What the review proposes."""

    KEEP = "keep"
    ADJUST = "adjust"
    LEAVE = "leave"
    UNKNOWN = "unknown"


ACTION_WORDS = {
    Action.KEEP: "建议保留",
    Action.ADJUST: "建议调整",
    Action.LEAVE: "建议退出",
    Action.UNKNOWN: "缺数据",
}
DECIDED_WORDS = {"keep": "已定：保留", "adjust": "已定：调整", "leave": "已定：退出"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an enterprise meets a class in a year. met: None while its figures are missing; why: in words."""

    met: bool | None
    why: str


@dataclass(frozen=True, eq=False)
class Reviewed:
    """An entry of the pool with what the review proposes. firm: None for an unknown code; unfit: C05, why in words."""

    entry: PoolEntry
    firm: Firm | None
    meets: tuple[str, ...]
    action: Action
    because: str
    unfit: str | None


@dataclass(frozen=True, eq=False)
class Candidate:
    """An enterprise that is not in the pool and meets a class."""

    firm: Firm
    meets: tuple[str, ...]


def standing_on(entries: Iterable[PoolEntry], day: date) -> list[PoolEntry]:
    """The entries made by the end of the day and not left by then."""
    return [one for one in entries if one.entered_on <= day and (one.left_on is None or one.left_on > day)]


def review(entries: Iterable[PoolEntry], known: Registry, year: int, policy: CultivationPolicy) -> list[Reviewed]:
    """Every entry that stands at the year's end."""
    stand = standing_on(entries, date(year, 12, 31))
    return [_reviewed(one, known.find(one.code), year, policy) for one in stand]


def candidates(reviewed: Sequence[Reviewed], known: Registry, year: int, policy: CultivationPolicy) -> list[Candidate]:
    """Enterprises that do not stand in the pool and meet a class."""
    inside = {one.firm for one in reviewed}
    found = []
    for firm in known.firms:
        meets = _met(judge(firm, year, policy, None)) if firm not in inside else ()
        if meets:
            found.append(Candidate(firm, meets))
    return found


def judge(firm: Firm, year: int, policy: CultivationPolicy, aiming_at: str | None) -> dict[str, Standing]:
    """How the enterprise stands to each class in the year. aiming_at: 拟申报称号 of its entry."""
    figures, end = firm.figures.get(year), date(year, 12, 31)
    judged = {
        SMALL_TO_SCALE: _small(firm, figures, policy, end),
        FAST_GROWING: _growing(figures, firm.figures.get(year - 1), policy, year),
        APPLYING: _applying(firm, aiming_at, year),
    }
    if figures and is_large(firm, figures, policy):
        return {
            name: Standing(False if one.met else one.met, f"{year}年度是大型企业，不属中小企业" if one.met else one.why)
            for name, one in judged.items()
        }
    return judged


def is_large(firm: Firm, figures: YearFigures, policy: CultivationPolicy) -> bool:
    """Whether the year makes it a large industrial enterprise (工信部联企业〔2011〕300号); missing staff is small."""
    day = date(figures.year, 12, 31)
    staff = figures.staff or 0
    return (
        firm.row.industrial
        and staff >= policy.count("large_staff", day)
        and figures.revenue_fen >= policy.fen("large_revenue", day)
    )


def _small(firm: Firm, figures: YearFigures | None, policy: CultivationPolicy, day: date) -> Standing:
    if figures is None:
        return Standing(None, f"缺{day.year}年度数据")
    least, most = policy.fen("pool_revenue_least", day), policy.fen("pool_revenue_most", day)
    revenue = f"{day.year}年度营业收入 {wording.wan(figures.revenue_fen)}"
    medium = (figures.staff or 0) >= policy.count("medium_staff", day)
    medium = medium and figures.revenue_fen >= policy.fen("medium_revenue", day)
    if not firm.row.industrial:
        return Standing(False, "不是工业企业")
    if figures.above_scale:
        return Standing(False, f"{day.year}年度已是规上企业")
    if medium:
        return Standing(False, f"{revenue}、从业人员 {figures.staff} 人，是中型企业")
    inside = least <= figures.revenue_fen <= most
    return Standing(inside, f"{revenue}，{'在' if inside else '不在'} {wording.wan(least)}至 {wording.wan(most)}之间")


def _growing(figures: YearFigures | None, before: YearFigures | None, policy: CultivationPolicy, year: int) -> Standing:
    if figures is None or before is None:
        return Standing(None, f"缺{year if figures is None else year - 1}年度数据")
    met = figures.revenue_fen * 100 >= before.revenue_fen * (100 + policy.growth_pct)
    change = f"营业收入由 {wording.wan(before.revenue_fen)}到 {wording.wan(figures.revenue_fen)}"
    return Standing(met, f"{change}，增幅{'达到' if met else '不到'} {policy.growth_pct}%")


def _applying(firm: Firm, aiming_at: str | None, year: int) -> Standing:
    aims = [title for title in parts(aiming_at) if title in APPLIED_TITLES]
    if aims:
        return Standing(True, f"拟申报{'、'.join(aims)}")
    for one in firm.recognitions:
        lapsed = one.valid_until is not None and one.valid_until < date(year, 1, 1)
        if one.title in APPLIED_TITLES and one.recognised_on <= date(year, 12, 31) and not lapsed:
            return Standing(True, f"已认定{one.level}{one.title}")
    return Standing(False, f"没有拟申报，也没有{year}年度有效的认定")


def _reviewed(entry: PoolEntry, firm: Firm | None, year: int, policy: CultivationPolicy) -> Reviewed:
    if firm is None:
        return Reviewed(entry, None, (), Action.UNKNOWN, wording.unknown_code(entry.code), None)
    judged = judge(firm, year, policy, entry.aiming_at)
    own, meets = judged[entry.category], _met(judged)
    unfit = own.why if own.met is False else None
    if own.met:
        return Reviewed(entry, firm, meets, Action.KEEP, own.why, None)
    if meets:
        other = "；".join(f"符合“{name}”：{judged[name].why}" for name in meets)
        return Reviewed(entry, firm, meets, Action.ADJUST, f"{own.why}；{other}", unfit)
    action = Action.UNKNOWN if own.met is None else Action.LEAVE
    return Reviewed(entry, firm, meets, action, own.why, unfit)


def _met(judged: dict[str, Standing]) -> tuple[str, ...]:
    return tuple(name for name in POOL_CLASSES if judged[name].met)
