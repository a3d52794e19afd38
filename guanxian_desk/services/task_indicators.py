"""A clerk sets the indicators of an adopted plan's task: each step is audited and can be taken back."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks import indicator_keeping
from guanxian_desk.modules.tasks.indicator_drafts import IndicatorDraft
from guanxian_desk.services.indicators import MEASURES
from guanxian_desk.services.office import Office


def measures() -> tuple[tuple[str, str], ...]:
    """What this program computes, each measure with its words."""
    return tuple(MEASURES.items())


def add_indicator(office: Office, plan: str, task: str, draft: IndicatorDraft) -> None:
    """Add an indicator to a task. UserError for a shipped plan, or a draft that cannot be taken."""
    _known(draft)
    with office.store.change(f"新增指标：任务 {task} {draft.name}", office.actor) as session:
        indicator_keeping.add(session, plan, task, draft)


def change_indicator(office: Office, plan: str, task: str, name: str, draft: IndicatorDraft) -> None:
    """Change the task's indicator of that name. UserError as add_indicator, or when there is none."""
    _known(draft)
    with office.store.change(f"修改指标：任务 {task} {name}", office.actor) as session:
        indicator_keeping.alter(session, plan, task, name, draft)


def remove_indicator(office: Office, plan: str, task: str, name: str) -> None:
    """Remove the task's indicator of that name. UserError for a shipped plan, or when there is none."""
    with office.store.change(f"删除指标：任务 {task} {name}", office.actor) as session:
        indicator_keeping.remove(session, plan, task, name)


def _known(draft: IndicatorDraft) -> None:
    if draft.computed and draft.measure not in MEASURES:
        raise UserError(f"本机不会计算“{draft.measure}”", "没有改动任何数据", f"可选：{'、'.join(MEASURES.values())}")
