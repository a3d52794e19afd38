"""What the clerks of the sample office did besides importing: calls, slips, rulings, messages taken down."""

from __future__ import annotations

from guanxian_desk.base.actor import Actor
from guanxian_desk.sample.task_deeds import task_deeds
from guanxian_desk.store.store import Store


def fill(store: Store, actor: Actor) -> None:
    """Enter them into a new sample office, before its workbooks: the last step stays an import."""
    with store.change("示例数据：办理记录", actor) as session:
        task_deeds(session)
