"""The project library's findings D01–D06 and its progress against time."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from guanxian_desk.base.money import short_yuan
from guanxian_desk.modules.digital.facts import (
    FIRST_MONTH,
    Month,
    Move,
    Problem,
    Progress,
    Project,
    ProjectFinding,
    Stage,
)

GRACE_DAYS = 10
OfProject = TypeVar("OfProject", Progress, Move, Problem)


@dataclass(frozen=True, slots=True)
class Course:
    """How a project's stage went through its reports: where it is now, the faulty moves, and the month of 竣工."""

    stage: Stage
    faults: tuple[str, ...]
    finished_in: Month | None


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """A project on a day. Money in fen; behind in points of 100; planned and behind None without total or dates."""

    project: Project
    stage: Stage
    invested: int
    planned: int | None
    behind: int | None

    def as_json(self) -> dict[str, object]:
        """The project as the command line prints it."""
        project = self.project
        return {
            "no": project.number,
            "name": project.name,
            "kind": project.kind,
            "owner": project.owner,
            "place": project.place,
            "stage": str(self.stage),
            "invested": self.invested,
            "planned": self.planned,
            "behind": self.behind,
        }


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """The library on a day."""

    as_of: date
    projects: tuple[ProjectStatus, ...]
    findings: tuple[ProjectFinding, ...]

    def as_json(self) -> dict[str, object]:
        """The document of projects status --json."""
        stages = [status.stage for status in self.projects]
        return {
            "stages": {str(stage): stages.count(stage) for stage in Stage},
            "projects": [status.as_json() for status in self.projects],
            "findings": [{"code": f.code, "subject": f.subject, "detail": f.detail} for f in self.findings],
        }


def library_status(
    projects: Iterable[Project],
    progress: Iterable[Progress],
    problems: Iterable[Problem],
    as_of: date,
    moves: Iterable[Move] = (),
) -> LibraryStatus:
    """Every project's figures and findings on a day; findings by code, then in the order of the projects."""
    known = _by_number(report for report in progress if report.reported_on <= as_of)
    made = _by_number(move for move in moves if move.moved_on <= as_of)
    asked = _by_number(problems)
    statuses, findings = [], []
    for project in projects:
        reports = sorted(known[project.number], key=lambda report: report.month)
        course = follow(project, reports, as_of, made[project.number])
        statuses.append(_status(project, course, reports, as_of))
        findings += _findings(project, course, reports, asked[project.number], as_of)
    return LibraryStatus(as_of, tuple(statuses), tuple(sorted(findings, key=lambda found: found.code)))


def _by_number(rows: Iterable[OfProject]) -> dict[str, list[OfProject]]:
    found: dict[str, list[OfProject]] = defaultdict(list)
    for row in rows:
        found[row.number].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a report or a recorded move gives; move: the move, None for a report's."""

    stage: Stage
    words: str
    reason: str
    month: Month
    move: Move | None = None


def follow(project: Project, reports: Sequence[Progress], as_of: date, moves: Sequence[Move] = ()) -> Course:
    """The stage through the reports in the order of their months, from the register's (blank = unchanged).

    A move that the office recorded with its day stands before the report of that month.
    """
    stage, faults = project.stage, []
    finished: Month | None = None
    for step in steps(reports, moves):
        fault = move_fault(stage, step.stage, step.reason)
        if fault:
            faults.append(f"{step.words} 由{stage}到{step.stage}，{fault}")
        if step.stage is not Stage.FINISHED:
            finished = None
        elif finished is None:
            finished = step.month
        stage = step.stage
    return Course(stage, tuple(faults), _finished_in(project, stage, finished, as_of))


def steps(reports: Iterable[Progress], moves: Iterable[Move]) -> list[Step]:
    """The stages that a project's reports and moves give, in the order in which they are read."""
    reported = [(r.month, 1, date.max, Step(r.stage, r.month.code, r.problems, r.month)) for r in reports if r.stage]
    recorded = [(m.month, 0, m.moved_on, Step(m.stage, str(m.moved_on), m.reason, m.month, m)) for m in moves]
    return [step for *_, step in sorted([*reported, *recorded], key=lambda one: one[:3])]


def move_fault(stage: Stage, to: Stage, reason: str) -> str:
    """What is wrong with a move: more than one stage at a time, or back without a reason; "" when nothing is."""
    by = to.place - stage.place
    if abs(by) >= 2:
        return "跳过了中间阶段"
    return "退回却没有写明原因" if by < 0 and not reason else ""


