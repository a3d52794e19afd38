"""What the regulation says of one stage: verdict by verdict, with its article and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.lamps import badge
from guanxian_desk.desk.widgets.parts import ElidedLink, button, clear, down, frame, label
from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.outline import Path
from guanxian_desk.services.dossier_view import GateView, Told

BADGES = {
    State.MET: ("✔ 已满足", "green"),
    State.UNMET: ("✘ 未满足", "red"),
    State.PENDING: ("◷ 未到期", "grey"),
    State.NOT_APPLICABLE: ("― 不适用", "grey"),
    State.WAIVED: ("⚑ 已说明理由", "blue"),
}


_OPEN = (State.UNMET, State.PENDING, State.WAIVED)
_WHOLE = 6  # open verdicts told in full; the others are one line each


class _Line(QWidget):
    """A verdict in one line; pressed, it is told in full."""

    def __init__(self, told: Told, whole: Callable[[Told], QWidget]) -> None:
        super().__init__()
        self._told, self._whole = told, whole
        self._column = down(ElidedLink(f"{BADGES[told.state][0][0]} {told.demand}", self.unfold), spacing=0)
        self.setLayout(self._column)

    def unfold(self) -> None:
        """Tells it in full."""
        clear(self._column)
        self._column.addWidget(self._whole(self._told))


class VerdictList(QWidget):
    """The verdicts of a stage below the gates that stand before it; what is open first."""

    article_asked = Signal(int)
    place_asked = Signal(object)  # Path
    attest_asked = Signal(object)  # Told
    waive_asked = Signal(object)  # Told

    def __init__(self, records: Mapping[str, tuple[Path, str]]) -> None:
        """records: where each record stands and what it is called, by its id."""
        super().__init__()
        self._records = records
        self._column: QVBoxLayout = down(spacing=8, margins=(12, 8, 12, 12))
        self.setLayout(self._column)
        self.setObjectName("body")

    def show_told(self, told: Sequence[Told], gates: Sequence[GateView] = ()) -> None:
        """Shows these, broken ones first as they come."""
        clear(self._column)
        for gate in gates:
            self._column.addWidget(self._gate(gate))
        open_ = [one for one in told if one.state in _OPEN]
        for one in open_[:_WHOLE]:
            self._column.addWidget(self._verdict(one))
        self._lines(f"还有 {len(open_) - _WHOLE} 项未到期", open_[_WHOLE:])
        self._lines("已满足", [one for one in told if one.state is State.MET])
        self._lines("不适用", [one for one in told if one.state is State.NOT_APPLICABLE])
        if not told:
            self._column.addWidget(label("这一阶段没有要评判的要求。", "soft", wrap=True))
        self._column.addStretch(1)

    def _lines(self, title: str, told: Sequence[Told]) -> None:
        """One line each, which opens in its place: a stage of twenty norms stays in sight."""
        if told:
            self._column.addWidget(label(title, "soft"))
        for one in told:
            self._column.addWidget(_Line(one, self._verdict))

    def _gate(self, gate: GateView) -> QWidget:
        card = frame()
        flow = FlowLayout(6)
        token = "green" if gate.gate.open else "red" if gate.stuck else "amber"
        flow.addWidget(badge("关口已开" if gate.gate.open else "关口未开", token))
        flow.addWidget(label(gate.words, "heading"))
        column = down(flow, spacing=4, margins=(10, 6, 10, 6))
        if not gate.gate.open:
            held = "、".join(f"{one.citation}（{one.norm}）" for one in gate.held_by)
            column.addWidget(label(f"由 {held} 把住；记录已发生的事实不受影响。", "small", wrap=True))
        card.setLayout(column)
        return card

    def _verdict(self, told: Told) -> QWidget:
        card = frame()
        flow = FlowLayout(6)
        flow.addWidget(badge(*BADGES[told.state]))
        number = told.verdict.article
        flow.addWidget(_link(told.citation, lambda: self.article_asked.emit(number), f"看{told.citation}的条文"))
        flow.addWidget(label(told.norm, "small"))
        column = down(flow, spacing=4, margins=(10, 6, 10, 6))
        column.addWidget(label(told.demand, "heading", wrap=True))
        column.addWidget(label(told.verdict.message, wrap=True))
        if told.verdict.due:
            column.addWidget(label(f"期限 {told.verdict.due.isoformat()}", "soft"))
        for name in told.verdict.evidence:
            if name in self._records:
                column.addWidget(self._evidence(*self._records[name]))
        actions = self._actions(told)
        if actions.count():
            column.addLayout(actions)
        card.setLayout(column)
        return card

    def _evidence(self, place: Path, words: str) -> QWidget:
        """A record that the verdict looked at; pressed, it is shown."""
        return ElidedLink(f"依据：{words}", lambda: self.place_asked.emit(place))

    def _actions(self, told: Told) -> FlowLayout:
        flow = FlowLayout()
        if told.place is not None and told.state is not State.NOT_APPLICABLE:
            words = "下一步：去登记" if told.state in (State.UNMET, State.PENDING) else "看记录"
            flow.addWidget(_link(words, lambda: self.place_asked.emit(told.place), f"{words}：{told.demand}"))
        if told.attestable:
            flow.addWidget(button("确认…", lambda: self.attest_asked.emit(told), name=f"确认：{told.demand}"))
        if told.waivable:
            flow.addWidget(
                button(
                    "说明理由后放行…",
                    lambda: self.waive_asked.emit(told),
                    icon="waive",
                    name=f"说明理由后放行：{told.demand}",
                )
            )
        return flow


def _link(words: str, run: Callable[[], object], name: str) -> QWidget:
    return button(words, run, role="link", name=name)
