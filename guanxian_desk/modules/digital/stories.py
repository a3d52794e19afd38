"""One project's story: its stages with date and paper, its months, what it needs and asks, how it was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guanxian_desk.modules.digital import queries
from guanxian_desk.modules.digital.facts import Stage
from guanxian_desk.modules.digital.library import Library
from guanxian_desk.modules.digital.models import (
    DigitalProject,
    Need,
    ProjectProblem,
    ProjectProgress,
    Selection,
)
from guanxian_desk.modules.digital.rules import ProjectStatus, steps

MARKS = (
    ("引领作用强", "leading"),
    ("技术含量高", "technical"),
    ("市场前景好", "promising"),
    ("行业影响大", "influential"),
)


@dataclass(frozen=True)
class StageChange:
    """A change of stage: its day, where to, on what paper or report, and the reason where it went back."""

    day: date
    before: Stage
    after: Stage
    basis: str
    reason: str


@dataclass(frozen=True)
class Story:
    """Everything the library knows of a project on a day."""

    entry: DigitalProject
    status: ProjectStatus
    changes: tuple[StageChange, ...]
    reports: tuple[ProjectProgress, ...]
    problems: tuple[ProjectProblem, ...]
    needs: tuple[Need, ...]
    selections: tuple[Selection, ...]


def story(library: Library, number: str) -> Story:
    """A project's story; KeyError for a project that the library does not hold."""
    entry = library.entries[number]
    return Story(
        entry,
        library.projects[number],
        tuple(stage_changes(library, number)),
        tuple(library.reports.get(number, ())),
        tuple(row for row in library.problems if row.project_number == number),
        tuple(row for row in library.needs if row.project_number == number),
        tuple(row for row in library.selections if row.project_number == number),
    )


def stage_changes(library: Library, number: str) -> list[StageChange]:
    """How the stage changed, in the order in which reports and moves are read."""
    rows = [row for row in library.moves if row.project_number == number]
    papers = {row.moved_on: row.paper or "" for row in rows}
    filed = {row.month: queries.counts_from(row) for row in library.reports.get(number, ())}
    reports = [queries.progress_fact(row) for row in library.reports.get(number, ())]
    stage, found = Stage(library.entries[number].stage), []
    for step in steps(reports, [queries.move_fact(row) for row in rows]):
        if step.stage is not stage:
            basis = papers[step.move.moved_on] or "（没有写依据）" if step.move else f"{step.words} 月报"
            day = step.move.moved_on if step.move else filed[step.words]
            found.append(
                StageChange(day, stage, step.stage, basis, step.reason if step.stage.place < stage.place else "")
            )
        stage = step.stage
    return found
