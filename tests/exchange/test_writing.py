"""What goes out: exports that come back unchanged, templates, tables that print, workbooks sent back to mend."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from guanxian_desk.exchange import returned
from guanxian_desk.exchange.cellstyle import safe_text, sheet_name
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.export import export_bytes
from guanxian_desk.exchange.extract import Extract, extract
from guanxian_desk.exchange.preview import Outcome, classify
from guanxian_desk.exchange.records import Row
from guanxian_desk.exchange.render import written
from guanxian_desk.exchange.returned import error_workbook
from guanxian_desk.exchange.source import read_source
from guanxian_desk.exchange.template import GUIDE, template_bytes
from guanxian_desk.exchange.writer import TableColumn, table_bytes
from guanxian_desk.modules.vouchers.sheets import MERCHANTS, PAYMENTS, SHEETS, TRANSFERS
from tests.exchange.build import csv_bytes, xls, xlsx
from tests.exchange.case import HEADINGS, pay

RISKY = ["=1+1", "+86", "-1", "@cmd", "\t=1", '=HYPERLINK("x")']


def loaded(data: bytes) -> Any:
    """The workbook as openpyxl sees it."""
    return load_workbook(io.BytesIO(data))


def again(data: bytes, sheet: Sheet) -> Extract:
    """What the reader takes from a workbook that the desk wrote."""
    return extract(read_source(data, "导出.xlsx"), sheet)


_WORDS = st.text(st.characters(codec="gb18030", exclude_categories=["C", "Z"]), min_size=1, max_size=8).filter(
    lambda text: not text.startswith("'") and "\ufeff" not in text and text.isprintable()
)
_CODES = st.text("ABXZ0123456789-", min_size=1, max_size=18)
_MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(lambda moment: moment.replace(microsecond=0))


def _values(column: Column, key: bool) -> st.SearchStrategy[Any]:
    by_kind: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: _WORDS,
        Kind.CODE: _CODES,
        Kind.IDENTITY: _CODES,
        Kind.PHONE: st.text("0123456789", min_size=11, max_size=11).filter(lambda text: not text.startswith("86")),
        Kind.MONEY: st.integers(-(10**13), 10**13),
        Kind.PERCENT: st.integers(0, 10**6),
        Kind.COUNT: st.integers(0, 10**9),
        Kind.DAY: st.dates(date(1900, 1, 1), date(2100, 12, 31)),
        Kind.MOMENT: _MOMENTS,
        Kind.CHOICE: st.sampled_from(column.choices or ("",)),
    }
    values = by_kind[column.kind]
    return values if column.required or key else st.one_of(st.none(), values)


@st.composite
def _records(draw: st.DrawFn) -> tuple[Sheet, list[Row]]:
    sheet = draw(st.sampled_from(SHEETS))
    row = st.tuples(*(_values(column, column.field in sheet.natural_key) for column in sheet.columns))
    key = lambda values: tuple(values[i] for i in sheet.key_indices)  # noqa: E731
    return sheet, draw(st.lists(row, min_size=1, max_size=6, unique_by=key))


@settings(max_examples=60, deadline=None)
@given(records=_records())
def test_a_full_export_comes_in_again_without_a_change(records: tuple[Sheet, list[Row]]) -> None:
    sheet, rows = records
    data = export_bytes(sheet, rows, full=True, title_lines=["填报单位：冠县商务和投资促进局", "导出日期：2022-12-31"])
    taken = again(data, sheet)
    assert (taken.refused, taken.errors) == (None, [])
    assert taken.rows == rows
    stored = {tuple(row[i] for i in sheet.key_indices): row for row in rows}
    by_key = {key if len(key) > 1 else key[0]: row for key, row in stored.items()}
    assert set(classify(taken, sheet, lambda keys: by_key).outcomes) == {Outcome.UNCHANGED}


def test_personal_columns_are_masked_and_a_masked_export_does_not_come_in_again() -> None:
    row = ("P1", "张三", "371525199001010010", "13812345678", *[None] * 6, 100, date(2022, 4, 13))
    data = export_bytes(PAYMENTS, [row], full=False)
    cells = [cell.value for cell in loaded(data)["缴费凭证"][4]]
    assert cells[2:4] == ["371525********0010", "138****5678"]
    assert "371525199001010010" not in str(list(loaded(data)["缴费凭证"].values))
    assert {error.column for error in again(data, PAYMENTS).errors} == {"证件号码", "手机号"}


def test_a_firms_credit_code_is_public() -> None:
    row = ("M1", "书店", "91371525MA00000005", "居民生活服务", None, "通过", None, None, None)
    assert again(export_bytes(MERCHANTS, [row], full=False), MERCHANTS).rows == [row]


def test_dangerous_texts_stay_texts() -> None:
    columns = [TableColumn("编号", Kind.CODE), TableColumn("说明")]
    page = loaded(table_bytes("清单", columns, [(text, text) for text in RISKY]))["清单"]
    for row, text in zip(page.iter_rows(min_row=3), RISKY):
        assert [cell.value for cell in row] == [text, text]
        assert {cell.data_type for cell in row} == {"s"}
        assert all(cell.quotePrefix for cell in row)


def test_a_plain_text_and_a_risky_one_in_one_column_keep_their_own_marks() -> None:
    texts = ["甲", "=1", "乙", "-2", "+3", "丙"]
    page = load_workbook(io.BytesIO(table_bytes("表", [TableColumn("文字")], [(text,) for text in texts]))).active
    found = [row[0] for row in page.iter_rows(min_row=3)]
    assert [cell.value for cell in found] == texts
    assert [cell.quotePrefix for cell in found] == [False, True, False, True, True, False]


def test_what_no_cell_can_hold_is_left_out() -> None:
    assert safe_text("a\x00b\x0cc\ufffe") == "abc"
    assert safe_text("_x0041_") == "_x005F_x0041_"
    page = loaded(table_bytes("表:[1]/", [TableColumn("说明")], [("x" * 40_000,)]))["表1"]
    assert len(page["A3"].value) == 32_767
    assert sheet_name("*?") == "表"


def test_a_table_is_ready_to_read_and_to_print() -> None:
    columns = [
        TableColumn("商户", width=60),
        TableColumn("金额", Kind.MONEY),
        TableColumn("份额", Kind.PERCENT),
        TableColumn("日期", Kind.DAY),
        TableColumn("是否", Kind.FLAG),
    ]
    row = ("书店", 123_450, 125_000, date(2022, 4, 13), True)
    page = loaded(
        table_bytes("核对清单", columns, [row, ("早餐店", None, None, date(1899, 1, 1), False)], ["截至 4 月"])
    )["核对清单"]
    assert [page["A1"].value, page["A2"].value] == ["核对清单", "截至 4 月"]
    assert [cell.value for cell in page[4]] == ["书店", 1234.5, 0.125, datetime(2022, 4, 13), "是"]
    assert [cell.number_format for cell in page[4]][1:4] == ["#,##0.00", "0.00%", "yyyy-mm-dd"]
    assert [cell.value for cell in page[5]] == ["早餐店", None, None, "1899-01-01", "否"]
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:E5"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage) == (
        1,
        0,
        True,
    )
    assert page.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert page.column_dimensions["A"].width == 60


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_a_blank_template_helps_and_its_example_is_no_record(sheet: Sheet) -> None:
    data = template_bytes(sheet)
    workbook = loaded(data)
    page, guide = workbook[sheet.title], workbook[GUIDE]
    assert [cell.value for cell in page[1]] == [column.heading for column in sheet.columns]
    assert page.freeze_panes == "A2"
    for column, letter in zip(sheet.columns, "ABCDEFGHIJKL"):
        if column.kind in (Kind.CODE, Kind.IDENTITY, Kind.PHONE):
            assert page.column_dimensions[letter].number_format == "@"
    rules = page.data_validations.dataValidation
    assert all(rule.prompt for rule in rules)
    assert len(rules) == len(sheet.columns)
    lists = [rule.formula1 for rule in rules if rule.type == "list"]
    assert lists == [f'"{",".join(column.choices)}"' for column in sheet.columns if column.choices]
    assert [row[0].value for row in guide.iter_rows() if row[2].value][1:] == [c.heading for c in sheet.columns]
    taken = again(data, sheet)
    assert taken.refused == "表头下面没有数据行"
    assert taken.notes == ["模板里的示例行没有导入：第 2 行"]


def test_long_lists_stand_on_a_hidden_sheet() -> None:
    choices = tuple(f"第{n}种很长很长的可选内容" for n in range(40))
    sheet = Sheet("k", "长表", (Column("a", "甲", Kind.CHOICE, choices=choices, example=choices[0]),), ("a",), False)
    workbook = loaded(template_bytes(sheet))
    assert workbook["长表"].data_validations.dataValidation[0].formula1 == "可填内容!$A$1:$A$40"
    assert workbook["可填内容"].sheet_state == "hidden"
    assert workbook["可填内容"]["A40"].value == choices[39]


def test_a_filled_template_is_taken_with_or_without_its_example() -> None:
    workbook = loaded(template_bytes(TRANSFERS))
    workbook.active.append(["T1", 5000, "2022-04-12", None, None])
    out = io.BytesIO()
    workbook.save(out)
    assert again(out.getvalue(), TRANSFERS).rows == [("T1", 500_000, datetime(2022, 4, 12), None, None)]


BAD = [["缴费表"], HEADINGS, pay(), pay("P2", 缴费合计="坏", 缴款人=None), pay("P3", 契税="=SUM(1)")]


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (xlsx, "来件.xlsx"),
        (xls, "来件.xls"),
        (lambda rows: csv_bytes([[str(c or "") for c in r] for r in rows]), "来件.csv"),
    ],
    ids=["xlsx", "xls", "csv"],
)
def test_a_workbook_sent_back_keeps_the_layout_and_says_what_is_wrong(make: Callable[..., bytes], name: str) -> None:
    data = make(BAD)
    taken = extract(read_source(data, name), PAYMENTS)
    back = error_workbook(data, name, taken)
    workbook = loaded(back)
    summary, page = workbook["退回说明"], workbook[workbook.sheetnames[1]]
    assert workbook.sheetnames[0] == "退回说明"
    assert [cell.value for cell in page[2]] == HEADINGS
    bad = {(cell.row, cell.column) for row in page.iter_rows() for cell in row if cell.comment}
    assert bad == {(error.row, error.index + 1) for error in taken.errors} == {(4, 2), (4, 7), (5, 6)}
    assert {page.cell(*place).fill.fgColor.rgb for place in bad} == {"FFFFC7CE"}
    assert "不是金额" in page["G4"].comment.text
    assert page["A3"].value == "P1"
    said = "\n".join(str(row[0]) for row in summary.values)
    assert "共 3 行，1 行可以接收，2 行有问题（3 处）" in said
    assert [row[1:4] for row in summary.values if row[0] == page.title] == [
        ("4", "缴款人（B 列）", None),
        ("4", "缴费合计（G 列）", "坏"),
        ("5", "契税（F 列）", "=SUM(1)" if name != "来件.xlsx" else None),
    ]
    assert [(error.row, error.column) for error in again(back, PAYMENTS).errors] == [
        (error.row, error.column) for error in taken.errors
    ]


def test_marks_on_merged_cells_and_old_comments_are_kept() -> None:
    from openpyxl.comments import Comment

    def edit(workbook: Any) -> None:
        workbook.active.merge_cells("G2:G3")
        workbook.active["G2"].comment = Comment("原有批注", "张三")

    data = xlsx([HEADINGS, pay(), pay("P2", 缴费合计=None)], edit=edit)
    taken = extract(read_source(data, "来件.xlsx"), PAYMENTS)
    page = loaded(error_workbook(data, "来件.xlsx", taken))["缴费凭证"]
    assert page["G2"].comment.text.startswith("原有批注\n第 3 行：")
    assert "G2:G3" in {str(span) for span in page.merged_cells.ranges}


def test_a_second_time_the_first_summary_stays() -> None:
    data = xlsx(BAD)
    for expected in (["退回说明", "缴费凭证"], ["退回说明2", "退回说明", "缴费凭证"]):
        data = error_workbook(data, "来件.xlsx", extract(read_source(data, "来件.xlsx"), PAYMENTS))
        assert loaded(data).sheetnames == expected


@pytest.mark.parametrize("make", [xlsx, xls], ids=["xlsx", "xls"])
def test_of_a_huge_file_only_headings_and_bad_rows_come_back(
    make: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returned, "FULL_LAYOUT_ROWS", 3)
    data = make(BAD)
    taken = extract(read_source(data, "来件"), PAYMENTS)
    workbook = loaded(error_workbook(data, "来件", taken))
    rows = list(workbook["缴费凭证"].values)
    assert [rows[0][0], rows[1][-1], rows[2][0], rows[2][-1], rows[3][0], rows[3][-1]] == [
        "缴费表",
        "原行号",
        "P2",
        4,
        "P3",
        5,
    ]
    assert len(rows) == 4
    assert workbook["缴费凭证"]["G3"].comment.text.startswith("“坏”不是金额")
    assert any("超过 3 行" in str(row[0]) for row in workbook["退回说明"].values)


def test_a_refused_file_says_why_on_the_first_sheet() -> None:
    data = xlsx([HEADINGS[:3], pay()[:3]])
    taken = extract(read_source(data, "来件.xlsx"), PAYMENTS)
    said = [str(row[0]) for row in loaded(error_workbook(data, "来件.xlsx", taken))["退回说明"].values]
    assert any(line.startswith("整个文件不能接收：工作表“缴费凭证”缺少必填的列") for line in said)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.MONEY, 123_450, "1234.50"),
        (Kind.MONEY, -5, "-0.05"),
        (Kind.PERCENT, 600_000, "60%"),
        (Kind.PERCENT, 125_000, "12.5%"),
        (Kind.PERCENT, 0, "0%"),
        (Kind.COUNT, 120, "120"),
        (Kind.DAY, date(2022, 4, 13), "2022-04-13"),
        (Kind.MOMENT, datetime(2022, 4, 13, 9), "2022-04-13 09:00:00"),
        (Kind.FLAG, True, "是"),
        (Kind.TEXT, None, ""),
    ],
)
def test_values_are_written_as_people_write_them(kind: Kind, value: Any, text: str) -> None:
    assert written(Column("a", "甲", kind), value) == text


def test_elapsed_times_and_percents_of_a_sender_survive_the_way_back() -> None:
    def edit(workbook: Any) -> None:
        workbook.active["I2"] = timedelta(hours=30)
        workbook.active["J2"] = 0.5
        workbook.active["J2"].number_format = "0%"

    data = xlsx([HEADINGS, pay(缴费合计="坏")], edit=edit)
    taken = extract(read_source(data, "来件.xlsx"), PAYMENTS)
    page = loaded(error_workbook(data, "来件.xlsx", taken))["缴费凭证"]
    assert (page["I2"].value, page["J2"].value, page["J2"].number_format) == (timedelta(hours=30), 0.5, "0%")
