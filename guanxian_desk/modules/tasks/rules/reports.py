"""Findings about single reports: T01–T04 and T08 (readings 11, 12, 14)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from guanxian_desk.modules.tasks.facts import Report, Task, TaskFinding
from guanxian_desk.modules.tasks.rules.standing import FULL, Standing, Valid, half_up

_DONE = "已完成"


def strangers(task: Task, reports: Iterable[Report]) -> list[TaskFinding]:
    """T01 for a unit that does not hold the task, T08 for a name that nobody has; one a unit and period."""
    found: dict[tuple[str, str, str], TaskFinding] = {}
    for report in reports:
        if report.task != task.no or report.unit in task.units:
            continue
        period = report.period.code
        if report.unit is None:
            detail = f"“{report.written}”不在单位名录里，这份报告没有计入；请核对名称，或在名录里补上别名"
            one = TaskFinding("T08", task.no, report.written, period, detail)
        else:
            detail = f"{report.unit}不是任务 {task.no} 的牵头或责任单位，这份报告没有计入"
            one = TaskFinding("T01", task.no, report.unit, period, detail)
        found.setdefault((one.code, one.unit, period), one)
    return list(found.values())


def unknown_names(task: Task) -> list[TaskFinding]:
    """T08 for names of the plan itself that nobody has."""
    detail = "计划里写的“{}”不在单位名录里，请核对名称，或在名录里补上别名"
    return [TaskFinding("T08", task.no, name, "", detail.format(name)) for name in task.unknown]


def report_findings(task: Task, held: Mapping[str, Standing]) -> list[TaskFinding]:
    """T02, T03 and T04 over the valid reports of the holding units."""
    return [found for one in held.values() for found in _of_unit(task, one)]


def _of_unit(task: Task, one: Standing) -> list[TaskFinding]:
    found = []
    before: Valid | None = None
    for valid in one.valid:
        found += [_finding(code, task, one.unit, valid, words) for code, words in _faults(valid, before)]
        if valid.report.percent is not None:
            before = valid
    return found


def _faults(valid: Valid, before: Valid | None) -> list[tuple[str, str]]:
    faults = []
    if len(valid.days) > 1:
        days = "、".join(day.isoformat() for day in valid.days)
        faults.append(("T02", f"同一报告期报了 {len(valid.days)} 次（{days}），以最后一次为准，都留存"))
    if _falls(valid, before):
        faults.append(("T03", _fall_words(valid, before)))
    if not valid.report.evidence and (valid.percent == FULL or says_done(valid.report.progress)):
        faults.append(("T04", "报了完成，却没有佐证材料"))
    return faults


def _falls(valid: Valid, before: Valid | None) -> bool:
    percent = valid.report.percent
    if percent is None or before is None or before.report.percent is None:
        return False
    return percent < before.report.percent and not valid.report.problems


def _fall_words(valid: Valid, before: Valid | None) -> str:
    assert before is not None
    assert before.report.percent is not None
    assert valid.report.percent is not None
    was, now = half_up(before.report.percent), half_up(valid.report.percent)
    return f"完成百分比由 {before.report.period.code} 的 {was} 降到 {now}，“存在问题”没有写原因"


def says_done(progress: str) -> bool:
    """Whether 进展情况 is 已完成, or begins with it and a punctuation mark."""
    if not progress.startswith(_DONE):
        return False
    rest = progress[len(_DONE) :]
    return not rest or unicodedata.category(rest[0]).startswith("P")


def _finding(code: str, task: Task, unit: str, valid: Valid, words: str) -> TaskFinding:
    period = valid.report.period.code
    return TaskFinding(code, task.no, unit, period, f"{unit} {period}：{words}")
