"""The versions of the draft: which step used which, and what differs between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.desk.pages.decision_whole_view import WholeView
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.parts import down, label

if TYPE_CHECKING:
    from guanxian_desk.services.dossier_view import DossierView


class DraftsView(WholeView):
    """wip"""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self.setLayout(down(label("")))

    def show_view(self, _view: DossierView) -> None:
        """wip"""
