"""指标 of an adopted plan's task through real widgets: typed, checked while typing, changed, removed, taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from guanxian_desk.desk.pages.tasks import TasksPage
from guanxian_desk.desk.pages.tasks_charts import ChartsView
from guanxian_desk.desk.pages.tasks_indicators import IndicatorForm
from guanxian_desk.desk.pages.tasks_list import TasksView
from guanxian_desk.desk.widgets.form import FormField
from guanxian_desk.modules.tasks.facts import UNITS_SUM, Indicator
from guanxian_desk.services import records, tasks
from guanxian_desk.services.office import Office, create_office
from guanxian_desk.services.steps import undo_last
from tests.desk_pages.conftest import NOW, ZHANG, Clerk, Open

KEY, DAY = "law-own", date(2022, 12, 30)
NOTICE = """冠县2022年行政执法工作计划
1.加强行政执法培训，全年培训执法人员500人次以上。〔牵头单位：县司法局；责任单位：县财政局、县水利局〕
2.严格备案审查。〔责任单位：县司法局〕
冠县人民政府办公室
2022年2月1日"""
REPORTED = {"县司法局": "培训人次=120", "县财政局": "培训人次=300人次", "县水利局": "培训人次=79"}


def adopted(path: Path) -> Office:
    """An office with a plan of its own, whose units have reported values."""
    office = create_office(path, ZHANG, NOW, "冠县司法局")
    tasks.adopt(office, tasks.read(NOTICE.encode(), "通知.txt", office), KEY)
    form = records.blank("task-progress")
    for unit, values in REPORTED.items():
        records.save(
            office,
            form,
            {
                "plan_key": KEY, "task_number": "1", "unit_name": unit, "period": "2022Q3", "progress": "已办班。",
                "percent": "60", "indicator_values": values, "reported_on": "2022-10-08",
            },
        )  # fmt: skip
    return office


@pytest.fixture
def at_tasks(open_clerk: Open, tmp_path: Path) -> Clerk:
    """At the office's own plan."""
    path = tmp_path / "office.gxdesk"
    adopted(path).close()
    clerk = open_clerk(path, DAY)
    clerk.window.open_page("tasks")
    clerk.qtbot.waitUntil(lambda: page(clerk).day is not None)
    at_plan(clerk, KEY)
    return clerk


def at_plan(clerk: Clerk, key: str) -> None:
    """Another plan is looked at."""
    page(clerk).show_place(f"plan/{key}/tasks")
    clerk.wait()
    day = page(clerk).day
    assert day is not None
    assert day.key == key


def page(clerk: Clerk) -> TasksPage:
    found = clerk.window.page
    assert isinstance(found, TasksPage)
    return found


def opened(clerk: Clerk, no: str) -> TasksView:
    """The list of tasks with a task in the panel."""
    view = page(clerk).segments.built["tasks"]
    assert isinstance(view, TasksView)
    view.show_task(no)
    clerk.wait()
    view.table.select_row(0)
    clerk.wait()
    return view


