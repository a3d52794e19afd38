"""Random reports of random units: missing, late, twice, falling, by unknown names, before and after every edge."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.tasks_status import period_end
from tests.oracle.tasks_units import OPEN, Directory, Row, fresh_register, same

PERIODS = ("2022Q2", "2022Q3", "2022Q4", "2022-04", "2022-05", "2022-06", "2022-07", "2022-09", "2022-12", "2023-01")
PERCENTS = (0, 100, 200, 4900, 5000, 5050, 5100, 7999, 8000, 9999, 10_000, 10_000, 10_000)
PROGRESS = ("正在推进。", "已完成。", "已完成", "已完成，", "已完成部分工作", "没有已完成的", "已完成：见材料")
EVIDENCE = (None, "工作方案", "冠司〔2022〕1号", "无", "暂无", "没有", "-", "—", "/", " 无 ", "　", "无锡方案")
PROBLEMS = (None, "人手不足", "无", "暂无", "　", "/")
UNKNOWN = ("县气象局", "市司法局", "县司法", "大数据局")
EDGES = [date(2022, m, d) for m, d in ((4, 12), (4, 13), (4, 14), (7, 10), (7, 11), (10, 10), (10, 11), (11, 30))]
EDGES += [date(2022, 12, 1), date(2022, 12, 2), date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 10)]
EDGES += [date(2023, 1, 11), date(2023, 2, 1)]
EXTRA = {"finished": (0, 0, 0, 1), "on time": (0,), "mixed": (0, 1, 2, 4)}
NEAR = [date(2022, 11, 30), date(2022, 12, 1), date(2022, 12, 2)]


def some_day(chance: Random) -> date:
    if chance.random() < 0.6:
        return chance.choice(EDGES)
    return date(2022, 4, 1) + timedelta(days=chance.randrange(300))


def register(chance: Random) -> list[Row]:
    """The register with groups settled, units come and gone and named otherwise."""
    rows = fresh_register()
    chance.shuffle(rows)
    for row in rows:
        if chance.random() < 0.15:
            row["group_names"] = "、".join(chance.sample(OPEN[:4], chance.choice((1, 2))))
        if chance.random() < 0.1:
            row["since"] = chance.choice((date(2022, 4, 12), date(2022, 4, 13), date(2022, 4, 14)))
        if chance.random() < 0.1:
            row["until"] = chance.choice((date(2022, 4, 12), date(2022, 4, 13), date(2022, 4, 14)))
    if chance.random() < 0.5:
        rows.append(_unit("县气象局", "部门", alias_names="冠县气象服务站、气象局"))
    if chance.random() < 0.5:
        rows.append(_unit("烟庄街道", "街道", since=date(2022, 4, 13)))
    if chance.random() < 0.3:
        rows = [row for row in rows if chance.random() < 0.93]
    return rows


def _unit(name: str, kind: str, **said: Any) -> Row:
    return {"name": name, "kind": kind, "group_names": None, "alias_names": None, "since": None, "until": None, **said}


def spellings(row: Row) -> list[str]:
    """Ways people write a unit of the register."""
    name = row["name"]
    told = [name, *(row.get("alias_names") or name).split("、"), f" {name[:2]} {name[2:]}"]
    if name.startswith("县"):
        told.append("冠" + name)
    if name.endswith(("镇", "乡")):
        told += [f"冠县{name}", f"{name}人民政府", f"冠县{name}人民政府"]
    if name.endswith("街道办事处"):
        told.append(name.removesuffix("办事处"))
    if name.endswith("街道"):
        told.append(f"{name}办事处")
    return told


def reports(chance: Random, plan: Row, rows: list[Row]) -> list[Row]:
    """Many reports on few tasks; of some all that hold a task."""
    book, told, seen = Directory(rows), [], set()
    day = date.fromisoformat(plan["date"])
    measured = [task for task in plan["tasks"] if task.get("indicators")]
    for task in chance.sample(plan["tasks"], min(5, len(plan["tasks"]))) + chance.sample(
        measured, min(1, len(measured))
    ):
        holders = book.holders([*task["lead"], *task["responsible"]], day)
        named = {row["name"]: row for row in rows}
        state = chance.choice(("finished", "on time", "mixed"))
        for unit in [*holders, *chance.sample(sorted(named), 2), *chance.sample(UNKNOWN, 1)]:
            ways = spellings(named[unit]) if unit in named else [unit]
            if state == "finished":
                told += _finish(chance, plan, task, chance.choice(ways), seen)
            if state == "on time":
                told += _on_time(chance, plan, task, chance.choice(ways), seen)
            for _ in range(chance.choice(EXTRA[state])):
                told += _report(chance, plan, task, chance.choice(ways), seen)
    chance.shuffle(told)
    for row in told:
        row["reported_on"] = in_year(plan, row["reported_on"])
        row["period"] = f"{int(row['period'][:4]) + plan['year'] - 2022}{row['period'][4:]}"
    _values(chance, plan, told)
    return told


def in_year(plan: Row, day: date) -> date:
    """A day of 2022 as the same day of the plan's year."""
    return day.replace(year=day.year + plan["year"] - 2022)


