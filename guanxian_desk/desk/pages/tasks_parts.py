"""What the views of the task page share: lamps, a bar of buttons over the table, and the panel's forms."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.flow import FlowLayout
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import across

LAMPS: dict[str, Lamp] = {
    "蓝": Lamp("done", "blue", "蓝 已完成"),
    "绿": Lamp("circle", "green", "绿 按时"),
    "黄": Lamp("triangle", "amber", "黄 注意"),
    "红": Lamp("square", "red", "红 逾期"),
    "灰": Lamp("ring", "grey", "灰 未启动"),
}
RULED = "核定"
LAMP_COLUMN = (
    *LAMPS.items(),
    *((key + RULED, Lamp(lamp.icon, lamp.token, f"{key}（核定）")) for key, lamp in LAMPS.items()),
)


def bar(*buttons: QPushButton) -> QWidget:
    """Buttons in a row that wraps."""
    row, flow = QWidget(), FlowLayout()
    for made in buttons:
        flow.addWidget(made)
    row.setLayout(flow)
    return row


def put_bar(view: RegisterView, *buttons: QPushButton, share: tuple[int, int] = (3, 2)) -> None:
    """Lays a bar of buttons beside the filters of a view; share: how the width is parted between them."""
    layout = view.layout()
    assert isinstance(layout, QBoxLayout)
    head = QWidget()
    row = across(view.filters, bar(*buttons), spacing=16)
    row.setStretch(0, share[0])
    row.setStretch(1, share[1])
    head.setLayout(row)
    layout.insertWidget(0, head)


def push_form(view: RegisterView, form: PanelForm, title: str, first: QWidget) -> None:
    """Shows a form over what stands in the view's panel; left, the panel closes."""
    form.cancelled.connect(view.let_go)
    view.hold(form)
    view.panel.push(form, title)
    first.setFocus()


def copied(desk: Desk, text: str, words: str) -> None:
    """Puts a text on the clipboard and says so."""
    from PySide6.QtWidgets import QApplication

    QApplication.clipboard().setText(text)
    desk.said.emit(words)
