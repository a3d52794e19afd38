"""What units report on both plans of 2022 in three quarters, all of it invented; every finding occurs at least once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from guanxian_desk.modules.tasks.facts import DEFAULT_PLAN, Plan, Task
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.plans import bind, load_shipped
from guanxian_desk.modules.tasks.units import Kind, UnitBook, UnitFact, shipped_phrases, shipped_units
from guanxian_desk.sample.people import Person, Registry
from guanxian_desk.sample.task_words import DEEDS, DIGITAL, DONE, EVIDENCE, NEXT, PROBLEMS, STAGES

DIGITAL_PLAN = "digital-economy-2022"
QUARTERS = tuple(Quarter(2022, number) for number in (2, 3, 4))
_SEED = 20220413
ENFORCERS = (
    "县市场监督管理局", "县卫生健康局", "县自然资源和规划局", "聊城市生态环境局冠县分局", "县应急管理局", "县公安局",
    "县人力资源和社会保障局", "县综合行政执法局", "县交通运输局", "县教育和体育局", "县文化和旅游局", "县水利局",
    "县农业农村局",
)  # fmt: skip
ENFORCEMENT = "各行政执法部门"
"""A group phrase that the sample's register settles, so that its members' reports count."""

_LAGGARDS = ("万善乡", "县统计局", "兰沃乡")
_PACE = (36, 74, 96)
_MISSING, _LATE = 0.05, 0.07
_DONE_SHARE = 0.55
_SLOW, _FINISHED, _LATE_START = ("8", "15", "16"), ("4", "7", "17"), "20"
"""Tasks of the rule-of-law plan that lag, that every unit finishes, and that begins only in autumn."""


@dataclass(frozen=True)
class TaskRow:
    """One reported line; percent 0–100, None where the unit wrote none."""

    plan: str
    task: str
    unit: str
    quarter: Quarter
    progress: str
    percent: int | None
    values: str | None
    problems: str | None
    next_steps: str | None
    evidence: str | None
    reporter: Person
    sealed: str | None
    reported_on: date


def sample_book() -> UnitBook:
    """The register as the sample's own workbook leaves it."""
    units = [replace(unit, groups=(ENFORCEMENT,)) if unit.name in ENFORCERS else unit for unit in shipped_units()]
    return UnitBook(units, shipped_phrases())


def enforcers() -> list[UnitFact]:
    """The units that the sample's register puts into 各行政执法部门."""
    return [unit for unit in sample_book().units if ENFORCEMENT in unit.groups]


def task_rows() -> list[TaskRow]:
    """Every report of the year, in the order in which they were filed; the same rows each time."""
    rng, book = Random(_SEED), sample_book()
    people = Registry(rng)
    reporters: dict[str, Person] = {}
    rows: list[TaskRow] = []
    for key in (DEFAULT_PLAN, DIGITAL_PLAN):
        plan = bind(load_shipped(key), book)
        for task in plan.tasks:
            for unit in sorted(task.units):
                whom = reporters.setdefault(unit, people.person())
                rows += _year(rng, plan, task, unit, whom)
    return sorted(_with_oddities(rows), key=lambda row: row.quarter)


def townships() -> tuple[str, ...]:
    """The townships and streets of a fresh register."""
    return tuple(unit.name for unit in shipped_units() if unit.kind in (Kind.TOWNSHIP, Kind.SUBDISTRICT))


def _year(rng: Random, plan: Plan, task: Task, unit: str, whom: Person) -> list[TaskRow]:
    """Up to three reports of a unit for a task; who finished with evidence early reports no more."""
    law = plan.key == DEFAULT_PLAN
    sure = law and task.no in _FINISHED
    lags = unit in _LAGGARDS or (law and task.no in _SLOW)
    speed = rng.uniform(0.85, 1.15) * (0.65 if lags else 1)
    finishes, rows = sure or (rng.random() < _DONE_SHARE and not lags), []
    for stage in range(len(QUARTERS)):
        missing = _MISSING * (6 if unit in _LAGGARDS else 1) * (1 if law else 2)
        if rng.random() < missing and not (sure and stage == len(QUARTERS) - 1):
            continue
        percent = min(round(_PACE[stage] * speed / 5) * 5, 95)
        if law and task.no == _LATE_START and stage == 0:
            percent = 0
        done = finishes and stage == len(QUARTERS) - 1
        rows.append(_report(rng, plan, task, unit, whom, stage, 100 if done else percent))
    return rows


