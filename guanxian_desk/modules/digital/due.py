"""What the library announces on the first page: answers, needs, settled items, reports and planned days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from guanxian_desk.base.due import Due
from guanxian_desk.base.picture import Picture, Rect, Shape, Text
from guanxian_desk.modules.digital.catalogue import NOTICE
from guanxian_desk.modules.digital.facts import Month, Stage
from guanxian_desk.modules.digital.library import Library
from guanxian_desk.modules.digital.rules import GRACE_DAYS, due_months, month_end
from guanxian_desk.store.once import once

_CLAUSE = f"{NOTICE} 二"
_SHOWN_MONTHS = 2  # a long silence is one matter, not a line for every month
_GLANCE_WIDTH, _GLANCE_HEIGHT, _HEAD, _BAR = 360.0, 130.0, 24.0, 26.0


def due(session: Session, today: date) -> list[Due]:
    """Everything with a last day, by kind."""
    library = _library(session, today)
    return [
        *_answers(library),
        *_needs(library),
        *_settled(library),
        *_reports(library),
        *_planned(library),
    ]


def _library(session: Session, today: date) -> Library:
    return once(session, (Library, today), lambda: Library.of(session, today))


def _answers(library: Library) -> Iterator[Due]:
    for row in library.open_problems():
        words = f"答复“一事一议”问题 {row.code}：{row.problem}"
        yield Due(words, _CLAUSE, "digital/problems", row.answer_by, f"催{row.responsible}答复")


def _needs(library: Library) -> Iterator[Due]:
    for row in library.open_needs():
        if row.needed_by is not None:
            words = f"落实{library.name(row.project_number)}的{row.factor}：{row.need}"
            yield Due(words, _CLAUSE, "digital/needs", row.needed_by, f"由{row.responsible}落实")


def _settled(library: Library) -> Iterator[Due]:
    for row in library.actions:
        if not library.done(row):
            yield Due(f"调度会议定：{row.action}", _CLAUSE, "digital/meetings", row.due, f"由{row.responsible}办理")


def _reports(library: Library) -> Iterator[Due]:
    """The last months that are due, and the one that will be due next."""
    passed = list(due_months(library.as_of))
    coming = passed[-1].following if passed else next(due_months(date(2022, 6, 11)))
    if month_end(coming) < library.as_of:
        passed.append(coming)
    for month in passed[-_SHOWN_MONTHS:]:
        owing = sum(not _reported(library, number, month) for number in library.entries)
        if owing:
            words = f"{owing} 个项目没有报 {month.code} 的进展"
            last = month_end(month) + timedelta(days=GRACE_DAYS)
            yield Due(words, _CLAUSE, "digital/progress", last, "催责任单位报送")


def _reported(library: Library, number: str, month: Month) -> bool:
    """Reported, or not owed because the project was finished."""
    if library.projects[number].stage is Stage.FINISHED:
        return True
    return any(report.month == month.code for report in library.reports.get(number, ()))


def _planned(library: Library) -> Iterator[Due]:
    for number, one in library.projects.items():
        project, entry = one.project, library.entries[number]
        marks = (
            ("开工", project.planned_start, project.started_on, Stage.STARTED),
            ("竣工", project.planned_end, project.finished_on, Stage.FINISHED),
        )
        for name, planned, real, stage in marks:
            happened = one.stage.place >= stage.place or (real is not None and real <= library.as_of)
            if planned is not None and not happened:
                todo = f"问{entry.responsible or '责任单位'}能否按期"
                yield Due(f"计划{name}：{project.name}", _CLAUSE, "digital/projects", planned, todo)


def glance(session: Session, today: date) -> Picture:
    """四个一批 as four bars."""
    library = _library(session, today)
    stages = [one.stage for one in library.status.projects]
    most = max((stages.count(at) for at in Stage), default=0) or 1
    shapes: list[Shape] = [Text(0, 16, f"数字经济重点项目 {len(stages)} 个", 13, "ink", bold=True)]
    for place, at in enumerate(Stage):
        count, y = stages.count(at), _HEAD + place * _BAR
        long = (_GLANCE_WIDTH - 110) * count / most
        shapes.append(Text(0, y + 14, str(at), 13, "ink"))
        shapes.append(Rect(44, y + 2, max(long, 2), 15, "accent", 3, "digital/projects", f"{at} {count} 个"))
        shapes.append(Text(44 + max(long, 2) + 8, y + 14, f"{count} 个", 13, "ink_soft"))
    words = "，".join(f"{at} {stages.count(at)} 个" for at in Stage) + "。"
    return Picture(_GLANCE_WIDTH, _GLANCE_HEIGHT, "数字经济重点项目", words, tuple(shapes))
