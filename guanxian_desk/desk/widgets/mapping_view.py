"""Which column of a file is read as what: shown, corrected, and remembered for the sender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QScrollArea, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.parts import ElidedLabel, across, button, down, label

ASIDE = ""
_BOX_WIDTH = 240
_UNITS = ("元", "千元", "万元", "百万元", "亿元")


@dataclass(frozen=True)
class HeadingLine:
    """A column of the file: its heading as written, where it stands (C 列), some of its values, the field it is read
    as (ASIDE for none)."""

    written: str
    place: str
    sample: str
    field: str


class MappingView(QWidget):
    """One line per column of the file, each with a box of what it can be read as. Two columns cannot be read as one:
    the newer choice wins. told(mapping of what was changed, money unit or "", whether to remember)."""

    told = Signal(object, str, bool)
    left = Signal()

    def __init__(
        self,
        lines: Sequence[HeadingLine],
        fields: Sequence[tuple[str, str, bool]],
        *,
        ask_unit: str = "",
        remember: str = "",
        read: str = "按这样读取",
        aside: str = "（不导入）",
        means: str = "读作",
    ) -> None:
        """fields: (field, words, whether a file must have it); ask_unit: the unit above the headings, when amounts
        have none of their own; remember: words of the box that keeps the mapping; read: words of the button; aside:
        words for nothing; means: heading of the boxes."""
        super().__init__()
        self._fields = tuple(fields)
        self._aside = aside
        self._means = means
        self._before = {line.written: line.field for line in lines}
        self.boxes = {line.written: self._box(line) for line in lines}
        self.lacking = label("", "warning", wrap=True)
        self.unit = QComboBox()
        self.unit.setAccessibleName("没有写单位的金额的单位")
        self.unit.addItems(_UNITS)
        self.remember = QCheckBox(remember)
        self.remember.setChecked(bool(remember))
        self._asks_unit = bool(ask_unit)
        self.unit.setCurrentText(ask_unit or _UNITS[0])
        asked = across(label(f"表头上方写着“{ask_unit}”，没有写单位的金额按", "soft"), self.unit, 1)
        self._asked = QWidget()
        self._asked.setLayout(asked)
        self.read_button = button(read, self._tell, icon="check", role="primary")
        buttons = across(self.remember, 1, button("返回", self.left.emit), self.read_button, margins=(0, 4, 0, 0))
        column = down(self.lacking, self._list(lines), self._asked, buttons)
        column.setStretch(1, 1)
        self.setLayout(column)
        # Not before: a widget without a parent would flash as a window of its own.
        self.remember.setVisible(bool(remember))
        self._asked.setVisible(self._asks_unit)
        self._check()

    def mapping(self) -> dict[str, str]:
        """Heading → field as chosen now."""
        return {written: str(box.currentData()) for written, box in self.boxes.items()}

    def choose(self, written: str, field: str) -> None:
        """Chooses for the clerk."""
        box = self.boxes[written]
        box.setCurrentIndex(max(0, box.findData(field)))

    def _list(self, lines: Sequence[HeadingLine]) -> QScrollArea:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        sampled = "前几行的内容" if any(line.sample for line in lines) else ""
        for place, words in enumerate(("文件里的表头", "位置", sampled, self._means)):
            grid.addWidget(label(words, "heading"), 0, place)
        for row, line in enumerate(lines, 1):
            grid.addWidget(ElidedLabel(line.written), row, 0)
            grid.addWidget(label(line.place, "soft"), row, 1)
            grid.addWidget(ElidedLabel(line.sample, "soft"), row, 2)
            grid.addWidget(self.boxes[line.written], row, 3)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 3)
        grid.setRowStretch(len(lines) + 1, 1)
        inner = QWidget()
        inner.setLayout(grid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        return scroll

    def _box(self, line: HeadingLine) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"“{line.written}”读作")
        box.setFixedWidth(theme.current().scaled(_BOX_WIDTH))
        box.addItem(self._aside, ASIDE)
        for field, words, required in self._fields:
            box.addItem(f"{words}（必填）" if required else words, field)
        box.setCurrentIndex(max(0, box.findData(line.field)))
        box.currentIndexChanged.connect(lambda _place: self._chosen(line.written))
        return box

    def _chosen(self, written: str) -> None:
        """Whatever else was read as the same is left aside."""
        field = self.boxes[written].currentData()
        for other, box in self.boxes.items():
            if other != written and field and box.currentData() == field:
                box.blockSignals(True)
                box.setCurrentIndex(0)
                box.blockSignals(False)
        self._check()

    def _check(self) -> None:
        chosen = set(self.mapping().values())
        lacking = "、".join(words for field, words, required in self._fields if required and field not in chosen)
        self.lacking.setText(f"还没有指明必填的列：{lacking}" if lacking else "")
        self.lacking.setVisible(bool(lacking))

    def _tell(self) -> None:
        changed: Mapping[str, str] = {
            written: field for written, field in self.mapping().items() if field != self._before[written]
        }
        unit = self.unit.currentText() if self._asks_unit else ""
        self.told.emit(dict(changed), unit, self.remember.isChecked())
