"""A dossier that came from another PC: what it would change, each conflict settled, then taken in as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QRadioButton, QScrollArea, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.decision_words import short
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.modules.decisions.wording import place_words, value_words

if TYPE_CHECKING:
    from guanxian_desk.modules.decisions.differences import Difference
    from guanxian_desk.modules.decisions.exchange import Arrival
    from guanxian_desk.modules.decisions.merge import Conflict
    from guanxian_desk.modules.decisions.package import Package
    from guanxian_desk.services.office import Office

KINDS = "决策档案 (*.gxd *.json);;所有文件 (*)"
_MOST = 60  # differences that are listed; more are counted


@dataclass(frozen=True)
class Came:
    """A file that was opened, and what taking it would do."""

    name: str
    package: Package
    arrival: Arrival
    sent_key: str


def ask_package(desk: Desk, owner: QWidget) -> None:
    """Asks which file came, and opens it."""
    chosen, _kind = QFileDialog.getOpenFileName(owner, "选择收到的决策档案", "", KINDS)
    if chosen:
        open_package(desk, owner, Path(chosen))


def open_package(desk: Desk, owner: QWidget, path: Path) -> None:
    """Reads a package strictly and shows what it would do over the page."""

    def read(office: Office, _task: Task) -> Came:
        from guanxian_desk.base.files import read_file
        from guanxian_desk.services import dossier_files

        sent = dossier_files.opened(read_file(path), path.name)
        came = dossier_files.own_key(office, sent)
        return Came(path.name, came, dossier_files.look(office, came), sent.key)

    def show(came: Came) -> None:
        desk.over_asked.emit(ArrivalPage(desk, came), f"收到 {came.name}")

    desk.ask(read, show, owner=owner, title=f"读取{path.name}")


class ConflictCard(QWidget):
    """One place that both sides changed: what stands here, what came, and which of them counts."""

    def __init__(self, conflict: Conflict, *, with_base: bool) -> None:
        """with_base: whether it is known what stood there before both sides changed it."""
        super().__init__()
        self.conflict = conflict
        self.ours = QRadioButton(f"保留本机：{short(value_words(conflict.ours))}")
        self.theirs = QRadioButton(f"采用来件：{short(value_words(conflict.theirs))}")
        self.ours.setToolTip(value_words(conflict.ours))
        self.theirs.setToolTip(value_words(conflict.theirs))
        group = QButtonGroup(self)
        for choice in (self.ours, self.theirs):
            group.addButton(choice)
        card = frame()
        column = down(label(conflict.place, "heading", wrap=True), spacing=2, margins=(12, 6, 12, 6))
        if with_base:
            column.addWidget(label(f"原来：{short(value_words(conflict.base))}", "small", wrap=True))
        column.addWidget(self.ours)
        column.addWidget(self.theirs)
        card.setLayout(column)
        self.setLayout(down(card))
        self.ours.setChecked(True)


class ArrivalPage(QWidget):
    """What came in words, the conflicts one by one, and the rest of what would change."""

    def __init__(self, desk: Desk, came: Came) -> None:
        super().__init__()
        self._desk = desk
        self._came = came
        self.cards = [ConflictCard(one, with_base=came.arrival.with_base) for one in came.arrival.conflicts]
        self.sentence = label(_sentence(came), "heading", wrap=True)
        self.told = label("", "warning", wrap=True)
        self.take_button = button("收进档案", self._take, icon="import", role="primary")
        self.leave_button = button("不收", desk.back_asked.emit)
        self.take_button.setEnabled(came.arrival.changes or bool(self.cards))
        self._lay_out()
        self.setFocusProxy(self.take_button)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("body")
        column = down(spacing=8, margins=(16, 8, 16, 12))
        column.addWidget(self.sentence)
        for words in _notes(self._came):
            column.addWidget(label(words, wrap=True))
        if self.cards:
            ours = button("全部保留本机", lambda: self.choose_all(theirs=False))
            theirs = button("全部采用来件", lambda: self.choose_all(theirs=True))
            column.addLayout(across(label(f"{len(self.cards)} 处两边都改过，请逐处选定", "heading"), ours, theirs, 1))
        for card in self.cards:
            column.addWidget(card)
        merged = self._came.arrival.merged
        if merged is not None:
            for title, found in (("从来件收进来的", merged.taken), ("本机改过、保持不变的", merged.ours)):
                if found:
                    column.addWidget(_list(title, found))
        column.addStretch(1)
        inner.setLayout(column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setAccessibleName("收到的档案")
        whole = down(area, frame("line"), self.told, spacing=0)
        whole.addLayout(across(self.take_button, self.leave_button, 1, margins=(16, 8, 16, 8)))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.told.hide()

    def choose_all(self, *, theirs: bool) -> None:
        """Settles every conflict the same way."""
        for card in self.cards:
            (card.theirs if theirs else card.ours).setChecked(True)

    def _take(self) -> None:
        theirs = {card.conflict.name: card.theirs.isChecked() for card in self.cards}
        came = self._came.package

        def run(office: Office, _task: Task) -> Arrival:
            from guanxian_desk.services import dossier_files

            return dossier_files.take(office, came, dossier_files.chosen(theirs))

        self._desk.change(run, self._taken, self._failed, owner=self, title=f"收进{self._came.name}")

    def _taken(self, arrival: Arrival) -> None:
        self._desk.said.emit(f"已收进决策档案 {arrival.key}，可以用 Ctrl+Z 撤销")
        self._desk.back_asked.emit()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.told.setText(str(error))
            self.told.show()


def _sentence(came: Came) -> str:
    arrival = came.arrival
    title = arrival.incoming["matter"]["title"]
    if arrival.key != came.sent_key:
        return f"“{title}”来件的编号是 {came.sent_key}，本机编为 {arrival.key}。"
    if arrival.merged is None:
        return f"“{title}”（{arrival.key}）是本机没有的档案，收进来以后新立一份。"
    if not arrival.changes and not arrival.conflicts:
        return f"“{title}”（{arrival.key}）与本机的档案相同，没有要收的内容。"
    taken, conflicts = len(arrival.merged.taken), len(arrival.conflicts)
    return f"“{title}”（{arrival.key}）：收进 {taken} 处改动" + (
        f"，{conflicts} 处冲突。" if conflicts else "，没有冲突。"
    )


def _notes(came: Came) -> list[str]:
    package, arrival = came.package, came.arrival
    notes = []
    if package.office:
        notes.append(f"来自 {package.office}{f'（{package.made_by}）' if package.made_by else ''}　{package.made_at}")
    if arrival.new_files:
        notes.append(f"带来附件 {len(arrival.new_files)} 件。")
    if package.missing:
        notes.append(f"有 {len(package.missing)} 件附件只有名称，文件不在包里。")
    if arrival.merged is not None and not arrival.with_base:
        notes.append("不知道两边从哪一稿分开：只补本机没有的内容，其余不同之处都列为冲突。")
    return notes


def _list(title: str, found: Sequence[Difference]) -> QWidget:
    card = frame()
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    for row, one in enumerate(found[:_MOST]):
        grid.addWidget(label(place_words(one.path), "soft", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(f"{short(value_words(one.before))} → {short(value_words(one.after))}", wrap=True), row, 1)
    more = f"（先列 {_MOST} 处）" if len(found) > _MOST else ""
    column = down(label(f"{title} {len(found)} 处{more}", "heading"), spacing=4, margins=(12, 6, 12, 8))
    column.addLayout(grid)
    card.setLayout(column)
    return card
