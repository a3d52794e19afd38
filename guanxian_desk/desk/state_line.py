"""The line at the bottom: whose data this is, whether it is saved, how old the backup is, what came in last."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, frame, label


@dataclass(frozen=True)
class OfficeState:
    """What the window says of the office. file: the data file's name; backup, last_import: words, may be empty."""

    office: str
    operator: str
    role: str
    file: str
    sample: bool = False
    backup: str = ""
    last_import: str = ""

    @property
    def who(self) -> str:
        """冠县商务局 · 张三（审核）."""
        return f"{self.office} · {self.operator}（{self.role}）"


class StateLine(QFrame):
    """Plain words, small; 示例数据 stands out so that nobody takes samples for real."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("state")
        self.sample = label("示例数据", "sample")
        self.who = ElidedLabel()
        self.saved = label("已保存")
        self.backup = label()
        self.last_import = ElidedLabel()
        self.message = ElidedLabel()
        self._bars = [frame("upright") for _ in range(3)]
        pieces = (self.sample, self.who, self._bars[0], self.saved, self._bars[1], self.backup, self._bars[2])
        line = across(*pieces, self.last_import, self.message, spacing=10, margins=(12, 4, 12, 4))
        line.setStretch(len(pieces), 1)
        line.setStretch(len(pieces) + 1, 1)
        self.setLayout(line)
        self.setFixedHeight(theme.current().size("state"))

    def show_state(self, state: OfficeState) -> None:
        """Shows who and what."""
        self.sample.setVisible(state.sample)
        self.who.setText(state.who)
        self.backup.setText(f"备份：{state.backup}")
        self.backup.setVisible(bool(state.backup))
        self.last_import.setText(f"上次导入：{state.last_import}" if state.last_import else "")
        for bar, text in zip(self._bars[1:], (state.backup, state.last_import)):
            bar.setVisible(bool(text))

    def show_work(self, title: str) -> None:
        """What is being written now; empty when everything is saved."""
        self.saved.setText(f"正在{title}…" if title else "已保存")

    def say(self, words: str) -> None:
        """A short message until the next."""
        self.message.setText(words)
