"""Random months of random projects: missing, late, jumping, falling, over the total."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.digital_status import STAGES, Row

KINDS = ("农业数字化", "工业数字化", "服务业数字化", "数字园区", "数字政府", "数字社会")
MONTHS = (*(f"2022-{month:02d}" for month in range(3, 13)), "2023-01", "2023-02")
PROBLEMS = (None, None, "资金不到位", "无", "暂无", "　")
EDGES = [date(2022, 6, 10), date(2022, 6, 11), date(2022, 7, 10), date(2022, 7, 11), date(2022, 12, 31)]


def some_day(chance: Random) -> date:
    if chance.random() < 0.3:
        return chance.choice(EDGES)
    return date(2022, 4, 1) + timedelta(days=chance.randrange(330))


def projects(chance: Random) -> list[Row]:
    return [_project(chance, f"项-{number}") for number in range(chance.choice((1, 5, 12)))]


def _project(chance: Random, number: str) -> Row:
    row: dict[str, Any] = {"number": number, "name": f"{number}项目", "kind": chance.choice(KINDS)}
    row |= {"owner": chance.choice(("甲公司", "县水利局", "")), "place": chance.choice(("店子镇", "店子镇", ""))}
    row |= {"stage": chance.choice((*STAGES, "谋划", "储备")), "total_fen": chance.choice((None, 1, 999, 100_000_000))}
    for field in ("planned_start", "planned_end", "started_on", "finished_on"):
        row[field] = some_day(chance) if chance.random() < 0.6 else None
    if row["planned_start"] and row["planned_end"] and chance.random() < 0.9:
        row["planned_start"], row["planned_end"] = sorted((row["planned_start"], row["planned_end"]))
    return row


def reports(chance: Random, listed: list[Row]) -> list[Row]:
    told = []
    for row in listed:
        share, stage, misses = 0, STAGES.index(row["stage"]), chance.choice((0, 0, 0.1, 0.5))
        for month in MONTHS[chance.choice((0, 2, 2, 5)) : chance.choice((2, 6, 12))]:
            if chance.random() < misses:
                continue
            share += chance.choice((0, 5, 10, 30, -1))
            stage = min(3, max(0, stage + chance.choice((0, 0, 0, 0, 1, 1, 2, -1, -2))))
            told.append(_report(chance, row, month, share, STAGES[stage] if chance.random() < 0.6 else None))
    chance.shuffle(told)
    return told


def _report(chance: Random, row: Row, month: str, share: int, stage: str | None) -> Row:
    invested = max(0, (row["total_fen"] or 5000) * share // 100)
    report = {"project_number": row["number"], "month": month, "invested_fen": invested, "physical": "主体施工"}
    late = date.fromisoformat(f"{month}-25") + timedelta(days=chance.choice((0, 5, 10, 16, 17, 40)))
    report |= {"stage": stage, "problems": chance.choice(PROBLEMS), "reported_on": chance.choice((late, late, None))}
    return report


def problems(chance: Random, listed: list[Row]) -> list[Row]:
    told = []
    for number in range(chance.choice((0, 2, 6))):
        raised = some_day(chance)
        answer = raised + timedelta(days=chance.choice((0, 1, 15)))
        settled = chance.choice((None, answer, answer + timedelta(days=1), answer - timedelta(days=1), raised))
        row = {"code": f"问{number}", "project_number": chance.choice(listed)["number"], "problem": "缺地"}
        told.append({**row, "raised_on": raised, "responsible": "某局", "answer_by": answer, "settled_on": settled})
    return told
