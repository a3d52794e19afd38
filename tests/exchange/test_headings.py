"""Headings: found wherever they stand and however they are decorated; the clerk's mapping wins."""

from __future__ import annotations

from typing import Any

import pytest

from guanxian_desk.exchange.cells import DenseBlock
from guanxian_desk.exchange.declare import Column, Kind, Sheet
from guanxian_desk.exchange.headings import Headings, find_headings
from guanxian_desk.exchange.labels import read_label, title_unit
from guanxian_desk.exchange.xmlfacts import Merge
from guanxian_desk.modules.vouchers.sheets import PAYMENTS, SHEETS

ALL = ["凭证号", "缴款人", "证件号码", "缴费合计", "缴费日期"]


def found(rows: list[list[Any]], merges: tuple[Merge, ...] = (), **about: Any) -> Headings:
    """The headings in some rows of equal width."""
    width = max(map(len, rows))
    block = DenseBlock(1, [[*row, *[""] * (width - len(row))] for row in rows])
    headings = find_headings(block, PAYMENTS, merges, **about)
    assert headings is not None
    return headings


def fields(headings: Headings) -> dict[int, str]:
    """Column → field of what was found."""
    return {column.index: column.field for column in headings.columns if column.field}


@pytest.mark.parametrize(
    ("text", "field", "unit"),
    [
        ("缴费合计", "total_fen", ""),
        ("缴费金额（元）", "total_fen", "元"),
        ("缴费 金额", "total_fen", ""),
        ("金额\n(元)", "total_fen", "元"),
        ("缴 费 合 计【单位：万元】", "total_fen", "万元"),
        ("缴费合计（人民币元）", "total_fen", "元"),
        ("缴费合计/万元", "total_fen", "万元"),
        ("缴费合计(千元)", "total_fen", "千元"),
        ("缴费合计（美元）", "total_fen", "?"),
        ("缴费合计(分)", "total_fen", "?"),
        ("*凭证号", "number", ""),
        ("凭证号（必填）", "number", ""),
        ("证件号码：", "id_number", ""),
        ("税票号码", "number", ""),
        ("备注", None, ""),
        ("(元)", None, ""),
    ],
)
def test_a_heading_is_read_through_its_decoration(text: str, field: str | None, unit: str) -> None:
    label = read_label(text, PAYMENTS)
    assert (label.field, label.unit) == (field, unit)


def test_a_share_says_percent() -> None:
    share = Sheet("s", "s", (Column("share", "份额", Kind.PERCENT),), ("share",), False)
    assert read_label("份额(%)", share).unit == "%"
    assert read_label("份额%", share).unit == "%"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位: 元", "元"),
        ("填报单位：元庄镇", ""),
        ("填报单位：万元户协会", ""),
        ("单位：万元 填报日期：4月", "万元"),
        ("缴费情况表（万元）", "万元"),
        ("单 位：人民币千元", "千元"),
    ],
)
def test_the_unit_above_the_table(text: str, unit: str) -> None:
    assert title_unit(text) == unit


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_declared_spelling_leads_to_its_own_column(sheet: Sheet) -> None:
    for column in sheet.columns:
        for name in (column.heading, *column.aliases):
            assert read_label(name, sheet).field == column.field, name


def test_order_does_not_matter_and_unknown_columns_are_kept_aside() -> None:
    headings = found([["备注", *reversed(ALL)]])
    assert fields(headings) == {1: "paid_on", 2: "total_fen", 3: "id_number", 4: "payer", 5: "number"}
    assert [column.written for column in headings.columns if not column.field] == ["备注"]


def test_of_two_columns_with_one_meaning_the_official_heading_wins() -> None:
    headings = found([["金额", *ALL, "实缴金额"]])
    assert fields(headings)[4] == "total_fen"
    assert 0 not in fields(headings)
    assert 6 not in fields(headings)


def test_titles_and_their_unit_stand_above() -> None:
    headings = found([["缴费表"], ["填报单位：税务局", "单位：万元"], ALL])
    assert (headings.first, headings.last, headings.title_unit) == (3, 3, "万元")
    assert headings.titles == (("缴费表",), ("填报单位：税务局", "单位：万元"))


def test_two_rows_of_headings_without_known_merges() -> None:
    headings = found(
        [
            ["凭证号", "缴款人", "证件号码", "缴费金额(元)", "", "", "缴费日期"],
            ["", "", "", "契税", "其他税费", "小计", ""],
        ]
    )
    assert fields(headings) == {
        0: "number",
        1: "payer",
        2: "id_number",
        3: "deed_fen",
        4: "other_fen",
        5: "total_fen",
        6: "paid_on",
    }
    assert (headings.first, headings.last) == (1, 2)
    assert [(c.written, c.unit) for c in headings.columns][3:6] == [
        ("缴费金额(元)/契税", "元"),
        ("缴费金额(元)/其他税费", "元"),
        ("缴费金额(元)/小计", "元"),
    ]


def test_a_group_heading_ends_with_its_merge() -> None:
    rows = [["凭证号", "缴款人", "证件号码", "缴费金额", "", "", "缴费日期"], ["", "", "", "契税", "合计", "合计", ""]]
    headings = found(rows, (Merge(1, 3, 1, 4),))
    assert fields(headings)[4] == "total_fen"
    assert 5 not in fields(headings)


def test_a_group_over_unknown_columns_is_no_column() -> None:
    rows = [["凭证号", "缴款人", "证件号码", "缴费金额", "", "缴费日期"], ["", "", "", "本期", "上期", ""]]
    assert [column.heading for column in found(rows, (Merge(1, 3, 1, 4),)).missing(PAYMENTS)] == ["缴费合计"]


def test_a_row_of_units_belongs_to_the_headings_even_under_a_title() -> None:
    headings = found([["缴费表"], ALL, ["", "", "", "（万元）", ""], ["P1"]])
    assert (headings.first, headings.last) == (2, 3)
    assert {column.field: column.unit for column in headings.columns}["total_fen"] == "万元"


def test_the_clerks_mapping_wins() -> None:
    rows = [["凭证号", "缴款人", "证件号码", "缴费合计", "缴费日期", "实收（万元）"]]
    headings = found(rows, mapping={"实收（万元）": "total_fen", "缴费合计": ""})
    assert fields(headings) == {0: "number", 1: "payer", 2: "id_number", 4: "paid_on", 5: "total_fen"}
    assert {column.field: column.unit for column in headings.columns}["total_fen"] == "万元"


def test_no_heading_no_headings() -> None:
    assert find_headings(DenseBlock(1, [["甲", "乙"], [1.0, 2.0]]), PAYMENTS) is None
