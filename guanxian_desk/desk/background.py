"""The one door for slow work: one database worker, progress, cancel; everything comes back on the window's thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from guanxian_desk.base.errors import Cancelled, UserError

T = TypeVar("T")
Failed = Callable[[BaseException], None]
Progress = Callable[[int, int, str], None]
Trouble = Callable[[BaseException, str], None]

_REPORT_EVERY = 0.05  # seconds between two progress reports; the eye sees no more


class Changes(Protocol):
    """What a change touched: pages that show one of these tables reload."""

    @property
    def tables(self) -> frozenset[str]:
        """The names of the touched tables."""


class Task:
    """What running work may ask and tell; lives on the worker."""

    def __init__(self, report: Progress) -> None:
        self._report = report
        self._cancelled = False
        self._reported = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether the result is no longer wanted."""
        return self._cancelled

    def cancel(self) -> None:
        """Asks the work to stop at its next progress() or check()."""
        self._cancelled = True

    def check(self) -> None:
        """Raises Cancelled when the result is no longer wanted."""
        if self._cancelled:
            raise Cancelled

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Tells how far the work is (total 0: unknown). Raises Cancelled when it is no longer wanted."""
        self.check()
        now = time.monotonic()
        if now - self._reported >= _REPORT_EVERY or done == total:
            self._reported = now
            self._report(done, total, words)


class Job(QObject):
    """Work on its way, seen from the window: its progress can be followed, and it can be cancelled."""

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, title: str, changes: bool, key: Hashable = None) -> None:
        super().__init__()
        self.title = title
        self.changes = changes
        self.key = key
        self.silent = False
        self.task = Task(lambda *_told: None)

    def cancel(self) -> None:
        """Stops the work; its failed callback receives Cancelled."""
        self.task.cancel()

    def supersede(self) -> None:
        """Stops the work and forgets it: no callback is called any more."""
        self.silent = True
        self.task.cancel()


@dataclass(eq=False)
class _Order:
    """A job with what is to be called when it ends."""

    job: Job
    done: Callable[[Any], None]
    failed: Failed | None
    progress: Progress | None
    owner: QObject | None
    summary: Callable[[Any], Changes] | None = None
    future: Future[Any] = field(default_factory=Future)

    @property
    def wanted(self) -> bool:
        return not self.job.silent and (self.owner is None or isValid(self.owner))


class Background(QObject):
    """Runs queries and changes one after another on one worker thread.

    trouble(error, title) is called for a bug, and for a UserError that nobody took by a failed callback.
    """

    started = Signal(object)  # Job
    ended = Signal(object)  # Job
    idle = Signal()
    changed = Signal(object)  # Changes, after every change that succeeded
    _inbox = Signal(object)

    def __init__(self, trouble: Trouble, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trouble = trouble
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-database")
        self._orders: list[_Order] = []
        self._closed = False
        self.export_table: Callable[[Any, Any], None] | None = None
        """Who makes a workbook of a table that is seen (widget, record_table.Shot): the desk, once it is there."""
        self._inbox.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def run_query(
        self,
        fn: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
        *,
        owner: QObject | None = None,
        key: str = "",
        title: str = "",
    ) -> Job:
        """Runs fn(task) on the worker and done(result) here.

        key: a later query of the same owner and key replaces this one. owner: once it is destroyed nothing is
        called. failed(error) gets a UserError, Cancelled or bug. title: shown in the window while it runs long.
        """
        job = Job(title, changes=False, key=(owner, key) if key else None)
        self._supersede(job.key)
        return self._submit(_Order(job, done, failed, progress, owner), fn)

    def run_change(
        self,
        fn: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
        *,
        summary: Callable[[T], Changes],
        title: str,
        owner: QObject | None = None,
    ) -> Job:
        """As run_query, for work that writes: never replaced; summary(result) tells the pages what to reload."""
        return self._submit(_Order(Job(title, changes=True), done, failed, progress, owner, summary), fn)

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._orders)

    @property
    def changing(self) -> Job | None:
        """The first change that runs or waits."""
        return next((order.job for order in self._orders if order.job.changes), None)

    def close(self) -> None:
        """Cancels all queries, waits for changes to end, ends the worker. Nothing is run or called any more."""
        self._closed = True
        for order in self._orders:
            order.job.silent = True
            if not order.job.changes:
                order.job.task.cancel()
        self._pool.shutdown(wait=True)
        self._orders.clear()

    def _supersede(self, key: Hashable) -> None:
        if key is None:
            return
        for order in self._orders:
            if order.job.key == key:
                order.job.supersede()
                order.future.cancel()

    def _submit(self, order: _Order, fn: Callable[[Task], Any]) -> Job:
        job = order.job
        if self._closed:
            # A timer of a window that was closed in the same moment.
            return job
        job.task = Task(lambda *told: self._inbox.emit(lambda: self._tell(order, *told)))
        self._orders.append(order)
        order.future = self._pool.submit(_run, fn, job.task)
        # The callback runs on the worker (or here, when cancelled before the start): only the inbox is safe.
        order.future.add_done_callback(lambda future: self._inbox.emit(lambda: self._finish(order, future)))
        self.started.emit(job)
        return job

    def _receive(self, message: Callable[[], None]) -> None:
        message()

    def _tell(self, order: _Order, done: int, total: int, words: str) -> None:
        if order.wanted and order in self._orders:
            order.job.progressed.emit(done, total, words)
            if order.progress is not None:
                order.progress(done, total, words)

    def _finish(self, order: _Order, future: Future[Any]) -> None:
        if order not in self._orders:
            return
        self._orders.remove(order)
        # Said after the callbacks below, whatever they raise: the strip must not stay.
        QTimer.singleShot(0, self, lambda: self._end(order.job))
        error = Cancelled() if future.cancelled() else future.exception()
        if error is None:
            self._succeed(order, future.result())
        elif order.wanted:
            self._fail(order, error)

    def _end(self, job: Job) -> None:
        job.ended.emit()
        self.ended.emit(job)
        if not self._orders:
            self.idle.emit()

    def _succeed(self, order: _Order, result: Any) -> None:
        if order.wanted:
            order.done(result)
        if order.summary is not None:
            self.changed.emit(order.summary(result))

    def _fail(self, order: _Order, error: BaseException) -> None:
        if order.failed is not None:
            order.failed(error)
        bug = not isinstance(error, UserError | Cancelled)
        if bug or (order.failed is None and isinstance(error, UserError)):
            self._trouble(error, order.job.title)


def _run(fn: Callable[[Task], T], task: Task) -> T:
    task.check()
    return fn(task)
