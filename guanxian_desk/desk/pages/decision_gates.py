"""The gates of a dossier in one line, and the next thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.lamps import badge
from guanxian_desk.desk.widgets.parts import ElidedLink, across, button, clear, down, label
from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.phases import CHANGES

if TYPE_CHECKING:
    from guanxian_desk.services.dossier_view import DossierView, GateView, Told


class GateLine(QWidget):
    """A button a gate, with its lamp; a line for what to do first."""

    gate_opened = Signal(object)  # GateView
    next_opened = Signal(object)  # Told

    def __init__(self) -> None:
        super().__init__()
        self._gates = FlowLayout(6)
        self._next = across(spacing=8)
        self.setLayout(down(self._next, self._gates, spacing=2))
        self.buttons: dict[str, QWidget] = {}

    def show_view(self, view: DossierView) -> None:
        """Shows the gates of a dossier."""
        clear(self._gates)
        clear(self._next)
        self.buttons.clear()
        self._gates.addWidget(label("关口", "soft"))
        for gate in view.gates:
            if gate.gate.norm not in CHANGES or gate.stuck:
                self.buttons[gate.gate.norm] = self._button(gate)
                self._gates.addWidget(self.buttons[gate.gate.norm])
        told = view.next_step
        if told is not None:
            self._show_next(told)

    def _show_next(self, told: Told) -> None:
        token = "red" if told.state is State.UNMET else "amber"
        due = f"{told.verdict.due.isoformat()} 前　" if told.verdict.due else ""
        words = f"{due}{told.demand}（{told.citation}）"
        self._next.addWidget(badge("下一步", token))
        self._next.addWidget(ElidedLink(words, lambda: self.next_opened.emit(told)), 1)

    def _button(self, gate: GateView) -> QWidget:
        if gate.gate.open:
            words, glyph = f"✔ {gate.words}", "可以"
        else:
            mark = "✘" if gate.stuck else "◷"
            words, glyph = f"{mark} {gate.words}", f"被 {len(gate.held_by)} 项把住"
        return button(f"{words}：{glyph}", lambda: self.gate_opened.emit(gate), role="chip")
