"""The differences of a day: filtered, opened at the right, released with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.money import short_yuan
from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.live_rows import LiveRows
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.pages.voucher_detail import (
    MERCHANT,
    PAYER,
    SLIP,
    UNWAIVE,
    WAIVE,
    Known,
    finding_detail,
    known_about,
)
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.desk.widgets.detail import Action
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.filter_line import ChoiceFilter, Filter, FilterLine, TextFilter
from guanxian_desk.desk.widgets.findings_list import COLUMNS, FindingsList
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.waive_form import WaiveForm, Waiver
from guanxian_desk.services.voucher_filter import (
    BLOCKING,
    Wanted,
    chosen,
    typed_amount,
)

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office
    from guanxian_desk.services.voucher_day import VoucherDay

_STATES = ((str(FindingState.OPEN), "待处理"), (str(FindingState.WAIVED), "已说明理由"), ("", "全部状态"))
_WORDS = TextFilter("words", "查找商户、缴款人、券码、流水号", 264)
_FILTERS: tuple[Filter, ...] = (
    ChoiceFilter("code", "差异种类", (("", "全部差异"),)),
    ChoiceFilter("state", "状态", _STATES),
    ChoiceFilter("todo", "由谁处理", (("", "不限由谁处理"),)),
    _WORDS,
    TextFilter("least", "金额从", 96),
    TextFilter("most", "金额到", 96),
)
_WIDTHS = {"severity": 72, "title": 124, "who": 120, "clause": 104, "todo": 104, "state": 112, "code": 52}
_COLUMNS = tuple(replace(column, width=_WIDTHS.get(column.key, column.width)) for column in COLUMNS)
_WAITING = tuple(column for column in COLUMNS if column.key not in ("state", "clause"))
_SEVERAL = (Action(WAIVE, "说明理由后放行…", "waive", primary=True), Action(UNWAIVE, "收回放行", "undo"))


class FindingsView(QWidget):
    """A filter line, the list, and the panel. waiting: shows what is still to be issued (待发放) instead."""

    person_asked = Signal(str, str)  # "merchant" or "payer", number
    slip_asked = Signal(object)  # Row
    recover_asked = Signal(object)  # Row

    def __init__(self, desk: Desk, *, waiting: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._waiting = waiting
        self._day: VoucherDay | None = None
        self._row: Row | None = None
        self.form: WaiveForm | None = None
        self._rows = LiveRows()
        self.filters = FilterLine((_WORDS,) if waiting else _FILTERS)
        name = "待发放" if waiting else "差异清单"
        columns, several = (_WAITING, ()) if waiting else (_COLUMNS, _SEVERAL)
        self.list = FindingsList(desk.background, several, columns, name)
        self.table = self.list.table
        self.panel = DetailPanel()
        column = down(self.filters, work_split(self.list, self.panel))
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.table.view)
        self.table.when_empty("正在读取…")
        self.list.show_rows(self._rows)
        self._connect()

    def _connect(self) -> None:
        self.filters.changed.connect(lambda _values: self._filter(anew=True))
        self.table.current_changed.connect(self._open)
        self.table.opened.connect(lambda _row: self._enter_panel())
        self.list.action_chosen.connect(self._act_on)
        self.panel.action_chosen.connect(self._act)
        self.panel.link_opened.connect(self._follow)

    def show_day(self, day: VoucherDay) -> None:
        """Shows a day's differences under the same filters."""
        self._day = day
        if not self._waiting:
            self._offer(day)
        self._filter(anew=False)

    def filter_by(self, values: Mapping[str, str]) -> None:
        """Filters for the clerk: a click on a figure, or on what leaks out of the picture."""
        blank = {key: str(box.itemData(0)) for key, box in self.filters.boxes.items()}
        self.filters.set_values(blank | dict.fromkeys(self.filters.fields, "") | dict(values))

    def _offer(self, day: VoucherDay) -> None:
        total = sum(number for _, _, number in day.kinds)
        blocking = sum(number for code, _, number in day.kinds if code.startswith(BLOCKING))
        every = ((BLOCKING, f"不予拨付的 {blocking:,}"),) if blocking else ()
        kinds = tuple((code, f"{title} {number:,}") for code, title, number in day.kinds)
        self.filters.set_options("code", (("", f"全部差异 {total:,}"), *every, *kinds))
        actors = tuple((who, f"{who} {number:,}") for who, number in day.actors)
        self.filters.set_options("todo", (("", "不限由谁处理"), *actors))

    def _wanted(self) -> Wanted:
        values = self.filters.values()
        if self._waiting:
            return Wanted(words=values["words"], waiting=True)
        return Wanted(
            values["code"],
            values["state"],
            values["todo"],
            values["words"],
            typed_amount(values["least"]),
            typed_amount(values["most"]),
        )

    def _filter(self, *, anew: bool) -> None:
        """anew: other filters, so the list begins at its top; otherwise it comes back to the same place."""
        day, wanted = self._day, self._wanted()
        if day is None:
            return
        self._desk.ask(
            lambda _office, _task: chosen(day.rows, wanted),
            lambda rows: self._show(rows, anew),
            owner=self,
            key="filter",
        )

    def _show(self, rows: Sequence[Row], anew: bool) -> None:
        self._say_empty()
        self._rows.replace(rows)
        if anew:
            self.list.show_rows(self._rows)
        else:
            self.table.reload()
        if not rows and not self._releasing:
            self.panel.close_panel()

    def _say_empty(self) -> None:
        if self.filters.values() != self._start:
            self.table.when_empty("没有符合筛选的差异", "放宽或清除筛选再看。", "清除筛选", self.filters.clear)
        elif self._waiting:
            self.table.when_empty("没有待发放的", "应发的消费券都已发放。")
        else:
            self.table.when_empty("没有待处理的差异", "各项资料之间没有发现差异，或都已说明理由。")

    @property
    def _start(self) -> dict[str, str]:
        blank = {key: str(box.itemData(0)) for key, box in self.filters.boxes.items()}
        return blank | dict.fromkeys(self.filters.fields, "")

    # the panel

    @property
    def _releasing(self) -> bool:
        """Whether a release is being written: nothing may take its place."""
        return self.form is not None and isValid(self.form)

    def _open(self, row: Row | None) -> None:
        day = self._day
        if row is None or day is None:
            return
        self._row = row
        if not self._releasing:
            self._desk.ask(
                lambda office, _task: known_about(office, day.as_of, row, day.full),
                self._show_known,
                owner=self,
                key="detail",
            )

    def _show_known(self, known: Known) -> None:
        if known.row is self._row and not self._releasing:
            self.panel.open(finding_detail(known))

    def _enter_panel(self) -> None:
        buttons = [made for made in self.panel.findChildren(QPushButton) if made.isVisible() and made.text()]
        if buttons:
            buttons[-1 if len(buttons) == 1 else 0].setFocus()

    def _follow(self, link: str) -> None:
        kind, _colon, number = link.partition(":")
        self.person_asked.emit(kind, number)

    def _act(self, key: str) -> None:
        if self._row is not None:
            self._act_on(key, [self._row])

    def _act_on(self, key: str, rows: list[Row]) -> None:
        if key == WAIVE:
            self._ask_reason([row for row in rows if row["state"] == FindingState.OPEN])
        elif key == UNWAIVE:
            self._unwaive([row for row in rows if row["state"] == FindingState.WAIVED])
        elif key in (MERCHANT, PAYER):
            self.person_asked.emit(key, rows[0]["merchant" if key == MERCHANT else "person"])
        elif key == SLIP:
            self.slip_asked.emit(rows[0])
        else:
            self.recover_asked.emit(rows[0])

    # releases

    def _ask_reason(self, rows: list[Row]) -> None:
        if not rows:
            self._desk.said.emit("选中的差异都已经放行")
            return

        def read(office: Office, _task: Task) -> tuple[str, ...]:
            from guanxian_desk.services.waiving import approvers

            return approvers(office)

        self._desk.ask(read, lambda names: self._show_form(rows, names), owner=self)

    def _show_form(self, rows: list[Row], names: tuple[str, ...]) -> None:
        form = WaiveForm(in_short(rows), self._desk.operator, names)
        form.submitted.connect(lambda waiver: self._waive(rows, waiver))
        form.cancelled.connect(self.panel.back)
        form.setObjectName("body")
        self.form = form
        self.panel.push(form, "说明理由后放行")
        form.reason.editor.setFocus()

    def _waive(self, rows: list[Row], waiver: Waiver) -> None:
        day = self._day
        if day is None:
            return
        which = [(row["code"], row["subject"]) for row in rows]
        as_of = day.as_of

        def write(office: Office, _task: Task) -> int:
            from guanxian_desk.services.waiving import waive_findings

            return waive_findings(office, which, waiver.reason, waiver.basis, waiver.approver, as_of)

        self._desk.change(
            write,
            lambda _count: self._released(f"已放行 {in_short(rows)}"),
            owner=self,
            title="放行差异",
        )

    def _unwaive(self, rows: list[Row]) -> None:
        if not rows:
            self._desk.said.emit("选中的差异都没有放行过")
            return
        which = [(row["code"], row["subject"]) for row in rows]

        def write(office: Office, _task: Task) -> int:
            from guanxian_desk.services.waiving import unwaive_findings

            return unwaive_findings(office, which)

        self._desk.change(
            write,
            lambda _count: self._released(f"已收回放行 {in_short(rows)}"),
            owner=self,
            title="收回放行",
        )

    def _released(self, words: str) -> None:
        self.form = None
        self.panel.close_panel()
        self._desk.said.emit(words)
        self.table.view.setFocus()


def in_short(rows: Sequence[Row]) -> str:
    """The differences in words: 重复核销（R02）YLH2206260075，100 元; or 重复核销等 3 条，共 300 元."""
    total = short_yuan(sum(row["amount"] for row in rows))
    first = rows[0]
    if len(rows) == 1:
        return f"{first['title']}（{first['code']}）{first['shown']}，{total} 元"
    titles = dict.fromkeys(row["title"] for row in rows)
    return f"{next(iter(titles))}{'等' if len(titles) > 1 else ''} {len(rows)} 条，共 {total} 元"
