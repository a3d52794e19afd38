"""The forms made from the outline: what stands in a dossier comes out of its form as it went in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from guanxian_desk.desk.pages.decision_boxes import FieldsBox
from guanxian_desk.desk.pages.decision_fields import ChoiceEditor, ChoicesEditor, Context, TextEditor, editor_of
from guanxian_desk.modules.decisions.editing import get
from guanxian_desk.modules.decisions.outline import Field, Path, Shape, field_at, outline
from guanxian_desk.sample.dossiers import sample_dossiers
from tests.cases.decision_cases import base

CONTEXT = Context({}, 2022)


def _documents() -> dict[str, dict[str, Any]]:
    return {"base": base()} | {one.document["key"]: one.document for one in sample_dossiers()}


def _said(value: Any) -> Any:
    """Without what is null: to the rules it is the same as absent."""
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items() if part is not None}
    return [_said(part) for part in value] if isinstance(value, list) else value


def _objects(document: dict[str, Any]) -> Iterator[tuple[Path, tuple[Field, ...], dict[str, Any]]]:
    """Every group and record of a dossier with the fields of its form."""
    for section in outline():
        for path, field in section.fields:
            stands = get(document, path)
            if field.shape is Shape.GROUP and stands:
                yield path, field.fields, stands
            elif field.shape is Shape.RECORDS:
                yield from ((path, field.fields, record) for record in stands or ())


@pytest.mark.parametrize("name", _documents())
def test_nothing_is_lost_by_opening_and_saving(qtbot: QtBot, name: str) -> None:
    document = _documents()[name]
    for path, fields, record in _objects(document):
        box = FieldsBox(fields, record, Context(document, 2022))
        qtbot.addWidget(box)
        assert _said(box.value()) == _said(record), path
        assert box.first_fault() is None, path


def test_every_field_of_the_schema_has_an_editor(qtbot: QtBot) -> None:
    for section in outline():
        for _path, field in section.fields:
            box = FieldsBox(field.fields or (field,), None, CONTEXT)
            qtbot.addWidget(box)
            assert box.value() == {}


def _editor(qtbot: QtBot, *path: str, value: Any = None) -> Any:
    made = editor_of(field_at(path), value, CONTEXT)
    qtbot.addWidget(made)
    return made


def test_a_number_is_whole(qtbot: QtBot) -> None:
    editor = _editor(qtbot, "participation", "notices", "", "opinions_received")
    assert isinstance(editor, TextEditor)
    editor.box.set_text("1.5")
    assert not editor.ok()
    editor.box.set_text("12")
    assert editor.ok()
    assert editor.value() == 12


def test_a_time_is_written_out(qtbot: QtBot) -> None:
    editor = _editor(qtbot, "participation", "notices", "", "paper", "starts_at")
    for typed, value in (("9:30", "09:30"), ("14：05", "14:05")):
        editor.box.set_text(typed)
        assert editor.ok()
        assert editor.value() == value
    editor.box.set_text("24:00")
    assert not editor.ok()


def test_yes_no_and_unknown_are_three(qtbot: QtBot) -> None:
    editor = _editor(qtbot, "matter", "traits", "trade")
    assert isinstance(editor, ChoiceEditor)
    seen = []
    for words in ("（未填）", "是", "否"):
        editor.box.setCurrentText(words)
        seen.append(editor.value())
    assert seen == [None, True, False]


def test_steps_keep_the_order_in_which_they_were_ticked(qtbot: QtBot) -> None:
    editor = _editor(qtbot, "deliberation", "meetings", "", "steps")
    assert isinstance(editor, ChoicesEditor)
    names = list(editor.boxes)
    for name in reversed(names):
        editor.boxes[name].setChecked(True)
    assert editor.value() == names[::-1]
    assert editor.boxes[names[-1]].text().startswith("1. ")


def test_channels_keep_the_order_of_the_list(qtbot: QtBot) -> None:
    editor = _editor(qtbot, "participation", "notices", "", "channels")
    names = list(editor.boxes)
    for name in reversed(names[:2]):
        editor.boxes[name].setChecked(True)
    assert editor.value() == names[:2]
