"""A plan on a day, read a second time (readings 10 to 17 of the task tracker)."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from tests.oracle.tasks_units import RESOURCES, Directory, Row, plain

NOTHING = ("无", "暂无", "没有", "-", "—", "/")


def shipped_plan(key: str) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads((RESOURCES / "plans" / f"{key}.json").read_text("utf-8"))
    return plan


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def is_blank(cell: str | None) -> bool:
    return cell is None or not cell.strip() or cell.strip() in NOTHING


def period_end(period: str) -> date:
    year = int(period[:4])
    month = int(period[5:]) * (3 if "Q" in period else 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def quarters(first: date, last: date) -> list[str]:
    told, day = [], first
    while quarter_of(day) <= quarter_of(last):
        told.append(quarter_of(day))
        day = period_end(told[-1]) + timedelta(days=1)
    return told


class Held:
    """What one unit reported on one task. valid: the reports that count, in time's order."""

    def __init__(self, rows: list[Row]) -> None:
        self.by_period: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda one: one["reported_on"]):
            self.by_period[row["period"]].append(row)
        valid = [found[-1] for found in self.by_period.values()]
        self.valid = sorted(valid, key=_in_time)
        self.kept: dict[int, int | None] = {}
        last: int | None = None
        for row in sorted(rows, key=_in_time):  # a report without a percent keeps the last, also of one it replaces
            last = last if row.get("percent") is None else row["percent"]
            self.kept[id(row)] = last

    @property
    def percent(self) -> int | None:
        """Millionths."""
        return self.kept[id(self.valid[-1])] if self.valid else None

    def is_full(self, row: Row) -> bool:
        return self.kept[id(row)] == 1_000_000 and not is_blank(row.get("evidence"))

    @property
    def is_done(self) -> bool:
        return bool(self.valid) and self.is_full(self.valid[-1])


def _in_time(row: Row) -> tuple[date, date]:
    return (period_end(row["period"]), row["reported_on"])


class Judgement:
    """One task on one day."""

    def __init__(self, plan: Row, task: Row, reports: list[Row], book: Directory, as_of: date, lead_only: bool) -> None:
        self.plan, self.task, self.as_of = plan, task, as_of
        self.day = date.fromisoformat(plan["date"])
        self.due = date.fromisoformat(task["due"]) if task.get("due") else date(plan["year"], 12, 31)
        self.book = book
        self.written = [*task["lead"], *task["responsible"]]
        self.units = book.holders(self.written, self.day)
        self.leaders = book.holders(task["lead"], self.day)
        self.owing = self.leaders if lead_only and self.leaders else self.units
        own = [row for row in reports if row["task_number"] == task["no"] and row["reported_on"] <= as_of]
        by_unit: dict[str | None, list[Row]] = defaultdict(list)
        for row in own:
            by_unit[book.name_of(row["unit_name"])].append(row)
        self.nobody = by_unit.pop(None, [])
        self.strangers = {unit: rows for unit, rows in by_unit.items() if unit not in self.units}
        self.held = {unit: Held(by_unit.get(unit, [])) for unit in self.units}

    @property
    def percent(self) -> int:
        if not self.units:
            return 0
        total = sum(one.percent or 0 for one in self.held.values())
        return half_up(Fraction(total, 10_000 * len(self.units)))

    @property
    def is_done(self) -> bool:
        return bool(self.owing) and all(self.held[unit].is_done for unit in self.owing)

    def lamp(self) -> str:
        if self.is_done:
            return "蓝"
        if self.as_of > self.due:
            return "红"
        if not any((one.percent or 0) > 0 for one in self.held.values()):
            return "灰"
        span, expected = (self.due - self.day).days, 100 * (self.as_of >= self.due)
        if span > 0:
            expected = min(100, max(0, half_up(Fraction(100 * (self.as_of - self.day).days, span))))
        late = (self.due - self.as_of).days <= 30 or self.percent < expected - 10
        return "黄" if late else "绿"

    def findings(self) -> list[tuple[str, str, str, str]]:
        no = self.task["no"]
        told = {("T08", no, row["unit_name"], row["period"]) for row in self.nobody}
        told |= {("T08", no, name, "") for name in self.book.unknown(self.written, self.day)}
        told |= {("T01", no, str(unit), row["period"]) for unit, rows in self.strangers.items() for row in rows}
        for unit, one in self.held.items():
            told |= {(code, no, unit, period) for code, period in _on_reports(one)}
        if self.as_of > self.due and not self.is_done:
            told.add(("T05", no, "", ""))
        told |= {("T06", no, unit, quarter) for unit in self.owing for quarter in self._owed(self.held[unit])}
        return sorted(told)

    def _owed(self, one: Held) -> list[str]:
        reported = {quarter_of(period_end(row["period"])) for row in one.valid}
        full = [quarter_of(period_end(row["period"])) for row in one.valid if one.is_full(row)]
        return [
            quarter
            for quarter in quarters(self.day, self.due)
            if self.as_of > period_end(quarter) + timedelta(days=10)
            and quarter not in reported
            and not any(done < quarter for done in full)
        ]


