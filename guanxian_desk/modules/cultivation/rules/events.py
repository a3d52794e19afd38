"""What really happened to an enterprise that is worth a reward: newly recognised, first above scale, first past a
revenue tier, a contest or forum hosted (冠政发〔2022〕9号 四（十）, 10号 四; readings 3, 4 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from guanxian_desk.modules.cultivation.facts import Activity, Recognition, YearFigures
from guanxian_desk.modules.cultivation.policy import CultivationPolicy
from guanxian_desk.modules.cultivation.rules.catalogue import (
    BY_MATTER,
    RECOGNISED,
    REVENUE,
    SCALE_UP,
    Basis,
    Item,
)
from guanxian_desk.modules.cultivation.rules.who import Firm


class EventKey(NamedTuple):
    """What is paid once: of enterprises joined by code or name, of an item and level, for an activity of a day."""

    kin: str
    item: str
    level: str = ""
    day: date | None = None


class Fact(NamedTuple):
    """Something that happened. day: of a yearly fact the year's last day; activity: of a contest or forum."""

    firm: Firm
    item: Item
    level: str
    day: date
    activity: Activity | None = None

    @property
    def key(self) -> EventKey:
        """The event it is."""
        return event_key(self.firm, self.item, self.level, self.day)


def event_key(firm: Firm, item: Item, level: str, day: date) -> EventKey:
    """The event that a claim or fact of the day is about."""
    if item.basis is Basis.ACTIVITY:
        return EventKey(firm.kin, item.key, "", day)
    return EventKey(firm.kin, item.key, "" if item.once else level)


def earliest(recognitions: Iterable[Recognition], titles: Iterable[str]) -> dict[str, Recognition]:
    """Level → the earliest recognition ever recorded of one of the titles at that level."""
    titles = frozenset(titles)
    first: dict[str, Recognition] = {}
    for one in recognitions:
        known = first.get(one.level)
        if one.title in titles and (known is None or one.recognised_on < known.recognised_on):
            first[one.level] = one
    return first


def recognised(firm: Firm, item: Item) -> dict[str, date]:
    """Level → the day of the item's first recognition ever."""
    return {level: one.recognised_on for level, one in earliest(firm.recognitions, item.titles).items()}


def first_above_scale(firm: Firm) -> YearFigures | None:
    """The year in which an industrial enterprise came above scale for the first time, if the records show it.

    They do when it was recorded below scale in an earlier year, or was founded in that year; nobody says that it had
    been counted before.
    """
    first = next((year for year in firm.figures.values() if year.above_scale), None)
    if first is None or not firm.row.industrial:
        return None
    before = [year for year in firm.figures.values() if year.year < first.year]
    if first.counted_before or any(year.counted_before for year in before):
        return None
    below = any(year.above_scale is False for year in before)
    return first if below or _founded_in(firm, first.year) else None


def tier_years(firm: Firm, policy: CultivationPolicy) -> dict[str, int]:
    """Revenue tier → the year in which it was reached for the first time, if the records show that it was the first.

    They do when an earlier year is recorded, or the enterprise was founded in that year.
    """
    years: dict[str, int] = {}
    for tier, threshold in REVENUE.tiers.items():
        reached = (
            one.year
            for one in firm.figures.values()
            if one.revenue_fen >= policy.fen(threshold, date(one.year, 12, 31))
        )
        first = next(reached, None)
        if first is not None and (min(firm.figures) < first or _founded_in(firm, first)):
            years[tier] = first
    return years


def activity_of(firm: Firm, item: Item, day: date) -> Activity | None:
    """The contest or forum of the day; of several the one that fulfils most of the conditions."""
    held = [one for one in firm.activities if one.kind == item.matter and one.held_on == day]
    return max(held, key=lambda one: (one.level in item.ceilings, one.people, one.number), default=None)


def facts(firm: Firm, policy: CultivationPolicy) -> Iterator[Fact]:
    """Everything that happened to the enterprise within the programme, in the table's order of items."""
    return (fact for fact in _all_facts(firm, policy) if policy.covers(fact.day))


def _all_facts(firm: Firm, policy: CultivationPolicy) -> Iterator[Fact]:
    scaled = first_above_scale(firm)
    if scaled:
        yield Fact(firm, SCALE_UP, "", date(scaled.year, 12, 31))
    for item in RECOGNISED:
        for level, day in recognised(firm, item).items():
            yield Fact(firm, item, level, day)
    for tier, year in tier_years(firm, policy).items():
        yield Fact(firm, REVENUE, tier, date(year, 12, 31))
    for kind, day in sorted({(one.kind, one.held_on) for one in firm.activities}):
        item = BY_MATTER[kind]
        held = activity_of(firm, item, day)
        if held:
            yield Fact(firm, item, held.level, day, held)


def _founded_in(firm: Firm, year: int) -> bool:
    return firm.row.founded is not None and firm.row.founded.year == year


def levels_before(
    item: Item, level: str, days: Mapping[str, date], policy: CultivationPolicy
) -> list[tuple[str, date]]:
    """The levels of the item that were recognised before this one within the programme; of one day the higher first."""
    order = list(item.ceilings)
    if level not in days or level not in order:
        return []
    own = (days[level], order.index(level))
    return [
        (other, day)
        for other, day in days.items()
        if other in item.ceilings and policy.covers(day) and (day, order.index(other)) < own
    ]
