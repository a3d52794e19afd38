"""Task numbers: plain, or with the heading path where they restart; and what is wrong with them (readings 1, 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guanxian_desk.modules.tasks.notice.drafts import Draft, Gathered


def task_numbers(gathered: Gathered) -> list[str]:
    """The number of every task, "" for one that has none."""
    restarts = number_restarts(gathered)
    return [_number(draft, restarts) for draft in gathered.drafts]


def number_restarts(gathered: Gathered) -> bool:
    """Whether numbers begin with 1 again under another heading."""
    return len({(draft.path, draft.series) for draft in gathered.drafts if draft.value == 1}) > 1


def _number(draft: Draft, restarts: bool) -> str:
    if not draft.value:
        return draft.written
    return "-".join((*draft.path, str(draft.value))) if restarts else str(draft.value)


def twice(numbers: list[str]) -> Iterator[tuple[str, int]]:
    """Numbers that several tasks have, with how many."""
    return ((number, count) for number, count in Counter(numbers).items() if number and count > 1)


def missing(gathered: Gathered) -> Iterator[str]:
    """Numbers that the sequence passes over."""
    restarts = number_restarts(gathered)
    tasks = {(draft.series, draft.path if restarts else ()) for draft in gathered.drafts if draft.value}
    values: dict[tuple[str, tuple[str, ...]], set[int]] = {}
    for series, path, value in gathered.counted:
        values.setdefault((series, path if restarts else ()), set()).add(value)
    reached = 0
    for key, present in values.items():
        if key not in tasks:
            continue
        first = 1 if min(present) == 1 or not restarts else min(min(present), reached + 1)
        for value in range(first, max(present)):
            if value not in present:
                yield "-".join((*key[1], str(value)))
        reached = max(present)
