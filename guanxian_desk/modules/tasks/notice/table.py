"""Tasks from a table: title = 任务/反馈问题, text = 措施, rows without 序号 belong above (reading 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from guanxian_desk.modules.tasks.notice.clauses import Names, Units, read_units
from guanxian_desk.modules.tasks.notice.columns import Columns, read_headings
from guanxian_desk.modules.tasks.notice.drafts import Draft, Gathered, Heading, first_sentence
from guanxian_desk.modules.tasks.notice.due import due_day
from guanxian_desk.modules.tasks.notice.labels import Rank, number_value, read_label
from guanxian_desk.modules.tasks.notice.manuscript import Cell, Table, tighten

SERIES = "table"
Row = Sequence[Cell]


def is_task_table(table: Table) -> bool:
    """Whether some row of the table names the columns of tasks."""
    return any(read_headings(row) for row in table.rows)


def read_table(table: Table, path: tuple[str, ...], names: Names, year: int | None, found: Gathered) -> None:
    """Adds the table's sections and tasks; path: the headings above the table."""
    _Reader(path, names, year, found).run(table)


class _Reader:
    def __init__(self, path: tuple[str, ...], names: Names, year: int | None, found: Gathered) -> None:
        self._above, self._names, self._year, self._found = path, names, year, found
        self._sections: list[tuple[int, str]] = []
        self._columns = Columns()
        self._last: Draft | None = None
        self._label = ""

    def run(self, table: Table) -> None:
        """Row after row; rows above the headings are titles."""
        for row in table.rows:
            headings = read_headings(row)
            if headings:
                self._columns = headings
            elif self._columns.usable and not self._is_sub_heading(row) and not self._section(row):
                self._task(row)

    @property
    def _path(self) -> tuple[str, ...]:
        return (*self._above, *(label for _, label in self._sections))

    def _is_sub_heading(self, row: Row) -> bool:
        """A second heading row below a merged one: 责任单位 over 牵头单位 and 配合单位."""
        filled = [cell.text for cell in row if cell.text.strip()]
        inner = [read_headings([Cell("任务"), Cell(text)]) for text in filled]
        if not filled or not all(inner):
            return False
        units = Columns(**{**vars(self._columns), "lead": [], "responsible": []})
        for index, cell in enumerate(row):
            one = read_headings([Cell("任务"), cell]) if cell.text.strip() else None
            if one:
                units.lead += [index] * len(one.lead)
                units.responsible += [index] * len(one.responsible)
        self._columns = units
        return True

    def _section(self, row: Row) -> bool:
        """A row of one cell 一、… is a section; so is 一 in the column 序号 with nothing but a title beside it."""
        filled = [(at, _joined(cell)) for at, cell in enumerate(row) if cell.text.strip()]
        text = filled[0][1] if filled else ""
        if len(filled) == 2 and filled[0][0] == self._columns.number and filled[1][0] == self._columns.title:
            text = text.rstrip("、") + ("" if text.endswith(("）", ")")) else "、") + filled[1][1]
        elif len(filled) != 1:
            return False
        label = read_label(text)
        if not label or label.rank > Rank.BRACKETED:
            return False
        self._enter(label.rank, label.path, text[label.length :])
        return True

    def _enter(self, rank: int, label: str, title: str) -> None:
        self._sections = [(known, text) for known, text in self._sections if known < rank] + [(rank, label)]
        self._found.headings.append(Heading(self._path, first_sentence(title).rstrip("：:")))
        self._last = None

    def _task(self, row: Row) -> None:
        columns = self._columns
        number = _cell(row, columns.number)
        title, text = _cell(row, columns.title), _cell(row, columns.text)
        units = self._units(row)
        if columns.number is not None and not number and self._last:
            self._append(title if columns.text is None else text, units)
            return
        if not (title or text):
            return
        self._group(row)
        title = title or (self._last.title if self._last and _is_merged(row, columns.title) else "")
        units = units or (self._last.units if self._last and self._units_merged(row) else units)
        self._keep(number, title, text, units, self._due(row))

    def _keep(self, number: str, title: str, text: str, units: Units, due: date | None) -> None:
        if self._columns.text is None:
            text, title = title, first_sentence(title)
        title = title or first_sentence(text)
        value = number_value(number.strip("（）().．、"))
        self._last = Draft(value, self._path, title, text, units, due, SERIES, "" if value else number)
        self._found.drafts.append(self._last)
        if value:
            self._found.counted.append((SERIES, self._path, value))

    def _append(self, text: str, units: Units) -> None:
        assert self._last
        grown = replace(self._last, text=self._last.text + text, units=self._last.units.plus(units))
        self._found.drafts[-1] = grown
        self._last = grown

    def _group(self, row: Row) -> None:
        """A column that groups tasks makes a section wherever it says something new."""
        group = _cell(row, self._columns.section)
        if group and group != self._label:
            self._label = group
            self._enter(Rank.CIRCLED, group, group)

    def _units(self, row: Row) -> Units:
        units = Units()
        for at in self._columns.lead:
            units = units.plus(read_units(row[at].text, self._names, lead=True))
        for at in self._columns.responsible:
            units = units.plus(read_units(row[at].text, self._names))
        return units

    def _units_merged(self, row: Row) -> bool:
        return all(_is_merged(row, at) for at in (*self._columns.lead, *self._columns.responsible))

    def _due(self, row: Row) -> date | None:
        at = self._columns.due
        if at is None:
            return None
        merged = _is_merged(row, at) and self._last is not None
        return self._last.due if merged and self._last else due_day(row[at].text, self._year)


def _cell(row: Row, at: int | None) -> str:
    return "" if at is None else _joined(row[at])


def _joined(cell: Cell) -> str:
    """A cell's lines joined without a blank, each without inner blanks."""
    return "".join(tighten(line) for line in cell.text.split("\n"))


def _is_merged(row: Row, at: int | None) -> bool:
    return at is not None and row[at].covered
