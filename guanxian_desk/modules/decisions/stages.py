"""How far a dossier is on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """The stages of a decision, and the three ways of being none."""

    PROPOSED = "建议与论证"
    DRAFTING = "起草与参与"
    REVIEW = "审查与讨论"
    DECIDED = "待公布"
    EXECUTION = "执行"
    REJECTED = "未通过"
    ARCHIVED = "已归档"
    EXCLUDED = "不适用"
    STRUCK = "已划去"


OPEN = frozenset({Stage.PROPOSED, Stage.DRAFTING, Stage.REVIEW, Stage.DECIDED, Stage.EXECUTION, Stage.REJECTED})
"""The stages in which the regulation still asks for something."""


@dataclass(frozen=True, slots=True)
class Milestones:
    """The days by which a stage is told; a day that has not come is a plan."""

    initiated_on: date | None
    submitted_on: date | None
    decided_on: date | None
    outcome: str | None
    published_on: date | None
    closed_on: date | None
    excluded: bool
    struck_on: date | None


def stage_on(days: Milestones, as_of: date) -> Stage:
    """The stage on a day."""

    def come(day: date | None) -> bool:
        return day is not None and day <= as_of

    if days.struck_on is not None:
        return Stage.STRUCK
    if days.excluded:
        return Stage.EXCLUDED
    steps = (
        (days.closed_on, Stage.ARCHIVED),
        (days.decided_on if days.outcome == "不同意" else None, Stage.REJECTED),
        (days.published_on, Stage.EXECUTION),
        (days.decided_on, Stage.DECIDED),
        (days.submitted_on, Stage.REVIEW),
        (days.initiated_on, Stage.DRAFTING),
    )
    return next((stage for day, stage in steps if come(day)), Stage.PROPOSED)
