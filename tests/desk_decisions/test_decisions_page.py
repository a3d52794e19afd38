"""The page of the duty: the list, what is due, registers, the register of opinions, plans, packages, attachments."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from guanxian_desk.desk.pages.decision_arrival import ArrivalPage, open_package
from guanxian_desk.desk.pages.decision_attachments import AttachmentsView
from guanxian_desk.desk.pages.decision_confirm import ReleaseForm
from guanxian_desk.desk.pages.decision_drafts import DraftsView
from guanxian_desk.desk.pages.decision_due import DueView
from guanxian_desk.desk.pages.decision_experts import ExpertsPage
from guanxian_desk.desk.pages.decision_history import HistoryView
from guanxian_desk.desk.pages.decision_list import DossierList
from guanxian_desk.desk.pages.decision_new import StrikeForm
from guanxian_desk.desk.pages.decision_opinion_forms import AnswerForm, OpinionForm
from guanxian_desk.desk.pages.decision_opinions import OpinionsPage
from guanxian_desk.desk.pages.decision_papers import PapersView
from guanxian_desk.desk.pages.decision_plan import PlanPage
from guanxian_desk.desk.pages.decision_registers import SheetRegister
from guanxian_desk.desk.pages.decision_review import ReviewPage
from guanxian_desk.desk.pages.papers import PaperView
from guanxian_desk.desk.pages.record_edit import RecordEdit
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.services import dossier_files, dossiers
from tests.desk_decisions.conftest import Decider, Open

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def _rows(table: RecordTable) -> list[Row]:
    return [row for at in range(table.model.rowCount()) if (row := table.model.row(at)) is not None]


def _list(clerk: Decider) -> DossierList:
    assert clerk.page.list is not None
    return clerk.page.list


def _register(clerk: Decider) -> OpinionsPage:
    clerk.open("2022-001", "participation").open_register()
    clerk.wait()
    return clerk.over(OpinionsPage)


def _words(inside: Any) -> str:
    return "\n".join(one.text() for one in inside.findChildren(QLabel))


# the list


def test_the_list_says_how_many_are_stuck_and_the_next_limit(open_decider: Open, document: Any) -> None:
    stuck = document("2022-002", set={"drafting.fair_competition_review.concluded_on": None})
    clerk = open_decider(document(), stuck, as_of=date(2022, 7, 8))
    assert clerk.page.sentence.text().startswith("2 个在办事项，1 个被卡住，最近期限 7 月")
    states = {row["key"]: row["state"] for row in _rows(_list(clerk).table)}
    assert states == {"2022-001": "open", "2022-002": "stuck"}


def test_the_list_is_filtered(open_decider: Open, document: Any) -> None:
    other = document("2022-002", set={"matter.title": "供水价格调整"})
    clerk = open_decider(document(), other)
    _list(clerk).filters.set_values({"words": "供水"})
    clerk.wait()
    assert [row["key"] for row in _rows(_list(clerk).table)] == ["2022-002"]
    _list(clerk).filters.set_values({"words": "", "shown": "closed"})
    clerk.wait()
    assert _rows(_list(clerk).table) == []


def test_an_empty_office_says_what_to_do(open_decider: Open) -> None:
    clerk = open_decider()
    assert "新建决策档案" in clerk.page.sentence.text()
    assert "还没有决策档案" in _words(_list(clerk).table.notice)


def test_a_dossier_is_struck_with_a_reason_and_stands_again(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    _list(clerk).table.select_row(0)
    clerk.press("划去档案…")
    form = clerk.window.findChild(StrikeForm)
    assert form is not None
    clerk.press("划去这份档案")
    assert form.reason.reason.text() == "划去要写明理由"
    clerk.type_into(form.reason, "立重了")
    clerk.press("划去这份档案")
    assert [row["stage"] for row in _rows(_list(clerk).table)] == ["已划去"]
    clerk.undo()
    assert [row["stage"] for row in _rows(_list(clerk).table)] == ["起草与参与"]


# what is due


def test_what_is_due_opens_its_stage(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.view("due", DueView)
    view = clerk.page.segments.built["due"]
    assert isinstance(view, DueView)
    first = _rows(view.table)[0]
    assert (first["norm"], first["due"], first["days"]) == ("R34-1", date(2022, 6, 15), 0)
    view.table.select_row(0)
    clerk.press("打开这一阶段")
    assert clerk.dossier.rail.key == "experts"


def test_the_first_page_leads_to_the_stage(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.desk.place_asked.emit("decisions/dossier/2022-001/risk")
    clerk.wait()
    assert (clerk.dossier.key, clerk.dossier.rail.key) == ("2022-001", "risk")


# registers


def test_a_register_takes_a_record_by_hand(open_decider: Open) -> None:
    clerk = open_decider()
    view = clerk.view("legality-reviews", SheetRegister)
    clerk.press("登记一条…", view)
    form = clerk.over(RecordEdit)
    for field, text in {"number": "1", "sender": "县教体局", "kind": "重大决策", "received_on": "2022-06-01"}.items():
        form.fields[field].set_text(text)
    clerk.press("保存这条记录")
    assert [(row["number"], row["sender"]) for row in _rows(view.table)] == [("1", "县教体局")]


def test_a_line_of_the_catalogue_opens_its_dossier(open_decider: Open) -> None:
    clerk = open_decider()
    view = clerk.view("decision-catalogue", SheetRegister)
    clerk.press("登记一条…", view)
    form = clerk.over(RecordEdit)
    for field, text in {"year": "2022", "name": "供水价格调整", "unit": "县发展和改革局"}.items():
        form.fields[field].set_text(text)
    clerk.press("保存这条记录")
    assert [one.title for one in dossiers.listing(clerk.desk.office)] == ["供水价格调整"]


# the register of opinions


def test_an_opinion_is_entered_and_the_next_begins(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    page = _register(clerk)
    clerk.qtbot.keyClick(page.register.table.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = clerk.window.findChild(OpinionForm)
    assert form is not None
    clerk.type_into(form.text, "希望夜间不施工")
    clerk.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.wait()
    added = clerk.stands("2022-001", "participation", "opinions")[-1]
    assert (added["text"], added["source"], added["received_on"]) == ("希望夜间不施工", "n1", "2022-06-15")
    assert form.text.text == ""
    assert form.isVisible()


def test_adoption_by_one_key(open_decider: Open, document: Any) -> None:
    made = document()
    for entry in made["participation"]["opinions"]:
        entry["adoption"], entry["reason"] = None, None
    clerk = open_decider(made)
    page = _register(clerk)
    table = page.register.table
    table.view.setFocus()
    table.select_row(0)
    clerk.qtbot.keyClick(table.view, Qt.Key.Key_1)
    clerk.wait()
    assert clerk.stands("2022-001", "participation", "opinions", "o1", "adoption") == "全部采纳"
    # The keyboard is at the next one.
    clerk.qtbot.keyClick(table.view, Qt.Key.Key_3)
    clerk.wait()
    form = clerk.window.findChild(AnswerForm)
    assert form is not None
    clerk.press("记下采纳情况")
    assert form.reason.reason.text() == "部分采纳、不采纳要写明理由（第二十九条）"
    clerk.type_into(form.reason, "工期不允许")
    clerk.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.wait()
    answered = clerk.stands("2022-001", "participation", "opinions", "o2")
    assert (answered["adoption"], answered["reason"]) == ("不采纳", "工期不允许")


def test_an_opinion_is_struck_and_stays(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    page = _register(clerk)
    page.register.table.select_row(1)
    clerk.press("划去…")
    form = clerk.window.findChild(StrikeForm)
    assert form is not None
    clerk.type_into(form.reason, "重复登记")
    clerk.press("划去这条意见")
    struck = clerk.stands("2022-001", "participation", "opinions", "o2", "struck")
    assert struck == {"on": "2022-06-15", "by": "李四", "reason": "重复登记"}
    assert [row["state"] for row in _rows(page.register.table)] == ["answered", "struck", "answered"]
    assert page.sentence.text().startswith("2 件意见")


# the plan


def test_a_wanted_day_is_planned_backwards(open_decider: Open, document: Any) -> None:
    clerk = open_decider(_bare(document))
    clerk.open("2022-001").open_plan()
    clerk.wait()
    plan = clerk.over(PlanPage)
    assert "最早可以在" in plan.sentence.text()
    clerk.type_into(plan.meeting, "2022-06-20")
    clerk.qtbot.keyClick(plan.meeting.line, Qt.Key.Key_Return)
    clerk.wait()
    assert plan.sentence.text().startswith("要在 2022年6月20日 上会，来不及：")
    clerk.type_into(plan.meeting, "2022-12-30")
    clerk.qtbot.keyClick(plan.meeting.line, Qt.Key.Key_Return)
    clerk.wait()
    assert "各步都还来得及" in plan.sentence.text()


def test_a_shorter_notice_says_what_it_gives_and_needs(open_decider: Open, document: Any) -> None:
    clerk = open_decider(_bare(document))
    clerk.open("2022-001").open_plan()
    clerk.wait()
    plan = clerk.over(PlanPage)
    plan.lengths["R20-3"].setValue(20)
    clerk.wait()
    # Ten days earlier the notice ends; two more are a weekend that the review no longer meets.
    assert "提前 12 日" in plan.sentence.text()
    assert "第二十条第二款" in plan.needs.text()
    clerk.press("写明缩短理由：公开征求意见（日）…")
    form = plan.panel.findChild(ReleaseForm)
    assert form is not None
    clerk.type_into(form.reason, "防汛")
    clerk.type_into(form.by, "王副县长")
    clerk.press("说明理由后放行")
    assert clerk.stands("2022-001", "waivers")[0]["reason"] == "防汛"
    clerk.press("恢复法定期限")
    assert "提前" not in plan.sentence.text()
    assert plan.lengths["R20-3"].value() == 30


# between PCs


def test_a_package_that_is_dropped_is_taken_in(open_decider: Open, document: Any, tmp_path: Path) -> None:
    clerk = open_decider(document())
    path = tmp_path / "来件.json"
    own = dossier_files.send_json(clerk.desk.office, "2022-001").decode("utf-8")
    other = own.replace('"2022-001"', '"2022-009"', 1).replace("冠县城区道路改造工程", "冠县公园城市规划")
    path.write_text(other, encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    clerk.page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))
    clerk.wait()
    assert "本机没有的档案" in clerk.over(ArrivalPage).sentence.text()
    clerk.press("收进档案")
    assert dossiers.keys(clerk.desk.office) == ["2022-001", "2022-009"]


def test_what_both_sides_changed_is_chosen_one_by_one(open_decider: Open, document: Any, tmp_path: Path) -> None:
    theirs = document(set={"matter.title": "来件的名称", "initiation.reported_on": "2022-05-21"})
    clerk = open_decider(document())
    path = tmp_path / "来件.json"
    path.write_text(_json(theirs), encoding="utf-8")
    open_package(clerk.desk, clerk.page, path)
    clerk.wait()
    page = clerk.over(ArrivalPage)
    assert [card.conflict.name for card in page.cards] == ["matter/title", "initiation/reported_on"]
    page.cards[0].theirs.click()
    clerk.press("收进档案")
    assert clerk.stands("2022-001", "matter", "title") == "来件的名称"
    assert clerk.stands("2022-001", "initiation", "reported_on") == "2022-05-20"
    clerk.undo()
    assert clerk.stands("2022-001", "matter", "title") == "冠县城区道路改造工程"


def test_a_file_that_is_no_dossier_is_refused_in_words(open_decider: Open, tmp_path: Path) -> None:
    clerk = open_decider()
    path = tmp_path / "坏.gxd"
    path.write_bytes(b"nothing")
    open_package(clerk.desk, clerk.page, path)
    clerk.wait()
    (error,) = clerk.take_errors()
    assert "不能用" in str(error) or "不是" in str(error)


# what belongs to the whole dossier


def test_a_file_is_attached_with_its_role_and_taken_out(open_decider: Open, document: Any, tmp_path: Path) -> None:
    path = tmp_path / "公告截图.pdf"
    path.write_bytes(PDF)
    clerk = open_decider(document())
    page = clerk.open("2022-001", "attachments")
    view = page.others["attachments"]
    assert isinstance(view, AttachmentsView)
    view.zone.chosen.emit([path])
    assert view.form is not None
    clerk.press("放进案卷")
    assert view.form.role.reason.text().startswith("请写明")
    clerk.type_into(view.form.role, "公告截图")
    clerk.press("放进案卷")
    (row,) = _rows(view.list.table)
    assert (row["name"], row["role"], row["kind"], row["where"]) == ("公告截图.pdf", "公告截图", "PDF", "在本机")
    view.list.table.select_row(0)
    clerk.press("从案卷取出")
    assert _rows(view.list.table) == []


def test_the_history_tells_who_changed_what(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    dossiers.put(clerk.desk.office, "2022-001", ("matter", "title"), "新名称")
    page = clerk.open("2022-001", "history")
    view = page.others["history"]
    assert isinstance(view, HistoryView)
    view.story.opened.emit("0")
    assert "现在：新名称" in _words(view.panel)


def test_a_paper_is_made_from_the_dossier(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    page = clerk.open("2022-001", "papers")
    view = page.others["papers"]
    assert isinstance(view, PapersView)
    titles = [row["title"] for row in _rows(view.list.table)]
    assert "征求意见公告" in titles
    view.list.table.select_row(titles.index("征求意见公告"))
    clerk.press("预览并打印…")
    assert clerk.over(PaperView).paper.subject == "2022-001"


def test_the_whole_file_is_bound(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    clerk.open("2022-001", "papers")
    clerk.press("装订案卷并预览…")
    paper = clerk.over(PaperView).paper
    assert (paper.form, paper.subject) == ("packet-dossier", "2022-001")


def test_two_versions_are_compared(open_decider: Open, document: Any) -> None:
    made = document(
        add={"drafting.drafts": [{"id": "d2", "version": 2, "made_on": "2022-07-06", "changes": "改了补偿标准"}]},
        set={"r1.draft": "d2"},
    )
    clerk = open_decider(made)
    office = clerk.desk.office
    for draft, text in (("d1", "第一条　照旧\n第二条　补偿一万元"), ("d2", "第一条　照旧\n第二条　补偿两万元")):
        name = dossier_files.attach(office, "2022-001", f"{draft}.txt", text.encode(), "决策草案")
        dossiers.put(office, "2022-001", ("drafting", "drafts", draft, "text"), name)
    page = clerk.open("2022-001", "drafts")
    view = page.others["drafts"]
    assert isinstance(view, DraftsView)
    assert "改了补偿标准" in _words(view)
    clerk.qtbot.mouseClick(view.compare_buttons[0], Qt.MouseButton.LeftButton)
    clerk.wait()
    assert "第二条　补偿两万元" in _words(view)
    assert "第一条　照旧" not in _words(view)


def test_an_opinion_is_drafted_from_what_is_ticked(open_decider: Open, document: Any) -> None:
    made = document(set={"drafting.fair_competition_review.concluded_on": None, "r1.opinion": None})
    clerk = open_decider(made, as_of=date(2022, 7, 12))
    clerk.open("2022-001", "legality")
    clerk.press("起草审查意见书…")
    page = clerk.over(ReviewPage)
    assert "R14-3" in [card.found.norm for card in page.cards]
    for card in page.cards:
        card.tick.setChecked(card.found.norm == "R14-3")
    clerk.press("起草意见书")
    opinion = clerk.stands("2022-001", "legality", "rounds", "r1", "opinion")
    assert opinion["conclusion"] == "退回补正"
    assert len(opinion["findings"]) == 1


def test_an_expert_near_to_a_party_is_not_asked(open_decider: Open, document: Any) -> None:
    clerk = open_decider(document())
    view = clerk.view("experts", SheetRegister)
    for name, employer in (("甲某", "冠县大道公司"), ("乙某", "某大学")):
        clerk.press("登记一条…", view)
        form = clerk.over(RecordEdit)
        for field, text in {"name": name, "employer": employer, "fields": "道路工程"}.items():
            form.fields[field].set_text(text)
        clerk.press("保存这条记录")
    clerk.open("2022-001", "experts")
    clerk.press("从专家库选聘…")
    page = clerk.over(ExpertsPage)
    assert {row["name"]: row["state"] for row in _rows(page.list.table)} == {"乙某": "proposed", "甲某": "against"}
    page.list.table.select_row(0)
    clerk.press("聘请进入论证")
    assert clerk.stands("2022-001", "expert_reviews", "x1", "experts")[-1]["name"] == "乙某"


def _bare(document: Any) -> dict[str, Any]:
    """The base dossier before anything of the procedure happened."""
    made: dict[str, Any] = document()
    kept = ("format", "key", "matter", "catalogue")
    return deepcopy({name: made[name] for name in kept})


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)
