"""填上级表: a superior's blank workbook is opened, its columns are told once, and desk data goes into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file, write_file
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.crash import in_words
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.drop_zone import DropZone
from guanxian_desk.desk.widgets.empty_state import EmptyState
from guanxian_desk.desk.widgets.mapping_view import HeadingLine, MappingView
from guanxian_desk.desk.widgets.parts import across, down, label
from guanxian_desk.exchange.cells import column_letter
from guanxian_desk.exchange.fill import NUMBER
from guanxian_desk.services.filling import Form, fill_form, open_form
from guanxian_desk.services.modules import of_kind, sheets
from guanxian_desk.services.office import Office

_START = (
    "填上级发来的空白表",
    "把上级的空白工作簿拖到上面：按它自己的版式填入现有记录，公式、格式和合并格都不动；各列填什么指定一次，以后记住。",
)


@dataclass(frozen=True)
class _Opened:
    data: bytes
    form: Form


class FillView(QWidget):
    """One blank workbook at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._path: Path | None = None
        self._opened: _Opened | None = None
        self.zone = DropZone("把上级发来的空白表（.xlsx）拖到这里。")
        self.zone.chosen.connect(lambda paths: self.open(paths[0]))
        self.kind = QComboBox()
        self.kind.setAccessibleName("填哪一种记录")
        self.kind.addItem("按表头辨认", "")
        for sheet in sheets():
            self.kind.addItem(sheet.title, sheet.key)
        self.kind.currentIndexChanged.connect(lambda _place: self._read({}))
        self.full = QCheckBox("写完整的证件号码和电话")
        self.full.setToolTip("平时只写一部分；勾选后写完整号码，并记入审计")
        self.said = label("", "soft", wrap=True)
        self.notice = EmptyState(*_START, icon="excel")
        self.mapping: MappingView | None = None
        self._place = down(self.notice)
        line = across(label("填哪一种记录", "soft"), self.kind, self.full, 1)
        column = down(self.zone, line, self.said, self._place)
        column.setStretch(3, 1)
        self.setLayout(column)
        self.setFocusProxy(self.zone.choose_button)

    def open(self, path: Path) -> None:
        """Reads a blank workbook and shows what its columns would be filled with."""
        self._path = path
        self._read({})

    def fill_to(self, path: Path) -> None:
        """Writes the filled workbook."""
        opened, full = self._opened, self.full.isChecked()
        if opened is None:
            return

        def run(office: Office, task: Task) -> str:
            filled = fill_form(office, opened.data, opened.form, full)
            task.check()
            write_file(path, filled.content)
            parts = [f"已填写 {filled.rows:,} 行，存为 {path.name}"]
            parts += (
                [f"印好的 {len(filled.left)} 行没有对应的记录（{'、'.join(filled.left[:5])}）"] if filled.left else []
            )
            parts += [f"{filled.unused} 条记录在表上没有对应的行"] if filled.unused else []
            return "；".join([*parts, *filled.notes]) + "。"

        self._desk.change(run, self._done, owner=self, title=f"填写{opened.form.name}")

    def _read(self, told: Mapping[str, str]) -> None:
        path, kind = self._path, str(self.kind.currentData())
        if path is None:
            return

        def run(office: Office, _task: Task) -> _Opened:
            data = read_file(path)
            return _Opened(data, open_form(office, data, path.name, kind, told))

        self._desk.ask(run, self._show, self._failed, owner=self, key="form", title=f"打开{path.name}")

    def _show(self, opened: _Opened) -> None:
        self._opened = opened
        form = opened.form
        layout = form.layout
        room = (
            "按印好的行填写" if layout.keyed else "往下逐行填写" if form.room > form.records else f"留有 {form.room} 行"
        )
        again = "；各列按上次的填法" if form.remembered else ""
        self.said.setText(
            f"“{form.name}”的工作表“{layout.sheet}”：填{form.title}，现有 {form.records:,} 条记录，{room}{again}。"
        )
        lines = [
            HeadingLine(column.written, f"{column_letter(column.index)} 列", "", form.mapping.get(column.written, ""))
            for column in layout.headings.columns
            if column.written
        ]
        fields = [(NUMBER, "序号（从 1 起）", False)]
        fields += [(column.field, column.heading, False) for column in of_kind(form.kind)[1].columns]
        view = MappingView(lines, fields, read="填写并另存…", aside="（不填）", means="填什么")
        view.told.connect(lambda changed, _unit, _remember: self._chosen(changed))
        view.left.connect(self._leave)
        self._put(view)
        self.mapping = view

    def _chosen(self, changed: Mapping[str, str]) -> None:
        """The mapping stands: the form is read with it, then where to write it is asked."""
        path = self._path
        if path is None:
            return
        target = self._desk.choose_file(self, f"{path.stem}-已填{path.suffix}", "工作簿 (*.xlsx *.xlsm)")
        if target is None:
            return
        opened = self._opened
        if opened is not None:
            data, name, kind = opened.data, path.name, opened.form.kind
            self._desk.ask(
                lambda office, _task: _Opened(data, open_form(office, data, name, kind, changed)),
                lambda again: self._fill(again, target),
                self._failed,
                owner=self,
                key="form",
            )

    def _fill(self, opened: _Opened, target: Path) -> None:
        self._opened = opened
        self.fill_to(target)

    def _done(self, words: str) -> None:
        self._leave()
        self.notice.say(words, "可以继续拖入别的空白表。", icon="done")
        self._desk.said.emit(words)

    def _failed(self, error: BaseException) -> None:
        told: UserError = in_words(error)
        self._leave()
        self.notice.say(told.what, f"{told.meaning}　{told.todo}".strip(), icon="error")

    def _leave(self) -> None:
        self._opened = None
        self.said.setText("")
        self.notice.say(*_START, icon="excel")
        self._put(self.notice)

    def _put(self, widget: QWidget) -> None:
        self.mapping = None
        while (item := self._place.takeAt(0)) is not None:
            old = item.widget()
            if old is self.notice:
                old.hide()
            elif old is not None:
                old.deleteLater()
        self._place.addWidget(widget)
        widget.show()
