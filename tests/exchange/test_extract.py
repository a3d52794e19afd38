"""Extraction beyond single files of the corpus: the clerk's corrections, several sheets, blocks, progress, notes."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from guanxian_desk.base.errors import Cancelled, UserError
from guanxian_desk.exchange import source as source_module
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.extract import Extract, extract
from guanxian_desk.exchange.notes import rows_in_words
from guanxian_desk.exchange.records import Places
from guanxian_desk.exchange.source import read_source
from guanxian_desk.modules.vouchers.sheets import MERCHANTS, PAYMENTS, SHEETS, TRANSFERS
from tests.exchange.build import raw_xlsx, rows_xml, xlsx
from tests.exchange.case import HEADINGS, pay

TOTAL = [column.field for column in PAYMENTS.columns].index("total_fen")


def taken(rows: list[list[Any]], sheet: Sheet = PAYMENTS, edit: Any = None, **about: Any) -> Extract:
    """What a workbook of these rows gives."""
    return extract(read_source(xlsx(rows, edit=edit), "来件.xlsx"), sheet, **about)


def test_the_clerk_may_say_which_column_is_which() -> None:
    rows = [["票号", *HEADINGS[1:]], pay()]
    assert "“凭证号”" in (taken(rows).refused or "")
    assert taken(rows, mapping={"票号": "number"}).rows[0][0] == "P1"


def test_the_clerk_may_answer_for_the_unit_above_the_table() -> None:
    rows = [["单位：万元"], HEADINGS, pay(缴费合计=1.5, 契税=None)]
    answered = taken(rows, money_unit="万元")
    assert answered.rows[0][TOTAL] == 1_500_000
    assert any("没有写单位的金额列按“万元”读取" in note for note in answered.notes)
    assert taken(rows, money_unit="元").rows[0][TOTAL] == 150


def test_a_unit_in_the_heading_wins_over_the_one_above() -> None:
    rows = [["单位：万元"], ["拨款凭证号", "拨款金额（元）", "拨款日期"], ["T1", 5000, "2022-04-12"]]
    assert taken(rows, TRANSFERS).rows[0][1] == 500_000


def test_the_declared_unit_above_the_table_needs_no_answer() -> None:
    loans = Sheet(
        "l", "贷款", (Column("a", "编号", required=True), Column("b", "金额", Kind.MONEY, unit="万元")), ("a",), False
    )
    assert taken([["单位：万元"], ["编号", "金额"], ["A", 1.5]], loans).rows == [("A", 1_500_000)]
    assert "单位“元”" in (taken([["单位：元"], ["编号", "金额"], ["A", 1.5]], loans).refused or "")


def test_present_are_the_columns_of_every_sheet_that_is_read() -> None:
    def second(workbook: Any) -> None:
        page = workbook.create_sheet("二")
        page.append([heading for heading in HEADINGS if heading != "手机号"])
        page.append([value for heading, value in zip(HEADINGS, pay("P2")) if heading != "手机号"])

    both = taken([HEADINGS, pay()], edit=second)
    assert "phone" not in both.present
    assert {"number", "deed_fen", "community"} < both.present
    assert list(both.places) == [("缴费凭证", 2), ("二", 2)]


def test_a_sheet_without_all_required_columns_is_named_and_left_out() -> None:
    def second(workbook: Any) -> None:
        workbook.create_sheet("汇总").append(["小区", "契税", "缴费合计"])

    assert any("“汇总”缺少必填的列“凭证号”" in note for note in taken([HEADINGS, pay()], edit=second).notes)


def test_rows_keep_their_numbers_across_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "BLOCK", 3)
    rows = [HEADINGS, *(pay(f"P{n}", 缴费合计="坏" if n % 4 == 0 else 1.0) for n in range(20))]
    both = [
        extract(read_source(data, "来件.xlsx"), PAYMENTS)
        for data in (raw_xlsx(rows_xml(rows)), raw_xlsx(rows_xml(rows, "'")))
    ]
    for result in both:
        assert [(row[0], number) for row, (_, number) in zip(result.rows, result.places)] == [
            (f"P{n}", n + 2) for n in range(20) if n % 4
        ]
        assert [error.row for error in result.errors] == [2, 6, 10, 14, 18]
    assert both[0].rows == both[1].rows


def test_a_merge_reaches_over_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "BLOCK", 16)
    rows = [HEADINGS, pay("P0"), *(pay(f"P{n}", 小区名称="东方名城" if n == 1 else None) for n in range(1, 40))]
    tail = '<mergeCells count="1"><mergeCell ref="E3:E36"/></mergeCells>'
    community = [column.field for column in PAYMENTS.columns].index("community")
    for quote in "\"'":
        data = raw_xlsx(rows_xml(rows, quote), tail=tail.replace('"', quote))
        found = extract(read_source(data, "来件.xlsx"), PAYMENTS)
        assert [row[community] for row in found.rows] == ["锦绣花园", *["东方名城"] * 34, *[None] * 5]
        assert any(note.endswith("按每行同值填入：第 4–36 行") for note in found.notes)


def test_merged_footers_and_titles_are_no_error_rows() -> None:
    def merge(workbook: Any) -> None:
        workbook.active.merge_cells("A1:H2")
        workbook.active.merge_cells("A5:H7")

    rows = [["缴费情况表"], [], HEADINGS, pay(), ["注：本表一式两份"], [], []]
    found = taken(rows, edit=merge)
    assert (len(found.rows), found.errors) == (1, [])


def test_one_entry_for_each_bad_cell_and_one_count_for_the_row() -> None:
    found = taken([HEADINGS, pay(缴费合计="x", 契税="y", 缴款人=None), pay("P2")])
    assert [(error.column, error.value, error.index) for error in found.errors] == [
        ("缴款人", "", 1),
        ("契税", "y", 5),
        ("缴费合计", "x", 6),
    ]
    assert (found.error_rows, len(found.rows)) == (1, 1)


def test_progress_is_told_and_may_cancel() -> None:
    told: list[tuple[int, int]] = []
    taken([HEADINGS, pay(), pay("P2")], progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        taken([HEADINGS, pay()], progress=cancel)
    assert gc.isenabled()


def test_a_damaged_csv_is_told_while_reading() -> None:
    text = "\n".join([",".join(HEADINGS), *["P1,张三"] * 5000, '"开头的引号没有结尾'])
    with pytest.raises(UserError, match="引号没有成对"):
        extract(read_source(text.encode(), "来件.csv"), PAYMENTS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_declared_sheet_reads_its_own_example(sheet: Sheet) -> None:
    key = {column.field: f"{column.example}甲" for column in sheet.columns if column.field in sheet.natural_key}
    cells = [key.get(column.field, column.example) or None for column in sheet.columns]
    headings = [column.heading for column in sheet.columns]
    found = taken([headings, [column.example for column in sheet.columns], cells], sheet)
    assert (found.errors, len(found.rows), found.present) == ([], 1, frozenset(sheet.by_field))
    assert any("示例行" in note for note in found.notes)
    assert [value is None for value in found.rows[0]] == [cell is None for cell in cells]


def test_a_clean_register_needs_no_notes() -> None:
    headings = ["商户编号", "商户名称", "统一社会信用代码", "商户类别", "审核状态"]
    found = taken([headings, ["M1", "书店", "91371525MA00000005", "居民生活服务", "通过"]], MERCHANTS)
    assert (found.notes, len(found.rows)) == ([], 1)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([5], "第 5 行"),
        ([5, 6, 7, 9], "第 5–7、9 行"),
        (list(range(1, 40, 2)), "第 1、3、5、7、9、11、13、15 等共 20 行"),
    ],
)
def test_rows_are_named_briefly(rows: list[int], words: str) -> None:
    assert rows_in_words(rows) == words


def test_places_know_sheet_and_row() -> None:
    places = Places()
    places.begin("甲")
    places.extend([2, 3])
    places.begin("空")
    places.begin("乙")
    places.extend([9])
    assert (len(places), places[1], list(places)) == (3, ("甲", 3), [("甲", 2), ("甲", 3), ("乙", 9)])
