"""One dossier on screen: created by typing, recorded, judged, gates, released, confirmed, undone; by keyboard too."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from guanxian_desk.desk.pages.decision_boxes import EntriesEditor, GroupEditor
from guanxian_desk.desk.pages.decision_confirm import ConfirmForm, ReleaseForm
from guanxian_desk.desk.pages.decision_fields import ChoicesEditor, DayEditor, TextEditor
from guanxian_desk.desk.pages.decision_form import RecordForm
from guanxian_desk.desk.pages.decision_new import NewForm
from guanxian_desk.services import dossiers
from tests.desk_decisions.conftest import LEFT, Decider, Open

NOTICES = ("participation", "notices")


def _named(inside: QWidget, name: str) -> QPushButton:
    """The visible button with this accessible name."""
    (found,) = [one for one in inside.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == name]
    return found


def _new(clerk: Decider, title: str) -> None:
    clerk.press("新建决策档案…")
    form = clerk.window.findChild(NewForm)
    assert form is not None
    clerk.type_into(form.title, title)
    clerk.press("建立档案")


def _notice(clerk: Decider, published: str, closes: str) -> None:
    clerk.dossier.open_stage("participation")
    form = clerk.edit(NOTICES)
    for name, text in (("published_on", published), ("closes_on", closes)):
        clerk.type_into(form.form.box.editors[name], text)
    clerk.press("保存")


def test_a_dossier_is_created_by_typing(open_decider: Open) -> None:
    clerk = open_decider()
    _new(clerk, "冠县城区道路改造工程")
    assert clerk.stands("2022-001", "matter", "title") == "冠县城区道路改造工程"
    assert clerk.window.header.title.text() == "冠县城区道路改造工程（2022-001）"
    clerk.desk.back_asked.emit()
    clerk.wait()
    assert clerk.page.sentence.text() == "1 个在办事项，没有被卡住的。"


def test_a_dossier_without_a_name_is_not_created(open_decider: Open) -> None:
    clerk = open_decider()
    clerk.press("新建决策档案…")
    form = clerk.window.findChild(NewForm)
    assert form is not None
    clerk.press("建立档案")
    assert form.title.reason.text() == "请写决策事项的名称"
    assert dossiers.keys(clerk.desk.office) == []


def test_of_a_state_secret_only_the_number_is_kept(open_decider: Open) -> None:
    clerk = open_decider()
    clerk.press("新建决策档案…")
    form = clerk.window.findChild(NewForm)
    assert form is not None
    form.secret.setChecked(True)
    clerk.press("建立档案")
    assert clerk.stands("2022-001", "matter", "confidentiality", "confidential") is True
    row = clerk.page.list.table.model.row(0)  # type: ignore[union-attr]
    assert row is not None
    assert row["state"] == "secret"


def test_a_notice_waits_its_thirty_days_then_they_are_full(open_decider: Open) -> None:
    clerk = open_decider()
    _new(clerk, "道路改造")
    _notice(clerk, "6.1", "7.1")
    assert clerk.stands("2022-001", *NOTICES)[0]["published_on"] == "2022-06-01"
    assert clerk.verdict("R20-3") == "pending"
    clerk.desk.back_asked.emit()
    clerk.at_day("2022-06-30")
    assert clerk.open("2022-001", "participation")
    assert clerk.verdict("R20-3") == "pending"
    clerk.desk.back_asked.emit()
    clerk.at_day("2022-07-01")
    assert clerk.open("2022-001", "participation")
    assert clerk.verdict("R20-3") == "met"


def test_what_is_no_day_is_told_while_typing_and_not_saved(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "participation")
    form = clerk.edit((*NOTICES, "n1"))
    editor = form.form.box.editors["closes_on"]
    assert isinstance(editor, DayEditor)
    clerk.type_into(editor, "7.32")
    assert editor.box.reason.text() == "“7.32”不是日期，请写成 4.13 或 2022-4-13"
    clerk.press("保存")
    assert clerk.over(RecordForm).form.told.text().startswith("有内容不能保存")
    assert clerk.stands("2022-001", *NOTICES, "n1", "closes_on") == "2022-07-01"


def test_a_draft_comes_back(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "participation")
    form = clerk.edit((*NOTICES, "n1"))
    clerk.type_into(form.form.box.editors["closes_on"], "7.10")
    clerk.desk.back_asked.emit()
    clerk.wait()
    again = clerk.edit((*NOTICES, "n1"))
    assert again.form.box.value()["closes_on"] == "2022-07-10"
    assert again.form.told.text() == "已恢复上次填写、还没有保存的内容。"
    clerk.press("不保存")
    assert clerk.edit((*NOTICES, "n1")).form.box.value()["closes_on"] == "2022-07-01"


def test_what_changed_meanwhile_is_not_written_over(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "participation")
    form = clerk.edit((*NOTICES, "n1"))
    dossiers.put(clerk.desk.office, "2022-001", (*NOTICES, "n1", "closes_on"), "2022-07-05")
    clerk.type_into(form.form.box.editors["opinions_received"], "9")
    clerk.press("保存")
    assert "又被改动" in clerk.over(RecordForm).form.told.text()
    assert clerk.stands("2022-001", *NOTICES, "n1", "opinions_received") == 2


def test_undo_takes_back_the_record(open_decider: Open) -> None:
    clerk = open_decider()
    _new(clerk, "道路改造")
    _notice(clerk, "6.1", "7.1")
    assert len(clerk.dossier.view.document["participation"]["notices"]) == 1
    clerk.undo()
    assert not (clerk.dossier.view.document.get("participation") or {}).get("notices")


def test_a_record_is_taken_out_after_a_second_press(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "participation")
    clerk.edit(("participation", "polls", "p1"))
    clerk.press("删去这条记录")
    assert clerk.stands("2022-001", "participation", "polls")
    clerk.press("确定删除（可以撤销）")
    assert clerk.stands("2022-001", "participation", "polls") == []
    clerk.undo()
    assert len(clerk.stands("2022-001", "participation", "polls")) == 1


def test_an_entry_of_a_list_within_a_record(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "participation")
    form = clerk.edit(("participation", "symposia", "s1"))
    invitees = form.form.box.editors["invitees"]
    assert isinstance(invitees, EntriesEditor)
    invitees.add_button.click()
    name = form.top.box.editors["name"]
    clerk.type_into(name, "周某")
    form.top.box.editors["stakeholder"].box.setCurrentText("是")  # type: ignore[attr-defined]
    clerk.press("确定")
    clerk.press("保存")
    assert clerk.stands("2022-001", "participation", "symposia", "s1", "invitees")[-1] == {
        "name": "周某",
        "stakeholder": True,
    }


def test_entries_are_typed_one_after_another(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "legality")
    form = clerk.edit(("legality", "unit_reviews", "ur1"))
    form.form.box.editors["countersigns"].add_button.click()  # type: ignore[attr-defined]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for unit in ("县水利局", "县审计局"):
        clerk.type_into(form.top.box.editors["unit"], unit)
        clerk.type_into(form.top.box.editors["on"], "7.6")
        clerk.qtbot.keyClick(form.top, Qt.Key.Key_Return, both)
    clerk.press("返回上一层")
    clerk.press("保存")
    signed = clerk.stands("2022-001", "legality", "unit_reviews", "ur1", "countersigns")
    assert [(one["unit"], one["on"]) for one in signed[1:]] == [("县水利局", "2022-07-06"), ("县审计局", "2022-07-06")]


def test_printing_with_a_dossier_open_offers_its_papers(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    page = clerk.open("2022-001", "matter")
    clerk.qtbot.keyClick(clerk.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    clerk.wait()
    assert page.rail.key == "papers"


def test_an_entry_with_a_blank_that_is_needed_stays_open(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "participation")
    form = clerk.edit(("participation", "symposia", "s1"))
    form.form.box.editors["invitees"].add_button.click()  # type: ignore[attr-defined]
    clerk.press("确定")
    name = form.top.box.editors["name"]
    assert isinstance(name, TextEditor)
    assert name.box.reason.text() == "必须填写"
    clerk.qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.top is form.form


def test_papers_facts_are_folded_until_wanted(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "participation")
    form = clerk.edit((*NOTICES, "n1"))
    paper = form.form.box.editors["paper"]
    assert isinstance(paper, GroupEditor)
    assert paper.box is None
    paper.fold_button.click()
    assert paper.box is not None
    clerk.type_into(paper.box.editors["contact"], "王科长")
    clerk.press("保存")
    assert clerk.stands("2022-001", *NOTICES, "n1", "paper", "contact") == "王科长"


def test_none_of_them_is_an_answer(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "matter")
    form = clerk.edit(("matter", "traits"))
    grounds = form.form.box.editors["hearing_grounds"]
    assert isinstance(grounds, ChoicesEditor)
    assert grounds.none is not None
    grounds.none.click()
    clerk.press("保存")
    assert clerk.stands("2022-001", "matter", "traits", "hearing_grounds") == []


def test_that_there_is_none_is_recorded_by_one_press(open_decider: Open, document: Any) -> None:
    made = document(remove=["matter.interested_parties"])
    clerk = open_decider(made)
    page = clerk.open("2022-001", "matter")
    name = "有直接利害关系的公民、法人、其他组织：经核对没有"
    clerk.qtbot.mouseClick(_named(page.records, name), LEFT)
    clerk.wait()
    assert clerk.stands("2022-001", "matter", "interested_parties") == []


def test_no_label_of_a_form_is_english(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    for stage in ("matter", "participation", "experts", "risk", "legality", "deliberation", "execution"):
        page = clerk.open("2022-001", stage)
        words = "".join(one.text() for one in page.findChildren(QLabel))
        assert " id" not in words
        assert "true" not in words


def test_a_gate_is_shut_by_what_is_broken_and_opens(open_decider: Open, document: Any) -> None:
    review = "drafting.fair_competition_review.concluded_on"
    clerk = open_decider(document(set={review: None}), as_of=_day("2022-07-08"))
    clerk.open("2022-001", "drafting")
    assert not clerk.gate("R41-1")
    assert clerk.verdict("R14-3") == "unmet"
    assert clerk.dossier.gates.buttons["R41-1"].text().startswith("✘ 送请合法性审查：被 1 项把住")  # type: ignore[attr-defined]
    form = clerk.edit(("drafting", "fair_competition_review"))
    clerk.type_into(form.form.box.editors["concluded_on"], "6.12")
    clerk.press("保存")
    assert clerk.gate("R41-1")
    assert clerk.dossier.gates.buttons["R41-1"].text().startswith("✔")  # type: ignore[attr-defined]


def test_the_gate_tells_who_holds_it(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    page = clerk.open("2022-001", "participation")
    clerk.qtbot.mouseClick(page.gates.buttons["R41-1"], LEFT)
    assert page.panel.title.text() == "关口：送请合法性审查"
    told = " ".join(one.text() for one in page.panel.findChildren(QLabel))
    assert "R17-1" in told
    assert "把住" in told


def test_the_article_opens_in_the_panel(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    page = clerk.open("2022-001", "participation")
    clerk.qtbot.mouseClick(_links(page.panel, "第二十一条")[0], LEFT)
    assert page.panel.title.text() == "第二十一条"
    assert any("以座谈会方式征求公众意见的" in one.text() for one in page.panel.findChildren(QLabel))
    clerk.qtbot.mouseClick(page.panel.back_button, LEFT)
    assert page.panel.title.text().startswith("公众参与")


def test_a_short_notice_is_released_with_a_reason(open_decider: Open, document: Any) -> None:
    short = {"n1.closes_on": "2022-06-20", "n1.shortening_statement": "因汛期临近，期限缩短为十九日。"}
    clerk = open_decider(document(set=short), as_of=_day("2022-06-21"))
    page = clerk.open("2022-001", "participation")
    assert clerk.verdict("R20-3") == "unmet"
    clerk.press("说明理由后放行…")
    form = page.panel.findChild(ReleaseForm)
    assert form is not None
    clerk.qtbot.mouseClick(form.submit_button, LEFT)
    assert form.reason.reason.text() == "请写明为什么可以有例外"
    clerk.type_into(form.reason, "防汛")
    clerk.type_into(form.by, "王副县长")
    clerk.qtbot.mouseClick(form.submit_button, LEFT)
    clerk.wait()
    assert clerk.verdict("R20-3") == "waived"
    assert clerk.stands("2022-001", "waivers")[-1] | {"on": ""} == {
        "norm": "R20-3",
        "reason": "防汛",
        "by": "王副县长",
        "on": "",
    }


def test_what_a_person_judges_is_confirmed(open_decider: Open, document: Any) -> None:
    made = document()
    made["attestations"] = []
    clerk = open_decider(made)
    page = clerk.open("2022-001", "matter")
    assert clerk.verdict("R07-2") == "pending"
    clerk.qtbot.mouseClick(_named(page.panel, f"确认：{_told(clerk, 'R07-2').demand}"), LEFT)
    form = page.panel.findChild(ConfirmForm)
    assert form is not None
    clerk.type_into(form.note, "已列入预算")
    clerk.qtbot.mouseClick(form.submit_button, LEFT)
    clerk.wait()
    assert clerk.verdict("R07-2") == "met"
    assert clerk.stands("2022-001", "attestations")[0]["by"] == "李四"


def test_by_keyboard_alone(open_decider: Open, document: Any) -> None:
    """From the list into the dossier, down the stages, into a record, typed, saved, back."""
    clerk = open_decider(document())
    assert clerk.page.list is not None
    table = clerk.page.list.table
    table.view.setFocus()
    table.select_row(0)
    clerk.qtbot.keyClick(table.view, Qt.Key.Key_Return)
    clerk.wait()
    page = clerk.dossier
    page.rail.setFocus()
    clerk.qtbot.keyClick(page.rail, Qt.Key.Key_Home)
    for _step in range(3):
        clerk.qtbot.keyClick(page.rail, Qt.Key.Key_Down)
    assert page.rail.key == "participation"
    opener = page.records.openers[(*NOTICES, "n1")]
    opener.setFocus()
    clerk.qtbot.keyClick(opener, Qt.Key.Key_Space)
    clerk.wait()
    form = clerk.over(RecordForm)
    clerk.type_into(form.form.box.editors["opinions_received"], "3")
    clerk.qtbot.keyClick(form.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.wait()
    assert clerk.stands("2022-001", *NOTICES, "n1", "opinions_received") == 3
    clerk.qtbot.keyClick(clerk.window.overlay, Qt.Key.Key_Escape)
    assert clerk.window.stack.currentWidget() is clerk.page


def test_where_to_record_it_is_one_press_away(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    page = clerk.open("2022-001", "legality")
    told = _told(clerk, "R14-1")
    clerk.qtbot.mouseClick(_named(page.panel, f"下一步：去登记：{told.demand}"), LEFT)
    assert page.records.openers[("legality", "unit_reviews")].hasFocus()


def test_the_evidence_leads_to_its_record(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    page = clerk.open("2022-001", "participation")
    (first, *_more) = [
        one for one in page.panel.findChildren(QPushButton) if one.accessibleName().startswith("依据：座谈会")
    ]
    clerk.qtbot.mouseClick(first, LEFT)
    assert page.records.openers[("participation", "symposia", "s1")].hasFocus()


def _told(clerk: Decider, norm: str) -> Any:
    return next(told for told in clerk.dossier.view.told if told.norm == norm)


def _links(inside: QWidget, words: str) -> list[QPushButton]:
    return [one for one in inside.findChildren(QPushButton) if one.isVisible() and one.text() == words]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def test_a_dossier_that_is_gone_says_so(open_decider: Open) -> None:
    clerk = open_decider()
    _new(clerk, "道路改造")
    clerk.undo()
    assert clerk.dossier.sentence.text().startswith("没有编号为“2022-001”的决策档案")


def test_a_link_to_a_dossier_that_is_not_here_is_told(open_decider: Open) -> None:
    clerk = open_decider()
    clerk.desk.place_asked.emit("decisions/dossier/2099-001")
    clerk.wait()
    (error,) = clerk.take_errors()
    assert "2099-001" in str(error)


def test_nothing_more_is_written_of_a_state_secret(open_decider: Open) -> None:
    clerk = open_decider()
    dossiers.create_secret(clerk.desk.office, "2022-009")
    clerk.open("2022-009", "matter")
    form = clerk.edit(("matter", "title"))
    clerk.type_into(form.form.box.editors["title"], "某项工程")
    clerk.press("保存")
    assert "涉密事项的内容不能录入普通电脑" in form.form.told.text()
    assert clerk.stands("2022-009", "matter", "title") == "涉密事项"
