"""The project library on a day, read a second time (冠政发〔2022〕10号 and the readings of its page)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

Row = dict[str, Any]
STAGES = ("谋划", "储备", "开工", "竣工")
FIRST_MONTH = "2022-05"
NOTHING = ("", "无", "暂无", "没有", "-", "—", "/")


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def month_end(month: str) -> date:
    return date.fromisoformat(f"{following(month)}-01") - timedelta(days=1)


def following(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}"


class Project:
    """One project with the reports that exist on the day, by month."""

    def __init__(self, row: Row, reports: list[Row], problems: list[Row], as_of: date) -> None:
        self.row, self.as_of = row, as_of
        own = [one for one in reports if one["project_number"] == row["number"]]
        there = [one for one in own if (one.get("reported_on") or month_end(one["month"])) <= as_of]
        self.reports = sorted(there, key=lambda one: str(one["month"]))
        self.problems = [one for one in problems if one["project_number"] == row["number"]]
        self.stage, self.has_moved_wrongly = row["stage"], False
        self.finished_in: str | None = None
        for report in self.reports:
            self._move(report)

    def _move(self, report: Row) -> None:
        stage = report.get("stage")
        if stage is None:
            return
        steps = STAGES.index(stage) - STAGES.index(self.stage)
        reason = (report.get("problems") or "").strip() not in NOTHING
        if abs(steps) > 1 or (steps < 0 and not reason):
            self.has_moved_wrongly = True
        self.stage = stage
        self.finished_in = (self.finished_in or report["month"]) if stage == "竣工" else None

    @property
    def invested(self) -> int:
        return self.reports[-1]["invested_fen"] if self.reports else 0

    def share(self) -> Fraction | None:
        start, end = self.row.get("planned_start"), self.row.get("planned_end")
        if start is None or end is None or not self.row.get("total_fen"):
            return None
        if self.as_of >= end:
            return Fraction(1)
        return Fraction((self.as_of - start).days, (end - start).days) if self.as_of > start else Fraction(0)

    def shown(self) -> Row:
        share, total = self.share(), self.row.get("total_fen") or 0
        behind = (
            None if share is None else half_up(max(Fraction(0), 100 * share - Fraction(100 * self.invested, total)))
        )
        return {
            "name": self.row["name"],
            "kind": self.row["kind"],
            "owner": self.row["owner"],
            "place": self.row["place"],
            "stage": self.stage,
            "invested": self.invested,
            "planned": None if share is None else half_up(total * share),
            "behind": behind,
        }

    def findings(self) -> set[str]:
        told = {
            "D01": not self.row["owner"] or not self.row["place"],
            "D02": self.has_moved_wrongly,
            "D03": self._is_late("planned_start", "started_on", "开工")
            or self._is_late("planned_end", "finished_on", "竣工"),
            "D04": self._misses_a_month(),
            "D05": self._goes_wrong(),
            "D06": any(self._is_unanswered(one) for one in self.problems),
        }
        return {code for code, found in told.items() if found}

    def _is_late(self, planned: str, real: str, stage: str) -> bool:
        wanted, done = self.row.get(planned), self.row.get(real)
        if wanted is None or self.as_of <= wanted:
            return False
        return not (done is not None and done <= self.as_of) and STAGES.index(self.stage) < STAGES.index(stage)

    def _misses_a_month(self) -> bool:
        last = self._last_month()
        reported, month = {one["month"] for one in self.reports}, FIRST_MONTH
        while self.as_of > month_end(month) + timedelta(days=10) and (last is None or month <= last):
            if month not in reported:
                return True
            month = following(month)
        return False

    def _last_month(self) -> str | None:
        """The month of 竣工; "" for one that was finished before any report."""
        done = self.row.get("finished_on")
        dated = done.isoformat()[:7] if done is not None and done <= self.as_of else None
        reported = self.finished_in if self.stage == "竣工" else None
        undated = "" if self.stage == "竣工" else None
        return min((month for month in (dated, reported) if month), default=undated)

    def _goes_wrong(self) -> bool:
        amounts, total = [one["invested_fen"] for one in self.reports], self.row.get("total_fen")
        falls = any(later < earlier for earlier, later in pairwise(amounts))
        return falls or (total is not None and any(amount > total for amount in amounts))

    def _is_unanswered(self, problem: Row) -> bool:
        settled = problem.get("settled_on")
        return problem["answer_by"] < self.as_of and not (settled is not None and settled <= self.as_of)


def status(projects: list[Row], reports: list[Row], problems: list[Row], as_of: date) -> Row:
    """The document of the contract, projects by number, without the words."""
    known = [Project(row, reports, problems, as_of) for row in projects]
    return {
        "stages": {stage: sum(one.stage == stage for one in known) for stage in STAGES},
        "projects": {one.row["number"]: one.shown() for one in known},
        "findings": sorted((code, one.row["number"]) for one in known for code in one.findings()),
    }
