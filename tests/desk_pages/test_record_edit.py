"""A record's form over the page: typed, refused in place, saved, kept as a draft, deleted and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from guanxian_desk.desk.pages.record_edit import RecordEdit, open_record
from guanxian_desk.services import records
from tests.desk_pages.conftest import Clerk, button, texts

TYPED = {
    "task_number": "1",
    "unit_name": "县司法局",
    "period": "2022Q2",
    "progress": "按计划推进",
    "percent": "60",
    "reported_on": "7.5",
}


def opened(clerk: Clerk, key: tuple[object, ...] | None = None, done: Callable[[], object] | None = None) -> RecordEdit:
    assert clerk.window.page is not None
    open_record(clerk.desk, clerk.window.page, "task-progress", key, done=done)
    clerk.wait()
    (edit,) = clerk.window.overlay.findChildren(RecordEdit)
    return edit


def type_in(clerk: Clerk, edit: RecordEdit, values: dict[str, str]) -> None:
    for name, text in values.items():
        edit.fields[name].set_text(text)


def test_a_record_is_typed_and_saved(clerk: Clerk) -> None:
    done: list[bool] = []
    edit = opened(clerk, done=lambda: done.append(True))
    type_in(clerk, edit, TYPED | {"unit_name": "", "percent": "六成"})
    assert edit.fields["percent"].reason.text()
    clerk.click(edit, "保存这条记录")
    assert edit.fields["unit_name"].reason.text() == "必须填写"
    assert "2 处不能保存" in edit.told.text()
    assert done == []
    type_in(clerk, edit, {"unit_name": "县司法局", "percent": "60%"})
    clerk.click(edit, "保存这条记录")
    assert done == [True]
    assert clerk.window.overlay.findChildren(RecordEdit) == []
    key = ("rule-of-law-2022", "1", "县司法局", "2022Q2", clerk.desk.today.replace(month=7, day=5))
    assert records.opened(clerk.desk.office, "task-progress", key).texts["percent"] == "60%"


def test_what_was_typed_and_not_saved_comes_back(clerk: Clerk) -> None:
    edit = opened(clerk)
    field = edit.fields["unit_name"].editor
    assert isinstance(field, QLineEdit)
    field.setFocus()
    clerk.qtbot.keyClicks(field, "xianfa")
    clerk.qtbot.keyClick(edit, Qt.Key.Key_Escape)
    clerk.wait()
    again = opened(clerk)
    assert again.fields["unit_name"].text == "xianfa"
    assert "已恢复" in again.told.text()
    clerk.click(again, "不保存")
    assert opened(clerk).fields["unit_name"].text == ""


@pytest.fixture
def reported(clerk: Clerk) -> tuple[object, ...]:
    values = TYPED | {"percent": "60%", "reported_on": "2022-07-05"}
    records.save(clerk.desk.office, records.blank("task-progress"), values)
    return ("rule-of-law-2022", "1", "县司法局", "2022Q2", clerk.desk.today.replace(year=2022, month=7, day=5))


def test_deleting_asks_once_more_and_can_be_taken_back(clerk: Clerk, reported: tuple[object, ...]) -> None:
    edit = opened(clerk, reported)
    clerk.click(edit, "删除这条记录")
    assert "确定删除（可以撤销）" in texts(edit)
    clerk.click(edit, "确定删除（可以撤销）")
    assert "Ctrl+Z" in clerk.window.state_line.message.text()
    clerk.qtbot.keyClick(clerk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    clerk.wait()
    assert opened(clerk, reported).fields["unit_name"].text == "县司法局"


def test_a_new_record_has_nothing_to_delete(clerk: Clerk) -> None:
    edit = opened(clerk)
    assert "删除这条记录" not in texts(edit)
    assert button(edit, "保存这条记录").isEnabled()
