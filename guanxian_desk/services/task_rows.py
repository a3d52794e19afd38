"""A plan's day as rows of the page's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from guanxian_desk.modules.tasks import chasing, queries, urging
from guanxian_desk.modules.tasks.models import TaskReport
from guanxian_desk.modules.tasks.rules.judge import TaskStatus
from guanxian_desk.services.office import Office
from guanxian_desk.services.task_day import TaskDay

Row = Mapping[str, Any]
FINDING_WORDS = {
    "T01": "未承担任务",
    "T02": "重复报送",
    "T03": "百分比下降",
    "T04": "完成无佐证",
    "T05": "逾期未完成",
    "T06": "没有报送",
    "T07": "指标未达标",
    "T08": "单位不在名录",
}
TODO = {
    "T01": "核对任务编号和单位；集合称谓的成员在“单位名录”里明确",
    "T02": "以最后一次为准，无须处理",
    "T03": "请单位在“存在问题”里写明原因后重报",
    "T04": "请单位补送佐证材料",
    "T05": "督办，或由负责人核定灯色",
    "T06": "催报",
    "T07": "督办牵头单位",
    "T08": "在“单位名录”里补上别名，或改正名称",
}


def task_rows(day: TaskDay) -> list[Row]:
    """One row a task; task: its status."""
    return [_task_row(day, task) for task in day.status.tasks]


def _task_row(day: TaskDay, task: TaskStatus) -> Row:
    bound, no = task.task, task.task.no
    short = [one for one in task.indicators if one.met is False]
    leads = "、".join(bound.lead or bound.responsible)
    named = bound.text.startswith(bound.title)
    return {
        "no": no,
        "lamp": str(day.lamps[no]),
        "shown": f"{day.lamps[no]}{'核定' if no in day.rulings else ''}",
        "title": bound.title if named else f"{bound.title}：{bound.text}",
        "section": day.status.plan.section_words(bound.section),
        "lead": leads,
        "percent": task.percent,
        "reports": f"{task.reported}/{len(task.held)}",
        "due": bound.due,
        "days": (bound.due - day.as_of).days,
        "indicators": f"{len(task.indicators) - len(short)}/{len(task.indicators)}" if task.indicators else "",
        "task": task,
        "find": f"{no} {bound.title} {bound.text} {leads} {'、'.join(bound.responsible)}".casefold(),
    }


def unit_rows(day: TaskDay) -> list[Row]:
    """One row a unit, the best first; unit: its status."""
    times = chasing.times_reminded(day.calls, day.quarter.code)
    waiting = [row for row in day.urgings if not row.settled]
    return [
        {
            "rank": unit.rank,
            "unit": unit.unit,
            "tasks": len(unit.tasks),
            "percent": unit.percent,
            "done": unit.done,
            "missing": len(unit.owing(day.quarter)),
            "owed": unit.owed,
            "unsealed": unit.unsealed,
            "reminders": times[unit.unit],
            "urgings": sum(row.unit_name == unit.unit for row in waiting),
            "state": _state(day, unit.unit, bool(unit.owing(day.quarter))),
            "whom": day.contacts.get(unit.unit, chasing.Contact()),
            "status": unit,
            "find": unit.unit.casefold(),
        }
        for unit in day.units
    ]


def _state(day: TaskDay, unit: str, owing: bool) -> str:
    if not owing:
        return "已报齐"
    return "已发未回" if unit in day.sent else "未报齐"


def report_rows(office: Office, day: TaskDay) -> list[Row]:
    """Every report of the plan up to the day, the newest first; key: its natural key as stored."""
    with office.store.read() as session:
        book = queries.unit_book(session)
        query = select(TaskReport).where(TaskReport.plan_key == day.key, TaskReport.reported_on <= day.as_of)
        stored = session.scalars(query.order_by(TaskReport.reported_on.desc(), TaskReport.id.desc())).all()
        reports = {report.place: report for report in queries.reports(session, day.key, book)}
    return [_report_row(row, day, reports[row.id]) for row in stored]


def _report_row(row: TaskReport, day: TaskDay, report: Any) -> Row:
    task = day.task(row.task_number)
    held = task.held.get(report.unit or "") if task else None
    valid = held is not None and any(one.report.place == row.id for one in held.valid)
    return {
        "no": row.task_number,
        "unit": report.unit or row.unit_name,
        "written": row.unit_name,
        "period": row.period,
        "percent": row.percent,
        "progress": row.progress,
        "problems": report.problems,
        "next_steps": report.next_steps,
        "evidence": report.evidence,
        "values": row.indicator_values or "",
        "state": str(report.state),
        "source": row.source or "",
        "counts": "有效" if valid else "不计入" if held is None else "已被替代",
        "reporter": row.reporter or "",
        "phone": row.phone or "",
        "signer": row.signer or "",
        "sealed": report.sealed,
        "reported_on": row.reported_on,
        "key": (row.plan_key, row.task_number, row.unit_name, row.period, row.reported_on),
        "title": task.task.title if task else "",
        "find": f"{row.task_number} {row.unit_name} {row.period} {row.progress}".casefold(),
    }


def finding_rows(day: TaskDay) -> list[Row]:
    """One row a finding."""
    return [
        {
            "code": found.code,
            "title": FINDING_WORDS[found.code],
            "task": found.task,
            "unit": found.unit,
            "period": found.period,
            "detail": found.detail,
            "todo": TODO[found.code],
            "find": f"{found.code} {found.task} {found.unit} {found.period} {found.detail}".casefold(),
        }
        for found in day.status.findings
    ]


def urging_rows(day: TaskDay) -> list[Row]:
    """One row a 督办通知单, the newest first."""
    return [
        {
            "number": row.number,
            "unit": row.unit_name,
            "tasks": row.task_numbers,
            "matter": row.matter,
            "issued_on": row.issued_on,
            "reply_by": row.reply_by,
            "replied_on": row.replied_on,
            "replied_by": row.replied_by,
            "reply": row.reply,
            "state": str(urging.state_of(row, day.as_of)),
            "find": f"{row.number} {row.unit_name} {row.matter}".casefold(),
        }
        for row in day.urgings
    ]


def call_rows(calls: Sequence[chasing.Called]) -> list[Row]:
    """One row a reminder."""
    return [
        {
            "at": one.at,
            "unit": one.unit,
            "period": one.period,
            "way": one.way,
            "spoken_to": one.spoken_to,
            "answer": one.answer,
            "by": one.by,
            "text": one.text,
        }
        for one in calls
    ]
