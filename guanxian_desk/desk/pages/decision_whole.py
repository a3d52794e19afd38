"""What belongs to the whole dossier rather than to a stage: attachments, papers, versions of the draft, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.desk.pages.decision_whole_view import WholeView
from guanxian_desk.desk.pages.desk import Desk

if TYPE_CHECKING:
    pass


def build(kind: str, desk: Desk, key: str) -> WholeView:
    """The view of a line of the rail; its own modules are imported when it is first opened."""
    from guanxian_desk.desk.pages.decision_history import HistoryView

    return HistoryView(desk, key)
