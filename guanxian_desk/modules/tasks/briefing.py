"""今日口径: chosen tasks as a text of 150 to 300 characters to paste into a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from guanxian_desk.base.days import spoken
from guanxian_desk.modules.tasks.periods import Quarter
from guanxian_desk.modules.tasks.rules.judge import PlanStatus, TaskStatus
from guanxian_desk.modules.tasks.rules.lamps import Lamp
from guanxian_desk.modules.tasks.rules.standing import half_up
from guanxian_desk.modules.tasks.rules.unitwise import WORST_FIRST, by_unit, round_quarter

LEAST, MOST = 150, 300
_WORDS = {
    Lamp.DONE: "已完成",
    Lamp.ON_TIME: "按时序推进",
    Lamp.WATCH: "需加快",
    Lamp.NOT_BEGUN: "未启动",
    Lamp.OVERDUE: "逾期",
}
_SHORTEST_TITLE = 6


def briefing(status: PlanStatus, numbers: Sequence[str], lamps: Mapping[str, Lamp] | None = None) -> str:
    """The state of the chosen tasks on the day. lamps: 核定灯 by task number, in place of the computed ones.

    The text holds whole sentences only: what does not fit is left out from the end, never cut in the middle.
    """
    chosen = [task for task in status.tasks if task.task.no in set(numbers)]
    shown = {task.task.no: (lamps or {}).get(task.task.no, task.lamp) for task in chosen}
    ordered = sorted(chosen, key=lambda task: WORST_FIRST.index(shown[task.task.no]))
    text = _opening(status, chosen, shown)
    for sentence in (*_missing(status, chosen), *(_about(task, shown) for task in ordered)):
        if len(text) + len(sentence) <= MOST:
            text += sentence
    return text if len(text) >= LEAST else _padded(text, status, chosen)


def _opening(status: PlanStatus, chosen: Sequence[TaskStatus], shown: Mapping[str, Lamp]) -> str:
    counts = Counter(shown.values())
    lamps = "、".join(f"{_WORDS[lamp]} {counts[lamp]} 项" for lamp in WORST_FIRST if counts[lamp])
    mean = half_up(Fraction(sum(task.percent for task in chosen), max(len(chosen), 1)))
    title = status.plan.title[: LEAST // 3]
    return f"截至{spoken(status.as_of)}，《{title}》{len(chosen)} 项任务中：{lamps}，平均完成 {mean}%。"


def _missing(status: PlanStatus, chosen: Sequence[TaskStatus]) -> list[str]:
    quarter = round_quarter(status.plan, status.as_of)
    late = _late_units(status, chosen, quarter)
    if not late:
        return [f"{quarter.words}进展各责任单位已全部报送。"]
    some = "、".join(late[:3])
    return [f"{quarter.words}进展尚有 {len(late)} 个单位未报齐（{some}{'等' if len(late) > 3 else ''}）。"]


def _late_units(status: PlanStatus, chosen: Sequence[TaskStatus], quarter: Quarter) -> list[str]:
    wanted = {task.task.no for task in chosen}
    return [unit.unit for unit in by_unit(status) if any(one.task.task.no in wanted for one in unit.owing(quarter))]


def _about(task: TaskStatus, shown: Mapping[str, Lamp]) -> str:
    title = task.task.title
    short = title if len(title) <= 18 else title[:17].rstrip("，、") + "…"
    lamp = shown[task.task.no]
    last = f"，期限 {task.task.due.month} 月 {task.task.due.day} 日" if lamp is not Lamp.DONE else ""
    return f"任务{task.task.no}“{short}”{_WORDS[lamp]}，完成 {task.percent}%，{task.reported} 个单位已报{last}。"


def _padded(text: str, status: PlanStatus, chosen: Sequence[TaskStatus]) -> str:
    """A single task says more: what its newest reports are about."""
    for sentence in _told(chosen):
        if len(text) >= LEAST:
            break
        if len(text) + len(sentence) <= MOST:
            text += sentence
    closing = "请各责任单位对照任务分解表，按时报送进展和佐证材料，未完成的抓紧推进，遇到的困难及时反映。"
    if len(text) < LEAST:
        text += closing
    if len(text) < LEAST:
        text += f"本口径依据各单位填报的进展汇总，{status.plan.number}，供内部沟通使用。"
    return text


def _told(chosen: Sequence[TaskStatus]) -> list[str]:
    newest = [
        (unit, one.latest.report)
        for task in chosen
        for unit, one in task.held.items()
        if one.latest is not None and len(one.latest.report.progress) >= _SHORTEST_TITLE
    ]
    newest.sort(key=lambda pair: pair[1].reported_on, reverse=True)
    return [f"{unit}报告：{report.progress.rstrip('。')[:60]}。" for unit, report in newest]
