"""The duty of pressing for tasks: who owes what by when, and who has reported."""

from __future__ import annotations

from collections.abc import Callable

from guanxian_desk.modules.contract import Module, Tell
from guanxian_desk.modules.tasks.due import due, glance
from guanxian_desk.modules.tasks.landings import LANDINGS
from guanxian_desk.modules.tasks.papers.catalogue import FORMS
from guanxian_desk.modules.tasks.planting import seed
from guanxian_desk.modules.tasks.queries import row_checks
from guanxian_desk.modules.tasks.register import publish
from guanxian_desk.modules.tasks.sheets import SHEETS
from guanxian_desk.store.store import ChangeSession


def _settle(session: ChangeSession, _tell: Tell) -> None:
    publish(session)


def _undoing(session: ChangeSession, _batch: int) -> Callable[[], None]:
    return lambda: publish(session)


MODULE = Module(
    key="tasks",
    title="法治任务",
    icon="tasks",
    sheets=SHEETS,
    landings=LANDINGS,
    forms=tuple(paper.key for paper in FORMS),
    settle=_settle,
    undoing=_undoing,
    due=due,
    glance=glance,
    seed=seed,
    row_checks=row_checks,
)
