"""How values are written on screen and put on the clipboard."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.desk.widgets.clipboard import as_table, as_text
from guanxian_desk.desk.widgets.columns import Sort, TableColumn, TupleProvider, columns_of, in_words
from guanxian_desk.desk.widgets.lamps import BLOCKS
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from tests.desk.providers import COLUMNS, MOMENT, numbered


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (123450, Kind.MONEY, "1,234.50"),
        (-5, Kind.MONEY, "-0.05"),
        (125_000, Kind.PERCENT, "12.5%"),
        (1_000_000, Kind.PERCENT, "100%"),
        (12_345, Kind.COUNT, "12,345"),
        (date(2022, 4, 13), Kind.DAY, "2022-04-13"),
        (MOMENT, Kind.MOMENT, "2022-05-02 10:21:07"),
        (True, Kind.FLAG, "是"),
        (False, Kind.FLAG, "否"),
        ("兴隆超市", Kind.TEXT, "兴隆超市"),
        (None, Kind.MONEY, ""),
        (None, Kind.FLAG, ""),
    ],
)
def test_values_in_words(value: Any, kind: Kind, text: str) -> None:
    assert in_words(value, kind) == text


def test_a_lamp_stands_for_its_value() -> None:
    column = TableColumn("severity", "轻重", lamps=(("blocks", BLOCKS),))
    assert column.text("blocks") == "拦截"
    assert column.text("other") == "other"


def test_a_declared_sheet_is_a_table_with_the_same_headings() -> None:
    sheet = Sheet(
        "voucher-payments",
        "缴费凭证",
        (
            Column("no", "凭证号", Kind.CODE),
            Column("total", "缴费合计", Kind.MONEY),
            Column("day", "缴费日期", Kind.DAY),
        ),
        ("no",),
        evidence=True,
    )
    columns = columns_of(sheet)
    assert [column.title for column in columns] == ["凭证号", "缴费合计", "缴费日期"]
    assert columns[1].heading == "缴费合计（元）"
    assert [column.is_figure for column in columns] == [False, True, False]


def test_copied_text_has_headings_and_plain_figures() -> None:
    lines = as_text(COLUMNS, [numbered(12_345)]).split("\r\n")
    assert lines == [
        "商户\t证件号码\t金额（元）\t日期",
        "商户12345\t371525199003071234\t12345.00\t2022-04-13",
        "",
    ]


def test_copied_table_keeps_long_numbers_as_text() -> None:
    html = as_table(COLUMNS, [numbered(12_345)])
    assert "<td style=\"mso-number-format:'\\@'\">371525199003071234</td>" in html
    assert "<td>12,345.00</td>" in html


@pytest.mark.parametrize("text", ["=1+1", "+86 138", "-1", "@SUM(A1)"])
def test_nothing_copied_becomes_a_formula(text: str) -> None:
    row = {"who": text}
    assert as_text(COLUMNS[:1], [row]).split("\r\n")[1] == "'" + text


def test_tabs_and_breaks_stay_inside_a_cell() -> None:
    assert as_text(COLUMNS[:1], [{"who": "甲\t乙\n丙"}]).split("\r\n")[1] == "甲 乙 丙"
    assert "&lt;b&gt;" in as_table(COLUMNS[:1], [{"who": "<b>"}])


@given(st.lists(st.one_of(st.none(), st.integers())), st.booleans())
def test_rows_in_memory_are_sorted_with_blanks_first(values: list[int | None], descending: bool) -> None:
    provider = TupleProvider([{"amount": value} for value in values])
    rows = provider.fetch(0, len(values), Sort("amount", descending))
    found = [row["amount"] for row in rows]
    expected = [None] * values.count(None) + sorted(value for value in values if value is not None)
    assert found == (expected[::-1] if descending else expected)
    assert [row["amount"] for row in provider.fetch(0, len(values), None)] == values
