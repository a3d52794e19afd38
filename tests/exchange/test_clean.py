"""The fixed readings of cells: what each kind of column makes of what people write."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.exchange.cells import UNCACHED, Covered, ErrorCell, Percent
from guanxian_desk.exchange.clean import reading_for
from guanxian_desk.exchange.cleaning import Reading, shown
from guanxian_desk.exchange.declare import Check, Column, Kind

DAY = date(2022, 4, 13)


def column(kind: Kind, **about: Any) -> Column:
    """A column called 证件号码, of any kind."""
    return Column("field", "证件号码", kind, **about)


def read(kind: Kind, cell: Any, *, key: bool = False, unit: str = "", date1904: bool = False, **about: Any) -> Any:
    """The value of one cell; its fault as text in a list."""
    cleaned = reading_for(column(kind, **about), key=key, unit=unit, date1904=date1904).clean([cell])
    return [cleaned.faults[0]] if cleaned.faults else cleaned.values[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("张三", "张三"),
        (" \u3000张\xa0三\t", "张 三"),
        ("第一行\n第二行\r\n第三行", "第一行 第二行 第三行"),
        ("'0012", "0012"),
        ("''0012", "'0012"),
        ("\u200b\ufeff张\u200d三\u202a", "张三"),
        ("a\x07b", "ab"),
        ("（一）①㎡", "（一）①㎡"),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "是"),
        (DAY, "2022-04-13"),
        ("", None),
        ("   ", None),
        (None, None),
    ],
)
def test_words(cell: Any, value: Any) -> None:
    assert read(Kind.TEXT, cell) == value


def test_words_of_a_key_have_no_blanks() -> None:
    assert read(Kind.TEXT, " 冠县 第一\u3000中学 ", key=True) == "冠县第一中学"
    assert "已丢失" in read(Kind.TEXT, 1e15, key=True)[0]


@pytest.mark.parametrize("kind", [Kind.CODE, Kind.IDENTITY])
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("37152519900101001x", "37152519900101001X"),
        (" 371525 1990 0101 0010 ", "371525199001010010"),
        ("'ＡＢ－12", "AB-12"),
        (371525850101123.0, "371525850101123"),
        (20220001, "20220001"),
        ("", None),
    ],
)
def test_codes(kind: Kind, cell: Any, value: Any) -> None:
    assert read(kind, cell) == value


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (371525199001010010.0, "身份证号在 Excel 中存成了数字，后三位已丢失，请改为文本后重报"),
        (1e15, "后三位已丢失"),
        ("3.7E+17", "后三位已丢失"),
        ("3E+17", "后三位已丢失"),
        ("371525********0010", "星号"),
        (DAY, "日期"),
        (True, "逻辑值"),
        (1.5, "小数"),
        (ErrorCell("#REF!"), "#REF!"),
        (UNCACHED, "没有保存结果"),
        ("x" * 4001, "超过 4000 个字"),
    ],
)
def test_identity_faults(cell: Any, said: str) -> None:
    assert said in read(Kind.IDENTITY, cell)[0]


def test_a_code_may_hold_a_star_but_an_identity_may_not() -> None:
    assert read(Kind.CODE, "A*1") == "A*1"


def test_check_digits_as_note_or_error() -> None:
    wrong = "91371525MA00000006"
    noted = reading_for(column(Kind.IDENTITY, check=Check.CREDIT)).clean([wrong, "91371525MA00000005"])
    assert (noted.values[0], list(noted.remarks)) == (wrong, [0])
    assert "校验码不对" in read(Kind.IDENTITY, wrong, check=Check.CREDIT, check_strict=True)[0]
    assert "身份证号的校验码" in read(Kind.IDENTITY, "371525199001010011", check=Check.RESIDENT, check_strict=True)[0]
    assert read(Kind.IDENTITY, "371525199001010011") == "371525199001010011"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("138-1234 5678", "13812345678"),
        ("+86 13812345678", "13812345678"),
        (13812345678.0, "13812345678"),
        ("13812345678.0", "13812345678"),
        ("(0635)5231234", "06355231234"),
        ("无", "无"),
        ("", None),
    ],
)
def test_phones(cell: Any, value: Any) -> None:
    assert read(Kind.PHONE, cell) == value


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (1234.5, 123_450),
        (0.1 + 0.2, 30),
        (1000, 100_000),
        ("1,234.50", 123_450),
        ("￥１，２３４．５０ 元", 123_450),
        ("-0.01", -1),
        ("－5", -500),
        (0.0, 0),
        ("", None),
        (-3.3, -330),
        (123456789.99, 12_345_678_999),
    ],
)
def test_money(cell: Any, fen: Any) -> None:
    assert read(Kind.MONEY, cell) == fen


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (123.456, "不足一分"),
        ("123.456", "不足一分"),
        ("1.2万元", "单位“万元”，而这一栏的单位是元"),
        ("1.2万", "带有单位“万”"),
        ("一百", "不是金额"),
        ("1,23", "不是金额"),
        ("1.2E+05", "不是金额"),
        (Percent(0.5), "50%”是百分数"),
        (DAY, "是日期"),
        (time(8), "是时间"),
        (True, "逻辑值"),
        (1e20, "大得不合常理"),
        (float("inf"), "不是正常的数字"),
        (float("nan"), "不是正常的数字"),
        (Covered(5.0, 7), "与第 7 行合并"),
        (Covered(ErrorCell("#N/A"), 7), "与第 7 行合并"),
    ],
)
def test_money_faults(cell: Any, said: str) -> None:
    assert said in read(Kind.MONEY, cell)[0]


def test_money_in_ten_thousands() -> None:
    assert read(Kind.MONEY, 1.23456, unit="万元") == 1_234_560
    assert read(Kind.MONEY, "1.2万元", unit="万元") == 1_200_000
    assert "单位“元”" in read(Kind.MONEY, "12000元", unit="万元")[0]
    assert "不足一分" in read(Kind.MONEY, 0.1234567, unit="万元")[0]


def test_unsigned_columns_take_nothing_below_zero() -> None:
    assert "不能为负" in read(Kind.MONEY, -1.0, signed=False)[0]
    assert "不能为负" in read(Kind.COUNT, "-1", signed=False)[0]


@pytest.mark.parametrize(
    ("cell", "unit", "millionths"),
    [
        (60.0, "%", 600_000),
        ("60", "%", 600_000),
        ("60%", "%", 600_000),
        ("６０％", "%", 600_000),
        ("百分之六十", "%", None),
        ("百分之60", "%", 600_000),
        (Percent(0.6), "%", 600_000),
        (0.6, "%", 6_000),
        (0.6, "", 600_000),
        ("60%", "", 600_000),
        (Percent(1 / 3), "%", 333_333),
        ("12.5", "%", 125_000),
    ],
)
def test_percents(cell: Any, unit: str, millionths: Any) -> None:
    value = read(Kind.PERCENT, cell, unit=unit)
    assert (value == millionths) if millionths is not None else "不是百分数" in value[0]


def test_counts() -> None:
    assert read(Kind.COUNT, 120.0) == 120
    assert read(Kind.COUNT, "1,200") == 1200
    assert "不是整数" in read(Kind.COUNT, 1.5)[0]
    assert "不是整数" in read(Kind.COUNT, "12户")[0]


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime(2022, 4, 13, 23, 59),
        44664.0,
        44664.75,
        20220413.0,
        "20220413",
        "2022-4-13",
        "2022.4.13",
        "2022/04/13",
        "2022年4月13日",
        "2022年4月13",
        "2022-04-13 10:05:30",
        "2022年4月13日10时5分",
        "２０２２－０４－１３",
        "'2022-04-13",
    ],
)
def test_days(cell: Any) -> None:
    assert read(Kind.DAY, cell) == DAY


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2022-04", "没有写到日"),
        ("2022年4月", "没有写到日"),
        ("22-4-13", "不是四位"),
        ("2022-02-30", "不是日历上有的"),
        ("2022/4-13", "不是日期"),
        ("四月十三", "不是日期"),
        (2022.0, "不是日期"),
        (20221301.0, "不是日历上有的"),
        (18991231.0, "年份不对"),
        ("2201-01-01", "年份不对"),
        (202204.0, "不是日期"),
        (time(8), "不是日期"),
        (timedelta(hours=30), "不是日期"),
        (False, "不是日期"),
    ],
)
def test_day_faults(cell: Any, said: str) -> None:
    assert said in read(Kind.DAY, cell)[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2022-04-13 10:05:30", datetime(2022, 4, 13, 10, 5, 30)),
        ("2022/4/13 9:05", datetime(2022, 4, 13, 9, 5)),
        ("2022-04-13T10:05:30.000+08:00", datetime(2022, 4, 13, 10, 5, 30)),
        ("2022年4月13日下午3时5分", datetime(2022, 4, 13, 15, 5)),
        ("2022/4/13 上午 12:01", datetime(2022, 4, 13, 0, 1)),
        ("20220413100530", datetime(2022, 4, 13, 10, 5, 30)),
        (20220413100530.0, datetime(2022, 4, 13, 10, 5, 30)),
        ("2022-06-30 24:00", datetime(2022, 7, 1)),
        (DAY, datetime(2022, 4, 13)),
        ("2022-04-13", datetime(2022, 4, 13)),
        (datetime(2022, 4, 13, 10, 5, 29, 999_999), datetime(2022, 4, 13, 10, 5, 30)),
        (44664.42048611111, datetime(2022, 4, 13, 10, 5, 30)),
    ],
)
def test_moments(cell: Any, value: datetime) -> None:
    assert read(Kind.MOMENT, cell) == value


@pytest.mark.parametrize("cell", ["2022-04-13 25:00", "2022-04-13 10:61", "2022-04-13 24:01", "2022-04-13 10"])
def test_moment_faults(cell: str) -> None:
    assert "“" in read(Kind.MOMENT, cell)[0]


def test_day_numbers_count_from_1904_when_the_workbook_says_so() -> None:
    assert read(Kind.DAY, 43202.0, date1904=True) == DAY


def test_choices() -> None:
    about: dict[str, Any] = {"choices": ("通过", "未通过"), "synonyms": (("合格", "通过"),)}
    assert read(Kind.CHOICE, " 未 通过", **about) == "未通过"
    assert read(Kind.CHOICE, "合格", **about) == "通过"
    assert read(Kind.CHOICE, "", **about) is None
    assert read(Kind.CHOICE, "也许", **about) == ["“也许”不在可填的内容里，只能填：通过、未通过"]
    loose = reading_for(column(Kind.CHOICE, strict=False, **about)).clean(["通过", "也许", ""])
    assert (loose.values, list(loose.remarks), loose.faults) == (["通过", "也许", None], [1], {})


@pytest.mark.parametrize(
    ("cell", "value"), [("是", True), ("√", True), ("y", True), (True, True), ("×", False), ("Ｎ", False), ("", None)]
)
def test_flags(cell: Any, value: Any) -> None:
    assert read(Kind.FLAG, cell) is value


def test_a_word_is_no_flag() -> None:
    assert "看不出是与否" in read(Kind.FLAG, "可能")[0]


def test_merged_words_spread_but_an_error_under_them_does_not() -> None:
    assert read(Kind.TEXT, Covered("锦绣花园", 5)) == "锦绣花园"
    assert "与第 5 行合并" in read(Kind.TEXT, Covered("锦绣花园", 5), key=True)[0]
    assert "#N/A" in read(Kind.TEXT, Covered(ErrorCell("#N/A"), 5))[0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (371525199001010010.0, "371525199001010000"),
        (1.5, "1.5"),
        (-1234567890123456.0, "-1234567890123460"),
        (1e300, "1e+300"),
        (Percent(0.125), "12.5%"),
        (datetime(2022, 4, 13, 8), "2022-04-13 08:00:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (ErrorCell("#N/A"), "#N/A"),
        (UNCACHED, ""),
        (Covered(2.0, 3), "2"),
        (True, "TRUE"),
        (None, ""),
    ],
)
def test_cells_are_shown_as_the_sheet_shows_them(cell: Any, text: str) -> None:
    assert shown(cell) == text


_CELLS = st.one_of(
    st.just(""),
    st.text(max_size=8),
    st.floats(),
    st.integers(-(10**18), 10**18).map(float),
    st.sampled_from(["张三", "A1", "1.20", "2022-04-13", "2022-04-13 10:05:30", " a", "'1", "是", "１"]),
    st.decimals(-(10**7), 10**7, places=2).map(float),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2050, 1, 1)),
)


@given(
    kind=st.sampled_from(Kind),
    key=st.booleans(),
    signed=st.booleans(),
    cells=st.one_of(
        *(
            st.lists(c, min_size=1)
            for c in [
                _CELLS,
                st.text("aA1 '*|　é", max_size=4),
                st.decimals(-(10**8), 10**8, places=3).map(float),
                st.dates(),
                st.datetimes(),
                st.from_regex(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", fullmatch=True),
            ]
        )
    ),
)
def test_the_quick_way_through_a_column_reads_as_cell_by_cell(
    kind: Kind, key: bool, signed: bool, cells: list[Any]
) -> None:
    quick = reading_for(column(kind, choices=("是", "A1"), signed=signed), key=key)
    slow = Reading(quick.own, quick.one, lambda cells, kinds: None, quick.remark)

    whole = quick.clean(cells)
    single = [slow.clean([cell]) for cell in cells]

    assert whole.values == [one.values[0] for one in single]
    assert whole.faults == {at: one.faults[0] for at, one in enumerate(single) if one.faults}
    assert whole.remarks == {at: one.remarks[0] for at, one in enumerate(single) if one.remarks}
