"""法治任务 through real widgets: the plan's day, lamps, calls, slips, messages, a round, a notice, the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from shutil import copy
from typing import TypeVar

import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.desktop import build_window
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.papers import PaperView
from guanxian_desk.desk.pages.record_edit import RecordEdit
from guanxian_desk.desk.pages.tasks import TasksPage
from guanxian_desk.desk.pages.tasks_changes import ChangesView
from guanxian_desk.desk.pages.tasks_charts import ChartsView
from guanxian_desk.desk.pages.tasks_findings import FindingsView
from guanxian_desk.desk.pages.tasks_forms import (
    CallForm,
    ContactForm,
    LampForm,
    ReplyForm,
    ReportingForm,
    RoundForm,
    UrgingForm,
)
from guanxian_desk.desk.pages.tasks_list import TasksView
from guanxian_desk.desk.pages.tasks_notice import NoticeView
from guanxian_desk.desk.pages.tasks_quick import QuickEntry
from guanxian_desk.desk.pages.tasks_register import RegisterOfUnits
from guanxian_desk.desk.pages.tasks_register_forms import AliasForm, GroupForm, TownshipForm
from guanxian_desk.desk.pages.tasks_reports import ReportsView
from guanxian_desk.desk.pages.tasks_units import UnitsView
from guanxian_desk.desk.pages.tasks_urgings import UrgingsView
from guanxian_desk.desk.window import MainWindow
from guanxian_desk.services.office import open_office
from tests.tasks_papers.sample_tasks import build

LEFT = Qt.MouseButton.LeftButton
NOW = stopped_at(datetime(2022, 10, 20, 9, 30))
DAY = date(2022, 10, 20)
NOTICE = Path(__file__).parent.parent / "tasks" / "data" / "rule-of-law-2022.txt"
PATIENCE, LOOK_AGAIN, TURNS = 30_000, 20, 4
W = TypeVar("W", bound=QWidget)


@pytest.fixture(scope="session")
def task_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tasks") / "sample.gxdesk"
    build(path)
    return path


class Clerk:
    """Somebody at the task page."""

    def __init__(self, qtbot: QtBot, window: MainWindow, desk: Desk, errors: list[BaseException]) -> None:
        self.qtbot, self.window, self.desk, self.errors = qtbot, window, desk, errors

    @property
    def page(self) -> TasksPage:
        page = self.window.page
        assert isinstance(page, TasksPage)
        return page

    def wait(self) -> None:
        """Until nothing is being read, several turns long."""
        background, end, quiet = self.desk.background, QDeadlineTimer(PATIENCE), 0
        while quiet < TURNS:
            assert not end.hasExpired()
            loop = QEventLoop()
            background.idle.connect(loop.quit)
            QTimer.singleShot(LOOK_AGAIN if background.busy else 0, loop.quit)
            loop.exec()
            quiet = 0 if background.busy else quiet + 1

    def view(self, key: str, kind: type[W]) -> W:
        """A view, opened with its word."""
        self.qtbot.mouseClick(self.page.segments.chips[key], LEFT)
        self.wait()
        view = self.page.segments.built[key]
        assert isinstance(view, kind)
        return view

    def click(self, inside: QWidget, words: str) -> None:
        """Presses the visible button with these words."""
        made = [one for one in inside.findChildren(QPushButton) if one.isVisible() and one.text() == words]
        assert len(made) == 1, [one.text() for one in inside.findChildren(QPushButton) if one.isVisible()]
        self.qtbot.mouseClick(made[0], LEFT)
        self.wait()

    def form(self, kind: type[W]) -> W:
        """The form that is open."""
        found = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def over(self, kind: type[W]) -> W:
        """What lies over the page."""
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def find(self, view: UnitsView | TasksView | RegisterOfUnits, words: str) -> None:
        """Types what is looked for and opens the first row."""
        field = view.filters.fields["words"]
        field.setText(words)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.wait()
        view.table.select_row(0)
        self.wait()


@pytest.fixture
def clerk(qtbot: QtBot, qapp: QApplication, task_file: Path, tmp_path: Path) -> Iterator[Clerk]:
    errors: list[BaseException] = []
    background = Background(lambda error, _title: errors.append(error))
    office = open_office(Path(copy(task_file, tmp_path / "sample.gxdesk")), Actor("张三"), NOW)
    desk = Desk(office, background)
    desk.as_of = DAY
    window = build_window(desk)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made = Clerk(qtbot, window, desk, errors)
    window.open_page("tasks")
    made.wait()
    yield made
    window.close()
    background.close()
    office.close()
    window.deleteLater()
    assert errors == []


@pytest.fixture
def said(clerk: Clerk) -> list[str]:
    """What the state line was told."""
    told: list[str] = []
    clerk.desk.said.connect(told.append)
    return told


def test_every_view_shows_the_same_day(clerk: Clerk) -> None:
    page = clerk.page
    assert page.day is not None
    assert page.day.as_of == DAY
    assert page.sentence.text().startswith("2022年10月20日：20 项任务")
    assert clerk.view("tasks", TasksView).table.model.rowCount() == 20
    assert clerk.view("units", UnitsView).table.model.rowCount() == 41
    assert clerk.view("reports", ReportsView).table.model.rowCount() > 1000
    findings = clerk.view("findings", FindingsView)
    assert findings.table.model.rowCount() == len(page.day.status.findings)
    assert clerk.view("changes", ChangesView).table.model.rowCount() > 0
    assert "单位" in clerk.view("charts", ChartsView).matrix.accessibleDescription()


def test_another_plan_and_another_day(clerk: Clerk) -> None:
    page = clerk.page
    page.plans.choose("digital-economy-2022")
    clerk.wait()
    assert clerk.view("tasks", TasksView).table.model.rowCount() == 60
    page.show_day(date(2022, 4, 12))
    clerk.wait()
    assert page.day is not None
    assert {str(task.lamp) for task in page.day.status.tasks} == {"灰"}


def test_a_figure_and_a_picture_lead_to_the_rows(clerk: Clerk) -> None:
    page = clerk.page
    page.cards.opened.emit("late")
    clerk.wait()
    view = page.segments.built["units"]
    assert isinstance(view, UnitsView)
    assert view.table.model.rowCount() == len(page.day.late) if page.day else False
    page.picture.opened.emit("task:8")
    clerk.wait()
    tasks = page.segments.built["tasks"]
    assert isinstance(tasks, TasksView)
    assert tasks.table.model.rowCount() == 1


def test_the_first_page_leads_to_a_task_of_a_plan(clerk: Clerk) -> None:
    clerk.page.show_place("plan/digital-economy-2022/task/3")
    clerk.wait()
    assert clerk.page.plans.key == "digital-economy-2022"
    view = clerk.page.segments.built["tasks"]
    assert isinstance(view, TasksView)
    assert view.table.model.rowCount() == 1
    clerk.page.show_place("plan/rule-of-law-2022/register")
    clerk.wait()
    assert clerk.page.segments.current == "register"


def test_chosen_tasks_become_a_text_to_paste(clerk: Clerk, said: list[str]) -> None:
    view = clerk.view("tasks", TasksView)
    view.table.select_row(2)
    clerk.wait()
    clerk.click(view, "复制今日口径")
    text = QApplication.clipboard().text()
    assert 150 <= len(text) <= 300
    assert "任务3" in text
    assert "字" in said[-1]


def test_a_lamp_is_ruled_and_withdrawn(clerk: Clerk) -> None:
    view = clerk.view("tasks", TasksView)
    clerk.find(view, "#7")
    clerk.click(view.panel, "核定灯…")
    form = clerk.form(LampForm)
    form.lamp.set_text("蓝")
    form.reason.set_text("上级已验收")
    form.approver.set_text("张三")
    clerk.click(form, "保存核定灯")
    assert "不能是提出人本人" in form.approver.reason.text()
    form.approver.set_text("李四")
    clerk.click(form, "保存核定灯")
    assert clerk.page.day is not None
    assert str(clerk.page.day.lamps["7"]) == "蓝"
    clerk.find(view, "#7")
    clerk.click(view.panel, "取消核定灯")
    assert str(clerk.page.day.lamps["7"]) == "绿"


def test_evidence_files_are_kept_with_a_task(clerk: Clerk, tmp_path: Path, said: list[str]) -> None:
    view = clerk.view("tasks", TasksView)
    scan = tmp_path / "会议纪要.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n")
    view.attach("rule-of-law-2022", "7", [scan])
    clerk.wait()
    assert "已附 1 份" in said[-1]
    clerk.find(view, "#7")
    assert clerk.page.day is not None
    assert clerk.page.day.files == {"7": ("会议纪要.png",)}
    assert "会议纪要.png" in [one.text() for one in view.panel.findChildren(QLabel)]


def test_the_way_of_reporting_is_chosen(clerk: Clerk) -> None:
    view = clerk.view("tasks", TasksView)
    clerk.click(view, "报送方式…")
    form = clerk.form(ReportingForm)
    assert form.way.text == "逐单位"
    form.way.set_text("随便")
    clerk.click(form, "保存报送方式")
    assert form.way.reason.text()
    form.way.set_text("牵头汇总")
    form.basis.set_text("冠法办〔2022〕3号")
    clerk.click(form, "保存报送方式")
    assert clerk.page.day is not None
    assert (clerk.page.day.choice.reporting, clerk.page.day.choice.basis) == ("牵头汇总", "冠法办〔2022〕3号")


def test_a_unit_is_called_and_the_call_is_logged(clerk: Clerk) -> None:
    view = clerk.view("units", UnitsView)
    clerk.find(view, "万善乡")
    clerk.click(view.panel, "复制催报文")
    assert QApplication.clipboard().text().startswith("万善乡：《冠县2022年法治政府建设工作计划》")
    clerk.click(view.panel, "登记催报…")
    form = clerk.form(CallForm)
    assert form.spoken_to.text == "示例·张敏"
    form.answer.set_text("今天报")
    clerk.click(form, "登记这次催报")
    assert clerk.page.day is not None
    assert next(call.answer for call in clerk.page.day.calls if call.unit == "万善乡") == "今天报"


def test_whom_to_call_is_entered(clerk: Clerk) -> None:
    view = clerk.view("units", UnitsView)
    clerk.find(view, "贾镇")
    clerk.click(view.panel, "联系人…")
    form = clerk.form(ContactForm)
    form.leader.set_text("镇长")
    clerk.click(form, "保存联系人")
    assert clerk.page.day is not None
    assert clerk.page.day.contacts["贾镇"].leader == "镇长"


def test_a_slip_is_issued_printed_and_answered(clerk: Clerk) -> None:
    view = clerk.view("units", UnitsView)
    clerk.find(view, "贾镇")
    clerk.click(view.panel, "发督办通知单…")
    form = clerk.form(UrgingForm)
    assert form.tasks.text
    clerk.click(form, "发出督办通知单")
    paper = clerk.over(PaperView)
    assert paper.paper.subject == "冠法督〔2022〕4号"
    clerk.desk.back_asked.emit()
    clerk.wait()
    slips = clerk.view("urgings", UrgingsView)
    slips.table.select_row(0)
    clerk.wait()
    clerk.click(slips.panel, "登记回执…")
    reply = clerk.form(ReplyForm)
    reply.by.set_text("镇长")
    reply.words.set_text("已补报")
    reply.settled.setChecked(True)
    clerk.click(reply, "登记回执")
    row = slips.table.model.row(0)
    assert row is not None
    assert (row["number"], row["state"]) == ("冠法督〔2022〕4号", "已办结")


def test_a_message_is_taken_down(clerk: Clerk) -> None:
    view = clerk.view("reports", ReportsView)
    before = view.table.model.rowCount()
    clerk.click(view, "快速录入…")
    entry = clerk.over(QuickEntry)
    clerk.click(entry, "识别内容")
    assert "请先粘贴" in entry.told.text()
    entry.message.setPlainText("清水镇9月进展：任务1 学习2次，完成71%；任务7 公开12条，完成72%")
    clerk.click(entry, "识别内容")
    assert (entry.unit.text, entry.period.text, entry.found.rowCount()) == ("清水镇", "2022-09", 2)
    entry.found.item(0, 1).setText("学习3次")
    entry.filed.set_day(DAY)
    clerk.click(entry, "保存为待补盖章件的报告")
    assert view.table.model.rowCount() == before + 2
    row = next(row for row in (view.table.model.row(place) for place in range(4)) if row and row["state"] == "口头")
    assert row["progress"] in ("学习3次", "公开12条，完成72%")


def test_a_report_is_entered_and_mended_by_hand(clerk: Clerk) -> None:
    view = clerk.view("reports", ReportsView)
    clerk.click(view, "手工填报…")
    form = clerk.over(RecordEdit)
    assert form.fields["plan_key"].text == "rule-of-law-2022"
    clerk.desk.back_asked.emit()
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
    clerk.click(view.panel, "修改这份报告…")
    assert clerk.over(RecordEdit).fields["progress"].text


def test_a_round_goes_out_and_comes_back(clerk: Clerk, tmp_path: Path, said: list[str]) -> None:
    view = clerk.view("units", UnitsView)
    clerk.click(view, "发出进展表…")
    form = clerk.form(RoundForm)
    assert clerk.page.day is not None
    late = len(clerk.page.day.late)
    assert form.quarter.text == "2022Q3"
    view.send_to("rule-of-law-2022", "2022Q3", tmp_path / "发出", date(2022, 10, 25))
    clerk.wait()
    assert f"已写出 {late} 个单位" in said[-1]
    view.take_from(tmp_path / "发出")
    clerk.wait()
    assert f"已读入 {late} 个文件" in said[-1]
    assert f"{late} 个文件" in [one.text() for one in view.panel.findChildren(QLabel)]


def test_the_day_of_the_meeting_is_kept(clerk: Clerk, said: list[str]) -> None:
    view = clerk.view("changes", ChangesView)
    assert view.before.day == date(2022, 10, 13)
    clerk.click(view, "今天开会，记下会议日")
    assert "2022-10-20" in said[-1]
    view.before.set_day(date(2022, 10, 18))
    clerk.wait()
    assert view.said.text().startswith("2022-10-18 至 2022-10-20")
    view.before.set_day(DAY)
    clerk.wait()
    assert "要早于" in view.said.text()


def test_a_notice_is_pasted_corrected_and_kept(clerk: Clerk) -> None:
    view = clerk.view("notice", NoticeView)
    view.text.setPlainText(NOTICE.read_text("utf-8"))
    clerk.click(view, "识别任务")
    assert (view.title.text, view.day.text, view.found.rowCount()) == (
        "冠县2022年法治政府建设工作计划", "2022-04-13", 20,
    )  # fmt: skip
    view.found.item(4, 0).setText("4")
    clerk.click(view, "重新检查")
    assert "任务 4：编号出现了 2 次" in view.remarks.text()
    assert not view.keep_button.isEnabled()
    view.found.item(4, 0).setText("5")
    view.found.item(4, 5).setText("县司法局、县财政局")
    view.found.item(4, 6).setText("2022-06-30")
    clerk.click(view, "重新检查")
    assert view.keep_button.isEnabled()
    view.key.set_text("law-corrected")
    clerk.click(view, "建立计划")
    assert clerk.page.plans.key == "law-corrected"
    assert clerk.page.day is not None
    fifth = clerk.page.day.status.tasks[4].task
    assert (fifth.responsible, fifth.due) == (("县司法局", "县财政局"), date(2022, 6, 30))


def test_a_notice_without_a_usable_key_or_day_is_not_kept(clerk: Clerk) -> None:
    view = clerk.view("notice", NoticeView)
    view.text.setPlainText("关于检查的通知\n1.开展检查。〔责任单位：县司法局〕")
    clerk.click(view, "识别任务")
    clerk.click(view, "建立计划")
    assert view.day.reason.text()
    view.day.set_text("2023-01-05")
    view.key.set_text("检查")
    clerk.click(view, "建立计划")
    taken, clerk.errors[:] = list(clerk.errors), []
    assert [type(error) for error in taken] == [UserError]
    assert "计划代号" in str(taken[0])


def test_the_register_is_confirmed_and_settled(clerk: Clerk) -> None:
    view = clerk.view("register", RegisterOfUnits)
    assert "乡镇名录未核定" in view.said.text()
    clerk.click(view, "核定乡镇名录…")
    form = clerk.form(TownshipForm)
    box = form.boxes["桑阿镇"]
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    clerk.click(form, "核定乡镇名录")
    assert "乡镇名录已核定" in view.said.text()
    assert clerk.page.day is not None
    assert clerk.page.day.unit("桑阿镇") is not None
    clerk.click(view, "明确集合称谓…")
    group = clerk.form(GroupForm)
    group.phrase.set_text("县政府有关部门")
    items = map(group.members.item, range(group.members.count()))
    item = next(item for item in items if item.text() == "县水利局")
    item.setCheckState(Qt.CheckState.Checked)
    clerk.click(group, "明确成员")
    assert group.basis.reason.text()
    group.basis.set_text("冠法办〔2022〕3号")
    clerk.click(group, "明确成员")
    assert not [f for f in clerk.page.day.status.findings if f.code == "T01"]


def test_an_unknown_name_becomes_an_alias(clerk: Clerk) -> None:
    view = clerk.view("register", RegisterOfUnits)
    clerk.click(view, "处理不认识的名称…")
    form = clerk.form(AliasForm)
    form.name.set_text("县教体局")
    assert "县教育和体育局" in form.said.text()
    form.unit.set_text("无此局")
    clerk.click(form, "记作别名")
    assert form.unit.reason.text()
    form.unit.set_text("县教育和体育局")
    clerk.click(form, "记作别名")
    assert clerk.page.day is not None
    assert ("县教体局", "T08") not in [(f.unit, f.code) for f in clerk.page.day.status.findings]


def test_every_view_can_be_read_by_a_screen_reader(clerk: Clerk) -> None:
    for key in clerk.page.segments.chips:
        clerk.qtbot.mouseClick(clerk.page.segments.chips[key], LEFT)
        clerk.wait()
        found = clerk.page.segments.built[key]
        kinds = (QPushButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
        parts = [part for kind in kinds for part in found.findChildren(kind) if part.isVisible()]
        parts = [part for part in parts if not isinstance(part, QHeaderView)]
        assert parts or key == "charts"
        assert [part for part in parts if not part.accessibleName()] == []


def test_the_papers_of_the_plan_are_offered(clerk: Clerk) -> None:
    actions = {action.words: action for action in clerk.page.print_actions()}
    actions["未报送单位名单"].run()
    clerk.wait()
    paper = clerk.over(PaperView)
    assert (paper.paper.form, paper.paper.subject, paper.paper.as_of) == ("tasks-missing", "rule-of-law-2022", DAY)
