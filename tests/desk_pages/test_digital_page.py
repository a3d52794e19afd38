"""数字经济 on screen: the state in words, pictures that lead on, stages moved, records entered, meetings and papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from guanxian_desk.base.picture import Rect
from guanxian_desk.desk.pages.digital import DigitalPage
from guanxian_desk.desk.pages.digital_meetings import MeetingsView
from guanxian_desk.desk.pages.digital_pictures import DigitalPicture
from guanxian_desk.desk.pages.digital_registers import KeptView
from guanxian_desk.desk.pages.papers import PaperView
from guanxian_desk.desk.pages.record_edit import RecordEdit
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.pages.stage_form import StageForm
from guanxian_desk.services import projects, tasks
from tests.desk_pages.conftest import LEFT, Clerk, Open, texts
from tests.digital import sample_library

CLOSED = date(2022, 12, 31)


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office's project library alone."""
    path = tmp_path_factory.mktemp("library") / "sample.gxdesk"
    sample_library.build(path)
    return path


@pytest.fixture
def desk(library_file: Path, tmp_path: Path, open_clerk: Open) -> Clerk:
    """Somebody at the page."""
    own = tmp_path / "sample.gxdesk"
    copy(library_file, own)
    clerk = open_clerk(own, CLOSED)
    clerk.window.open_page("digital")
    clerk.qtbot.waitUntil(lambda: page(clerk).day is not None)
    clerk.wait()
    return clerk


def page(clerk: Clerk) -> DigitalPage:
    found = clerk.window.page
    assert isinstance(found, DigitalPage)
    return found


def view(clerk: Clerk, key: str) -> QWidget:
    clerk.qtbot.mouseClick(page(clerk).segments.chips[key], LEFT)
    clerk.wait()
    return page(clerk).segments.built[key]


def register(clerk: Clerk, key: str) -> RegisterView:
    found = view(clerk, key)
    assert isinstance(found, RegisterView)
    return found


def lines(found: RegisterView) -> list[str]:
    model = found.table.model
    return [model.row(place).get("number") or model.row(place)["code"] for place in range(model.rowCount())]


def pick(clerk: Clerk, found: RegisterView, key: str) -> None:
    found.table.select_row(lines(found).index(key))
    clerk.wait()


