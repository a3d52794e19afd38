"""季度进展通报: the plan at a quarter's end in words, pictures and a ranking; what is missing or unsealed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Figure, Table
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.tasks.papers.asked import SMALL, Asked, Ground, lamp_counts, titled
from guanxian_desk.modules.tasks.papers.missing import asked_quarter, late_units
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.pictures import indicators_picture, matrix_picture, progress_picture
from guanxian_desk.modules.tasks.rules.standing import Valid
from guanxian_desk.modules.tasks.rules.unitwise import UnitStatus

_WIDTH = 640.0
_PROBLEMS, _NAMED = 8, 12
_SHORTEST = 5
_WRONG = {
    "T01": "未承担该任务而报送",
    "T02": "同一报告期重复报送",
    "T03": "完成百分比下降未说明原因",
    "T04": "报完成而无佐证材料",
    "T07": "指标未达标",
    "T08": "单位名称不在名录",
}


def content(asked: Asked) -> Content:
    """The bulletin of a quarter. subject: [plan/][quarter][#期号]."""
    head, _mark, issue = asked.subject.partition("#")
    if issue and not issue.isdecimal():
        raise UserError(f"期号“{issue}”不是数字", "没有生成文书", "请写阿拉伯数字，例如 #3；不写时期号留空")
    ground = Ground(replace(asked, subject=head))
    quarter, status = asked_quarter(ground), ground.status
    late, lamps = late_units(ground, quarter), list(ground.lamps.values())
    measured = [(task.task.no, one) for task in status.tasks for one in task.indicators]
    sections, ranking = _sections(ground), _ranking(ground)
    document = {
        **ground.head,
        "draft": ground.draft,
        "issue": issue,
        "quarter": quarter.words,
        "figures": _figures(ground, late),
        "tasks": len(status.tasks),
        "units": len(ground.units),
        "mean": _mean(ground),
        "lamps": lamp_counts(lamps),
        "progress": progress_picture(status, ground.lamps, _WIDTH),
        "matrix": matrix_picture(status, ground.units, _WIDTH),
        "sections": sections,
        "ranking": ranking,
        "late": _names([unit.unit for unit in late]),
        "late_units": len(late),
        "unsealed": _unsealed(ground, quarter),
        "reports": len(_of_quarter(ground, quarter)),
        "wrong": _wrong(ground),
        "problems": _problems(ground, quarter),
        "indicators": indicators_picture(measured, _WIDTH) if measured else None,
        "short": sum(one.met is False for _, one in measured),
        "measured": len(measured),
    }
    sheets = (titled(sections, "各部分进展"), titled(ranking, "单位排名"))
    lines = tuple(filter(None, (ground.draft, ground.basis)))
    return Content((document,), sheets, lines, quarter.words)


def _figures(ground: Ground, late: list[UnitStatus]) -> tuple[Figure, ...]:
    lamps = Counter(map(str, ground.lamps.values()))
    return (
        Figure("任务", str(len(ground.status.tasks)), "项"),
        Figure("平均完成", f"{_mean(ground)}", "%"),
        Figure("已完成", str(lamps["蓝"]), "项"),
        Figure("逾期", str(lamps["红"]), "项"),
        Figure("未报齐", str(len(late)), "个单位"),
    )


def _mean(ground: Ground) -> int:
    tasks = ground.status.tasks
    return (2 * sum(task.percent for task in tasks) + len(tasks)) // (2 * len(tasks)) if tasks else 0


def _sections(ground: Ground) -> Table:
    columns = (
        Column("部分", weight=4),
        Column("任务", CellKind.COUNT, 0.8, align="center"),
        Column("平均完成", weight=1, align="center"),
        Column("各灯任务数", weight=3.2),
    )
    rows = []
    for words, tasks in ground.in_sections():
        mean = (2 * sum(task.percent for task in tasks) + len(tasks)) // (2 * len(tasks))
        rows.append((words, len(tasks), f"{mean}%", lamp_counts([ground.lamps[task.task.no] for task in tasks])))
    return Table(columns, tuple(rows))


def _ranking(ground: Ground) -> Table:
    columns = (
        Column("名次", CellKind.COUNT, 0.6, align="center"),
        Column("单位", weight=2.6),
        Column("承担任务", CellKind.COUNT, 0.9, align="center"),
        Column("平均完成", weight=0.9, align="center"),
        Column("已完成", CellKind.COUNT, 0.8, align="center"),
        Column("未报（任务·季度）", CellKind.COUNT, 1.3, align="center"),
        Column("未盖章", CellKind.COUNT, 0.8, align="center"),
    )
    rows = tuple(
        (unit.rank, unit.unit, len(unit.tasks), f"{unit.percent}%", unit.done, unit.owed, unit.unsealed)
        for unit in ground.units
    )
    return Table(columns, rows, size=SMALL)


def _of_quarter(ground: Ground, quarter: Quarter) -> list[tuple[str, str, Valid]]:
    """(task, unit, report) of every valid report of the quarter or of one of its months."""
    return [
        (task.task.no, unit, valid)
        for task in ground.status.tasks
        for unit, one in task.held.items()
        for valid in one.valid
        if valid.report.period.quarter == quarter
    ]


def _unsealed(ground: Ground, quarter: Quarter) -> int:
    return sum(not valid.report.sealed for _, _, valid in _of_quarter(ground, quarter))


def _names(units: list[str]) -> str:
    if len(units) <= _NAMED:
        return "、".join(units)
    return "、".join(units[:_NAMED]) + f"等{len(units)}个单位"


def _wrong(ground: Ground) -> str:
    counts = Counter(found.code for found in ground.status.findings)
    return "；".join(f"{words}{counts[code]}条" for code, words in _WRONG.items() if counts[code])


def _problems(ground: Ground, quarter: Quarter) -> list[str]:
    """What units wrote under 存在问题, each wording once."""
    told: dict[str, list[str]] = {}
    for _, unit, valid in _of_quarter(ground, quarter):
        words = valid.report.problems.rstrip("。；")
        if len(words) >= _SHORTEST and unit not in told.setdefault(words, []):
            told[words].append(unit)
    most = sorted(told.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_PROBLEMS]
    return [f"{words}（{units[0]}{f'等{len(units)}个单位' if len(units) > 1 else ''}）" for words, units in most]
