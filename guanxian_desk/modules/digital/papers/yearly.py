"""年度工作要点 and 发展报告: drafts made of the notice's key tasks, what units reported, and the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.digital.facts import KINDS, Stage
from guanxian_desk.modules.digital.library import Library
from guanxian_desk.modules.digital.papers.asked import (
    SMALL,
    Asked,
    head,
    needs_table,
    number_column,
    problems_table,
    stage_counts,
    wan_cell,
    wan_column,
)
from guanxian_desk.modules.digital.papers.bulletin import money
from guanxian_desk.modules.digital.papers.captions import titled
from guanxian_desk.modules.digital.pictures import stage_funnel
from guanxian_desk.modules.digital.ports import KeyTask
from guanxian_desk.modules.papers import Content

_NUMERALS = "一二三四五六七八九十"
_GUARANTEE = "保障措施"
_WIDTH = 620.0


def plan(asked: Asked) -> Content:
    """The draft of a year's work plan (asked.subject: the year; that of the day without)."""
    sections = _sections(asked.tasks)
    projects = _coming(asked.library)
    document = {
        **head(asked),
        **stage_counts(asked.library),
        "year": _year(asked),
        "projects": len(asked.library.entries),
        "sections": [section for section in sections if section["title"] != _GUARANTEE],
        "guarantees": [work for section in sections if section["title"] == _GUARANTEE for work in section["works"]],
        "table": projects,
    }
    sheets = (titled(_tasks_table(asked.tasks), "重点任务"), titled(projects, "重点项目"))
    return Content((document,), sheets, (), f"{_year(asked)}年")


def report(asked: Asked) -> Content:
    """The draft of a year's development report."""
    sections, kinds = _sections(asked.tasks), _kinds(asked.library)
    document = {
        **head(asked),
        **stage_counts(asked.library),
        **money(asked),
        "year": _year(asked),
        "sections": sections,
        "tasks": len(asked.tasks),
        "lamps": _lamps(asked.tasks),
        "kinds": kinds,
        "funnel": stage_funnel(asked.library, _WIDTH),
        "problems": problems_table(asked),
        "needs": needs_table(asked),
    }
    sheets = (titled(_tasks_table(asked.tasks), "重点任务进展"), titled(kinds, "各类项目"))
    return Content((document,), sheets, (), f"{_year(asked)}年", asked.library.rates.invested)


def _year(asked: Asked) -> int:
    if not asked.subject:
        return asked.as_of.year
    if not asked.subject.isdecimal() or not 2022 <= int(asked.subject) <= 2099:
        raise UserError(f"“{asked.subject}”不是年度", "没有生成文书", "请写四位数字的年度，例如 2023")
    return int(asked.subject)


def _sections(tasks: Sequence[KeyTask]) -> list[dict[str, Any]]:
    """The notice's headings, under each the main works with their tasks."""
    found: dict[str, dict[str, list[KeyTask]]] = {}
    for task in tasks:
        found.setdefault(task.section, {}).setdefault(task.title, []).append(task)
    return [
        {
            "number": f"（{_NUMERALS[place]}）",
            "title": title,
            "works": [_work(name, own) for name, own in works.items()],
            "lamps": _lamps([task for own in works.values() for task in own]),
            "count": sum(map(len, works.values())),
        }
        for place, (title, works) in enumerate(found.items())
    ]


def _work(name: str, tasks: Sequence[KeyTask]) -> dict[str, Any]:
    return {
        "name": name,
        "measures": [{"text": task.text.rstrip("。. "), "units": "、".join(task.units)} for task in tasks],
        "said": [f"{unit}：{words.rstrip('。')}" for task in tasks for unit, words in task.said],
    }


def _lamps(tasks: Sequence[KeyTask]) -> str:
    counts = Counter(task.lamp for task in tasks)
    return "、".join(f"{lamp}灯{counts[lamp]}项" for lamp in "蓝绿黄红灰" if counts[lamp])


def _tasks_table(tasks: Sequence[KeyTask]) -> Table:
    columns = (
        Column("序号", CellKind.CODE, 0.6),
        Column("重点任务", weight=1.4),
        Column("主要工作", weight=1.6),
        Column("具体措施", weight=5),
        Column("责任部门", weight=2),
        Column("进度", CellKind.COUNT, 0.7),
        Column("灯", weight=0.5),
        Column("最近进展", weight=4),
    )
    rows = tuple(
        (
            task.number,
            task.section,
            task.title,
            task.text,
            "、".join(task.units),
            task.percent,
            task.lamp,
            "；".join(f"{unit}：{words}" for unit, words in task.said) or None,
        )
        for task in tasks
    )
    return Table(columns, rows)


def _coming(library: Library) -> Table:
    """The projects that are not finished."""
    columns = (
        number_column(),
        Column("项目", weight=3.4),
        Column("阶段", weight=0.7, align="center"),
        wan_column("总投资（万元）"),
        wan_column("累计完成（万元）"),
        Column("计划竣工", CellKind.DAY, 1.2),
        Column("责任单位", weight=1.8),
    )
    rows: list[tuple[Value, ...]] = []
    for number, entry in library.entries.items():
        one = library.projects[number]
        if one.stage is not Stage.FINISHED:
            money_cells = wan_cell(entry.total_fen), wan_cell(one.invested)
            line = (len(rows) + 1, entry.name, str(one.stage), *money_cells, entry.planned_end, entry.responsible)
            rows.append(line)
    return Table(columns, tuple(rows), size=SMALL)


def _kinds(library: Library) -> Table:
    columns = (
        Column("类别", weight=1.6),
        Column("项目", CellKind.COUNT, 0.8),
        *(Column(str(stage), CellKind.COUNT, 0.8) for stage in Stage),
        wan_column("总投资（万元）", 1.4),
        wan_column("累计完成（万元）", 1.4),
    )
    rows: list[tuple[Value, ...]] = []
    for kind in KINDS:
        own = [one for one in library.status.projects if one.project.kind == kind]
        if own:
            stages = [one.stage for one in own]
            total = sum(one.project.total_fen or 0 for one in own)
            invested = sum(one.invested for one in own)
            rows.append((kind, len(own), *(stages.count(at) for at in Stage), wan_cell(total), wan_cell(invested)))
    return Table(columns, tuple(rows))