def form_of(clerk: Clerk) -> IndicatorForm:
    found = [one for one in page(clerk).findChildren(IndicatorForm) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def typed(clerk: Clerk, field: FormField, words: str) -> None:
    """Types into a field, in place of what stands there; Chinese comes as an input method sends it."""
    editor = field.editor.lineEdit() if isinstance(field.editor, QComboBox) else field.editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    clerk.qtbot.keyClick(editor, Qt.Key.Key_Delete)
    if words.isascii():
        clerk.qtbot.keyClicks(editor, words)
    else:
        sent = QInputMethodEvent()
        sent.setCommitString(words)
        QApplication.sendEvent(editor, sent)


def words_in(clerk: Clerk, view: TasksView) -> list[str]:
    return [one.text() for one in view.panel.findChildren(QLabel) if one.isVisible()]


def standing(clerk: Clerk, no: str = "1") -> list[Indicator]:
    day = page(clerk).day
    assert day is not None
    task = day.task(no)
    assert task is not None
    return [one.indicator for one in task.indicators]


def added(clerk: Clerk, name: str = "培训人次", target: str = "500", unit: str = "人次") -> None:
    """A sum of the units, typed in."""
    clerk.click(opened(clerk, "1").panel, "新增指标…")
    form = form_of(clerk)
    typed(clerk, form.name, name)
    typed(clerk, form.target, target)
    typed(clerk, form.unit, unit)
    typed(clerk, form.source, "各单位填报，各单位合计")
    clerk.click(form, "保存指标")


def test_an_indicator_is_typed_and_checked_while_typing(at_tasks: Clerk) -> None:
    clerk = at_tasks
    view = opened(clerk, "1")
    clerk.click(view.panel, "新增指标…")
    form = form_of(clerk)
    assert clerk.window.focusWidget() is form.name.editor
    clerk.click(form, "保存指标")
    assert "请填指标名称" in form.name.reason.text()
    typed(clerk, form.name, "培训=人次")
    assert "“=”" in form.name.reason.text()
    typed(clerk, form.name, "培训人次")
    assert form.name.reason.text() == ""
    typed(clerk, form.target, "0")
    assert "总是达标" in form.target.reason.text()
    typed(clerk, form.op, "等于")
    assert form.target.reason.text() == ""
    typed(clerk, form.op, "不少于")
    typed(clerk, form.target, "500")
    typed(clerk, form.unit, "%")
    typed(clerk, form.source, "各单位填报，各单位合计")
    assert "百分率不能相加" in form.unit.reason.text()
    assert "“培训人次=值”加起来" in form.note.text()
    clerk.click(form, "保存指标")
    assert standing(clerk) == []
    typed(clerk, form.unit, "人次")
    clerk.click(form, "保存指标")
    assert standing(clerk) == [Indicator("培训人次", ">=", 500, "人次", UNITS_SUM)]
    assert "培训人次：499人次，目标 各单位合计不少于 500人次" in words_in(clerk, opened(clerk, "1"))
    charts = page(clerk)
    charts.segments.open("charts")
    clerk.wait()
    drawn = charts.segments.built["charts"]
    assert isinstance(drawn, ChartsView)
    assert "培训人次 499人次，目标 合计≥500人次" in drawn.indicators.accessibleDescription()


def test_a_target_reached_is_met(at_tasks: Clerk) -> None:
    added(at_tasks, target="499")
    shown = words_in(at_tasks, opened(at_tasks, "1"))
    assert shown[shown.index("培训人次：499人次，目标 各单位合计不少于 499人次") - 1] == "达标"


def test_an_indicator_is_changed_and_removed_and_comes_back(at_tasks: Clerk) -> None:
    clerk = at_tasks
    added(clerk)
    added(clerk, "讲座次数", "2", "次")
    clerk.click(opened(clerk, "1").panel, "修改指标…")
    form = form_of(clerk)
    assert (form.which.text, form.name.text, form.target.text) == ("培训人次", "培训人次", "500")
    typed(clerk, form.which, "讲座次数")
    assert (form.name.text, form.target.text, form.unit.text) == ("讲座次数", "2", "次")
    typed(clerk, form.name, "培训人次")
    assert "已有同名指标" in form.name.reason.text()
    typed(clerk, form.which, "培训人次")
    assert form.name.reason.text() == ""
    typed(clerk, form.name, "执法培训人次")
    assert "已有 3 份报告按“培训人次”填报，改名以后不再计入" in form.note.text()
    typed(clerk, form.name, "培训人次")
    assert "改名" not in form.note.text()
    typed(clerk, form.target, "450")
    typed(clerk, form.source, "各单位填报，取牵头单位的")
    clerk.click(form, "保存指标")
    assert standing(clerk) == [
        Indicator("培训人次", ">=", 450, "人次"),
        Indicator("讲座次数", ">=", 2, "次", UNITS_SUM),
    ]
    assert "培训人次：120人次，目标 不少于 450人次" in words_in(clerk, opened(clerk, "1"))
    clerk.click(opened(clerk, "1").panel, "修改指标…")
    form = form_of(clerk)
    clerk.click(form, "删除这项指标")
    assert len(standing(clerk)) == 2
    clerk.click(form, "确定删除（可以撤销）")
    assert [one.name for one in standing(clerk)] == ["讲座次数"]
    undo_last(clerk.desk.office)
    page(clerk).refresh()
    clerk.wait()
    assert [one.name for one in standing(clerk)] == ["培训人次", "讲座次数"]


def test_a_rate_of_this_program_is_chosen(at_tasks: Clerk) -> None:
    clerk = at_tasks
    clerk.click(opened(clerk, "2").panel, "新增指标…")
    form = form_of(clerk)
    typed(clerk, form.name, "报备率")
    typed(clerk, form.op, "等于")
    typed(clerk, form.target, "101")
    typed(clerk, form.source, "心算")
    assert form.source.reason.text()
    typed(clerk, form.source, "由本机计算：行政规范性文件报备率")
    assert (form.unit.text, form.source.reason.text()) == ("%", "")
    assert "0 至 100" in form.target.reason.text()
    typed(clerk, form.target, "100")
    clerk.click(form, "保存指标")
    assert standing(clerk, "2") == [Indicator("报备率", "=", 100, "%", "norm-filing-rate", typed=False)]
    shown = words_in(clerk, opened(clerk, "2"))
    assert shown[shown.index("报备率：目标 100%") - 1] == "无可计"


def test_a_shipped_plan_says_why_nothing_can_be_changed(at_tasks: Clerk) -> None:
    at_plan(at_tasks, "rule-of-law-2022")
    view = opened(at_tasks, "3")
    assert any("以通知原文为准" in words for words in words_in(at_tasks, view))
    assert not [one for one in view.panel.findChildren(QPushButton) if one.text() in ("新增指标…", "修改指标…")]
