"""What is asked for before something happens to the register of numbers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from guanxian_desk.desk.widgets.form import FormField, all_ok, needed
from guanxian_desk.desk.widgets.parts import across, button, down, label
from guanxian_desk.services import number_register as register
from guanxian_desk.services.number_register import SeriesView


class ReasonForm(QWidget):
    """One reason, and the button that acts on it."""

    submitted = Signal(str)

    def __init__(self, what: str, title: str, note: str, words: str) -> None:
        super().__init__()
        self.reason = FormField(title, needed(f"请写明{title}"), lines=3)
        self.submit_button = button(words, self._submit, icon="save", role="primary")
        parts = (label(what, "heading", wrap=True), self.reason, label(note, "small", wrap=True))
        self.setLayout(down(*parts, across(self.submit_button, 1), 1, spacing=12, margins=(12, 12, 12, 12)))
        self.setFocusProxy(self.reason)

    def _submit(self) -> None:
        if all_ok((self.reason,)):
            self.submitted.emit(self.reason.text)


class ReserveForm(QWidget):
    """Which series, which year, how many, and why."""

    submitted = Signal(object)  # a verb on the office

    def __init__(self, views: list[SeriesView], year: int) -> None:
        super().__init__()
        self._year = year
        self.series = _series_box(views)
        self.count = FormField("几个", _is_count)
        self.count.set_text("1")
        self.reason = FormField("预留原因", needed("请写明为谁、为哪份文书预留"), lines=2)
        self.submit_button = button("预留编号", self._submit, icon="save", role="primary")
        parts = (label(f"{year} 年", "soft"), self.series, self.count, self.reason)
        self.setLayout(down(*parts, across(self.submit_button, 1), 1, spacing=12, margins=(12, 12, 12, 12)))
        self.setFocusProxy(self.series)

    def _submit(self) -> None:
        if all_ok((self.count, self.reason)):
            series, year = str(self.series.currentData()), self._year
            count, reason = int(self.count.text), self.reason.text
            self.submitted.emit(lambda office: register.reserve(office, series, year, count, reason))


class GivenForm(QWidget):
    """A number that another office gave."""

    submitted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.number = FormField("文号", needed("请照发文填写文号"), hint="例如：冠政发〔2022〕8号")
        self.subject = FormField("用于", hint="文书的标题")
        self.submit_button = button("登记文号", self._submit, icon="save", role="primary")
        note = label("外来文号只查重，不要求连续。", "small", wrap=True)
        parts = (self.number, self.subject, note, across(self.submit_button, 1), 1)
        self.setLayout(down(*parts, spacing=12, margins=(12, 12, 12, 12)))
        self.setFocusProxy(self.number)

    def _submit(self) -> None:
        if all_ok((self.number,)):
            number, subject = self.number.text, self.subject.text
            self.submitted.emit(lambda office: register.enter_given(office, number, subject))


class SeriesForm(QWidget):
    """How a series is written, and the number that it would give next."""

    submitted = Signal(object)

    def __init__(self, views: list[SeriesView], year: int) -> None:
        super().__init__()
        self._year = year
        self._views = {view.key: view for view in views}
        self.series = _series_box(views)
        self.template = FormField("样式（{年} 和 {号} 各写一次）", needed("请填写样式"))
        self.next = label("", "soft", wrap=True)
        self.save_button = button("保存样式", self._save, icon="save", role="primary")
        self.back_button = button("恢复原来的样式", self._restore, icon="undo")
        self.series.currentIndexChanged.connect(lambda _index: self._show())
        note = label("改样式只影响以后的编号。{号:04} 表示补足四位。", "small", wrap=True)
        self.first = FormField(f"{year} 年从几号起", _is_first, hint="接着纸质登记簿编号，例如 18")
        self.first_button = button("设定起始号", self._begin, icon="save")
        later = label("只有本年还没有取过号时可以设定。", "small", wrap=True)
        parts = (self.series, self.template, self.next, note, across(self.save_button, self.back_button, 1))
        below = (self.first, later, across(self.first_button, 1), 1)
        self.setLayout(down(*parts, *below, spacing=12, margins=(12, 12, 12, 12)))
        self.setFocusProxy(self.series)
        self._show()

    def _show(self) -> None:
        view = self._views[str(self.series.currentData())]
        self.template.set_text(view.template)
        self.next.setText(f"下一个：{view.next}{'（本单位的样式）' if view.own else ''}")

    def _save(self) -> None:
        if all_ok((self.template,)):
            key, template = str(self.series.currentData()), self.template.text
            self.submitted.emit(lambda office: register.change_template(office, key, template))

    def _begin(self) -> None:
        if all_ok((self.first,)):
            key, year, first = str(self.series.currentData()), self._year, int(self.first.text)
            self.submitted.emit(lambda office: register.begin_at(office, key, year, first))

    def _restore(self) -> None:
        key = str(self.series.currentData())
        self.submitted.emit(lambda office: register.change_template(office, key, ""))


def _series_box(views: list[SeriesView]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName("编号序列")
    for view in views:
        box.addItem(f"{view.title}　{view.next}", view.key)
    return box


def _is_first(text: str) -> str:
    return "" if text.isascii() and text.isdigit() and int(text) > 0 else "请填大于 0 的整数"


def _is_count(text: str) -> str:
    return "" if text.isascii() and text.isdigit() and 1 <= int(text) <= 100 else "请填 1 至 100 的整数"
