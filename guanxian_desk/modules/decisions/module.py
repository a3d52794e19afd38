"""重大决策 as the house knows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from guanxian_desk.modules.contract import Module, Tell
from guanxian_desk.modules.decisions import catalogue, queries
from guanxian_desk.modules.decisions.due import due, glance
from guanxian_desk.modules.decisions.landings import LANDINGS
from guanxian_desk.modules.decisions.registers import check_document, check_expert, check_item, check_review
from guanxian_desk.modules.decisions.sheets import CATALOGUE, DOCUMENTS, EXPERTS, REVIEWS, SHEETS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from guanxian_desk.exchange.rowchecks import RowCheck
    from guanxian_desk.store.store import ChangeSession


def _settle(session: ChangeSession, _tell: Tell) -> None:
    catalogue.open_dossiers(session)


def _undoing(session: ChangeSession, _batch: int) -> Callable[[], None]:
    return lambda: catalogue.close_untouched(session)


def _row_checks(session: Session) -> dict[str, RowCheck]:
    known = frozenset(queries.keys(session))
    return {
        CATALOGUE.key: lambda row: check_item(row, known),
        REVIEWS.key: lambda row: check_review(row, known),
        DOCUMENTS.key: check_document,
        EXPERTS.key: check_expert,
    }


MODULE = Module(
    key="decisions",
    title="重大决策",
    icon="decisions",
    sheets=SHEETS,
    landings=LANDINGS,
    settle=_settle,
    undoing=_undoing,
    row_checks=_row_checks,
    due=due,
    glance=glance,
)
