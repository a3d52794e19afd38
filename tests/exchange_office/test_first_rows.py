"""The first rows of a large file are there before the whole is read; any table goes out as a workbook as it is seen."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from guanxian_desk.exchange.declare import Kind
from guanxian_desk.exchange.peek import FIRST_ROWS, first_rows
from guanxian_desk.exchange.writer import TableColumn
from guanxian_desk.modules.vouchers.sheets import PAYMENTS
from guanxian_desk.services.importing import prepare
from guanxian_desk.services.office import Office
from guanxian_desk.services.table_books import table_book
from guanxian_desk.store.tables import Change
from tests.bench.payment_book import payment_book
from tests.exchange.build import csv_bytes, ods, xlsb, xlsx
from tests.exchange.case import HEADINGS, ID, pay
from tests.exchange_office.conftest import PAYMENTS as KIND


def many(count: int) -> list[list[Any]]:
    return [["缴费表"], HEADINGS, *(pay(f"P{n:04}") for n in range(count))]


@pytest.mark.parametrize("make", [xlsx, csv_bytes, ods], ids=["xlsx", "csv", "ods"])
@pytest.mark.parametrize(("count", "seen"), [(3, 3), (FIRST_ROWS, FIRST_ROWS), (FIRST_ROWS + 1, FIRST_ROWS)])
def test_up_to_fifty_rows_as_they_stand(make: Callable[[Any], bytes], count: int, seen: int) -> None:
    peek = first_rows(make(many(count)), "表", PAYMENTS)
    assert peek is not None
    assert len(peek.rows) == seen
    number, cells = peek.rows[-1]
    told = dict(zip(peek.fields, cells))
    assert number == 2 + seen
    assert (told["number"], told["payer"], told["paid_on"]) == (f"P{seen - 1:04}", "张三", "2022-04-13")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04xx", xlsx([["甲"], [1]]), xlsb([HEADINGS, pay(缴费日期=1)])])
def test_whatever_shows_none_that_quickly_gives_none(data: bytes) -> None:
    assert first_rows(data, "表", PAYMENTS) is None


def test_the_first_rows_cost_a_small_part_of_reading_the_whole(office: Office) -> None:
    data = payment_book(20_000)
    started = time.process_time()
    assert first_rows(data, "表", PAYMENTS) is not None
    peeked = time.process_time() - started
    started = time.process_time()
    prepare(office, KIND, data, "表")
    assert peeked < (time.process_time() - started) / 2


COLUMNS = (
    TableColumn("缴款人"),
    TableColumn("证件号码", Kind.IDENTITY),
    TableColumn("缴费合计（元）", Kind.MONEY),
    TableColumn("缴费日期", Kind.DAY),
)


def book(office: Office, *rows: tuple[Any, ...]) -> Any:
    return load_workbook(io.BytesIO(table_book(office, "缴费凭证", COLUMNS, rows))).active


def logged(office: Office) -> list[str]:
    with office.store.read() as session:
        return [label for label in session.scalars(select(Change.label)) if "导出屏幕上的表" in label]


def test_a_table_goes_out_as_it_is_seen(office: Office) -> None:
    page = book(office, ("=cmd()", "371525********0010", 100_025, date(2022, 4, 13)), ("张三", None, None, None))
    lines = [[cell.value for cell in row] for row in page.iter_rows()]
    assert lines[0][0] == "缴费凭证"
    head = next(place for place, line in enumerate(lines) if line[0] == "缴款人")
    assert lines[head + 1][0] == "=cmd()"
    cell = page.cell(head + 2, 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert lines[head + 1][2] == 1000.25
    assert lines[head + 1][3].date() == date(2022, 4, 13)
    assert logged(office) == []


def test_full_numbers_that_go_out_are_logged_once(office: Office) -> None:
    book(office, ("张三", ID, 1, None), ("李四", ID, 1, None))
    assert logged(office) == ["导出屏幕上的表“缴费凭证”（含完整号码）"]
