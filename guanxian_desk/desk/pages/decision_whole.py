"""What belongs to the whole dossier rather than to a stage: attachments, papers, versions of the draft, history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_attachments import AttachmentsView
from guanxian_desk.desk.pages.decision_drafts import DraftsView
from guanxian_desk.desk.pages.decision_history import HistoryView
from guanxian_desk.desk.pages.decision_papers import PapersView
from guanxian_desk.desk.pages.decision_whole_view import WholeView
from guanxian_desk.desk.pages.desk import Desk

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office

ATTACHMENTS, PAPERS, DRAFTS, HISTORY = "attachments", "papers", "drafts", "history"
_VIEWS: dict[str, Callable[[Desk, str], WholeView]] = {
    ATTACHMENTS: AttachmentsView,
    PAPERS: PapersView,
    DRAFTS: DraftsView,
    HISTORY: HistoryView,
}


def build(kind: str, desk: Desk, key: str) -> WholeView:
    """The view of a line of the rail."""
    return _VIEWS[kind](desk, key)


def send_package(desk: Desk, owner: QWidget, key: str) -> None:
    """Asks where, and writes the dossier with its files as a package for another PC."""

    def make(office: Office, _task: Task) -> bytes:
        from guanxian_desk.services.dossier_files import send

        return send(office, key)

    desk.save_as(owner, f"{key}.gxd", "决策档案包 (*.gxd)", make)