def words_in(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def over(clerk: Clerk, kind: type[QWidget]) -> QWidget:
    (found,) = clerk.window.overlay.findChildren(kind)
    return found


def test_the_page_says_how_the_library_stands(desk: Clerk) -> None:
    said = page(desk).sentence.text()
    assert said.startswith("项目库 23 个项目，已开工 17 个（其中竣工 3 个），红灯 5 个；未办结问题 4 个")
    assert said.endswith("上次调度会 2022年10月21日，议定事项还有 3 项没有完成。")
    cards = [card.accessibleName() for card in page(desk).cards.findChildren(QPushButton)]
    for words in ("开工率 73.9%", "竣工率 13%", "投资完成率 32.2%"):
        assert any(card.startswith(words) for card in cards), cards
    assert page(desk).segments.chips["findings"].text() == "差错 19"
    assert len(lines(register(desk, "projects"))) == 23


def test_another_day_shows_another_library(desk: Clerk) -> None:
    page(desk).show_day(date(2022, 5, 1))
    desk.wait()
    assert "上次调度会" not in page(desk).sentence.text()
    assert lines(register(desk, "problems")) == []
    assert lines(register(desk, "meetings")) == ["2022-2", "2022-1"], "meetings to come are seen as such"
    assert page(desk).segments.chips["findings"].text().startswith("差错 ")


def test_the_funnel_and_the_tiles_lead_to_the_projects(desk: Clerk) -> None:
    page(desk).picture.opened.emit("竣工")
    desk.wait()
    found = register(desk, "projects")
    assert lines(found) == ["附3-农-1", "附3-服-5", "附5-1"]
    tiles = view(desk, "places")
    assert isinstance(tiles, DigitalPicture)
    door = next(door for door in tiles.picture.doors if isinstance(door, Rect) and door.key == "place:清水镇")
    tiles.picture.opened.emit(door.key)
    desk.wait()
    assert page(desk).segments.current == "projects"
    assert lines(register(desk, "projects")) == ["附3-工-6", "附3-服-6"]


def test_a_project_shows_its_story(desk: Clerk) -> None:
    found = register(desk, "projects")
    pick(desk, found, "附3-工-7")
    told = words_in(found.panel)
    for words in (
        "山东统一车轮有限公司",
        "开工 → 储备，2022-08 月报；原因：环保要求提高",
        "问2022-03",
        "2022-10-12 办结：重新批复",
    ):
        assert words in told, told
    pick(desk, found, "附3-工-1")
    assert "智能化水平高，同意入库" in words_in(found.panel)


def test_a_stage_moves_one_step_and_back_only_with_a_reason(desk: Clerk) -> None:
    found = register(desk, "projects")
    pick(desk, found, "附3-工-4")
    desk.click(found.panel, "变动阶段…")
    (form,) = found.panel.findChildren(StageForm)
    form.to.set_text("竣工")
    desk.click(form, "登记阶段变动")
    assert form.to.reason.text() == "一次只能变动一级"
    form.to.set_text("谋划")
    desk.click(form, "登记阶段变动")
    assert form.reason.reason.text() == "请写明退回的原因"
    editor = form.reason.editor
    assert isinstance(editor, QPlainTextEdit)
    desk.qtbot.keyClicks(editor, "land")
    desk.click(form, "登记阶段变动")
    assert desk.take_errors() == []
    stages = {one.project.number: str(one.stage) for one in projects.status(desk.desk.office, CLOSED).projects}
    assert stages["附3-工-4"] == "储备", "moved on the day of the clock, which is later"
    later = {one.project.number: str(one.stage) for one in projects.status(desk.desk.office, desk.desk.today).projects}
    assert later["附3-工-4"] == "谋划"


def test_a_report_is_entered_from_the_project(desk: Clerk) -> None:
    found = register(desk, "projects")
    pick(desk, found, "附3-服-4")
    link = next(one for one in found.panel.findChildren(QPushButton) if one.text() == "登记月报…")
    desk.qtbot.mouseClick(link, LEFT)
    desk.wait()
    edit = over(desk, RecordEdit)
    assert isinstance(edit, RecordEdit)
    typed = {"month": "2022-10", "invested_fen": "430", "physical": "系统联调", "reported_on": "2022-12-30"}
    for name, text in typed.items():
        edit.fields[name].set_text(text)
    desk.click(edit, "保存这条记录")
    assert desk.take_errors() == []
    assert "430 万元，系统联调" in words_in(register(desk, "projects").panel)


def test_a_new_problem_has_the_next_number(desk: Clerk) -> None:
    page(desk)._new("project-problems")
    desk.wait()
    edit = over(desk, RecordEdit)
    assert isinstance(edit, RecordEdit)
    assert edit.fields["code"].text == "问2022-07"


def test_problems_say_who_answers_and_which_meeting_took_them(desk: Clerk) -> None:
    found = register(desk, "problems")
    model = found.table.model
    assert [model.row(place)["state"] for place in range(model.rowCount())] == ["超期"] * 2 + ["办理中"] * 2 + [
        "已办结"
    ] * 2
    found.table.select_row(0)
    desk.wait()
    assert "数字经济工作专班第一次调度会（2022-07-15）" in words_in(found.panel)
    desk.click(found.panel, "查看项目")
    assert lines(register(desk, "projects")) == ["附3-工-4"]


def test_settled_items_go_into_the_tracker(desk: Clerk) -> None:
    found = register(desk, "meetings")
    assert isinstance(found, MeetingsView)
    found.table.select_row(0)
    desk.wait()
    desk.click(found.panel, "未完成的转入任务台账")
    assert desk.take_errors() == []
    assert len(tasks.status(desk.desk.office, "dispatch-2022-2", CLOSED).tasks) == 3
    assert "未完成的转入任务台账" not in texts(found.panel)
    assert "红灯，0%（dispatch-2022-2 第 1 项）" in words_in(found.panel)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait()
    assert "未完成的转入任务台账" in texts(found.panel)


def test_a_meeting_to_come_has_its_agenda(desk: Clerk) -> None:
    page(desk).show_day(date(2022, 10, 20))
    desk.wait()
    found = register(desk, "meetings")
    found.table.select_row(0)
    desk.wait()
    told = words_in(found.panel)
    assert "一、上次议定事项完成情况：3 项，还有 1 项没有完成" in told
    assert "二、红灯项目 " in told
    assert "问2022-01" in told
    found.table.select_row(1)
    desk.wait()
    assert "议程" not in words_in(found.panel)


def test_whoever_takes_the_post_takes_the_seat(desk: Clerk) -> None:
    found = register(desk, "members")
    assert isinstance(found, KeptView)
    place = next(at for at in range(25) if found.table.model.row(at)["seat"] == 14)
    found.table.select_row(place)
    desk.wait()
    told = words_in(found.panel)
    assert "周文涛（示例）" in told
    assert "郭洪恩" in told
    desk.click(found.panel, "登记继任者…")
    edit = over(desk, RecordEdit)
    assert isinstance(edit, RecordEdit)
    assert (edit.fields["seat"].text, edit.fields["name"].text) == ("14", "")


@pytest.mark.parametrize("key", ["permits", "invested", "places", "progress", "needs", "findings"])
def test_every_view_has_something_to_show(desk: Clerk, key: str) -> None:
    found = view(desk, key)
    if isinstance(found, RegisterView):
        assert found.table.model.rowCount()
    else:
        assert isinstance(found, DigitalPicture)
        assert found.picture.doors
    assert desk.take_errors() == []


def test_papers_open_over_the_page(desk: Clerk) -> None:
    run: dict[str, Callable[[], object]] = {action.words: action.run for action in page(desk).print_actions()}
    run["专班成员名单"]()
    desk.wait()
    paper = over(desk, PaperView)
    assert isinstance(paper, PaperView)
    assert paper.paper.form == "digital-taskforce"
    desk.desk.back_asked.emit()
    desk.wait()
    found = register(desk, "meetings")
    found.table.select_row(1)
    desk.wait()
    link = next(one for one in found.panel.findChildren(QPushButton) if one.text() == "打印会议纪要…")
    desk.qtbot.mouseClick(link, LEFT)
    desk.wait()
    papers = [one for one in desk.window.overlay.findChildren(PaperView) if one.isVisible()]
    assert [(one.paper.form, one.paper.subject) for one in papers] == [("digital-minutes", "2022-1")]


def test_what_is_entered_is_offered_in_one_menu(desk: Clerk) -> None:
    (action,) = page(desk).header_actions()
    menu = action.run()
    assert [one.text() for one in menu.actions()] == ["新增项目…", "登记问题…", "登记要素需求…", "登记调度会…"]  # type: ignore[attr-defined]
    menu.close()  # type: ignore[attr-defined]


def test_every_view_can_be_read_by_a_screen_reader(desk: Clerk) -> None:
    for key in page(desk).segments.chips:
        found = view(desk, key)
        for label in found.findChildren(QPushButton):
            assert label.accessibleName() or label.text()
