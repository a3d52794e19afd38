"""The progress strip: words, time left, cancel; short work does not show."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from guanxian_desk.base.errors import Cancelled
from guanxian_desk.desk.background import Background, Task
from guanxian_desk.desk.widgets.progress_strip import PATIENCE, ProgressStrip, time_left


@pytest.mark.parametrize(
    ("elapsed", "done", "total", "words"),
    [
        (1.0, 50, 100, ""),
        (10.0, 0, 100, ""),
        (10.0, 100, 100, ""),
        (10.0, 50, 100, "约剩 10 秒"),
        (10.0, 99, 100, "约剩 1 秒"),
        (60.0, 10, 100, "约剩 9 分钟"),
        (10.0, 5, 0, ""),
    ],
)
def test_time_left_in_words(elapsed: float, done: int, total: int, words: str) -> None:
    assert time_left(elapsed, done, total) == words


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_long_work_is_shown_in_words_and_can_be_cancelled(qtbot: QtBot, background: Background) -> None:
    clock = Clock()
    strip = ProgressStrip(background, clock)
    qtbot.addWidget(strip)
    go = threading.Event()
    failures: list[BaseException] = []

    def work(task: Task) -> None:
        task.progress(300_000, 1_000_000, "第 3 张工作表")
        while not go.wait(0.005):
            task.check()

    background.run_query(work, pytest.fail, failures.append, title="核对消费券")
    assert not strip.isVisible()
    clock.now = 6.0
    qtbot.waitUntil(strip.isVisible, timeout=10 * PATIENCE)
    qtbot.waitUntil(lambda: strip.bar.value() == 300)
    assert strip.words.text() == "核对消费券 · 第 3 张工作表 · 300,000 / 1,000,000"
    assert strip.bar.accessibleName() == strip.words.text()
    assert strip.left.text() == "约剩 14 秒"
    qtbot.mouseClick(strip.cancel_button, Qt.MouseButton.LeftButton)
    assert strip.words.text() == "正在取消“核对消费券”…"
    assert not strip.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert [type(error) for error in failures] == [Cancelled]


def test_short_work_and_work_without_a_title_do_not_show(qtbot: QtBot, background: Background) -> None:
    strip = ProgressStrip(background)
    qtbot.addWidget(strip)
    seen: list[bool] = []
    for title in ("核对消费券", ""):
        background.run_query(lambda _task: None, lambda _: seen.append(strip.isVisible()), title=title)
    with qtbot.waitSignal(background.idle):
        pass
    assert seen == [False, False]
    with qtbot.assertNotEmitted(background.started, wait=PATIENCE + 50):
        pass
    assert not strip.isVisible()


def test_the_next_work_follows_the_first(qtbot: QtBot, background: Background) -> None:
    strip = ProgressStrip(background)
    qtbot.addWidget(strip)
    gates = [threading.Event(), threading.Event()]
    for gate, title in zip(gates, ("导入缴费凭证", "核对消费券")):
        background.run_query(lambda _task, gate=gate: gate.wait(10), lambda _: None, title=title)
    assert strip.words.text() == "导入缴费凭证…"
    gates[0].set()
    qtbot.waitUntil(lambda: strip.words.text() == "核对消费券…")
    gates[1].set()
    qtbot.waitUntil(lambda: not background.busy)
