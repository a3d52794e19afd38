"""The versions of the draft: which step used which, and what differs between two of them, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from guanxian_desk.base.errors import Cancelled, UserError
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_whole_view import WholeView
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.papers import open_paper
from guanxian_desk.desk.widgets.lamps import badge
from guanxian_desk.desk.widgets.parts import across, button, clear, down, frame, label

if TYPE_CHECKING:
    from guanxian_desk.modules.decisions.drafts import Passage, Step, Use
    from guanxian_desk.services.dossier_view import DossierView
    from guanxian_desk.services.office import Office

_NOTHING = (
    "还没有可以比较的两稿。在公告、送审、提请讨论和公布的记录里写明用的是哪一稿（公示稿、送审稿、上会稿、公布稿），"
    "这里就把前后两稿并排比较；每一稿的正文在“草案各稿”里选定附件（.docx 或 .txt）。"
)
_MOST = 200  # passages that are shown; the paper has all of them


class DraftsView(WholeView):
    """Each use of a version beside the one before; a button compares the two texts."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self._cards: QVBoxLayout = down(spacing=8, margins=(0, 0, 4, 0))
        inner = QWidget()
        inner.setObjectName("body")
        inner.setLayout(self._cards)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setAccessibleName("草案比较")
        self.print_button = button("打印各稿对照…", self._print, icon="print")
        self.setLayout(down(across(label("草案各稿对照", "heading"), 1, self.print_button), area))
        self.compare_buttons: list[QWidget] = []

    def show_view(self, _view: DossierView) -> None:
        """Reads which versions were used."""
        key = self._key

        def read(office: Office, _task: Task) -> list[Step]:
            from guanxian_desk.services.dossier_review import versions

            return versions(office, key)

        self._desk.ask(read, self._show, owner=self, key="versions")

    def _show(self, steps: Sequence[Step]) -> None:
        clear(self._cards)
        self.compare_buttons.clear()
        if not steps:
            self._cards.addWidget(label(_NOTHING, "soft", wrap=True))
        for step in steps:
            self._cards.addWidget(self._card(step))
        self._cards.addStretch(1)

    def _card(self, step: Step) -> QWidget:
        card = frame()
        compare = button("逐段比较", lambda: self._compare(step, passages), icon="detail")
        self.compare_buttons.append(compare)
        lamp = badge("同一稿", "green") if step.same else badge("不同的稿", "amber")
        head = across(label(f"{_called(step.before)} → {_called(step.after)}", "heading", wrap=True), lamp, compare)
        head.setStretch(0, 1)
        passages = down(spacing=4)
        column = down(head, spacing=6, margins=(12, 8, 8, 8))
        for words in step.between:
            column.addWidget(label(words, wrap=True))
        column.addLayout(passages)
        card.setLayout(column)
        compare.setVisible(not step.same)
        return card

    def _compare(self, step: Step, place: QVBoxLayout) -> None:
        key = self._key

        def read(office: Office, _task: Task) -> list[Passage]:
            from guanxian_desk.services.dossier_review import passages

            return passages(office, key, step)

        def failed(error: BaseException) -> None:
            if isinstance(error, UserError):
                _put(place, label(str(error), "warning", wrap=True))
            elif not isinstance(error, Cancelled):
                _put(place, label("没有比较：程序遇到了意外的问题。", "warning", wrap=True))

        def show(found: list[Passage]) -> None:
            _put(place, _table(step, found))

        self._desk.ask(read, show, failed, owner=self, title="逐段比较")

    def _print(self) -> None:
        open_paper(self._desk, self, "decision-drafts", "决策草案各稿对照", self._key, self._desk.as_of)


def _put(place: QVBoxLayout, widget: QWidget) -> None:
    clear(place)
    place.addWidget(widget)


def _called(use: Use) -> str:
    version = f"第 {use.version} 稿" if use.version is not None else use.draft
    return f"{use.name}（{version}{f'，{use.on}' if use.on else ''}）"


def _table(step: Step, found: Sequence[Passage]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    grid.addWidget(label(f"{len(found)} 处不同" if found else "两稿文字相同", "heading"), 0, 0)
    if found:
        grid.addWidget(label(step.before.name, "soft"), 0, 1)
        grid.addWidget(label(step.after.name, "soft"), 0, 2)
    for row, one in enumerate(found[:_MOST], 1):
        kind, tone = ("增加", "green") if not one.before else ("删去", "red") if not one.after else ("修改", "amber")
        grid.addWidget(badge(f"{kind}　第 {one.line} 段", tone), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(one.before, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(one.after, wrap=True), row, 2, Qt.AlignmentFlag.AlignTop)
    if len(found) > _MOST:
        grid.addWidget(label(f"先列 {_MOST} 处；全部见打印的对照表。", "small"), _MOST + 1, 1)
    holder.setLayout(grid)
    return holder
