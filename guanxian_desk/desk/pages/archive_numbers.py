"""编号登记: every number that was drawn, kept back, voided or typed in; how the series are written."""

from __future__ import annotations

from collections.abc import Callable

from guanxian_desk.desk.pages.archive_number_forms import GivenForm, ReasonForm, ReserveForm, SeriesForm
from guanxian_desk.desk.pages.archive_register import ArchiveRegister
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.widgets.columns import Row, TableColumn, in_words
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.lamps import Lamp
from guanxian_desk.desk.widgets.parts import button
from guanxian_desk.exchange.declare import Kind
from guanxian_desk.services import number_register as register
from guanxian_desk.services.number_register import SeriesView

_STATES = (
    ("已用", Lamp("done", "green", "已用")),
    ("预留", Lamp("ring", "amber", "预留")),
    ("作废", Lamp("failed", "grey", "作废")),
)
_COLUMNS = (
    TableColumn("number", "编号", width=168),
    TableColumn("series_title", "序列", width=128),
    TableColumn("state", "状态", width=88, lamps=_STATES),
    TableColumn("subject", "用于", width=200, stretch=True),
    TableColumn("at", "登记时间", Kind.MOMENT, 160),
)
_VOID = "void"
_NONE = ("还没有登记过编号", "文书预览里取的号登记在这里；也可以预留编号、登记外来文号。")


class NumbersView(ArchiveRegister):
    """The register, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _COLUMNS, "编号登记", _NONE, register.number_rows)
        self.reserve_button = button("预留编号…", self._reserve, icon="plus")
        self.given_button = button("登记外来文号…", self._given, icon="new")
        self.series_button = button("编号样式…", self._series, icon="settings")
        self.add_tools(self.reserve_button, self.given_button, self.series_button)
        self.panel.action_chosen.connect(lambda _key: self._void())

    def open_row(self, row: Row) -> None:
        """What is known of a number."""
        self.panel.open(_detail(row))

    def _void(self) -> None:
        row = self._row
        if row is None:
            return
        number = row["number"]
        form = ReasonForm(f"作废 {number}", "作废原因", "作废的编号留在登记簿里，不再使用。", "作废这个编号")
        form.submitted.connect(lambda reason: self.do(lambda office: register.void(office, number, reason), "作废编号"))
        self.panel.push(form, "作废编号")

    def _reserve(self) -> None:
        self._with_series(lambda views: self._open_form(ReserveForm(views, self._desk.today.year), "预留编号"))

    def _series(self) -> None:
        self._with_series(lambda views: self._open_form(SeriesForm(views, self._desk.today.year), "编号样式"))

    def _given(self) -> None:
        self._open_form(GivenForm(), "登记外来文号")

    def _with_series(self, then: Callable[[list[SeriesView]], None]) -> None:
        year = self._desk.today.year
        self._desk.ask(lambda office, _task: register.series_views(office, year), then, owner=self, key="series")

    def _open_form(self, form: ReserveForm | SeriesForm | GivenForm, title: str) -> None:
        form.submitted.connect(lambda verb: self.do(verb, title))
        self.panel.open(form, title)
        form.setFocus()


def _detail(row: Row) -> Detail:
    facts = [
        Field("序列", row["series_title"]),
        Field("状态", row["state"]),
        *([Field("用于", row["subject"])] if row["subject"] else []),
        *([Field("文书日期", row["day"].isoformat())] if row["day"] else []),
        *([Field("原因", row["reason"])] if row["reason"] else []),
        Field("登记时间", in_words(row["at"], Kind.MOMENT)),
        Field("登记人", row["operator"]),
    ]
    actions = (Action(_VOID, "作废这个编号…", "clear"),) if row["state"] != "作废" else ()
    return Detail(row["number"], sections=(Section("", tuple(facts)),), actions=actions)