def _values(chance: Random, plan: Row, told: list[Row]) -> None:
    """指标值 of some reports; of one day and period one alone, that it be clear which value is the newest."""
    names = {task["no"]: [one["name"] for one in task.get("indicators") or ()] for task in plan["tasks"]}
    given = set()
    for row in told:
        key = (row["task_number"], period_end(row["period"]), row["reported_on"])
        if names[row["task_number"]] and key not in given and chance.random() < 0.4:
            given.add(key)
            some = [name for name in names[row["task_number"]] if chance.random() < 0.7]
            values = [f"{name}={chance.choice(('0', '1', '2', '3', '99.99', '100'))}" for name in some]
            row["indicator_values"] = chance.choice("；;").join(values) or None


def counts(chance: Random) -> dict[str, tuple[int, int] | None]:
    """What other duties counted."""
    measures = ("norm-filing-rate", "norm-timely-rate", "norm-review-rate", "collective-discussion-rate")
    choices = (None, (0, 0), (0, 3), (2, 3), (7, 7), (29_999, 30_000))
    return {measure: chance.choice(choices) for measure in measures}


def _finish(chance: Random, plan: Row, task: Row, unit: str, seen: set[Any]) -> list[Row]:
    if chance.random() < 0.03:
        return []
    period, on = chance.choice((("2022Q4", date(2022, 12, 20)), ("2023-01", date(2023, 1, 1))))
    row = {"period": period, "reported_on": on, "percent": 1_000_000, "evidence": "总结", "progress": "已完成。"}
    return _once({"plan_key": plan["key"], "task_number": task["no"], "unit_name": unit, **row}, seen)


def _on_time(chance: Random, plan: Row, task: Row, unit: str, seen: set[Any]) -> list[Row]:
    row = {
        "period": "2022-10",
        "reported_on": date(2022, 11, 5),
        "percent": chance.choice((77, 78, 79, 80, 90)) * 10_000,
    }
    row |= {"evidence": None, "progress": "正在推进。"}
    return _once({"plan_key": plan["key"], "task_number": task["no"], "unit_name": unit, **row}, seen)


def _report(chance: Random, plan: Row, task: Row, unit: str, seen: set[Any]) -> list[Row]:
    row = {"plan_key": plan["key"], "task_number": task["no"], "unit_name": unit, "period": chance.choice(PERIODS)}
    percent = chance.choice(PERCENTS)
    row |= {"progress": chance.choice(PROGRESS), "percent": None if chance.random() < 0.2 else percent * 100}
    row |= {"problems": chance.choice(PROBLEMS), "evidence": chance.choice(EVIDENCE), "reported_on": some_day(chance)}
    return _once(row, seen)


def _once(row: Row, seen: set[Any]) -> list[Row]:
    """Nothing where a second report of the same day would leave open which of them is the later."""
    key = (row["task_number"], same(row["unit_name"]), period_end(row["period"]), row["reported_on"])
    if any(one[0] == key[0] and one[2:] == key[2:] for one in seen if _kin(one[1], key[1])):
        return []
    seen.add(key)
    return [row]


def _kin(one: str, other: str) -> bool:
    """Perhaps the same unit under another name."""
    return one == other or one[-3:] == other[-3:] or "环境" in one + other
