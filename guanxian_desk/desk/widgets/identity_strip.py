"""The balances of a ledger in one line: a tick, or the difference to the fen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.icons import icon
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import button, clear, label


@dataclass(frozen=True)
class Balance:
    """One identity: key, its words (已发放 = 未使用 + 已核销 + 已过期), both sides in fen."""

    key: str
    words: str
    left: int
    right: int

    @property
    def balanced(self) -> bool:
        """Whether both sides agree to the fen."""
        return self.left == self.right


class IdentityStrip(QWidget):
    """Each balance as ✔ or ✘ with its words; a click opens where both sides come from."""

    opened = Signal(str)

    def __init__(self, title: str = "平衡") -> None:
        super().__init__()
        self._title = title
        self._flow = FlowLayout(spacing=8)
        self.setLayout(self._flow)

    def show_balances(self, balances: tuple[Balance, ...]) -> None:
        """Shows these balances instead."""
        clear(self._flow)
        self._flow.addWidget(label(self._title, "soft"))
        for balance in balances:
            self._flow.addWidget(self._part(balance))

    def _part(self, balance: Balance) -> QPushButton:
        gap = balance.left - balance.right
        words = balance.words if balance.balanced else f"{balance.words}　差 {yuan(gap)} 元"
        made = button(words, lambda: self.opened.emit(balance.key), role="link")
        made.setIcon(icon("done", "green") if balance.balanced else icon("failed", "red"))
        made.setProperty("tone", "" if balance.balanced else "red")
        state = "相符" if balance.balanced else f"不符，差 {yuan(gap)} 元"
        made.setAccessibleName(f"{balance.words}：{state}")
        made.setToolTip(f"左边 {yuan(balance.left)} 元\n右边 {yuan(balance.right)} 元\n{state}")
        return made
