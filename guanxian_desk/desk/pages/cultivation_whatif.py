"""试算: other options, or changed values of the notices as a draft file, and every claim they would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.columns import Row, TableColumn, TupleProvider
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.form import FormField
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label
from guanxian_desk.desk.widgets.record_table import RecordTable
from guanxian_desk.exchange.declare import Kind

if TYPE_CHECKING:
    from guanxian_desk.services.cultivation_day import CultivationDay
    from guanxian_desk.services.office import Office

DRAFT = "修订值文件 (*.toml)"
_COLUMNS = (
    TableColumn("kind", "对象", width=72),
    TableColumn("name", "企业", width=208, stretch=True),
    TableColumn("what", "事项", width=152),
    TableColumn("year", "年度", Kind.CODE, 64),
    TableColumn("before", "现在", Kind.MONEY, 120),
    TableColumn("after", "改后", Kind.MONEY, 120),
    TableColumn("change", "增减", Kind.MONEY, 120),
    TableColumn("why", "说明", width=240),
    TableColumn("key", "编号", Kind.CODE, 136),
)
_NONE = ("没有变化", "在这些口径和数下，各份申请的可付数都和现在一样。")


class WhatIfView(QWidget):
    """Nothing that is tried here is kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day: CultivationDay | None = None
        self.draft: Path | None = None
        self.boxes: dict[str, QComboBox] = {}
        self.numbers: dict[str, FormField] = {}
        self.options = FlowLayout(spacing=12)
        holder = QWidget()
        holder.setLayout(self.options)
        self.draft_label = label("没有装入修订值文件：用方案现行的数", "soft", wrap=True)
        self.load_button = button("装入修订值文件…", self._choose, icon="open")
        self.drop_button = button("不用修订值", self.drop_draft, icon="close")
        self.drop_button.setEnabled(False)
        self.try_button = button("试算", self.run, icon="refresh", role="primary")
        self.said = label("", wrap=True)
        surface = frame()
        note = "下面的选择只用于这一次试算，不改口径，也不写任何数据。口径在“设置”里定。"
        files = across(self.draft_label, self.load_button, self.drop_button, self.try_button)
        files.setStretch(0, 1)
        surface.setLayout(down(label(note, "soft", wrap=True), holder, files, margins=(12, 8, 12, 8)))
        self.table = RecordTable(desk.background, _COLUMNS, "试算的变化")
        self.table.when_empty("还没有试算", "换一种口径或装入修订值文件，再点“试算”。")
        column = down(surface, self.said, self.table)
        column.setStretch(2, 1)
        self.setLayout(column)
        self.setFocusProxy(self.try_button)

    def show_day(self, day: CultivationDay) -> None:
        """The choices as they stand."""
        self._day = day
        if not self.boxes:
            self._offer(day)
        if not self.table.model.rowCount():
            self.table.show_rows(TupleProvider([]))

    def _offer(self, day: CultivationDay) -> None:
        from guanxian_desk.modules.cultivation.policy import OPTION_PREFIX, open_values, option_words

        standing = {
            "tiers": day.policy.tiers.value,
            "climb": day.policy.climb.value,
            "budget_period": day.policy.budget_period.value,
            "growth_pct": str(day.policy.growth_pct),
        }
        for prefix, name, option in open_values():
            if prefix != OPTION_PREFIX or name not in standing:
                continue
            part = QWidget()
            if option.choices:
                box = QComboBox()
                box.setAccessibleName(option.label)
                for value in option.choices:
                    box.addItem(option_words(value), value)
                box.setCurrentIndex(box.findData(standing[name]))
                self.boxes[name] = box
                part.setLayout(down(label(option.label, "soft"), box, spacing=4))
            else:
                field = FormField(f"{option.label}（{option.unit}）", _whole)
                field.set_text(standing[name])
                self.numbers[name] = field
                part.setLayout(down(field))
            self.options.addWidget(part)

    def use_draft(self, path: Path) -> None:
        """Takes a file of changed values for the next trials."""
        self.draft = path
        self.draft_label.setText(f"修订值：{path.name}")
        self.drop_button.setEnabled(True)

    def drop_draft(self) -> None:
        """Back to the values in force."""
        self.draft = None
        self.draft_label.setText("没有装入修订值文件：用方案现行的数")
        self.drop_button.setEnabled(False)

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, "装入修订值文件", "", DRAFT)
        if chosen:
            self.use_draft(Path(chosen))

    def run(self) -> None:
        """Compares, on the worker."""
        options = {name: str(box.currentData()) for name, box in self.boxes.items()}
        if not all(field.ok() for field in self.numbers.values()):
            return
        options |= {name: field.text for name, field in self.numbers.items()}
        draft = self.draft

        def read(office: Office, _task: Task) -> list[Row]:
            from guanxian_desk.services.cultivation_whatif import compare

            return compare(office, options, draft)

        self._desk.ask(read, self._show, owner=self, key="whatif", title="试算")

    def _show(self, rows: list[Row]) -> None:
        claims = [row for row in rows if row["kind"] == "申请"]
        total = sum(row["change"] for row in claims)
        from guanxian_desk.modules.cultivation.wording import wan

        words = f"会改变 {len(claims)} 份申请，可付数合计{'增加' if total >= 0 else '减少'} {wan(abs(total))}。"
        self.said.setText(words if rows else "没有任何申请会因此改变。")
        self.table.when_empty(*_NONE)
        self.table.show_rows(TupleProvider(rows))


def _whole(text: str) -> str:
    return "" if text.isascii() and text.isdigit() else "请填 0 或正整数"
