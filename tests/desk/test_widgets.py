"""Filter line, days, cards, balances, findings, detail panel, story: typed, clicked, by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from guanxian_desk.desk.app import settle
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.widgets.columns import TupleProvider
from guanxian_desk.desk.widgets.day_edit import DayEdit, read_day
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.figure_cards import Figure, FigureCards
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, FilterLine, TextFilter
from guanxian_desk.desk.widgets.findings_list import FindingsList
from guanxian_desk.desk.widgets.identity_strip import Balance, IdentityStrip
from guanxian_desk.desk.widgets.timeline import Event, Timeline
from tests.desk.providers import MOMENT

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(900, 300)
    widget.show()
    return widget


def button(widget: QWidget, words: str) -> QPushButton:
    """The visible button of these words; what was just added is shown by a posted event."""
    QApplication.sendPostedEvents()
    found = [part for part in widget.findChildren(QPushButton) if words in (part.text(), part.accessibleName())]
    return next(part for part in found if part.isVisible())


def texts(widget: QWidget) -> str:
    QApplication.sendPostedEvents()
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


# filter line


@pytest.fixture
def filters(qtbot: QtBot) -> FilterLine:
    line = FilterLine(
        (
            ChoiceFilter("code", "差异", (("", "全部差异"), ("R02", "重复核销"), ("R04", "商户未通过审核"))),
            TextFilter("words", "查找姓名、券码"),
        )
    )
    shown(qtbot, line)
    return line


def test_a_choice_is_told_at_once(qtbot: QtBot, filters: FilterLine) -> None:
    with qtbot.waitSignal(filters.changed, timeout=100) as told:
        qtbot.keyClick(filters.boxes["code"], Qt.Key.Key_Down)
    assert told.args == [{"code": "R02", "words": ""}]


def test_typing_is_told_once_after_the_last_key(qtbot: QtBot, filters: FilterLine) -> None:
    told: list[dict[str, str]] = []
    filters.changed.connect(told.append)
    with qtbot.waitSignal(filters.changed):
        qtbot.keyClicks(filters.fields["words"], " Q0001 ")
        assert told == []
    assert told == [{"code": "", "words": "Q0001"}]


def test_enter_does_not_wait(qtbot: QtBot, filters: FilterLine) -> None:
    qtbot.keyClicks(filters.fields["words"], "Q1")
    with qtbot.waitSignal(filters.changed, timeout=50) as told:
        qtbot.keyClick(filters.fields["words"], Qt.Key.Key_Return)
    assert told.args == [{"code": "", "words": "Q1"}]


def test_clear_is_possible_only_when_something_is_filtered(qtbot: QtBot, filters: FilterLine) -> None:
    assert not filters.clear_button.isEnabled()
    with qtbot.waitSignal(filters.changed):
        filters.set_values({"code": "R04", "words": "兴隆"})
    assert filters.boxes["code"].currentText() == "商户未通过审核"
    with qtbot.waitSignal(filters.changed) as told:
        qtbot.mouseClick(filters.clear_button, LEFT)
    assert told.args == [{"code": "", "words": ""}]
    assert not filters.clear_button.isEnabled()


def test_new_options_keep_the_choice_where_they_can(qtbot: QtBot, filters: FilterLine) -> None:
    filters.set_values({"code": "R04"})
    with qtbot.assertNotEmitted(filters.changed):
        filters.set_options("code", (("", "全部差异"), ("R04", "商户未通过审核 12 条")))
    assert filters.values()["code"] == "R04"
    with qtbot.waitSignal(filters.changed):
        filters.set_options("code", (("", "全部差异"),))
    assert filters.values()["code"] == ""


# days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4.13", date(2022, 4, 13)),
        ("4月13日", date(2022, 4, 13)),
        ("2023-1-2", date(2023, 1, 2)),
        ("2023/01/02", date(2023, 1, 2)),
        ("2023.1.2", date(2023, 1, 2)),
        ("20221231", date(2022, 12, 31)),
        (" 6.30 ", date(2022, 6, 30)),
        ("2.30", None),
        ("13.1", None),
        ("今天", None),
        ("", None),
    ],
)
def test_days_as_people_type_them(text: str, day: date | None) -> None:
    assert read_day(text, 2022) == day


def test_a_typed_day_counts_after_enter(qtbot: QtBot) -> None:
    edit = DayEdit("截至", date(2022, 12, 31))
    shown(qtbot, edit)
    edit.field.selectAll()
    qtbot.keyClicks(edit.field, "6.30")
    with qtbot.waitSignal(edit.changed) as told:
        qtbot.keyClick(edit.field, Qt.Key.Key_Return)
    assert told.args == [date(2022, 6, 30)]
    assert edit.field.text() == "2022-06-30"


def test_a_wrong_day_is_shown_as_wrong_and_does_not_count(qtbot: QtBot) -> None:
    edit = DayEdit("截至", date(2022, 12, 31))
    shown(qtbot, edit)
    edit.field.selectAll()
    qtbot.keyClicks(edit.field, "2.30")
    with qtbot.assertNotEmitted(edit.changed):
        qtbot.keyClick(edit.field, Qt.Key.Key_Return)
    assert edit.day == date(2022, 12, 31)
    assert edit.field.property("bad") == "true"
    assert "2.30" in edit.field.toolTip()


def test_a_day_can_be_picked_with_the_keyboard(qtbot: QtBot) -> None:
    edit = DayEdit("截至", date(2022, 12, 31))
    shown(qtbot, edit)
    with qtbot.waitActive(edit):
        edit.activateWindow()
    edit.field.setFocus()
    qtbot.keyClick(edit.field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    days = edit.findChild(QCalendarWidget).findChild(QTableView)
    qtbot.keyClick(days, Qt.Key.Key_Left)
    with qtbot.waitSignal(edit.changed) as told:
        qtbot.keyClick(days, Qt.Key.Key_Return)
    assert told.args == [date(2022, 12, 30)]


# figures and balances


def test_a_card_opens_by_mouse_and_by_keyboard(qtbot: QtBot) -> None:
    cards = FigureCards()
    shown(qtbot, cards)
    cards.show_figures(
        (Figure("应拨", "997,900", "元", key="due", hint="不予拨付 8,400 元"), Figure("商户", "60", "家"))
    )
    card = button(cards, "应拨 997,900元，不予拨付 8,400 元")
    with qtbot.waitSignal(cards.opened) as opened:
        qtbot.mouseClick(card, LEFT)
    assert opened.args == ["due"]
    with qtbot.waitSignal(cards.opened):
        qtbot.keyClick(card, Qt.Key.Key_Space)
    assert len([part for part in cards.findChildren(QPushButton) if part.isVisible()]) == 1


def test_more_than_five_figures_are_a_bug(qtbot: QtBot) -> None:
    cards = FigureCards()
    qtbot.addWidget(cards)
    with pytest.raises(ValueError, match="at most 5"):
        cards.show_figures(tuple(Figure(str(number), "1") for number in range(6)))


def test_a_balance_has_a_tick_or_its_difference(qtbot: QtBot) -> None:
    strip = IdentityStrip()
    shown(qtbot, strip)
    strip.show_balances((Balance("issued", "已发 = 未用 + 已核销", 5, 5), Balance("due", "应拨 = 各商户", 5_00, 7_50)))
    good = button(strip, "已发 = 未用 + 已核销：相符")
    bad = button(strip, "应拨 = 各商户：不符，差 -2.50 元")
    assert bad.text() == "应拨 = 各商户　差 -2.50 元"
    assert "左边 5.00 元" in bad.toolTip()
    assert good.property("tone") != bad.property("tone")
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.mouseClick(bad, LEFT)
    assert opened.args == ["due"]


# findings


def findings(count: int) -> TupleProvider:
    rows = [
        {"severity": "blocks", "title": "重复核销", "who": "兴隆超市", "amount": 10_000, "clause": "五、3",
         "todo": "退平台核实", "state": "open", "code": "R02", "subject": f"HX{number:07d}"}
        for number in range(count)
    ]  # fmt: skip
    return TupleProvider(rows)


def test_several_findings_are_acted_on_at_once(qtbot: QtBot, background: Background) -> None:
    table = FindingsList(background, (Action("waive", "说明理由后放行…", primary=True),))
    shown(qtbot, table)
    table.show_rows(findings(300))
    assert settle(background)
    table.table.select_row(0)
    assert not table.buttons["waive"].isVisible()
    qtbot.keyClick(table.table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.buttons["waive"].isVisible()
    with qtbot.waitSignal(table.action_chosen) as chosen:
        qtbot.mouseClick(table.buttons["waive"], LEFT)
    key, rows = chosen.args
    assert key == "waive"
    assert [row["subject"] for row in rows] == [f"HX{number:07d}" for number in range(300)]


def test_findings_lead_with_words_and_end_with_the_code(qtbot: QtBot, background: Background) -> None:
    table = FindingsList(background)
    shown(qtbot, table)
    table.show_rows(findings(1))
    assert settle(background)
    model = table.table.model
    line = [model.index(0, column).data() for column in range(model.columnCount())]
    assert line == ["拦截", "重复核销", "兴隆超市", "100.00", "五、3", "退平台核实", "待处理", "R02"]
    assert not model.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()


# detail panel

DETAIL = Detail(
    "重复核销",
    "R02 · HX0000731",
    ("拦截", "red"),
    (
        Section(fields=(Field("商户", "兴隆超市", link="merchant:7"), Field("金额", "100.00 元"))),
        Section("依据", words="消费券不找零、不可重复使用。", links=(("law:5.3", "冠政办发〔2022〕5号 五、3"),)),
    ),
    (Action("waive", "说明理由后放行…", primary=True), Action("print", "打印审批单…", enabled=False, tip="先放行")),
)


@pytest.fixture
def panel(qtbot: QtBot) -> DetailPanel:
    made = DetailPanel()
    shown(qtbot, made)
    made.hide()
    return made


def test_a_record_opens_with_everything_it_says(qtbot: QtBot, panel: DetailPanel) -> None:
    panel.open(DETAIL)
    assert panel.isVisible()
    assert panel.title.text() == "重复核销"
    assert "消费券不找零、不可重复使用。" in texts(panel)
    with qtbot.waitSignal(panel.link_opened) as link:
        qtbot.mouseClick(button(panel, "兴隆超市"), LEFT)
    assert link.args == ["merchant:7"]
    with qtbot.waitSignal(panel.action_chosen) as chosen:
        qtbot.mouseClick(button(panel, "说明理由后放行…"), LEFT)
    assert chosen.args == ["waive"]
    assert not button(panel, "打印审批单…").isEnabled()


def test_what_is_opened_from_a_record_has_a_step_back(qtbot: QtBot, panel: DetailPanel) -> None:
    panel.open(DETAIL)
    assert not panel.back_button.isVisible()
    panel.push(QLabel("经过"), "兴隆超市的全部经过")
    assert panel.title.text() == "兴隆超市的全部经过"
    qtbot.mouseClick(panel.back_button, LEFT)
    assert panel.title.text() == "重复核销"
    assert not panel.back_button.isVisible()


def test_esc_goes_back_and_then_closes(qtbot: QtBot, panel: DetailPanel) -> None:
    panel.open(DETAIL)
    panel.push(DETAIL)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isVisible()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_another_record_replaces_all_that_was_open(panel: DetailPanel) -> None:
    panel.open(DETAIL)
    panel.push(DETAIL)
    panel.open(Detail("超过使用期限核销"))
    assert panel.title.text() == "超过使用期限核销"
    assert not panel.back_button.isVisible()


# story


def test_a_story_is_told_in_words_and_opens_what_has_a_key(qtbot: QtBot) -> None:
    story = Timeline("缴款人的经过")
    shown(qtbot, story)
    story.show_events(
        (Event(date(2022, 4, 20), "缴纳契税", 6_213_400), Event(MOMENT, "在兴隆超市核销", 10_000, "green", "HX1"))
    )
    model = story.model()
    assert model.index(0, 0).data() == "2022-04-20　缴纳契税　62,134.00 元"
    assert model.index(1, 0).data() == "2022-05-02 10:21　在兴隆超市核销　100.00 元"
    story.setCurrentIndex(model.index(1, 0))
    with qtbot.waitSignal(story.opened) as opened:
        qtbot.keyClick(story, Qt.Key.Key_Return)
    assert opened.args == ["HX1"]
    story.setCurrentIndex(model.index(0, 0))
    with qtbot.assertNotEmitted(story.opened):
        qtbot.keyClick(story, Qt.Key.Key_Return)


def test_long_words_of_a_story_wrap(qtbot: QtBot) -> None:
    story = Timeline("经过")
    shown(qtbot, story)
    story.resize(260, 400)
    story.show_events((Event(date(2022, 4, 20), "缴费"), Event(date(2022, 4, 20), "缴费" * 40)))
    model = story.model()
    short, long = (story.visualRect(model.index(row, 0)).height() for row in range(2))
    assert long > 2 * short


def test_labels_never_read_markup(qtbot: QtBot, panel: DetailPanel) -> None:
    panel.open(Detail("<b>店</b>", sections=(Section(words="<img src=x>"),)))
    assert "<img src=x>" in texts(panel)
    formats = {part.textFormat() for part in panel.findChildren(QLabel) if part.text()}
    assert formats == {Qt.TextFormat.PlainText}
