"""Every view of the duty: each control has a Chinese name, and no English word is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from guanxian_desk.services import dossier_files
from tests.desk.test_accessible import controls, name_of
from tests.desk_decisions.conftest import Decider, Open
from tests.desk_pages.test_words import CHINESE, LATIN

# What kinds of files are called.
FILES = re.compile(r"\.gxd|\.docx|\.txt|\.pdf|Word")
Show = Callable[[Decider], QWidget]


def _stage(key: str) -> Show:
    return lambda clerk: clerk.open("2022-001", key)


def _view(key: str) -> Show:
    return lambda clerk: clerk.view(key, QWidget)


def _over(act: Callable[[Decider], object]) -> Show:
    def show(clerk: Decider) -> QWidget:
        clerk.open("2022-001", "participation")
        act(clerk)
        clerk.wait()
        return clerk.window.overlay

    return show


SHOWN: dict[str, Show] = {
    **{key: _stage(key) for key in ("matter", "participation", "experts", "legality", "confirmations", "attachments")},
    **{key: _stage(key) for key in ("papers", "drafts", "history")},
    **{f"view {key}": _view(key) for key in ("dossiers", "due", "decision-catalogue", "experts", "law")},
    "register": _over(lambda clerk: clerk.dossier.open_register()),
    "plan": _over(lambda clerk: clerk.dossier.open_plan()),
    "review": _over(lambda clerk: clerk.dossier._open_tool("legality")),
    "choose experts": _over(lambda clerk: clerk.dossier._open_tool("experts")),
    "form": _over(lambda clerk: clerk.edit(("participation", "hearings", "h1"))),
    "traits": _over(lambda clerk: (clerk.dossier.open_stage("matter"), clerk.edit(("matter", "traits")))),
}


def test_controls_are_named_and_words_are_chinese(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    dossier_files.attach(clerk.desk.office, "2022-001", "公告.pdf", b"%PDF-1.4", "公告截图")
    for name, show in SHOWN.items():
        root = show(clerk)
        found = [part for part in controls(root) if part.isVisible()]
        assert found, name
        assert [type(part).__name__ for part in found if not name_of(part)] == [], name
        assert [name_of(part) for part in found if not CHINESE.search(name_of(part))] == [], name
        shown = [part.text() for part in root.findChildren(QLabel) if part.isVisible()]
        shown += [part.text() for part in root.findChildren(QAbstractButton) if part.isVisible()]
        assert [text for text in shown if LATIN.search(FILES.sub("", text))] == [], name
