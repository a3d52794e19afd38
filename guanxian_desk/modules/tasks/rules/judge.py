"""The whole plan on a day: every task's figures and lamp, and every finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guanxian_desk.modules.tasks.facts import IndicatorSource, Plan, Report, Task, TaskFinding
from guanxian_desk.modules.tasks.rules import deadlines, indicators, reports
from guanxian_desk.modules.tasks.rules.indicators import Measured
from guanxian_desk.modules.tasks.rules.lamps import Lamp, lamp
from guanxian_desk.modules.tasks.rules.standing import Standing, reports_of_day, standings, task_percent


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """A task on a day; held: every holding unit's standing."""

    task: Task
    held: dict[str, Standing]
    percent: int
    lamp: Lamp
    indicators: tuple[Measured, ...]

    @property
    def reported(self) -> int:
        """Holding units with any valid report."""
        return sum(bool(one.valid) for one in self.held.values())

    def as_json(self) -> dict[str, object]:
        """The task as the command line prints it."""
        task = self.task
        return {
            "no": task.no,
            "section": task.section,
            "title": task.title,
            "lead": list(task.lead),
            "responsible": list(task.responsible),
            "units": len(task.units),
            "reported": self.reported,
            "percent": self.percent,
            "lamp": str(self.lamp),
            "indicators": [
                {"name": one.indicator.name, "target": one.indicator.target, "actual": one.shown, "met": one.met}
                for one in self.indicators
            ],
        }


@dataclass(frozen=True, slots=True)
class PlanStatus:
    """A plan on a day."""

    plan: Plan
    as_of: date
    tasks: tuple[TaskStatus, ...]
    findings: tuple[TaskFinding, ...]

    def as_json(self) -> dict[str, object]:
        """The document of tasks status --json."""
        return {
            "plan": self.plan.key,
            "as_of": self.as_of.isoformat(),
            "tasks": [task.as_json() for task in self.tasks],
            "findings": [
                {"code": f.code, "task": f.task, "unit": f.unit, "period": f.period, "detail": f.detail}
                for f in self.findings
            ],
        }


def judge(plan: Plan, all_reports: Iterable[Report], as_of: date, source: IndicatorSource | None = None) -> PlanStatus:
    """The plan's status on a day, from all its reports; findings by code, then in the order of the tasks."""
    known = reports_of_day(all_reports, as_of)
    tasks, findings = [], []
    for task in plan.tasks:
        held = standings(task, known)
        measured = indicators.measure(plan, task, held, as_of, source)
        tasks.append(TaskStatus(task, held, task_percent(held.values()), lamp(plan, task, held, as_of), measured))
        findings += reports.strangers(task, known)
        findings += reports.unknown_names(task)
        findings += reports.report_findings(task, held)
        findings += deadlines.overdue(plan, task, held, as_of)
        findings += deadlines.missing_reports(plan, task, held, as_of)
        findings += indicators.shortfalls(task, measured, as_of)
    return PlanStatus(plan, as_of, tuple(tasks), tuple(sorted(findings, key=lambda found: found.code)))
