"""倒排工期表: the lawful timetable of a decision as a table and as a Gantt chart."""

from __future__ import annotations

from datetime import date

from guanxian_desk.base.days import spoken
from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.law.norms import norms
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.words import listed
from guanxian_desk.modules.decisions.pictures import gantt
from guanxian_desk.modules.decisions.timetable import PlannedStep, Timetable, from_day, until_meeting
from guanxian_desk.modules.decisions.what_if import PERIODS, shortenings
from guanxian_desk.modules.papers import Content

_CHART_WIDTH = 760.0


def timetable(source: Source) -> Content:
    """倒排工期表: back from the meeting that the subject names (KEY/2022-07-28), else forward from the day asked.

    UserError for a meeting that is no day; NoCalendarError when a year's working days are not entered.
    """
    meeting = _meeting(source)
    planned = _planned(source, meeting)
    table = _table(planned)
    document = {
        **source.head("matter", "unit"),
        "backward": meeting is not None,
        "first": spoken(source.as_of),
        "meeting": spoken(planned.meeting),
        "chain": listed(step.title for step in planned.steps if step.critical),
        "late": listed(step.title for step in planned.steps if step.slack is not None and step.slack < 0),
        "table": table,
        "chart": gantt(planned, source.as_of, _CHART_WIDTH),
        "gains": () if meeting else _gains(source),
    }
    return source.content([document], (table,))


def _meeting(source: Source) -> date | None:
    if not source.rest:
        return None
    try:
        return date.fromisoformat(source.rest[0])
    except ValueError as error:
        raise UserError(
            f"“{source.rest[0]}”不是会议日期", "没有生成工期表", f"请写成 {source.key}/2022-07-28 这样的对象"
        ) from error


def _planned(source: Source, meeting: date | None) -> Timetable:
    calendar = source.checker.calendar
    if meeting is not None:
        return until_meeting(source.dossier, meeting, calendar, source.limits(meeting))
    return from_day(source.dossier, source.as_of, calendar, source.limits(source.as_of))


def _table(planned: Timetable) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("步骤", weight=2),
        Column("依据", weight=2.2),
        Column("最早", CellKind.DAY, 1.1),
        Column("最迟", CellKind.DAY, 1.1),
        Column("实际", CellKind.DAY, 1.1),
        Column("余量（天）", CellKind.COUNT, 0.8, align="center"),
        Column("关键", weight=0.5, align="center"),
    )
    rows = tuple(
        (n, one.title, _basis(one), one.earliest, one.latest, one.actual, one.slack, "√" if one.critical else "")
        for n, one in enumerate(planned.steps, 1)
    )
    return Table(columns, rows, caption="工期表", size=9.0)


def _basis(step: PlannedStep) -> str:
    return listed(dict.fromkeys(norms()[name].citation for name in step.norms))


def _gains(source: Source) -> tuple[str, ...]:
    """What each lawful shortening would give, with the reason it needs."""
    found = shortenings(source.dossier, source.as_of, source.checker.calendar, source.limits(source.as_of))
    return tuple(
        f"{PERIODS[one.norm].title}的时间缩短的，须有{one.needs}；集体讨论最多可以提前{one.gained}天，"
        f"到{spoken(one.meeting)}。"
        for one in found
    )
