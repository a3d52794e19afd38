"""What a view of the whole dossier is: it is given the dossier when it is opened and whenever that was read anew."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from guanxian_desk.services.dossier_view import DossierView


class WholeView(QWidget):
    """Base of these views."""

    @abstractmethod
    def show_view(self, view: DossierView) -> None:
        """Shows the dossier as it stands."""
