"""Facts of chapter 8: execution, reports, problems, adjustments, post-evaluation, the archive."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Task(NamedTuple):
    """分解给执行单位的一项任务."""

    id: str
    due_on: date | None
    completed_on: date | None
    delay_reason: str | None
    evidence: tuple[str, ...]


class ExecutionUnit(NamedTuple):
    """决策执行单位."""

    name: str | None
    tasks: tuple[Task, ...]


class ExecutionReport(NamedTuple):
    """一次执行情况报告."""

    id: str
    reported_on: date
    evidence: tuple[str, ...]


class Problem(NamedTuple):
    """严重影响决策目标实现的情形."""

    id: str
    found_on: date
    reported_on: date | None
    evidence: tuple[str, ...]


class Suggestion(NamedTuple):
    """公民、法人或者其他组织的意见建议."""

    id: str
    received_on: date
    handled_on: date | None
    result: str | None
    evidence: tuple[str, ...]


class Measure(NamedTuple):
    """避免或者减轻损失的措施."""

    on: date
    evidence: tuple[str, ...]


class Adjustment(NamedTuple):
    """停止、中止执行或者修改决策."""

    id: str
    kind: str
    ground: str | None
    public_interest: str | None
    urgent: bool | None
    decided_by: str | None
    decided_on: date | None
    meeting: str | None
    measures: tuple[Measure, ...]
    evidence: tuple[str, ...]


class Execution(NamedTuple):
    """决策执行和调整."""

    units: tuple[ExecutionUnit, ...]
    reports: tuple[ExecutionReport, ...]
    problems: tuple[Problem, ...]
    suggestions: tuple[Suggestion, ...]
    adjustments: tuple[Adjustment, ...]
    completed_on: date | None


class EvaluationReport(NamedTuple):
    """评估报告."""

    submitted_on: date | None
    contents: tuple[str, ...]
    recommendation: str | None


class Evaluation(NamedTuple):
    """一次决策后评估."""

    id: str
    evaluator: str | None
    third_party: bool | None
    completed_on: date | None
    contents: tuple[str, ...]
    report: EvaluationReport
    evidence: tuple[str, ...]


class Archive(NamedTuple):
    """归档."""

    closed_on: date | None
    items: tuple[str, ...]
    evidence: tuple[str, ...]
