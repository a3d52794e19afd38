"""合法性审查意见书 drafted from ticked findings: the check proposes, the reviewer ticks, mends and adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QScrollArea, QVBoxLayout, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_words import called
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.papers import open_paper
from guanxian_desk.desk.widgets.form import FormField, needed
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.modules.decisions.opinion import BEYOND_POWERS, DETAIL_UNLAWFUL, PROCEDURE_MISSED, Proposed
from guanxian_desk.modules.decisions.outline import field_at

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office

_ROUNDS = ("legality", "rounds")
_KINDS = (DETAIL_UNLAWFUL, BEYOND_POWERS, PROCEDURE_MISSED)
_HOW = (
    "系统按规定查出的程序问题列在下面，勾选要写进意见书的；内容是否合法由审查人判断，可以逐条增加。"
    "结论依第四十五条由勾选的问题得出。"
)


class FindingCard(QWidget):
    """A finding to be ticked; its words and its advice can be mended."""

    def __init__(self, found: Proposed, *, own: bool = False) -> None:
        super().__init__()
        self.found = found
        self.tick = QCheckBox(f"写进意见书　{found.norm or '审查人增加'}")
        self.tick.setChecked(True)
        self.kind = QComboBox()
        self.kind.setAccessibleName("问题种类")
        self.kind.addItems(list(_KINDS))
        self.kind.setCurrentText(found.kind)
        self.text = FormField("问题", needed("请写明问题"), lines=3)
        self.advice = FormField("修改意见和建议", lines=2)
        for part, text in ((self.text, found.text), (self.advice, found.advice)):
            part.set_text(text)
            part.tell("")
        card = frame()
        column = down(across(self.tick, 1, self.kind), self.text, self.advice, spacing=6, margins=(12, 8, 12, 8))
        if found.article:
            column.addWidget(label(f"条文：{found.article}", "small", wrap=True))
        card.setLayout(column)
        self.setLayout(down(card))
        self.setFocusProxy(self.text if own else self.tick)

    def written(self) -> Proposed:
        """As it stands on screen."""
        return Proposed(self.found.norm, self.kind.currentText(), self.text.text, self.advice.text)


class ReviewPage(QWidget):
    """Over a dossier: findings, then the opinion written into the round, not issued yet."""

    def __init__(self, desk: Desk, key: str, document: dict[str, Any]) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        rounds = (document.get("legality") or {}).get("rounds") or []
        self.round = QComboBox()
        self.round.setAccessibleName("哪一轮送审")
        for one in reversed(rounds):
            self.round.addItem(called(field_at(_ROUNDS), one), one["id"])
        self.cards: list[FindingCard] = []
        self._column: QVBoxLayout = down(spacing=8, margins=(16, 8, 16, 8))
        self.told = label("", "warning", wrap=True)
        self.write_button = button("起草意见书", self._write, icon="save", role="primary")
        self.add_button = button("增加一个问题", self._add, icon="plus")
        self.write_button.setEnabled(bool(rounds))
        self._lay_out(anything=bool(rounds))
        self._read()

    def _lay_out(self, *, anything: bool) -> None:
        words = _HOW if anything else "还没有登记送审，不能起草审查意见；请先登记“送请合法性审查”。"
        self._column.addWidget(label(words, "soft", wrap=True))
        self._column.addStretch(1)
        inner = QWidget()
        inner.setObjectName("body")
        inner.setLayout(self._column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setAccessibleName("审查发现的问题")
        head = across(label("哪一轮送审", "soft"), self.round, 1, self.add_button, margins=(16, 8, 16, 0))
        foot = across(self.write_button, button("返回", self._desk.back_asked.emit), 1, margins=(16, 8, 16, 8))
        whole = down(head, area, frame("line"), across(self.told, margins=(16, 4, 16, 0)), foot, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.told.hide()

    def _read(self) -> None:
        key, day = self._key, self._desk.as_of

        def read(office: Office, _task: Task) -> list[Proposed]:
            from guanxian_desk.services.dossier_review import proposed

            return proposed(office, key, day)

        self._desk.ask(read, self._show, owner=self, key="findings")

    def _show(self, found: Sequence[Proposed]) -> None:
        if not found:
            words = "没有查出程序上的问题。内容上的问题，请点“增加一个问题”。"
            self._column.insertWidget(1, label(words, wrap=True))
        for one in found:
            self._put(FindingCard(one))

    def _add(self) -> None:
        card = FindingCard(Proposed("", DETAIL_UNLAWFUL, "", ""), own=True)
        self._put(card)
        card.text.setFocus()

    def _put(self, card: FindingCard) -> None:
        self.cards.append(card)
        self._column.insertWidget(self._column.count() - 1, card)

    def _write(self) -> None:
        ticked = [card for card in self.cards if card.tick.isChecked()]
        wrong = [card for card in ticked if not card.text.ok()]
        if wrong:
            wrong[0].text.setFocus()
            return
        key, name, found = self._key, self.round.currentData(), [card.written() for card in ticked]

        def run(office: Office, _task: Task) -> None:
            from guanxian_desk.services.dossier_review import draft_opinion

            draft_opinion(office, key, name, found)

        self._desk.change(run, lambda _none: self._written(name), self._failed, owner=self, title="起草审查意见")

    def _written(self, name: str) -> None:
        self._desk.said.emit("意见书已起草，还没有出具；出具之日请在送审记录里填写")
        open_paper(self._desk, self, "decision-opinion", "合法性审查意见书", f"{self._key}/{name}", self._desk.as_of)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.told.setText(str(error))
            self.told.show()