def _finished_in(project: Project, stage: Stage, reported: Month | None, as_of: date) -> Month | None:
    """The month of 竣工: by the real date or the report that reached it, whichever came first."""
    months = []
    if project.finished_on is not None and project.finished_on <= as_of:
        months.append(Month.of(project.finished_on))
    if stage is Stage.FINISHED and reported is not None:
        months.append(reported)
    if not months and stage is Stage.FINISHED:
        # The register has it finished and says no day: nothing was owed since before the first month.
        return Month(1, 1)
    return min(months, default=None)


def time_share(project: Project, as_of: date) -> Fraction | None:
    """The share of the planned time that has passed, 0 to 1; None without both dates."""
    start, end = project.planned_start, project.planned_end
    if start is None or end is None:
        return None
    if end <= start:
        return Fraction(int(as_of >= end))
    return min(max(Fraction((as_of - start).days, (end - start).days), Fraction(0)), Fraction(1))


def half_up(value: Fraction) -> int:
    """The nearest integer of a value not below zero, a half upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _status(project: Project, course: Course, reports: Sequence[Progress], as_of: date) -> ProjectStatus:
    invested = reports[-1].invested_fen if reports else 0
    share, total = time_share(project, as_of), project.total_fen
    if share is None or not total:
        return ProjectStatus(project, course.stage, invested, None, None)
    points = max(Fraction(0), 100 * share - Fraction(100 * invested, total))
    return ProjectStatus(project, course.stage, invested, half_up(total * share), half_up(points))


def _findings(
    project: Project, course: Course, reports: Sequence[Progress], problems: Sequence[Problem], as_of: date
) -> list[ProjectFinding]:
    details = {
        "D01": _unnamed(project),
        "D02": "；".join(course.faults),
        "D03": "；".join(_late(project, course, as_of)),
        "D04": _unreported(course, reports, as_of),
        "D05": "；".join(_odd_money(project, reports)),
        "D06": _unanswered(problems, as_of),
    }
    return [ProjectFinding(code, project.number, detail) for code, detail in details.items() if detail]


def _unnamed(project: Project) -> str:
    missing = [name for name, value in (("实施主体", project.owner), ("项目所在地", project.place)) if not value]
    return f"没有写明{'和'.join(missing)}" if missing else ""


def _late(project: Project, course: Course, as_of: date) -> Iterator[str]:
    marks = (
        ("开工", project.planned_start, project.started_on, Stage.STARTED),
        ("竣工", project.planned_end, project.finished_on, Stage.FINISHED),
    )
    for name, planned, real, stage in marks:
        happened = (real is not None and real <= as_of) or course.stage.place >= stage.place
        if planned is not None and as_of > planned and not happened:
            yield f"计划{name}日期 {planned} 已过 {(as_of - planned).days} 天，还没有{name}"


def due_months(as_of: date) -> Iterator[Month]:
    """The months whose reports are due: from 2022-05, 10 days after their end passed."""
    month = Month(*map(int, FIRST_MONTH.split("-")))
    while as_of > month_end(month) + timedelta(days=GRACE_DAYS):
        yield month
        month = month.following


def month_end(month: Month) -> date:
    """The last day of a month."""
    return date(month.year, month.month, monthrange(*month)[1])


def _unreported(course: Course, reports: Sequence[Progress], as_of: date) -> str:
    reported = {report.month for report in reports}
    missing = [
        month.code
        for month in due_months(as_of)
        if month not in reported and (course.finished_in is None or month <= course.finished_in)
    ]
    return f"没有报送{'、'.join(missing)}的进展" if missing else ""


def _odd_money(project: Project, reports: Sequence[Progress]) -> Iterator[str]:
    before: Progress | None = None
    for report in reports:
        if before is not None and report.invested_fen < before.invested_fen:
            fall = f"由 {short_yuan(before.invested_fen)} 元降到 {short_yuan(report.invested_fen)} 元"
            yield f"{report.month.code} 累计完成投资{fall}"
        if project.total_fen is not None and report.invested_fen > project.total_fen:
            over = f"{short_yuan(report.invested_fen)} 元超过总投资 {short_yuan(project.total_fen)} 元"
            yield f"{report.month.code} 累计完成投资 {over}"
        before = report


def _unanswered(problems: Sequence[Problem], as_of: date) -> str:
    late = [
        f"{problem.code}（应于 {problem.answer_by} 前答复）"
        for problem in problems
        if problem.raised_on <= as_of
        and as_of > problem.answer_by
        and (problem.settled_on is None or problem.settled_on > as_of)
    ]
    return f"问题没有按期答复：{'、'.join(late)}" if late else ""
