"""A notice after the clerk corrected what was read: the same checks over what now stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from guanxian_desk.modules.tasks.lists import split_list
from guanxian_desk.modules.tasks.notice.notice import Notice, NoticeTask, Remark
from guanxian_desk.modules.tasks.notice.numbers import twice
from guanxian_desk.modules.tasks.notice.remarks import about_task
from guanxian_desk.modules.tasks.units import UnitBook


def corrected(
    notice: Notice,
    tasks: Sequence[NoticeTask],
    book: UnitBook,
    *,
    title: str,
    number: str,
    issuer: str,
    day: date | None,
) -> Notice:
    """The notice with these tasks and this head; its remarks are looked for anew."""
    whole = replace(notice, title=title, number=number, issuer=issuer, day=day, tasks=tuple(tasks))
    return replace(whole, remarks=tuple(_remarks(tasks, book)))


def units_of(text: str, book: UnitBook) -> tuple[str, ...]:
    """The units that a clerk typed into one cell."""
    return tuple(dict.fromkeys(split_list(text, book.whole_names())))


def _remarks(tasks: Sequence[NoticeTask], book: UnitBook) -> Iterator[Remark]:
    if not tasks:
        yield Remark("没有任务", blocking=True)
    for number, count in twice([task.no for task in tasks]):
        yield Remark(f"任务 {number}：编号出现了 {count} 次", blocking=True)
    for number in _gaps([task.no for task in tasks]):
        yield Remark(f"任务 {number}：缺号，前后的编号接不上", blocking=True)
    for task in tasks:
        yield from about_task(task, book)


def _gaps(numbers: Sequence[str]) -> Iterator[str]:
    """What is missing between the first and the last number under each heading path."""
    found: dict[str, set[int]] = {}
    for number in numbers:
        path, _dash, last = number.rpartition("-")
        if last.isdecimal():
            found.setdefault(path, set()).add(int(last))
    for path, values in found.items():
        for value in range(min(values), max(values)):
            if value not in values:
                yield f"{path}-{value}" if path else str(value)
