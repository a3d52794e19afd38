"""显示完整号码: ID numbers and phones are masked on screen until a clerk deliberately asks, and that is logged."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.services.office import Office


class FullNumbers(QCheckBox):
    """Emits changed(full) once the look is in the audit; masking again needs no entry."""

    changed = Signal(bool)

    def __init__(self, desk: Desk, place: str, table: str) -> None:
        """place: where the numbers are seen, for the audit; table: the records they belong to."""
        super().__init__("显示完整号码")
        self._desk, self._place, self._table = desk, place, table
        self.setToolTip("证件号码和手机号平时只显示一部分；勾选后显示完整号码，并记入审计")
        self.clicked.connect(self._clicked)

    def _clicked(self, wanted: bool) -> None:
        if not wanted:
            self.changed.emit(False)
            return
        self.setEnabled(False)
        self._desk.change(self._log, lambda _none: self._logged(), self._refused, owner=self, title="记入审计")

    def _log(self, office: Office, _task: Task) -> None:
        from guanxian_desk.services.exporting import log_disclosure

        log_disclosure(office, f"在屏幕上查看完整号码：{self._place}", self._table, 0)

    def _logged(self) -> None:
        self.setEnabled(True)
        self.changed.emit(True)

    def _refused(self, _error: BaseException) -> None:
        """What cannot be logged is not shown."""
        self.setEnabled(True)
        self.setChecked(False)
        self._desk.said.emit("没有显示完整号码：审计没有写成")
