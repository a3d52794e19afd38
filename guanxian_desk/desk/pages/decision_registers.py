"""Registers kept by hand and by workbook: the yearly catalogue, the expert pool, the justice bureau's two registers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from guanxian_desk.desk.background import Task
from guanxian_desk.desk.pages.desk import Desk
from guanxian_desk.desk.pages.record_edit import open_record
from guanxian_desk.desk.pages.register_view import RegisterView
from guanxian_desk.desk.widgets.columns import Row, TableColumn, columns_of, in_words
from guanxian_desk.desk.widgets.detail import Action, Detail, Field, Section
from guanxian_desk.desk.widgets.filter_line import TextFilter
from guanxian_desk.desk.widgets.parts import across, button, label
from guanxian_desk.exchange.declare import Kind, Sheet
from guanxian_desk.modules.decisions.sheets import CATALOGUE, DOCUMENTS

if TYPE_CHECKING:
    from guanxian_desk.services.office import Office

_EDIT, _DOSSIER = "edit", "dossier"
_YEAR = "year"
_TITLES = ("title", "name", "number")


class SheetRegister(RegisterView):
    """All records of a sheet kind: found by words, entered and mended by hand, or brought in as a workbook."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        columns = _columns(sheet)
        words = TextFilter("words", "查找名称、单位、文号", 216)
        super().__init__(
            desk,
            columns,
            sheet.title,
            (words,),
            partial(_takes, sheet),
            partial(_detail, sheet),
            (f"{sheet.title}里还没有记录", "点“登记一条…”逐条录入，或者把整张表导入。"),
        )
        self.sheet = sheet
        self.add_button = button("登记一条…", lambda: open_record(desk, self, sheet.key), icon="plus", role="primary")
        self.import_button = button("导入整张表…", lambda: desk.tab_asked.emit("exchange"), icon="import")
        self.words = label("")
        self.layout().insertLayout(0, across(self.add_button, self.import_button, self.words, 1))  # type: ignore[union-attr]
        self.table.opened.connect(self._edit)
        self.panel.action_chosen.connect(self._act)

    def reload(self) -> None:
        """Reads the register."""
        sheet, day = self.sheet, self._desk.as_of

        def read(office: Office, _task: Task) -> tuple[list[Row], str]:
            from guanxian_desk.services import registers

            if sheet is CATALOGUE:
                return registers.catalogue_rows(office, day), ""
            words = registers.filing_words(office, day) if sheet is DOCUMENTS else ""
            return registers.register_rows(office, sheet.key), words

        self._desk.ask(read, self._show_read, owner=self, key="rows")

    def _show_read(self, found: tuple[list[Row], str]) -> None:
        rows, words = found
        self.words.setText(words)
        self.show_rows(rows)

    def _act(self, action: str) -> None:
        if self.row is None:
            return
        if action == _EDIT:
            self._edit(self.row)
        else:
            self._desk.place_asked.emit(f"decisions/dossier/{self.row['dossier_key']}")

    def _edit(self, row: Row) -> None:
        key = tuple(row[field] for field in self.sheet.natural_key)
        open_record(self._desk, self, self.sheet.key, key)


def _columns(sheet: Sheet) -> tuple[TableColumn, ...]:
    """The sheet's own; a matter of the catalogue also tells how far its dossier is."""
    columns = tuple(map(_written, columns_of(sheet)))
    if sheet is not CATALOGUE:
        return columns
    at = next(number for number, column in enumerate(columns) if column.key == "unit") + 1
    return (*columns[:at], TableColumn("stage", "档案", width=104), *columns[at:])


def _written(column: TableColumn) -> TableColumn:
    """A year is a name, not a number to be parted by commas."""
    return replace(column, kind=Kind.CODE) if column.key == _YEAR else column


def _takes(sheet: Sheet, row: Row, values: dict[str, str]) -> bool:
    words = values["words"].lower()
    if not words:
        return True
    texts = (column.field for column in sheet.columns if column.kind in (Kind.TEXT, Kind.CODE, Kind.CHOICE))
    return any(words in str(row[field] or "").lower() for field in texts)


def _detail(sheet: Sheet, row: Row) -> Detail:
    title = next((str(row[name]) for name in _TITLES if row.get(name)), sheet.title)
    fields = tuple(
        Field(
            column.heading,
            str(row[column.field]) if column.field == _YEAR else in_words(row[column.field], column.kind),
        )
        for column in sheet.columns
        if row[column.field] is not None and str(row[column.field]) != title
    )
    actions = [Action(_EDIT, "修改这条记录…", "detail", primary=True)]
    if row.get("dossier_key"):
        actions.append(Action(_DOSSIER, "打开决策档案", "open"))
    return Detail(title, sections=(Section(fields=fields),), actions=tuple(actions))
