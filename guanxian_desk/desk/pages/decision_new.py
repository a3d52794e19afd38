"""Small forms of the list: a new dossier, and striking with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import across, button, down, label

_YEAR_DIGITS = 4


@dataclass(frozen=True)
class NewDossier:
    """What a new dossier begins with; of a secret one only the key counts."""

    key: str
    title: str
    unit: str
    year: str
    secret: bool


class NewForm(PanelForm):
    """Key, title, unit, year of the catalogue; or only the number of a state secret."""

    submitted = Signal(object)  # NewDossier

    def __init__(self, key: str, units: tuple[str, ...]) -> None:
        super().__init__()
        self.title = FormField("决策事项名称", self._title_fault, hint="例如：冠县城区道路改造工程")
        self.unit = FormField("承办单位", options=units or ("",), hint="可以以后再填")
        self.key = FormField("档案编号", needed("请写档案编号"))
        self.year = FormField("目录年度", _year_fault, hint="列入哪一年的目录，没有的留空")
        self.secret = QCheckBox("涉密事项：本机只留编号")
        self.create_button = button("建立档案", self._submit, icon="new", role="primary")
        self._others = (self.title, self.unit, self.year)
        note = label("国家秘密的内容不能录入普通电脑，请在涉密计算机上办理。", "small", wrap=True)
        self.setLayout(
            down(
                self.title,
                self.unit,
                self.year,
                self.key,
                self.secret,
                note,
                across(self.create_button, button("不建立", self.cancelled.emit), 1),
                1,
                spacing=12,
                margins=(12, 12, 12, 12),
            )
        )
        self.key.set_text(key)
        self.secret.toggled.connect(self._toggle)
        self.setFocusProxy(self.title)

    def _title_fault(self, text: str) -> str:
        return "" if text or self.secret.isChecked() else "请写决策事项的名称"

    def _toggle(self, secret: bool) -> None:
        for part in self._others:
            part.setEnabled(not secret)
        self.title.tell("")

    def _submit(self) -> None:
        if all_ok((self.title, self.year, self.key)):
            parts = (self.key.text, self.title.text, self.unit.text, self.year.text)
            self.submitted.emit(NewDossier(*parts, self.secret.isChecked()))


class StrikeForm(PanelForm):
    """Why something is struck; it stays to be seen."""

    submitted = Signal(str)

    def __init__(self, what: str, kind: str) -> None:
        super().__init__()
        self.reason = FormField("划去的理由", needed("划去要写明理由"), lines=3)
        self.strike_button = button(f"划去这{'份' if kind == '档案' else '条'}{kind}", self._submit, role="primary")
        self.setLayout(
            down(
                label(what, "heading", wrap=True),
                self.reason,
                label("划去以后仍然可以看到，理由、经办人和日期一并留存。", "small", wrap=True),
                across(self.strike_button, button("返回", self.cancelled.emit), 1),
                1,
                spacing=12,
                margins=(12, 12, 12, 12),
            )
        )
        self.setFocusProxy(self.reason)

    def _submit(self) -> None:
        if self.reason.ok():
            self.submitted.emit(self.reason.text)


def _year_fault(text: str) -> str:
    fine = not text or (len(text) == _YEAR_DIGITS and text.isascii() and text.isdigit())
    return "" if fine else f"“{text}”不是年份，请写成 2022"
