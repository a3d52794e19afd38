"""What a sheet says only in the lines above its headings: the year of 冠县2022年度重大行政决策事项目录."""

from __future__ import annotations

import re

from guanxian_desk.exchange.declare import Column, Kind
from guanxian_desk.exchange.extract import Extract


def fill_from_titles(taken: Extract) -> None:
    """Fill blank cells of the columns that declare from_title; what a row says itself counts first."""
    for place, column in enumerate(taken.sheet.columns):
        if column.from_title:
            _fill(taken, place, column)


def _fill(taken: Extract, place: int, column: Column) -> None:
    said = {name: _found(headings.titles, column) for name, headings in taken.headings.items()}
    filled = 0
    for position, row in enumerate(taken.rows):
        value = said.get(taken.places[position][0])
        if row[place] is None and value is not None:
            taken.rows[position] = (*row[:place], value, *row[place + 1 :])
            filled += 1
    if filled:
        values = "、".join(sorted({str(value) for value in said.values() if value is not None}))
        taken.notes.append(f"“{column.heading}”没有填的 {filled} 行，按表格标题填为 {values}")


def _found(titles: tuple[tuple[str, ...], ...], column: Column) -> int | str | None:
    for text in (text for row in titles for text in row):
        match = re.search(column.from_title, text)
        if match:
            return int(match[1]) if column.kind is Kind.COUNT else match[1]
    return None
