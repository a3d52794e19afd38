"""The reward table of 冠政发〔2022〕9号 and 10号, what really happened and what it is worth (readings 3 to 6, 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.oracle.cultivation_who import Firm, Row

WAN = 1_000_000
FIRST, LAST = date(2022, 1, 1), date(2024, 12, 31)
YEARS = (2022, 2023, 2024)
NATION, PROVINCE, CITY, COUNTY = "国家级", "省级", "市级", "县级"
TIERS = {"5亿": 50_000 * WAN, "10亿": 100_000 * WAN, "30亿": 300_000 * WAN}
LEAST_PEOPLE = 100


@dataclass(frozen=True)
class Item:
    """One line of the table. amounts: 万元 by level; one: the level that a blank cell means."""

    event: str
    matter: str
    notices: str
    amounts: Mapping[str, int]
    titles: tuple[str, ...] = ()
    one: str = ""


def _three(amount: int) -> dict[str, int]:
    return {NATION: amount, PROVINCE: amount, CITY: amount}


ITEMS = (
    Item("scale-up", "首次升规", "9", {"": 5}),
    Item("specialized", "专精特新", "9", {PROVINCE: 15, CITY: 10}, ("专精特新",)),
    Item("unicorn", "独角兽", "9 10", {PROVINCE: 20}, ("独角兽",), PROVINCE),
    Item("gazelle", "瞪羚", "9 10", {PROVINCE: 20}, ("瞪羚",), PROVINCE),
    Item("champion", "单项冠军", "9", {NATION: 50, PROVINCE: 20}, ("单项冠军",)),
    Item("revenue", "销售收入突破", "9", {"5亿": 10, "10亿": 30, "30亿": 50}),
    Item("platform", "公共服务示范平台", "9", {PROVINCE: 20, CITY: 10}, ("公共服务示范平台",)),
    Item("base", "创业创新示范基地", "9", {PROVINCE: 20, CITY: 10}, ("创业创新示范基地",)),
    Item("cluster", "特色产业集群", "9", {PROVINCE: 20, CITY: 10}, ("特色产业集群",)),
    Item("skills-contest", "职工技能大赛", "9", {"": 10, COUNTY: 10, **_three(10)}),
    Item("top100", "全省百强", "10", {PROVINCE: 20}, ("电子信息百强", "软件百强", "互联网百强"), PROVINCE),
    Item("digital-park", "示范数字经济园区", "10", {PROVINCE: 50}, ("示范数字经济园区",), PROVINCE),
    Item("forum", "论坛讲座培训", "10", {"": 10, **_three(10)}),
)
OF_MATTER = {item.matter: item for item in ITEMS}
CLIMBING = ("specialized", "champion", "platform", "base", "cluster")
GATHERINGS = ("skills-contest", "forum")


@dataclass(frozen=True)
class Fact:
    """Something that happened. day: the first day it can be claimed on; by_year: only its year is recorded."""

    item: Item
    level: str
    day: date
    by_year: bool = False
    activity: Any = None

    @property
    def inside(self) -> bool:
        return FIRST <= self.day <= LAST


def first_recognised(firm: Firm, item: Item, level: str) -> date | None:
    """The earliest recorded recognition ever."""
    days = [r["recognised_on"] for r in firm.recognitions if r["title"] in item.titles and r["level"] == level]
    return min(days, default=None)


def _stood_before(firm: Firm, year: int, earlier: bool) -> bool:
    """Reading 4: an earlier year recorded, or founded in that same year."""
    founded = firm.said("founded")
    return earlier or (founded is not None and founded.year == year)


def scale_up_year(firm: Firm) -> int | None:
    above = min((year for year, row in firm.years.items() if row.get("above_scale") is True), default=None)
    if above is None or firm.said("industrial") is not True:
        return None
    if any(year <= above and row.get("counted_before") is True for year, row in firm.years.items()):
        return None
    below = any(year < above and row.get("above_scale") is False for year, row in firm.years.items())
    return above if _stood_before(firm, above, below) else None


def tier_year(firm: Firm, tier: str) -> int | None:
    reached = min((year for year, row in firm.years.items() if row["revenue_fen"] >= TIERS[tier]), default=None)
    if reached is None or not _stood_before(firm, reached, any(year < reached for year in firm.years)):
        return None
    return reached


def activity_on(firm: Firm, item: Item, day: date) -> Row | None:
    held = [row for row in firm.activities if row["kind"] == item.matter and row["held_on"] == day]
    return held[0] if held else None


def fact_of(firm: Firm, item: Item, level: str, day: date) -> Fact | None:
    """What is recorded about the event that a claim of the level and day is for."""
    if item.event == "scale-up":
        year = scale_up_year(firm)
        return Fact(item, level, date(year, 1, 1), True) if year else None
    if item.event == "revenue":
        year = tier_year(firm, level) if level in TIERS else None
        return Fact(item, level, date(year, 1, 1), True) if year else None
    if item.event in GATHERINGS:
        held = activity_on(firm, item, day)
        return Fact(item, held["level"], day, activity=held) if held else None
    first = first_recognised(firm, item, level)
    return Fact(item, level, first) if first else None


def all_facts(firm: Firm) -> list[Fact]:
    """Everything of an enterprise that the table knows."""
    found = []
    for item in ITEMS:
        if item.event in GATHERINGS:
            days = {row["held_on"] for row in firm.activities if row["kind"] == item.matter}
            found += [fact_of(firm, item, "", day) for day in sorted(days)]
        else:
            levels = [level for level in item.amounts if level or item.event == "scale-up"]
            found += [fact_of(firm, item, level, FIRST) for level in levels]
    return [fact for fact in found if fact]


def level_of(item: Item, written: str | None) -> str:
    return written or item.one


def table_amount(item: Item, level: str) -> int:
    """Fen of the table; no such level: 0."""
    return item.amounts.get(level, 0) * WAN


def ceiling(firm: Firm | None, item: Item, level: str, day: date, options: Mapping[str, str]) -> int:
    """Readings 5, 6 and 8, without the instalments of a park."""
    amount = table_amount(item, level)
    if firm is None:
        return amount
    if item.event == "revenue" and options["tiers"] == "highest" and _passed_over(firm, level):
        return 0
    if item.event in CLIMBING and options["climb"] == "difference":
        return max(0, amount - _before(firm, item, level))
    if item.event in GATHERINGS:
        held = activity_on(firm, item, day)
        return min(amount, table_amount(item, held["level"])) if held else amount
    return amount


def _passed_over(firm: Firm, level: str) -> bool:
    """A higher tier was first reached in the same year."""
    year = tier_year(firm, level) if level in TIERS else None
    return year is not None and any(tier_year(firm, t) == year for t in TIERS if TIERS[t] > TIERS[level])


def difference_of(firm: Firm, item: Item, level: str) -> int:
    """The 就高补差 amount."""
    return max(0, table_amount(item, level) - _before(firm, item, level))


def _before(firm: Firm, item: Item, level: str) -> int:
    """The highest amount of the levels recognised earlier within the programme; of one day the higher came first."""
    own = first_recognised(firm, item, level)
    if own is None:
        return 0
    mine, earlier = table_amount(item, level), [0]
    for other in item.amounts:
        first = first_recognised(firm, item, other)
        if other == level or first is None or not FIRST <= first <= LAST:
            continue
        worth = table_amount(item, other)
        if first < own or (first == own and worth > mine):
            earlier.append(worth)
    return max(earlier)
