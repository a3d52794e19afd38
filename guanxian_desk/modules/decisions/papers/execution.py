"""执行任务分解表 and 执行情况报告 (第五十三条、第五十四条)."""

from __future__ import annotations

from datetime import date

from guanxian_desk.base.days import spoken
from guanxian_desk.filings.document import CellKind, Column, Table, Value
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.story import last_decision
from guanxian_desk.modules.decisions.papers.words import ended, full_name, sections
from guanxian_desk.modules.papers import Content

SECTIONS = ("执行情况", "存在的问题", "下一步工作")
_LATE, _RUNNING, _DONE = "逾期", "进行中", "已完成"


def tasks(source: Source) -> Content:
    """执行任务分解表: units, their tasks, limits and how they stand on the day."""
    table = _tasks(source, signed=True)
    decision = last_decision(source)
    document: Data = {
        **source.head("matter"),
        "decided": decision.day("made_on"),
        "decision_number": decision.paper.known("document_number") or "",
        "table": table,
        "as_of": spoken(source.as_of),
    }
    return source.content([document], (table,))


def _tasks(source: Source, *, signed: bool = False, unit: str = "") -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("执行单位", weight=1.6),
        Column("任务及责任", weight=3),
        Column("完成时限", CellKind.DAY, 1.2),
        Column("完成日期", CellKind.DAY, 1.2),
        Column("进展", weight=0.8, align="center"),
        Column("逾期原因", weight=1.4),
        *((Column("责任人", weight=1),) if signed else ()),
    )
    rows: list[tuple[Value, ...]] = []
    for owner in source.root.part("execution").parts("units"):
        if unit and owner.known("name") != unit:
            continue
        for task in owner.parts("tasks") or (owner.empty("tasks"),):
            rows.append((len(rows) + 1, *_row(source, owner, task), *(("",) if signed else ())))
    if not rows:
        blank = source.root.part("execution").empty("units")
        rows.append((1, *_row(source, blank, blank.empty("tasks")), *(("",) if signed else ())))
    return Table(columns, tuple(rows), caption="执行任务分解表")


def _row(source: Source, owner: Part, task: Part) -> tuple[Value, ...]:
    name = owner.known("name")
    due, done = task.known_day("due_on"), task.known_day("completed_on")
    return (
        full_name(name) if name else owner.text("name"),
        task.text("task"),
        due or task.text("due_on"),
        done,
        _standing(source.as_of, due, done),
        task.known("delay_reason") or "",
    )


def _standing(day: date, due: date | None, done: date | None) -> str:
    if done is not None and done <= day:
        return _DONE
    return _LATE if due is not None and due < day else _RUNNING


def report(source: Source) -> Content:
    """执行情况报告 of one report, or of every report recorded."""
    reports = source.records(source.root.part("execution"), "reports")
    return source.content([_report(source, one) for one in reports])


def _report(source: Source, record: Part) -> Data:
    told = sections(record.paper.known("text"), SECTIONS)
    decision, unit = last_decision(source), record.known("unit")
    problems = [
        f"{one.day('found_on')}发现{one.text('kind')}：{ended(one.text('text'))}"
        for one in source.root.part("execution").parts("problems")
    ]
    return {
        **source.head("matter", "body"),
        "reporter": full_name(unit) if unit else source.blanks.leave(record.label("unit")),
        "number": record.paper.known("document_number") or "",
        "decided": decision.day("made_on"),
        "decision_number": decision.paper.known("document_number") or "",
        "done": (*told.get("", ()), *told.get(SECTIONS[0], ())) or (source.blanks.sentence("执行情况报告：执行情况"),),
        "table": _tasks(source, unit=unit or ""),
        "problems": (*told.get(SECTIONS[1], ()), *problems)
        or (source.blanks.sentence("执行情况报告：存在的问题，没有的写明没有"),),
        "next": told.get(SECTIONS[2]) or (source.blanks.sentence("执行情况报告：下一步工作"),),
        "issued": source.day_signed(record, "reported_on"),
    }
