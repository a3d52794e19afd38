"""What the clerks of the sample office did besides importing: calls, slips, rulings, messages taken down."""

from __future__ import annotations

from guanxian_desk.base.actor import Actor
from guanxian_desk.sample.task_deeds import task_deeds
from guanxian_desk.store.store import Store


def fill(store: Store, actor: Actor) -> None:
    """Enter them into a sample office whose workbooks are imported; one step."""
    with store.change("示例数据：办理记录", actor) as session:
        task_deeds(session)
