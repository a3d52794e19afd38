"""A clerk at the decisions page, with real widgets over a data file of a few dossiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from shutil import copy
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.desk.app import make_app
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.desktop import build_window
from guanxian_desk.desk.pages.decision_dossier import DossierPage
from guanxian_desk.desk.pages.decision_form import RecordForm
from guanxian_desk.desk.pages.decisions import DecisionsPage
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.modules.decisions.editing import get
from guanxian_desk.services import dossiers
from guanxian_desk.services.office import create_office, open_office
from tests.cases.decision_cases import base, changed
from tests.desk_pages.conftest import LEFT, Clerk, Flashes, button

TODAY = date(2022, 6, 15)
NOW = stopped_at(datetime(2022, 6, 15, 9, 30))
LI = Actor("李四")
W = TypeVar("W", bound=QWidget)
Path_ = tuple[str, ...]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_app(offscreen=True)


@dataclass
class Decider(Clerk):
    """Somebody at the decisions page."""

    @property
    def page(self) -> DecisionsPage:
        page = self.window.pages["decisions"]
        assert isinstance(page, DecisionsPage)
        return page

    @property
    def dossier(self) -> DossierPage:
        page = self.page.dossier
        assert page is not None
        return page

    def open(self, key: str, stage: str = "") -> DossierPage:
        """A dossier at a stage."""
        self.window.open_page("decisions")
        self.page.open_dossier(key, stage)
        self.wait()
        return self.dossier

    def over(self, kind: type[W]) -> W:
        """What lies over the page."""
        found = [one for one in self.window.overlay.findChildren(kind) if one.isVisible()]
        assert len(found) == 1, [type(one).__name__ for one in found]
        return found[0]

    def edit(self, place: Path_) -> RecordForm:
        """Presses the button of a place of the dossier."""
        self.qtbot.mouseClick(self.dossier.records.openers[place], LEFT)
        self.wait()
        return self.over(RecordForm)

    def type_into(self, editor: QWidget, text: str) -> None:
        """Types over what stands."""
        editor.setFocus()
        target = QApplication.focusWidget()
        assert target is not None
        self.qtbot.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text.isascii():
            self.qtbot.keyClicks(target, text)
            return
        # Chinese comes from an input method, not from keys.
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target, event)

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Presses a button by its words."""
        self.click(inside or self.window, words)

    def view(self, key: str, kind: type[W]) -> W:
        """A view of the page, opened with its word."""
        self.window.open_page("decisions")
        self.qtbot.mouseClick(self.page.segments.chips[key], LEFT)
        self.wait()
        view = self.page.segments.built[key]
        assert isinstance(view, kind)
        return view

    def at_day(self, day: str) -> None:
        """Types the page's day."""
        self.type_into(self.page.as_of.edit.field, day)
        self.qtbot.keyClick(self.page.as_of.edit.field, Qt.Key.Key_Return)
        self.wait()

    def verdict(self, norm: str) -> str:
        """What the page says of a norm."""
        return next(told.state.value for told in self.dossier.view.told if told.norm == norm)

    def gate(self, norm: str) -> bool:
        """Whether the page shows a gate open."""
        return next(gate.gate.open for gate in self.dossier.view.gates if gate.gate.norm == norm)

    def stands(self, key: str, *place: str) -> Any:
        """What the data file has at a place."""
        return get(dossiers.read(self.desk.office, key), place)

    def undo(self) -> None:
        """Ctrl+Z."""
        self.window.setFocus()
        self.qtbot.keyClick(self.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.wait()


@pytest.fixture(scope="session")
def whole() -> dict[str, Any]:
    """The base dossier of the law cases."""
    return base()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office without any record, made once."""
    path = tmp_path_factory.mktemp("office") / "office.gxdesk"
    create_office(path, LI, NOW, "冠县人民政府办公室").close()
    return path


Open = Callable[..., Decider]


@pytest.fixture
def open_decider(qtbot: QtBot, qapp: QApplication, tmp_path: Path, empty_file: Path) -> Iterator[Open]:
    opened: list[Decider] = []
    flashes = Flashes()
    qapp.installEventFilter(flashes)

    def open_with(*documents: dict[str, Any], as_of: date = TODAY) -> Decider:
        path = Path(copy(empty_file, tmp_path / "office.gxdesk"))
        office = open_office(path, LI, NOW)
        for document in documents:
            dossiers.create(office, document["key"], document["matter"]["title"])
            dossiers.save(office, document["key"], document)
        office.close()
        errors: list[BaseException] = []
        background = Background(lambda error, _title: errors.append(error))
        desk = Desk(open_office(path, LI, NOW), background)
        desk.as_of = as_of
        window = build_window(desk)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        decider = Decider(qtbot, window, desk, errors)
        opened.append(decider)
        window.open_page("decisions")
        decider.wait()
        return decider

    yield open_with
    qapp.removeEventFilter(flashes)
    for decider in opened:
        decider.window.close()
        decider.desk.background.close()
        decider.desk.office.close()
        decider.window.deleteLater()
    assert [error for decider in opened for error in decider.errors] == []
    assert flashes.seen == []


@pytest.fixture
def document(whole: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """The base dossier under a key, with facts changed."""

    def made(key: str = "2022-001", **facts: Any) -> dict[str, Any]:
        return changed(deepcopy(whole) | {"key": key}, **facts)

    return made


__all__ = ["LEFT", "Decider", "button"]