def _report(rng: Random, plan: Plan, task: Task, unit: str, whom: Person, stage: int, percent: int) -> TaskRow:
    quarter, done = QUARTERS[stage], percent == 100
    count, many = rng.randint(1, 2) + 2 * stage, rng.randint(8, 30) * (stage + 1)
    if plan.key == DIGITAL_PLAN:
        words = f"{DIGITAL[stage]}{task.title}方面开展工作{count}项，服务企业{many}家。"
    else:
        words = f"{DONE if done else STAGES[stage]}{DEEDS[task.no].format(n=count, m=many)}。"
    number = f"（{rng.randint(1, 28)}号）" if rng.random() < 0.3 else ""
    return TaskRow(
        plan.key,
        task.no,
        unit,
        quarter,
        words,
        percent,
        None,
        rng.choice(PROBLEMS),
        rng.choice(NEXT),
        rng.choice(EVIDENCE) + number if done or rng.random() < 0.35 else rng.choice(("无", None)),
        whom,
        f"{unit}盖章件{quarter.code}" if rng.random() < 0.6 else None,
        _filed(rng, quarter),
    )


def _filed(rng: Random, quarter: Quarter) -> date:
    """Mostly in the ten days after the quarter, some late; the year's last report comes before the year ends."""
    if quarter.number == len(QUARTERS) + 1:
        return quarter.end - timedelta(days=rng.randint(1, 11))
    late = rng.random() < _LATE
    return quarter.end + timedelta(days=rng.randint(11, 24) if late else rng.randint(1, 9))


def _with_oddities(rows: list[TaskRow]) -> list[TaskRow]:
    """The lines that make every finding occur, in place of or beside what a careful unit would send."""
    found = {(row.plan, row.task, row.unit, row.quarter.number): row for row in rows}
    law = DEFAULT_PLAN

    def change(task: str, unit: str, number: int, **values: object) -> TaskRow:
        key = (law, task, unit, number)
        same = next(row for row in rows if (row.plan, row.unit, row.quarter.number) == (law, unit, number))
        found[key] = replace(found.get(key) or replace(same, task=task), **values)  # type: ignore[arg-type]
        return found[key]

    for number, values in ((2, "1"), (3, "2"), (4, "3")):
        change("3", "县司法局", number, values=f"法治专题讲座次数={values}；政府及其部门领导班子成员旁听庭审活动=1")
    change(
        "9", "县司法局", 4,
        values="行政规范性文件报备率=100；行政规范性文件（报备）及时率=100；行政规范性文件备案审查率=96.5",
    )  # fmt: skip
    change("4", "县民政局", 2, percent=45, problems=None)
    change("4", "县民政局", 3, percent=30, problems="无")
    change("5", "县水利局", 2, percent=50)
    change("5", "县水利局", 3, percent=40, problems="督察反馈问题新增 3 项，完成比例重新核定")
    change("7", "梁堂镇", 3, percent=100, evidence="无", progress="已完成，主动公开信息全部上网。")
    change("18", "县公安局", 3, percent=70, progress="已完成。", evidence=None)
    seen = found[(law, "19", "县水利局", 3)]
    extra = [
        replace(seen, task="6", progress="按计划推进，梳理水利审批事项12项。"),
        replace(found[(law, "1", "县教育和体育局", 2)], unit="县教体局", progress="按计划推进，法治进校园26场。"),
        replace(found[(law, "19", "清水镇", 3)], unit="清水镇政府", progress="按计划推进，法治宣传3场。"),
    ]
    again = change("2", "贾镇", 3, percent=55)
    later = again.reported_on + timedelta(days=6)
    extra.append(replace(again, percent=65, reported_on=later, progress=f"更正：{again.progress}"))
    missing = found.pop((law, "10", "县财政局", 3), None)
    assert missing is not None
    return [*found.values(), *extra]
