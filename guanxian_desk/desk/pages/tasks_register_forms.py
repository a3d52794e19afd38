"""Forms of the register: townships to confirm, members of a group phrase, a name nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from guanxian_desk.desk.widgets.form import FormField, all_ok
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import button, down, label

if TYPE_CHECKING:
    from guanxian_desk.modules.tasks.planting import OfferedUnit
    from guanxian_desk.services.task_work import GroupView

_LIST_HEIGHT = 240


class TownshipForm(PanelForm):
    """The marked supplement, each to be taken or left; confirming also with none."""

    submitted = Signal(object)  # list[str]

    def __init__(self, offered: Sequence[OfferedUnit]) -> None:
        super().__init__()
        self.boxes = {unit.name: QCheckBox(f"{unit.name}（{unit.kind}）") for unit in offered}
        self.submit_button = button("核定乡镇名录", self._submit, icon="check", role="primary")
        words = "公报没有写全乡镇。下列名称来自公报以外，逐个勾选确实存在的；核定以后排名和通报不再印“名录未核定”。"
        parts = (label(words, "soft", wrap=True), *map(self._line, offered))
        self.lay_out("待核定的乡镇（街道）", parts, self.submit_button, "不保存")

    def _line(self, unit: OfferedUnit) -> QWidget:
        line = QWidget()
        about = f"替代“{unit.instead_of}”：{unit.note}" if unit.instead_of else ""
        note = [label(about, "small", wrap=True)] if about else []
        line.setLayout(down(self.boxes[unit.name], *note, spacing=0))
        return line

    def _submit(self) -> None:
        self.submitted.emit([name for name, box in self.boxes.items() if box.isChecked()])


@dataclass(frozen=True)
class Settled:
    """Who a group phrase means, and on what basis; no unit takes the answer back."""

    phrase: str
    units: tuple[str, ...]
    basis: str


class GroupForm(PanelForm):
    """A phrase, its members ticked among all units, and the basis."""

    submitted = Signal(object)  # Settled

    def __init__(self, groups: Sequence[GroupView], units: Sequence[str]) -> None:
        super().__init__()
        self._groups = {group.phrase: group for group in groups}
        used = sorted(groups, key=lambda group: (not group.used, bool(group.members), group.phrase))
        phrases = tuple(group.phrase for group in used)
        self.phrase = FormField("集合称谓", self._known, options=phrases)
        self.members = QListWidget()
        self.members.setAccessibleName("成员单位")
        self.members.setMinimumHeight(_LIST_HEIGHT)
        for unit in units:
            item = QListWidgetItem(unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.members.addItem(item)
        self.basis = FormField("依据", self._needs_basis, hint="例如：县委编办〔2022〕5号；一个都不勾则恢复缺省")
        self.submit_button = button("明确成员", self._submit, icon="save", role="primary")
        self.said = label("", "small", wrap=True)
        parts = (self.phrase, self.said, self.members, self.basis)
        self.lay_out("这个称谓指哪些单位", parts, self.submit_button, "不保存")
        self.phrase.editor.currentTextChanged.connect(self._show)  # type: ignore[union-attr]
        self.phrase.set_text(phrases[0])

    def _known(self, text: str) -> str:
        return "" if text in self._groups else "请从列表里选一个称谓"

    def _needs_basis(self, text: str) -> str:
        return "" if text or not self.chosen else "请写明确定成员的文件或会议"

    @property
    def chosen(self) -> tuple[str, ...]:
        """The units that are ticked."""
        items = (self.members.item(row) for row in range(self.members.count()))
        return tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked)

    def _show(self, phrase: str) -> None:
        group = self._groups.get(phrase)
        if group is None:
            return
        for row in range(self.members.count()):
            item = self.members.item(row)
            inside = item.text() in group.members
            item.setCheckState(Qt.CheckState.Checked if inside else Qt.CheckState.Unchecked)
        self.basis.set_text(group.basis)
        how = "由经办人明确" if group.settled else "按缺省" if group.members else "还没有成员"
        self.said.setText(f"{how}，{len(group.members)} 个单位；本计划有 {group.used} 项任务用到。")

    def _submit(self) -> None:
        if all_ok((self.phrase, self.basis)):
            self.submitted.emit(Settled(self.phrase.text, self.chosen, self.basis.text))


class AliasForm(PanelForm):
    """A name that nobody has becomes an alias of a unit; the nearest are proposed, none is taken by itself."""

    submitted = Signal(object)  # (name, unit)

    def __init__(self, unknown: Sequence[tuple[str, Sequence[str], int]], units: Sequence[str]) -> None:
        super().__init__()
        self._near = {name: tuple(near) for name, near, _ in unknown}
        self._count = {name: count for name, _, count in unknown}
        self._units = frozenset(units)
        self.name = FormField("报告里写的名称", self._is_unknown, options=tuple(self._near))
        self.unit = FormField("是哪个单位", self._is_unit, options=tuple(units))
        self.said = label("", "small", wrap=True)
        self.submit_button = button("记作别名", self._submit, icon="save", role="primary")
        parts = (self.name, self.said, self.unit)
        self.lay_out("名录里没有的名称", parts, self.submit_button, "不保存")
        self.name.editor.currentTextChanged.connect(self._show)  # type: ignore[union-attr]
        self.name.set_text(next(iter(self._near)))

    def _is_unknown(self, text: str) -> str:
        return "" if text in self._near else "请从列表里选一个名称"

    def _is_unit(self, text: str) -> str:
        return "" if text in self._units else "请从名录里选一个单位；没有的先“新增单位”"

    def _show(self, name: str) -> None:
        near = self._near.get(name, ())
        told = f"相近的有 {'、'.join(near)}" if near else "名录里没有相近的"
        self.said.setText(f"{self._count.get(name, 0)} 份报告这样写；{told}。")

    def _submit(self) -> None:
        if all_ok((self.name, self.unit)):
            self.submitted.emit((self.name.text, self.unit.text))
