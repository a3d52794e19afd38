"""The one door for slow work: threads, order, latest wins, cancel, errors."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from guanxian_desk.base.errors import Cancelled, UserError
from guanxian_desk.desk.background import Background, Task
from tests.desk.conftest import Reported

HERE = threading.get_ident


@dataclass(frozen=True)
class Touched:
    tables: frozenset[str]


class Gate:
    """Work that waits until the test lets it go on."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, task: Task) -> str:
        self.begun.set()
        assert self.go.wait(10)
        task.check()
        return "done"


def wait(qtbot: QtBot, background: Background) -> None:
    qtbot.waitUntil(lambda: not background.busy)


def test_work_runs_on_one_worker_and_comes_back_here(qtbot: QtBot, background: Background) -> None:
    worked: set[int] = set()
    came: list[int] = []

    def work(_task: Task) -> int:
        worked.add(HERE())
        return HERE()

    for _ in range(5):
        background.run_query(work, lambda _thread: came.append(HERE()))
    wait(qtbot, background)
    assert came == [HERE()] * 5
    assert len(worked) == 1
    assert HERE() not in worked


def test_work_is_done_in_the_order_it_was_asked(qtbot: QtBot, background: Background) -> None:
    order: list[str] = []
    background.run_query(lambda _task: order.append("query"), lambda _: None)
    background.run_change(
        lambda _task: order.append("change"), lambda _: None, summary=lambda _: Touched(frozenset()), title="导入"
    )
    background.run_query(lambda _task: order.append("query after"), lambda _: None)
    wait(qtbot, background)
    assert order == ["query", "change", "query after"]


def test_the_latest_query_of_a_key_wins(qtbot: QtBot, background: Background) -> None:
    gate, owner = Gate(), QObject()
    ran: list[int] = []
    came: list[object] = []

    def query(number: int) -> Callable[[Task], int]:
        def run(_task: Task) -> int:
            ran.append(number)
            return number

        return run

    background.run_query(gate, came.append, came.append, owner=owner, key="rows")
    assert gate.begun.wait(10)
    for number in range(4):
        background.run_query(query(number), came.append, came.append, owner=owner, key="rows")
    other = QObject()
    background.run_query(query(9), came.append, owner=other, key="rows")
    gate.go.set()
    wait(qtbot, background)
    assert ran == [3, 9], "what was replaced before it began never ran"
    assert came == [3, 9]


def test_cancelled_work_stops_at_its_next_word(qtbot: QtBot, background: Background) -> None:
    gate = Gate()
    failures: list[BaseException] = []
    job = background.run_query(gate, pytest.fail, failures.append)
    assert gate.begun.wait(10)
    job.cancel()
    gate.go.set()
    wait(qtbot, background)
    assert [type(error) for error in failures] == [Cancelled]


def test_cancelled_work_without_a_failed_callback_says_nothing(qtbot: QtBot, background: Background) -> None:
    gate = Gate()
    job = background.run_query(gate, pytest.fail)
    job.cancel()
    gate.go.set()
    wait(qtbot, background)


def raise_it(error: Exception) -> Callable[[Task], None]:
    def work(_task: Task) -> None:
        raise error

    return work


def test_a_user_error_goes_to_the_last_door_unless_taken(
    qtbot: QtBot, background: Background, reported: Reported
) -> None:
    error = UserError("文件打不开", "没有写入任何数据", "请关闭 Excel 后重试")
    taken: list[BaseException] = []
    background.run_query(raise_it(error), pytest.fail)
    background.run_query(raise_it(error), pytest.fail, taken.append)
    wait(qtbot, background)
    assert reported.take() == [error]
    assert taken == [error]


def test_a_bug_always_reaches_the_last_door(qtbot: QtBot, background: Background, reported: Reported) -> None:
    bug = KeyError("total")
    taken: list[BaseException] = []
    background.run_query(raise_it(bug), pytest.fail, taken.append)
    wait(qtbot, background)
    assert taken == [bug]
    assert reported.take() == [bug]


def test_progress_is_told_here_and_not_too_often(qtbot: QtBot, background: Background) -> None:
    told: list[tuple[int, int, str, int]] = []

    def work(task: Task) -> None:
        for done in range(10_001):
            task.progress(done, 10_000, "第 1 张工作表")

    background.run_query(
        work, lambda _: None, progress=lambda done, total, words: told.append((done, total, words, HERE()))
    )
    wait(qtbot, background)
    assert told[-1] == (10_000, 10_000, "第 1 张工作表", HERE())
    assert len(told) < 100


def test_a_change_tells_what_it_touched_after_its_own_callback(qtbot: QtBot, background: Background) -> None:
    order: list[object] = []
    background.changed.connect(order.append)
    touched = Touched(frozenset({"voucher_payments"}))
    background.run_change(lambda _task: 900, order.append, summary=lambda _rows: touched, title="导入缴费凭证")
    assert background.changing is not None
    assert background.changing.title == "导入缴费凭证"
    wait(qtbot, background)
    assert order == [900, touched]
    assert background.changing is None


def test_a_failed_change_touches_nothing(qtbot: QtBot, background: Background, reported: Reported) -> None:
    with qtbot.assertNotEmitted(background.changed):
        background.run_change(
            raise_it(UserError("磁盘满了")), pytest.fail, summary=lambda _: Touched(frozenset()), title="导入"
        )
        wait(qtbot, background)
    assert len(reported.take()) == 1


def test_nothing_is_called_for_an_owner_that_is_gone(qtbot: QtBot, background: Background) -> None:
    gate, owner = Gate(), QObject()
    background.run_query(gate, pytest.fail, pytest.fail, owner=owner)
    assert gate.begun.wait(10)
    delete(owner)
    gate.go.set()
    wait(qtbot, background)


def test_jobs_are_announced_and_end_even_when_a_callback_has_a_bug(qtbot: QtBot, background: Background) -> None:
    ended: list[object] = []
    background.ended.connect(ended.append)

    def bug(_result: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised, qtbot.waitSignal(background.idle):
        job = background.run_query(lambda _task: 1, bug)
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]
    assert ended == [job]


def test_close_waits_for_a_change_and_drops_queries(qtbot: QtBot, reported: Reported) -> None:
    background = Background(reported)
    gate = Gate()
    written: list[str] = []

    def write(task: Task) -> None:
        gate(task)
        written.append("all")

    background.run_change(write, pytest.fail, summary=lambda _: Touched(frozenset()), title="导入")
    background.run_query(lambda _task: written.append("query"), pytest.fail)
    assert gate.begun.wait(10)
    threading.Timer(0.05, gate.go.set).start()
    background.close()
    assert written == ["all"]
    assert not background.busy


@pytest.mark.parametrize("total", [0, 10])
def test_a_cancelled_task_raises_at_every_word(total: int) -> None:
    task = Task(lambda *_told: pytest.fail("told after cancel"))
    task.cancel()
    assert task.cancelled
    with pytest.raises(Cancelled):
        task.progress(1, total)
