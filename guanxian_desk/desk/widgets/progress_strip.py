"""Long work in words: what, how far, how long still, and 取消."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar

from guanxian_desk.desk.background import Background, Job
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, button, label

PATIENCE = 300  # milliseconds: shorter work does not show at all
_FIRST_GUESS = 2.0  # seconds before the time left is worth saying
_MINUTE = 60


def time_left(elapsed: float, done: int, total: int) -> str:
    """约剩 12 秒, from the seconds so far; nothing while it is too early to say."""
    if elapsed < _FIRST_GUESS or done <= 0 or total <= done:
        return ""
    seconds = max(1, round(elapsed * (total - done) / done))
    return f"约剩 {seconds} 秒" if seconds < _MINUTE else f"约剩 {round(seconds / _MINUTE)} 分钟"


class ProgressStrip(QFrame):
    """Shows the first of the jobs that have a title, once it has taken longer than PATIENCE."""

    def __init__(self, background: Background, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("work")
        self._clock = clock
        self._jobs: list[Job] = []
        self._begun = 0.0
        self.words = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.bar.setMinimumWidth(160)
        self.bar.setMaximumWidth(280)
        self.left = label("", "soft")
        self.cancel_button = button("取消", self._cancel, icon="close")
        line = across(self.words, self.bar, self.left, self.cancel_button, spacing=12, margins=(16, 4, 8, 4))
        line.setStretch(0, 1)
        self.setLayout(line)
        self._wait = QTimer(self, singleShot=True, interval=PATIENCE)
        self._wait.timeout.connect(self.show)
        self.hide()
        background.started.connect(self._on_started)
        background.ended.connect(self._on_ended)

    def _on_started(self, job: Job) -> None:
        if job.title:
            self._jobs.append(job)
            job.progressed.connect(lambda done, total, words: self._tell(job, done, total, words))
            if len(self._jobs) == 1:
                self._begin(job)

    def _on_ended(self, job: Job) -> None:
        if job not in self._jobs:
            return
        first = self._jobs[0] is job
        self._jobs.remove(job)
        if not self._jobs:
            self._wait.stop()
            self.hide()
        elif first:
            self._begin(self._jobs[0])

    def _begin(self, job: Job) -> None:
        self._begun = self._clock()
        self.bar.setRange(0, 0)
        self.left.setText("")
        self.cancel_button.setEnabled(True)
        self.cancel_button.setAccessibleName(f"取消“{job.title}”")
        self._say(job.title + "…")
        if self.isHidden():
            self._wait.start()

    def _tell(self, job: Job, done: int, total: int, words: str) -> None:
        if not self._jobs or self._jobs[0] is not job or job.task.cancelled:
            return
        # A bar counts in 1,000 steps: rows may be more than its 32 bits.
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(done * 1000 // total if total else 0)
        count = f"{done:,} / {total:,}" if total else ""
        self._say(" · ".join(part for part in (job.title, words, count) if part))
        self.left.setText(time_left(self._clock() - self._begun, done, total))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.bar.setAccessibleName(words)

    def _cancel(self) -> None:
        if self._jobs:
            self._jobs[0].cancel()
            self.cancel_button.setEnabled(False)
            self.left.setText("")
            self._say(f"正在取消“{self._jobs[0].title}”…")
