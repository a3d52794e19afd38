"""What a clerk should look at before a notice is kept as a plan (reading 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guanxian_desk.modules.tasks.lists import unique
from guanxian_desk.modules.tasks.notice.drafts import Gathered
from guanxian_desk.modules.tasks.notice.notice import NoticeTask, Remark
from guanxian_desk.modules.tasks.notice.numbers import missing, twice
from guanxian_desk.modules.tasks.units import UnitBook

_SHOWN = 24


def remarks(gathered: Gathered, tasks: Sequence[NoticeTask], book: UnitBook) -> Iterator[Remark]:
    """Everything to look at, each naming its task."""
    if not tasks:
        yield Remark("没有读到任务：没有带编号的条目，也没有带责任单位的段落", blocking=True)
    for number, count in twice([task.no for task in tasks]):
        yield Remark(f"任务 {number}：编号出现了 {count} 次", blocking=True)
    for number in missing(gathered):
        yield Remark(f"任务 {number}：缺号，前后的编号接不上", blocking=True)
    for task in tasks:
        yield from about_task(task, book)


def about_task(task: NoticeTask, book: UnitBook) -> Iterator[Remark]:
    """What is to say about one task: no number, no units, a unit that nobody knows."""
    name = f"任务 {task.no}" if task.no else f"没有编号的任务“{task.title[:_SHOWN]}”"
    if not task.no:
        yield Remark(f"{name}：请补上编号", blocking=True)
    if not task.lead and not task.responsible:
        yield Remark(f"{name}：没有写明单位")
    for unit in unique((*task.lead, *task.responsible)):
        if not book.known(unit):
            near = "、".join(book.nearest(unit))
            yield Remark(f"{name}：单位名录里没有“{unit}”" + (f"，相近的有{near}" if near else ""))
