"""The first page: which office, who works here, and whether to try the sample office or begin a real file."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLayout, QWidget

from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.parts import across, button, down, frame, label

INTRODUCTION = "先用示例办公室看看，或者直接开始用自己的数据。示例是单独的文件，不会混进真实数据。"
ROLES = ("录入", "审核", "只读", "管理")


@dataclass(frozen=True)
class FirstAnswers:
    """Who works here: the office's name, the operator's name and role."""

    office: str
    operator: str
    role: str


class FirstStart(QWidget):
    """Three ways in: the sample office (asks nothing), a new data file, an existing one."""

    sample_asked = Signal()
    new_asked = Signal(object)  # FirstAnswers
    open_asked = Signal(object)  # FirstAnswers

    def __init__(self, offices: tuple[str, ...] = ()) -> None:
        """offices: names to choose from."""
        super().__init__()
        self.setObjectName("desk")
        self.office = FormField("单位名称", needed("请填单位名称"), options=offices, hint="例如：冠县商务局")
        self.operator = FormField("您的姓名", needed("请填您的姓名，操作记录上会写它"), hint="例如：张三")
        self.role = QComboBox()
        self.role.addItems(list(ROLES))
        self.role.setAccessibleName("您的角色")
        self.role.setCurrentText("管理")
        self.sample_button = button("打开示例办公室", self.sample_asked.emit, icon="sample", role="primary")
        self.new_button = button("新建数据文件", self._new, icon="new", role="primary")
        self.open_button = button("打开已有数据文件…", self._open, icon="open")
        card = frame()
        card.setFixedWidth(theme.current().scaled(560))
        card.setLayout(down(*self._sections(), spacing=12, margins=(32, 24, 32, 24)))
        self.setLayout(down(1, across(1, card, 1), 1, margins=(16, 16, 16, 16)))

    def _sections(self) -> tuple[QWidget | QLayout, ...]:
        role = down(label("您的角色", "soft"), self.role, spacing=4)
        people = across(self.operator, role, spacing=12)
        people.setStretch(0, 1)
        people.setAlignment(role, Qt.AlignmentFlag.AlignTop)
        return (
            label("冠县政务台", "title"),
            label(INTRODUCTION, "soft", wrap=True),
            across(self.sample_button, 1),
            frame("line"),
            label("用自己的数据", "heading"),
            self.office,
            people,
            across(self.new_button, self.open_button, 1),
        )

    def answers(self) -> FirstAnswers:
        """What has been filled in."""
        return FirstAnswers(self.office.text, self.operator.text, self.role.currentText())

    def _new(self) -> None:
        if all_ok((self.office, self.operator)):
            self.new_asked.emit(self.answers())

    def _open(self) -> None:
        if all_ok((self.operator,)):
            self.open_asked.emit(self.answers())
