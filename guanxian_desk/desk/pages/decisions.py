"""重大决策: the dossiers of all decisions, what is due, the catalogue, the experts and the bureau's registers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from shiboken6 import isValid

from guanxian_desk.desk.background import Changes
from guanxian_desk.desk.pages.base import PageAction
from guanxian_desk.desk.pages.decision_due import DueView
from guanxian_desk.desk.pages.decision_law import LawView
from guanxian_desk.desk.pages.decision_list import DossierList
from guanxian_desk.desk.pages.decision_registers import SheetRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.duty import DatedPage
from guanxian_desk.desk.pages.segments import Segment, Segments
from guanxian_desk.desk.widgets.drop_zone import files_of
from guanxian_desk.modules.decisions.sheets import CATALOGUE, DOCUMENTS, EXPERTS, REVIEWS

if TYPE_CHECKING:
    from guanxian_desk.desk.pages.decision_dossier import DossierPage
    from guanxian_desk.services.dossier_list import Overview

KEY, TITLE = "decisions", "重大决策"
DOSSIERS, DUE, LAW = "dossiers", "due", "law"
_REGISTERS = (
    (CATALOGUE, "年度目录"),
    (EXPERTS, "专家库"),
    (REVIEWS, "审查登记台账"),
    (DOCUMENTS, "规范性文件台账"),
)
_DOSSIER, PAPERS = "dossier/", "papers"


class DecisionsPage(DatedPage):
    """The views of the duty; a dossier opens over them."""

    tables = frozenset(
        {
            "decision_dossiers",
            "legality_reviews",
            "normative_documents",
            "catalogue_items",
            "decision_experts",
            "policy_choices",
        }
    )
    help_key = "decisions"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, KEY, TITLE)
        self.list: DossierList | None = None
        self.dossier: DossierPage | None = None
        self.segments: Segments = Segments(
            (
                Segment(DOSSIERS, "决策档案", self._dossiers),
                Segment(DUE, "到期事项", self._due),
                *(Segment(sheet.key, words, partial(SheetRegister, desk, sheet)) for sheet, words in _REGISTERS),
                Segment(LAW, "口径与日历", partial(LawView, desk)),
            ),
            "重大决策的各项",
        )
        self.add(self.segments)
        self.add(self.segments.views, 1)
        self.setAcceptDrops(True)
        self.segments.open(DOSSIERS)
        self.segments.opened.connect(self._reload_view)

    def import_action(self) -> PageAction | None:
        """Packages of dossiers and the workbooks of the registers come in."""
        return PageAction("接收档案包…", self.ask_package, "import", tip="收到的 .gxd 或 .json")

    def header_actions(self) -> tuple[PageAction, ...]:
        """A new dossier."""
        return (PageAction("新建决策档案…", self.ask_new, "new", primary=True),)

    def print_actions(self) -> tuple[PageAction, ...]:
        """The catalogue of the year; with a dossier over the page its own papers."""
        return (PageAction("打印年度目录…", self._print, "print"),)

    def _print(self) -> None:
        from guanxian_desk.desk.pages.papers import open_paper

        if self.dossier is not None and isValid(self.dossier) and self.dossier.isVisible():
            self.dossier.open_stage(PAPERS)
            return

        year, day = str(self._desk.as_of.year), self._desk.as_of
        open_paper(self._desk, self, "decision-catalogue", f"{year}年度决策事项目录", year, day)

    def ask_new(self) -> None:
        """The form of a new dossier, beside the list."""
        self.segments.open_as(DOSSIERS, DossierList).ask_new()

    def show_place(self, place: str) -> None:
        """A view by its key, or dossier/KEY and dossier/KEY/STAGE."""
        if place.startswith(_DOSSIER):
            key, _stroke, stage = place.removeprefix(_DOSSIER).partition("/")
            self.open_dossier(key, stage)
        else:
            super().show_place(place)

    def pictured(self) -> tuple[tuple[str, str], ...]:
        """The first dossier of the list."""
        row = self.list.table.model.row(0) if self.list is not None else None
        return ((f"{_DOSSIER}{row['key']}", "一份档案"),) if row is not None else ()

    def reload(self, _changes: Changes | None) -> None:
        """Reads the list, which gives the page its sentence, and the view that is seen."""
        self.as_of.edit.set_day(self._desk.as_of)
        if self.list is not None:
            self.list.reload()
        if self.dossier is not None and isValid(self.dossier):
            self.dossier.reload()
        if self.segments.current != DOSSIERS:
            self._reload_view(self.segments.current)

    def _reload_view(self, key: str) -> None:
        view = self.segments.built[key]
        if isinstance(view, DueView | SheetRegister | LawView):
            view.reload()

    # views

    def _dossiers(self) -> DossierList:
        self.list = DossierList(self._desk)
        self.list.opened.connect(self.open_dossier)
        self.list.read.connect(self._show_overview)
        return self.list

    def _due(self) -> DueView:
        view = DueView(self._desk)
        view.opened.connect(self.open_dossier)
        return view

    def _show_overview(self, found: Overview) -> None:
        self.say(found.sentence or "还没有决策档案。点“新建决策档案”，或者导入年度目录、接收档案包。")
        self.attention_changed.emit(sum(row["state"] in ("stuck", "broken") for row in found.rows))
        self.segments.show_count(DOSSIERS, len(found.rows))

    # ways on

    def open_dossier(self, key: str, stage: str = "") -> None:
        """A dossier over the page, at a stage."""
        from guanxian_desk.desk.pages.decision_dossier import open_dossier

        open_dossier(self._desk, self, key, stage, self._opened)

    def _opened(self, page: DossierPage) -> None:
        self.dossier = page

    def ask_package(self) -> None:
        """Which file came."""
        from guanxian_desk.desk.pages.decision_arrival import ask_package

        ask_package(self._desk, self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes a dossier's file."""
        if _dossiers(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what was let go, one after another over the page."""
        from guanxian_desk.desk.pages.decision_arrival import open_package

        event.acceptProposedAction()
        for path in _dossiers(event.mimeData()):
            open_package(self._desk, self, path)


def _dossiers(mime: QMimeData) -> list[Path]:
    return [path for path in files_of(mime) if path.suffix.lower() in (".gxd", ".json")]
