"""The first window: try the sample office, make a new data file, or open one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.base.clock import Clock
from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import DATA_FILE, user_folder
from guanxian_desk.desk.background import Background, Task
from guanxian_desk.desk.sample_office import open_sample
from guanxian_desk.desk.widgets.first_start import FirstAnswers, FirstStart
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.progress_strip import ProgressStrip
from guanxian_desk.services.office import Office, create_office, open_office
from guanxian_desk.services.operators import enrol

_FILES = "政务台数据文件 (*.gxdesk)"
_OFFICES = ("冠县商务和投资促进局", "冠县财政局", "冠县税务局", "冠县自然资源和规划局", "冠县人民政府办公室")


class StartWindow(QWidget):
    """Emits opened(office) with an office that the worker has opened."""

    opened = Signal(object)  # Office

    def __init__(
        self, background: Background, clock: Clock, trouble: Callable[[UserError], object], folder: Path | None = None
    ) -> None:
        """trouble: tells an error; folder: where data files lie, the user's own when None."""
        super().__init__()
        self.background = background
        background.setParent(self)
        self._trouble = trouble
        self._clock = clock
        self._folder = folder or user_folder()
        self.setWindowTitle("冠县政务台")
        self.setObjectName("desk")
        self.first = FirstStart(_OFFICES)
        self.strip = ProgressStrip(background)
        column = down(self.first, self.strip, spacing=0)
        column.setStretch(0, 1)
        self.setLayout(column)
        self.resize(960, 640)
        self.first.sample_asked.connect(self.open_sample)
        self.first.new_asked.connect(self.make_new)
        self.first.open_asked.connect(self._ask_which)

    def open_sample(self) -> None:
        """Makes the sample office at the first time and opens it."""
        actor = Actor(self.first.answers().operator or "示例操作员")
        folder, clock = self._folder, self._clock
        self._run(lambda task: open_sample(folder, actor, clock, task.progress), "准备示例办公室")

    def make_new(self, answers: FirstAnswers) -> None:
        """Makes a data file in the user's folder; where there is one already, asks for another name."""
        path = self._folder / DATA_FILE
        if path.exists():
            name, _kind = QFileDialog.getSaveFileName(self, "新建数据文件", str(self._folder), _FILES)
            if not name:
                return
            path = Path(name).with_suffix(".gxdesk")
        clock = self._clock
        self._run(lambda _task: create_office(path, _actor(answers), clock, answers.office), "建立数据文件")

    def open_file(self, path: Path, answers: FirstAnswers) -> None:
        """Opens a data file."""
        clock = self._clock
        self._run(lambda _task: open_office(path, _actor(answers), clock), "打开数据文件")

    def _ask_which(self, answers: FirstAnswers) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "打开已有数据文件", str(self._folder), _FILES)
        if name:
            self.open_file(Path(name), answers)

    def _run(self, make: Callable[[Task], Office], title: str) -> None:
        def opened(task: Task) -> Office:
            office = make(task)
            enrol(office, office.actor)
            return office

        self.first.setEnabled(False)
        self.background.run_query(opened, self._done, self._failed, owner=self, title=title)

    def _done(self, office: Office) -> None:
        self.first.setEnabled(True)
        self.opened.emit(office)

    def _failed(self, error: BaseException) -> None:
        self.first.setEnabled(True)
        if isinstance(error, UserError):
            self._trouble(error)


def _actor(answers: FirstAnswers) -> Actor:
    return Actor(answers.operator, Role(answers.role))
