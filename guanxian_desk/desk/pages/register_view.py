"""A register of a duty on screen: a search field, a table, and the panel where a line opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.live_rows import LiveRows
from guanxian_desk.desk.pages.split import work_split
from guanxian_desk.desk.widgets.columns import Row, TableColumn
from guanxian_desk.desk.widgets.detail import Detail
from guanxian_desk.desk.widgets.detail_panel import DetailPanel
from guanxian_desk.desk.widgets.filter_line import Filter, FilterLine
from guanxian_desk.desk.widgets.panel_form import PanelForm
from guanxian_desk.desk.widgets.parts import down
from guanxian_desk.desk.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office

Take = Callable[[Row, dict[str, str]], bool]


class RegisterView(QWidget):
    """Shows the rows that take(row, filter values) keeps; detail(row) is what the panel says of one."""

    def __init__(
        self,
        desk: Desk,
        columns: tuple[TableColumn, ...],
        name: str,
        filters: tuple[Filter, ...],
        take: Take,
        detail: Callable[[Row], Detail],
        empty: tuple[str, str],
    ) -> None:
        """empty: what stands where there is no line, and why."""
        super().__init__()
        self._desk = desk
        self._take = take
        self._detail = detail
        self._all: Sequence[Row] = ()
        self._rows = LiveRows()
        self._row: Row | None = None
        self._form: QWidget | None = None
        self.filters = FilterLine(filters)
        self.table = RecordTable(desk.background, columns, name)
        self.panel = DetailPanel()
        column = down(self.filters, work_split(self.table, self.panel))
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.table.view)
        self._empty = empty
        self.table.when_empty("正在读取…")
        self.table.show_rows(self._rows)
        self.filters.changed.connect(lambda _values: self._filter(anew=True))
        self.table.current_changed.connect(self._open)

    @property
    def row(self) -> Row | None:
        """The line that is open."""
        return self._row

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows these lines under the same filters, and comes back to the same place."""
        self._all = rows
        self._filter(anew=False)

    def _filter(self, *, anew: bool) -> None:
        rows, values, take = self._all, self.filters.values(), self._take
        self._desk.ask(
            lambda _office, _task: [row for row in rows if take(row, values)],
            lambda found: self._show(found, anew),
            owner=self,
            key="filter",
        )

    def _show(self, rows: Sequence[Row], anew: bool) -> None:
        self.table.when_empty(*self._empty)
        self._rows.replace(rows)
        if anew:
            self.table.show_rows(self._rows)
        else:
            self.table.reload()
        if not rows and not self._writing:
            self.panel.close_panel()

    def hold(self, form: QWidget) -> None:
        """While a form is being filled in, nothing takes its place in the panel."""
        self._form = form

    def open_form(self, form: PanelForm, title: str, first: QWidget) -> None:
        """A form in the panel, with the keyboard on its first field; left, the panel closes."""
        form.cancelled.connect(self.let_go)
        self.hold(form)
        self.panel.open(form, title)
        first.setFocus()

    def push_form(self, form: PanelForm, title: str, first: QWidget) -> None:
        """A form over the record that is open; left, the record is there again."""
        form.cancelled.connect(self.panel.back)
        self.hold(form)
        self.panel.push(form, title)
        first.setFocus()

    def let_go(self) -> None:
        """The form is done."""
        self._form = None
        self.panel.close_panel()
        self.table.view.setFocus()

    def write(self, verb: Callable[[Office], Any], said: str, title: str) -> None:
        """Runs a verb as a change; afterwards the panel is let go and the state line says what was done."""

        def run(office: Office, _task: Task) -> Any:
            return verb(office)

        self._desk.change(run, lambda _result: self.done(said), owner=self, title=title)

    def done(self, said: str) -> None:
        """The form is done, and the state line says what was done."""
        self.let_go()
        self._desk.said.emit(said)

    @property
    def _writing(self) -> bool:
        return self._form is not None and isValid(self._form)

    def _open(self, row: Row | None) -> None:
        if row is not None and not self._writing:
            self._row = row
            self.panel.open(self._detail(row))


def found(row: Row, values: dict[str, str]) -> bool:
    """Whether every typed word stands in the row (find: what is looked through, in small letters)."""
    return all(word in row["find"] for word in values["words"].casefold().split())


def chosen(*keys: str) -> Take:
    """Takes the rows that have what was chosen under each key ("" takes all), and in which every typed word stands."""
    return lambda row, values: all(values[key] in ("", row[key]) for key in keys) and found(row, values)
