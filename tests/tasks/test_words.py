"""The small readers: periods, due days, dates, numbers, lists of units, indicator values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.modules.tasks.checks import indicator_values
from guanxian_desk.modules.tasks.lists import mend_breaks, split_joined, split_list
from guanxian_desk.modules.tasks.notice.due import due_day
from guanxian_desk.modules.tasks.notice.head import read_date
from guanxian_desk.modules.tasks.notice.labels import number_value, read_label
from guanxian_desk.modules.tasks.notice.manuscript import tighten
from guanxian_desk.modules.tasks.notice.numbering import chinese
from guanxian_desk.modules.tasks.periods import Quarter, parse_period


@pytest.mark.parametrize(
    ("text", "code", "end"),
    [
        ("2022Q2", "2022Q2", date(2022, 6, 30)),
        ("2022年第二季度", "2022Q2", date(2022, 6, 30)),
        ("２０２２年第4季度", "2022Q4", date(2022, 12, 31)),
        ("2022 年 一季度", "2022Q1", date(2022, 3, 31)),
        ("2022-05", "2022-05", date(2022, 5, 31)),
        ("2022年5月", "2022-05", date(2022, 5, 31)),
        ("2024年02月", "2024-02", date(2024, 2, 29)),
        ("2022-05-01 00:00:00", "2022-05", date(2022, 5, 31)),
    ],
)
def test_11_a_period_is_read_from_its_spellings(text: str, code: str, end: date) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.code, period.end) == (code, end)


@pytest.mark.parametrize(
    "text", ["", "2022", "2022Q5", "2022Q0", "2022-13", "2022-00", "5月", "上半年", "2022-05-02", "0000-05"]
)
def test_11_a_bad_period_is_none(text: str) -> None:
    assert parse_period(text) is None


def test_quarters_follow_one_another() -> None:
    assert Quarter(2022, 4).following == Quarter(2023, 1)
    assert Quarter.of(date(2022, 4, 1)) == Quarter(2022, 2)
    assert Quarter.of(date(2022, 3, 31)) == Quarter(2022, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6月底前", date(2023, 6, 30)),
        ("2月底", date(2023, 2, 28)),
        ("2024 年 2 月底前", date(2024, 2, 29)),
        ("9月15日前", date(2023, 9, 15)),
        ("2023年9月15日", date(2023, 9, 15)),
        ("2023-10-08", date(2023, 10, 8)),
        ("2023.11", date(2023, 11, 30)),
        ("第三季度", date(2023, 9, 30)),
        ("二季度末", date(2023, 6, 30)),
        ("2024年第1季度", date(2024, 3, 31)),
        ("上半年", date(2023, 6, 30)),
        ("年底前", date(2023, 12, 31)),
        ("2023年", date(2023, 12, 31)),
        ("8月中旬", date(2023, 8, 20)),
        ("3月—10月", date(2023, 10, 31)),
        ("6月底前，长期坚持", date(2023, 6, 30)),
        ("全年", None),
        ("2023年全年", None),
        ("长期坚持", None),
        ("立行立改", None),
        ("持续推进", None),
        ("每季度末", None),
        ("每月10日前", None),
        ("按上级要求", None),
        ("", None),
        ("13月底", None),
        ("6月31日前", None),
    ],
)
def test_5_a_due_day_is_read_from_its_column(text: str, day: date | None) -> None:
    assert due_day(text, 2023) == day


def test_5_no_year_no_day() -> None:
    assert due_day("6月底前", None) is None
    assert due_day("2023年6月底前", None) == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年4月13日", date(2022, 4, 13)),
        ("二〇二三年五月八日", date(2023, 5, 8)),
        ("二○二三年十二月二十八日", date(2023, 12, 28)),
        ("二零二二年十月三十一日", date(2022, 10, 31)),
        ("2022年4月13日印发", None),
        ("2022年2月30日", None),
        ("2022年4月", None),
    ],
)
def test_5_a_date_line_is_read_as_iso(text: str, day: date | None) -> None:
    assert read_date(text) == day


@given(st.integers(1, 99))
def test_chinese_numbers_are_read_back(number: int) -> None:
    assert number_value(chinese(number)) == number


@pytest.mark.parametrize(
    ("line", "rank", "value", "path"),
    [
        ("第一部分 目标", 0, 1, "第一部分"),
        ("十二、保障", 1, 12, "十二"),
        ("（三）加强", 2, 3, "（三）"),
        ("(三)加强", 2, 3, "（三）"),
        ("12.加强", 3, 12, "12"),
        ("12．加强", 3, 12, "12"),
        ("12、加强", 3, 12, "12"),
        ("（1）加强", 4, 1, "（1）"),
        ("1）加强", 4, 1, "1"),
        ("③加强", 5, 3, "③"),
    ],
)
def test_1_numbers_have_a_rank(line: str, rank: int, value: int, path: str) -> None:
    label = read_label(line)
    assert label is not None
    assert (label.rank, label.value, label.path) == (rank, value, path)


@pytest.mark.parametrize("line", ["加强", "一是加强", "2022年", "十分重要", "（试行）", "1", "一批"])
def test_1_other_lines_have_no_number(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("年内组织 2 次以上", "年内组织2次以上"),
        ("安装 Windows 7 系统", "安装Windows 7系统"),
        ("\u3000\u3000强化\u00a0管理", "强化管理"),
        ("达到 100 %", "达到100%"),
        ("I P v 6", "I P v 6"),
        ("冠\u200b县", "冠县"),
        ("a   b", "a b"),
    ],
)
def test_3_blanks_stay_only_between_latin_letters_or_digits(line: str, text: str) -> None:
    assert tighten(line) == text


KNOWN = frozenset(["县司法局", "县公安局", "县发展和改革局", "县直各部门", "县教育和体育局"])


def test_4_lists_part_at_their_separators_but_not_in_brackets() -> None:
    assert split_list("甲局（乙、丙），丁局；戊局;己局,庚局\n辛局。") == [
        "甲局（乙、丙）",
        "丁局",
        "戊局",
        "己局",
        "庚局",
        "辛局",
    ]


def test_4_names_that_hold_a_separator_stay_whole() -> None:
    assert split_list("县司法局、各乡镇、街道办事处、县公安局", ["各乡镇、街道办事处"]) == [
        "县司法局",
        "各乡镇、街道办事处",
        "县公安局",
    ]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("县司法局和县公安局", ["县司法局", "县公安局"]),
        ("县发展和改革局", ["县发展和改革局"]),
        ("县发展和改革局及县教育和体育局与县直各部门", ["县发展和改革局", "县教育和体育局", "县直各部门"]),
        ("县司法局和县某局", ["县司法局和县某局"]),
        ("县某局和县司法局", ["县某局和县司法局"]),
        ("县司法局以及县公安局", ["县司法局", "县公安局"]),
    ],
)
def test_4_and_parts_only_two_names_of_the_directory(name: str, parts: list[str]) -> None:
    assert split_joined(name, KNOWN.__contains__) == parts


def test_4_a_line_break_that_cuts_a_name_is_mended() -> None:
    assert (
        mend_breaks("县发展和\n改革局、县司法局\n县公安局", KNOWN.__contains__) == "县发展和改革局、县司法局\n县公安局"
    )


def test_indicator_values_are_read_by_name() -> None:
    text = "法治专题讲座次数=2次；行政规范性文件（报备）及时率＝98.5%\n集体讨论率=100，旁听=1"
    assert indicator_values(text) == {
        "法治专题讲座次数": Decimal(2),
        "行政规范性文件(报备)及时率": Decimal("98.5"),
        "集体讨论率": Decimal(100),
        "旁听": Decimal(1),
    }
    assert indicator_values("参训人数=1,200；说明") == {"参训人数": Decimal(1200)}
    assert indicator_values("无") == {}
