"""The most that can be paid for an event: the table's amount after tiers and climb (readings 5, 6 and 8)."""

from __future__ import annotations

from datetime import date

from guanxian_desk.modules.cultivation.facts import Activity
from guanxian_desk.modules.cultivation.policy import Climb, CultivationPolicy, Tiers
from guanxian_desk.modules.cultivation.rules.catalogue import Basis, Item
from guanxian_desk.modules.cultivation.rules.events import levels_before, recognised, tier_years
from guanxian_desk.modules.cultivation.rules.who import Firm


def table_fen(item: Item, level: str, day: date, policy: CultivationPolicy) -> int:
    """The amount of the notices for the item and level on the day, fen; 0 for a level that they do not name."""
    name = item.ceilings.get(level)
    return policy.fen(name, day) if name else 0


def ceiling_fen(firm: Firm, item: Item, level: str, day: date, policy: CultivationPolicy) -> int:
    """The table's amount for the enterprise after the office's choices, fen; instalments are not looked at."""
    full = table_fen(item, level, day, policy)
    if item.basis is Basis.REVENUE and policy.tiers is Tiers.HIGHEST and _outdone(firm, item, level, policy):
        return 0
    if item.climbs and policy.climb is Climb.DIFFERENCE:
        return full - min(full, paid_before_fen(firm, item, level, policy))
    return full


def paid_before_fen(firm: Firm, item: Item, level: str, policy: CultivationPolicy) -> int:
    """What 就高补差 subtracts: the highest ceiling of the levels recognised earlier within the programme, fen."""
    earlier = levels_before(item, level, recognised(firm, item), policy)
    return max((table_fen(item, other, day, policy) for other, day in earlier), default=0)


def meant_level(item: Item, recorded: str | None, activity: Activity | None) -> str:
    """The level that a claim is for: a contest or forum is of the level that it was held at.

    When claim and activity name different levels, the one without a ceiling counts.
    """
    if item.basis is not Basis.ACTIVITY:
        return item.level(recorded)
    held = activity.level if activity else next(iter(item.ceilings))
    return recorded if recorded and held in item.ceilings else held


def _outdone(firm: Firm, item: Item, level: str, policy: CultivationPolicy) -> bool:
    """Whether a higher tier was first reached in the same year."""
    years = tier_years(firm, policy)
    order = list(item.ceilings)
    return level in years and any(
        order.index(other) > order.index(level) and year == years[level] for other, year in years.items()
    )
