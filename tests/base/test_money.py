"""Money: whole fen, read exactly, written as banks and treasuries write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.base.money import MoneyError, capitals, fen_from_yuan, short_yuan, yuan


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (15, "壹角伍分"),
        (100, "壹元整"),
        (101, "壹元零壹分"),
        (1000, "壹拾元整"),
        (1050, "壹拾元零伍角整"),
        (123000, "壹仟贰佰叁拾元整"),
        (10050003, "壹拾万零伍佰元零叁分"),
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (100000000, "壹佰万元整"),
        (100000100, "壹佰万零壹元整"),
        (1000000000000, "壹佰亿元整"),
        (1000010000000, "壹佰亿零壹拾万元整"),
        (-123000, "负壹仟贰佰叁拾元整"),
    ],
)
def test_capitals_follow_the_banks_rules(fen: int, words: str) -> None:
    assert capitals(fen) == words


def _value(words: str) -> int:
    """Read capitals back, independently of how they were written."""
    digits = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    total = group = digit = 0
    fen = 0
    for char in words.removeprefix("负").removesuffix("整"):
        if char in digits:
            digit = digits[char]
        elif char in places:
            group, digit = group + digit * places[char], 0
        elif char == "万":
            total, group, digit = total + (group + digit) * 10_000, 0, 0
        elif char == "亿":
            total, group, digit = total + (group + digit) * 100_000_000, 0, 0
        elif char == "元":
            fen, total, group, digit = (total + group + digit) * 100, 0, 0, 0
        else:
            fen, digit = fen + digit * (10 if char == "角" else 1), 0
    return -fen if words.startswith("负") else fen


@given(st.integers(min_value=-(10**14) + 1, max_value=10**14 - 1))
def test_capitals_say_the_same_amount(fen: int) -> None:
    assert _value(capitals(fen)) == fen


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_an_amount_written_and_read_is_the_same(fen: int) -> None:
    assert fen_from_yuan(yuan(fen).replace(",", "")) == fen


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (1234.5, 123450),
        (0.1 + 0.2, 30),
        (123.45, 12345),
        ("100", 10000),
        (7, 700),
        (-5.5, -550),
        (1e9 + 0.01, 100000000001),
    ],
)
def test_float_noise_is_rounded_once(cell: float | str, fen: int) -> None:
    assert fen_from_yuan(cell) == fen


@pytest.mark.parametrize("cell", [123.456, "123.456", "0.001", "一百", "", float("nan"), float("inf"), "1,000"])
def test_what_is_no_whole_fen_is_refused(cell: float | str) -> None:
    with pytest.raises(MoneyError):
        fen_from_yuan(cell)


def test_ten_thousands_of_yuan() -> None:
    assert fen_from_yuan("0.000001", 10_000) == 1
    assert fen_from_yuan(1.2, 10_000) == 1_200_000
    with pytest.raises(MoneyError):
        fen_from_yuan("0.0000001", 10_000)


def test_amounts_are_written_with_separators() -> None:
    assert yuan(-123456789) == "-1,234,567.89"
    assert short_yuan(840000) == "8,400"
    assert short_yuan(840050) == "8,400.50"
