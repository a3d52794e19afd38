"""述法报告 of a unit and 法治政府建设年度报告, drafted from what units reported; the clerk writes them to their end."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.papers import Asked as AnyAsked
from guanxian_desk.modules.papers import Choice, Content
from guanxian_desk.modules.tasks.papers import breakdown
from guanxian_desk.modules.tasks.papers.asked import Asked, Ground, titled
from guanxian_desk.modules.tasks.rules.judge import TaskStatus
from guanxian_desk.modules.tasks.rules.standing import Standing

_ORDINALS = "一二三四五六七八九十"
_SENTENCES, _PROBLEMS = 3, 10
_SHORTEST = 5
RESPONSIBILITY = ("2", "3", "4")
"""Tasks of the rule-of-law plan about 党政主要负责人履行推进法治建设第一责任人职责."""

Chapter = dict[str, object]


def annual(asked: Asked) -> Content:
    """The county's yearly report, its chapters filled from reports. subject: [plan]."""
    ground = Ground(asked)
    if ground.rest:
        raise UserError(f"没有“{ground.rest}”这个计划", "没有生成文书", "年度报告按整个计划起草")
    chapters = _chapters(ground, "")
    table = breakdown.content(Asked(asked.session, asked.as_of, asked.office, subject=ground.key)).sheets[0]
    document = {
        **ground.head,
        "year": ground.text.year,
        "chapters": chapters,
        "duty": [words for task in ground.status.tasks if task.task.no in RESPONSIBILITY for words in _told(task, "")],
        "problems": _collected(ground, "", "problems"),
        "following": _collected(ground, "", "next_steps"),
        "dates": [
            (one.what, one.to, one.by, one.source) for task in ground.status.tasks for one in task.task.statutory
        ],
    }
    return Content((document,), (titled(table, "任务分解表"),), (ground.basis,), f"{ground.text.year}年度")


def unit_account(asked: Asked) -> Content:
    """A unit's 述法报告. subject: [plan/]unit."""
    ground = Ground(asked)
    if not ground.rest:
        raise UserError("述法报告要指明单位", "没有生成文书", "请写单位名称")
    table = breakdown.content(asked).sheets[0]
    unit = breakdown.asked_unit(ground)
    document = {
        **ground.head,
        "year": ground.text.year,
        "unit": unit,
        "chapters": _chapters(ground, unit),
        "problems": _collected(ground, unit, "problems"),
        "following": _collected(ground, unit, "next_steps"),
    }
    return Content((document,), (table,), (ground.basis,), unit)


def unit_subjects(asked: AnyAsked) -> list[Choice]:
    """Every unit of every plan."""
    every = f"/{breakdown.EVERY_UNIT}"
    return [choice for choice in breakdown.subjects(asked) if "/" in choice[0] and not choice[0].endswith(every)]


def _chapters(ground: Ground, unit: str) -> list[Chapter]:
    """（一） for every section: what was done for each of its tasks."""
    found: list[Chapter] = []
    for words, tasks in ground.in_sections():
        held = [task for task in tasks if not unit or unit in task.held]
        if held:
            title = words.split("、", 1)[-1]
            paragraphs = [sentence for task in held for sentence in (_told(task, unit) or [_silent(task)])]
            found.append({"heading": f"（{_ordinal(len(found) + 1)}）{title}", "paragraphs": paragraphs})
    return found


def _told(task: TaskStatus, unit: str) -> list[str]:
    """One paragraph of a task: its first words, then what its lead units (or the unit itself) reported last."""
    title = task.task.title.rstrip("。")
    parts = []
    for speaker in [unit] if unit else _speakers(task):
        words = _last_words(task.held.get(speaker))
        if words:
            parts.append(words if unit else f"{speaker}{words}")
        if len(parts) == _SENTENCES:
            break
    return [f"{title}。{'；'.join(parts)}。"] if parts else []


def _speakers(task: TaskStatus) -> list[str]:
    """Who speaks for a task: its lead units; where they are silent or there is none, the others as they are named."""
    leading = [unit for unit in task.task.lead if _last_words(task.held.get(unit))]
    named = [unit for unit in task.task.responsible if unit in task.held]
    return leading or [*named, *sorted(task.held.keys() - set(named))]


def _silent(task: TaskStatus) -> str:
    return f"{task.task.title.rstrip('。')}。〔尚无报送，待补充〕"


def _last_words(one: Standing | None) -> str:
    if one is None or one.latest is None:
        return ""
    return one.latest.report.progress.strip().rstrip("。；")


def _collected(ground: Ground, unit: str, name: str) -> list[str]:
    """Each wording once, the most frequent first: of 存在问题 or 下步措施."""
    counts: dict[str, int] = {}
    for task in ground.status.tasks:
        for holder, one in task.held.items():
            latest = one.latest
            words = str(getattr(latest.report, name)).strip().rstrip("。；") if latest and unit in ("", holder) else ""
            if len(words) >= _SHORTEST:
                counts[words] = counts.get(words, 0) + 1
    return sorted(counts, key=lambda words: (-counts[words], words))[:_PROBLEMS]


def _ordinal(number: int) -> str:
    if number <= 10:
        return _ORDINALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _ORDINALS[tens - 1]) + "十" + (_ORDINALS[ones - 1] if ones else "")
