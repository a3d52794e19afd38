"""The record table through its real view: reading, scrolling, sorting, selecting, copying."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from guanxian_desk.desk.app import settle
from guanxian_desk.desk.background import Background
from guanxian_desk.desk.widgets.columns import Provider, Sort, TupleProvider
from guanxian_desk.desk.widgets.record_table import MOST_GATHERED, RecordTable
from guanxian_desk.desk.widgets.rows_model import PAGE, WAITING, RowsModel
from tests.desk.conftest import Reported
from tests.desk.providers import BROKEN, COLUMNS, Numbered, numbered

MILLION = 1_000_000
LONGEST_BLOCK = 0.1  # seconds: the window answers


@pytest.fixture
def table(qtbot: QtBot, background: Background) -> RecordTable:
    made = RecordTable(background, COLUMNS, "商户清单")
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def quiet(background: Background) -> None:
    """Until an answer has set off no further question."""
    assert settle(background)


def show(background: Background, table: RecordTable, provider: Provider | None) -> None:
    table.show_rows(provider)
    quiet(background)


def test_the_model_keeps_qts_rules(qtbot: QtBot, background: Background, qtmodeltester: ModelTester) -> None:
    model = RowsModel(background, COLUMNS)
    model.show(Numbered(2 * PAGE + 7))
    quiet(background)
    qtmodeltester.check(model)
    model.see(PAGE, 2 * PAGE)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    quiet(background)
    qtmodeltester.check(model)


def test_a_million_rows_scroll_and_are_never_read_here(
    qtbot: QtBot, background: Background, table: RecordTable
) -> None:
    provider = Numbered(MILLION)
    gaps: list[float] = []
    # This thread's own time: other programs on a busy machine must not fail the test.
    last = time.thread_time()

    def beat() -> None:
        nonlocal last
        now = time.thread_time()
        gaps.append(now - last)
        last = now

    heart = QTimer(interval=1)
    heart.timeout.connect(beat)
    heart.start()
    show(background, table, provider)
    bar = table.view.verticalScrollBar()
    for place in (0, 500_000, 500_003, 250_000, bar.maximum(), 7):
        bar.setValue(place)
        table.view.viewport().repaint()
        quiet(background)
        first = table.view.rowAt(0)
        assert table.model.row(first) == numbered(first)
        assert table.model.row(table.view.rowAt(table.view.viewport().height() - 1)) is not None
    heart.stop()
    assert table.model.rowCount() == MILLION
    assert threading.get_ident() not in provider.threads
    assert len(provider.threads) == 1
    assert sum(limit for _offset, limit, _sort in provider.asked) < 20 * PAGE
    assert max(gaps) < LONGEST_BLOCK


def test_dragging_the_bar_reads_only_where_it_stops(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    provider = Numbered(MILLION)
    show(background, table, provider)
    before = len(provider.asked)
    bar = table.view.verticalScrollBar()
    for place in range(0, bar.maximum(), bar.maximum() // 500):
        bar.setValue(place)
    quiet(background)
    assert len(provider.asked) - before <= 2
    assert table.model.row(table.view.rowAt(0)) is not None


def test_a_row_not_read_yet_shows_that_it_waits(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(MILLION))
    assert table.model.index(900_000, 0).data() == WAITING
    assert table.model.index(0, 0).data() == "商户0"
    assert table.model.index(1, 2).data() == "1.00"
    assert table.model.headerData(2, Qt.Orientation.Horizontal) == "金额（元）"
    assert table.model.headerData(4, Qt.Orientation.Horizontal) is None
    assert table.model.headerData(4, Qt.Orientation.Vertical) == 5
    right = table.model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


def test_the_model_lets_go_of_rows_far_away(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(MILLION))
    for place in range(100):
        first = place * 3 * PAGE
        table.model.see(first, first + 10)
        qtbot.waitUntil(lambda first=first: table.model.row(first) is not None)
    held = sum(table.model.row(number) is not None for number in range(0, MILLION, PAGE))
    assert held <= 80


def header_click(qtbot: QtBot, table: RecordTable, column: int) -> None:
    header = table.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_the_header_sorts_and_turns_round(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    provider = Numbered(500)
    show(background, table, provider)
    header_click(qtbot, table, 2)
    quiet(background)
    assert table.model.order == Sort("amount")
    header_click(qtbot, table, 2)
    quiet(background)
    assert table.model.order == Sort("amount", descending=True)
    assert table.model.row(0) == numbered(499)
    assert provider.asked[-1][2] == Sort("amount", descending=True)


def test_the_keyboard_sorts_by_its_column(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(50))
    table.view.setCurrentIndex(table.model.index(0, 2))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table.view, Qt.Key.Key_Down, both)
    quiet(background)
    assert table.model.order == Sort("amount", descending=True)
    qtbot.keyClick(table.view, Qt.Key.Key_Up, both)
    quiet(background)
    assert table.model.order == Sort("amount")


def test_enter_and_double_click_open_a_row(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(50))
    table.select_row(3)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [numbered(3)]
    at = table.view.visualRect(table.model.index(5, 0)).center()
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [numbered(5)]


def test_arrow_keys_tell_the_current_row(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(50))
    table.select_row(0)
    with qtbot.waitSignal(table.current_changed) as moved:
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert moved.args == [numbered(1)]
    assert table.current_row() == numbered(1)


def test_selected_rows_are_added_up(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(50))
    table.select_row(1)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "合计" in table.total.text())
    assert table.total.text() == "共 50 条 · 已选 3 条 · 金额合计 6.00 元"


def test_totals_and_copies_read_what_was_never_seen(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    provider = Numbered(5_000)
    show(background, table, provider)
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "合计" in table.total.text())
    assert table.total.text() == f"共 5,000 条 · 已选 5,000 条 · 金额合计 {sum(range(5_000)):,}.00 元"
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "已复制 5,000 行" in table.total.text())
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 5_001
    assert lines[-1].startswith("商户4999\t371525199003071234\t4999.00")
    assert threading.get_ident() not in provider.threads


def test_too_many_rows_are_refused_in_words(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(MILLION))
    qtbot.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "请先筛选" in table.total.text()
    assert table.selected_count() == 0
    table.select_row(0)
    table.view.verticalScrollBar().setValue(500_000)
    at = QPoint(20, 60)
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at)
    assert table.selected_count() > MOST_GATHERED
    table.gather_selected(lambda _rows: pytest.fail("gathered too many"))
    assert "请先筛选" in table.total.text()


def test_the_empty_state_says_what_to_do_first(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    pressed: list[bool] = []
    table.when_empty("还没有缴费凭证", "先导入税务局送来的表格。", "导入缴费凭证…", lambda: pressed.append(True))
    show(background, table, TupleProvider([]))
    assert table.notice.isVisible()
    assert table.notice.words == "还没有缴费凭证"
    qtbot.mouseClick(table.notice.button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    show(background, table, Numbered(1))
    assert table.view.isVisible()
    assert not table.notice.isVisible()


def test_loading_is_said_in_words(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    gate = threading.Event()

    class Slow(Numbered):
        def count(self) -> int:
            assert gate.wait(10)
            return super().count()

    table.show_rows(Slow(3))
    assert table.notice.words == "正在读取…"
    assert not table.notice.button.isVisible()
    gate.set()
    quiet(background)
    assert table.view.isVisible()


def test_a_failed_read_says_why_and_reads_again(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    provider = Numbered(3)
    provider.failure = BROKEN
    show(background, table, provider)
    assert table.notice.words == "数据文件读不出来"
    provider.failure = None
    qtbot.mouseClick(table.notice.button, Qt.MouseButton.LeftButton)
    quiet(background)
    assert table.view.isVisible()
    assert table.model.rowCount() == 3


def test_a_bug_while_scrolling_is_reported_and_the_table_recovers(
    qtbot: QtBot, background: Background, table: RecordTable, reported: Reported
) -> None:
    provider = Numbered(MILLION)
    show(background, table, provider)
    provider.failure = KeyError("amount")
    table.view.verticalScrollBar().setValue(400_000)
    quiet(background)
    assert reported.take() == [provider.failure]
    assert table.notice.isVisible()
    provider.failure = None
    table.reload()
    quiet(background)
    assert table.view.isVisible()


def test_reload_comes_back_to_the_same_row(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(2_000))
    table.select_row(1_500)
    quiet(background)
    table.reload()
    quiet(background)
    assert table.current_row() == numbered(1_500)
    assert table.view.visualRect(table.view.currentIndex()).intersects(table.view.viewport().rect())


def test_rows_of_an_older_question_are_dropped(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    table.show_rows(Numbered(MILLION))
    table.show_rows(TupleProvider([numbered(7)]))
    quiet(background)
    assert table.model.rowCount() == 1
    assert table.model.row(0) == numbered(7)


def test_the_stretching_column_takes_the_room(qtbot: QtBot, background: Background, table: RecordTable) -> None:
    show(background, table, Numbered(3))
    table.resize(1_200, 400)
    quiet(background)
    wide = sum(table.view.columnWidth(number) for number in range(len(COLUMNS)))
    assert wide == table.view.viewport().width()
    table.resize(400, 400)
    quiet(background)
    assert table.view.columnWidth(0) >= COLUMNS[0].width
