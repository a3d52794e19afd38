"""The pool review (reading 15) and the targets (reading 14), read a second time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.oracle.cultivation_facts import CITY, FIRST, LAST, NATION, PROVINCE, WAN
from tests.oracle.cultivation_who import Book, Firm, People, Row

SMALL, FAST, APPLYING = "小升规", "高成长性", "准备或已经申报"
CLASSES = (SMALL, FAST, APPLYING)
FIVE = ("专精特新", "瞪羚", "独角兽", "单项冠军", "高新技术企业")


def _is_large(firm: Firm, year: int) -> bool:
    row = firm.years.get(year)
    if row is None or firm.said("industrial") is not True:
        return False
    return (row.get("staff") or 0) >= 1000 and row["revenue_fen"] >= 40_000 * WAN


def _small(firm: Firm, year: int) -> bool:
    row = firm.years.get(year)
    if row is None or firm.said("industrial") is not True or row.get("above_scale") is True:
        return False
    revenue = row["revenue_fen"]
    medium = (row.get("staff") or 0) >= 300 and revenue >= 2000 * WAN
    return 1000 * WAN <= revenue <= 2000 * WAN and not medium


def _fast(firm: Firm, year: int, growth: int) -> bool:
    now, before = firm.years.get(year), firm.years.get(year - 1)
    if now is None or before is None:
        return False
    return bool(now["revenue_fen"] * 100 >= before["revenue_fen"] * (100 + growth))


def _applying(firm: Firm, year: int, aims: list[str | None]) -> bool:
    if any(aim in FIVE for aim in aims):
        return True
    for row in firm.recognitions:
        until = row.get("valid_until")
        in_time = row["recognised_on"] <= date(year, 12, 31) and (until is None or until >= date(year, 1, 1))
        if row["title"] in FIVE and in_time:
            return True
    return False


def meets(firm: Firm, year: int, aims: list[str | None], growth: int) -> list[str]:
    if _is_large(firm, year):
        return []
    told = {SMALL: _small(firm, year), FAST: _fast(firm, year, growth), APPLYING: _applying(firm, year, aims)}
    return [name for name in CLASSES if told[name]]


def _lacks_figures(firm: Firm, year: int, own: str) -> bool:
    if own == SMALL:
        return year not in firm.years
    return own == FAST and not (year in firm.years and year - 1 in firm.years)


def standing(book: Book, day: date) -> list[Row]:
    return [r for r in book["pool"] if r["entered_on"] <= day and (r.get("left_on") is None or r["left_on"] > day)]


def reviewed(book: Book, people: People, year: int, growth: int) -> list[dict[str, Any]]:
    rows = standing(book, date(year, 12, 31))
    told = []
    for row in rows:
        firm, own = people.of(row["code"]), row["category"]
        entry = {
            "subject": f"{row['code']}/{own}",
            "code": people.shown(row["code"]),
            "category": own,
            "entered": row["entered_on"].isoformat(),
        }
        if firm is None:
            told.append({**entry, "name": "", "meets": [], "action": "unknown", "fault": "C10"})
            continue
        met = meets(firm, year, [row.get("aiming_at")], growth)  # of this very row
        lacks = _lacks_figures(firm, year, own)
        action = "keep" if own in met else "adjust" if met else "unknown" if lacks else "leave"
        fault = None if own in met or lacks else "C05"
        told.append({**entry, "name": firm.name, "meets": met, "action": action, "fault": fault})
    return told


def pool_findings(book: Book, people: People, year: int, options: Mapping[str, str]) -> list[tuple[str, str]]:
    entries = reviewed(book, people, year, int(options["growth_pct"]))
    return sorted({(one["fault"], one["subject"]) for one in entries if one["fault"]})


def pool_review(book: Book, year: int, growth: int) -> dict[str, Any]:
    people = People(book)
    entries = reviewed(book, people, year, growth)
    inside = {one["code"] for one in entries}
    candidates = [
        (firm.code, firm.name, met)
        for firm in people.firms
        if firm.code not in inside and (met := meets(firm, year, [], growth))
    ]
    return {
        "year": year,
        "target": 100,
        "in_pool": len({one["code"] for one in entries if one["name"]}),
        "entries": sorted(
            (one["code"], one["name"], one["category"], one["entered"], one["meets"], one["action"]) for one in entries
        ),
        "candidates": sorted(candidates),
        "findings": pool_findings(book, people, year, {"growth_pct": str(growth)}),
    }


COUNTED = {
    "specialized-municipal": ("专精特新", (CITY,), 20),
    "specialized-provincial": ("专精特新", (PROVINCE,), 10),
    "gazelle": ("瞪羚", (), 1),
    "champion": ("单项冠军", (), 1),
    "little-giant": ("小巨人", (NATION,), 1),
    "hightech": ("高新技术企业", (), 20),
    "tech-sme": ("科技型中小企业", (), 50),
}
TRAINED = {"digital-officers": "数字专员", "managers": "现代管理人员"}


def _recognised(firm: Firm, title: str, levels: tuple[str, ...], until: date) -> date | None:
    days: dict[str, list[date]] = {}
    for row in firm.recognitions:
        if row["title"] == title and (not levels or row["level"] in levels):
            days.setdefault(row["level"], []).append(row["recognised_on"])
    inside = [day for found in days.values() for day in (found if title == "科技型中小企业" else [min(found)])]
    return min((day for day in inside if FIRST <= day <= until), default=None)


def targets(book: Book, as_of: date) -> dict[str, Any]:
    """key → (target, sorted names)."""
    people, until = People(book), min(as_of, LAST)
    told: dict[str, Any] = {"pool": (100, _pool_names(book, people, until))}
    for key, (title, levels, wanted) in COUNTED.items():
        days = [(firm.code, firm.name, _recognised(firm, title, levels, until)) for firm in people.firms]
        told[key] = (wanted, sorted((code, name, day.isoformat()) for code, name, day in days if day))
    for key, kind in TRAINED.items():
        told[key] = (100, _trained(book, people, kind, until))
    return told


def _pool_names(book: Book, people: People, day: date) -> list[tuple[str, str, str]]:
    entered: dict[str, date] = {}
    for row in standing(book, day):
        firm = people.of(row["code"])
        if firm:
            entered[firm.code] = min(row["entered_on"], entered.get(firm.code, row["entered_on"]))
    return sorted((code, people.by_code[code].name, day.isoformat()) for code, day in entered.items())


def _trained(book: Book, people: People, kind: str, until: date) -> list[tuple[str, str, str]]:
    first: dict[tuple[str, str], date] = {}
    for row in book["trainees"]:
        firm = people.of(row["code"])
        if row["kind"] == kind and firm and FIRST <= row["trained_on"] <= until:
            who = (firm.code, row["name"])
            first[who] = min(row["trained_on"], first.get(who, row["trained_on"]))
    return sorted((code, name, day.isoformat()) for (code, name), day in first.items())