def _on_reports(one: Held) -> list[tuple[str, str]]:
    told = [("T02", period) for period, rows in one.by_period.items() if len({r["reported_on"] for r in rows}) > 1]
    last: int | None = None
    for row in one.valid:
        percent = row.get("percent")
        if percent is not None:
            if last is not None and percent < last and is_blank(row.get("problems")):
                told.append(("T03", row["period"]))
            last = percent
        done = re.match(r"已完成(\W|$)", row["progress"].strip()) is not None
        if (one.kept[id(row)] == 1_000_000 or done) and is_blank(row.get("evidence")):
            told.append(("T04", row["period"]))
    return told


def status(
    plan: Row, reports: list[Row], register: list[Row], as_of: date, counts: Mapping[str, Any], lead_only: bool = False
) -> dict[str, Any]:
    """The document of the contract, tasks by number, without the words."""
    book = Directory(register)
    own = [row for row in reports if row["plan_key"] == plan["key"]]
    tasks, found = {}, []
    for task in plan["tasks"]:
        one = Judgement(plan, task, own, book, as_of, lead_only)
        measured = [_measured(indicator, one, counts) for indicator in task.get("indicators") or ()]
        tasks[task["no"]] = {
            "section": task["section"],
            "title": task["title"],
            "lead": book.canonical(task["lead"], one.day),
            "responsible": book.canonical(task["responsible"], one.day),
            "units": len(one.units),
            "reported": sum(bool(held.valid) for held in one.held.values()),
            "percent": one.percent,
            "lamp": one.lamp(),
            "indicators": measured,
        }
        found += one.findings()
        if as_of >= one.due:
            found += [("T07", task["no"], "", "") for told in measured if told[3] is False]
    return {"tasks": tasks, "findings": sorted(found)}


def _measured(indicator: Row, one: Judgement, counts: Mapping[str, Any]) -> tuple[Any, ...]:
    """(name, target, actual, met): counted by another duty, else typed in, a lead unit's newest value first."""
    name, target = indicator["name"], indicator["target"]
    counted = counts.get(indicator["measure"])
    if counted and counted[1]:
        actual: Fraction | None = Fraction(100 * counted[0], counted[1])
    elif not indicator["typed"]:
        return (name, target, None, None)
    else:
        actual = _typed(plain(name), one)
    if actual is None:
        return (name, target, None, False)
    shown = Fraction(half_up(actual * 100), 100)
    met = actual >= target if indicator["op"] == ">=" else actual == target
    return (name, target, int(shown) if shown.denominator == 1 else float(shown), met)


def _typed(name: str, one: Judgement) -> Fraction | None:
    given = []
    for unit, held in one.held.items():
        for row in held.valid:
            for part in (row.get("indicator_values") or "").replace("；", ";").split(";"):
                written, _, value = part.partition("=")
                if plain(written) == name:
                    given.append((unit in one.leaders, *_in_time(row), Fraction(value.strip())))
    return max(given)[3] if given else None
