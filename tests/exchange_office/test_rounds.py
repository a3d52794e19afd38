"""A round with a township: its workbook comes, goes back marked in its own layout, and comes again mended."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from guanxian_desk.exchange.declare import Kind, Sheet
from guanxian_desk.exchange.returned import SUMMARY, error_workbook
from guanxian_desk.exchange.template import GUIDE, REQUIRED_FILL
from guanxian_desk.services.exporting import template
from guanxian_desk.services.importing import prepare
from guanxian_desk.services.modules import sheets
from guanxian_desk.services.office import Office
from guanxian_desk.services.recognising import recognise
from tests.exchange.build import csv_bytes, ods, xls, xlsx
from tests.exchange.case import HEADINGS, pay
from tests.exchange_office.conftest import PAYMENTS, send

ROWS = [
    ["缴费表"],
    HEADINGS,
    pay("P1"),
    pay("P2", 缴费合计="十元"),
    pay("P3", 证件号码="371525********0010"),
    pay("P4"),
]


def _dressed(workbook: Any) -> None:
    page = workbook.active
    page["A1"].font = Font(size=20, bold=True)
    page.merge_cells("A1:H1")
    page.column_dimensions["B"].width = 33
    page["B3"].fill = PatternFill("solid", fgColor="FFFFFF00")
    page.row_dimensions[3].hidden = True
    workbook.create_sheet("说明").append(["请核对"])


def returned(office: Office, data: bytes, name: str) -> Any:
    taken = prepare(office, PAYMENTS, data, name).extract
    assert taken is not None
    return load_workbook(io.BytesIO(error_workbook(data, name, taken)))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_it_goes_back_in_its_own_layout(office: Office) -> None:
    book = returned(office, xlsx(ROWS, edit=_dressed), "表.xlsx")
    assert book.sheetnames == [SUMMARY, "缴费凭证", "说明"]
    page = book["缴费凭证"]
    assert (page["A1"].font.size, page.column_dimensions["B"].width) == (20, 33)
    assert page["B3"].fill.fgColor.rgb == "FFFFFF00"
    assert page.row_dimensions[3].hidden
    assert [str(span) for span in page.merged_cells.ranges] == ["A1:H1"]
    marked = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert set(marked) == {"G4", "C5"}
    assert "星号" in marked["C5"]
    assert {page[place].fill.fgColor.rgb for place in marked} == {"FFFFC7CE"}
    said = "".join(str(cell.value) for row in book[SUMMARY].iter_rows() for cell in row if cell.value)
    assert "共 4 行，2 行可以接收，2 行有问题（2 处）" in said


@pytest.mark.parametrize(("make", "name"), [(xlsx, "表.xlsx"), (csv_bytes, "表.csv"), (xls, "表.xls"), (ods, "表.ods")])
def test_mended_it_takes_what_was_missing_and_knows_the_rest(
    office: Office, make: Callable[[Any], bytes], name: str
) -> None:
    data = make(ROWS)
    first = send(office, PAYMENTS, data, name)
    assert (first.entry()["new"], first.exit_code) == (2, 3)
    book = returned(office, data, name)
    page = book[next(title for title in book.sheetnames if title != SUMMARY)]
    page["G4"], page["C5"] = 10, "371525199001010010"
    again = send(office, PAYMENTS, saved(book), "改好的.xlsx")
    entry = again.entry()
    assert (entry["new"], entry["unchanged"], entry["errors"], again.exit_code) == (2, 2, [], 0)


def test_sent_back_a_second_time_it_has_both_summaries(office: Office) -> None:
    once = saved(returned(office, xlsx(ROWS), "表.xlsx"))
    assert returned(office, once, "表.xlsx").sheetnames[:2] == [f"{SUMMARY}2", SUMMARY]


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.key)
def test_every_kind_has_a_template_that_helps(office: Office, sheet: Sheet) -> None:
    data = template(sheet.key)
    book = load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]] == [column.heading for column in sheet.columns]
    assert GUIDE in book.sheetnames
    rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
    assert len(rules) == len(sheet.columns)
    for column, cell in zip(sheet.columns, page[1]):
        rule = rules[f"{cell.column_letter}2"]
        assert rule.prompt
        assert (rule.type == "list") == bool(column.choices or column.kind is Kind.FLAG), column.heading
        assert (cell.fill.fgColor.rgb == REQUIRED_FILL) == column.required
        if column.kind in (Kind.CODE, Kind.IDENTITY, Kind.PHONE):
            assert page.column_dimensions[cell.column_letter].number_format == "@"
    prepared = prepare(office, sheet.key, data, "模板.xlsx")
    assert prepared.refused == "表头下面没有数据行", "the example is no record"
    assert recognise(data, "表.xlsx") == sheet.key


def test_a_file_that_could_be_two_kinds_is_asked_about() -> None:
    heads = ["编号", "项目编号", "提出日期", "责任单位"]
    assert recognise(xlsx([heads, ["1", "附3-农-1", "2022-05-01", "县司法局"]]), "表.xlsx") == ""
    assert recognise(xlsx([HEADINGS, pay()]), "表.xlsx") == PAYMENTS
