"""A task and a unit in the panel, as values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guanxian_desk.desk.pages import tasks_indicators
from guanxian_desk.desk.pages.tasks_parts import LAMPS
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.modules.tasks.rules.standing import Standing, half_up

if TYPE_CHECKING:
    from guanxian_desk.modules.tasks.rules.indicators import Measured
    from guanxian_desk.modules.tasks.rules.judge import TaskStatus
    from guanxian_desk.modules.tasks.rules.unitwise import UnitTask
    from guanxian_desk.services.task_day import TaskDay

_CALLS = 5


def task_detail(day: TaskDay, row: Row) -> Detail:
    """A task: where it stands, its measures, its units, its indicators, the days statutes set."""
    task: TaskStatus = row["task"]
    lamp = LAMPS[row["lamp"]]
    sections = (
        Section("", _standing(day, row, task)),
        Section("分项措施", words=_measures(task.task.text)),
        *tasks_indicators.section(day.key, tuple(map(_indicator, task.indicators))),
        *_statutory(task),
        *([Section("佐证文件", words="\n".join(day.files[row["no"]]))] if row["no"] in day.files else []),
        Section("各单位报送", tuple(_unit(unit, one) for unit, one in _by_percent(task))),
    )
    ruled = row["no"] in day.rulings
    actions = (
        Action("brief", "今日口径", "copy"),
        Action("rule", "核定灯…", "flag"),
        *([Action("withdraw", "取消核定灯", "undo")] if ruled else []),
        Action("attach", "附佐证文件…", "file"),
        Action("evidence", "迎检佐证清单…", "print"),
    )
    return Detail(task.task.title, f"任务 {row['no']}", (lamp.words, lamp.token), sections, actions)


def _standing(day: TaskDay, row: Row, task: TaskStatus) -> tuple[Field, ...]:
    from guanxian_desk.modules.tasks.rules.lamps import expected

    bound = task.task
    left = row["days"]
    due = f"{bound.due.isoformat()}（{f'还有 {left} 天' if left >= 0 else f'已过 {-left} 天'}）"
    asked = expected(day.status.plan.day, bound.due, day.as_of)
    ruling = day.rulings.get(bound.no)
    found = [
        Field("所属部分", row["section"]),
        Field("完成", f"{task.percent}%，按时间应完成 {asked}%", "amber" if task.percent < asked - 10 else ""),
        Field("期限", due, "red" if left < 0 and row["lamp"] != "蓝" else ""),
        Field("牵头单位", "、".join(bound.lead) or "通知没有写牵头单位"),
        Field("责任单位", "、".join(bound.responsible) or "无"),
        Field("报送", f"应报 {len(task.held)} 个单位，报过 {task.reported} 个"),
    ]
    if ruling:
        by = f"{ruling.approved_by}，{ruling.since.isoformat()}起"
        found.append(Field("核定灯", f"{ruling.lamp}灯，{ruling.reason}（{by}）；计算为{task.lamp}灯", "blue"))
    return tuple(found)


def _measures(text: str) -> str:
    """The sentences of the task, one a line, numbered."""
    parts = [part.strip() for part in re.split(r"(?<=[。；])", text) if part.strip()]
    return "\n".join(f"{place}. {part}" for place, part in enumerate(parts, 1))


def _indicator(one: Measured) -> Field:
    """The verdict beside name, value and target: a long name must not press the value."""
    said = "" if one.shown is None else f"{one.shown}{one.indicator.unit}，"
    words = f"{one.indicator.name}：{said}目标 {one.indicator.wanted_words}"
    if one.met is None:
        return Field("无可计", words, "grey")
    return Field(
        "达标" if one.met else "未填报" if one.shown is None else "未达标", words, "green" if one.met else "amber"
    )


def _statutory(task: TaskStatus) -> list[Section]:
    fields = tuple(
        Field(f"{one.by.isoformat()} 前", f"{one.what}报{one.to}（{one.source}）") for one in task.task.statutory
    )
    return [Section("法定期限", fields)] if fields else []


def _by_percent(task: TaskStatus) -> list[tuple[str, Standing]]:
    lead = task.task.lead_units
    return sorted(task.held.items(), key=lambda pair: (pair[0] not in lead, -pair[1].percent, pair[0]))


def _unit(unit: str, one: Standing) -> Field:
    if one.latest is None:
        return Field("未报", unit, link=unit)
    report = one.latest.report
    return Field(f"{half_up(one.percent)}%", f"{unit}（{report.period.code}，{report.state}）", link=unit)


def unit_detail(day: TaskDay, row: Row) -> Detail:
    """A unit: whom to call, what it owes with the text to say, its tasks, the log of reminders."""
    unit, whom = row["status"], row["whom"]
    owing = unit.owing(day.quarter)
    state = ("未报齐", "amber") if owing else ("已报齐", "green")
    people = " ".join(filter(None, (whom.contact, whom.phone))) or "还没有登记"
    leader = " ".join(filter(None, (whom.leader, whom.leader_phone))) or "还没有登记"
    fields = (
        Field("名次", f"第 {unit.rank} 名（共 {len(day.units)} 个单位）{'' if day.confirmed else '，名录未核定'}"),
        Field("平均完成", f"{unit.percent}%，已完成 {unit.done} 项，共 {len(unit.tasks)} 项"),
        Field("分管负责人", leader),
        Field("联系人（取自报告）" if whom.from_report else "联系人", people),
        Field("未盖章", f"{unit.unsealed} 份" if unit.unsealed else "无", "amber" if unit.unsealed else ""),
    )
    sections = [Section("", fields)]
    if owing:
        sections.append(Section(f"催报（{day.quarter.words}未报 {len(owing)} 项）", words=reminder(day, row)))
    tasks = tuple(map(_held, unit.tasks))
    calls = [one for one in day.calls if one.unit == unit.unit][:_CALLS]
    log = tuple(
        Field(f"{one.at:%m-%d %H:%M}", f"{one.way} {one.spoken_to}（{one.period}）{one.answer}") for one in calls
    )
    sections += [Section("催报记录", log)] if log else []
    sections.append(Section("承担的任务", tasks))
    actions = (
        *([Action("call", "登记催报…", "flag", primary=True), Action("copy", "复制催报文", "copy")] if owing else []),
        Action("contact", "联系人…", "account"),
        Action("urge", "发督办通知单…", "new"),
        Action("breakdown", "任务分解表…", "print"),
        Action("account", "述法报告…", "print"),
    )
    return Detail(unit.unit, f"{len(unit.tasks)} 项任务", state, tuple(sections), actions)


def reminder(day: TaskDay, row: Row) -> str:
    """The text to say to a unit."""
    from guanxian_desk.modules.tasks.chasing import reminder_text

    unit = row["status"]
    return reminder_text(unit.unit, day.status.plan.title, day.quarter, unit.owing(day.quarter), day.as_of)


def _held(one: UnitTask) -> Field:
    task = one.task.task
    words = f"{half_up(one.standing.percent)}% {task.title}"
    return Field(f"{task.no} {one.lamp}", words, link=f"task:{task.no}")
