"""案卷: one file bound from its papers and the scans attached to it, in the background, seen before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QFileDialog, QRadioButton, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.as_of import AsOf
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.live_rows import LiveRows
from guanxian_desk.desk.pages.papers import show_paper
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail_panel import WIDTH
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.modules.papers import Choice
from guanxian_desk.services.office import Office
from guanxian_desk.services.packet_issue import attach, attached, detach
from guanxian_desk.services.packet_kind import PacketKind
from guanxian_desk.services.packets import (
    ITEMS,
    VOLUME,
    Packet,
    Wanted,
    make_packet,
    packet_kinds,
    packet_subjects,
)

_COLUMNS = (
    TableColumn("name", "附入的扫描件", width=280, stretch=True),
    TableColumn("kind", "类型", width=104),
    TableColumn("at", "附入时间", Kind.MOMENT, 160),
)
_FILES = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
_STEPS = 1000
_FILES_ELSEWHERE = ("扫描件附在档案里", "在档案里附上的扫描件，装订时自动编入。")
_OWN_FILES = ("还没有附入扫描件", "签字盖章的原件扫描成 PDF 或图片后附入，装订时放在文书之后。")


class PacketsView(QWidget):
    """What is attached at the left; what is asked for, and the button that binds it, at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kinds: list[PacketKind] = list(packet_kinds().values())
        self._rows = LiveRows()
        self.table = RecordTable(desk.background, _COLUMNS, "案卷里附入的扫描件")
        self.table.show_rows(self._rows)
        self.kind = _box("案卷", [(one.key, one.title) for one in self._kinds])
        self.subject = _box("对象", [])
        self.subject_word = label("", "soft")
        self.as_of = AsOf(desk.as_of)
        self.volume, self.items = QRadioButton("按卷装订"), QRadioButton("按件整理")
        self.check_page = QCheckBox("附检查页（缺件和不合规定之处，不归卷）")
        self.spine = QCheckBox("附卷脊标签")
        self.full = QCheckBox("写出完整的证件号码和手机号（记入审计）")
        self.bind_button = button("装订并预览…", self.bind, icon="archive", role="primary")
        self.attach_button = button("附入扫描件…", self._ask_for_files, icon="plus")
        self.detach_button = button("撤出选中的扫描件", self._detach, icon="minus")
        self.panel = frame()
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _index: self.reload())
        self.subject.currentIndexChanged.connect(lambda _index: self._read_files())
        self.as_of.changed.connect(lambda _day: self.reload())

    def _lay_out(self) -> None:
        self.volume.setChecked(True)
        self.check_page.setChecked(True)
        self.spine.setChecked(True)
        group = QButtonGroup(self)
        for choice in (self.volume, self.items):
            group.addButton(choice)
        column = down(
            label("装订案卷", "heading"), label("案卷", "soft"), self.kind, self.subject_word, self.subject, self.as_of,
            across(self.volume, self.items, 1), self.check_page, self.spine, self.full,
            across(self.bind_button, 1), 1, spacing=8, margins=(12, 12, 12, 12),
        )  # fmt: skip
        self.panel.setLayout(column)
        self.panel.setFixedWidth(theme.current().scaled(WIDTH))
        left = QWidget()
        tools = FlowLayout()
        for made in (self.attach_button, self.detach_button):
            tools.addWidget(made)
        inner = down(tools, self.table)
        inner.setStretch(1, 1)
        left.setLayout(inner)
        line = across(left, self.panel)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setFocusProxy(self.bind_button)

    @property
    def chosen(self) -> tuple[str, str]:
        """The kind of packet and its subject."""
        return str(self.kind.currentData() or ""), str(self.subject.currentData() or "")

    def reload(self) -> None:
        """Reads the subjects of the kind, and the files of the one that is chosen."""
        kind, day = self.chosen[0], self.as_of.day
        self._desk.ask(
            lambda office, _task: packet_subjects(office, kind, day), self._show_subjects, owner=self, key="subjects"
        )

    def bind(self) -> None:
        """Binds the packet in the background and shows it; it can be cancelled at any piece."""
        kind, subject = self.chosen
        wanted = Wanted(
            kind, subject, self.as_of.day, VOLUME if self.volume.isChecked() else ITEMS,
            self.check_page.isChecked(), self.spine.isChecked(), self.full.isChecked(),
        )  # fmt: skip

        def make(office: Office, task: Task) -> Packet:
            return make_packet(office, wanted, lambda words, share: task.progress(round(share * _STEPS), _STEPS, words))

        self._desk.change(make, self._bound, owner=self, title=f"装订{self.kind.currentText()}")

    def attach_files(self, files: list[Path]) -> None:
        """Keeps the files for the packet that is chosen."""
        kind, subject = self.chosen
        self._desk.change(
            lambda office, _task: attach(office, kind, subject, files),
            lambda count: self._desk.said.emit(f"已附入 {count} 份扫描件"),
            owner=self,
            title="附入扫描件",
        )

    def _bound(self, packet: Packet) -> None:
        show_paper(self._desk, packet.produced, remarks=packet.remarks)
        self._desk.said.emit(f"已装订 {packet.pieces} 件、{packet.pages} 页，打印或保存后存入文书记录")

    def _show_subjects(self, choices: Sequence[Choice]) -> None:
        before = self.subject.currentData()
        self.subject.blockSignals(True)
        self.subject.clear()
        for value, words in choices:
            self.subject.addItem(words, value)
        self.subject.setCurrentIndex(max(0, self.subject.findData(before)))
        self.subject.blockSignals(False)
        word = next((one.subject_word for one in self._kinds if one.key == self.chosen[0]), "")
        self.subject_word.setText(word)
        self.subject.setAccessibleName(word or "对象")
        for part in (self.subject_word, self.subject):
            part.setVisible(bool(word))
        self.bind_button.setEnabled(not word or self.subject.count() > 0)
        takes_files = any(one.takes_files for one in self._kinds if one.key == self.chosen[0])
        for made in (self.attach_button, self.detach_button):
            made.setVisible(takes_files)
        self.table.when_empty(*(_OWN_FILES if takes_files else _FILES_ELSEWHERE))
        self._read_files()

    def _read_files(self) -> None:
        kind, subject = self.chosen
        self._desk.ask(
            lambda office, _task: attached(office, kind, subject), self._show_files, owner=self, key="attached"
        )

    def _show_files(self, rows: list[Row]) -> None:
        self._rows.replace(rows)
        self.table.reload()

    def _ask_for_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, "附入扫描件", "", _FILES)
        if names:
            self.attach_files([Path(name) for name in names])

    def _detach(self) -> None:
        row = self.table.current_row()
        if row is not None:
            number = row["id"]
            self._desk.change(lambda office, _task: detach(office, number), owner=self, title="撤出扫描件")


def _box(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    for value, words in choices:
        box.addItem(words, value)
    return box
